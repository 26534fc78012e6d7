"""A sentence's tokens → the expressions of time in them, as words of a small language.

Each token becomes one letter, its kind (``D`` a weekday, ``M`` a month, ``x`` anything else), and the rules are regular expressions
over the letters of a sentence. Words that are only sometimes of a kind (May, fall, second) are told apart by tag and capital.
"""

import calendar
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rashomon.records import Sentence, Token


class Word(NamedTuple):
    """One letter of the language: its kind, what it says, where it stands and the token that it came from."""

    kind: str
    value: str | int
    start: int
    end: int
    token: int


class Match(NamedTuple):
    """A rule that fits the words ``first`` to ``last`` (half-open) of a sentence; ``kinds`` are the letters of the sentence."""

    rule: str
    words: list[Word]
    kinds: str
    first: int
    last: int


_KINDS: list[tuple[str, Mapping[str, str | int]]] = [
    ("D", {name.lower(): n for n, name in enumerate(calendar.day_name)}),
    ("D", {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}),
    ("M", {name.lower(): n for n, name in enumerate(calendar.month_name) if name}),
    ("M", {name.lower()[:3]: n for n, name in enumerate(calendar.month_name) if name} | {"sept": 9}),
    ("M", {f"{name.lower()[:3]}.": n for n, name in enumerate(calendar.month_name) if name} | {"sept.": 9}),
    ("P", {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "12:00", "midday": "MI", "midnight": "24:00", "dawn": "DA", "daybreak": "DA", "dusk": "EV", "nightfall": "NI"}),
    ("R", {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": "NI", "overnight": "overnight"}),
    ("U", {name: name for name in ("minute", "hour", "day", "week", "month", "year", "decade", "century", "fortnight", "weekend")}),
    ("V", {f"{name}s": name for name in ("minute", "hour", "day", "week", "month", "year", "decade", "fortnight", "night", "weekend")} | {"centuries": "century"}),
    ("Q", {"quarter": "quarter"}), ("V", {"quarters": "quarter"}), ("p", {"period": ""}),
    ("S", {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}),
    ("c", {name: n for n, name in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], 1)}),
    ("c", {name: 10 * n for n, name in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)} | {"hundred": 100, "thousand": 1000}),
    ("o", {name: n for n, name in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1)}),
    ("q", {"few": 0, "several": 0, "many": 0, "couple": 2, "dozen": 12, "half": 0}),
    ("a", {"a": 1, "an": 1}),
    ("T", dict.fromkeys(("the", "its", "their", "his", "her", "our"), "")),
    ("t", {"this": 0, "these": 0, "current": "current"}),
    ("l", {"last": "last", "past": "past", "previous": "previous", "preceding": "previous", "latest": "latest"}),
    ("n", {"next": "next", "coming": "coming", "upcoming": "coming", "following": "following", "subsequent": "following"}),
    ("s", {"same": "same", "that": "same"}),
    ("e", {"early": "early", "late": "late", "mid": "mid"}),
    ("b", {"beginning": "early", "start": "early", "end": "late", "close": "late", "middle": "mid", "half": "half"}),
    ("r", {"earlier": -1, "later": 1}), ("g", {"ago": -1, "hence": 1}), ("f", {"before": -1, "after": 1}),
    ("Y", {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}),
    ("C", {"fiscal": "", "calendar": "", "full": ""}),
    ("H", {"christmas": "christmas", "easter": "easter", "thanksgiving": "thanksgiving", "ramadan": "ramadan", "ramazan": "ramadan", "ashura": "ashura", "eid": "eid"}),
    ("h", {"fitr": "fitr", "adha": "adha"}), ("i", dict.fromkeys(("al", "ul", "el"), "")),
    ("K", {word: word[0] for word in ("am", "pm", "a.m.", "p.m.", "a.m", "p.m")}), ("k", {"o'clock": "", "o’clock": ""}),
    ("Z", dict.fromkeys(("gmt", "utc", "est", "edt", "cet", "bst"), "")),
    ("y", dict.fromkeys(("every", "each", "per"), "")), ("j", {"old": ""}), ("O", {"of": ""}), (">", dict.fromkeys(("to", "until", "till", "through", "or"), "")),
    ("&", {"and": ""}), ("@", {"since": ""}), ("B", {"between": ""}), ("F", {"from": ""}), ("I", dict.fromkeys(("in", "on", "at", "by", "around"), "")),
    ("A", dict.fromkeys(("about", "nearly", "almost", "some", "over", "within", "approximately"), "")), ("'", dict.fromkeys(("'s", "’s"), "")),
    (",", {",": ""}), (".", {".": ""}), ("-", dict.fromkeys("-‐‑–—", "")), ("/", {"/": ""}),
    ("z", {"now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "recently": "PAST_REF", "recent": "PAST_REF", "soon": "FUTURE_REF"}),
    ("w", {"past": "PAST_REF", "future": "FUTURE_REF"}),
]  # fmt: skip
_LEXICON: dict[str, tuple[str, str | int]] = {
    word: (kind, value) for kind, words in reversed(_KINDS) for word, value in words.items()
}
_PIECES = re.compile(r"\d+(?:[:.,]\d+)*(?:st|nd|rd|th|'?s)?(?![^\W\d_])|[^\W\d_]+|\d+|[^\w\s]")
_MARKS = frozenset("0123456789'’")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d")
_DECADE = re.compile(r"((?:1[5-9]|20)?\d0)'?s")
_ORDINAL = re.compile(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th)")
_NOT_NOUN = frozenset({"VERB", "AUX", "ADV", "ADP", "ADJ"})

_NUM = r"(?:aqO?|qO?|a?c(?:[-&]?c)*|1|9|a)"
_NUMS = rf"(?:{_NUM}(?:[>&]{_NUM})?)"
_REL = r"(?:T?[tlns])"
_YEAR = r"(?:C?4)"

_RULES: list[tuple[str, str]] = [
    ("set", rf"y(?:O?T?l)?(?:o|{_NUM})?[UVQDPSM]"),
    ("age", rf"{_NUM}-?[UV]-?j"),
    ("iso", r"4-1-1(?!-)"),
    ("slashed", r"1/1/[14]"),
    ("days_of_month", r"[FB]?T?[1o][->&]T?[1o]O?M\.?(?:,?4)?"),
    ("month_of_days", r"(?:[FB]M\.?[1o][->&][1o]|M\.?[1o]->?[1o]|M\.?[1o]>[1o])(?:,?4)?(?!\.?M)"),
    ("day_month", r"(?:D\.?,?)?T?[1o]O?M\.?(?:,?4|O?[tln]U)?"),
    ("month_day", r"(?:D\.?,?)?M\.?T?[1o](?:,?4|O?[tln]U)?(?![-/]1|[:KZ])"),
    ("quarter", rf"(?:T?[tln]U'|T?4'?|T)?C?-?o-?C?-?Q(?:O?(?:{_YEAR}|{_REL}U))?"),
    ("year_end", r"U(?:-|')?b"),
    ("half", rf"T?[ol](?:b|q)O(?:{_YEAR}|T?[tln]?U|T?Y)"),
    ("year_ago", r"TQaUg|T?U-?[gr]-?(?:o?-?[Qp])?"),
    ("ago", rf"A?{_NUMS}-?[UVQ]-?[gr]"),
    ("month", r"(?:T?[eb]O?-?|[re]?T?[lnt]|)M\.?(?:,?O?4|O?[tln]U)?"),
    ("season", r"(?:[re]?T?[lntes]l?e?|[re]?T)?S(?:O?4)?"),
    ("years", r"[FB]?4(?:-1|[->&]4)(?![-\d])"),
    ("year", rf"(?:T?[eb]O?-?)?(?:TU)?{_YEAR}"),
    ("decade", r"T?(?:[eb]O?T?-?)?Y"),
    ("day_before", r"TUfR"),
    ("holiday", rf"{_REL}?H(?:-?i-?h|D)?U?4?"),
    ("clock", r"A?(?:[:1]K|[:149]Z|1k)Z?"),
    ("deictic", r"(?:[re]|e?-?PI?)?e?RP?|[re]?[tl]P|e-?P"),
    ("weekday", r"(?:[re]I?)?(?:(?:e-?)?PI?)?(?:T?[lnt])?(?:e-?)?DP?"),
    ("in_unit", r"rIT[UQ]"),
    ("part_of_unit", rf"T?bO(?:T|{_REL})[UQ]"),
    ("same_period", r"Tsp"),
    ("nearby", rf"(?:r|e-?)?{_REL}C?(?:[UQP])"),
    ("stretch", rf"T?[ln]{_NUMS}-?[UVQ]"),
    ("nth_units", rf"To{_NUM}-?[UVQ]"),
    ("nth_unit", rf"T?oUO(?:{_REL}U|M)"),
    ("nth_of", r"T?oUO[Tts]?(?=x)"),
    ("century", r"T?o-?U"),
    ("bare", r"TC?[UQ]"),
    ("duration", rf"A?{_NUMS}-?[UVQ]"),
    ("vague", r"T?zV?(?:&V)?|tV|Tl(?![\w-])|TwV?|wV|[ln]V|V|t"),
]
# A rule begins with none of these: trying them costs most of the time.
_GRAMMAR = re.compile(
    "(?![xOI,&>.'Kgf/@ZpjTkC](?![DMPRUVQSYHKZ4zwlntsebroCcqa1])|x)(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES)
    + ")"
)
_SPOKEN = re.compile(r"Ucc(?:&?c(?:-?c)?)?|cc(?:-?c)?")
_TRIGGERS = frozenset(word for word, (kind, _) in _LEXICON.items() if kind in "DMPRUVQSYHKZzwlb") | {
    "current",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
}


def find_matches(sentence: Sentence, tokens: tuple[Token, ...]) -> list[Match]:
    """The expressions of a sentence, leftmost first, where two rules fit the earlier in the list."""
    here = tokens[sentence.first : sentence.last]
    if not any(token.lower in _TRIGGERS or token.lower[0] in _MARKS for token in here):
        return []
    words: list[Word] = []
    for token in here:
        lower = token.lower
        entry = _LEXICON.get(lower)
        if entry is not None:
            kind = _kind(entry[0], token, sentence, tokens) if entry[0] in "MDSlse" else entry[0]
            words.append(Word(kind, entry[1], token.start, token.end, token.i))
        elif lower[0] in _MARKS or "-" in lower:
            words += _pieces(token, sentence, tokens)
        else:
            words.append(Word("x", "", token.start, token.end, token.i))
    words = _with_spoken_years(words)
    kinds = "".join([word[0] for word in words])
    return [Match(m.lastgroup or "", words, kinds, m.start(), m.end()) for m in _GRAMMAR.finditer(kinds)]


def _pieces(token: Token, sentence: Sentence, tokens: tuple[Token, ...]) -> Iterator[Word]:
    """The parts of a token that the parser left whole: "mid-1996", "24-hour", "1400GMT"."""
    for piece in _PIECES.finditer(token.lower):
        text = piece.group()
        start, end = token.start + piece.start(), token.start + piece.end()
        kind, value = _LEXICON.get(text) or _number(text)
        if kind in "14" and end == token.end and _counts(token, sentence, tokens):
            kind = "9"
        yield Word(kind, value, start, end, token.i)


def _with_spoken_years(words: list[Word]) -> list[Word]:
    """Years as they are spoken made one word: "nineteen ninety-four", "the year two thousand and five"."""
    kinds = "".join([word[0] for word in words])
    joined, at = [], 0
    for found in _SPOKEN.finditer(kinds):
        first, last = found.span()
        numbers = [int(word.value) for word in words[first:last] if word.kind == "c"]
        if kinds[first] == "U":
            first, begin = first + 1, words[first].value == "year" and numbers[:2] == [2, 1000]
            year = 2000 + sum(numbers[2:])
        else:
            begin = 17 <= numbers[0] <= 20 and numbers[1] >= 10 and len(numbers) < (4 if 20 <= numbers[1] < 100 else 3)
            year = 100 * numbers[0] + sum(numbers[1:])
        if begin and year < 2100:
            joined += [
                *words[at:first],
                Word("4", year, words[first].start, words[last - 1].end, words[last - 1].token),
            ]
            at = last
    return [*joined, *words[at:]]


def _number(text: str) -> tuple[str, str | int]:
    if text.isdecimal() and text.isascii():
        number = int(text[:9])
        if len(text) == 4 and 1500 <= number <= 2099:
            return "4", number
        return ("1" if len(text) <= 2 and number else "9"), number
    if found := _ORDINAL.fullmatch(text):
        return "o", int(found.group(1))
    if found := _DECADE.fullmatch(text):
        return "Y", int(found.group(1))
    if _CLOCK.fullmatch(text):
        return ":", text.replace(".", ":")
    return "x", ""


def _counts(token: Token, sentence: Sentence, tokens: tuple[Token, ...]) -> bool:
    """Whether a number counts what follows ("In March 8 soldiers died", "2000 people") and is no day or year."""
    following = tokens[token.i + 1] if token.i + 1 < sentence.last else None
    if following is None or following.tag not in {"NNS", "JJ"} or following.lower in _LEXICON:
        return False
    if len(token.text) == 4:
        return following.tag == "NNS" and token.text.endswith("00")
    before = tokens[token.i - 2] if token.i - 2 >= sentence.first else None
    return following.tag == "NNS" and (before is None or before.lower != "the")


def _kind(kind: str, token: Token, sentence: Sentence, tokens: tuple[Token, ...]) -> str:
    """``kind``, or ``x`` where the word is not of it here."""
    if kind == "M":
        if not token.text[0].isupper() or token.pos in {"VERB", "AUX"}:
            return "x"
        if token.lower in {"may", "march", "mar", "jan", "august"} and token.i == sentence.first:
            following = tokens[token.i + 1] if token.i + 1 < sentence.last else None
            return "M" if following is not None and following.text[:1].isdigit() else "x"
    elif kind == "D" and len(token.lower) < 6:
        return "D" if token.text[0].isupper() else "x"
    elif kind == "S" and token.lower in {"fall", "spring"} and token.pos in _NOT_NOUN:
        return "x"
    elif kind == "l" and token.lower == "past" and token.tag == "NN":
        return "w"
    elif kind == "s" and token.lower == "that" and token.tag not in {"DT", ""}:
        return "x"
    elif kind == "e" and token.lower == "late" and token.i + 1 < sentence.last and tokens[token.i + 1].pos == "PROPN":
        return "e" if _LEXICON.get(tokens[token.i + 1].lower, ("x", ""))[0] in "DMR" else "x"
    return kind
