"""What a number without a noun takes from the figure before it: "… killed 12; the ministry says almost 800" goes on with the dead.

It does so only where its clause counts, links or says: in "soldiers killed 12 and hundreds blocked the road" the hundreds are other people.
"""

from collections.abc import Sequence

from rashomon.figures.numerals import Quantity
from rashomon.figures.parts import is_of_them
from rashomon.figures.phrases import MOST_STEPS, head_of, own_verb
from rashomon.languages.measures import Measures
from rashomon.records import Figure, Sentence, Token

ARGUMENTS = frozenset(
    {
        "subject",
        "passive_subject",
        "object",
        "prepositional_object",
        "attribute",
        "conjunct",
        "root",
        "apposition",
        "noun_adverb",
        "object_predicate",
    }
)


def goes_on(
    quantity: Quantity, carried: Figure, tokens: Sequence[Token], sentence: Sentence, measures: Measures
) -> bool:
    """Whether a number without a noun counts what the last figure, ``carried``, counted: as an argument, never as a label."""
    last = tokens[quantity.last - 1]
    if _is_there(quantity, tokens, sentence):
        return False
    if is_of_them(quantity, tokens, measures.numbers.parts):
        return True
    if last.text.isdigit() and len(last.text) > 3 and not quantity.approximator:
        return False  # a code or a year; a count of thousands has its separator or a word
    if last.relation not in ARGUMENTS or quantity.rule == "none":
        return False
    before = tokens[quantity.first - 1].lower if quantity.first > sentence.first else ""
    if before in measures.closed.carried.known and quantity.best == carried.best:
        return True  # "The three were found in a van"
    number = head_of(quantity.first, quantity.last, tokens)
    if (verb := own_verb(number, quantity.last, tokens, sentence)) is not None:
        return verb.lemma in measures.closed.carried.links
    return _is_told(number, carried, tokens, measures)


def _is_told(number: Token, carried: Figure, tokens: Sequence[Token], measures: Measures) -> bool:
    """Whether the verb that a number hangs on counts, links, says, or told the last figure itself ("12 died, three in Sulvo").

    A row of words without a verb does too.
    """
    below, above, steps = number, tokens[number.head], 0
    while above.pos not in {"VERB", "AUX"} and above.head != above.i and steps < MOST_STEPS:
        below, above, steps = above, tokens[above.head], steps + 1
    words, lemma = measures.closed.carried, above.lemma.lower()
    if above.pos not in {"VERB", "AUX"} or lemma in words.links:
        return True
    if below.relation == "subject":
        return False  # "dozens said": they speak
    same = carried.measure in {measures.undergo.get(lemma), measures.do.get(lemma)}
    return same or lemma in words.reaches | words.counts | words.says


def _is_there(quantity: Quantity, tokens: Sequence[Token], sentence: Sentence) -> bool:
    """ "I heard the planes, and there were two": they are what the sentence named, not what was counted before."""
    there = any(t.lower == "there" for t in tokens[max(sentence.first, quantity.first - 3) : quantity.first])
    return there and any(t.tag in {"NNS", "NNPS"} for t in tokens[sentence.first : quantity.first])
