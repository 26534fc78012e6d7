"""Headlines that begin or end with their speaker: "26 dead – minister", "…, says hospital", "Police: …".

The parser knows whole sentences; a headline leaves out verbs and articles, so its marks and the nouns of speakers tell.
"""

from collections.abc import Iterable, Sequence

from rashomon.attributions.drafts import Draft, narrowed
from rashomon.attributions.spans import CLOSING, DASHES, NOMINAL, Reader
from rashomon.languages.cues import Cues
from rashomon.world.actors import Actors

LONGEST_NAME = 8  # tokens of a speaker at a headline's edge
LONGEST_HEADLINE = 30  # tokens
LEAST_SAID = 2  # tokens that a speaker at the edge says
MARKS = frozenset({":", "|", *DASHES})
JOINING = frozenset(
    {"of", "for", "in", "at", "from", "and", "&", "'s", "’s", "-"}
)  # words inside a name for who speaks
PLACES = frozenset({"GPE", "LOC", "FAC"})
PLACING = frozenset({"in", "at", "near", "from", "outside", "inside", "around", "of"})


def with_headlines(drafts: list[Draft], reader: Reader, cues: Cues, actors: Actors) -> list[Draft]:
    """The drafts, those of headlines read by their edges: a speaker there says the rest, a place in front says nothing."""
    for home in _headlines(reader):
        found = _at_end(home, reader, cues, actors) or _at_start(home, reader, actors)
        said = [] if found is None else [found]
        drafts = [d for d in drafts if not _yields(d, said, home, reader, actors)]
        if found is not None:
            taken = found.source | found.cue
            kept = (narrowed(d, d.content - taken, reader) for d in drafts)
            drafts = [*(d for d in kept if d.content), found]
    return drafts


def _headlines(reader: Reader) -> list[range]:
    """The tokens of the headline: the title, or a first paragraph without a full stop where others follow."""
    paragraphs = reader.paragraphs
    if not paragraphs:
        return []
    first = paragraphs[0]
    in_title = reader.sentence_of(reader.tokens[first[0]]).in_title
    bare = len(paragraphs) > 1 and reader.tokens[first[-1]].text not in {".", "!", ";", ",", *CLOSING}
    return [first] if (in_title or bare) and LEAST_SAID < len(first) <= LONGEST_HEADLINE else []


def _at_end(home: range, reader: Reader, cues: Cues, actors: Actors) -> Draft | None:
    """ "… – minister", "…: officials", "… (police)", "…, says hospital", "…, hospital says"."""
    tokens = reader.tokens
    last = home.stop
    while last > home.start and tokens[last - 1].text in {".", "!", *CLOSING}:
        last -= 1
    if tokens[last - 1].text == ")":
        opening = next(
            (i for i in range(last - 2, max(home.start, last - LONGEST_NAME), -1) if tokens[i].text == "("), None
        )
        if opening is not None and _speaks(range(opening + 1, last - 1), reader, actors):
            return _draft(range(opening + 1, last - 1), range(opening, opening + 1), home, opening, reader)
        return None
    window = range(last - 1, max(home.start + LEAST_SAID - 1, last - LONGEST_NAME - 2), -1)
    mark = next((i for i in window if tokens[i].text in MARKS and _is_apart(i, reader)), None)
    if (
        mark is not None
        and _speaks(range(mark + 1, last), reader, actors)
        and not _is_brand(mark, last, reader, actors)
    ):
        return _draft(range(mark + 1, last), range(mark, mark + 1), home, mark, reader)
    comma = next((i for i in window if tokens[i].text == ","), None)
    edge = comma if comma is not None else mark
    if edge is None or edge + 2 >= last:
        return None
    cue = next((i for i in (edge + 1, *range(last - 1, edge + 1, -1)) if tokens[i].lower in cues.tails), None)
    if cue is None:
        return None
    named = range(cue + 1, last) if cue == edge + 1 else range(edge + 1, cue)
    return _draft(named, range(cue, cue + 1), home, edge, reader) if _speaks(named, reader, actors) else None


def _at_start(home: range, reader: Reader, actors: Actors) -> Draft | None:
    """ "Police: …", "Health ministry – …"."""
    tokens = reader.tokens
    window = home[1 : LONGEST_NAME + 1]
    mark = next((i for i in window if tokens[i].text in MARKS and _is_apart(i, reader)), None)
    named = range(home.start, mark) if mark is not None else range(0)
    if mark is None or home.stop - mark - 1 < LEAST_SAID or not _speaks(named, reader, actors):
        return None
    if tokens[home[-1]].text == "?":
        return None  # "Army: who is in command?"
    return _draft(named, range(mark, mark + 1), range(mark + 1, home.stop), home.stop, reader)


def _draft(named: range, cue: range, said: range, end: int, reader: Reader) -> Draft:
    """What stands in ``said`` before ``end``, without a place or topic and a colon in front of it: who speaks is told already."""
    content = range(said.start, min(end, said.stop))
    colon = next((i for i in content[1:4] if reader.tokens[i].text == ":"), None)
    if colon is not None and colon + LEAST_SAID < content.stop:
        content = range(colon + 1, content.stop)
    return Draft("label", "say", frozenset(cue), frozenset(named), frozenset(content))


def _is_apart(i: int, reader: Reader) -> bool:
    """Whether a mark stands between words, not inside one as in "cease-fire"."""
    token, text = reader.tokens[i], reader.parse.text
    return token.text not in {"-", "–"} or (
        text[token.start - 1].isspace() and text[token.end : token.end + 1].isspace()
    )


def _speaks(named: range, reader: Reader, actors: Actors) -> bool:
    """Whether words are a noun phrase for someone who speaks: its noun is one of speakers, or it ends in a known name."""
    tokens = [reader.tokens[i] for i in named]
    words = [t.text for t in tokens]
    if not tokens or len(tokens) > LONGEST_NAME or tokens[0].lower in JOINING:
        return False
    plain = all(t.lower in JOINING or (t.pos in NOMINAL - {"NUM"} and not t.tag.startswith("W")) for t in tokens)
    if not plain or any(w[:1].isdigit() for w in words):
        return any(i == 0 and j == len(tokens) for i, j, _ in actors.find(words))
    cut = next((n for n, t in enumerate(tokens) if t.pos == "ADP"), len(tokens))
    return _is_speaker(words[:cut], actors) or _is_person(named, reader)


def _is_brand(mark: int, last: int, reader: Reader, actors: Actors) -> bool:
    """Whether what a dash or bar parts from a headline is the name of the paper: "… – Lodrin Herald"."""
    words = [t.text for t in reader.tokens[mark + 1 : last]]
    own = all(w[:1].isupper() for w in words) and words[0].lower() not in actors.lists["weak"]
    return reader.tokens[mark].text != ":" and own and actors.kind_of(words[-1]) == "outlet"


def _is_speaker(words: Sequence[str], actors: Actors) -> bool:
    if not words:
        return False
    noun = words[-1]
    told = actors.kind_of(noun) is not None or actors.role_of(noun) is not None or noun.lower() in actors.papers
    known = any(j == len(words) and a.form == "actor" for _, j, a in actors.find(words))
    return known or (told and noun.lower() not in actors.lists["weak"])


def _is_person(named: range, reader: Reader) -> bool:
    """Whether the last word of a name is that of a person whom the text names elsewhere."""
    last = reader.tokens[named[-1]].text
    elsewhere = (e for e in reader.parse.entities if e.label == "PERSON" and not named.start <= e.first < named.stop)
    return last[:1].isupper() and any(reader.tokens[e.last - 1].text == last for e in elsewhere)


def _yields(draft: Draft, said: Iterable[Draft], home: range, reader: Reader, actors: Actors) -> bool:
    """Whether a draft in a headline is but a wrong reading: of the words of its speaker, or with a place that speaks before a colon."""
    if not draft.cue or not draft.cue <= frozenset(home):
        return False
    source = sorted(draft.source)
    colon = all(reader.tokens[i].text in MARKS for i in draft.cue)
    for one in said:
        mine = one.source | one.cue
        if not mine.isdisjoint(draft.cue) or not draft.source.isdisjoint(one.source):
            return True
        if colon and (not source or not _is_speaker([reader.tokens[i].text for i in source], actors)):
            return True
    if not colon or not source or source[-1] - source[0] >= len(source):
        return False
    named = range(source[0], source[-1] + 1)
    words = [reader.tokens[i].text for i in named]
    return _is_place(named, reader) and not actors.find(words) and not _is_speaker(words, actors)


def _is_place(named: range, reader: Reader) -> bool:
    """Whether words are a place's name by the parser's label, or because the text has it after "in" or "near"."""
    tokens = [reader.tokens[i] for i in named]
    if all(t.entity in PLACES or t.pos == "PUNCT" for t in tokens):
        return True
    words = tuple(t.text for t in tokens)
    size = len(words)
    return any(
        reader.tokens[i - 1].lower in PLACING and tuple(t.text for t in reader.tokens[i : i + size]) == words
        for i in range(1, len(reader.tokens) - size + 1)
        if reader.tokens[i].text == words[0]
    )
