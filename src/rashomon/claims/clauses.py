"""A verb's clause: who does it, to what, and whether it is said not to be so; read off the dependencies."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "obj"})
RELATIVE = frozenset({"WDT", "WP"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
NONE = frozenset({"no", "neither"})
SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "claim", "plan", "continue", "begin", "start", "try", "manage", "fail", "refuse", "want"})  # fmt: skip
ACHIEVING = frozenset({"manage", "begin", "start", "continue", "help", "claim", "able", "fail", "refuse", "prove", "appear", "seem", "go", "say", "report", "believe", "know", "think", "come", "happen", "force", "cause", "lead", "oblige"})  # fmt: skip
UNREAL_NOUNS = frozenset({"attempt", "bid", "effort", "plan", "hope", "chance", "risk", "aim", "goal", "intention", "prospect", "possibility", "fear", "danger", "way", "deal", "agreement", "proposal", "scenario", "idea", "threat", "condition", "demand", "order", "decision"})  # fmt: skip
FAILED = frozenset({"fail", "refuse", "decline"})
MOST_STEPS = 6  # a chain of conjuncts and controllers longer than this is a misparse


@dataclass(frozen=True, slots=True)
class Clause:
    """The roles around a verb. ``companions`` are what may change its meaning: object, particle, complement, "in control"."""

    verb: Token
    subject: Token | None
    object: Token | None
    agent: Token | None
    passive: bool
    negated: bool
    companions: tuple[str, ...]


def read_clause(verb: Token, tokens: Sequence[Token]) -> Clause:
    """The clause that ``verb`` heads."""
    passive = is_passive(verb, tokens)
    subject = subject_of(verb, tokens)
    found = object_of(verb, tokens)
    agent = agent_of(verb, tokens, passive=passive)
    negated = is_negated(verb, tokens) or any(
        token is not None and _is_none(token, tokens) for token in (subject, found, agent)
    )
    return Clause(verb, subject, found, agent, passive, negated, _companions(verb, found, tokens))


def is_passive(verb: Token, tokens: Sequence[Token], steps: int = 0) -> bool:
    """Whether the verb's subject undergoes it; a bare conjunct is as its head is."""
    if any(tokens[c].dep in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    if verb.tag != "VBN":
        return False
    if any(tokens[c].dep == "aux" for c in verb.children):
        return False
    if any(tokens[c].dep in OBJECTS for c in verb.children):
        return False  # "no aircraft bombed the town" parsed as a participle
    if verb.dep in {"acl", "relcl", "advcl"}:
        return not any(tokens[c].dep in SUBJECTS for c in verb.children)
    head = tokens[verb.head]
    return verb.dep == "conj" and steps < MOST_STEPS and head.i != verb.i and is_passive(head, tokens, steps + 1)


def subject_of(verb: Token, tokens: Sequence[Token], steps: int = 0) -> Token | None:
    """The verb's own subject, or the one that it shares, is controlled by, or stands beside as a relative or participle."""
    own = next((tokens[c] for c in verb.children if tokens[c].dep in SUBJECTS), None)
    if own is not None:
        return _antecedent(own, verb, tokens) if own.tag in RELATIVE else own
    head = tokens[verb.head]
    if steps > MOST_STEPS or head.i == verb.i:
        return None
    if verb.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN", "PRON", "NUM"} and verb.tag != "VB":
        return head
    if verb.dep == "pcomp":
        governor = tokens[head.head]
        for _ in range(MOST_STEPS):
            if governor.pos in {"VERB", "AUX"} or governor.head == governor.i:
                break
            governor = tokens[governor.head]
        if governor.pos not in {"VERB", "AUX"}:
            return None
        below = object_of(governor, tokens) if head.lower in {"of", "for", "from"} else None
        return below or subject_of(governor, tokens, steps + 1)
    if head.pos not in {"VERB", "AUX"}:
        return None
    if verb.dep == "xcomp":
        below = None if head.lemma in SUBJECT_CONTROL else object_of(head, tokens)
        return below or subject_of(head, tokens, steps + 1)
    if verb.dep == "conj" or (verb.dep in {"advcl", "ccomp"} and verb.tag in {"VBG", "VBN", "VB"}):
        return subject_of(head, tokens, steps + 1)
    return None


def object_of(verb: Token, tokens: Sequence[Token]) -> Token | None:
    """The verb's object, or the noun that its relative clause says it of."""
    own = next((tokens[c] for c in verb.children if tokens[c].dep in OBJECTS), None)
    if own is not None:
        return _antecedent(own, verb, tokens) if own.tag in RELATIVE else own
    if verb.dep == "relcl" and any(tokens[c].dep in SUBJECTS and tokens[c].tag not in RELATIVE for c in verb.children):
        return tokens[verb.head] if not is_passive(verb, tokens) else None
    return None


def agent_of(verb: Token, tokens: Sequence[Token], *, passive: bool) -> Token | None:
    """Who does it in a passive clause."""
    for child in verb.children:
        token = tokens[child]
        if token.dep == "agent" or (passive and token.dep == "prep" and token.lower == "by"):
            found = next((tokens[c] for c in token.children if tokens[c].dep == "pobj"), None)
            if found is not None and found.entity not in {"DATE", "TIME"}:
                return found
    return None


def is_negated(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether the verb is negated, or is what someone failed to do."""
    if any(tokens[c].dep == "neg" or tokens[c].lower in NEGATIONS for c in verb.children):
        return True
    head = tokens[verb.head]
    return verb.dep == "xcomp" and head.i != verb.i and head.lemma in FAILED


def is_modal(verb: Token, tokens: Sequence[Token], words: frozenset[str]) -> bool:
    """Whether one of ``words`` is an auxiliary of the verb, or of the verb that it is a conjunct of."""
    if any(tokens[c].dep == "aux" and tokens[c].lower in words for c in verb.children):
        return True
    bare = not any(tokens[c].dep in {"aux", *SUBJECTS} for c in verb.children)
    head = tokens[verb.head]
    return verb.dep == "conj" and bare and head.i != verb.i and head.i < verb.i and is_modal(head, tokens, words)


def is_conditional(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether the verb stands in a condition ("if", "unless")."""
    token = verb
    for _ in range(MOST_STEPS):
        if any(tokens[c].dep == "mark" and tokens[c].lower in {"if", "unless"} for c in token.children):
            return True
        if token.head == token.i or token.dep not in {"conj", "xcomp", "advcl", "ccomp"}:
            return False
        token = tokens[token.head] if token.dep in {"conj", "xcomp"} else token
        if token.dep in {"advcl", "ccomp"}:
            return any(tokens[c].dep == "mark" and tokens[c].lower in {"if", "unless"} for c in token.children)
    return False


def is_purpose(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether the verb is an infinitive that tells of no deed done ("to cover their retreat"), or within one ("to join X in bombing Y")."""
    if verb.dep == "pcomp":
        if tokens[verb.head].lower in {"at", "toward", "towards"}:
            return True  # "aimed at opening its markets"
        above = tokens[tokens[verb.head].head]
        return above.pos == "VERB" and above.i != verb.i and is_purpose(above, tokens)
    if verb.tag != "VB" or not any(tokens[c].lower == "to" and tokens[c].dep == "aux" for c in verb.children):
        return False
    return tokens[verb.head].lemma not in ACHIEVING


def is_of_unreal(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether the verb hangs on a noun for what is not so yet: "attempts at occupying", "a deal whereby they leave"."""
    head = tokens[verb.head]
    noun = tokens[head.head] if verb.dep == "pcomp" else head
    return verb.dep in {"pcomp", "relcl", "acl"} and noun.pos == "NOUN" and noun.lemma in UNREAL_NOUNS


def prepositional(token: Token, tokens: Sequence[Token], words: frozenset[str] | None = None) -> Token | None:
    """The object of the first preposition below ``token`` (one of ``words``)."""
    for child in token.children:
        below = tokens[child]
        if below.dep in {"prep", "agent"} and (words is None or below.lower in words):
            found = next((tokens[c] for c in below.children if tokens[c].dep == "pobj"), None)
            if found is not None:
                return found
    return None


def _antecedent(relative: Token, verb: Token, tokens: Sequence[Token]) -> Token | None:
    """The noun that a relative pronoun stands for."""
    token = verb
    for _ in range(MOST_STEPS):
        if token.dep == "relcl":
            return tokens[token.head]
        if token.head == token.i:
            return None
        token = tokens[token.head]
    return None


def _is_none(token: Token, tokens: Sequence[Token]) -> bool:
    if token.lower in NOBODY:
        return True
    return any(
        tokens[c].lower in NONE
        or (tokens[c].lower == "single" and any(tokens[d].lower == "not" for d in tokens[c].children))
        for c in token.children
    )


def _companions(verb: Token, found: Token | None, tokens: Sequence[Token]) -> tuple[str, ...]:
    words = [found.lemma] if found is not None else []
    for child in verb.children:
        token = tokens[child]
        if token.dep in {"prt", "acomp", "oprd", "attr", "nsubjpass", "dative"}:
            words.append(token.lemma)
        elif token.dep == "advmod" and token.lower in {"back", "out", "off", "up", "down", "over", "home"}:
            words.append(token.lower)
        elif token.dep == "prep":
            words += [f"{token.lower} {tokens[c].lemma}" for c in token.children if tokens[c].dep == "pobj"]
            words.append(token.lower)
    if found is not None:
        words += [tokens[c].lemma for c in found.children if tokens[c].dep in {"compound", "amod", "prep", "conj"}]
        of = prepositional(found, tokens, frozenset({"of"}))
        if of is not None:
            words.append(of.lemma)
    return tuple(words)
