"""The roles around a verb: who does it, to what or whom, active or passive, in relative clauses and clefts."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.languages.grammar import Grammar
from rashomon.records import Token

SUBJECTS = frozenset({"subject", "passive_subject", "clausal_subject"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVE = frozenset({"WDT", "WP"})
BESIDE = frozenset({"particle", "predicative", "object_predicate", "attribute", "passive_subject", "dative"})
MOST_STEPS = 6  # a chain of conjuncts and controllers longer than this is a misparse


@dataclass(frozen=True, slots=True)
class Clause:
    """The roles around a verb.

    ``subject`` and ``object`` are those of the grammar, ``agent`` who does it in a passive clause; ``companions`` are what may change the verb's
    meaning: object, particle, complement, "in control". ``negated`` and ``cleft``: that the words deny the clause itself, or only that it
    was ``doer`` who did it ("it was not the army that shelled it"); ``excluded``: who it was not, where another is named ("not the army but the
    militia").
    """

    verb: Token
    subject: Token | None
    object: Token | None
    agent: Token | None
    passive: bool
    negated: bool
    companions: tuple[str, ...]
    cleft: bool = False
    excluded: Token | None = None

    @property
    def doer(self) -> Token | None:
        """Who does it."""
        return self.agent if self.passive else self.subject

    @property
    def undergoer(self) -> Token | None:
        """Whom or what it happens to."""
        return self.subject if self.passive else self.object


def is_passive(verb: Token, tokens: Sequence[Token], steps: int = 0) -> bool:
    """Whether the verb's subject undergoes it; a bare conjunct is as its head is."""
    if any(tokens[c].relation in {"passive_subject", "passive_auxiliary", "agent"} for c in verb.children):
        return True
    if verb.tag != "VBN":
        return False
    if any(tokens[c].relation == "auxiliary" for c in verb.children):
        return False
    if any(tokens[c].relation == "object" for c in verb.children):
        return False  # "no aircraft bombed the town" parsed as a participle
    if verb.relation in {"noun_clause", "relative_clause", "adverbial_clause"}:
        return not any(tokens[c].relation in SUBJECTS for c in verb.children)
    head = tokens[verb.head]
    return (
        verb.relation == "conjunct" and steps < MOST_STEPS and head.i != verb.i and is_passive(head, tokens, steps + 1)
    )


def _own_subject(verb: Token, tokens: Sequence[Token]) -> Token | None:
    """The first subject that hangs on the verb; behind a label ("Army: rebels killed 26") the one that the colon parts from it."""
    found = [tokens[c] for c in verb.children if tokens[c].relation in SUBJECTS]
    if len(found) > 1 and any(t.text.endswith(":") for t in tokens[found[0].i : found[1].i]):
        return found[1]
    return found[0] if found else None


def subject_of(verb: Token, tokens: Sequence[Token], grammar: Grammar, steps: int = 0) -> Token | None:
    """The verb's own subject, or the one that it shares, is controlled by, or stands beside as a relative or participle."""
    own = _own_subject(verb, tokens)
    if own is not None:
        return _antecedent(own, verb, tokens) if own.tag in RELATIVE else own
    head = tokens[verb.head]
    if steps > MOST_STEPS or head.i == verb.i:
        return None
    if verb.relation in {"noun_clause", "relative_clause"} and head.pos in NOMINAL and verb.tag != "VB":
        return head
    if verb.relation == "preposition_clause":
        governor = tokens[head.head]
        for _ in range(MOST_STEPS):
            if governor.pos in VERBAL or governor.head == governor.i:
                break
            governor = tokens[governor.head]
        if governor.pos not in VERBAL:
            return None
        below = object_of(governor, tokens) if head.lower in grammar.words.controlling_prepositions else None
        return below or subject_of(governor, tokens, grammar, steps + 1)
    if head.pos not in VERBAL:
        above = tokens[head.head]
        if verb.relation == "open_clause" and head.pos == "ADJ" and above.pos in VERBAL:
            return subject_of(above, tokens, grammar, steps + 1)  # "the rebels were able to capture it"
        return None
    if verb.relation == "open_clause":
        below = None if head.lemma in grammar.words.subject_control else object_of(head, tokens)
        return below or subject_of(head, tokens, grammar, steps + 1)
    if verb.relation == "conjunct" or (
        verb.relation in {"adverbial_clause", "content_clause"} and verb.tag in {"VBG", "VBN", "VB"}
    ):
        return subject_of(head, tokens, grammar, steps + 1)
    return None


def object_of(verb: Token, tokens: Sequence[Token]) -> Token | None:
    """The verb's object, or the noun that its relative clause says it of."""
    own = next((tokens[c] for c in verb.children if tokens[c].relation == "object"), None)
    if own is not None:
        return _antecedent(own, verb, tokens) if own.tag in RELATIVE else own
    relative = verb.relation == "relative_clause"
    if relative and any(tokens[c].relation in SUBJECTS and tokens[c].tag not in RELATIVE for c in verb.children):
        return tokens[verb.head] if not is_passive(verb, tokens) else None
    return None


def agent_of(verb: Token, tokens: Sequence[Token], grammar: Grammar, *, passive: bool) -> Token | None:
    """Who does it in a passive clause."""
    for child in verb.children:
        token = tokens[child]
        by = passive and token.relation == "preposition" and token.lower in grammar.words.doers
        if token.relation == "agent" or by:
            found = next((tokens[c] for c in token.children if tokens[c].relation == "prepositional_object"), None)
            if found is not None and found.entity not in {"DATE", "TIME"}:
                return found
    return None


def prepositional(token: Token, tokens: Sequence[Token], words: frozenset[str] | None = None) -> Token | None:
    """The object of the first preposition below ``token`` (one of ``words``)."""
    for child in token.children:
        below = tokens[child]
        if below.relation in {"preposition", "agent"} and (words is None or below.lower in words):
            found = next((tokens[c] for c in below.children if tokens[c].relation == "prepositional_object"), None)
            if found is not None:
                return found
    return None


def cleft_of(verb: Token, tokens: Sequence[Token], grammar: Grammar) -> tuple[Token, Token] | None:
    """The copula and the noun of "it was the army that shelled it", where ``verb`` is what is told of that noun; else None."""
    head = tokens[verb.head]
    joined = head.relation == "conjunct" and tokens[head.head].relation == "attribute"
    if verb.relation == "relative_clause" and (joined or head.relation == "attribute"):
        copula, noun = tokens[tokens[head.head].head if joined else head.head], head
    elif (
        verb.relation in {"content_clause", "adverbial_clause", "relative_clause"}
        and head.lemma in grammar.words.copulas
    ):
        # of "it was us who fired" the parser hangs the clause on the copula
        relative = any(tokens[c].tag in RELATIVE and tokens[c].relation in SUBJECTS for c in verb.children)
        found = next((tokens[c] for c in head.children if tokens[c].relation == "attribute" and c < verb.i), None)
        if found is None or not relative:
            return None
        copula, noun = head, found
    else:
        return None
    subject = next((tokens[c] for c in copula.children if tokens[c].relation in {"subject", "expletive"}), None)
    if subject is None or subject.lower not in grammar.words.cleft_subjects:
        return None
    return copula, noun


def companions_of(verb: Token, found: Token | None, tokens: Sequence[Token], grammar: Grammar) -> tuple[str, ...]:
    """The words around a verb that may change its meaning."""
    words = [found.lemma] if found is not None else []
    subject = next((tokens[c] for c in verb.children if tokens[c].relation == "passive_subject"), None)
    noun = found if found is not None else subject
    if noun is not None:
        # "called off the strike", "an evacuation order was issued": the two words together come before the noun alone
        particles = [tokens[c].lower for c in verb.children if tokens[c].relation == "particle"]
        within = [tokens[c].lemma for c in noun.children if tokens[c].relation == "compound"]
        words = [f"{word} {noun.lemma}" for word in (*particles, *within)] + words
    for child in verb.children:
        token = tokens[child]
        if token.relation in BESIDE:
            words.append(token.lemma)
        elif token.relation == "adverb" and token.lower in grammar.words.directions:
            words.append(token.lower)
        elif token.relation == "preposition":
            words += [
                f"{token.lower} {tokens[c].lemma}"
                for c in token.children
                if tokens[c].relation == "prepositional_object"
            ]
            words.append(token.lower)
    if found is not None:
        words += [
            tokens[c].lemma
            for c in found.children
            if tokens[c].relation in {"compound", "adjective", "preposition", "conjunct"}
        ]
        of = prepositional(found, tokens, grammar.words.genitive)
        if of is not None:
            words.append(of.lemma)
    return tuple(words)


def _antecedent(relative: Token, verb: Token, tokens: Sequence[Token]) -> Token | None:
    """The noun that a relative pronoun stands for."""
    token = verb
    for _ in range(MOST_STEPS):
        if token.relation == "relative_clause":
            return tokens[token.head]
        if token.head == token.i:
            return None
        token = tokens[token.head]
    return None
