"""Why words that name an event or an intention make no claim: rows of vetoes, the first that speaks is the reason.

``EVENTS`` are asked about what verbs, copulas and light verbs name, ``NOUNS`` about what a noun names in a content without a frame's verb,
``INTENTIONS`` about what someone means to do, ``CLAIMS`` about what was a claim already, ``FIGURES`` about numbers. A docstring says when its veto
speaks; what it returns is shown to the reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.claims.context import Context, governing_verb
from rashomon.claims.denials import points_only
from rashomon.claims.events import Event
from rashomon.claims.phrases import is_place, phrase, side_words
from rashomon.clauses import State, why_not_so
from rashomon.records import Attribution, Claim, Figure, Token, Unclaimed
from rashomon.vetoing import Refusal, Veto, refusal

BACKGROUND = frozenset({"relative_clause", "noun_clause", "adverbial_clause", "preposition_clause"})
ONLY_ASKED = frozenset({"demand", "order", "predict"})
SAYING = frozenset({"say", "report", "claim", "warn", "accuse"})
NAMING = frozenset({"say", "report", "claim", "confirm", "believe", "warn", "threaten", "promise"})
MEANING = frozenset({"warn", "threaten", "promise"})
NAMED = frozenset({"truce", "crash", "retaliate"})  # frames without a deed that a bare noun tells of
COUNTED = frozenset(
    {"kill", "flee", "escape", "detain", "capture", "attack", "destroy", "abduct", "release", "loot", "explode", "rescue"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event as its owner tells it, about to become a claim. ``meant``: its verb is told as something that someone means to do."""

    event: Event
    attribution: Attribution | None
    context: Context
    meant: bool = False

    @property
    def state(self) -> State:
        """Whether the words tell it as so."""
        return self.context.clauses.state(self.event.token.i)

    def unclaimed(self, refused: Refusal) -> Unclaimed:
        """What is kept of it."""
        token, frame = self.event.token, self.event.frame
        return refused.of((token.start, token.end), token.text, frame.kind, frame.name)


@dataclass(frozen=True, slots=True)
class Intention:
    """What someone means to do, about to become an intention. ``object`` is that of the verb itself, ``particle`` goes with it.

    ``agent`` is who will, ``about`` what it is done to, or what will do it, both in words; ``goes_on``: "will continue to do it".
    """

    verb: Token
    predicate: str
    agent: str | None
    about: str | None
    object: Token | None
    particle: str | None
    passive: bool
    negated: bool
    context: Context
    goes_on: bool = False

    @property
    def stands_alone(self) -> bool:
        """Whether the verb tells something without an object: "will resign", "will stop"."""
        return self.verb.lemma in self.context.frames.words["alone"]


# ---- events -----------------------------------------------------------------------------------------------------


def only_meant(candidate: Candidate) -> str | None:
    """It is told as what someone means to do, so not as done, and as an intention it says too little."""
    return _not_so(candidate.event.verb, candidate.context, "only meant") if candidate.meant else None


def unreal(candidate: Candidate) -> str | None:
    """The words tell it neither as so nor as not so: it is tried, wished, planned, possible, or so under a condition."""
    if candidate.state.told or candidate.state.kind == "unknown":
        return None
    return _not_so(candidate.event.token, candidate.context, "only possible")


def played(candidate: Candidate) -> str | None:
    """It happens in a film, a simulation or the like, or in a drill that only plays it: "were 'killed' in an exercise"."""
    return "only played or rehearsed" if candidate.context.clauses.is_feigned(candidate.event.token.i) else None


def background(candidate: Candidate) -> str | None:
    """The outlet itself tells it in a subordinate clause: it is known already, and not the news of the sentence. A title is all news."""
    event, context = candidate.event, candidate.context
    if candidate.attribution is not None or event.verb.relation not in BACKGROUND:
        return None
    return None if context.sentence_at(event.token.start).in_title else "told in passing, as known already"


def only_called_for(candidate: Candidate) -> str | None:
    """It is what a speaker demands, orders or predicts."""
    said = candidate.attribution
    return (
        None
        if said is None or said.act not in ONLY_ASKED
        else f"only what {_cue(said, candidate)} calls for or foresees"
    )


def unmeant_answer(candidate: Candidate) -> str | None:
    """Retaliation is asked for only where it is meant: what was an answer to what, reports do not dispute."""
    return "an answer, asked for only where it is yet to come" if candidate.event.frame.name == "retaliate" else None


def nowhere(candidate: Candidate) -> str | None:
    """Someone advanced, and the words don't say on what."""
    event = candidate.event
    return "does not say where to" if event.frame.name == "advance" and event.target is None else None


def unsaid(candidate: Candidate) -> str | None:
    """A saying that did not take place neither asserts nor denies it: "did not say that …". Denials and refusals to confirm do."""
    said = candidate.attribution
    if said is None or said.polarity != "denied" or said.act in {"deny", "confirm"} or candidate.state.denied:
        return None
    return f"not said: {_cue(said, candidate)}"


def each(candidate: Candidate) -> str | None:
    """It is done to each of some: a rule or a habit, not one event."""
    target = candidate.event.target
    tokens = candidate.context.parse.tokens
    found = target is not None and any(tokens[c].lower == "each" for c in target.children)
    return "told of each one, not of one event" if found else None


def beside_denial(candidate: Candidate) -> str | None:
    """A denial of "the accusation" or the like denies that; what else its content says is not what is denied."""
    said, context = candidate.attribution, candidate.context
    if said is None or said.act != "deny":
        return None
    tokens = [context.parse.tokens[i] for s, e in said.content for i in context.tokens_in(s, e)]
    return "not what is denied: that is what was said before" if points_only(tokens, context) else None


def unexplained(candidate: Candidate) -> str | None:
    """What crashed may have been shot down: it is an accident only where the sentence gives another cause than a shot."""
    if candidate.event.frame.name != "crash":
        return None
    context = candidate.context
    sentence = context.sentence_at(candidate.event.token.start)
    words = {context.parse.tokens[i].lemma.lower() for i in range(sentence.first, sentence.last)}
    return None if words & context.frames.words["accidents"] else "no cause given: it may have been shot down"


def nobody(candidate: Candidate) -> str | None:
    """Its source is "no group", "no one" or the like: nobody says it."""
    said, context = candidate.attribution, candidate.context
    if said is None or not said.source:
        return None
    start, end = said.source[0]
    first, words = context.parse.tokens[context.tokens_in(start, end)[0]], context.clauses.grammar.words
    return f"nobody says it: “{context.parse.text[start:end]}”" if first.lower in words.no | words.nobody else None


def hypothetical(candidate: Candidate) -> str | None:
    """The saying itself is but a condition or was not done: "unless he agrees to a truce", "did not say that"."""
    said, clauses, tokens = candidate.attribution, candidate.context.clauses, candidate.context.parse.tokens
    if said is None:
        return None
    silent = said.act in SAYING and said.polarity == "asserted"
    for i in (i for s, e in said.cue for i in candidate.context.tokens_in(s, e) if tokens[i].pos == "VERB"):
        state = clauses.state(i)
        if state.kind == "conditional" or (silent and state.negative):
            return f"the saying is {why_not_so(state, i, clauses)}"
    return None


def counted(candidate: Candidate) -> str | None:
    """Nobody is named as having done it, and a number says it already ("12 people were killed"), or it only tells whom ("those killed")."""
    event, context = candidate.event, candidate.context
    if event.target is None or event.negated or event.frame.name not in COUNTED or is_place(event.target, context):
        return None
    if side_words(event.actor, candidate.attribution, context) is not None:
        return None
    start, end = phrase(event.target, context)
    figure = next((f for f in context.figures if start < f.span[1] and f.span[0] < end), None)
    number = next((t for i in context.tokens_in(start, end) if (t := context.parse.tokens[i]).pos == "NUM"), None)
    words = figure.words if figure is not None else number.text if number is not None else None
    if words is not None:
        return f"the number says it: “{words}”"
    return "only says whom, as known already" if event.verb.relation == "noun_clause" and event.actor is None else None


EVENTS: tuple[Veto[Candidate], ...] = (
    only_meant,
    unreal,
    played,
    background,
    only_called_for,
    unmeant_answer,
    nowhere,
    unsaid,
    each,
    beside_denial,
    unexplained,
    nobody,
    hypothetical,
    counted,
)


# ---- nouns ------------------------------------------------------------------------------------------------------


def untelling_cue(candidate: Candidate) -> str | None:
    """What a speaker condemns, demands or denies is named, and not told by that: only sayings and warnings tell of an event by its noun."""
    said = candidate.attribution
    if said is None or (said.act in NAMING and said.polarity != "denied"):
        return None
    return f"only named: {_cue(said, candidate)} does not tell of it"


def set_beside(candidate: Candidate) -> str | None:
    """The noun only says when, where or in spite of what: "amid clashes", "since the attack"."""
    noun, context = candidate.event.token, candidate.context
    above = context.parse.tokens[noun.head]
    beside = noun.relation == "prepositional_object" and above.lower in context.frames.words["beside"]
    return f"only says when or where: “{above.text} … {noun.text}”" if beside else None


def only_named(candidate: Candidate) -> str | None:
    """The noun names what goes on for long or is no deed, and nothing is said of it: "the offensive", "the occupation"."""
    frame = candidate.event.frame
    told = (frame.deed and frame.name != "offensive") or frame.name in NAMED
    return None if told else "only named, without what is said of it"


def unreal_around(candidate: Candidate) -> str | None:
    """The verb above the noun tells neither that it is so nor that it is not. A threat of retaliation is told all the same."""
    verb = governing_verb((candidate.event.token.i,), candidate.context)
    if verb is None or candidate.context.clauses.state(verb.i).told or candidate.event.frame.name == "retaliate":
        return None
    return _not_so(verb, candidate.context, "left open")


def idle_answer(candidate: Candidate) -> str | None:
    """Retaliation is told by its noun only where it is threatened, warned of or promised."""
    said = candidate.attribution
    threatened = said is not None and said.act in MEANING
    return None if candidate.event.frame.name != "retaliate" or threatened else "named, and not threatened"


NOUNS: tuple[Veto[Candidate], ...] = (
    untelling_cue,
    played,
    nobody,
    hypothetical,
    only_named,
    set_beside,
    unreal_around,
    idle_answer,
    unexplained,
)


# ---- intentions -------------------------------------------------------------------------------------------------


def empty_step(intention: Intention) -> str | None:
    """Taking action, steps or part says nothing that another could deny."""
    empty = intention.context.frames.words["steps"]
    if intention.verb.lemma != "take" or intention.object is None or intention.object.lemma not in empty:
        return None
    return f"says nothing that could be denied: “{intention.verb.text} {intention.object.text}”"


def nobody_will(intention: Intention) -> str | None:
    """Neither who will do it is named nor what will happen to what; of what goes on, who does it must be."""
    unnamed = intention.agent is None and (
        intention.about is None or intention.goes_on or intention.predicate == "retaliate"
    )
    return "only meant, and not said by whom" if unnamed else None


def acts_of_itself(intention: Intention) -> str | None:
    """Of what acts of itself ("the process will work") only what begins, ends or goes on can be told."""
    if intention.agent is not None or intention.passive:
        return None
    vague = intention.verb.lemma in intention.context.frames.words["vague"] and intention.particle is None
    if intention.stands_alone and not vague:
        return None
    return f"only meant, and nobody’s own doing: “{intention.verb.text}”"


def nothing_to_hold_against(intention: Intention) -> str | None:
    """What will be done is not said to be done to anything, and the verb tells nothing by itself: "will win", "will enter"."""
    enough = intention.object is None and intention.stands_alone and not intention.goes_on
    if intention.agent is None or intention.about is not None or enough:
        return None
    return f"only meant, and nothing that a later report could be held against: “{intention.verb.text}”"


INTENTIONS: tuple[Veto[Intention], ...] = (empty_step, nobody_will, acts_of_itself, nothing_to_hold_against)


# ---- claims that were made --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Made:
    """A claim that was made, and may yet be none."""

    claim: Claim
    context: Context

    def unclaimed(self, refused: Refusal) -> Unclaimed:
        """What is kept of it: the words of its number, or else its evidence."""
        claim = self.claim
        span = next((f.span for f in self.context.figures if f.id in claim.figures), claim.evidence)
        return refused.of(span, self.context.parse.text[span[0] : span[1]], claim.kind, claim.predicate)


def only_denied(made: Made) -> str | None:
    """Someone denies it, and nobody is said to have claimed it: "denied previous accusations of …". The denial is told."""
    by_id = made.context.by_id
    said = by_id.get(made.claim.attribution or "")
    above = by_id.get(said.parent or "") if said is not None else None
    bare = said is not None and not said.source and above is not None and above.polarity == "denied"
    return "claimed by nobody, only denied" if bare else None


CLAIMS: tuple[Veto[Made], ...] = (only_denied,)


def without_refused(
    claims: Iterable[Claim], vetoes: Iterable[Veto[Made]], context: Context
) -> tuple[list[Claim], list[Unclaimed]]:
    """The claims about which ``vetoes`` are silent, and what is kept of the others; of what names no event and no number nothing is."""
    kept: list[Claim] = []
    unclaimed: list[Unclaimed] = []
    for claim in claims:
        made = Made(claim, context)
        if (refused := refusal(made, vetoes)) is None:
            kept.append(claim)
        elif claim.kind not in {"other", "identity"}:
            unclaimed.append(made.unclaimed(refused))
    return kept, unclaimed


# ---- figures ----------------------------------------------------------------------------------------------------


def superseded(figure: Figure) -> str | None:
    """The words give the number as what was before, or was wrong: "rose from 12", "46, not 64"."""
    return "told as what was before, or was wrong" if figure.superseded else None


FIGURES: tuple[Veto[Figure], ...] = (superseded,)


# ---- what they share --------------------------------------------------------------------------------------------


def _not_so(token: Token, context: Context, otherwise: str) -> str:
    return why_not_so(context.clauses.state(token.i), token.i, context.clauses) or otherwise


def _cue(said: Attribution, candidate: Candidate) -> str:
    """The saying words, quoted."""
    text = candidate.context.parse.text
    return f"“{' … '.join(text[s:e] for s, e in said.cue)}”" if said.cue else "the saying"
