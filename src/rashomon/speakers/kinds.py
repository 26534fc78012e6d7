"""Phrase → what kind of speaker it is and which side it speaks for, with how sure that is.

A spokesman is of the kind of what he speaks for; a state that another "backs" or "leads" is not its side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rashomon.records import SpeakerKind
from rashomon.speakers.phrases import Phrase
from rashomon.speakers.words import BELONGING, Word
from rashomon.world.actors import Actor, Actors

PRESIDING = frozenset({"president", "vice-president", "governor", "deputy"})
PRESS = frozenset({"press", "media", "news"})
GENERALS = frozenset({"secretary", "director", "attorney", "inspector", "governor", "consul", "auditor", "surgeon"})
STATESMEN = frozenset({"minister", "secretary", "president", "premier", "chancellor", "governor", "mayor"})
SIDED = frozenset({"government", "military", "police"})  # kinds whose side is a state
NAMED = frozenset({"armed_group", "political_party", "igo", "ngo", "monitor", "company", "union", "activist"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Kind and side. ``weight``: 3 a known name, 2 words that tell, 1 the usual meaning of a role, 0 nothing."""

    kind: SpeakerKind | None = None
    party: str | None = None
    weight: int = 0


Lookup = Callable[[Sequence[Word]], Verdict | None]  # what the report says elsewhere of these words


def judge(phrase: Phrase, actors: Actors, elsewhere: Lookup) -> Verdict:
    """Read kind and side from the words of a phrase and its appositions."""
    if phrase.joint:
        return _joint(phrase, actors, elsewhere)
    found = [_own(phrase, actors, elsewhere), *(_own(p, actors, elsewhere) for p in phrase.beside)]
    best = next((v for v in found if v.weight > 1), max(found, key=lambda v: v.weight))
    if best.kind is not None and best.party is None and best.kind in SIDED:
        best = Verdict(best.kind, next((v.party for v in found if v.party), None), best.weight)
    return best


def side_of(words: Sequence[Word], actors: Actors, *, capitals: bool = True) -> str | None:
    """The state or people that the words name; two joined by "and" together. ``capitals``: a capital stands for its state."""
    found = [
        (i, j, a)
        for i, j, a in actors.find([w.text for w in words])
        if a.form != "actor"
        and a.party is not None
        and (capitals or a.form != "capital")
        and not actors.is_relation(words[i].text)
    ]
    if not found:
        return None
    first = found[0][2].party
    if (
        len(found) == 2
        and found[1][2].party != first
        and any(w.lower in {"and", "&"} for w in words[found[0][1] : found[1][0]])
    ):
        return f"{first} and {found[1][2].party}"
    return first


def leader_party(name: str, actors: Actors) -> str | None:
    """The side of a well-known leader by full name."""
    return actors.leaders.get(name.lower())


def kind_of_party(party: str, actors: Actors) -> SpeakerKind:
    """The kind of one who leads that side."""
    actor = actors.names.get(party)
    if actor is not None:
        return actor.kind
    return "other" if party == "Catholic Church" else "government"


def _own(phrase: Phrase, actors: Actors, elsewhere: Lookup) -> Verdict:
    if phrase.person and phrase.name:
        party = leader_party(phrase.spelling, actors)
        if party is not None:
            kind = kind_of_party(party, actors)
            return Verdict(kind, (side_of(phrase.before, actors) if kind == "government" else None) or party, 3)
    elif phrase.name:
        named = _named(phrase, actors)
        if named.weight >= 2 or not phrase.before:
            return named if named.weight else _sided(phrase, actors)
    if phrase.before:
        return _headed(phrase, actors, elsewhere)
    if not phrase.name or phrase.person:
        for preposition, words in phrase.after:  # "one of their leaders", "Ida Brandt of the Dorn hospital"
            found = _group(words, actors, elsewhere) if preposition in BELONGING else Verdict()
            return found if found.weight > 1 or not phrase.name else Verdict()
    return Verdict()


def _body(words: Sequence[Word], actors: Actors) -> tuple[int, Actor] | None:
    return next(((i, a) for i, _, a in actors.find([w.text for w in words]) if a.form == "actor"), None)


def _named(phrase: Phrase, actors: Actors) -> Verdict:
    """A body by its proper name: known, or by the nouns in it."""
    name = phrase.name
    found = actors.find([w.text for w in name])
    for i, j, actor in found:
        prefix = (
            i == 0 and j > 1 and actor.form == "actor" and actor.kind != "outlet" and not _telling(name[j:], actors)
        )
        if (i, j) == (0, len(name)) or prefix:
            return Verdict(actor.kind, actor.party, 3)
    full = " ".join(w.text for w in name)
    for word in reversed(name):
        kind = actors.kind_of(word.lower) if word.lower not in actors.lists["weak"] else None
        if word is name[-1] and word.lower == "agency" and any(w.lower in {"news", "press"} for w in name):
            kind = "news_agency"
        if kind is None and word is name[-1] and (role := actors.role_of(word.lower)) not in {None, "other"}:
            kind = role
        if kind is None:
            continue
        body = next((a for i, j, a in found if a.form == "actor"), None)
        if body is not None and kind in {"government", "military"} and body.kind == "igo":
            return Verdict(body.kind, body.party, 3)
        if kind in SIDED:
            # "Free Tarvos Army": an army that no state's name or adjective stands before as its own is a group's
            return Verdict(kind, side_of(phrase.words, actors), 2)
        return Verdict(kind, full if kind in NAMED else None, 2)
    if any(actors.kind_of(w.lower) == "ngo" for w in name) and not phrase.person:  # "Relief Corridor"
        return Verdict("ngo", full, 1)
    return Verdict()


def _telling(words: Sequence[Word], actors: Actors) -> bool:
    return any(actors.kind_of(w.lower) or actors.role_of(w.lower) for w in words)


def _sided(phrase: Phrase, actors: Actors) -> Verdict:
    """A state, capital or people by itself acts as its government."""
    found = actors.find([w.text for w in phrase.name])
    if found and found[0][:2] == (0, len(phrase.name)) and not phrase.person:
        actor = found[0][2]
        return Verdict(actor.kind, actor.party, 3)
    return Verdict()


def _headed(phrase: Phrase, actors: Actors, elsewhere: Lookup) -> Verdict:
    """By the noun: "rebel commander", "doctors at the hospital", "the Turkish president"."""
    before, head = phrase.before, phrase.head.rstrip(".")
    if head == "general" and len(before) > 1 and before[-2].lower in GENERALS:  # "secretary general" is no general
        state = side_of(before, actors) or _office(phrase, actors)
        if before[-2].lower in {"attorney", "governor", "consul"}:
            return Verdict("government", state, 2)
        return _headed(replace(phrase, before=before[:-1]), actors, elsewhere)
    if actors.is_other(head):
        return Verdict("other", None, 1)
    if head in actors.titles.get("courtesy", ()) and actors.kind_of(head) is None:
        return Verdict()
    relation = any(actors.is_relation(w.text) for w in before[:-1])
    kind = actors.kind_of(head)
    if kind is None and head in actors.titles.get("military", ()) and actors.role_of(head) is None:
        kind = "military"
    if kind is None and head in actors.titles.get("government", ()) and actors.role_of(head) is None:
        kind = "government"
    side = side_of(before, actors)
    body = _body(before, actors)
    whole = actors.find([w.text for w in before])
    if whole and whole[0][:2] == (0, len(before)) and (whole[0][2].form == "actor" or len(before) == 1):
        return Verdict(whole[0][2].kind, whole[0][2].party, 3)
    tail_side = next(
        (s for p, words in phrase.after if p in {"of", "for"} and (s := side_of(words, actors, capitals=False))), None
    )
    if kind is not None:
        if relation and kind == "military" and side is None:
            return Verdict("armed_group", None, 2)
        if (
            body is not None
            and (kind in SIDED or kind in NAMED)
            and (side is None or not _earlier(side, body[0], before, actors))
        ):
            if body[1].kind == "political_party" and kind == "government" and head in STATESMEN:
                return Verdict(kind, side, 2)
            if body[1].kind in {"igo", "armed_group", "political_party"} and kind in {
                "government",
                "military",
                "political_party",
                "armed_group",
            }:
                return Verdict(body[1].kind, body[1].party, 2)
            return Verdict(kind, body[1].party, 2)
        if kind == "political_party" and "opposition" in {w.lower for w in before}:
            return Verdict(kind, _opposition(before, actors), 2)
        if kind in SIDED:
            owner = _owner(before[:-1], actors, elsewhere)
            tail = _tail(phrase, actors, elsewhere) if head in actors.lists["holders"] or side is None else None
            party = side or tail_side or (owner.party if owner else None) or (tail.party if tail else None)
            if tail is not None and tail.weight == 3 and tail.kind == "igo" and side is None:
                return tail
            if tail is not None and side is None and head in PRESIDING and tail.kind not in SIDED:
                return tail  # the president of a mill
            return Verdict(kind, party or _office(phrase, actors), 2)
        if kind in {"armed_group", "political_party"}:
            tail = _tail(phrase, actors, elsewhere)
            return Verdict(kind, tail.party if tail else None, 2)
        return Verdict(kind, None, 2)
    return _role(phrase, actors, elsewhere, side, tail_side)


def _role(phrase: Phrase, actors: Actors, elsewhere: Lookup, side: str | None, tail_side: str | None) -> Verdict:
    """A spokesman, head, statement … belongs to what he, she or it speaks for."""
    before, head = phrase.before, phrase.head
    usual = actors.role_of(head)
    if head in {"agency", "agencies"} and any(w.lower in {"news", "wire"} for w in before):
        return Verdict("news_agency", None, 2)
    if usual is None and not phrase.name and (found := elsewhere(before)) is not None:
        return found
    tail = _tail(phrase, actors, elsewhere)
    if tail is not None and tail.kind is not None and tail.kind != "witness":
        return Verdict(tail.kind, tail.party or (side if tail.kind in SIDED else None), tail.weight)
    if (owner := _owner(before[:-1], actors, elsewhere)) is not None:
        return owner
    for n in range(len(before) - 2, -1, -1):
        word = before[n]
        kind = actors.kind_of(word.lower)
        if kind is None and (role := actors.role_of(word.lower)) not in {None, "other", "government"}:
            kind = role
        if word.lower in PRESS and head.removesuffix("s") not in actors.papers and actors.role_of(head) == "other":
            continue  # a press office is no press
        if word.lower == "general":
            continue  # nor a general manager a general
        if kind is not None and not actors.is_relation(word.text):
            if word.lower == "opposition":
                return Verdict("political_party", _opposition(before, actors), 2)
            if actors.role_of(head) == "other" and kind == "witness":
                continue
            if kind in NAMED:
                return Verdict(kind, _run(before, n), 2)
            return Verdict(kind, (side or tail_side or _office(phrase, actors)) if kind in SIDED else None, 2)
    if head in {"source", "sources", "reports"}:
        return Verdict("other", None, 1)
    if (office := _office(phrase, actors)) is not None and side is None:
        return Verdict("government", office, 2)
    party = side or tail_side
    if usual is None:
        return Verdict()
    if party is not None and usual in {"other", "government"} and not actors.is_body(head):
        return Verdict("government", party, 2)
    return Verdict(usual or "other", party if usual in SIDED else None, 1)


def _tail(phrase: Phrase, actors: Actors, elsewhere: Lookup) -> Verdict | None:
    """What the first "of …", "for …" names, if it tells a kind or a known body."""
    papers = phrase.head in actors.papers
    for preposition, words in phrase.after:
        if preposition not in BELONGING or (preposition == "by" and not papers):
            continue
        found = _group(words, actors, elsewhere)
        if found.weight >= 2:
            return found
        if preposition not in {"of"}:
            break
    return None


def _group(words: Sequence[Word], actors: Actors, elsewhere: Lookup) -> Verdict:
    """A body named in a prepositional phrase: "of the Future Party", "for the army", "of the observatory"."""
    body = _body(words, actors)
    if body is not None:
        return Verdict(body[1].kind, body[1].party, 3)
    if (found := elsewhere(words)) is not None:
        return found
    proper = [w for w in words if w.capital and not actors.is_relation(w.text)]
    side = side_of(words, actors)
    for word in reversed(words):
        kind = actors.kind_of(word.lower)
        if (
            kind is None
            or word.possessive
            or (word.lower in actors.lists["weak"] and word.capital)
            or kind == "witness"
        ):
            continue
        if any(actors.is_relation(w.text) for w in words) and kind == "military":
            named = proper if len(proper) > 1 and words[-1].capital else ()
            return Verdict("armed_group", " ".join(w.text for w in named) or None, 2)
        if word.lower == "opposition":
            return Verdict(kind, _opposition(words, actors), 2)
        if kind in SIDED:
            return Verdict(kind, side, 2)
        name = " ".join(w.text for w in proper if w.lower not in {"the"})
        return Verdict(kind, name if kind in NAMED and len(proper) > 1 and words[-1].capital else None, 2)
    if words and words[-1].capital and (role := actors.role_of(words[-1].lower)) not in {None, "other"}:
        return Verdict(role, side if role in SIDED else None, 2)
    if side is not None and all(w.capital or w.lower in {"the", "of"} for w in words):
        return Verdict("government", side, 1)
    return Verdict()


def _owner(words: Sequence[Word], actors: Actors, elsewhere: Lookup) -> Verdict | None:
    """ "the premier's spokesman", "the bureau spokesman", "the front's commander"."""
    body = _body(words, actors)
    if body is not None:
        return Verdict(body[1].kind, body[1].party, 3)
    for n in range(len(words) - 1, -1, -1):
        word = words[n]
        alone = (n == 0 or not words[n - 1].capital) and (n + 1 == len(words) or not words[n + 1].capital)
        if word.capital and word.lower in actors.surnames and (alone or word.possessive):
            party = actors.surnames[word.lower]
            return Verdict(kind_of_party(party, actors), party, 2)
    for run in _capital_runs(words):
        if (found := elsewhere(run)) is not None:
            return found
    return elsewhere(words) if words else None


def _capital_runs(words: Sequence[Word]) -> list[Sequence[Word]]:
    runs: list[list[Word]] = [[]]
    for word in words:
        if word.capital:
            runs[-1].append(word)
        if not word.capital or word.possessive:
            runs.append([])
    return [run for run in runs if run]


def _run(words: Sequence[Word], n: int) -> str | None:
    """The proper name that a word ends: "Dorn Mill Corp" in "Dorn Mill Corp treasurer"."""
    first = n
    while first and words[first - 1].capital:
        first -= 1
    return " ".join(w.text for w in words[first : n + 1]) if words[n].capital and first < n else None


def _earlier(side: str, place: int, words: Sequence[Word], actors: Actors) -> bool:
    """Whether the state stands before the body ("Britain's UN ambassador")."""
    first = next((i for i, _, a in actors.find([w.text for w in words]) if a.form != "actor"), len(words))
    return bool(side) and first < place and words[first].possessive


def _office(phrase: Phrase, actors: Actors) -> str | None:
    words = " ".join(w.lower for w in phrase.words)
    padded = f" {words} "
    return next((state for title, state in actors.offices.items() if f" {title} " in padded), None)


def _opposition(words: Sequence[Word], actors: Actors) -> str:
    adjective = next((words[i].text for i, _, a in actors.find([w.text for w in words]) if a.form == "demonym"), None)
    return f"{adjective} opposition" if adjective else "opposition"


def _joint(phrase: Phrase, actors: Actors, elsewhere: Lookup) -> Verdict:
    """Several speak together: the kind of the first that tells, both sides if they are two."""
    side = side_of(phrase.words, actors)
    states = {a.party for _, _, a in actors.find([w.text for w in phrase.words]) if a.form != "actor"}
    kinds = [k for w in phrase.words if (k := actors.kind_of(w.lower)) is not None]
    body = _body(phrase.words, actors)
    if kinds:
        return Verdict(kinds[0], side if len(states) < 3 and kinds[0] in SIDED else None, 2)
    if body is not None:
        return Verdict(body[1].kind, body[1].party if len(states) == 0 else None, 2)
    if states:
        return Verdict("government", side if len(states) < 3 else None, 2)
    return Verdict()
