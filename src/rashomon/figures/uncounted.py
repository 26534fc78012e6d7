"""Numbers that count nothing: dates, years, clock times, ages, ordinals, names, models, addresses and telephone numbers.

Two rows of vetoes: ``ONES`` are asked about the word "one", ``NUMBERS`` about all others. A docstring says when its veto speaks; what it
returns is shown to the reader.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.figures.numerals import Quantity
from rashomon.languages.figures import Uncounted
from rashomon.languages.measures import Measures
from rashomon.records import Sentence, Token
from rashomon.vetoing import Refusal, Veto, refusal

OLDEST = 110  # years of age
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_DIALLED = re.compile(r"^\d{3} ?[-–] ?\d{4}$")
_NAMES = frozenset({"PERSON", "ORG", "PRODUCT", "LAW", "FAC", "WORK_OF_ART"})
_JOINTS = frozenset({"-", "–", "/", ":", "—"})
_OUTSIDE = ".,;!?()[]\"“”’'"  # around what is written in one
_CLOSING = frozenset({",", ".", ")", ";", "", ":"})


@dataclass(frozen=True, slots=True)
class Beside:
    """A quantity and what stands beside it. ``bare``: one token that begins with a digit."""

    quantity: Quantity
    tokens: Sequence[Token]
    sentence: Sentence
    measures: Measures
    first: Token
    last: Token
    before: Token | None
    after: Token | None
    bare: bool

    @property
    def counts_people(self) -> bool:
        """Whether the next word is one for people: then it counts them, whatever stands before it."""
        return self.after is not None and self.measures.units.get(self.after.lemma) in {"people", "households"}

    @property
    def words(self) -> Uncounted:
        return self.measures.closed.uncounted

    @property
    def prior(self) -> str:
        return self.before.lower.rstrip(".") if self.before is not None else ""

    @property
    def word(self) -> str:
        return self.after.lower if self.after is not None else ""

    @property
    def with_next(self) -> str:
        """The number and the word after it, as they are written."""
        return self.last.text if self.after is None else f"{self.last.text} {self.after.text}"

    def back(self, count: int) -> list[str]:
        start = max(self.sentence.first, self.quantity.first - count)
        return [t.lower for t in self.tokens[start : self.quantity.first]]

    def beyond(self, count: int) -> list[str]:
        return [t.lower for t in self.tokens[self.quantity.last : min(self.sentence.last, self.quantity.last + count)]]


def why_no_count(quantity: Quantity, tokens: Sequence[Token], sentence: Sentence, measures: Measures) -> Refusal | None:
    """Why the words at ``quantity`` count nothing, as far as what stands beside them tells; None where they may count."""
    first, last = tokens[quantity.core], tokens[quantity.last - 1]
    single = quantity.last - quantity.core == 1
    beside = Beside(
        quantity, tokens, sentence, measures, first, last,
        tokens[quantity.first - 1] if quantity.first > sentence.first else None,
        tokens[quantity.last] if quantity.last < sentence.last else None,
        single and first.text[:1].isdigit(),
    )  # fmt: skip
    if first.lower == "one" and single:
        return refusal(beside, ONES)
    return refusal(beside, NUMBERS)


# ---- "one" ----------------------------------------------------------------------------------------------------


def pronoun(beside: Beside) -> str | None:
    """ "no one", "one day", "one another": the pronoun, not the number; what "one of them" counts is seen later."""
    word = beside.word
    if word == "of":
        return None
    if (
        (word in beside.words.after_one and not (word == "more" and beside.first.relation == "numeral"))
        or beside.first.tag in {"NN", "PRP"}
        or beside.prior in beside.words.before_one
    ):
        return "a pronoun, no number"
    return None


ONES: tuple[Veto[Beside], ...] = (pronoun,)


# ---- dates and times --------------------------------------------------------------------------------------------


def date(beside: Beside) -> str | None:
    """It stands beside the name of a month: "12 May", "May 2019"."""
    after, months = beside.after, beside.words.months
    behind = after is not None and after.tag == "NNP" and beside.word.rstrip(".") in months
    return "part of a date" if beside.prior in months or behind else None


def clock_time(beside: Beside) -> str | None:
    """ "12 noon", "5 p.m.", "18:30": a time of day, or a score."""
    if not beside.first.text[:1].isdigit():
        return None
    glued = beside.after is not None and beside.after.start == beside.last.end
    if beside.word in beside.words.clock:
        return f"a time of day: “{beside.with_next}”"
    return f"a time of day or a score: “{_run(beside)}”" if beside.word == ":" and glued else None


def ordinal(beside: Beside) -> str | None:
    """ "the 12 th brigade": it says which one, not how many."""
    if not beside.first.text[:1].isdigit() or beside.word not in beside.words.ordinal_endings:
        return None
    return f"says which one, not how many: “{beside.last.text}{beside.word}”"


def year(beside: Beside) -> str | None:
    """ "in 2019", "2019 elections": four digits of a year where a date may stand."""
    first = beside.first
    if not beside.bare or not _YEAR.match(first.text) or _is_numeral_of_people(beside):
        return None
    dated = first.entity == "DATE" or first.relation in {"noun_adverb", "prepositional_object"}
    return "a year" if dated or beside.prior in beside.words.before_year else None


def time_or_rank(beside: Beside) -> str | None:
    """What the parser takes for a time of day or an ordinal; "12 hours" are counted."""
    first = beside.first
    if not beside.bare or first.entity not in {"TIME", "ORDINAL"} or _is_numeral_of_people(beside):
        return None
    if beside.word in beside.words.clock_units:
        return None
    return "a time of day" if first.entity == "TIME" else "says which one, not how many"


def _is_numeral_of_people(beside: Beside) -> bool:
    return beside.counts_people and beside.first.relation == "numeral"


def ago(beside: Beside) -> str | None:
    """ "two months ago", "in the past 24 hours": a time, which the stage of times reads."""
    if beside.word not in beside.words.times:
        return None
    beyond = beside.beyond(2)[1:]
    if beyond == ["ago"] or (beside.prior in beside.words.recent and beyond != ["of"]):
        return f"says when: “{beside.with_next}”"
    return None


# ---- names ------------------------------------------------------------------------------------------------------


def joined(beside: Beside) -> str | None:
    """Part of a longer name, date, score, telephone number or model: "555-0199", "M-16", "3/4", "AK-47"."""
    return f"part of “{_run(beside)}”" if _is_joined(beside) else None


def _is_joined(beside: Beside) -> bool:
    after, last, tokens = beside.after, beside.last, beside.tokens
    if after is not None and after.start == last.end and after.lower in _JOINTS:
        beyond = tokens[beside.quantity.last + 1] if beside.quantity.last + 1 < beside.sentence.last else None
        if beyond is not None and beyond.start == after.end and not _lets_count(beside, after, beyond):
            return True
    before = beside.before
    if before is None or before.end != tokens[beside.quantity.first].start:
        return False
    if before.text in {"-", "–"} and before.i > beside.sentence.first:
        return tokens[before.i - 1].end == before.start
    if before.text in {"’", "'", "‘"}:
        return beside.bare and last.end - beside.first.start == 2
    return before.text in {"/", ":", "#", ".", "@"} or before.text[-1:].isalnum()


def _lets_count(beside: Beside, after: Token, beyond: Token) -> bool:
    """ "a 12-member team", "12—many of them": the hyphen or dash does not make it a part of a name."""
    if beyond.lower.rstrip("s") in beside.words.strong or (after.lower == "—" and beyond.text.isalpha()):
        return True
    return after.lower == "-" and beyond.tag == "NNS" and beside.first.text.isalpha()


def _run(beside: Beside) -> str:
    """The number with all that is written to it without a space."""
    tokens, first, last = beside.tokens, beside.quantity.first, beside.quantity.last
    while first > beside.sentence.first and tokens[first - 1].end == tokens[first].start:
        first -= 1
    while last < beside.sentence.last and tokens[last].start == tokens[last - 1].end:
        last += 1
    words = "".join(f" {t.text}" if t.start > tokens[t.i - 1].end else t.text for t in tokens[first + 1 : last])
    return f"{tokens[first].text}{words}".strip(_OUTSIDE)


def label(beside: Beside) -> str | None:
    """ "Flight 12", "Highway 5", "page 3", "Resolution 2254": the word before it says of what it is the number."""
    found = beside.bare and beside.prior in beside.words.labels
    return f"the number of something: “{beside.before.text} {beside.first.text}”" if found and beside.before else None


def address(beside: Beside) -> str | None:
    """ "400 North Main Street": the number of a house."""
    return f"part of an address: “{beside.with_next}”" if beside.bare and _is_address(beside) else None


def _is_address(beside: Beside) -> bool:
    after = beside.after
    if after is None or not beside.first.text.isdigit():
        return False
    if after.tag not in {"NNP", "JJ", "NN"} and after.lower not in beside.words.bearings:
        return False
    for token in beside.tokens[after.i : after.i + 5]:
        if token.lower.rstrip(".") in beside.words.streets and (token.tag == "NNP" or token.lower == "block"):
            return True
        if token.pos not in {"PROPN", "ADJ", "NOUN", "PUNCT", "NUM"} or token.text in {",", ";"}:
            return False
    return False


def calibre(beside: Beside) -> str | None:
    """ "a 9 mm pistol": how wide a barrel is."""
    found = beside.bare and beside.word.rstrip(".") in beside.words.calibres and beside.word != "round"
    return f"a calibre: “{beside.with_next}”" if found else None


def part_of_name(beside: Beside) -> str | None:
    """ "Channel 5", "Boeing 737": it stands in the name of someone or something."""
    first = beside.first
    if not beside.bare or beside.counts_people:
        return None
    return "part of a name" if first.relation != "numeral" and first.entity in _NAMES else None


def picture(beside: Beside) -> str | None:
    """ "image 1 of 8": which of the pictures of a page."""
    if not beside.bare or beside.counts_people:
        return None
    before, words = beside.before, beside.words
    of_it = beside.prior in words.of_pictures and before is not None
    back = beside.tokens[max(0, before.i - 4) : before.i] if of_it and before is not None else ()
    named = beside.prior in words.pictures or any(t.lower in words.pictures for t in back)
    return "the number of a picture" if named else None


def labels_joined(beside: Beside) -> str | None:
    """ "Resolutions 12 and 13": one label before several numbers."""
    first, tokens = beside.first, beside.tokens
    if not beside.bare or beside.counts_people or _is_behind_name(beside):
        return None
    governor = tokens[first.head]
    named = tokens[max(0, governor.i - 1)]
    found = beside.prior in beside.words.joining and first.relation == "conjunct" and governor.text.isdigit()
    if found and named.lower in beside.words.labels:
        return f"the number of something: “{named.text} {governor.text} {beside.prior} {first.text}”"
    return None


def behind_name(beside: Beside) -> str | None:
    """ "Task Force 50", "Brigade Lodrin 12": it follows a name, and no noun that it could count follows it."""
    first, before, after = beside.first, beside.before, beside.after
    if not beside.bare or beside.counts_people or before is None or not _is_behind_name(beside):
        return None
    if after is not None and after.pos in {"NOUN", "ADJ"} and first.head > first.i:
        return None
    belongs = first.head in {before.i, before.head} or first.relation in {
        "numeral", "apposition", "subject", "compound", "other",
    }  # fmt: skip
    return f"part of a name: “{before.text} {first.text}”" if belongs else None


def _is_behind_name(beside: Beside) -> bool:
    return beside.before is not None and beside.before.tag in {"NNP", "NNPS"}


def telephone(beside: Beside) -> str | None:
    """ "(518) 555-0199", "call 911", seven digits in one: a number to dial, or of a case."""
    text = beside.first.text
    if _DIALLED.match(" ".join(t.text for t in beside.tokens[beside.quantity.core : beside.quantity.last])):
        return "a telephone number"
    if not beside.bare or not text.isdigit():
        return None
    if text == "911":
        return None if beside.word in beside.words.dialling else "a telephone number"
    if len(text) >= 7 and not beside.quantity.approximator and beside.word not in beside.words.counted:
        return "a telephone number or that of a case"
    return "a telephone number" if len(text) == 3 and beside.prior == "(" and beside.word == ")" else None


# ---- ages and measurements ----------------------------------------------------------------------------------------


def age(beside: Beside) -> str | None:
    """ ", 54," after a name; "aged 12"; "54 years old"; "as young as 10"; "a 12-year-old"; "he was four"."""
    return "an age" if _is_age(beside, beside.measures) else None


def _is_age(beside: Beside, measures: Measures) -> bool:
    beyond, back = beside.beyond(4), beside.back(4)
    told = "old" in beyond and (beyond[0] == "-" or beyond[0] in beside.words.times)
    if told and (not beside.words.age_units.isdisjoint(beyond[:2]) or _is_of_person(beside, measures)):
        return True
    if any(" ".join(back[-n:]) in beside.words.before_age for n in (1, 2, 3)):
        return True
    if " ".join(beyond[:3]) in beside.words.after_age:
        return True
    if (
        back[-2:-1]
        and back[-2] in beside.words.persons
        and back[-1] in beside.words.being
        and beside.word in _CLOSING | beside.words.told_after
    ):
        return True
    value, before = beside.quantity.best, beside.before
    if not beside.bare or value is None or value > OLDEST or before is None or before.i == beside.sentence.first:
        return False
    named, closing = beside.tokens[before.i - 1], beside.word in _CLOSING
    if beside.prior in {",", "("}:
        if named.pos == "PROPN":
            return closing or beside.word in beside.words.said_of
        if closing and named.tag in {"NN", "UH", "JJ"} and measures.units.get(named.lower) == "people":
            return True
    if beside.prior in beside.words.also and closing and named.text == ",":
        return True
    i = before.i  # "ages 25, 26 and 33", "her sons, 7 and 8,": back through the list
    while i > beside.sentence.first and (
        beside.tokens[i].text.isdigit() or beside.tokens[i].lower in beside.words.listing
    ):
        i -= 1
    if i == before.i:
        return False
    listed = beside.tokens[i]
    if listed.lower in beside.words.ages:
        return True
    several = listed.tag in {"NNS", "NNPS"} and measures.units.get(listed.lemma) == "people"
    return several and beside.tokens[i + 1].text == "," and (closing or beside.word == "and")


def _is_of_person(beside: Beside, measures: Measures) -> bool:
    """ "a six-day-old baby" tells an age, "a 13-day-old strike" how long it lasts."""
    for token in beside.tokens[beside.quantity.last : min(beside.sentence.last, beside.quantity.last + 8)]:
        if token.lower == "old":
            return measures.units.get(beside.tokens[token.head].lemma) == "people"
    return False


def magnitude(beside: Beside) -> str | None:
    """ "7.1 on the Richter scale": how strong an earthquake was."""
    return "how strong an earthquake was" if not beside.words.scales.isdisjoint(beside.beyond(5)) else None


NUMBERS: tuple[Veto[Beside], ...] = (
    date, clock_time, ordinal, year, time_or_rank, age, joined, label, address, calibre, part_of_name, picture, labels_joined, behind_name,
    telephone, ago, magnitude,
)  # fmt: skip
