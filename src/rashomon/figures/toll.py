"""A report's figures → the toll of its main event: how many it killed and injured in all.

A log-linear model over pairs of values. The candidates are what the report says or lets be counted: values of its figures, lists of
victims, "double", and persons told apart; what was hit less what was killed is a candidate for the injured, and is marked as derived.
Signs (which values are said where, how often, by what words) are weighed by ``languages/english/tolls.toml``.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.figures.lists import SUM
from rashomon.figures.persons import HARMS, Person, distinct, persons_harmed
from rashomon.languages.measures import Measures
from rashomon.languages.tolls import Tolls
from rashomon.records import Figure, Parse

ZONES = ("title", "lead", "rest")
LEAD = 600  # characters after the title
MOST = 1_000  # a larger number is no toll of one event of the kind that the weights were learnt from
FEW = 4
BESIDE = 60  # characters between two figures of one clause
MANY = 10


@dataclass(frozen=True, slots=True)
class Toll:
    """Killed and injured, and how each was come by: ``said``, ``counted from words``, ``hit less killed`` or ``not said``."""

    killed: int
    injured: int
    killed_rule: str
    injured_rule: str


def main_toll(
    parse: Parse, figures: Iterable[Figure], measures: Measures, tolls: Tolls, *, body_start: int = 0
) -> Toll:
    """The likeliest number of killed and, for itself, of injured by the report's signs; of equals the smaller.

    A report that names nobody killed or injured has a toll of the values that its other words speak for; 0 when nothing does.
    """
    evidence = gather(parse, figures, measures, tolls, body_start=body_start)
    killed, injured = likeliest({pair: _weigh(signs(evidence, *pair), tolls) for pair in candidates(evidence)})
    return Toll(killed, injured, _rule(evidence, "killed", killed), _injured_rule(evidence, killed, injured))


def likeliest(worths: Mapping[tuple[int, int], float]) -> tuple[int, int]:
    """The likeliest value of each place over pairs weighed in log space: each is right or wrong by itself."""
    best = max(worths.values())
    chances: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for pair, worth in sorted(worths.items()):
        for chance, value in zip(chances, pair, strict=True):
            chance[value] = chance.get(value, 0.0) + math.exp(worth - best)
    killed, injured = (min(chance, key=lambda value: (-chance[value], value)) for chance in chances)
    return killed, injured


@dataclass(frozen=True)
class Evidence:
    """What a report says of victims. ``said`` and ``summed``: (harm, zone) → values; ``words``: zone → kinds of words that occur;
    ``parted``: killed that are said to be a part of all hit; ``others``: hit that are said to be others than those before."""

    said: dict[tuple[str, str], list[int]]
    summed: dict[tuple[str, str], set[int]]
    multiples: dict[tuple[str, str], set[int]]
    persons: dict[str, list[Person]]
    words: dict[str, set[str]]
    parted: set[int]
    others: set[int]
    nobody_hurt: bool

    @cached_property
    def people(self) -> dict[str, tuple[int, int]]:
        """Persons killed, and killed or injured, told apart: for each zone, for title and lead together (near), for all."""
        ranges = {zone: self.persons[zone] for zone in ZONES}
        ranges["near"] = self.persons["title"] + self.persons["lead"]
        ranges["all"] = ranges["near"] + self.persons["rest"]
        return {name: (distinct([p for p in r if p.harm == "killed"]), distinct(r)) for name, r in ranges.items()}

    def near(self, harm: str) -> list[int]:
        """Values said in the title and the lead."""
        return self.said[harm, "title"] + self.said[harm, "lead"]


def gather(parse: Parse, figures: Iterable[Figure], measures: Measures, tolls: Tolls, *, body_start: int) -> Evidence:
    """Collect what the report says of victims."""

    def zone(start: int) -> str:
        return "title" if start < body_start else "lead" if start < body_start + LEAD else "rest"

    said: dict[tuple[str, str], list[int]] = defaultdict(list)
    summed: dict[tuple[str, str], set[int]] = defaultdict(set)
    multiples: dict[tuple[str, str], set[int]] = defaultdict(set)
    parted: set[int] = set()
    others: set[int] = set()
    last: Figure | None = None
    nobody_hurt = False
    by_id = {f.id: f for f in figures}
    for figure in by_id.values():
        value = figure.best if figure.best is not None else figure.low
        if figure.measure not in HARMS or figure.unit != "people" or figure.superseded or value is None:
            continue
        if value == 0:
            nobody_hurt = nobody_hurt or figure.measure != "killed"
        whole = by_id.get(figure.part_of or "")
        is_part = whole is not None and whole.measure == figure.measure and whole.rule != SUM
        if (
            0 < value <= MOST
            and value == int(value)
            and figure.rule
            not in {"singular mention", SUM}  # persons are told apart, and lists summed, by persons_harmed
            and not is_part
            and figure.scope == "incident"
        ):
            said[figure.measure, zone(figure.span[0])].append(int(value))
            if is_others(figure, parse.text, measures):
                others |= {int(value)} if figure.measure != "killed" else set()
                if last is not None and last.measure == figure.measure and figure.span[0] - last.span[1] <= BESIDE:
                    summed[figure.measure, zone(figure.span[0])].add(int(value) + int(last.best or last.low or 0))
            last = figure
            if figure.measure == "killed" and whole is not None and whole.measure in HARMS:
                parted.add(int(value))
    found, totals = persons_harmed(parse, measures, tolls)
    for harm, total, start in totals:
        summed[harm, zone(start)].add(total)
    persons: dict[str, list[Person]] = {z: [] for z in ZONES}
    for person in found:
        persons[zone(person.start)].append(person)
    words: dict[str, set[str]] = {z: set() for z in ZONES}
    for token in parse.tokens:
        here = words[zone(token.start)]
        lemma = token.lemma.lower()
        if lemma in tolls.deadly or token.lower in tolls.deadly:
            here.add("deadly")
        if lemma in tolls.hurt or token.lower in tolls.hurt:
            here.add("hurt")
        if token.lower in tolls.multiples and token.i + 1 < len(parse.tokens):
            harm = "killed" if parse.tokens[token.i + 1].lemma.lower() in tolls.killings else "casualties"
            multiples[harm, zone(token.start)].add(tolls.multiples[token.lower])
        if token.lower == "suicide" and token.i > 1 and parse.tokens[token.i - 2].lower in tolls.killings:
            here.add("murder-suicide")
    return Evidence(said, summed, multiples, persons, words, parted, others, nobody_hurt)


def is_others(figure: Figure, text: str, measures: Measures) -> bool:
    """ "two others were wounded", "the other four victims", "six more people": not those already told of."""
    after = text[figure.span[1] : figure.span[1] + BESIDE].lower().split()
    return (bool(after) and after[0] in measures.numbers.standing.others) or text[
        max(0, figure.span[0] - 6) : figure.span[0]
    ].lower() == "other "


def candidates(evidence: Evidence) -> list[tuple[int, int]]:
    """The pairs (killed, injured) among which the toll is looked for, in order."""
    killed, injured, hit = {0, 1, 2}, {0, 1, 2}, set()
    for zone in ZONES:
        killed |= {
            *evidence.said["killed", zone],
            *evidence.summed["killed", zone],
            *evidence.multiples["killed", zone],
        }
        injured |= {*evidence.said["injured", zone], *evidence.summed["injured", zone]}
        hit |= {
            *evidence.said["casualties", zone],
            *evidence.summed["casualties", zone],
            *evidence.multiples["casualties", zone],
        }
        dead, people = evidence.people[zone]
        killed.add(dead)
        injured.add(people - dead)
    injured |= evidence.others
    hit |= injured
    return sorted({(k, i) for k in killed for i in injured | {h - k for h in hit if h >= k}})


def signs(evidence: Evidence, killed: int, injured: int) -> dict[str, float]:
    """The signs that a pair of values shows, with their strength."""
    found: dict[str, float] = {}
    pair = {"killed": killed, "injured": injured, "casualties": killed + injured}
    for zone in ZONES:
        for harm in HARMS:
            _said_signs(found, evidence, harm, zone, pair)
        words = evidence.words[zone]
        dead, people = evidence.people[zone]
        shown = {
            "killed 0, deadly words": killed == 0 and "deadly" in words,
            "killed 1, deadly words": killed == 1 and "deadly" in words,
            "killed 2, murder-suicide": killed == 2 and "murder-suicide" in words,
            "injured 0, words of injury": injured == 0 and "hurt" in words,
            "injured 0, words of injury, some killed": injured == 0 and killed > 0 and "hurt" in words,
            "injured 1, words of injury, some killed": injured == 1 and killed > 0 and "hurt" in words,
            "killed as persons": dead > 0 and killed == dead,
            "killed 0, persons killed": dead > 0 and killed == 0,
            "killed 1, persons killed": dead > 0 and killed == 1,
            "hit as persons": people > 0 and killed + injured == people,
            "hit 0, persons hit": people > 0 and killed + injured == 0,
            "injured as persons": people > dead and injured == people - dead,
        }
        found |= {f"{zone}: {sign}": 1.0 for sign, is_so in shown.items() if is_so}
    found |= dict.fromkeys(_whole_signs(evidence, killed, injured), 1.0)
    return found


def _said_signs(found: dict[str, float], evidence: Evidence, harm: str, zone: str, pair: dict[str, int]) -> None:
    value, values, name = pair[harm], evidence.said[harm, zone], f"{zone}: {harm}"
    if count := values.count(value):
        found[f"{name} said"] = math.log1p(count)
    if values:
        shown = {
            "is the most said": value == max(values),
            "is the first said": value == values[0],
            "is not what is said": value not in values,
            "is less than is said": value < max(values),
            "0 though said": value == 0,
            "said are all injured": harm == "casualties" and pair["injured"] in values,
        }
        found.update({f"{name} {sign}": 1.0 for sign, is_so in shown.items() if is_so})
    if value in evidence.summed[harm, zone]:
        found[f"{name} in one clause"] = 1.0
    if value in evidence.multiples[harm, zone]:
        found[f"{name} as a multiple"] = 1.0


def _whole_signs(evidence: Evidence, killed: int, injured: int) -> list[str]:
    """The signs of the whole report. ``told``: whether the title or the lead says a number of the killed, of the others."""
    deaths_told = bool(evidence.near("killed"))
    told = [h for h in ("injured", "casualties") if evidence.near(h)]
    others = {0: "untold", 1: "told", 2: "told twice"}[len(told)]
    deaths = "told" if deaths_told else "untold"
    shown = [f"killed = {_size(killed)}", f"injured = {_size(injured)}"]
    for reach in ("near", "all"):
        dead, people = evidence.people[reach]
        if killed == dead and (dead or not deaths_told):
            shown.append(f"{reach}: killed as persons, {deaths}")
        if injured == people - dead and (people > dead or not told):
            shown.append(f"{reach}: injured as persons, {others}")
        if killed + injured == people > 0:
            shown.append(f"{reach}: hit as persons, {others}")
    near = {harm: evidence.near(harm) for harm in HARMS}
    if killed in near["killed"] and killed + injured in near["casualties"]:
        shown.append("near: killed and hit both said")
    if killed in near["killed"] and injured in near["injured"]:
        shown.append("near: killed and injured both said")
    if injured in evidence.others:
        shown.append("injured said of others")
    if killed in evidence.parted:
        shown.append("killed said as a part of the hit")
    if killed == 0:
        shown.append(f"killed 0, {deaths}")
    if injured == 0:
        shown += [f"injured 0, {others}", *(["injured 0, nobody hurt said"] if evidence.nobody_hurt else [])]
        shown.append("injured 0, killed 0" if killed == 0 else "injured 0, some killed")
    any_injured = any(evidence.said["injured", zone] for zone in ZONES)
    if injured < 2 and not any_injured:
        shown.append(f"injured {injured}, unsaid, " + ("some killed" if killed else "none killed"))
    if killed == 1 and not any(evidence.said["killed", zone] for zone in ZONES):
        shown.append("killed 1, unsaid")
    return shown


def _size(value: int) -> str:
    return str(value) if value < FEW else f"{FEW} to {MANY - 1}" if value < MANY else f"{MANY} or more"


def _weigh(found: dict[str, float], tolls: Tolls) -> float:
    return sum(tolls.weights.get(sign, 0.0) * strength for sign, strength in found.items())


def _rule(evidence: Evidence, harm: str, value: int) -> str:
    if any(value in evidence.said[harm, zone] for zone in ZONES):
        return "said"
    return "counted from words" if value else "not said"


def _injured_rule(evidence: Evidence, killed: int, injured: int) -> str:
    if injured == 0 or any(injured in evidence.said["injured", zone] for zone in ZONES):
        return _rule(evidence, "injured", injured)
    hit: Sequence[int] = [v for zone in ZONES for v in evidence.said["casualties", zone]]
    return "hit less killed" if killed + injured in hit else "counted from words"
