"""A question's key → its title in plain words; None where nothing in its claims can name what it is about."""

import re
from collections.abc import Sequence

from rashomon.comparing.statements import Statement
from rashomon.comparing.wording import agree, article, clean, commonest, has_pronoun
from rashomon.languages.frames import Frame, Frames
from rashomon.languages.measures import Measures
from rashomon.languages.nouns import load_nouns
from rashomon.world.measures import OTHER

PLACED = frozenset({"place", "ground"})
SITES = frozenset({"the camp", "the base", "the airport", "the crossing", "the port", "the border"})
EMPTY = frozenset(
    {"do", "be", "have", "make", "take", "get", "try", "seek", "want", "fail", "give", "use", "help", "play"}
)
VAGUE = frozenset({"people", "the people", "the area", "the town", "the city", "the village", "the region", "the site", "the country", "civilians and", "the latter", "the former", "the other"})  # fmt: skip
MOST_GROUP_WORDS = 6
LEAST_QUOTED, MOST_QUOTED = 3, 14  # words of a statement that can stand for a question
EDGES = "“”\"'‘’ .,;:"


def title(statements: Sequence[Statement], frames: Frames, measures: Measures) -> str | None:
    """The question that ``statements`` answer, from the commonest of what they are about: its target and place.

    Where nothing names it, statements of several reports are titled by the words of one of them.
    """
    place = clean(
        commonest([s.place_words for s in statements if s.located]) or commonest([s.place_words for s in statements])
    )
    if statements[0].figure is not None:
        return _figure_title(statements, place, measures)
    made = _position_title(statements, frames, place)
    if made is not None and not has_pronoun(made.removeprefix("Who ")):
        return made
    return _quoted_title(statements) if len({s.report.id for s in statements}) > 1 else None


def _figure_title(statements: Sequence[Statement], place: str | None, measures: Measures) -> str:
    figure = statements[0].figure
    assert figure is not None
    if (purpose := statements[0].counted.purpose if statements[0].counted else None) is not None:
        return f"{measures.asked_for[purpose]}{f' in {place}' if place else ''}?"
    group = None
    if statements[0].group_class is not None:
        group = clean(commonest([s.figure.group for s in statements if s.figure is not None]))
    counted = _counted(group, place) or _counted(figure.unit, place) or figure.unit.strip("| ")
    wording = measures.asked.get(figure.measure, measures.asked[OTHER])
    told = commonest([s.claim.predicate for s in statements if s.claim.predicate != figure.measure])
    done = told or wording.asked
    if place is not None and place in done.split():
        place = None  # "reached Lodrin"
    where = f" {wording.at} {place}" if place else f" {wording.nowhere}".rstrip()
    return f"How many {counted} {done}{where}?"


def _counted(group: str | None, place: str | None) -> str | None:
    """A group as it stands behind "How many": plural, without what counts it or where it is; None where too long or no noun."""
    if group is not None and place is not None:
        group = re.sub(rf"\s(?:in|at|near|from|of) (?:the )?{re.escape(place)}$", "", group)
    counted = load_nouns().counted(group) if group is not None else None
    return counted if counted is not None and len(counted.split()) <= MOST_GROUP_WORDS else None


def _position_title(statements: Sequence[Statement], frames: Frames, place: str | None) -> str | None:
    kinds = {s.claim.kind for s in statements}
    known = [f for s in statements if (f := frames.by_name.get(s.claim.predicate or "")) is not None]
    places = {(s.place_words or "").lower() for s in statements}
    targets = [clean(s.claim.target) for s in statements]
    target = commonest([t for t in targets if t and t.lower() not in VAGUE and t.lower() not in places])
    if (planned := [s for s in statements if s.claim.kind == "intention"]) and 2 * len(planned) >= len(statements):
        return _intention_title(planned, target)
    if "responsibility" in kinds:
        told = [f for f in known if f.deed]
        # Of "the attack" and what it was, the more telling names the question.
        frame = min(told, key=lambda f: (f.name == "attack", f.name), default=None)
        if len({f.family for f in told}) > 1:
            frame = frames.by_name[commonest([f.name for f in told]) or "attack"]
        if frame is not None and target is not None and _names_a_deed(target, frames):
            return f"Who is responsible for {target}?"
        return _deed_title(frame, target, place) if frame is not None else _charge_title(statements, target)
    if not known:
        return None
    actor = clean(commonest([clean(s.claim.actor) for s in statements]))
    frame = frames.families[known[0].family]
    if frame.family == "control" and not any(f.name in {"capture", "lose", "advance", "repel"} for f in known):
        frame = frames.by_name["hold"]
    return _frame_title(frame, target, place, actor, commonest(targets))


def _frame_title(
    frame: Frame, target: str | None, place: str | None, actor: str | None, vague: str | None
) -> str | None:
    if frame.needs == "ground" or (frame.needs == "place" and (target is None or target in SITES)):
        target = place or target or vague
    if (
        place is None
        and target is not None
        and frame.event
        and target[:1].isupper()
        and "{target}" in (frame.title_bare or "")
    ):
        place = target  # "the blast in Lodrin": no place is known by that name, but none explodes
    for pattern in (frame.title, frame.title_bare):
        if pattern is None:
            continue
        needed = {"{target}": target, "{place}": place, "{actor}": actor}
        if all(value for slot, value in needed.items() if slot in pattern):
            made = agree(pattern, target or place or "")
            for slot, value in needed.items():
                bare = frame.links and slot == "{target}"  # "heavy rain" is told as it stands
                made = made.replace(slot, (value if bare else article(value)) if value else "")
            return made
    return None


def _names_a_deed(target: str, frames: Frames) -> bool:
    """Whether a target is the deeds themselves: "recent car bombings"."""
    frame = frames.nouns.get(target.split()[-1].lower().removesuffix("s"))
    return frame is not None and frame.deed


def _deed_title(frame: Frame, target: str | None, place: str | None) -> str | None:
    event = f"the {frame.event}"
    if target is not None and frame.needs not in PLACED and frame.link != "in":
        named = any(w[:1].isupper() for w in target.split())
        within = place is not None and not named
        return f"Who is responsible for {event} {frame.link} {article(target)}{f' in {place}' if within else ''}?"
    if place is None:
        return (
            f"Who is responsible for {event}?" if frame.name not in {"attack", "kill", "offensive", "explode"} else None
        )
    return f"Who is responsible for {event} {'on' if frame.link == 'on' else 'in'} {place}?"


def _charge_title(statements: Sequence[Statement], target: str | None) -> str | None:
    """ "Did X do Y?", of a deed that no frame names."""
    accused = clean(commonest([clean(s.claim.accused or s.claim.actor) for s in statements]))
    verb = statements[0].claim.predicate
    if accused is None or verb is None or target is None or verb in EMPTY:
        return None
    return f"Did {accused} {verb} {article(target)}?"


def _intention_title(statements: Sequence[Statement], target: str | None) -> str | None:
    verb = commonest([s.claim.predicate for s in statements]) or ""
    alike = [s for s in statements if (s.claim.predicate or "") == verb]
    agent = clean(commonest([clean(s.claim.actor) for s in alike]))
    if len(alike) < len(statements):
        target = clean(commonest([clean(s.claim.target) for s in alike]))
    if verb == "retaliate":
        agent = agent or clean(statements[0].speaker.name)
        return f"Will {agent} retaliate?" if agent else None
    if agent is not None and target is not None:
        target = re.sub(rf"\b{re.escape(agent)}’s? ", "the ", target)
    if not verb:
        return None
    if target is not None and target.split()[0] == verb.split()[-1]:
        verb = verb.rpartition(" ")[0]  # "embark on" "on a campaign"
    if agent is not None:
        return f"Will {article(agent)} {verb}{f' {target}' if target else ''}?"
    return f"Will {article(target)} {verb}?" if target else None


def _quoted_title(statements: Sequence[Statement]) -> str | None:
    """The question whether it is as one of ``statements`` says, in its own words: the shortest that points to nothing outside it, if any."""
    told = sorted({" ".join(s.claim.text.split()).strip(EDGES) for s in statements}, key=lambda t: (len(t), t))
    words = next((t for t in told if len(t.split()) >= LEAST_QUOTED and not has_pronoun(t)), "").split()
    if not words:
        return None
    return f"Is it so: “{' '.join(words[:MOST_QUOTED])}{' …' if len(words) > MOST_QUOTED else ''}”?"
