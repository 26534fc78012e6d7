"""The clauses of a report: roles around its verbs, and the state of each of its words."""

from collections.abc import Collection
from dataclasses import dataclass, field

from rashomon.clauses.reality import State
from rashomon.clauses.roles import (
    SUBJECTS,
    Clause,
    agent_of,
    cleft_of,
    companions_of,
    is_passive,
    object_of,
    subject_of,
)
from rashomon.clauses.states import AUXILIARY, MOST_DOWN, States
from rashomon.clauses.words import Words
from rashomon.languages.grammar import Grammar
from rashomon.records import Parse, Token


def read_clauses(parse: Parse, grammar: Grammar, deeds: frozenset[str] = frozenset()) -> "Clauses":
    """The clauses of ``parse``; ``deeds`` are lemmas of nouns for what is done ("killing", "capture"), which are planned and denied as clauses are."""
    words = Words(parse, grammar, deeds)
    return Clauses(words, States(words))


@dataclass(frozen=True)
class Clauses:
    """What the words of one report say of who did what, and whether it happened. Answers are found when first asked for, and kept."""

    words: Words
    states: States
    _clauses: dict[int, Clause] = field(default_factory=dict)

    @property
    def parse(self) -> Parse:
        """The words that they are read from."""
        return self.words.parse

    @property
    def grammar(self) -> Grammar:
        """What is known of their language."""
        return self.words.grammar

    # ---- roles ------------------------------------------------------------------------------------------------

    def clause(self, verb: Token) -> Clause:
        """The clause that ``verb`` heads."""
        if verb.i not in self._clauses:
            self._clauses[verb.i] = self._read(verb)
        return self._clauses[verb.i]

    def _read(self, verb: Token) -> Clause:
        tokens, grammar = self.parse.tokens, self.grammar
        passive = is_passive(verb, tokens)
        subject, found = subject_of(verb, tokens, grammar), object_of(verb, tokens)
        cleft = cleft_of(verb, tokens, grammar)
        if cleft is not None and (subject is None or subject.tag in {"WDT", "WP"}):
            subject = cleft[1]
        agent = agent_of(verb, tokens, grammar, passive=passive)
        state = self.state(verb.i)
        negated = ((state.negative or state.kind == "prevented") and not state.denied) or any(
            self.words.is_none(t) for t in (found, agent) if t is not None
        )
        turned = cleft is not None and (self.words.negates(cleft[0]) or self.words.is_none(cleft[1]))
        other = cleft is not None and turned and cleft[1].relation == "conjunct"  # "not the army but the militia"
        excluded = tokens[cleft[1].head] if cleft is not None and other else None
        return Clause(
            verb,
            subject,
            found,
            agent,
            passive,
            negated,
            companions_of(verb, found, tokens, grammar),
            turned and not other,
            excluded,
        )

    def is_below(self, i: int, above: Collection[int]) -> bool:
        """Whether token ``i`` hangs, over however many steps, on one of the tokens ``above``."""
        for _ in range(MOST_DOWN):
            head = self.parse.tokens[i].head
            if head == i:
                return False
            if head in above:
                return True
            i = head
        return False

    def auxiliaries(self, verb: Token) -> frozenset[str]:
        """The auxiliaries of a verb in lower case; a bare conjunct shares those of the verb before it."""
        tokens = self.parse.tokens
        own = frozenset(tokens[c].lower for c in verb.children if tokens[c].relation in AUXILIARY)
        head = tokens[verb.head]
        bare = not any(tokens[c].relation in {"auxiliary", *SUBJECTS} for c in verb.children)
        return own | self.auxiliaries(head) if verb.relation == "conjunct" and bare and head.i < verb.i else own

    # ---- states -----------------------------------------------------------------------------------------------

    def state(self, i: int) -> State:
        """Whether what token ``i`` tells is so, with its own negation, auxiliary and condition."""
        return self.states.state(i)

    def base(self, i: int) -> State:
        """The state of token ``i`` without what its own clause says."""
        return self.states.base(i)

    def is_feigned(self, i: int) -> bool:
        """Whether what token ``i`` tells is only played, told as a story or rehearsed."""
        return self.states.is_feigned(i)

    def negates(self, verb: Token) -> bool:
        """Whether a clause has a negation of its own, or nobody for a subject."""
        return self.words.negates(verb)

    def of_span(self, first: int, last: int) -> State:
        """The state of the words from token ``first`` to ``last`` (half-open): that of the one that hangs outside them."""
        tokens = self.parse.tokens
        top = next((i for i in range(last - 1, first - 1, -1) if not first <= tokens[i].head < last), first)
        return self.state(top)
