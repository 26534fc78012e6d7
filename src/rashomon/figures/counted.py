"""What a quantity counts: measure, unit and group, from the words that it hangs on."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.lexicon.measures import Measures
from rashomon.records import Sentence, StockFlow, Token

MOST_STEPS = 8
ELIDED = frozenset({"number", "figure", "toll", "total", "count"})
NO_GROUP = frozenset({"relcl", "acl", "punct", "cc", "conj", "appos", "advcl", "nummod", "quantmod", "det"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "prep", "npadvmod", "conj", "obj", "agent"})
HARM = frozenset({"killed", "injured", "casualties", "missing", "displaced", "detained"})
PATIENTS = frozenset(
    {"kill", "injure", "wound", "detain", "capture", "release", "arrest", "abduct", "displace", "hold", "free"}
)


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
    first: int, last: int, tokens: Sequence[Token], sentence: Sentence, measures: Measures, hint: str | None = None
) -> Counted | None:
    """Read what tokens ``first`` to ``last`` count; None where they count nothing."""
    if amount := _amount(first, last, tokens, sentence, measures, hint):
        return amount
    head = _head(first, last, tokens)
    noun = _noun(head, first, last, tokens, sentence)
    unit = measures.units.get(noun.lemma.lower()) if noun is not None else None
    if unit is None and noun is not None:
        unit = measures.units.get(noun.lower)
    measure, agent, by_clause = _measure(noun, head, tokens, sentence, measures)
    elided = noun is None
    if noun is not None and noun.lemma in ELIDED:
        unit = "people"
    if elided and measure is None:
        return Counted("other", "people", None, elided=True)
    group = _group(noun, first, last, tokens) if noun is not None and noun.lemma not in ELIDED else None
    unit = unit or (
        "people" if measure in {"killed", "injured", "displaced", "escaped", "detained"} and elided else None
    )
    if noun is not None and unit not in {"people", "households"}:
        unit = noun.lower  # as worded: what counts strikes is not told by what counts raids
    unit = unit or "people"
    return Counted(measure or "other", unit, group, agent=agent, elided=elided, by_clause=by_clause)


def _amount(
    first: int, last: int, tokens: Sequence[Token], sentence: Sentence, measures: Measures, hint: str | None
) -> Counted | None:
    """Money, percentages, distances, areas and durations are told by the unit written beside the number."""
    if hint is not None and hint in measures.written_units:
        measure, unit = measures.written_units[hint]
        return Counted(measure, unit, None)
    before = tokens[first - 1].text if first > sentence.first else ""
    for position in range(first, last):
        if tokens[position].text in measures.currencies:
            return Counted("money", measures.currencies[tokens[position].text], None)
    if before in measures.currencies or before.endswith("$"):
        return Counted("money", measures.currencies.get(before, "USD"), None)
    after = [t.lower for t in tokens[last : min(sentence.last, last + 3)]]
    if after[:1] == ["-"] and len(after) > 1:
        after = after[1:]
    if not after:
        return None
    if after[0] == "per" and after[1:2] == ["cent"]:
        return Counted("percentage", "percent", None)
    if after[0] in measures.written_units:
        measure, unit = measures.written_units[after[0]]
        return Counted(measure, unit, None)
    for word in after[:2]:
        if word in measures.currencies:
            return Counted("money", measures.currencies[word], None)
    return None


def _head(first: int, last: int, tokens: Sequence[Token]) -> Token:
    """The token of the quantity that hangs on something outside it."""
    for i in range(last - 1, first - 1, -1):
        if not first <= tokens[i].head < last:
            return tokens[i]
    return tokens[last - 1]


def _noun(head: Token, first: int, last: int, tokens: Sequence[Token], sentence: Sentence) -> Token | None:
    """The noun that is counted: the head of "800 relatives", the object of "hundreds of foreigners"."""
    governor = tokens[head.head]
    if (
        head.dep in {"nummod", "quantmod", "det", "amod", "compound"}
        and governor.pos in {"NOUN", "PROPN", "ADJ"}
        and governor.i >= first
    ):
        return governor
    for child in head.children:
        if tokens[child].lower == "of" and tokens[child].i >= last:
            for below in tokens[child].children:
                if tokens[below].dep == "pobj" and tokens[below].pos in {"NOUN", "PROPN"}:
                    return _last_noun(tokens[below], tokens, sentence)
    if last < sentence.last and tokens[last].pos in {"NOUN", "ADJ"} and tokens[last].tag != "RB":
        following = tokens[last]
        steps = 0
        while following.head > following.i and tokens[following.head].pos == "NOUN" and steps < MOST_STEPS:
            following, steps = tokens[following.head], steps + 1
        return (
            following
            if following.pos == "NOUN" or following.lower in {"dead", "wounded", "injured", "missing"}
            else None
        )
    # "put the number who fled at 100", "the toll rose to 15"
    verb, steps = governor, 0
    while verb.pos not in {"VERB", "AUX"} and verb.head != verb.i and steps < MOST_STEPS:
        verb, steps = tokens[verb.head], steps + 1
    if verb.dep == "relcl" and tokens[verb.head].lemma in ELIDED:
        return tokens[verb.head]  # "the number who fled at 100": the parser hangs "at" on the nearer verb
    for child in verb.children:
        if tokens[child].lemma in ELIDED and tokens[child].pos == "NOUN":
            return tokens[child]
    return None


def _last_noun(noun: Token, tokens: Sequence[Token], sentence: Sentence) -> Token:
    """The end of a run of nouns: a parser may hang "of" on the first of "IS relatives"."""
    while noun.pos == "PROPN" and noun.i + 1 < sentence.last and tokens[noun.i + 1].pos == "NOUN":
        noun = tokens[noun.i + 1]
    return noun


def _measure(
    noun: Token | None, head: Token, tokens: Sequence[Token], sentence: Sentence, measures: Measures
) -> tuple[str | None, str | None, bool]:
    """Measure, agent, and whether a verb gave it: the noun's own clause first, then the verb above, then the noun."""
    anchor = noun if noun is not None else head
    # 1. The noun names the measure: "44 deaths", "a toll of 31".
    named = None
    if noun is not None:
        named = measures.adjectives.get(noun.lower) or measures.nouns.get(noun.lemma.lower())
    if named in {"killed", "injured", "casualties"}:
        return named, None, False
    # 2. A participle or relative clause on the noun: "nine civilians killed on a road", "people who fled".
    for child in anchor.children:
        token = tokens[child]
        if token.dep in {"acl", "relcl"} and (found := _by_verb(token, tokens, measures, sentence)):
            return found, _agent(token, tokens), True
        if token.dep == "amod" and (found := measures.adjectives.get(token.lower)):
            return found, None, False
        if (
            token.dep == "compound"
            and noun is not None
            and noun.lemma in ELIDED
            and (found := measures.nouns.get(token.lemma))
        ):
            return found, None, False
        if token.dep == "prep" and noun is not None and noun.lemma in ELIDED:
            for inner in token.children:
                if found := _of_people(tokens[inner], tokens, measures, sentence):
                    return found, None, False
    if named in {"killed", "injured", "casualties", "attacks"}:
        return named, None, False
    # 3. The verb above, as its subject or object.
    verb, steps = anchor, 0
    below = anchor
    while steps < MOST_STEPS and verb.head != verb.i:
        below, verb, steps = verb, tokens[verb.head], steps + 1
        if (
            verb.dep in {"pobj"}
            and verb.pos == "NOUN"
            and verb is not anchor
            and (found := measures.nouns.get(verb.lemma))
        ):
            return found, None, False
        if verb.pos in {"VERB", "AUX"}:
            found = _by_verb(verb, tokens, measures, sentence)
            if found and below.dep in ARGUMENTS and _fits(found, verb, below, tokens, noun, measures):
                return found, _agent(verb, tokens), True
            for child in verb.children:
                if tokens[child].dep in {"acomp", "oprd"} and (found := measures.adjectives.get(tokens[child].lower)):
                    return found, None, True
            break
    return named, None, False


def _of_people(noun: Token, tokens: Sequence[Token], measures: Measures, sentence: Sentence) -> str | None:
    """The measure of "the number of people killed", "of dead", "of those who fled"."""
    found = measures.adjectives.get(noun.lower) or measures.nouns.get(noun.lemma)
    if found in HARM:
        return found
    for child in noun.children:
        token = tokens[child]
        if token.dep in {"acl", "relcl"} and (found := _by_verb(token, tokens, measures, sentence)):
            return found
        if token.dep == "amod" and (found := measures.adjectives.get(token.lower)):
            return found
    return None


def _fits(
    measure: str, verb: Token, below: Token, tokens: Sequence[Token], noun: Token | None, measures: Measures
) -> bool:
    """A verb of harm counts what it is done to: the object, the passive subject, never the active subject.

    "An air strike killed five": five; "three gunmen killed five": not three.
    """
    if below.dep == "nsubj" and verb.lemma in PATIENTS and verb.tag != "VBN":
        return not any(tokens[c].dep in {"dobj", "obj"} for c in verb.children)
    if below.dep in {"prep", "agent", "npadvmod"}:
        return verb.lemma in {"rise", "put"}
    unit = measures.units.get(noun.lemma.lower()) if noun is not None else "people"
    if measure == "seized":
        return unit in {"villages", "prisons", "buildings", "vehicles", "attacks", "munitions"}
    if measure in {"displaced", "returned", "present", "detained", "escaped", "released", "affected"}:
        return unit in {"people", "households"}
    if measure == "destroyed":
        return unit not in {"people"}
    return True


def _by_verb(verb: Token, tokens: Sequence[Token], measures: Measures, sentence: Sentence) -> str | None:
    for child in verb.children:
        found = measures.verbs.get((verb.lemma, tokens[child].lemma))
        if found and tokens[child].dep in {"dobj", "obj", "prt", "acomp", "oprd", "advmod"}:
            return found
    if verb.lemma == "flee" and any(t.lemma == "escape" for t in tokens[sentence.first : sentence.last]):
        return "escaped"  # a sentence that tells of an escape tells it of those who fled
    return measures.verbs.get(verb.lemma)


def _agent(verb: Token, tokens: Sequence[Token]) -> str | None:
    for child in verb.children:
        if tokens[child].dep == "agent":
            below = next((tokens[c] for c in tokens[child].children if tokens[c].dep == "pobj"), None)
            return below.text if below is not None else None
    return None


def _group(noun: Token, first: int, last: int, tokens: Sequence[Token]) -> str | None:
    """The noun phrase as worded, without the quantity."""
    members, stack = [noun.i], [noun.i]
    while stack and len(members) < 25:
        for child in tokens[stack.pop()].children:
            token = tokens[child]
            if first <= child < last or token.dep in NO_GROUP or child < first:
                continue
            members.append(child)
            stack.append(child)
    kept = [i for i in sorted(members) if i >= last or i < first]
    if not kept:
        return None
    cut = next((i for i in kept if tokens[i].lower in {"including", ",", "(", "among"}), kept[-1] + 1)
    kept = [i for i in kept if i < cut] or kept[:1]
    begin, end = kept[0], kept[-1]
    if end - begin > 14:
        end = max(i for i in kept if i - begin <= 14)
    return " ".join(t.text for t in tokens[begin : end + 1] if not first <= t.i < last)
