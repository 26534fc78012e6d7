"""Short answers and whose they are: a question and its answer by two voices, "that is not true" as what it does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rashomon.attributions.drafts import Draft, narrowed
from rashomon.attributions.spans import CLOSING, DASHES, Reader
from rashomon.languages.cues import Cues
from rashomon.records import Token

LONGEST = 10  # tokens of a short denial
STOPS = frozenset({".", "!", ";"})
LONGEST_ADDRESS = 3  # words of the name of who is spoken to
OPENING = frozenset("“\"‘'«„")
SPEAKING = frozenset({",", "!", *DASHES, *CLOSING, *OPENING})


def parted(drafts: list[Draft], reader: Reader, cues: Cues) -> list[Draft]:
    """The drafts; a quoted question that another voice answers is nobody's, a short denial is apart from what else is said."""
    asked = _asked(reader)
    voices = (voice for draft in drafts if draft.content for voice in _by_voice(draft, asked, reader))
    parts = [part for voice in voices for part in _by_stance(voice, reader, cues)]
    short = [
        p.content
        for p in parts
        if len(p.content) <= LONGEST and p.cue.isdisjoint(p.content) and _denies(p.content, reader, cues)
    ]
    inside = frozenset(i for content in short for i in content)
    parts = [p for p in parts if not p.cue or not p.cue <= inside]  # "We deny that" is no claim in another
    return parts + _unclaimed(asked.values(), parts)


def _asked(reader: Reader) -> dict[int, tuple[range, range]]:
    """Quotations that ask and have another right behind them, with it, by their last word."""
    inside = [tokens for span in reader.quotations if len(tokens := reader.tokens_in(span)) > 1]
    return {a[-2]: (a, b) for a, b in pairwise(inside) if b.start == a.stop and reader.tokens[a[-2]].text == "?"}


def _by_voice(draft: Draft, asked: Mapping[int, tuple[range, range]], reader: Reader) -> Iterator[Draft]:
    """ "“How many?” “Forty,” she replied.": the quotation that asks is not hers."""
    for last in sorted(draft.content & asked.keys()):
        quotation, _ = asked[last]
        question = draft.content & frozenset(quotation)
        if max(draft.cue, default=-1) > last and question != draft.content:
            draft = narrowed(draft, draft.content - question, reader)
            yield _of_nobody(question)
    yield draft


def _of_nobody(question: Iterable[int]) -> Draft:
    return Draft("quotation", "say", frozenset(), frozenset(), frozenset(question))


def _unclaimed(asked: Iterable[tuple[range, range]], parts: Sequence[Draft]) -> list[Draft]:
    """The questions that nobody is said to ask and somebody to answer."""
    taken = frozenset(i for p in parts for i in p.content | p.cue)
    return [_of_nobody(a) for a, b in asked if taken.isdisjoint(a) and not taken.isdisjoint(b)]


def _by_stance(draft: Draft, reader: Reader, cues: Cues) -> Iterator[Draft]:
    """ "That is not true. We counted 41.": the first sentences deny what was said before, the rest is said beside it."""
    head, rest = frozenset[int](), draft.content
    while rest:
        end = reader.sentence_of(reader.tokens[min(rest)]).last
        following = frozenset(i for i in rest if i < end)
        if not _denies(following, reader, cues):
            break
        head, rest = head | following, rest - following
    spoken = any(reader.tokens[i].pos != "PUNCT" for i in rest)
    if head and spoken and draft.cue.isdisjoint(head):
        yield narrowed(draft, head, reader)
        yield narrowed(draft, rest, reader)
    else:
        yield draft


def _denies(content: frozenset[int], reader: Reader, cues: Cues) -> bool:
    return denies_shortly([reader.tokens[i] for i in sorted(content)], cues)


def denies_only(tokens: Sequence[Token], cues: Cues) -> bool:
    """Whether words are short denials and nothing else: "No, no. That is not true."."""
    ends = [n + 1 for n, t in enumerate(tokens) if t.text in STOPS]
    parts = [tokens[a:b] for a, b in pairwise(sorted({0, *ends, len(tokens)}))]
    spoken = [part for part in parts if any(t.pos != "PUNCT" for t in part)]
    return bool(spoken) and all(denies_shortly(part, cues) for part in spoken)


def denies_shortly(tokens: Sequence[Token], cues: Cues) -> bool:
    """Whether words do no more than deny what was said before them: "No", "That is not true", "It did not", "A lie"."""
    words = [t.lower for t in _without_address(tokens) if t.text not in SPEAKING and t.text not in {".", ";"}]
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


def _without_address(tokens: Sequence[Token]) -> Sequence[Token]:
    """Words without a name at their end that a comma parts off: "That is false, Senator"."""
    last = next((n for n in range(len(tokens) - 1, 0, -1) if tokens[n].pos != "PUNCT"), 0)
    comma = next((n for n in range(last, 0, -1) if tokens[n].text == ","), 0)
    named = tokens[comma + 1 : last + 1]
    address = comma and len(named) <= LONGEST_ADDRESS and all(t.text[:1].isupper() for t in named)
    return tokens[:comma] if address else tokens


def _is_verdict(words: Sequence[str], lists: Mapping[str, frozenset[str]]) -> bool:
    """ "That is not true", "those reports are false", "lies"."""
    subject = 0
    while subject < len(words) and words[subject] in lists["pointing"]:
        subject += 1
    after = [w for w in words[subject:] if w not in lists["stressing"]]
    verbs = 0
    while verbs < len(after) and after[verbs] in lists["being"] | lists["negations"]:
        verbs += 1
    if subject and not any(w in lists["being"] for w in after[:verbs]):
        return False
    negated = sum(w in lists["negations"] for w in after[:verbs]) % 2 == 1
    verdict = " ".join(w for w in after[verbs:] if w not in lists["articles"])
    return verdict in lists["true" if negated else "untrue"]


def _is_elliptic(words: Sequence[str], lists: Mapping[str, frozenset[str]]) -> bool:
    """ "It did not", "they haven't"."""
    if len(words) not in {2, 3} or words[0] not in lists["pronouns"]:
        return False
    rest = words[1:]
    return any(w in lists["negations"] for w in rest) and any(w in lists["helping"] for w in rest)
