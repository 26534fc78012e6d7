"""Words of claims → words of a question: noun phrases without pronouns, their number, the forms of be and do."""

import re
from collections import Counter
from collections.abc import Iterable

PRONOUNS = frozenset({"it", "its", "they", "them", "their", "theirs", "he", "him", "his", "she", "her", "hers", "we", "us", "our", "ours", "i", "me", "my", "mine", "you", "your", "who", "whom", "whose", "which", "that", "this", "these", "those", "himself", "herself", "itself", "themselves", "someone", "anyone", "everything", "anything", "nothing", "something"})  # fmt: skip
ASKING = frozenset({"how", "what", "whether", "why", "where", "no", "nobody", "none"})  # no name begins with these
MOST_WORDS = 8  # a longer phrase is no name for what a question is about
_SINGULAR_S = ("ss", "us", "is", "ous")
_PLURAL = frozenset(
    {"people", "police", "children", "women", "men", "troops", "forces", "media", "authorities", "both"}
)
_NUMBERED = re.compile(r"^(?:at least |more than |about |some |almost |nearly |around |over |up to )?(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|several|many|few|both|all)\b", re.I)  # fmt: skip
_CUT = re.compile(r"\s+(?:in|at|near|on|from|with|for|that|which|who|after|when|where|during|as)\s.*$")
_EDGES = "“”\"'‘’«»,;:.–—-()[] "
_LOWERED = frozenset({"the", "a", "an", "some", "several", "two", "three", "more", "at", "about", "many", "dozens", "hundreds", "thousands", "most", "all", "both", "rebel", "rebels", "government", "civilians", "people"})  # fmt: skip


def clean(words: str | None) -> str | None:
    """A noun phrase that can stand in a question; None where it is a pronoun, holds one, or is too long."""
    if not words:
        return None
    plain = re.sub(r"\s*\([^)]*\)", "", " ".join(words.split())).strip(_EDGES)
    plain = re.sub(r"[“”\"«»]", "", plain)
    if len(plain.split()) > MOST_WORDS:
        plain = _CUT.sub("", plain)
    first, _, rest = plain.partition(" ")
    if first.lower() in {"its", "their", "his", "her", "our", "my", "your"} and rest:
        plain, first = f"the {rest}", "the"
    if first.lower() in ASKING:
        return None
    if not plain or len(plain.split()) > MOST_WORDS or has_pronoun(plain) or not any(c.isalnum() for c in plain):
        return None
    return first.lower() + plain[len(first) :] if first.lower() in _LOWERED else plain


def has_pronoun(words: str) -> bool:
    """Whether a phrase holds a word that points outside it."""
    return any((w if w.isupper() and len(w) > 1 else w.lower()).strip(_EDGES) in PRONOUNS for w in words.split())


def is_plural(words: str) -> bool:
    """Whether a noun phrase takes a plural verb."""
    plain = words.lower()
    if _NUMBERED.match(plain):
        return not re.match(r"^(?:1|one)\b", plain)
    if re.search(r"\w (?:and) \w", plain) and " of " not in plain:
        return True
    head = re.split(r",| (?:of|in|on|at|near|from|for|to|with|by) ", plain)[0].split()
    if not head:
        return False
    last = head[-1]
    if last in _PLURAL:
        return True
    capital = words.split()[len(head) - 1][:1].isupper()
    return last.endswith("s") and not last.endswith(_SINGULAR_S) and not capital and not last.endswith(("’s", "'s"))


def commonest(words: Iterable[str | None]) -> str | None:
    """The most frequent of ``words``, of equals the shortest, then the first by alphabet."""
    counted = Counter(w for w in words if w)
    return min(counted.items(), key=lambda item: (-item[1], len(item[0]), item[0]))[0] if counted else None


def article(words: str) -> str:
    """A phrase with "the" before a common noun that stands bare and in the singular."""
    first = words.split()[0]
    bare = first[:1].islower() and first.lower() not in _LOWERED | {
        "nearly",
        "almost",
        "over",
        "around",
        "up",
        "no",
        "any",
        "every",
        "each",
    }
    bare = bare and not is_plural(words)
    return f"the {words}" if bare and not _NUMBERED.match(words) else words


def agree(pattern: str, subject: str) -> str:
    """Fill {Was}, {Is} and {Has} by the number of ``subject``."""
    plural = is_plural(subject)
    forms = {"{Was}": ("Was", "Were"), "{Is}": ("Is", "Are"), "{Has}": ("Has", "Have")}
    for slot, pair in forms.items():
        pattern = pattern.replace(slot, pair[plural])
    return pattern
