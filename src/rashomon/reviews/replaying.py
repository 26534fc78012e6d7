"""Log → what is in force: undone entries fall out, later decisions on one thing take the place of earlier ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rashomon.comparing.identities import name_key
from rashomon.reviews.records import Review

Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is in force. All but the first and last are keyed: by claim, by claim and field, by pair of claims, by speaker or report.

    ``entries`` are the entries in force, in order; ``whole`` those that judge a question as a whole.
    """

    entries: tuple[Review, ...] = ()
    added: Mapping[str, Review] = field(default_factory=dict)
    confirmed: Mapping[str, Review] = field(default_factory=dict)
    rejected: Mapping[str, Review] = field(default_factory=dict)
    corrected: Mapping[str, Mapping[str, Review]] = field(default_factory=dict)
    together: Mapping[Pair, Review] = field(default_factory=dict)
    apart: Mapping[Pair, Review] = field(default_factory=dict)
    aside: Mapping[tuple[str, str], Review] = field(default_factory=dict)
    speakers: Mapping[str, Review] = field(default_factory=dict)
    levels: Mapping[str, Review] = field(default_factory=dict)
    whole: tuple[Review, ...] = ()


def in_force(log: Iterable[Review]) -> tuple[Review, ...]:
    """The entries that nobody took back; an undo that was undone takes nothing back."""
    undone: set[int] = set()
    kept = []
    for entry in sorted(log, key=lambda e: -e.number):
        if entry.number in undone:
            continue
        if entry.act == "undo" and entry.undoes is not None:
            undone.add(entry.undoes)
        else:
            kept.append(entry)
    return tuple(reversed(kept))


def replay(log: Iterable[Review]) -> Judged:
    """What the whole log comes to."""
    entries = in_force(log)
    added: dict[str, Review] = {}
    confirmed: dict[str, Review] = {}
    rejected: dict[str, Review] = {}
    corrected: dict[str, dict[str, Review]] = {}
    together: dict[Pair, Review] = {}
    apart: dict[Pair, Review] = {}
    aside: dict[tuple[str, str], Review] = {}
    speakers: dict[str, Review] = {}
    levels: dict[str, Review] = {}
    for entry in entries:
        claims = [t.claim for t in entry.targets]
        match entry.act:
            case "add":
                added |= dict.fromkeys(claims, entry)
            case "confirm" if not entry.question:
                confirmed |= dict.fromkeys(claims, entry)
                rejected = {c: e for c, e in rejected.items() if c not in claims}
            case "reject":
                rejected |= dict.fromkeys(claims, entry)
                confirmed = {c: e for c, e in confirmed.items() if c not in claims}
            case "correct":
                for claim in claims:
                    corrected.setdefault(claim, {})[entry.field or ""] = entry
            case "together":
                together |= dict.fromkeys(entry.pairs, entry)
                apart = {p: e for p, e in apart.items() if p not in entry.pairs}
            case "apart":
                apart |= dict.fromkeys(entry.pairs, entry)
                together = {p: e for p, e in together.items() if p not in entry.pairs}
            case "not_comparable":
                first = [t.claim for t in entry.targets if t.side == 0]
                aside |= {(a, t.claim): entry for a in first for t in entry.targets if t.side == 1}
            case "speaker":
                speakers[name_key(entry.subject or "")] = entry
            case "level":
                levels[entry.subject or ""] = entry
            case _:
                pass
    return Judged(
        entries=entries, added=added, confirmed=confirmed, rejected=rejected, corrected=corrected, together=together,
        apart=apart, aside=aside, speakers=speakers, levels=levels, whole=tuple(e for e in entries if e.question),
    )  # fmt: skip
