"""Numbers that count nothing: dates, years, clock times, ages, ordinals, names, models, addresses and telephone numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.figures.numerals import Quantity
from rashomon.languages.figures import Uncounted
from rashomon.languages.measures import Measures
from rashomon.records import Sentence, Token

OLDEST = 110  # years of age
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_DIALLED = re.compile(r"^\d{3} ?[-–] ?\d{4}$")
_NAMES = frozenset({"PERSON", "ORG", "PRODUCT", "LAW", "FAC", "WORK_OF_ART"})
_JOINTS = frozenset({"-", "–", "/", ":", "—"})
_CLOSING = frozenset({",", ".", ")", ";", "", ":"})


@dataclass(frozen=True, slots=True)
class _Beside:
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
    def words(self) -> Uncounted:
        return self.measures.closed.uncounted

    @property
    def prior(self) -> str:
        return self.before.lower.rstrip(".") if self.before is not None else ""

    @property
    def word(self) -> str:
        return self.after.lower if self.after is not None else ""

    def back(self, count: int) -> list[str]:
        start = max(self.sentence.first, self.quantity.first - count)
        return [t.lower for t in self.tokens[start : self.quantity.first]]

    def beyond(self, count: int) -> list[str]:
        return [t.lower for t in self.tokens[self.quantity.last : min(self.sentence.last, self.quantity.last + count)]]


def is_no_count(quantity: Quantity, tokens: Sequence[Token], sentence: Sentence, measures: Measures) -> bool:
    """Whether the words at ``quantity`` count nothing."""
    first, last = tokens[quantity.core], tokens[quantity.last - 1]
    single = quantity.last - quantity.core == 1
    beside = _Beside(
        quantity, tokens, sentence, measures, first, last,
        tokens[quantity.first - 1] if quantity.first > sentence.first else None,
        tokens[quantity.last] if quantity.last < sentence.last else None,
        single and first.text[:1].isdigit(),
    )  # fmt: skip
    if first.lower == "one" and single:
        return _is_pronoun_one(beside)
    if first.lower in beside.words.shares and single and quantity.whole is None and not quantity.share:
        return quantity.unit_hint is None and quantity.best is None
    return (
        _is_date(beside) or _is_joined(beside) or (beside.bare and _is_name(beside)) or _is_telephone(beside)
        or _is_age(beside, measures) or _is_when(beside) or not beside.words.scales.isdisjoint(beside.beyond(5))
    )  # fmt: skip


def _is_pronoun_one(beside: _Beside) -> bool:
    """ "no one", "one day", "one another": the pronoun, not the number; what "one of them" counts is seen later."""
    word = beside.word
    if word == "of":
        return False
    return (
        (word in beside.words.after_one and not (word == "more" and beside.first.relation == "numeral"))
        or beside.first.tag in {"NN", "PRP"}
        or beside.prior in beside.words.before_one
    )


def _is_date(beside: _Beside) -> bool:
    first, word, prior, after = beside.first, beside.word, beside.prior, beside.after
    if prior in beside.words.months or (
        word.rstrip(".") in beside.words.months and after is not None and after.tag == "NNP"
    ):
        return True
    if first.text[:1].isdigit() and (word in beside.words.clock or word in beside.words.ordinal_endings):
        return True
    if word == ":" and after is not None and after.start == beside.last.end and first.text[:1].isdigit():
        return True
    if not beside.bare:
        return False
    if (
        after is not None
        and first.relation == "numeral"
        and beside.measures.units.get(after.lemma) in {"people", "households"}
    ):
        return False
    dated = first.entity == "DATE" or first.relation in {"noun_adverb", "prepositional_object"}
    if _YEAR.match(first.text) and (dated or prior in beside.words.before_year):
        return True
    return first.entity in {"TIME", "ORDINAL"} and word not in beside.words.clock_units


def _is_joined(beside: _Beside) -> bool:
    """Part of a longer name, date, score, telephone number or model: "555-0199", "M-16", "3/4", "AK-47"."""
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


def _lets_count(beside: _Beside, after: Token, beyond: Token) -> bool:
    """ "a 12-member team", "12—many of them": the hyphen or dash does not make it a part of a name."""
    if beyond.lower.rstrip("s") in beside.words.strong or (after.lower == "—" and beyond.text.isalpha()):
        return True
    return after.lower == "-" and beyond.tag == "NNS" and beside.first.text.isalpha()


def _is_telephone(beside: _Beside) -> bool:
    """ "(518) 555-0199", "call 911"."""
    text = beside.first.text
    if _DIALLED.match(" ".join(t.text for t in beside.tokens[beside.quantity.core : beside.quantity.last])):
        return True
    if not beside.bare or not text.isdigit():
        return False
    if text == "911":
        return beside.word not in beside.words.dialling
    if len(text) >= 7 and not beside.quantity.approximator and beside.word not in beside.words.counted:
        return True  # seven digits without a separator are a number to dial or a case, not a count
    return len(text) == 3 and beside.prior == "(" and beside.word == ")"


def _is_name(beside: _Beside) -> bool:
    """ "Resolution 2254", "Task Force 50", "Channel 5", an address, a calibre: a number that belongs to a name."""
    first, prior, before, after, tokens = beside.first, beside.prior, beside.before, beside.after, beside.tokens
    if prior in beside.words.labels or _is_address(beside):
        return True
    if after is not None and beside.word.rstrip(".") in beside.words.calibres and beside.word != "round":
        return True
    if after is not None and beside.measures.units.get(after.lemma) in {"people", "households"}:
        return False
    if first.relation != "numeral" and first.entity in _NAMES:
        return True
    if (
        prior in beside.words.of_pictures
        and before is not None
        and any(t.lower in beside.words.pictures for t in tokens[max(0, before.i - 4) : before.i])
    ):
        return True  # "image 1 of 8"
    if prior in beside.words.pictures:
        return True
    if before is None or before.tag not in {"NNP", "NNPS"}:
        governor = tokens[first.head]
        return (
            prior in beside.words.joining and first.relation == "conjunct" and governor.text.isdigit()
            and tokens[max(0, governor.i - 1)].lower in beside.words.labels
        )  # fmt: skip
    counts_after = after is not None and after.pos in {"NOUN", "ADJ"} and first.head > first.i
    return not counts_after and (
        first.head in {before.i, before.head}
        or first.relation in {"numeral", "apposition", "subject", "compound", "other"}
    )


def _is_address(beside: _Beside) -> bool:
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


def _is_age(beside: _Beside, measures: Measures) -> bool:
    """ ", 54," after a name; "aged 12"; "54 years old"; "as young as 10"; "a 12-year-old"; "he was four"."""
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


def _is_of_person(beside: _Beside, measures: Measures) -> bool:
    """ "a six-day-old baby" tells an age, "a 13-day-old strike" how long it lasts."""
    for token in beside.tokens[beside.quantity.last : min(beside.sentence.last, beside.quantity.last + 8)]:
        if token.lower == "old":
            return measures.units.get(beside.tokens[token.head].lemma) == "people"
    return False


def _is_when(beside: _Beside) -> bool:
    """ "two months ago", "in the past 24 hours": a time, which the stage of times reads."""
    if beside.word not in beside.words.times:
        return False
    beyond = beside.beyond(2)[1:]
    return beyond == ["ago"] or (beside.prior in beside.words.recent and beyond != ["of"])
