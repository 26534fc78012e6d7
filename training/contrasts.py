"""Short invented reports in sets, alike in all but one thing, with the question that each of their sentences answers.

What the gold sets can't tell (all their stories differ in many things at once) these do: of two reports that are alike word by word, another
town, day, group or deed makes two questions, another number does not. They are made from a few patterns, so that none of them counts for itself.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.comparing.statements import Statement
from rashomon.records import Report

Told = tuple[str, str]  # a sentence, and the question that its statements answer
TOWNS = (("Kharkiv", "Odesa"), ("Nairobi", "Mombasa"), ("Lyon", "Nantes"), ("Izmir", "Adana"), ("Homs", "Deir al-Zor"))
DEEDS = (
    ("A car bomb", "bombing", "killed"), ("An earthquake", "earthquake", "killed"), ("Shelling", "shelling", "injured"),
    ("A ferry accident", "ferry accident", "killed"), ("Flooding", "flooding", "displaced"),
)  # fmt: skip
DAYS = (("Monday", "2024-05-14"), ("Thursday", "2024-05-24"))
SPEAKERS = (
    "the interior ministry",
    "a hospital director",
    "police",
    "a monitoring group",
    "residents",
    "the Red Cross",
)
SIDES = (("The army", "the rebels"), ("The government", "the militia"), ("The Tarvos Front", "the Lodrin Union"))
ACTS = (("shelled the hospital", "shelling the hospital"), ("burned the market", "burning the market"), ("attacked the aid convoy", "attacking the aid convoy"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contrast:
    """A set of reports; ``answers`` leads from report and sentence (by its offsets) to a question."""

    name: str
    reports: tuple[Report, ...]
    answers: tuple[tuple[str, int, int, str], ...]

    def answer(self, statement: Statement) -> str | None:
        """The question that a statement answers; of two figures of one sentence that are of two measures, two questions."""
        start, end = statement.claim.evidence
        for report, first, last, question in self.answers:
            if report == statement.report.id and first <= start and end <= last:
                kind = "position" if statement.figure is None else f"figure {statement.figure.measure}"
                return f"{self.name} {kind} {question}"
        return None


def contrasts() -> Iterator[Contrast]:
    """All sets."""
    made = [*_tolls(), *_accusations(), *_holders(), *_plans(), *_named(), *_mixed(), *_sums()]
    for number, stories in enumerate(made):
        name = f"contrast-{number}"
        reports, answers = [], []
        for n, (day, told) in enumerate(stories):
            text, at = "", 0
            for sentence, question in told:
                at = len(text) + bool(text)
                text = f"{text} {sentence}".strip()
                answers.append((f"{name}-{n}", at, at + len(sentence), question))
            digest = hashlib.sha256(text.encode()).hexdigest()
            reports.append(Report(id=f"{name}-{n}", text=text, sha256=digest, published=day, publisher=f"Paper {n}"))
        yield Contrast(name, tuple(reports), tuple(answers))


def _tolls() -> Iterator[list[tuple[str, list[Told]]]]:
    for n, (cause, noun, measure) in enumerate(DEEDS):
        (here, there), one, other, third = TOWNS[n], SPEAKERS[n % 6], SPEAKERS[(n + 1) % 6], SPEAKERS[(n + 2) % 6]
        (day, date), (later, later_date) = DAYS
        many, more, few = 12 + 7 * n, 19 + 11 * n, 3 + n
        what = f"{measure} {{}} people in {{}} on {{}}"
        yield [
            (date, [(f"{cause} {what.format(many, here, day)}, {one} said.", "here")]),
            (date, [(f"{cause} {what.format(more, here, day)}, {other} said.", "here")]),
            (date, [(f"{other.capitalize()} said {more} people were {measure} in {day}’s {noun} in {here}.", "here")]),
            (date, [(f"{third.capitalize()} put the number of people {measure} in {here} at {many + 2}.", "here")]),
            (date, [(f"{one.capitalize()} said nobody was {measure} in {here} on {day}.", "here")]),
            (
                date,
                [
                    (
                        f"{one.capitalize()} put the number of people {measure} in {here} at {few}, but {other} say it was nearly {9 * more}.",
                        "here",
                    )
                ],
            ),
            (date, [(f"{cause} {what.format(more, there, day)}, {third} said.", "there")]),
            (date, [(f"{cause} {what.format(many, there, day)}, {other} said.", "there")]),
            (later_date, [(f"{cause} {what.format(more, here, later)}, {third} said.", "later")]),
            (later_date, [(f"{cause} {what.format(many, here, later)}, {other} said.", "later")]),
        ]
        yield [
            (
                date,
                [
                    (
                        f"{cause} {measure} {many} people, including {few} children, in {here} on {day}, {one} said.",
                        "parts",
                    )
                ],
            ),
            (date, [(f"{few} children were {measure} in the {noun} in {here} on {day}, {other} said.", "children")]),
            (date, [(f"{few + 1} children were {measure} in {here}, {third} said on {day}.", "children")]),
            (date, [(f"{cause} {what.format(more, here, day)}, {other} said.", "all")]),
            (
                date,
                [(f"{third.capitalize()} said that {many} people had been {measure} in the {noun} in {here}.", "all")],
            ),
        ]
        yield [
            (date, [(f"{cause} {what.format(many, here, day)}, {one} said.", "day")]),
            (
                date,
                [
                    (
                        f"More than {100 * many} people have been {measure} in {here} since January, {other} said.",
                        "since",
                    )
                ],
            ),
            (date, [(f"Some {100 * more} people have been {measure} in {here} this year, {third} said.", "since")]),
            (date, [(f"{third.capitalize()} put the number of people {measure} in {here} on {day} at {more}.", "day")]),
        ]
        yield [
            (date, [(f"{few} soldiers were {measure} in {here} on {day}, {one} said.", "soldiers"), (f"{many} civilians were {measure} in {here} on {day}, {one} said.", "civilians")]),
            (date, [(f"{few + 2} soldiers were {measure} in {here} on {day}, {other} said.", "soldiers"), (f"{more} civilians were {measure} in {here}, {other} said.", "civilians")]),
            (date, [(f"{many} rebels were {measure} in {here} on {day}, {third} said.", "rebels")]),
        ]  # fmt: skip


def _accusations() -> Iterator[list[tuple[str, list[Told]]]]:
    for n, (one, other) in enumerate(SIDES):
        for m, (did, doing) in enumerate(ACTS):
            (here, there), (day, date) = TOWNS[(n + m) % len(TOWNS)], DAYS[0]
            next_did = ACTS[(m + 1) % len(ACTS)][0]
            yield [
                (date, [(f"{one} said {other} {did} in {here} on {day}.", "deed")]),
                (date, [(f"{other.capitalize()} denied {doing} in {here}.", "deed")]),
                (date, [(f"{SPEAKERS[m].capitalize()} blamed {one.lower()} for {doing} in {here}.", "deed")]),
                (date, [(f"{one} said {other} {did} in {there} on {day}.", "elsewhere")]),
                (date, [(f"{other.capitalize()} denied {doing} in {there}.", "elsewhere")]),
                (date, [(f"{one} said {other} {next_did} in {here} on {day}.", "other deed")]),
            ]


def _holders() -> Iterator[list[tuple[str, list[Told]]]]:
    for n, (one, other) in enumerate(SIDES):
        (here, there), (day, date) = TOWNS[n], DAYS[0]
        yield [
            (date, [(f"{one} said that it captured {here} on {day}.", "here")]),
            (date, [(f"{other.capitalize()} denied that {here} had been captured.", "here")]),
            (date, [(f"{one} said that it captured {there} on {day}.", "there")]),
            (date, [(f"{other.capitalize()} denied that {there} had been captured.", "there")]),
            (date, [(f"A truce was agreed on {day}, {SPEAKERS[n]} said.", "truce")]),
            (date, [(f"{one} denied that a truce had been agreed.", "truce")]),
        ]


def _plans() -> Iterator[list[tuple[str, list[Told]]]]:
    for n, (one, other) in enumerate(SIDES):
        (here, there), (_, date) = TOWNS[n + 1], DAYS[0]
        yield [
            (date, [(f"{one} said it would send troops to {here}.", "troops")]),
            (date, [(f"{one} denied that it would send troops to {here}.", "troops")]),
            (date, [(f"{one} said it would open the crossing at {there}.", "crossing")]),
            (date, [(f"{other.capitalize()} said they would close the port of {here}.", "port")]),
            (date, [(f"{other.capitalize()} denied that they would close the port of {here}.", "port")]),
        ]


def _named() -> Iterator[list[tuple[str, list[Told]]]]:
    """Who someone is and what something comes of: two answers are titled by what they say, and are two questions."""
    for n, (man, other) in enumerate((("Karl Osk", "Orlo Denn"), ("Pia Lund", "Ada Reyk"))):
        (here, _), (_, date) = TOWNS[n], DAYS[0]
        yield [
            (date, [(f"Police in {here} said the gunman was {man}.", "one")]),
            (date, [(f"A hospital director in {here} said the gunman was {man}.", "one")]),
            (date, [(f"The mayor of {here} said the gunman was {other}.", "other")]),
            (date, [(f"{man} was not the gunman, residents of {here} said.", "one")]),
        ]
    for n, (cause, other) in enumerate((("heavy rain", "poor work"), ("an earthquake", "neglect"))):
        (here, _), (_, date) = TOWNS[n + 2], DAYS[0]
        yield [
            (date, [(f"The engineer said the dam in {here} had failed because of {cause}.", "one")]),
            (date, [(f"The union said the dam in {here} had failed because of {other}.", "other")]),
            (date, [(f"The mayor denied that the dam in {here} had failed because of {cause}.", "one")]),
        ]


def _mixed() -> Iterator[list[tuple[str, list[Told]]]]:
    """All that happens in one town on one day, told by the same few speakers."""
    for n, (one, other) in enumerate(SIDES):
        (here, _), (day, date) = TOWNS[n + 2], DAYS[0]
        did, doing = ACTS[n]
        next_did = ACTS[n - 1][0]
        yield [
            (
                date,
                [
                    (f"{one} said {other} {did} in {here} on {day}.", "deed"),
                    (f"{one} said it would send troops to {here}.", "troops"),
                ],
            ),
            (
                date,
                [
                    (f"{other.capitalize()} denied {doing} in {here}.", "deed"),
                    (f"{other.capitalize()} said they hold {here}.", "hold"),
                ],
            ),
            (
                date,
                [
                    (f"Residents said {one.lower()} {next_did} in {here} on {day}.", "other deed"),
                    (f"The port of {here} is closed, residents said.", "port"),
                ],
            ),
            (
                date,
                [
                    (f"{one} said that it holds {here}.", "hold"),
                    (f"A truce was agreed in {here} on {day}, the envoy said.", "truce"),
                ],
            ),
            (
                date,
                [
                    (f"{one} denied that a truce had been agreed in {here}.", "truce"),
                    (f"The mayor said the port of {here} was open.", "port"),
                ],
            ),
            (date, [(f"{one} denied that it would send troops to {here}.", "troops")]),
        ]


def _sums() -> Iterator[list[tuple[str, list[Told]]]]:
    """Money for one town: asked for, promised, lost."""
    for n, body in enumerate(("The United Nations", "The Red Cross", "The relief agency")):
        (here, there), (_, date) = TOWNS[n], DAYS[0]
        low, high, third = 40 + n, 55 + 3 * n, 90 + 7 * n
        yield [
            (date, [(f"{body} asked donors for ${low} million for {here}.", "asked")]),
            (date, [(f"{body} said it was asking donors for ${high} million for {here}.", "asked")]),
            (date, [(f"Damage to the port of {here} cost ${third} million, the mayor said.", "cost")]),
            (date, [(f"The mayor put the damage to the port of {here} at ${third + 20} million.", "cost")]),
            (date, [(f"{body} asked donors for ${high} million for {there}.", "elsewhere")]),
        ]
