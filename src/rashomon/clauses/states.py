"""Whether what each word of a parse tells happened, found from the top of its sentence down."""

from dataclasses import dataclass, field, replace

from rashomon.clauses.feigned import is_feigned
from rashomon.clauses.reality import HAPPENED, State, governed, predicated
from rashomon.clauses.roles import SUBJECTS, VERBAL, cleft_of, is_passive
from rashomon.clauses.words import TELLING, Words
from rashomon.languages.grammar import Grammar
from rashomon.records import Parse, Token

ASKING = frozenset({"WP", "WRB", "WDT", "WP$"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLAUSAL = frozenset(
    {"open_clause", "content_clause", "clausal_subject", "noun_clause", "preposition_clause", "adverbial_clause"}
)
UNREAL = frozenset({"planned", "wished", "possible", "attempted"})
AUXILIARY = frozenset({"auxiliary", "passive_auxiliary"})
FEIGNED = "feigned"  # the effect of "simulate", "pretend"
MOST_DOWN = 40  # steps from the top of a sentence: deeper is a misparse
ENDS = frozenset(".;!?")
NEAR = 4  # tokens after "as" in which a predicate stands: "as little more than propaganda"


@dataclass(frozen=True)
class States:
    """The states of the words of one parse; each is found when first asked for, and kept."""

    words: Words
    _states: dict[int, State] = field(default_factory=dict)
    _bases: dict[int, State] = field(default_factory=dict)

    @property
    def parse(self) -> Parse:
        """The words."""
        return self.words.parse

    @property
    def grammar(self) -> Grammar:
        """What is known of their language."""
        return self.words.grammar

    def state(self, i: int) -> State:
        """Whether what token ``i`` tells is so, with its own negation, auxiliary and condition."""
        if i not in self._states:
            self._states[i] = self._marked(self.parse.tokens[i], self.base(i))
        return self._states[i]

    def base(self, i: int, steps: int = 0) -> State:
        """The same without what the token's own clause says: what stands above it makes of it."""
        if i not in self._bases:
            token = self.parse.tokens[i]
            self._bases[i] = (
                HAPPENED if token.head == i or steps > MOST_DOWN else self._below(self.parse.tokens[token.head], token)
            )
        return self._bases[i]

    def _below(self, head: Token, token: Token) -> State:
        """What ``head`` makes of ``token``, which hangs on it."""
        relation = token.relation
        if relation == "conjunct" and (token.tag != "VBG" or head.tag == "VBG" or head.pos not in VERBAL):
            return self._joined(head, token)
        if relation == "relative_clause":
            return self._relative(head, token)
        if relation in {"adverbial_clause", "conjunct"} and (state := self._adverbial(head, token)) is not None:
            return state
        if relation in CLAUSAL or self.words.is_tellable(token):
            if (state := self._governed(head, token)) is not None:
                return state
            if relation in CLAUSAL:
                return self._ungoverned(head, token)
        return self._inherited(head, token)

    def _governed(self, head: Token, token: Token) -> State | None:
        """What the governor of a clause, deed or report makes of it; None where no governor with an effect is found."""
        tokens, words = self.parse.tokens, self.grammar.words
        after, governor = "", head
        if head.pos == "ADP" or head.relation in {"preposition", "agent"}:
            if head.lower in words.instead:
                return State("real", negative=True).by(head.i)
            after, governor = head.lower, tokens[head.head]
            if head.relation == "agent":
                return None
            if governor.relation == "preposition" and governor.head != governor.i:
                if governor.lower in words.instead:
                    return State("real", negative=True).by(governor.i)
                governor = tokens[governor.head]
        role = token.relation
        if role in SUBJECTS:
            return self._predicated(head, token)
        bare = role == "noun_clause" and not self.words.is_infinitive(token)
        if bare and not any(tokens[c].relation == "marker" for c in token.children):
            return None  # "exchanging vows killing 32": a participle tells nothing of what a noun is for
        if (
            role in {"content_clause", "open_clause", "adverbial_clause"}
            and (state := self._predicated(head, token)) is not None
        ):
            return state
        if role == "object" and (state := self._called(head, token)) is not None:
            return state
        if role == "content_clause" and any(
            tokens[c].tag in ASKING and tokens[c].lower in words.asking_after for c in token.children
        ):
            return HAPPENED  # "demanded to know why they were arrested"
        if (
            role in {"noun_clause", "relative_clause"}
            and governor.relation == "attribute"
            and (value := self.words.predicate(governor)) is not None
        ):
            return predicated(value, self.state(governor.head)).by(governor.i)  # "it is not the case that"
        effect = self.words.effect(governor, after)
        if effect is None and role == "preposition_clause" and governor.relation == "object":
            verb, told = tokens[governor.head], self.words.effect(tokens[governor.head], "")
            governor, effect = (
                (verb, told) if told is not None and told.name == "told" else (governor, None)
            )  # "accused rebels of killing 12"
        if after and governor.pos in VERBAL:
            # "opened an inquiry into claims", "put no faith in the figure": the noun governs
            noun = next((tokens[c] for c in governor.children if tokens[c].relation == "object" and c < head.i), None)
            own = self.words.effect(noun, "") if noun is not None else None
            if noun is not None and own is not None and own.name in TELLING:
                governor, effect = noun, own
        elif effect is None and after and tokens[governor.head].relation == "preposition":
            verb = tokens[tokens[governor.head].head]  # "came within minutes of killing"
            listed = self.grammar.effects.get(
                (self.words.column(verb), verb.lemma.lower(), tokens[governor.head].lower)
            )
            governor, effect = (verb, listed) if listed is not None else (governor, None)
        if effect is None and governor.pos in {"ADV", "ADJ"} and governor.head != governor.i:
            effect = self.words.effect(tokens[governor.head], after)
            governor = tokens[governor.head] if effect is not None else governor
        if effect is None:
            return None
        clausal = role in CLAUSAL
        if (
            not clausal
            and after
            and governor.pos in VERBAL
            and (self.words.column(governor), governor.lemma.lower(), after) not in self.grammar.effects
        ):
            object_like = after in words.genitive or effect.of == "told" or effect.name in TELLING
            if not object_like:
                return None  # "failed in the attack": the attack is where, not what
        if not clausal and governor.pos in VERBAL and not after and role != "object":
            return None
        if effect.of == "told" and not clausal and not self.words.is_told(token):
            return None
        if effect.name in {"achieved"} and not clausal:
            return None
        if effect.name in {"denied", "rejected"} and self.words.is_nobody(governor):
            return HAPPENED  # "nobody disputes that"
        finite = token.tag in FINITE or any(
            tokens[c].relation == "marker" or tokens[c].tag in FINITE for c in token.children
        )
        finite = finite and clausal and not self.words.is_infinitive(token)
        return governed(self.state(governor.i), effect, finite=finite).by(governor.i)

    def _predicated(self, head: Token, token: Token) -> State | None:
        """ "Reports that … were false", "it is not true that …", "the figure is a lie": what a predicate says of its subject."""
        tokens, predicates = self.parse.tokens, self.grammar.predicates
        subject = token.relation in SUBJECTS
        said = [
            tokens[c]
            for c in head.children
            if tokens[c].relation in {"predicative", "attribute", "object_predicate"} and c != token.i
        ]
        if head.pos in {"ADJ", "NOUN"} or head.lemma.lower() in predicates.false:
            said.append(head)
        if subject and head.pos in VERBAL and is_passive(head, tokens):
            effect = self.words.effect(head, "")
            if effect is not None and effect.name != "achieved" and (effect.of is None or self.words.is_told(token)):
                return governed(self.state(head.i), effect, finite=False).by(head.i)
        for word in said:
            value = self.words.predicate(word)
            if value is None or (word.pos in VERBAL and word.i == head.i and not subject):
                continue
            if subject and not (self.words.is_tellable(token) or token.relation == "clausal_subject"):
                continue
            above = self.state(head.i) if word.i == head.i or head.pos in VERBAL else self.state(word.i)
            return predicated(value, above).by(word.i)
        return None

    def _called(self, verb: Token, told: Token) -> State | None:
        """ "called the figure a lie", "described the toll as false": what a verb has its object be."""
        tokens, words, predicates = self.parse.tokens, self.grammar.words, self.grammar.predicates
        if verb.lemma.lower() not in predicates.calling or not self.words.is_tellable(told):
            return None
        said = [
            tokens[c]
            for c in verb.children
            if tokens[c].relation in {"object_predicate", "attribute", "content_clause"}
        ]
        sentence = self.parse.tokens[verb.i : min(len(tokens), verb.i + MOST_DOWN)]
        for n, token in enumerate(sentence):
            if token.lower in words.likening and token.i > told.i:
                said += sentence[n + 1 : n + 1 + NEAR]
            ends = n + 1 < len(sentence) and sentence[n + 1].relation == "punctuation"
            if token.i > told.i and token.pos == "NOUN" and ends:
                said.append(token)  # the parser hangs "a lie" on the nearest noun
            if token.text in ENDS:
                break
        for word in said:
            value = self.words.predicate(word)
            if value in {"false", "unclear"}:
                return predicated(value, self.state(verb.i)).by(word.i)
        return None

    def _relative(self, head: Token, token: Token) -> State:
        """A relative clause tells of what is known: it is so, unless its noun is of what is not so yet."""
        if self._is_content(head, token) and (state := self._governed(head, token)) is not None:
            return state
        cleft = cleft_of(token, self.parse.tokens, self.grammar)
        if cleft is not None:
            above = self.state(cleft[0].i)
            return replace(above, negative=False, denied=False) if above.kind == "real" else above
        governor = self.parse.tokens[head.head]
        played = self.words.effect(governor, "")
        if played is not None and played.name == FEIGNED:  # "simulated an attack that killed 12"
            return governed(self.state(governor.i), played, finite=True).by(governor.i)
        effect = self.words.effect(head, "")
        if effect is not None and effect.name in UNREAL and head.pos == "NOUN":
            return (
                governed(self.state(head.i), effect, finite=True).by(head.i)
                if self.state(head.i).kind != "real"
                else State("planned" if effect.asserted == "planned" else "possible").by(head.i)
            )
        return HAPPENED

    def _is_content(self, noun: Token, clause: Token) -> bool:
        """Whether what the parser draws as a relative clause is what its noun tells: "the story that seven died", "it is a lie that …"."""
        tokens, words = self.parse.tokens, self.grammar.words
        own = any(tokens[c].relation in SUBJECTS and tokens[c].lower not in words.relatives for c in clause.children)
        that = any(tokens[c].lower in words.that for c in clause.children)
        return own and that and (self.words.is_told(noun) or self.words.predicate(noun) is not None)

    def _adverbial(self, head: Token, token: Token) -> State | None:
        """A clause beside another: as its conjunction, or its bare infinitive or participle, says; None where its head may govern it."""
        tokens, words = self.parse.tokens, self.grammar.words
        marks = [
            tokens[c]
            for c in token.children
            if tokens[c].relation in {"marker", "adverb", "preposition"} and c < token.i
        ]
        if (
            any(m.relation == "marker" for m in marks)
            or token.tag in FINITE
            or any(
                tokens[c].tag in FINITE
                for c in token.children
                if tokens[c].relation in {"auxiliary", "passive_auxiliary"}
            )
        ):
            if any(m.lower in words.before for m in marks) and any(
                tokens[c].lower in words.ability for c in token.children
            ):
                return State("prevented", negative=True).by(token.i)
            if any(m.lower in words.purpose for m in marks):
                return State("planned").by(token.i)
            return HAPPENED
        if self.words.is_infinitive(token):
            return None
        if any(m.lower in words.instead for m in marks):
            return State("real", negative=True).by(token.i)
        if token.tag in {"VBG", "VBN"}:
            effect = self.words.effect(token, "")
            if effect is not None and effect.name in TELLING:
                return HAPPENED  # "denied it, saying nine had died"
            above = self.state(head.i)
            if above.kind not in {"real", "unknown"} and token.i and tokens[token.i - 1].text == "," and above.through:
                above = self.state(
                    above.through[0]
                )  # "as they were about to dance, killing 32": of what was, not of what was to be
            if head.lemma in words.copulas:  # "there is a risk of the fighting displacing thousands"
                for child in head.children:
                    noun = self.words.effect(tokens[child], "") if tokens[child].relation == "attribute" else None
                    if noun is not None and noun.name in UNREAL and child < token.i:
                        return governed(above, noun, finite=False).by(child)
            return HAPPENED if above.kind == "real" and not above.denied else above
        return None

    def _joined(self, head: Token, token: Token) -> State:
        """A conjunct shares what stands above its head; without a subject and auxiliary of its own, the auxiliaries and negation too."""
        tokens = self.parse.tokens
        above = self.base(head.i)
        if head.pos not in VERBAL or token.pos not in VERBAL:
            return above if head.pos in VERBAL or self.words.is_none(head) is False else self.state(head.i)
        if any(tokens[c].lower in self.grammar.words.nor and c < token.i for c in head.children):
            return above.turned()  # "neither confirmed nor denied"
        own = any(tokens[c].relation in {*SUBJECTS, "auxiliary", "passive_auxiliary"} for c in token.children)
        contrast = any(
            tokens[c].relation == "coordinator" and tokens[c].lower in self.grammar.words.contrast
            for c in head.children
            if c < token.i
        )
        if own or contrast or (token.tag in FINITE - {"MD"} and head.tag not in FINITE):
            return above
        shared = self._marked(head, above)
        if token.tag in FINITE and head.tag in FINITE:
            return (
                replace(shared, kind=above.kind)
                if shared.negative
                and any(self.words.is_none(tokens[c]) for c in head.children if tokens[c].relation in SUBJECTS)
                else above
            )
        return shared

    def _ungoverned(self, head: Token, token: Token) -> State:
        """A clause below a word that the grammar lists no effect of: what is told is so, a bare infinitive is only meant."""
        tokens, words = self.parse.tokens, self.grammar.words
        above = self.state(head.i)
        if token.relation == "noun_clause":
            if not self.words.is_infinitive(token):
                active = token.tag == "VBN" and not is_passive(token, tokens)
                none = active and self.words.is_none(head)  # "no aircraft bombed the town" parsed as a participle
                return HAPPENED.turned() if none else HAPPENED  # "people killed", "rebels trying to flee"
            listed = {head.lower, *(tokens[c].lower for c in head.children)}
            return HAPPENED if listed & words.ordinals else State("planned").by(token.i)
        if token.relation in {"open_clause", "adverbial_clause"} and self.words.is_infinitive(token):
            done = token.relation == "adverbial_clause" and above.real and head.tag in {"VBD", "VBN"}
            return State("planned", above.negative and above.kind != "real", False, above.through, done).by(token.i)
        if token.relation == "preposition_clause":
            return HAPPENED if above.kind == "real" and not above.denied else above
        if token.relation == "content_clause" and above.kind == "real":
            return above if above.denied else HAPPENED
        return above if above.kind != "real" or above.denied or token.relation == "open_clause" else HAPPENED

    def _inherited(self, head: Token, token: Token) -> State:
        """What is no clause is as its head is; a deed that stands beside a verb is known to be so."""
        relation = token.relation
        if relation in {"prepositional_object"}:
            above = self.state(head.i)
            adjunct = head.lower not in self.grammar.words.genitive
            if adjunct and token.lemma.lower() in self.words.deeds and above.kind == "real":
                return HAPPENED
            return above
        if relation in SUBJECTS and token.lemma.lower() in self.words.deeds:
            above = self.base(head.i)
            return HAPPENED if above.kind == "real" and not above.denied else above
        return self.state(head.i)

    def is_feigned(self, i: int) -> bool:
        """Whether what token ``i`` tells is only played, told as a story or rehearsed."""
        tokens = self.parse.tokens
        for n in (i, *self.state(i).through):
            effect = self.words.effect(tokens[n], "")
            if (effect is not None and effect.name == FEIGNED) or self._is_set_apart(tokens[n]):
                return True
        return False

    def _is_set_apart(self, verb: Token) -> bool:
        effect = self.words.effect(verb, "")
        does = effect is None or effect.name == "achieved"  # who says so in a film is a witness
        return does and verb.pos in VERBAL and is_feigned(verb, self.parse.tokens, self.grammar)

    def _marked(self, token: Token, state: State) -> State:
        """Bend a state by the clause's own negation, auxiliaries, conjunction and adverbs."""
        if token.pos in {"NOUN", "PROPN"} or (
            token.pos not in VERBAL
            and not any(self.parse.tokens[c].relation in {*SUBJECTS, "auxiliary"} for c in token.children)
        ):
            known = token.lemma.lower() in self.words.deeds or self.words.effect(token, "") is not None
            return state.turned().by(token.i) if known and self.words.is_none(token) and state.kind == "real" else state
        tokens, words = self.parse.tokens, self.grammar.words
        if state.kind == "real" and self._is_set_apart(token):
            return State("real", True, False, state.through).by(token.i)
        below = [tokens[c] for c in token.children]
        aux = [t for t in below if t.relation in {"auxiliary", "passive_auxiliary"}]
        perfect = any(t.lower in words.perfect for t in aux)
        marks = {t.lower for t in below if t.relation == "marker"} | {
            t.lower for t in below if t.relation == "adverb" and t.lower in words.conditions
        }
        if token.relation == "content_clause" and marks & words.whether:
            state = State("unknown", through=state.through).by(token.i)
        elif marks & words.conditions and state.kind == "real":
            state = State("conditional", through=state.through).by(token.i)
        elif any(t.lower in words.whether - words.conditions for t in below):
            state = State("unknown", through=state.through).by(token.i)
        for governor in aux:  # "considered killing": the parser takes some governors for auxiliaries
            if governor.tag != "MD" and governor.lemma not in words.auxiliaries:
                effect = self.words.effect(governor, "")
                state = state if effect is None else governed(state, effect, finite=False).by(governor.i)
        for modal in aux:
            if state.kind not in {"real", "unknown"}:
                break
            if modal.lower in words.will and modal.tag == "MD":
                state = replace(state, kind="planned").by(modal.i)
            elif modal.lower in words.would:
                if perfect:
                    state = State("conditional", True, False, state.through).by(modal.i)
                else:
                    kind = "conditional" if self.words.has_condition(token) else "planned"
                    state = replace(state, kind=kind).by(modal.i)  # type: ignore[arg-type]
            elif modal.lower in words.can and modal.tag == "MD":
                state = replace(state, kind="possible", past=perfect or token.lemma in words.copulas).by(modal.i)
            elif modal.lower in words.ought:
                state = replace(state, kind="wished").by(modal.i)
        if (
            any(t.lower in words.almost and t.relation == "adverb" and t.i < token.i for t in below)
            and state.kind == "real"
            and not state.negative
        ):
            state = replace(state, negative=True).by(token.i)
        if self.words.negates(token):
            able = state.kind == "possible" and not state.past and any(t.lower in words.ability for t in aux)
            state = State("real", True, False, state.through) if able else state.turned()  # who could not did not
            state = state.by(token.i)
        if token.head == token.i and state.kind == "real" and self.words.is_asked(token):
            state = State("unknown", through=state.through).by(token.i)
        return state
