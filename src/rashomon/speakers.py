"""Attributions → speakers: source spans resolved to actors, with kind, party and the names that the report gives them.

``s0`` is the report's own voice: the agency under whose dateline or credit it stands, else its publisher. Under an agency, ``s1`` is
the publisher that carries it. A pronoun or short name is the nearest earlier actor that it fits.
"""

import re
from dataclasses import dataclass, field, replace

from rashomon.lexicon.actors import Actors
from rashomon.records import Attribution, Parse, Report, Span, Speaker, SpeakerKind

UNNAMED_OUTLET = "unnamed outlet"
HEAD_CHARACTERS = 300  # an agency is credited at a text's head or foot
FOOT_CHARACTERS = 80
PRONOUNS: dict[str, str] = {
    "he": "person", "she": "person", "him": "person", "her": "person", "who": "person", "it": "body", "they": "any", "them": "any", "i": "person",
    "we": "any", "his": "person", "their": "any", "its": "body",
}  # fmt: skip
PERSONAL = frozenset({"PERSON"})
TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "sir",
        "president",
        "general",
        "gen.",
        "col.",
        "colonel",
        "minister",
    }
)
ROLES = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "head",
        "chief",
        "leader",
        "director",
        "commander",
        "secretary",
        "member",
        "chairman",
        "official",
    }
)
DETERMINERS = re.compile(r"^(?:the|its|their|his|her|our)\s+", re.I)
_QUOTES = "“”\"'‘’«» ,;:–—-"
_CREDIT = re.compile(
    r"\(([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)\)\s*[-–—]|^([A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)\s*[-–—]\s|^([A-Z]{2,5})\b(?! [A-Z]{3})|\((AFP|AP|Reuters|DPA|EFE|UPI)\)"
)
_ACRONYM = re.compile(
    r"([A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|of|for|the|and|de|al))* [A-Z][\w’'-]+|[A-Z][\w’'-]+) \(([A-Z][A-Za-z.-]{1,9})\)"
)


@dataclass
class _Draft:
    name: str
    kind: SpeakerKind
    party: str | None
    named: bool
    person: bool
    plural: bool
    words: frozenset[str]
    mentions: list[Span] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)


def resolve_speakers(
    report: Report, parse: Parse, *, attributions: tuple[Attribution, ...], actors: Actors
) -> tuple[tuple[Attribution, ...], tuple[Speaker, ...]]:
    """Give each attribution its speaker; attributions without a source keep None."""
    acronyms = _acronyms(parse.text)
    people = {
        parse.text[e.start : e.end].removesuffix("'s").removesuffix("’s") for e in parse.entities if e.label in PERSONAL
    }
    drafts = _voices(report, actors)
    voices = len(drafts)
    given: dict[str, int] = {}
    order = sorted((a for a in attributions if a.source), key=lambda a: (a.source[0], a.id))
    last_sources: list[int] = []
    for attribution in order:
        start, end = attribution.source[0][0], attribution.source[-1][1]
        words = " ".join(parse.text[start:end].split()).strip(_QUOTES)
        number = _find(words, drafts, last_sources, acronyms, voices)
        if number is None:
            drafts.append(_draft(words, actors, acronyms, people))
            number = len(drafts) - 1
        if (start, end) not in drafts[number].mentions:
            drafts[number].mentions.append((start, end))
        given[attribution.id] = number
        last_sources.append(number)
    speakers = tuple(
        Speaker(
            id=f"s{n}", name=d.name, kind=d.kind, party=d.party, named=d.named, mentions=tuple(sorted(d.mentions)),
            aliases=tuple(sorted(d.aliases - {d.name})),
        )
        for n, d in enumerate(drafts)
    )  # fmt: skip
    return tuple(replace(a, speaker=f"s{given[a.id]}" if a.id in given else None) for a in attributions), speakers


def _voices(report: Report, actors: Actors) -> list[_Draft]:
    name = report.publisher or UNNAMED_OUTLET
    known = actors.names.get(name)
    kind: SpeakerKind = "news_agency" if known is not None and known.kind == "news_agency" else "outlet"
    if kind == "outlet" and re.search(r"\b(?:agency|newswire|wire)\b", name, re.I):
        kind = "news_agency"
    publisher = _Draft(name, kind, None, report.publisher is not None, False, False, frozenset())
    agency = _agency(report.text, actors)
    if agency is None or agency == name:
        return [publisher]
    return [_Draft(agency, "news_agency", None, True, False, False, frozenset()), publisher]


def _agency(text: str, actors: Actors) -> str | None:
    """The news agency credited at the head or the foot of a text."""
    for part in (text[:HEAD_CHARACTERS], text[-FOOT_CHARACTERS:]):
        for match in _CREDIT.finditer(part):
            name = next(g for g in match.groups() if g)
            actor = actors.names.get(name)
            if actor is not None and actor.kind == "news_agency":
                return name
            dateline = match.group(1) is not None and match.start() < HEAD_CHARACTERS
            if (
                dateline
                and part is not text[-FOOT_CHARACTERS:]
                and re.search(r"\b[A-Z]{3,}\b[^.]{0,30}$", part[: match.start()])
            ):
                return name  # "LODRIN (Meridian) —": a name in brackets between a town in capitals and a dash
    return None


def _acronyms(text: str) -> dict[str, str]:
    """Short form → long form, where the text defines it: "Tarvos Liberation Front (TLF)"."""
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        long, short = match.group(1).removeprefix("The ").removeprefix("the "), match.group(2)
        initials = [w[0].upper() for w in re.split(r"[ -]", long) if w and w[0].isupper()]
        letters = [c for c in short.upper() if c.isalpha()]
        if (
            letters
            and initials
            and letters[0] in initials
            and len(set(letters) & set(initials)) >= max(1, len(letters) - 2)
        ):
            start = next((i for i, w in enumerate(long.split()) if w[0].upper() == letters[0]), 0)
            found[short] = " ".join(long.split()[start:])
    return found


def _bare(words: str) -> str:
    return DETERMINERS.sub("", words).removesuffix("’s").removesuffix("'s").strip(_QUOTES)


def _content_words(words: str) -> frozenset[str]:
    return (
        frozenset(w.lower().strip(".,") for w in re.findall(r"[\w’'.-]+", words))
        - TITLES
        - {"the", "a", "an", "of", "for", "and", "in"}
    )


def _find(words: str, drafts: list[_Draft], last: list[int], acronyms: dict[str, str], voices: int) -> int | None:
    """The earlier actor that these words mean."""
    low = words.lower()
    if low in PRONOUNS:
        return _antecedent(PRONOUNS[low], low, drafts, last)
    if low in {"our correspondent", "our reporter", "this correspondent"}:
        return next((n for n in reversed(last) if drafts[n].kind == "outlet"), 0)
    bare = _bare(words)
    full = acronyms.get(bare, bare)
    for n in range(len(drafts) - 1, -1, -1):
        draft = drafts[n]
        if full.lower() in {draft.name.lower(), *(a.lower() for a in draft.aliases)} or bare.lower() in {
            a.lower() for a in draft.aliases
        }:
            return n
    mine = _content_words(full)
    if not mine:
        return None
    definite = low.startswith(("the ", "mr ", "mrs ", "ms ", "dr ", "mr. ", "ms. ")) or (
        len(mine) <= 2 and words[:1].isupper()
    )
    if definite and not low.startswith(("a ", "an ")):
        for n in reversed(last):
            draft = drafts[n]
            named_part = any(w[:1].isupper() for w in bare.split())
            if mine <= draft.words and (named_part or not draft.named or mine & ROLES or len(mine) == 1):
                draft.aliases.add(bare)
                return n
        if low in {
            "the group",
            "the monitor",
            "the organisation",
            "the organization",
            "the agency",
            "the ministry",
            "the statement",
            "the army",
            "the party",
            "the movement",
            "the military",
        }:
            return _antecedent("body", "it", drafts, last)
    return None


def _antecedent(wanted: str, pronoun: str, drafts: list[_Draft], last: list[int]) -> int | None:
    for n in reversed(last):
        draft = drafts[n]
        if wanted == "any" and (draft.plural or pronoun == "we"):
            return n
        if wanted == "person" and draft.person:
            return n
        if wanted == "body" and not draft.person and not draft.plural:
            return n
    if wanted == "person":
        return next((n for n in reversed(last) if not drafts[n].named and not drafts[n].plural), None)
    return next(reversed(last), None) if wanted == "any" else None


def _draft(words: str, actors: Actors, acronyms: dict[str, str], people: set[str]) -> _Draft:
    bare = _bare(words)
    full = acronyms.get(bare, bare)
    person = next((p for p in sorted(people, key=lambda p: (-len(p), p)) if p and p in words), None)
    kind, party = _kind_and_party(words, full, actors, person)
    capitalised = [w for w in re.findall(r"[\w’'.-]+", bare) if w[:1].isupper()]
    adjectives = [w for w in capitalised if w.lower() in actors.countries.by_demonym]
    organisation = (
        full in actors.names or full.lower() in actors.countries.by_name or full.lower() in actors.countries.by_capital
    )
    named = (
        person is not None
        or organisation
        or (
            len(capitalised) > len(adjectives)
            and not words.lower().startswith(("a ", "an ", "some "))
            and bare[:1].isupper()
        )
    )
    indefinite = not named
    name = (
        person
        if person is not None and " " in person
        else (" ".join(words.split()) if indefinite and not words.lower().startswith("the ") else full)
    )
    head = re.split(r",| of | for | in | from | at | who ", bare)[0].split()
    plural = (
        bool(head)
        and head[-1].lower().endswith("s")
        and not head[-1][:1].isupper()
        and head[-1].lower() not in {"press"}
    )
    plural = plural or head[-1:] in (["police"], ["people"], ["media"])
    singular_role = any(
        w.lower().strip(",")
        in ROLES | {"resident", "witness", "doctor", "analyst", "diplomat", "minister", "president", "source"}
        for w in head
    )
    is_person = person is not None or (singular_role and not plural)
    aliases = {short for short, long in acronyms.items() if long == full} | {bare}
    return _Draft(
        name, kind, party, named, is_person, plural, _content_words(words) | _content_words(full), aliases=aliases
    )


def _kind_and_party(words: str, full: str, actors: Actors, person: str | None) -> tuple[SpeakerKind, str | None]:
    """Kind and party by the registry, by the name of a state, by the words; what a spokesman speaks for goes before what he is."""
    countries = actors.countries
    if full in actors.names:
        return actors.names[full].kind, actors.names[full].party
    low = full.lower()
    iso = countries.by_name.get(low) or countries.by_capital.get(low)
    if iso:
        return "government", countries.names[iso]
    found: tuple[SpeakerKind, str | None] | None = None
    for name in sorted(actors.names, key=lambda n: (-len(n), n)):
        if name in words and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words):
            actor = actors.names[name]
            found = (actor.kind, actor.party)
            break
    tokens = re.findall(r"[\w’']+(?:-[\w’']+)*", words)
    state = None
    for token in tokens:
        plain = token.lower().removesuffix("’s").removesuffix("'s")
        iso = countries.by_demonym.get(plain) or countries.by_name.get(plain) or countries.by_capital.get(plain)
        if iso and "-backed" not in token and "-led" not in token and "-based" not in token:
            state = countries.names[iso]
            break
    ranked = sorted(
        (actors.words[t.lower().removesuffix("’s").removesuffix("'s")], n)
        for n, t in enumerate(tokens)
        if t.lower().removesuffix("’s").removesuffix("'s") in actors.words
    )
    if found is not None and (found[0] not in {"outlet", "news_agency"} or not ranked):
        return found
    kind: SpeakerKind = ranked[0][0][1] if ranked else ("other" if found is None else found[0])
    if kind in {"government", "military", "police"}:
        return kind, state
    if kind in {"armed_group", "political_party"}:
        proper = " ".join(w for w in re.findall(r"[\w’'-]+", full) if w[:1].isupper() and w.lower() not in TITLES)
        return kind, proper or state
    if kind == "other" and state is not None and person is None:
        return "government", state
    return kind, None
