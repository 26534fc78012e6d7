"""What a person wants done → the entry for the log: what was judged is taken down as it stood, and what can't be is refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from rashomon.errors import InputError
from rashomon.records import (
    Analysis,
    Claim,
    ClaimKind,
    Figure,
    Number,
    Place,
    Polarity,
    Question,
    Span,
    Speaker,
    SpeakerKind,
    content_id,
)  # fmt: skip
from rashomon.reviews.records import ACTS, AROUND, FIELDS, LEVELS, Review, Target

MOST_WORDS = 2000  # characters of a reason, a note or a name
PAIRED = frozenset({"together", "apart", "not_comparable"})
_BOUNDS = ("low", "best", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person wants done, as a form, a request or a command gives it.

    ``claims`` and ``others`` are the ids of the two sides, ``report`` and ``span`` the words of a claim to add.
    """

    act: str
    actor: str
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    subject: str | None = None
    span: Span | None = None
    field: str | None = None
    after: Any = None
    why: str | None = None
    undoes: int | None = None
    question: bool = False
    seen: int | None = None


def make_entry(
    wish: Wish, analyses: Sequence[Analysis], questions: Sequence[Question], log: Sequence[Review], *, at: str
) -> Review:
    """The entry for a wish. ``analyses`` are as people corrected them so far, ``log`` is all that was done before.

    Raises:
        InputError: the wish can't be understood, or is about what is not there.
    """
    if wish.act not in ACTS or wish.act == "forget":
        raise InputError(f"no act {wish.act[:40]!r}; give one of {', '.join(a for a in ACTS if a != 'forget')}")
    for words in (wish.actor, wish.why, wish.subject, wish.after):
        if isinstance(words, str) and (len(words) > MOST_WORDS or "\x00" in words):
            raise InputError(f"at most {MOST_WORDS} characters, and none that cannot be printed")
    if not wish.actor.strip():
        raise InputError("who reviews this? give a name")
    entry = Review(
        act=wish.act, actor=" ".join(wish.actor.split()), at=at, why=(wish.why or "").strip() or None, question=wish.question,
        seen=len(log) if wish.seen is None else wish.seen,
    )  # fmt: skip
    if wish.act == "undo":
        return _undo(entry, wish, log)
    if wish.act == "add":
        return _add(entry, wish, analyses)
    if wish.act == "speaker":
        return _rename(entry, wish, analyses)
    if wish.act == "level":
        return _class(entry, wish, analyses, log)
    targets = [_target(name, analyses, side=0) for name in dict.fromkeys(wish.claims)]
    targets += [_target(name, analyses, side=1) for name in dict.fromkeys(wish.others) if name not in wish.claims]
    if not targets:
        raise InputError(f"which claim? '{wish.act}' needs one")
    entry = replace(entry, targets=tuple(targets), before=_standing(targets, questions))
    return _judged(entry, wish, analyses, targets)


def _judged(entry: Review, wish: Wish, analyses: Sequence[Analysis], targets: Sequence[Target]) -> Review:
    match wish.act:
        case "together" | "apart" | "not_comparable":
            if not {0, 1} <= {t.side for t in targets}:
                raise InputError(f"'{wish.act}' needs claims on two sides")
            kinds = {t.values["kind"] == "figure" for t in targets}
            if wish.act == "together" and len(kinds) > 1:
                raise InputError("a figure and a position never answer one question")
            return replace(entry, question=wish.act != "not_comparable")
        case "correct":
            if len(targets) != 1:
                raise InputError("one claim is corrected at a time")
            before, after = corrected(wish.field, wish.after, targets[0].values)
            return replace(entry, field=wish.field, before=before, after=after, question=False)
        case "verdict":
            if not isinstance(wish.after, str) or not wish.after.strip() or not entry.why:
                raise InputError("a verdict needs words and a reason")
            return replace(entry, after=wish.after.strip(), question=True)
        case "note":
            if not isinstance(wish.after, str) or not wish.after.strip():
                raise InputError("an empty note says nothing")
            return replace(entry, after=wish.after.strip(), question=True)
        case "reject":
            return replace(entry, question=False)
        case _:
            return entry


# ---- what was judged --------------------------------------------------------------------------------------------


def values_of(analysis: Analysis, claim: Claim) -> dict[str, Any]:
    """The values of a claim that a person can judge."""
    speaker = next((s for s in analysis.speakers if s.id == claim.speaker), None)
    figure = next((f for f in analysis.figures if f.id in claim.figures[:1]), None)
    place = next((p for p in analysis.places if p.id in claim.places[:1]), None)
    time = next((t for t in analysis.times if t.id in claim.times[:1]), None)
    return {
        "kind": claim.kind,
        "speaker": speaker.name if speaker else analysis.report.publisher,
        "party": speaker.party if speaker else None,
        "figure": {bound: getattr(figure, bound) for bound in _BOUNDS} if figure else None,
        "measure": figure.measure if figure else None,
        "place": {"name": place.name, "lat": place.lat, "lon": place.lon} if place else None,
        "time": {end: d.isoformat() if (d := getattr(time, end)) else None for end in ("start", "end")} if time else None,
        "polarity": claim.polarity,
        "position": claim.position,
        "predicate": claim.predicate,
        "target": claim.target,
        "actor": claim.actor,
    }  # fmt: skip


def target_at(analysis: Analysis, claim: str, span: Span, values: Mapping[str, Any], *, side: int = 0) -> Target:
    """The words at ``span`` with what surrounds them."""
    text, (start, end) = analysis.report.text, span
    return Target(
        claim=claim, report=analysis.report.id, span=span, quote=text[start:end], before=text[max(0, start - AROUND) : start],
        after=text[end : end + AROUND], side=side, values=dict(values),
    )  # fmt: skip


def _target(name: str, analyses: Iterable[Analysis], *, side: int) -> Target:
    for analysis in analyses:
        for claim in analysis.claims:
            if claim.id == name:
                return target_at(analysis, name, claim.evidence, values_of(analysis, claim), side=side)
    raise InputError(f"no claim {name[:60]!r} in this situation, or it is rejected; undo that first")


def _standing(targets: Sequence[Target], questions: Sequence[Question]) -> Any:
    """Status and range of the question that holds the first claim, as they were judged."""
    first = targets[0].claim
    for question in questions:
        if any(a.claim == first for a in question.accounts):
            return {"status": question.status, "low": question.low, "high": question.high}
    return None


# ---- corrections ------------------------------------------------------------------------------------------------


def corrected(field: str | None, after: Any, values: Mapping[str, Any]) -> tuple[Any, Any]:
    """A field's value before, and the value that it is given, in the one form that each field has.

    Raises:
        InputError: there is no such field, or it can't have this value.
    """
    if field not in FIELDS:
        raise InputError(f"no field {str(field)[:40]!r}; give one of {', '.join(FIELDS)}")
    if field in {"figure", "measure"} and values.get("figure") is None:
        raise InputError("this claim has no figure")
    if field == "position" and values.get("kind") == "figure":
        raise InputError("a figure has no position")
    if after in (None, "", {}) and field != "party":
        raise InputError(f"what is the right {field}?")
    made = _FORMS[field](after)
    if made == values.get(field):
        raise InputError(f"the {field} is that already")
    return values.get(field), made


def _speaker_form(after: Any) -> dict[str, Any]:
    given = after if isinstance(after, dict) else {"name": after}
    name = " ".join(str(given.get("name") or "").split())
    if not name:
        raise InputError("what is the speaker's name?")
    kind = given.get("kind") or None
    if kind is not None and kind not in get_args(SpeakerKind):
        raise InputError(f"no kind of speaker {str(kind)[:40]!r}; give one of {', '.join(get_args(SpeakerKind))}")
    return {"name": name, "kind": kind, "party": given.get("party") or None}


def figure_form(after: Any) -> dict[str, Number | None]:
    """Bounds from ``{"low", "best", "high"}``, or from words: ``44``, ``40-50``, ``40+`` (at least), ``-50`` (at most).

    >>> [figure_form(w) for w in ("1,200", "40-50", "40+")]  # doctest: +NORMALIZE_WHITESPACE
    [{'low': 1200, 'best': 1200, 'high': 1200}, {'low': 40, 'best': None, 'high': 50}, {'low': 40, 'best': 40, 'high': None}]
    """
    if isinstance(after, dict):
        bounds = {name: after.get(name) for name in _BOUNDS}
    else:
        words = str(after).replace(",", "").replace("–", "-").strip()
        first, dash, last = words.rstrip("+").partition("-")
        low, high = _number(first), _number(last)
        if words.endswith("+"):
            bounds = {"low": low, "best": low, "high": None}
        elif dash:
            bounds = {"low": low, "best": None, "high": high}
        else:
            bounds = {"low": low, "best": low, "high": low}
    known = [v for v in bounds.values() if v is not None]
    if not known or any(not isinstance(v, int | float) or isinstance(v, bool) or v < 0 for v in known):
        raise InputError("give a figure as 44, 40-50, 40+ (at least) or -50 (at most)")
    if known != sorted(known):
        raise InputError("low, best and high must rise")
    return bounds


def _number(words: str) -> Number | None:
    if not words.strip():
        return None
    try:
        value = float(words)
    except ValueError as error:
        raise InputError("give a figure as 44, 40-50, 40+ (at least) or -50 (at most)") from error
    if not value < 1e15:
        raise InputError("that number is too large")
    return int(value) if value.is_integer() else value


def _place_form(after: Any) -> dict[str, Any]:
    given = dict(after) if isinstance(after, dict) else {"name": after}
    name = " ".join(str(given.get("name") or "").split())
    if not name:
        raise InputError("what is the place's name?")
    known = ("geonameid", "lat", "lon", "country", "admin1", "precision")
    return {"name": name} | {key: given[key] for key in known if given.get(key) is not None}


def _time_form(after: Any) -> dict[str, str | None]:
    if not isinstance(after, dict):
        first, _, last = str(after).partition("/")
        after = {"start": first.strip(), "end": (last or first).strip()}
    days = {}
    for end in ("start", "end"):
        try:
            days[end] = date.fromisoformat(after[end]).isoformat() if after.get(end) else None
        except (TypeError, ValueError) as error:
            raise InputError("give a day as 2024-05-13, or two as 2024-05-13/2024-05-15") from error
    if days["start"] and days["end"] and days["start"] > days["end"]:
        raise InputError("the first day is after the last")
    return days


def _chosen(allowed: Sequence[str], what: str) -> Any:
    def form(after: Any) -> str:
        if after not in allowed:
            raise InputError(f"no {what} {str(after)[:40]!r}; give one of {', '.join(allowed)}")
        return str(after)

    return form


def _words_form(after: Any) -> Any:
    return " ".join(str(after).split()) if after else None


_FORMS: dict[str, Any] = {
    "speaker": _speaker_form, "party": _words_form, "figure": figure_form, "measure": _words_form, "place": _place_form,
    "time": _time_form, "polarity": _chosen(get_args(Polarity), "polarity"), "position": _words_form,
}  # fmt: skip


# ---- acts on other things than claims ---------------------------------------------------------------------------


def _undo(entry: Review, wish: Wish, log: Sequence[Review]) -> Review:
    undone = next((e for e in log if e.number == wish.undoes), None)
    if undone is None:
        raise InputError(f"there is no entry {wish.undoes} in the log")
    if undone.act == "forget":
        raise InputError("what was deleted for good can't be brought back")
    return replace(entry, undoes=undone.number, targets=undone.targets, subject=undone.subject, question=False)


def _add(entry: Review, wish: Wish, analyses: Sequence[Analysis]) -> Review:
    analysis = next((a for a in analyses if a.report.id == wish.subject), None)
    if analysis is None or wish.span is None:
        raise InputError("which words of which report?")
    text, (start, end) = analysis.report.text, wish.span
    if not (0 <= start < end <= len(text)) or not text[start:end].strip():
        raise InputError("there are no words at these characters")
    values = dict(wish.after or {})
    kind = values.setdefault("kind", "figure")
    if kind not in get_args(ClaimKind):
        raise InputError(f"no kind of claim {str(kind)[:40]!r}; give one of {', '.join(get_args(ClaimKind))}")
    span: Span = (start, end)
    if kind == "figure":
        figure = values.get("figure")
        at = tuple(figure["span"]) if isinstance(figure, dict) and figure.get("span") else span
        bounds = figure_form(figure)
        if not values.get("measure"):
            raise InputError("what does the figure count? give a measure")
        values |= {"figure": bounds | {"span": list(at), "unit": values.get("unit"), "group": values.get("group")}}
    elif not values.get("position"):
        raise InputError("what does it say? give a position")
    for field in ("speaker", "place", "time"):
        if values.get(field):
            values[field] = _FORMS[field](values[field])
    name = content_id("claim", analysis.report.id, analysis.report.sha256, (span,), kind, ("added", span))
    if any(c.id == name for c in analysis.claims):
        raise InputError("these words are a claim already")
    return replace(entry, targets=(target_at(analysis, name, span, values),), question=False)


def _rename(entry: Review, wish: Wish, analyses: Iterable[Analysis]) -> Review:
    found = [s for a in analyses for s in a.speakers if s.name == wish.subject]
    if not found:
        raise InputError(f"no speaker {str(wish.subject)[:60]!r} in this situation")
    given = dict(wish.after or {})
    aliases = [" ".join(str(a).split()) for a in given.get("aliases") or () if str(a).strip()]
    after = _speaker_form({"name": given.get("name") or wish.subject, **{k: given.get(k) for k in ("kind", "party")}})
    before: Speaker = found[0]
    return replace(
        entry, subject=wish.subject, before={"name": before.name, "kind": before.kind, "party": before.party},
        after=after | {"aliases": aliases}, question=False,
    )  # fmt: skip


def _class(entry: Review, wish: Wish, analyses: Iterable[Analysis], log: Sequence[Review]) -> Review:
    if not any(a.report.id == wish.subject for a in analyses):
        raise InputError(f"no report {str(wish.subject)[:60]!r} in this situation")
    if wish.after not in LEVELS:
        raise InputError(f"no level {str(wish.after)[:40]!r}; give one of {', '.join(LEVELS)}")
    before = next((e.after for e in reversed(log) if e.act == "level" and e.subject == wish.subject), "public")
    return replace(entry, subject=wish.subject, before=before, after=wish.after, question=False)


def place_value(place: Place) -> dict[str, Any]:
    """A gazetteer's entry as a correction keeps it."""
    names = ("name", "geonameid", "lat", "lon", "country", "admin1", "precision")
    return {name: value for name in names if (value := getattr(place, name)) is not None}


def figure_value(figure: Figure) -> dict[str, Any]:
    """A figure as a claim that is added keeps it."""
    bounds = {name: getattr(figure, name) for name in _BOUNDS}
    return bounds | {"span": list(figure.span)}
