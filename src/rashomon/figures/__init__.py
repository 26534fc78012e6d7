"""Parse → figures: every count or amount with its interval, what it counts, and of which larger figure it is a part."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.figures.counted import Counted, counted_by
from rashomon.figures.quantities import Quantity, read_quantities
from rashomon.lexicon.measures import Measures
from rashomon.records import Figure, Parse, Sentence, Token

PARTED = frozenset({"including", "include", "among"})
DISOWNED = frozenset({"earlier", "previously", "initially", "originally"})
CUMULATIVE = frozenset({"since", "total"})
SINGULAR = frozenset({"killed", "injured", "captured", "abducted", "arrested", "detained", "missing"})
MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
     "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)  # fmt: skip
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_CLOCK = frozenset({"am", "pm", "a.m.", "p.m.", "gmt", "o'clock", "utc", "est", "edt"})


def read_figures(parse: Parse, measures: Measures) -> tuple[Figure, ...]:
    """Read the figures of a report, in the order of the text."""
    figures: list[Figure] = []
    carried: Figure | None = None  # the last one with a measure: "…; authorities say almost 800" goes on with it
    for sentence in parse.sentences:
        quantities = read_quantities(parse.tokens, sentence.first, sentence.last, measures)
        kept = [q for q in quantities if not _is_no_count(q, parse.tokens, sentence)]
        made: list[tuple[Figure, Quantity]] = []
        taken: set[int] = set()
        for quantity in kept:
            if made and _is_conversion(made[-1][1], quantity, parse.tokens):
                continue
            counted = counted_by(
                quantity.first, quantity.last, parse.tokens, sentence, measures, hint=quantity.unit_hint
            )
            if counted is None or _is_someone(quantity, counted, parse.tokens):
                continue
            if counted.measure == "other" and carried is not None and counted.elided:
                counted = replace(counted, measure=carried.measure, unit=carried.unit, group=carried.group)
            figure = _figure(f"f{len(figures) + len(made) + 1}", quantity, counted, parse, sentence, measures)
            made.append((figure, quantity))
            taken.update(range(quantity.first, quantity.last))
            if figure.measure not in {"other", "percentage", "money", "duration", "distance", "area"}:
                carried = figure
        singles = _singular(parse.tokens, sentence, taken, measures)
        for quantity, counted in singles:
            made.append((_figure("f0", quantity, counted, parse, sentence, measures), quantity))
        made.sort(key=lambda pair: pair[0].span)
        numbered = [(replace(f, id=f"f{len(figures) + n}"), q) for n, (f, q) in enumerate(made, 1)]
        figures += _with_parts(numbered, parse.tokens, sentence)
    return tuple(figures)


def _figure(
    name: str, quantity: Quantity, counted: Counted, parse: Parse, sentence: Sentence, measures: Measures
) -> Figure:
    tokens = parse.tokens
    start, end = tokens[quantity.first].start, tokens[quantity.last - 1].end
    words = {t.lower for t in tokens[sentence.first : sentence.last]}
    before = {t.lower for t in tokens[max(sentence.first, quantity.first - 6) : quantity.first]}
    return Figure(
        id=name, span=(start, end), words=parse.text[start:end], measure=counted.measure,
        low=quantity.low, best=quantity.best, high=quantity.high, approximator=quantity.approximator,
        rule=quantity.rule, quantifier=quantity.quantifier, unit=counted.unit, group=counted.group,
        stock_flow=counted.stock_flow or measures.stock_flow.get(counted.measure),
        scope="cumulative" if words & CUMULATIVE else "incident", agent=counted.agent,
        superseded=bool(before & DISOWNED and before & {"put", "at", "said", "reported", "from", "gave", "given"})
        or _came_from(quantity, tokens),
    )  # fmt: skip


def _came_from(quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """ "rose to 15 from 12": the second is what was before."""
    before = [t.lower for t in tokens[max(0, quantity.first - 8) : quantity.first]]
    return (
        bool(before)
        and before[-1] == "from"
        and "to" in before[:-1]
        and any(
            w in {"rose", "rises", "risen", "raised", "climbed", "up", "increased", "revised", "jumped"} for w in before
        )
    )


def _is_no_count(quantity: Quantity, tokens: Sequence[Token], sentence: Sentence) -> bool:
    """Dates, years, clock times, ages, ordinals, model and telephone numbers."""
    first, last = tokens[quantity.first], tokens[quantity.last - 1]
    before = tokens[quantity.first - 1] if quantity.first > sentence.first else None
    after = tokens[quantity.last] if quantity.last < sentence.last else None
    word = after.lower if after else ""
    prior = before.lower.rstrip(".") if before else ""
    if (
        first.lower == "one"
        and quantity.last - quantity.first == 1
        and (
            word in {"of", "day", "another", "side", "'s"}
            or first.tag in {"NN", "PRP"}
            or (after is None)
            or first.dep != "nummod"
        )
    ):
        return True
    if prior == "" and before is not None and tokens[before.i - 1].lower == "no":
        return True  # "Report No. 3"
    if prior in MONTHS or word.rstrip(".") in MONTHS or last.lower == "-":
        return True
    if (
        _YEAR.match(first.text)
        and quantity.last - quantity.first == 1
        and (first.entity == "DATE" or prior in {"in", "since", "of", "by", "until", "during", ","})
    ):
        return True
    if first.entity in {"TIME", "ORDINAL"} and word not in {"minutes", "hours"}:
        return True
    if (
        word in _CLOCK
        or word in {"st", "nd", "rd", "th"}
        or (word == ":" and after is not None and after.start == last.end)
    ):
        return True
    if (
        after is not None
        and after.start == last.end
        and word in {"-", "–", "/", ":"}
        and quantity.last + 1 < sentence.last
    ):
        beyond = tokens[quantity.last + 1]
        if beyond.start == after.end and beyond.lower not in {
            "strong",
            "km",
            "mile",
            "member",
            "kilometre",
            "kilometer",
        }:
            return True
    if (
        before is not None
        and before.end == first.start
        and (before.text in {"-", "/", ":", "#", "."} or before.text[-1:].isalnum())
    ):
        return True
    if (
        first.entity in {"PERSON", "ORG", "PRODUCT", "LAW", "FAC", "WORK_OF_ART"}
        and first.text[:1].isdigit()
        and first.dep != "nummod"
    ):
        return True
    # An age: ", 54," after a name; "aged 12"; "54 years old".
    if prior in {
        "aged",
        "age",
        "no",
        "number",
        "article",
        "resolution",
        "chapter",
        "page",
        "flight",
        "route",
        "highway",
        "day",
        "room",
        "section",
        "phase",
    }:
        return True
    if (
        prior == ","
        and word in {",", "."}
        and before is not None
        and tokens[before.i - 1].pos == "PROPN"
        and first.text.isdigit()
        and len(first.text) <= 2
    ):
        return True
    return (
        word in {"year", "years"}
        and quantity.last + 1 < sentence.last
        and (tokens[quantity.last + 1].lower in {"old", "-"})
    )


def _is_someone(quantity: Quantity, counted: Counted, tokens: Sequence[Token]) -> bool:
    """ "one diplomat said" names a person and counts none."""
    one = tokens[quantity.first].lower == "one" and quantity.last - quantity.first == 1
    return one and counted.unit == "people" and counted.measure not in SINGULAR


def _is_conversion(earlier: Quantity, later: Quantity, tokens: Sequence[Token]) -> bool:
    """ "75 miles (120km)": the bracket says the same in another unit."""
    between = [t.text for t in tokens[earlier.last : later.first]]
    return later.first - earlier.last <= 3 and "(" in between


def _singular(
    tokens: Sequence[Token], sentence: Sentence, taken: set[int], measures: Measures
) -> list[tuple[Quantity, Counted]]:
    """ "a woman was killed" is 1; only for what happens to people one by one."""
    found = []
    for i in range(sentence.first, sentence.last):
        token = tokens[i]
        if token.lower not in {"a", "an"} or token.dep != "det" or i in taken or taken & set(range(i, token.head + 1)):
            continue
        noun = tokens[token.head]
        people = measures.units.get(noun.lemma) == "people"
        if noun.tag not in {"NN", "NNP"} or (people and noun.tag == "NNP"):
            continue
        counted = counted_by(i, i + 1, tokens, sentence, measures)
        if counted is None or not counted.by_clause:
            continue
        if counted.measure in SINGULAR if people else counted.measure == "destroyed":
            found.append((Quantity(i, i + 1, 1, 1, 1, None, "singular mention", "Exact"), counted))
    return found


def _with_parts(made: list[tuple[Figure, Quantity]], tokens: Sequence[Token], sentence: Sentence) -> list[Figure]:
    """Link "including 12 children" and "at least 4,000 of them" to the larger figure before."""
    figures: list[Figure] = []
    for n, (figure, quantity) in enumerate(made):
        part_of = None
        for earlier, other in reversed(made[:n]):
            between = [t.lower for t in tokens[other.last : quantity.first]]
            after = [t.lower for t in tokens[quantity.last : quantity.last + 3]]
            larger = (earlier.best or earlier.low or earlier.high or 0) > (figure.best or figure.low or 0)
            of_them = after[:2] in (["of", "them"], ["of", "whom"], ["of", "the"], ["of", "those"])
            if larger and earlier.unit == figure.unit and (PARTED & set(between) or of_them):
                whole = figures[made.index((earlier, other))]
                part_of = whole.part_of or whole.id
                measure = whole.measure if PARTED & set(between) else figure.measure
                if figure.measure == "other" or PARTED & set(between) or measure == "other":
                    figure = replace(figure, measure=whole.measure)
                break
        figures.append(replace(figure, part_of=part_of))
    return figures
