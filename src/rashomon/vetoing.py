"""Vetoes: small functions, each with a name and a meaning, that may keep words from making a claim. Of a row of them the first that speaks is the reason."""

from collections.abc import Iterable
from inspect import getdoc
from typing import NamedTuple, Protocol, TypeVar

from rashomon.records import ClaimKind, Span, Unclaimed

C = TypeVar("C", contravariant=True)


class Veto(Protocol[C]):
    """A pure function from what is about to be claimed to the reason, in words, why it is not; None where it has none.

    Its docstring says when it speaks; its name is what ``Unclaimed.veto`` keeps.
    """

    __name__: str

    def __call__(self, candidate: C, /) -> str | None: ...


class Refusal(NamedTuple):
    """The name of the veto that spoke, and the reason that it gave."""

    veto: str
    reason: str

    def of(self, span: Span, words: str, kind: ClaimKind, predicate: str | None) -> Unclaimed:
        """What is kept of the words at ``span``, which would have told ``predicate``."""
        return Unclaimed(
            span=span, words=words, kind=kind, predicate=predicate, veto=self.veto, reason=self.reason
        )  # fmt: skip


def refusal(candidate: C, vetoes: Iterable[Veto[C]]) -> Refusal | None:
    """The first of ``vetoes`` that speaks; None where all are silent."""
    for veto in vetoes:
        if (reason := veto(candidate)) is not None:
            return Refusal(veto.__name__, reason)
    return None


def meaning(veto: Veto[C]) -> str:
    """What a veto means, in one line.

    >>> def unreal(candidate: object) -> str | None:
    ...     "It is only told of."
    >>> meaning(unreal)
    'It is only told of.'
    """
    return " ".join((getdoc(veto) or "").split())
