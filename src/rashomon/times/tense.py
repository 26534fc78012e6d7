"""Which way a verb points: -1 to what has been, 1 to what is to come, 0 when it doesn't say."""

from rashomon.records import Token

AHEAD, BACK, UNSAID = 1, -1, 0
STEPS = 4  # from the expression up to its verb: day, preposition, verb, and one to spare
WINDOW = 6  # tokens that are looked at where there is no parse

_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "should", "can", "could", "may", "might", "must"})
_PLANNED = frozenset({"schedule", "expect", "plan", "set", "slate", "book", "due"})
_HAPPENED = frozenset({"force", "begin", "start", "continue", "manage", "fail", "seem", "appear", "use", "help"})
_REPORTED = frozenset({"say", "report", "believe", "think", "know", "allege", "understand", "rumor", "rumour", "claim"})
_LINKS = frozenset(
    {
        "preposition",
        "prepositional_object",
        "noun_adverb",
        "numeral",
        "preposition_clause",
        "adverb",
        "compound",
        "adjective",
    }
)


def direction(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Where the verb that tokens ``first`` to ``last`` (half-open) hang on points."""
    token = tokens[last - 1]
    if not token.tag:
        before = {t.lower for t in tokens[max(0, first - WINDOW) : first]}
        return AHEAD if before & {"will", "shall", "due", "scheduled"} else UNSAID
    for _ in range(STEPS):
        head = tokens[token.head]
        if head is token:
            return UNSAID
        if head.pos in {"VERB", "AUX"}:
            return _verb(head, tokens)
        if head.lower == "due":
            return AHEAD
        if head.pos == "ADJ":
            return UNSAID
        if not first <= head.i < last and token.relation not in _LINKS:
            return UNSAID
        if not first <= head.i < last and head.pos in {"NOUN", "PROPN"} and token.relation != "prepositional_object":
            return UNSAID
        token = head
    return UNSAID


def _verb(verb: Token, tokens: tuple[Token, ...]) -> int:
    helpers = [tokens[i] for i in verb.children if tokens[i].relation in {"auxiliary", "passive_auxiliary"}]
    words = {t.lower for t in helpers}
    if "have" in {t.lemma for t in helpers}:
        return BACK
    if words & _WILL:
        return AHEAD
    if "to" in words:
        governor = tokens[verb.head]
        if governor.lemma in _HAPPENED:
            return UNSAID
        if governor.lemma in _REPORTED and governor.tag == "VBN":
            return _verb(governor, tokens)  # "were said to hold the town on Saturday"
        above = tokens[governor.head] if governor.pos == "ADJ" else governor
        had = any(
            tokens[i].lower == "had" for i in above.children if tokens[i].relation in {"auxiliary", "passive_auxiliary"}
        )
        return BACK if had else AHEAD
    if verb.lemma in _PLANNED and verb.tag in {"VBN", "VBD"} and words:
        return AHEAD
    if verb.tag == "VBG":
        return BACK if words & {"was", "were"} else AHEAD if words else UNSAID
    if verb.tag in {"VBD", "VBN"}:
        return UNSAID if words & {"is", "are"} else BACK
    return UNSAID
