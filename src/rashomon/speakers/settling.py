"""Once the whole report is read: kinds and sides that no phrase told, from the lists of leaders and from what the report is about."""

from collections.abc import Mapping

from rashomon.speakers.cast import Cast
from rashomon.speakers.kinds import NAMED, SIDED, Verdict, judge, kind_of_party
from rashomon.speakers.members import Member
from rashomon.world.actors import Actors

SEVERAL = 3  # mentions from which a state may be the one that a report is about
SHARE = 0.4
MANAGERS = frozenset({"president", "vice-president", "chairman", "chairwoman", "chief", "director", "secretary"})
ANYBODY = frozenset({"diplomat", "source"})  # may be of any state


def home(counts: Mapping[str, int]) -> str | None:
    """The state that a report is about: the one named most, if often, and much of all that is named."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < SEVERAL or ranked[0][1] < SHARE * sum(counts.values()):
        return None
    return ranked[0][0]


def settle(cast: Cast) -> None:
    """Give each member the kind and side that no phrase told."""
    about = home(cast.counts)
    leading = sorted(cast.counts, key=lambda s: (-cast.counts[s], s))[:2]
    company = next((m.name for m in cast.members if m.kind == "company" and m.named and not m.person), None)
    for member in cast.members:
        _by_leaders(member, cast.actors, cast.bodies)
        if member.verdict.party is None and member.verdict.kind in NAMED:
            for phrase in member.phrases:
                cast.learn(member, phrase, judge(phrase, cast.actors, cast.elsewhere))
        _by_regions(member, cast.regions)
        verdict = member.verdict
        if verdict.kind in SIDED and verdict.party is None and verdict.weight > 1 and _of_a_state(member):
            near = member.near if member.near in leading else None
            managing = member.person and member.named and not near and member.nouns & MANAGERS
            if about is None and company is not None and managing:
                member.verdict = Verdict("company", company, verdict.weight)
            else:
                member.verdict = Verdict(verdict.kind, near or about, verdict.weight)
        elif verdict.kind in NAMED and verdict.party is None and member.named and not member.person:
            member.verdict = Verdict(verdict.kind, member.name, verdict.weight)


def _by_leaders(member: Member, actors: Actors, bodies: frozenset[str]) -> None:
    """A well-known leader by full name; by surname where nothing else has it."""
    if not (member.person and member.named):
        return
    names = [n.lower() for n in (member.name, *sorted(member.aliases))]
    if member.verdict.weight < 3 and (known := next((n for n in names if n in actors.leaders), None)) is not None:
        party = actors.leaders[known]
        member.verdict = Verdict(kind_of_party(party, actors), party, 3)
        return
    surname = member.name.lower().removeprefix("al-")
    if surname in actors.surnames and surname not in bodies and member.verdict.party is None:
        party = actors.surnames[surname]
        if member.verdict.kind in {None, kind_of_party(party, actors)}:
            member.verdict = Verdict(kind_of_party(party, actors), party, 2)


def _by_regions(member: Member, regions: Mapping[str, str]) -> None:
    """A place that the registry does not know speaks as a state does, and lends its officials their side."""
    verdict = member.verdict
    if verdict.kind is None and not member.person and member.name.lower() in regions:
        member.verdict = Verdict("government", regions[member.name.lower()], 1)
    elif verdict.kind in SIDED and verdict.party is None and member.phrases:
        words = [w.lower for phrase in member.phrases for w in (*phrase.before, *phrase.name)]
        party = next((regions[w] for w in words if w in regions), None)
        member.verdict = Verdict(verdict.kind, party, verdict.weight)


def _of_a_state(member: Member) -> bool:
    """Whether the state that the report is about is likely to be its own; a named officer may be of any army."""
    if member.plural or (member.verdict.kind == "military" and member.person and member.named):
        return False
    return member.named or not ANYBODY & member.nouns
