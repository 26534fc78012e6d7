"""What the words of a parse are to the grammar: governors with their effect, negations, infinitives, nouns for what is done or told."""

from dataclasses import dataclass

from rashomon.clauses.roles import NOMINAL, SUBJECTS, VERBAL
from rashomon.languages.grammar import Column, Effect, Grammar
from rashomon.records import Parse, Token

COLUMN: dict[str, Column] = {
    "VERB": "verbs",
    "AUX": "verbs",
    "ADJ": "adjectives",
    "ADV": "adjectives",
    "NOUN": "nouns",
    "PROPN": "nouns",
}
ARGUMENTS = frozenset(
    {"subject", "passive_subject", "object", "prepositional_object", "attribute"}
)  # whatever the tagger takes them for
TELLING = frozenset({"told", "confirmed", "believed", "grounded", "denied", "doubted", "asked"})


@dataclass(frozen=True, slots=True)
class Words:
    """Look-ups over one parse. ``deeds`` are lemmas of nouns for what is done ("killing", "capture")."""

    parse: Parse
    grammar: Grammar
    deeds: frozenset[str]

    def negates(self, token: Token) -> bool:
        """Whether a clause has a negation, or nobody (before a governor: few) for a subject."""
        tokens, words = self.parse.tokens, self.grammar.words
        for child in token.children:
            below = tokens[child]
            if below.relation == "negation" or (
                below.lower in words.negations
                and below.relation in {"adverb", "negation", "coordinator", "paired_coordinator"}
                and child < token.i
            ):
                following = tokens[child + 1].lower if child + 1 < len(tokens) else ""
                if following not in words.no_negation:
                    return True
        subjects = [tokens[c] for c in token.children if tokens[c].relation in SUBJECTS]
        if not subjects:
            return False
        subject = min(subjects, key=lambda s: abs(s.i - token.i))  # of two, one is a misparse: the nearer counts
        few = self.effect(token, "") is not None and any(tokens[c].lower in words.few for c in subject.children)
        return few or self.is_none(subject)

    def is_none(self, token: Token) -> bool:
        """Whether a noun phrase is of nobody: "no official", "neither the army nor the police", "none of them"."""
        tokens, words = self.parse.tokens, self.grammar.words
        if token.lower in words.nobody:
            return True
        for child in token.children:
            below = tokens[child]
            if below.lower in words.no and below.relation in {
                "determiner",
                "paired_coordinator",
                "negation",
                "coordinator",
            }:
                return True
            if below.lower in words.single and any(tokens[c].lower in words.negations for c in below.children):
                return True
        return False

    def has_condition(self, verb: Token) -> bool:
        """ "would leave unless he resigned"."""
        tokens, words = self.parse.tokens, self.grammar.words
        return any(
            tokens[c].relation == "marker" and tokens[c].lower in words.conditions
            for child in verb.children if tokens[child].relation == "adverbial_clause"
            for c in tokens[child].children
        )  # fmt: skip

    def is_asked(self, root: Token) -> bool:
        """Whether the sentence of ``root`` asks whether it is so: a question without a word for who, what or why."""
        tokens = self.parse.tokens
        last = root.i
        stack = [root.i]
        first = root.i
        while stack:
            i = stack.pop()
            first, last = min(first, i), max(last, i)
            stack += tokens[i].children
        asked = tokens[last].text == "?" or (last > 0 and tokens[last - 1].text == "?")
        return asked and not any(
            tokens[i].lower in self.grammar.words.asking_after for i in range(first, min(first + 3, last))
        )

    def is_nobody(self, verb: Token) -> bool:
        """Whether nobody at all does it: "nobody disputes", "no one denied"."""
        tokens, words = self.parse.tokens, self.grammar.words
        subjects = [tokens[c] for c in verb.children if tokens[c].relation in SUBJECTS]
        return any(s.lower in words.nobody or (s.lower in words.one and self.is_none(s)) for s in subjects)

    def column(self, token: Token) -> Column:
        return "nouns" if token.relation in ARGUMENTS else COLUMN.get(token.pos, "nouns")

    def effect(self, token: Token, after: str) -> Effect | None:
        """The effect of a governor: with the preposition that leads down from it, with a particle or adverb of its own, else by itself."""
        tokens, effects = self.parse.tokens, self.grammar.effects
        forms = [token.lemma.lower(), token.lower]
        if (
            token.pos in VERBAL
        ):  # the parser's lemma of "hoped" is "hop", and of a verb taken for an auxiliary its inflected form
            forms += [token.lower.removesuffix(ending) for ending in self.grammar.words.endings]
        columns: tuple[Column, ...] = (self.column(token),)
        if columns == ("verbs",) and token.tag in {"VBN", "VBG"}:
            columns = ("verbs", "adjectives")
        beside = [after] if after else []
        if columns == ("nouns",) and token.relation == "object":
            beside.append(tokens[token.head].lemma.lower())  # "took the chance to"
        beside += [
            tokens[c].lower
            for c in token.children
            if tokens[c].relation in {"particle", "adverb", "predicative", "preposition", "object_predicate"}
        ]
        for column in columns:
            for word in (*beside, ""):
                for form in forms:
                    if (effect := effects.get((column, form, word))) is not None:
                        return effect
        return None

    def is_infinitive(self, verb: Token) -> bool:
        tokens = self.parse.tokens
        return verb.tag in {"VB", "VBN"} and any(
            tokens[c].lower in self.grammar.words.infinitive and tokens[c].tag == "TO" for c in verb.children
        )

    def predicate(self, word: Token) -> str | None:
        """Which predicate a word is: false, true, clear, unclear; None for none."""
        return self.grammar.predicates.of(word.lower, word.lemma.lower())

    def is_told(self, token: Token) -> bool:
        """Whether a noun is for what is told: a claim, report, figure, toll."""
        effect = self.grammar.effects.get(("nouns", token.lemma.lower(), ""))
        return (token.pos in NOMINAL or token.relation in ARGUMENTS) and effect is not None and effect.name in TELLING

    def is_tellable(self, token: Token) -> bool:
        """Whether a noun is for a deed or for what is told of one."""
        return (token.pos in {"NOUN", "PROPN"} or token.relation in ARGUMENTS) and (
            token.lemma.lower() in self.deeds
            or self.grammar.effects.get(("nouns", token.lemma.lower(), "")) is not None
        )
