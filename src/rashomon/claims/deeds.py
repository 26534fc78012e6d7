"""Responsibility: accusations, deeds taken on oneself, "no claim yet", investigations, and nouns with the one who did it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rashomon.claims.context import Context, governing_verb
from rashomon.claims.events import Event, noun_event
from rashomon.claims.making import NO_CLAIM, UNDER_INVESTIGATION, is_general, position_claim
from rashomon.claims.phrases import done_by, side_words, speaker_side, target_words, undergone
from rashomon.clauses import object_of, prepositional
from rashomon.languages.frames import Frame
from rashomon.records import Attribution, Claim, Token

TELLING = frozenset({"use_chemicals", "shoot_down", "destroy", "abduct"})
MOST_BACK = 60  # tokens before an event in which what its "it" stands for is told


def find_deeds(context: Context, events: Sequence[Event], deeds: "Deeds") -> list[Claim]:
    """Claims of responsibility that no clause with a frame's own verb makes."""
    named = {event.token.i for event in events}
    claims: list[Claim] = []
    for attribution in context.attributions:
        claims += deeds.accusation(attribution)
    for token in context.parse.tokens:
        if token.pos in {"VERB", "AUX"}:
            claims += deeds.at_verb(token)
        elif token.pos == "NOUN":
            claims += deeds.at_noun(token, known=token.i in named)
    return claims


class Deed(NamedTuple):
    """What someone may be responsible for; ``general``: a kind of deed, not one of them. ``anchor`` is an earlier word for it, whose place and time are its own."""

    frame: Frame | None
    target: Token | None
    anchor: Token | None
    general: bool = False


class Deeds:
    """The deeds of one report: what was last told of is what "the attack" and a bare accusation mean."""

    def __init__(self, context: Context, events: Sequence[Event]) -> None:
        self.context = context
        self.tokens = context.parse.tokens
        self.words = context.words
        self.events = events
        self.told = [event for event in events if event.frame.deed]
        self.nouns = [t for t in self.tokens if t.pos == "NOUN" and (f := self._frame(t)) is not None and f.deed]

    def _frame(self, noun: Token) -> Frame | None:
        return self.context.frames.nouns.get(noun.lemma.lower())

    def last(self, before: int) -> Deed:
        """The deed last spoken of before a token."""
        event = next((e for e in reversed(self.told) if e.token.i < before and e.frame.name != "kill"), None)
        event = event or next((e for e in reversed(self.told) if e.token.i < before), None)
        noun = next((n for n in reversed(self.nouns) if n.i < before), None)
        if noun is not None and (event is None or noun.i > event.token.i):
            return Deed(self._frame(noun), undergone(noun, self.context), noun)
        return Deed(event.frame, event.target, event.token) if event is not None else Deed(None, None, None)

    def meant(self, event: Event) -> tuple[Token | None, Token | None]:
        """What a pronoun for the target of an event stands for: that of the last event of its family just before."""
        if event.target is None or event.target.lower not in self.words.told_before:
            return event.target, None
        for earlier in reversed(self.events):
            near = event.token.i - MOST_BACK <= earlier.token.i < event.token.i
            if (
                near
                and earlier.frame.family == event.frame.family
                and earlier.target is not None
                and earlier.target.pos != "PRON"
            ):
                return earlier.target, earlier.token
        return event.target, None

    def deed(self, noun: Token, frame: Frame) -> Deed:
        """A deed by its noun; "the attack", whose own words do not say which, is the one told of before."""
        target = undergone(noun, self.context)
        if target is not None or not any(self.tokens[c].lower in self.words.pointing for c in noun.children):
            return Deed(frame, target, None)
        any_deed = frame.family == "attack"
        families = (
            {f.family for f in self.context.frames.by_name.values() if f.deed} if any_deed else {frame.family, "attack"}
        )
        named = [(e.token, e.target) for e in self.told if e.token.i < noun.i and e.frame.family in families]
        named += [
            (n, undergone(n, self.context))
            for n in self.nouns
            if n.i < noun.i and (f := self._frame(n)) is not None and f.family in families
        ]
        anchor, target = max(named, key=lambda pair: pair[0].i, default=(None, None))
        event = next((e for e in self.told if anchor is not None and e.token.i == anchor.i), None)
        told = event.frame if event is not None else self._frame(anchor) if anchor is not None else None
        if any_deed and told is not None and told.name in TELLING:
            frame = told  # "the attack" was a use of gas
        return Deed(frame, target, anchor)

    def accusation(self, attribution: Attribution) -> Iterator[Claim]:
        """ "X accused Y of …", "X blamed Y for …", "X blamed the attack on Y"."""
        verb = next((self.tokens[i] for s, e in attribution.cue for i in self.context.tokens_in(s, e) if self.tokens[i].lemma in self.words.blaming), None)  # fmt: skip
        if verb is None or verb.pos != "VERB" or attribution.act != "accuse":
            return
        if (state := self.context.clauses.state(verb.i)).kind == "real" and state.negative:
            return  # "did not accuse rebels of it": nobody is accused
        clause = self.context.clauses.clause(verb)
        accused = clause.subject if clause.passive else clause.object
        deed = prepositional(verb, self.tokens, self.words.over)
        if deed is None and accused is not None:
            deed = prepositional(accused, self.tokens, self.words.over)
        if accused is not None and self._frame(accused) is not None:
            deed, accused = (
                accused,
                prepositional(verb, self.tokens, frozenset({"on"}))
                or prepositional(accused, self.tokens, frozenset({"on"})),
            )
        side = side_words(accused, attribution, self.context)
        if accused is None or side is None:
            return
        of = self._charged(verb, accused)
        if of is not None and any(e.verb.i == of.i for e in self.told):
            return  # "accused Y of bombing Z": the clause of "bombing" makes the claim
        done = prepositional(verb, self.tokens, frozenset({"of"}))
        told = self._deed(deed or done, accused.i)
        if told.target is not None and told.target.i == accused.i:
            told = told._replace(target=None)
        predicate: str | None = None
        words: str | None = None
        if of is not None and self._is_behind(of):
            told = self._deed(prepositional(of, self.tokens), accused.i)
        elif of is not None and of.pos == "VERB":
            predicate, below = of.lemma, self.context.clauses.clause(of).object
            words, told = target_words(below, attribution, self.context), Deed(None, below, None)
        elif of is not None or (deed is None and done is not None):
            return  # "accuses them of being terrorists", "of treason": no deed that could be laid at another's door
        elif deed is None and self._tells(attribution):
            return  # what the accused is said to do is told, and is no deed
        yield self._claim(verb, attribution, told, side, accused=side, predicate=predicate, words=words)

    def _tells(self, attribution: Attribution) -> bool:
        """Whether a content has a verb of its own."""
        return any(self.tokens[i].pos == "VERB" for s, e in attribution.content for i in self.context.tokens_in(s, e))

    def _charged(self, verb: Token, accused: Token) -> Token | None:
        """The verb of "of doing it", below the blaming verb or misplaced below the one it blames."""
        stack = [verb.i, accused.i]
        for i in stack:
            for child in self.tokens[i].children:
                below = self.tokens[child]
                if below.relation == "preposition_clause" and self.tokens[i].lower in self.words.charged:
                    return below
                if below.relation in {"preposition", "prepositional_object"} and child not in stack:
                    stack.append(child)
        return None

    def at_verb(self, verb: Token) -> Iterator[Claim]:
        """ "claimed responsibility", "claimed the attack", "was behind it", "is investigating"."""
        words, lemma = self.context.frames.words, verb.lemma.lower()
        if lemma not in words["taking"] and lemma not in words["asking"] and lemma not in self.words.at_deeds:
            return
        clause = self.context.clauses.clause(verb)
        attribution = self._cued(verb) or self.context.owner_of_token[verb.i]
        if lemma in words["taking"]:
            noun = clause.subject if clause.passive else clause.object
            if noun is None:
                return
            who = clause.agent if clause.passive else clause.subject
            if not self.context.clauses.state(verb.i).told:
                return
            if noun.lemma in self.words.responsibility:
                what = prepositional(noun, self.tokens, self.words.over) or prepositional(
                    verb, self.tokens, self.words.over
                )
                if what is not None and what.pos != "PRON" and self._frame(what) is None:
                    return  # "took responsibility for the prisoners"
                told = self._deed(
                    prepositional(noun, self.tokens, self.words.about)
                    or prepositional(verb, self.tokens, self.words.about),
                    verb.i,
                )
            elif lemma == "claim" and (frame := self._frame(noun)) is not None and frame.deed:
                told = self._deed(noun, verb.i)
            else:
                return
            yield from self._taken(verb, attribution, told, who, negated=clause.negated)
        elif lemma in words["asking"] or (
            lemma == "look" and prepositional(verb, self.tokens, frozenset({"into"})) is not None
        ):
            if clause.negated or (clause.passive and clause.subject is None):
                return
            yield self._claim(verb, attribution, self._asked(verb), UNDER_INVESTIGATION)
        elif lemma == "be" and self._is_behind(verb):
            told = self._deed(self._behind_what(verb), verb.i)
            who = clause.subject
            if clause.negated and who is not None and who.lower in self.words.no_claimant:
                yield self._claim(verb, attribution, told, NO_CLAIM)
            elif who is not None and self.context.frames.nouns.get(who.lemma) is None:
                yield from self._taken(verb, attribution, told, who, negated=clause.negated)

    def at_noun(self, noun: Token, *, known: bool) -> Iterator[Claim]:
        """ "no claim of responsibility", "an investigation was opened", "the execution of the pilot by X", "X air strikes"."""
        attribution = self.context.owner_of_token[noun.i]
        if noun.lemma == "claim" and any(self.tokens[c].lower == "no" for c in noun.children):
            of = prepositional(noun, self.tokens, frozenset({"of"}))
            if of is not None and of.lemma == "responsibility":
                told = self._deed(
                    prepositional(of, self.tokens, self.words.over)
                    or prepositional(noun, self.tokens, self.words.over),
                    noun.i,
                )
                yield self._claim(noun, attribution, told, NO_CLAIM)
        elif noun.lemma in self.words.inquiries and attribution is not None:
            told = self._deed(prepositional(noun, self.tokens, frozenset({"into"})), noun.i)
            if not any(self.tokens[c].lower == "no" for c in noun.children):
                yield self._claim(noun, attribution, told, UNDER_INVESTIGATION)
        elif not known and attribution is not None and noun.i not in self.context.voiced:
            words = self.context.frames.words
            above = self.tokens[noun.head]
            if (
                noun.lemma in words["munitions"]
                or any(self.tokens[c].tag == "PRP$" for c in noun.children)
                or (above.pos == "VERB" and above.lemma in self.context.frames.lemmas and noun.relation == "object")
            ):
                return
            governing = governing_verb((noun.i,), self.context)
            if governing is not None and not self.context.clauses.state(governing.i).told:
                return
            if not self._is_named_deed(noun):
                return
            event = noun_event(noun, noun, self.context, actor=None, negated=False)
            side = side_words(noun, attribution, self.context)
            if (
                event is None
                or not event.frame.deed
                or event.frame.name == "offensive"
                or side is None
                or noun.relation == "compound"
            ):
                return
            denied = attribution.polarity == "denied" or any(self.tokens[c].lower == "no" for c in noun.children)
            yield self._claim(noun, attribution, self.deed(noun, event.frame), side, denied=denied)

    def _is_named_deed(self, noun: Token) -> bool:
        """Whether a noun tells of the deed that did it, with its doer: "killed in coalition raids", "the killing by X"; not "amid"."""
        if noun.relation in {"subject", "passive_subject"} or done_by(noun, self.context) is not None:
            return True
        above = self.tokens[noun.head]
        if (
            noun.relation == "prepositional_object"
            and above.lower == "of"
            and self.tokens[above.head].lemma in self.words.series
        ):
            above = self.tokens[self.tokens[above.head].head]  # "killed in a series of raids"
        if noun.relation != "prepositional_object" or above.lower not in self.words.done_in:
            return False
        verb = governing_verb((above.i,), self.context)
        return verb is not None and verb.lemma in self.context.frames.lemmas

    def _taken(
        self,
        verb: Token,
        attribution: Attribution | None,
        told: Deed,
        who: Token | None,
        *,
        negated: bool,
    ) -> Iterator[Claim]:
        """A deed that someone took on themselves, or that nobody has."""
        nobody = who is not None and (
            who.lower in self.words.nobody or any(self.tokens[c].lower == "no" for c in who.children)
        )
        if attribution is not None and attribution.source:
            said = self.context.parse.text[attribution.source[0][0] :][:3].lower().rstrip()
            nobody = nobody or said in self.words.nobody_begins
        if nobody or (negated and verb.lemma != "be"):
            yield self._claim(verb, attribution, told, NO_CLAIM)
            return
        side = side_words(who, attribution, self.context)
        cued = attribution is not None and any(
            i == verb.i for s, e in attribution.cue for i in self.context.tokens_in(s, e)
        )
        if cued and attribution is not None and attribution.speaker in self.context.speakers:
            side = speaker_side(attribution, self.context)
        denied = negated or (attribution is not None and not cued and attribution.polarity == "denied")
        if side is not None:
            yield self._claim(verb, attribution, told, side, denied=denied)

    def _claim(
        self,
        token: Token,
        attribution: Attribution | None,
        told: Deed,
        position: str,
        *,
        denied: bool = False,
        accused: str | None = None,
        predicate: str | None = None,
        words: str | None = None,
    ) -> Claim:
        verb = token if token.pos in {"VERB", "AUX"} else None
        return position_claim(
            "responsibility", token, attribution, self.context, verb=verb, predicate=told.frame.name if told.frame else predicate,
            position=f"not {position}" if denied else position, polarity="denied" if denied else "asserted",
            target=told.target, target_words=words or target_words(told.target, attribution, self.context), accused=accused,
            anchor=told.anchor, general=told.general,
        )  # fmt: skip

    def _cued(self, verb: Token) -> Attribution | None:
        return self.context.cue_at.get(verb.i)

    def _deed(self, noun: Token | None, before: int) -> Deed:
        """The deed of a noun; of a pronoun or none, the deed last told of."""
        if noun is not None and (frame := self._frame(noun)) is not None:
            joined = [self.tokens[c] for c in noun.children if self.tokens[c].relation == "conjunct"]
            general = any(is_general(n, self.context) for n in (noun, *joined))
            told = self.deed(noun, frame)._replace(general=general)
            return told._replace(target=noun) if general and told.target is None else told
        return self.last(before)

    def _asked(self, verb: Token) -> Deed:
        """What is being investigated: the deed named, that in the rest of the sentence, else the last one."""
        named = object_of(verb, self.tokens) or prepositional(verb, self.tokens, frozenset({"into"}))
        if named is not None and self._frame(named) is not None:
            return self._deed(named, verb.i)
        sentence = self.context.sentence_at(verb.start)
        event = next((e for e in self.told if verb.i < e.token.i < sentence.last), None)
        return Deed(event.frame, event.target, event.token) if event is not None else self.last(verb.i)

    def _is_behind(self, verb: Token) -> bool:
        behind = self.context.frames.words["behind"]
        return verb.lemma == "be" and any(
            self.tokens[c].lower in behind
            and self.tokens[c].relation in {"preposition", "predicative", "adverb", "attribute"}
            for c in verb.children
        )

    def _behind_what(self, verb: Token) -> Token | None:
        found = prepositional(verb, self.tokens, frozenset({"behind"}))
        if found is not None:
            return found
        complement = next((self.tokens[c] for c in verb.children if self.tokens[c].relation == "predicative"), None)
        return prepositional(complement, self.tokens, self.words.over) if complement is not None else None


MOST_BEFORE = 5  # tokens in which a denial names the part that it denies: "any involvement", "that it had carried out"


def denies_doing(attribution: Attribution, context: Context) -> bool:
    """Whether a denial is of having had a part in it: "denied involvement", "denies responsibility"."""
    if attribution.polarity != "denied":
        return False
    done = context.frames.words["done"]
    return any(
        (token := context.parse.tokens[i]).lemma in done
        and token.relation != "adjective"
        and not context.clauses.negates(token)
        for s, e in attribution.content[:1]
        for i in context.tokens_in(s, e)[:MOST_BEFORE]
    )
