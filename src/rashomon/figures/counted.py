"""What a quantity counts: measure, unit and group, from the words that it hangs on."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.figures.phrases import (
    COLLECTIVES,
    counted_noun,
    elided_counter,
    group_words,
    head_of,
    is_people,
    phrase_words,
    unit_of,
    unit_words,
)
from rashomon.lexicon.measures import Measures
from rashomon.records import Sentence, StockFlow, Token

MOST_STEPS = 8
OF_PEOPLE = frozenset(
    {"killed", "injured", "casualties", "missing", "displaced", "returned", "detained", "captured", "released", "escaped", "evacuated",
     "affected", "present", "arrested", "abducted", "refugees"}
)  # fmt: skip
HARM = frozenset({"killed", "injured", "casualties", "missing"})
NAMED_FIRST = frozenset(
    {"killed", "injured", "casualties", "attacks", "refugees"}
)  # the counted noun decides: "12 deaths were reported"
OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "oprd", "dative"})
SUBJECTS = frozenset({"nsubj", "csubj"})
ON_VERB = frozenset(
    {
        "dobj",
        "obj",
        "prt",
        "acomp",
        "oprd",
        "advmod",
        "nsubj",
        "nsubjpass",
        "attr",
        "xcomp",
        "ccomp",
        "advcl",
        "conj",
        "npadvmod",
        "dep",
    }
)
LINKING = frozenset({"prep", "agent", "prt"})
BETWEEN = frozenset(
    {"are", "is", "was", "were", "be", "been", "being", "have", "has", "had", "left", "found", "feared", "believed", "reported",
     "confirmed", "presumed", "pronounced", "declared", "thought", "known", "to", "also", "listed", "as", "still", "now", "reportedly",
     "who", "that", "others", "got", "may", "might", "could", "would", "will"}
)  # fmt: skip
SEATED = frozenset({"in", "at", "inside", "within", "on"})


@dataclass(frozen=True, slots=True)
class Counted:
    """Measure, unit and group. ``elided``: the words say no noun of their own; ``by_clause``: the verb gave the measure."""

    measure: str
    unit: str
    group: str | None
    stock_flow: StockFlow | None = None
    agent: str | None = None
    elided: bool = False
    by_clause: bool = False


def counted_by(
    first: int,
    last: int,
    tokens: Sequence[Token],
    sentence: Sentence,
    measures: Measures,
    *,
    text: str,
    hint: str | None = None,
    share: bool = False,
    escape: bool = False,
) -> Counted | None:
    """Read what tokens ``first`` to ``last`` count; None where they count nothing.

    ``share``: they are a share ("a third of residents"); ``escape``: the report tells of an escape, so that those who fled escaped.
    """
    if amount := _amount(first, last, tokens, sentence, measures, hint):
        return amount
    head = head_of(first, last, tokens)
    noun = counted_noun(head, first, last, tokens, sentence)
    if noun is not None and share:
        return Counted("percentage", "percent", group_words(noun, first, last, tokens))
    if share:
        return Counted("percentage", "percent", None)
    if noun is not None and noun.lemma == "time" and last <= noun.i:
        return _times(noun, tokens, measures)
    counter = elided_counter(head, tokens, measures) if noun is None else None
    found = _measure(noun or counter or head, noun, first, last, tokens, sentence, measures, escape=escape)
    if noun is None:
        return _elided(counter, found, tokens, measures)
    measure, agent, by_clause, stock = found
    group = group_words(noun, first, last, tokens)
    known = unit_of(noun, measures)
    if is_people(noun, measures) or (
        known is None and measure in HARM and by_clause and noun.lemma not in measures.nouns
    ):
        return Counted(measure or "other", "people", group, stock, agent, by_clause=by_clause)
    if known == "households":
        return Counted(measure or "other", "households", group, stock, agent, by_clause=by_clause)
    if measure in OF_PEOPLE:
        measure = None
    unit = unit_words(noun, last, tokens, text)
    return Counted(measure or "other", unit, group, stock, agent, by_clause=by_clause)


def _elided(counter: Token | None, found: "_Found", tokens: Sequence[Token], measures: Measures) -> Counted:
    measure, agent, by_clause, stock = found
    if measure is None and counter is not None:
        measure = measures.nouns.get(counter.lemma) or measures.of.get(counter.lemma)
    if measure is None:
        return Counted("other", "people", None, elided=True)
    return Counted(measure, "people", None, stock, agent, elided=counter is None, by_clause=by_clause)


# ---- amounts ----------------------------------------------------------------------------------------------------


def _amount(
    first: int, last: int, tokens: Sequence[Token], sentence: Sentence, measures: Measures, hint: str | None
) -> Counted | None:
    """Money, percentages, distances, areas and durations are told by the unit written beside the number."""
    if hint is not None and hint in measures.written_units:
        return _unit(hint, last, tokens, measures)
    before = tokens[first - 1].text if first > sentence.first else ""
    signs = [t.text for t in tokens[first:last]]
    sign = next((s for s in (before, *signs) if s in measures.currencies or (s.endswith("$") and len(s) <= 4)), None)
    if sign is not None:
        return Counted("money", measures.currencies.get(sign, sign) + _rate(last, tokens), None)
    after = [t.lower for t in tokens[last : min(sentence.last, last + 3)]]
    while after[:1] in (["-"], ["more"], ["full"], ["straight"], ["consecutive"], ["whole"]) and len(after) > 1:
        after, last = after[1:], last + 1
    if not after:
        return None
    if after[0] == "per" and after[1:2] == ["cent"]:
        return Counted("percentage", "percent", None)
    if after[0] in {"square", "sq", "sq."} and after[1:2] and after[1] in measures.written_units:
        return Counted("area", f"square {measures.written_units[after[1]][1]}", None)
    if after[0] in measures.written_units and after[:2] not in (["tens", "of"], ["m", "'"]):
        return _unit(after[0], last + 1, tokens, measures)
    for step, word in enumerate(after[:2], 1):
        if word in measures.currencies and (
            step == 1 or tokens[last].pos == "ADJ" or tokens[last].entity in {"NORP", "GPE", "MONEY"}
        ):
            return Counted("money", measures.currencies[word] + _rate(last + step, tokens), None)
    return None


def _unit(word: str, end: int, tokens: Sequence[Token], measures: Measures) -> Counted:
    measure, unit = measures.written_units[word]
    return Counted(measure, unit + (_rate(end, tokens) if measure == "other" else ""), None)


def _rate(end: int, tokens: Sequence[Token]) -> str:
    """ " a month" where the amount is said for each: "4,000 marks a month", "$5 per barrel"."""
    if end + 1 < len(tokens) and tokens[end].lower in {"a", "an", "per", "each"} and tokens[end + 1].lower in {
        "day", "week", "month", "year", "hour", "barrel", "tonne", "ton", "head", "person", "household", "family", "night", "share",
    }:  # fmt: skip
        return f" a {tokens[end + 1].lower}"
    return ""


def _times(noun: Token, tokens: Sequence[Token], measures: Measures) -> Counted | None:
    """ "was attacked 12 times" counts attacks, "shot 12 times" counts shots; "three times as many" counts nothing."""
    verb = tokens[noun.head]
    if verb.lemma in measures.things and measures.things[verb.lemma] == "attacks":
        return Counted("attacks", "attacks", None, by_clause=True)
    return None


# ---- the measure ------------------------------------------------------------------------------------------------

_Found = tuple[str | None, str | None, bool, StockFlow | None]
_NOTHING: _Found = (None, None, False, None)


def _measure(
    anchor: Token,
    noun: Token | None,
    first: int,
    last: int,
    tokens: Sequence[Token],
    sentence: Sentence,
    measures: Measures,
    *,
    escape: bool,
) -> _Found:
    """Measure, agent, whether a verb gave it, and stock or flow: the noun's own words first, then its clause, then the noun itself."""
    counter = (
        noun
        if noun is not None and noun.lemma in measures.counters
        else anchor
        if noun is None and anchor.lemma in measures.counters
        else None
    )
    named = None
    if noun is not None or anchor.lemma in measures.nouns:
        named = measures.words.get(anchor.lower) or measures.nouns.get(anchor.lemma.lower())
    if noun is not None and noun.lemma in COLLECTIVES:
        named = next(
            (m for c in noun.children for b in tokens[c].children if (m := measures.nouns.get(tokens[b].lemma))), named
        )
    if named in NAMED_FIRST and named != "refugees":
        return named, None, False, None
    for child in anchor.children:
        token = tokens[child]
        if token.dep in {"acl", "relcl"}:
            if token.lemma in {"be", "live", "stay", "remain"} and named == "refugees" and _is_seated(token, tokens):
                return named, None, False, "stock"
            if found := _of_clause(token, "acl", anchor, noun, tokens, measures, sentence, escape=escape):
                return found
        elif counter is not None and token.dep == "prep":
            for inner in token.children:
                if measure := _of_counted(tokens[inner], tokens, measures, sentence, escape=escape):
                    return measure, None, False, None
        elif counter is not None and token.dep == "compound" and (measure := measures.of.get(token.lemma)):
            return measure, None, False, None
    if found := _predicate(noun, last, tokens, sentence, measures):
        return found
    found = _above(anchor, noun, tokens, sentence, measures, escape=escape)
    if found[0] is not None:
        return found
    for child in anchor.children:
        token = tokens[child]
        if token.dep in {"amod", "acl", "appos"} and child >= last and (measure := measures.words.get(token.lower)):
            return measure, None, False, "stock" if measure in {"displaced", "detained"} else None
    if (measure := _before(first, tokens, sentence, measures)) is not None:
        return measure, None, True, None
    return named, None, False, None


def _predicate(
    noun: Token | None, last: int, tokens: Sequence[Token], sentence: Sentence, measures: Measures
) -> _Found | None:
    """What directly follows the counted words: "3 injured", "two people were shot dead", "one fatally", in headlines too."""
    i = noun.i + 1 if noun is not None else last
    limit = min(sentence.last, i + 6)
    while i < limit:
        token = tokens[i]
        if token.lower in measures.adverbs and (
            i + 1 >= sentence.last
            or tokens[i + 1].lower not in {"injured", "wounded", "hurt", "ill", "burned", "shot", "beaten", "stabbed"}
            or measures.adverbs[token.lower] == "killed"
        ):
            return measures.adverbs[token.lower], None, True, None
        word = measures.words.get(token.lower)
        if token.tag == "VBN" or (token.tag == "VBD" and not _has_object(token, tokens)):
            measure = _combined(token, tokens, measures) or word or measures.undergo.get(token.lemma)
            if measure is not None:
                return measure, _agent(token, tokens), True, None
        if word is not None and (token.pos in {"ADJ", "VERB"} or token.tag in {"JJ", "NN"}):
            following = tokens[i + 1] if i + 1 < sentence.last else None
            if following is None or following.pos not in {"NOUN", "PROPN"} or following.dep not in {"pobj", "dobj"}:
                return word, None, True, None
        if token.lower not in BETWEEN and token.tag != "RB":
            return None
        i += 1
    return None


def _before(first: int, tokens: Sequence[Token], sentence: Sentence, measures: Measures) -> str | None:
    """The verb directly before the quantity, where the parser hung it elsewhere: "killed 15"."""
    if first - 1 < sentence.first:
        return None
    token = tokens[first - 1]
    if token.tag in {"VBD", "VBG", "VBZ", "VB", "VBP"}:
        return measures.undergo.get(token.lemma)
    return None


def _above(
    anchor: Token, noun: Token | None, tokens: Sequence[Token], sentence: Sentence, measures: Measures, *, escape: bool
) -> _Found:
    """The verb, or the noun of an act ("the murder of hundreds"), that the counted words are an argument of."""
    below, steps = anchor, 0
    while steps < MOST_STEPS and below.head != below.i:
        above, steps = tokens[below.head], steps + 1
        if above.pos in {"VERB", "AUX"}:
            found = _of_clause(above, below.dep, below, noun, tokens, measures, sentence, escape=escape)
            return found or _NOTHING
        if (
            below.dep == "pobj"
            and above.lower == "of"
            and (measure := _act(tokens[above.head], noun, measures)) is not None
        ):
            return measure, None, True, "stock" if measure == "present" else None
        if (
            above.dep in {"prep", "agent"}
            and below.dep == "pobj"
            and tokens[above.head].pos in {"NOUN", "PROPN"}
            and above.lower not in {"of", "including", "among"}
        ):
            return _NOTHING  # "an attack on two towns": what the phrase is set in is not what is counted
        below = above
    return _NOTHING


def _act(act: Token, noun: Token | None, measures: Measures) -> str | None:
    measure = measures.of.get(act.lemma)
    if measure in OF_PEOPLE and noun is not None and not is_people(noun, measures):
        return None
    return measure


def _of_counted(
    noun: Token, tokens: Sequence[Token], measures: Measures, sentence: Sentence, *, escape: bool
) -> str | None:
    """The measure of "the number of people killed", "of dead", "of those who fled"."""
    if found := measures.words.get(noun.lower) or measures.nouns.get(noun.lemma) or measures.of.get(noun.lemma):
        return found
    for child in noun.children:
        token = tokens[child]
        if token.dep in {"acl", "relcl"} and (
            clause := _of_clause(token, "acl", noun, noun, tokens, measures, sentence, escape=escape)
        ):
            return clause[0]
        if token.dep == "amod" and (found := measures.words.get(token.lower)):
            return found
    return None


def _of_clause(
    verb: Token,
    dep: str,
    below: Token,
    noun: Token | None,
    tokens: Sequence[Token],
    measures: Measures,
    sentence: Sentence,
    *,
    escape: bool,
) -> _Found | None:
    """What a verb says of an argument of it, ``below``, that hangs on it as ``dep`` (``acl``: the verb hangs on the noun)."""
    undergone, done = _roles(verb, dep, tokens)
    if not undergone and not done and dep not in {"attr", "pobj", "prep", "conj", "appos", "npadvmod"}:
        return None
    persons = noun is None or is_people(noun, measures)
    known = persons or (noun is not None and (unit_of(noun, measures) is not None or noun.lemma in measures.nouns))
    if not persons and noun is not None and undergone and (measure := _thing(verb, noun, measures)) is not None:
        return measure, _agent(verb, tokens), True, None
    military = noun is not None and noun.lemma.lower() in measures.military
    if persons or not known:
        if (undergone or done) and (measure := _combined(verb, tokens, measures, apart=below.i)):
            return measure, None, True, None
        if undergone and verb.lemma in measures.holding:
            return _held(verb, noun, tokens, measures), None, True, "stock"
    if (
        undergone
        and (measure := measures.undergo.get(verb.lemma)) is not None
        and (military if measure == "deployed" else persons or not known)
    ):
        return measure, _agent(verb, tokens), True, None
    if done and (measure := measures.do.get(verb.lemma)) is not None:
        if military and verb.lemma in {"arrive", "pour", "stream"}:
            measure = "deployed"
        if measure == "displaced" and verb.lemma == "flee" and escape:
            measure = "escaped"
        if persons or not known or measure in {"deployed", "destroyed", "seized", "fired"}:
            return measure, None, True, None
    return None


def _thing(verb: Token, noun: Token, measures: Measures) -> str | None:
    measure = measures.things.get(verb.lemma)
    if measure == "attacks" and noun.lemma in measures.nouns and measures.nouns[noun.lemma] == "attacks":
        return None
    if measure == "fired" and measures.nouns.get(noun.lemma) != "fired":
        return None
    return measure


def _roles(verb: Token, dep: str, tokens: Sequence[Token]) -> tuple[bool, bool]:
    """Whether the argument undergoes what the verb says, and whether it does it."""
    if dep in OBJECTS:
        return True, False
    passive = any(tokens[c].dep in {"auxpass", "nsubjpass"} for c in verb.children)
    if dep == "acl":
        if verb.tag == "VBN" and not any(tokens[c].dep in SUBJECTS or tokens[c].dep == "aux" for c in verb.children):
            return True, False
        subject = next((tokens[c] for c in verb.children if tokens[c].dep in SUBJECTS), None)
        if passive:
            return True, False
        if subject is None or subject.tag in {"WP", "WDT"}:
            return not _has_object(verb, tokens) and verb.tag in {"VBN", "VBD"}, True
        return True, False  # "the suspects they hold"
    if dep in SUBJECTS:
        return passive or (verb.tag in {"VBN", "VBD"} and not _has_object(verb, tokens)), True
    if dep == "attr":
        return False, True
    return False, False


def _has_object(verb: Token, tokens: Sequence[Token]) -> bool:
    return any(tokens[c].dep in {"dobj", "obj"} for c in verb.children)


def _combined(verb: Token, tokens: Sequence[Token], measures: Measures, apart: int = -1) -> str | None:
    """A verb with a word on it: "lost their lives", "shot dead", "taken to a hospital"."""
    for child in verb.children:
        token = tokens[child]
        if child == apart and token.lemma not in {"life", "prisoner", "hostage"}:
            continue
        if token.dep in ON_VERB and (
            measure := measures.both.get((verb.lemma, token.lemma)) or measures.both.get((verb.lemma, token.lower))
        ):
            return measure
        if token.dep in LINKING:
            if measure := measures.both.get((verb.lemma, token.lower)):
                return measure
            for below in token.children:
                if measure := measures.both.get((verb.lemma, tokens[below].lemma.lower())):
                    return measure
    return None


def _held(verb: Token, noun: Token | None, tokens: Sequence[Token], measures: Measures) -> str:
    """detained or present: what "hold" says of people depends on who is held, and by whom or where."""
    if noun is not None and noun.lemma in {"hostage", "captive"}:
        return "abducted"
    if noun is not None and noun.lemma in measures.captives:
        return "detained"
    holder = next((tokens[c] for c in verb.children if tokens[c].dep in SUBJECTS), None)
    if holder is not None and (
        holder.lemma in measures.holding_places or holder.entity in {"GPE", "LOC", "FAC", "PERSON"}
    ):
        return "present"
    return "detained"


def _is_seated(verb: Token, tokens: Sequence[Token]) -> bool:
    return any(tokens[c].dep == "prep" and tokens[c].lower in SEATED for c in verb.children)


def _agent(verb: Token, tokens: Sequence[Token]) -> str | None:
    """Who or what does it: "killed by shelling", "an air strike killed"."""
    for child in verb.children:
        if tokens[child].dep == "agent":
            below = next((tokens[c] for c in tokens[child].children if tokens[c].dep == "pobj"), None)
            return phrase_words(below, tokens) if below is not None else None
    if _has_object(verb, tokens):
        subject = next((tokens[c] for c in verb.children if tokens[c].dep == "nsubj"), None)
        if subject is not None and subject.pos in {"NOUN", "PROPN"}:
            return phrase_words(subject, tokens)
    return None
