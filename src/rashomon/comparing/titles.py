"""A question's key → its title in plain words."""

from collections import Counter
from collections.abc import Mapping, Sequence

from rashomon.comparing.statements import Statement
from rashomon.lexicon.frames import Frames

_DONE = {
    "killed": "were killed", "injured": "were injured", "casualties": "became casualties", "missing": "are missing",
    "displaced": "were displaced", "returned": "returned or are to return", "refugees": "are refugees", "detained": "are detained",
    "captured": "were captured", "released": "were released", "escaped": "escaped", "evacuated": "were evacuated",
    "affected": "were affected", "present": "are there", "deployed": "were deployed", "arrested": "were arrested",
    "abducted": "were abducted", "destroyed": "were destroyed", "attacks": "were there", "fired": "were fired",
    "aircraft": "were there", "vehicles": "were there", "seized": "were seized", "other": "are spoken of",
}  # fmt: skip
MOST_WORDS = 8


def title(statements: Sequence[Statement], frames: Frames) -> str:
    """The question that ``statements`` answer, from its founding statement's key and the commonest place."""
    first = statements[0]
    place = _commonest([s.place_words for s in statements if s.located]) or _commonest(
        [s.place_words for s in statements]
    )
    where = f" in {place}" if place else ""
    if first.figure is not None:
        group = _commonest([s.figure.group for s in statements if s.figure is not None and s.figure.group])
        counted = group if group and len(group.split()) <= MOST_WORDS and first.group_class is not None else None
        counted = counted or first.figure.unit
        return f"How many {counted} {_DONE.get(first.figure.measure, 'are spoken of')}{where}?"
    return _position_title(statements, frames, place)


def _position_title(statements: Sequence[Statement], frames: Frames, place: str | None) -> str:
    first = statements[0]
    predicate = first.claim.predicate or ""
    frame = frames.by_name.get(predicate)
    if first.claim.kind == "responsibility":
        return (
            f"Who is responsible for what happened{f' in {place}' if place else ''}?"
            if frame is None
            else f"Who did it: {frame.name.replace('_', ' ')}{f' in {place}' if place else ''}?"
        )
    target = _commonest([s.claim.target for s in statements]) or place or "it"
    if (
        target.lower() in {"it", "them", "this", "they"}
        or target.lower().startswith("the town")
        or (frame is not None and frame.place and place)
    ):
        target = place or target
    if first.claim.kind == "intention":
        who = first.speaker.name
        return f"What does {who} intend: {predicate.replace('_', ' ')} {target}?"
    if frame is None:
        return f"Did it happen: {predicate} {target}?"
    values: Mapping[str, str] = {"target": target, "actor": _commonest([s.claim.actor for s in statements]) or "anyone"}
    return frame.title.format(**values)


def _commonest(words: Sequence[str | None]) -> str | None:
    counted = Counter(w for w in words if w)
    return min(counted.items(), key=lambda item: (-item[1], len(item[0]), item[0]))[0] if counted else None
