"""Whether what a word tells happened: the state that it has, and how governors bend it."""

from dataclasses import dataclass, replace
from typing import Literal

from rashomon.languages.grammar import Effect, Value
from rashomon.records import Reality

Kind = Literal["real", "attempted", "prevented", "wished", "planned", "possible", "conditional", "unknown"]


@dataclass(frozen=True, slots=True)
class State:
    """What the words say of a clause or deed.

    ``negative``: that it is not so (of a plan: that it is planned not to be so). ``denied``: that someone denies in words that it is so;
    it is then also negative. ``through``: the tokens that made it so, outermost first. ``past``: of what is possible or meant, that it may have been
    already ("may have died", "came down to kill 12").
    """

    kind: Kind = "real"
    negative: bool = False
    denied: bool = False
    through: tuple[int, ...] = ()
    past: bool = False

    @property
    def reality(self) -> Reality:
        """The state in the vocabulary of DESIGN.md."""
        if self.kind == "real":
            return "did_not" if self.negative else "happened"
        return self.kind

    @property
    def real(self) -> bool:
        """Whether it is told as so: neither negative nor less than real."""
        return self.kind == "real" and not self.negative

    @property
    def told(self) -> bool:
        """Whether it is told as so or as not so, and not only tried, meant, possible or open."""
        return self.kind in {"real", "prevented"}

    def by(self, *tokens: int) -> "State":
        """The same, with further tokens that made it so."""
        return replace(self, through=(*self.through, *tokens))

    def turned(self) -> "State":
        """The same with its sign turned; what is no longer negative is no longer denied."""
        if self.kind == "prevented":
            return State("real", False, False, self.through)
        return replace(self, negative=not self.negative, denied=False)


HAPPENED = State()


def governed(above: State, effect: Effect, *, finite: bool) -> State:
    """The state of what stands below a governor whose own state is ``above``; ``finite``: it is a clause with a tense of its own."""
    if above.kind == "prevented" or (above.kind == "real" and above.negative):
        value = effect.negated
        if above.denied and effect.denied is not None:
            value = effect.denied
        if value is None:  # "did not plan to": a plan that there is not
            return State(_kind(effect.asserted), True, above.denied, above.through)
        return _valued(value, above)
    if above.kind == "real":
        return _valued(effect.finite if finite and effect.finite is not None else effect.asserted, above)
    if above.negative and effect.negated in {"unknown", "denied"}:
        return State("unknown", False, False, above.through)  # "could not confirm", "will not comment"
    if effect.unreal is not None and above.kind != "possible":
        return _valued(effect.unreal, above)  # "hopes to confirm that"; who can confirm it does
    if effect.unreal is not None:
        return State(through=above.through)
    return _valued(effect.asserted, above) if effect.asserted in {"not", "unknown", "denied"} else above


def _valued(value: Value, above: State) -> State:
    if value == "same":
        return above
    if value == "not":
        return above.turned() if above.kind != "prevented" else above
    if value == "so":
        return State(through=above.through)
    if value == "not_so":
        return State("real", True, False, above.through)
    if value == "denied":
        if above.kind == "real":
            return State("real", True, True, above.through)
        return State("unknown", False, False, above.through)  # "may deny that"
    return State(value, False, False, above.through)


def _kind(value: Value) -> Kind:
    return "real" if value in {"same", "not", "so", "not_so", "denied"} else value  # type: ignore[return-value]


def predicated(value: str, above: State) -> State:
    """What a predicate of a kind makes of its subject where the copula is as ``above``."""
    if above.kind not in {"real", "prevented"}:
        return State("unknown", through=above.through)
    no = above.negative
    if value == "false":
        return State(through=above.through) if no and not above.denied else State("real", True, True, above.through)
    if value == "true":
        return State("real", True, True, above.through) if no else State(through=above.through)
    if value == "clear":
        return State("unknown", through=above.through) if no else State(through=above.through)
    return State(through=above.through) if no else State("unknown", through=above.through)
