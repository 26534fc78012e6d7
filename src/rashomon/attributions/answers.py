"""Short answers and whose they are: a question and its answer by two voices, "that is not true" as what it does."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rashomon.attributions.drafts import Draft, narrowed
from rashomon.attributions.spans import CLOSING, DASHES, Reader
from rashomon.languages.cues import Cues
from rashomon.records import Token

LONGEST = 10  # tokens of a short denial
OPENING = frozenset("“\"‘'«„")
SPEAKING = frozenset({",", "!", *DASHES, *CLOSING, *OPENING})


def parted(drafts: list[Draft], reader: Reader, cues: Cues) -> list[Draft]:
    """The drafts; a quoted question that another voice answers is nobody's, a short denial is apart from what else is said."""
    asked = _asked(reader)
    voices = (voice for draft in drafts if draft.content for voice in _by_voice(draft, asked, reader))
    return [part for voice in voices for part in _by_stance(voice, reader, cues)]


def _asked(reader: Reader) -> dict[int, range]:
    """Quotations that ask and have another right behind them, by their last word."""
    inside = [tokens for span in reader.quotations if len(tokens := reader.tokens_in(span)) > 1]
    return {a[-2]: a for a, b in pairwise(inside) if b.start == a.stop and reader.tokens[a[-2]].text == "?"}


def _by_voice(draft: Draft, asked: Mapping[int, range], reader: Reader) -> Iterator[Draft]:
    """ "“How many?” “Forty,” she replied.": the quotation that asks is not hers."""
    for last in sorted(draft.content & asked.keys()):
        quotation = asked[last]
        question = draft.content & frozenset(quotation)
        if max(draft.cue, default=-1) > last and question != draft.content:
            draft = narrowed(draft, draft.content - question, reader)
            yield Draft("quotation", "say", frozenset(), frozenset(), question, chance=draft.chance)
    yield draft


def _by_stance(draft: Draft, reader: Reader, cues: Cues) -> Iterator[Draft]:
    """ "That is not true. We counted 41.": the first sentence denies what was said before, the rest is said beside it."""
    first = reader.sentence_of(reader.tokens[min(draft.content)])
    head = frozenset(i for i in draft.content if i < first.last)
    rest = draft.content - head
    spoken = any(reader.tokens[i].pos != "PUNCT" for i in rest)
    if spoken and draft.cue.isdisjoint(head) and denies_shortly([reader.tokens[i] for i in sorted(head)], cues):
        yield narrowed(draft, head, reader)
        yield narrowed(draft, rest, reader)
    else:
        yield draft


def denies_shortly(tokens: Sequence[Token], cues: Cues) -> bool:
    """Whether words do no more than deny what was said before them: "No", "That is not true", "It did not", "A lie"."""
    words = [t.lower for t in tokens if t.text not in SPEAKING and t.text not in {".", ";"}]
    if not words or len(words) > LONGEST or "?" in words:
        return False
    lists = cues.denials
    plain = [w.replace("’", "'") for w in words]
    opened = False
    while plain and plain[0] in lists["openers"]:
        opened = opened or plain[0] in lists["no"]
        plain.pop(0)
    if not plain:
        return opened
    if " ".join(plain) in lists["phrases"]:
        return True
    return _is_verdict(plain, lists) or _is_elliptic(plain, lists)


def _is_verdict(words: Sequence[str], lists: Mapping[str, frozenset[str]]) -> bool:
    """ "That is not true", "those reports are false", "lies"."""
    subject = 0
    while subject < len(words) and words[subject] in lists["pointing"]:
        subject += 1
    after = [w for w in words[subject:] if w not in lists["stressing"]]
    verbs = 0
    while verbs < len(after) and after[verbs] in lists["being"] | lists["not"]:
        verbs += 1
    if subject and not any(w in lists["being"] for w in after[:verbs]):
        return False
    negated = sum(w in lists["not"] for w in after[:verbs]) % 2 == 1
    verdict = " ".join(w for w in after[verbs:] if w not in lists["articles"])
    return verdict in lists["true" if negated else "untrue"]


def _is_elliptic(words: Sequence[str], lists: Mapping[str, frozenset[str]]) -> bool:
    """ "It did not", "they haven't"."""
    if len(words) not in {2, 3} or words[0] not in lists["pronouns"]:
        return False
    rest = words[1:]
    return any(w in lists["not"] for w in rest) and any(w in lists["helping"] for w in rest)
