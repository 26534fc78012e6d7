"""Labels, lists and tables → figures: "Deaths: 12", "People displaced: 14,500", "Deaths by district: Lodrin 12, Halvek 9".

A label is a noun phrase without a verb that says what a number beside it counts: before a colon or dash, at the head of a table's column
or row, at the head of a list. It has a measure only where each of its words is known; the words are those of ``measures.toml``.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.figures.amounts import Counted
from rashomon.figures.bounds import has_noun
from rashomon.figures.numerals import Quantity
from rashomon.figures.phrases import as_worded, is_people
from rashomon.figures.quantities import read_quantities
from rashomon.figures.uncounted import why_no_count
from rashomon.languages.measures import Measures
from rashomon.layout import find_grids
from rashomon.records import Parse, Sentence, Span, Token

SEPARATORS = frozenset({":", "-", "–", "—", "="})
BOUNDARIES = frozenset({";", ",", ".", "•", "*", "·", "▪", "|", "(", ")", "!", "?", '"', "“", "”"}) | SEPARATORS
BEHIND = frozenset({"PUNCT", "CCONJ", "ADP", "SYM"})  # what may follow a labelled number
MOST_WORDS = 9  # of a label
NAMING = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "DET"})
Labelled = tuple[Quantity, Counted]


@dataclass(frozen=True, slots=True)
class Labels:
    """What labels say of a report: the quantities with what they count, by their first token, and all tokens of grids."""

    found: dict[int, Labelled]
    taken: frozenset[int]

    def within(self, sentence: Sentence) -> list[Labelled]:
        """Those of one sentence."""
        return [self.found[i] for i in range(sentence.first, sentence.last) if i in self.found]

    def tells(self, quantity: Quantity) -> bool:
        """Whether one of them says what the words of a quantity count."""
        if not any(i in self.taken for i in range(quantity.first, quantity.last)):
            return False
        return any(told.first < quantity.last and quantity.first < told.last for told, _ in self.found.values())

    def holds(self, quantity: Quantity) -> bool:
        """Whether the words of a quantity are read as labels say, or are a cell that no label tells of."""
        return any(i in self.taken for i in range(quantity.first, quantity.last))


def read_labels(parse: Parse, measures: Measures) -> Labels:
    """Find the labelled numbers of a report."""
    found: dict[int, Labelled] = {}
    taken: set[int] = set()
    for first, last, labelled in _in_grids(parse, measures):
        taken.update(range(first, last))
        if labelled is not None:
            found[labelled[0].first] = labelled
    for at in range(len(parse.sentences)):
        for quantity, counted in _behind_separators(parse, at, measures):
            if taken.isdisjoint(range(quantity.first, quantity.last)):
                found[quantity.first] = (quantity, counted)
    for quantity, _ in list(found.values()):
        taken.update(range(quantity.first, quantity.last))
    return Labels(found, frozenset(taken))


def label_of(words: Sequence[Token], measures: Measures) -> Counted | None:
    """What a label counts; None where it is no label, or one of something else: "Age at death", "Case 12"."""
    core, rest = _parted(words, measures)
    measure, at = _measure(core, measures)
    if measure is None and core and rest:
        state = next((m for t in rest for w in _forms(t) if (m := measures.both.get(("be", w)))), None)
        measure, at = state, len(core) - 1 if state else -1  # "People in need"
    if measure is None or any(not _is_known(t, n, at, core, measures) for n, t in enumerate(core)):
        return None
    stated = core[at].lower in measures.words or core[at].lower.endswith("ed")
    things = [n for n, t in enumerate(core) if _is_thing(t, measures) and not (stated and n == at)]
    if things and _is_counted(core[things[-1]], measures):
        noun = core[things[-1]]
        first = things[-1]
        while first > 0 and core[first - 1].pos == "ADJ" and core[first - 1].lower not in measures.words:
            first -= 1
        households = any(measures.units.get(form) == "households" for form in _forms(noun))
        group = _uncapitalised(as_worded(core[first : things[-1] + 1]), core[first])
        return Counted(measure, "households" if households else "people", group)
    if (
        animal := next((t for t in core if any(measures.units.get(f) == "animals" for f in _forms(t))), None)
    ) is not None:
        return Counted("other", animal.lower, None)  # "Cows killed: 300"
    if measures.facts[measure].counts in {"things", "events"}:
        named = [t for n, t in enumerate(core) if t.pos in {"NOUN", "PROPN"} and not (stated and n == at)]
        return Counted(measure, named[-1].lower if named else measure, None)
    return Counted(measure, "people", None)


# ---- grids ------------------------------------------------------------------------------------------------------


def _in_grids(parse: Parse, measures: Measures) -> Iterator[tuple[int, int, Labelled | None]]:
    """The cells that hold numbers, as tokens, with what they count where the head of their column or their row tells."""
    starts = [t.start for t in parse.tokens]

    def tokens_of(span: Span) -> tuple[int, int]:
        return bisect_left(starts, span[0]), bisect_left(starts, span[1])

    for grid in find_grids(parse.text):
        heads = [parse.tokens[slice(*tokens_of(cell))] for cell in grid.head]
        columns = [label_of(head, measures) for head in heads]
        a_list = len(grid.head) == 1
        names = [parse.tokens[slice(*tokens_of(row[0]))] for row in grid.rows]
        rows = [label_of(name, measures) for name in names]
        if a_list and columns[0] is None and None in rows:
            continue  # prose with a colon and numbers
        totals = [any(t.lower in measures.labels.totals for t in name) for name in names]
        for j in range(1, len(grid.rows[0])):
            column = columns[0] if a_list else columns[j] if columns else None
            read = [_cell(*tokens_of(row[j]), parse.tokens, measures) for row in grid.rows]
            whole = next((q for q, total in zip(read, totals, strict=True) if total and q is not None), None)
            for n, (row, quantity) in enumerate(zip(grid.rows, read, strict=True)):
                label = rows[n] if rows[n] is not None and (column is None or a_list) else column
                if quantity is None:
                    continue  # a cell of words is read as any other
                first, last = tokens_of(row[j])
                if label is None:
                    yield first, last, None
                    continue
                if whole is not None and not totals[n]:
                    quantity = replace(quantity, whole=(whole.first, whole.last))
                yield first, last, (quantity, _of_row(label, names[n], measures) if label is column else label)


def _cell(first: int, last: int, tokens: Sequence[Token], measures: Measures) -> Quantity | None:
    """The one quantity that a cell says."""
    found = read_quantities(tokens, first, last, measures)
    if not found or found[0].first != first or found[0].best is None:
        return None
    return found[0] if found[0].last == last or tokens[found[0].last].text in BOUNDARIES else None


def _of_row(label: Counted, name: Sequence[Token], measures: Measures) -> Counted:
    """ "women 12, men 9": a row that names people says whom it counts."""
    people = any(_is_counted(t, measures) for t in name) and label.unit == "people"
    return replace(label, group=_uncapitalised(as_worded(name), name[0])) if people else label


# ---- before a colon or a dash -----------------------------------------------------------------------------------


def _behind_separators(parse: Parse, at: int, measures: Measures) -> Iterator[Labelled]:
    """ "Deaths: 12; injuries: 31", "Killed – 12", "People displaced: at least 14,500."; a parser may end a sentence at the colon."""
    tokens, label_sentence = parse.tokens, parse.sentences[at]
    following = parse.sentences[at + 1] if at + 1 < len(parse.sentences) else None
    for i in range(label_sentence.first + 1, label_sentence.last):
        sentence = label_sentence
        if tokens[i].text not in SEPARATORS:
            continue
        if i + 1 == sentence.last:
            if following is None or following.paragraph != sentence.paragraph:
                continue
            sentence = following
        if tokens[i].text != ":" and tokens[i].start == tokens[i - 1].end and tokens[i + 1].start == tokens[i].end:
            continue  # a hyphen
        first = i
        while first > label_sentence.first and not _is_boundary(tokens[first - 1]) and i - first < MOST_WORDS:
            first -= 1
        label = label_of(tokens[first:i], measures)
        quantities = read_quantities(tokens, i + 1, sentence.last, measures) if label is not None else []
        if label is None or not quantities or quantities[0].first != i + 1:
            continue
        quantity = quantities[0]
        if why_no_count(quantity, tokens, sentence, measures) is not None or quantity.share or quantity.aside:
            continue
        behind = tokens[quantity.last] if quantity.last < sentence.last else None
        if behind is None or behind.pos in BEHIND or _is_boundary(behind):
            yield quantity, label
            if behind is not None and behind.pos == "ADP":
                yield from _going_on(quantities, label, tokens)
        elif has_noun(quantity.last, tokens, sentence.last) and label.unit == "people" and is_people(behind, measures):
            ended = quantity.last + 1 == sentence.last or tokens[quantity.last + 1].pos in BEHIND
            if ended and behind.lower not in measures.words and measures.nouns.get(behind.lemma) is None:
                yield quantity, replace(label, group=behind.text)  # "Killed: 12 soldiers"


def _going_on(quantities: Sequence[Quantity], label: Counted, tokens: Sequence[Token]) -> Iterator[Labelled]:
    """ "Deaths: 12 in Lodrin, nine in Halvek and four in Senn": the label holds for all of them."""
    for quantity in quantities[1:]:
        listed = tokens[quantity.first - 1].text == "," or tokens[quantity.first - 1].pos == "CCONJ"
        if not listed or quantity.last >= len(tokens) or tokens[quantity.last].pos != "ADP" or quantity.share:
            return
        yield quantity, label


def _is_boundary(token: Token) -> bool:
    return token.text in BOUNDARIES or token.pos in {"NUM", "CCONJ"}


# ---- the words of a label ---------------------------------------------------------------------------------------


def _parted(words: Sequence[Token], measures: Measures) -> tuple[list[Token], list[Token]]:
    """The words that say what is counted, and those behind the first preposition: "People killed | in Lodrin"."""
    labels = measures.labels
    told: list[Token] = []
    depth = 0
    for token in words:
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
        if depth or token.text in {")", "]"} or token.text in BOUNDARIES or token.lower in labels.fillers:
            continue
        if token.lower in labels.by:
            break
        if told or token.pos != "ADP" or token.lower != "of":  # "No. of people" may be cut in two
            told.append(token)
    counted = bool(told) and (told[0].lemma.lower() in measures.counters or told[0].lower in labels.counters)
    if counted:
        rest = told[1:] if len(told) > 1 and told[1].lower != "of" else told[2:]
        compound = [t for t in rest if t.pos != "ADP"]
        told = rest if compound else told
    elif len(told) > 1 and told[-1].lemma.lower() in measures.counters and told[-1].lemma.lower() not in measures.of:
        told = told[:-1]  # "Injury count"
    cut = next((n for n, t in enumerate(told) if t.pos == "ADP"), len(told))
    return told[:cut], told[cut:]


def _measure(core: Sequence[Token], measures: Measures) -> tuple[str | None, int]:
    """The measure of a label and where its word stands: the last word of what happened, else the last noun."""
    for n in range(len(core) - 1, -1, -1):
        token = core[n]
        if (measure := measures.words.get(token.lower)) is not None:
            return _of_thing(measure, token.lemma, core, measures), n
        if (
            token.lower.endswith(measures.labels.participles)
            and (measure := _of_verb(token, core, measures)) is not None
        ):
            return measure, n
    for n in range(len(core) - 1, -1, -1):
        many = any(form != core[n].lower for form in _forms(core[n]))
        for form in _forms(core[n]):
            measure = measures.nouns.get(form)
            if measure is None and (many or form in measures.labels.alone):
                measure = measures.of.get(form)
            fact = measures.facts[measure or "other"]
            done = fact.counts == "things" and fact.flow == "flow"  # villages are not seized because they are there
            if measure is not None and (many or form in measures.labels.alone) and not done:
                return measure, n
    return None, -1


def _of_verb(token: Token, core: Sequence[Token], measures: Measures) -> str | None:
    lemma = token.lemma.lower()
    stem = token.lower[:-2]
    for form in (lemma, stem, f"{stem}e", stem[:-1]):
        if (measure := _of_thing(measures.undergo.get(form), form, core, measures)) is not None:
            return measure
        if form in measures.do:
            return measures.do[form]
    return None


def _of_thing(measure: str | None, verb: str, core: Sequence[Token], measures: Measures) -> str | None:
    """Where a label names a thing, what its verb says of things: "Villages captured", "Rockets fired"."""
    things = [t for t in core if t.pos in {"NOUN", "PROPN"} and _is_thing(t, measures) and not _is_counted(t, measures)]
    return measures.things.get(verb.lower(), measure) if things or measure is None else measure


def _is_known(token: Token, n: int, at: int, core: Sequence[Token], measures: Measures) -> bool:
    """Whether a word of a label may stand where it does: before the word with the measure what tells of which kind they are."""
    if n == at or _is_thing(token, measures):
        return True
    if n > at:
        return token.lower in measures.words
    stated = core[at].lower in measures.words or core[at].lower.endswith("ed")
    thing = measures.things.get(core[at].lemma.lower()) is not None or core[at].lemma.lower() in measures.undergo
    return token.pos in (NAMING if not stated or thing else {"ADJ", "ADV", "DET", "PROPN"})


def _is_thing(token: Token, measures: Measures) -> bool:
    """Whether a word names people or things that are counted."""
    return is_people(token, measures) or any(f in measures.units or f in measures.nouns for f in _forms(token))


def _is_counted(noun: Token, measures: Measures) -> bool:
    """Whether a noun means people or households for themselves, not by what befell them ("deaths", "casualties")."""
    forms = _forms(noun)
    if any(_happens(form, measures) or form in measures.counters or form in measures.of for form in forms):
        return False
    return is_people(noun, measures) or any(measures.units.get(form) in {"people", "households"} for form in forms)


def _happens(noun: str, measures: Measures) -> bool:
    return noun in measures.nouns and measures.facts[measures.nouns[noun]].names_happening


def _forms(token: Token) -> tuple[str, ...]:
    """A word and its singular, whatever the parser made of a label's capitals."""
    word, lemma = token.lower, token.lemma.lower()
    found = [lemma, word]
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    if word.endswith("s"):
        found.append(word[:-1])
    if word.endswith("es"):
        found.append(word[:-2])
    return tuple(dict.fromkeys(found))


def _uncapitalised(words: str, first: Token) -> str:
    return words if first.text.isupper() else words[:1].lower() + words[1:]
