"""States → words: why what a word tells is not told as so, with the words of the text that made it so."""

from rashomon.clauses.reading import Clauses
from rashomon.clauses.reality import Kind, State
from rashomon.records import Token

OPENINGS: dict[Kind, str] = {
    "attempted": "only tried", "prevented": "prevented", "wished": "only wished", "planned": "only planned", "possible": "only possible",
    "conditional": "only under a condition", "unknown": "left open",
}  # fmt: skip
MARKS = frozenset({"negation", "marker", "auxiliary"})
JOINED = " … "


def why_not_so(state: State, i: int, clauses: Clauses) -> str:
    """Why what token ``i``, whose state is ``state``, tells is not told as so: "only planned: “planned to”"; empty where it is told as so."""
    if state.real:
        return ""
    opening = OPENINGS.get(state.kind, "denied" if state.denied else "did not happen")
    words = [_with_infinitive(clauses.parse.tokens[j], clauses) if j != i else _mark(i, clauses) for j in state.through]
    told = JOINED.join(dict.fromkeys(word for word in words if word))
    return f"{opening}: “{told}”" if told else opening


def _with_infinitive(token: Token, clauses: Clauses) -> str:
    """A governor, with the "to" that follows it."""
    tokens = clauses.parse.tokens
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    leads = after is not None and after.tag == "TO" and after.lower in clauses.grammar.words.infinitive
    return f"{token.text} {after.text}" if leads and after is not None else token.text


def _mark(i: int, clauses: Clauses) -> str:
    """The word of a clause itself that bends it: its "not", "if" or "to"."""
    tokens = clauses.parse.tokens
    found = next((tokens[c] for c in tokens[i].children if tokens[c].relation in MARKS and c < i), None)
    return "" if found is None else f"{found.text} {tokens[i].text}" if found.tag == "TO" else found.text
