"""Numbers that count nothing: dates, years, clock times, ages, ordinals, names, models, addresses and telephone numbers."""

import re
from collections.abc import Sequence

from rashomon.figures.quantities import Quantity
from rashomon.records import Sentence, Token

MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
     "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)  # fmt: skip
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_CLOCK = frozenset(
    {
        "am",
        "pm",
        "a.m",
        "p.m",
        "gmt",
        "o'clock",
        "utc",
        "est",
        "edt",
        "noon",
        "midnight",
        "hrs",
        "a.m.",
        "p.m.",
        "cst",
        "pst",
        "pdt",
        "cdt",
        "mst",
    }
)
_JOINTS = frozenset({"-", "–", "/", ":", "—"})
_LABELS = frozenset(
    {"aged", "age", "ages", "no", "number", "article", "resolution", "resolutions", "chapter", "page", "pages", "flight", "route", "highway", "day",
     "room", "section", "phase", "interstate", "unit", "apartment", "apt", "suite", "exit", "channel", "level", "grade", "district", "ward",
     "precinct", "block", "#", "division", "version", "figure", "table", "item", "code", "type", "mark", "class", "battalion", "zone",
     "box", "street", "avenue", "road", "st", "ave", "hwy", "us", "brigade", "regiment", "sector", "gate", "line", "season", "episode", "volume", "vol",
     "news", "fox", "nbc", "abc", "cbs", "kilo", "part", "agenda", "area", "camp", "site", "caliber", "calibre", "terminal", "question", "count", "counts"}
)  # fmt: skip
_STREETS = frozenset(
    {
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "boulevard",
        "blvd",
        "drive",
        "dr",
        "lane",
        "ln",
        "block",
        "way",
        "court",
        "ct",
        "place",
        "pl",
        "parkway",
        "pkwy",
        "highway",
        "hwy",
    }
)
_CALIBRES = frozenset({"caliber", "calibre", "mm", "cal", "gauge", "round", "magnum", "special"})
_NO_COUNT_HEADS = frozenset({"PERSON", "ORG", "PRODUCT", "LAW", "FAC", "WORK_OF_ART"})
_STRONG = frozenset(
    {
        "strong",
        "km",
        "mile",
        "member",
        "kilometre",
        "kilometer",
        "day",
        "hour",
        "week",
        "month",
        "year",
        "minute",
        "metre",
        "meter",
        "foot",
        "ton",
        "tonne",
        "kg",
        "man",
        "person",
        "nation",
        "seat",
        "vehicle",
        "bed",
        "point",
        "storey",
        "story",
        "room",
        "truck",
        "car",
        "escort",
        "ship",
        "plane",
    }
)
_UNITS_OF_TIME = frozenset(
    {
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "hour",
        "hours",
        "minute",
        "minutes",
        "decade",
        "decades",
        "night",
        "nights",
        "century",
        "centuries",
    }
)


def is_no_count(quantity: Quantity, tokens: Sequence[Token], sentence: Sentence) -> bool:
    """Whether the words at ``quantity`` count nothing."""
    first, last = tokens[quantity.core], tokens[quantity.last - 1]
    before = tokens[quantity.first - 1] if quantity.first > sentence.first else None
    after = tokens[quantity.last] if quantity.last < sentence.last else None
    word = after.lower if after is not None else ""
    prior = before.lower.rstrip(".") if before is not None else ""
    single = quantity.last - quantity.core == 1
    bare = single and first.text[:1].isdigit()
    if first.lower == "one" and single:
        return _is_pronoun_one(first, word, prior)
    if first.lower in {"most", "half"} and single and quantity.whole is None and not quantity.share:
        return True
    if (
        prior in MONTHS
        or (word.rstrip(".") in MONTHS and after is not None and after.tag == "NNP")
        or (last.lower == "-" and not single)
    ):
        return True
    if bare and _is_date(first, last, prior, word, after):
        return True
    if bare and (
        word.rstrip(".") in _CALIBRES and after is not None and (after.start - last.end <= 1) and word != "round"
    ):
        return True
    if _is_joined(quantity, tokens, before, after, sentence):
        return True
    if bare and _is_name(first, prior, before, after, tokens):
        return True
    if _is_age(quantity, tokens, sentence, prior, word, before, bare):
        return True
    return _is_when(quantity, tokens, sentence, prior, word)


def _is_pronoun_one(one: Token, word: str, prior: str) -> bool:
    """ "one of", "no one", "one day", "one another": the pronoun, not the number."""
    return (
        (
            word in {"of", "day", "another", "side", "'s", "’s", "more", "way", "thing", "time"}
            and not (word == "more" and one.dep == "nummod")
        )
        or one.tag in {"NN", "PRP"}
        or prior in {"no", "this", "that", "any", "every", "each", "some", "the", "which", "only", "number"}
    )


def _is_date(first: Token, last: Token, prior: str, word: str, after: Token | None) -> bool:
    if _YEAR.match(first.text) and (
        first.entity == "DATE"
        or first.dep in {"npadvmod", "pobj"}
        or prior in {"in", "since", "of", "by", "until", "during", ",", "year", "from", "("}
    ):
        return True
    if first.entity in {"TIME", "ORDINAL"} and word not in {"minutes", "hours", "minute", "hour"}:
        return True
    return (
        word.rstrip(".") in _CLOCK
        or word in {"st", "nd", "rd", "th"}
        or (word == ":" and after is not None and after.start == last.end)
    )


def _is_joined(
    quantity: Quantity, tokens: Sequence[Token], before: Token | None, after: Token | None, sentence: Sentence
) -> bool:
    """Part of a longer name, date, score, telephone number or model: "555-0199", "M-16", "3/4", "AK-47"."""
    first, last = tokens[quantity.first], tokens[quantity.last - 1]
    if after is not None and after.start == last.end and after.lower in _JOINTS and quantity.last + 1 < sentence.last:
        beyond = tokens[quantity.last + 1]
        if (
            beyond.start == after.end
            and beyond.lower.rstrip("s") not in _STRONG
            and not (after.lower == "—" and beyond.text.isalpha())
            and not (beyond.pos in {"NOUN"} and first.text.isalpha() and after.lower == "-" and beyond.tag == "NNS")
        ):
            return True
    if before is None or before.end != first.start:
        return False
    if before.text in {"-", "–"} and before.i > sentence.first:
        return tokens[before.i - 1].end == before.start
    if before.text in {"’", "'", "‘"}:
        return first.text[:1].isdigit() and last.end - first.start == 2
    return before.text in {"/", ":", "#", ".", "@"} or before.text[-1:].isalnum()


def _is_name(first: Token, prior: str, before: Token | None, after: Token | None, tokens: Sequence[Token]) -> bool:
    """ "Resolution 2254", "Task Force 50", "Channel 5", an address: a number that belongs to a name."""
    if prior in _LABELS:
        return True
    if after is not None and first.text.isdigit():
        following = tokens[after.i : after.i + 5]
        if after.tag in {"NNP", "JJ", "NN"} or after.lower in {"block", "n.", "s.", "e.", "w."}:
            for token in following:
                if token.lower.rstrip(".") in _STREETS and (token.tag == "NNP" or token.lower == "block"):
                    return True
                if token.pos not in {"PROPN", "ADJ", "NOUN", "PUNCT", "NUM"} or token.text in {",", ";"}:
                    break
    if first.dep != "nummod" and first.entity in _NO_COUNT_HEADS:
        return True
    if before is None or before.tag not in {"NNP", "NNPS"}:
        return (
            prior in {"and", ",", "/"}
            and before is not None
            and first.dep == "conj"
            and tokens[first.head].text.isdigit()
            and tokens[max(0, first.head - 1)].lower in _LABELS
        )
    counts_after = after is not None and after.pos in {"NOUN", "ADJ"} and tokens[first.head].i > first.i
    return not counts_after and (
        tokens[first.head].i == before.i
        or first.head == before.head
        or first.dep in {"nummod", "appos", "nsubj", "compound", "dep"}
    )


def _is_age(
    quantity: Quantity,
    tokens: Sequence[Token],
    sentence: Sentence,
    prior: str,
    word: str,
    before: Token | None,
    bare: bool,
) -> bool:
    """ ", 54," after a name; "aged 12"; "54 years old"; "as young as 10"; "a 12-year-old"; "he was four"."""
    beyond = [t.lower for t in tokens[quantity.last : min(sentence.last, quantity.last + 4)]]
    if (
        "old" in beyond
        and beyond[0] in {"-", "year", "years", "month", "months", "day", "days", "week"}
        and ({"year", "years"} & set(beyond[:2]) or _is_person_age(quantity, tokens, sentence))
    ):
        return True
    back = [t.lower for t in tokens[max(sentence.first, quantity.first - 4) : quantity.first]]
    if back[-3:] in (["as", "young", "as"], ["as", "old", "as"], ["the", "age", "of"], ["the", "ages", "of"]) or back[
        -2:
    ] in (["age", "of"], ["ages", "of"]):
        return True
    if (
        back[-2:-1] in (["he"], ["she"])
        and back[-1:] in (["was"], ["is"])
        and word in {"", ",", ".", "when", "his", "her", "and"}
    ):
        return True
    if len(beyond) > 0 and beyond[0] in {"years", "months"} and beyond[1:3] in (["of", "age"],):
        return True
    value = quantity.best
    if not bare or value is None or value > 110:
        return False
    closing = word in {",", ".", ")", ";", ""} or word in {
        "of",
        "was",
        "and",
        "died",
        "is",
        "has",
        "who",
        "dies",
        "dead",
        "killed",
        "shot",
        "—",
        "–",
    }
    if prior in {",", "("} and closing and before is not None and before.i > sentence.first:
        named = tokens[before.i - 1]
        if named.pos == "PROPN" or named.lower in {
            "man",
            "woman",
            "boy",
            "girl",
            "teen",
            "sr.",
            "jr.",
            "child",
            "toddler",
            "mother",
            "father",
            "brother",
            "sister",
            "son",
            "daughter",
            "victim",
            "suspect",
            "officer",
        }:
            return word in {",", ".", ")", ";", ""} or named.pos == "PROPN"
    return (
        prior == "and"
        and closing
        and before is not None
        and before.i > sentence.first
        and tokens[before.i - 1].text.isdigit()
        and tokens[before.i - 2].lower == "ages"
    )


def _is_person_age(quantity: Quantity, tokens: Sequence[Token], sentence: Sentence) -> bool:
    """ "a six-day-old baby" tells an age, "a 13-day-old strike" how long it lasts."""
    for token in tokens[quantity.last : min(sentence.last, quantity.last + 8)]:
        if token.lower == "old" and token.i + 1 < sentence.last:
            return tokens[token.i + 1].lemma in {
                "boy",
                "girl",
                "baby",
                "child",
                "infant",
                "son",
                "daughter",
                "man",
                "woman",
                "kid",
                "toddler",
                "twin",
            }
    return False


def _is_when(quantity: Quantity, tokens: Sequence[Token], sentence: Sentence, prior: str, word: str) -> bool:
    """ "two months ago", "in the past 24 hours": a time, which the stage of times reads."""
    if word not in _UNITS_OF_TIME:
        return False
    beyond = tokens[quantity.last + 1].lower if quantity.last + 1 < sentence.last else ""
    return beyond == "ago" or (prior in {"past", "last", "previous"} and beyond != "of")
