"""Records ↔ JSON: where values leave as text and where outside data become records. The JSON Schema is made here.

``Extract`` is the object that ``rashomon extract`` writes, one a line; ``rashomon questions`` writes an array of ``Question``.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rashomon.errors import InputError
from rashomon.records import (
    Analysis,
    Attribution,
    Claim,
    Event,
    Figure,
    Place,
    Question,
    Report,
    Speaker,
    Time,
    Unclaimed,
)

CONFIDENCE_DIGITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """A report's metadata. ``sha256`` is of ``text`` in UTF-8, ``source_sha256`` of the bytes that it was read from."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str
    sha256: str
    source_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """All that was read from one report; every offset is a Unicode code point in ``text``, half-open."""

    report: ReportHead
    text: str
    body_start: int
    attributions: tuple[Attribution, ...]
    speakers: tuple[Speaker, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    claims: tuple[Claim, ...]
    unclaimed: tuple[Unclaimed, ...] = ()


_STAGES = ("attributions", "speakers", "figures", "places", "times", "claims", "unclaimed")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def analysis_to_json(analysis: Analysis) -> str:
    """One line of ``rashomon extract``."""
    report = analysis.report
    head = ReportHead(**{f.name: getattr(report, f.name) for f in fields(ReportHead)})
    rounded = tuple(replace(a, confidence=round(a.confidence, CONFIDENCE_DIGITS)) for a in analysis.attributions)
    stages = {name: getattr(analysis, name) for name in _STAGES} | {"attributions": rounded}
    extract = Extract(report=head, text=report.text, body_start=report.body_start, **stages)
    return bytes(_adapter(Extract).dump_json(extract)).decode()


def analysis_from_json(line: str) -> Analysis:
    """Read one line of ``rashomon extract`` back.

    Raises:
        InputError: the line is not of that form.
    """
    try:
        extract: Extract = _adapter(Extract).validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"not a line of 'rashomon extract': {place}: {first['msg']}") from error
    head = {f.name: getattr(extract.report, f.name) for f in fields(ReportHead)}
    report = Report(**head, text=extract.text, body_start=extract.body_start)
    return Analysis(report=report, **{name: getattr(extract, name) for name in _STAGES})


def questions_to_json(questions: Iterable[Question]) -> str:
    """The array of ``rashomon questions --format json``, indented for people."""
    return json.dumps(questions_to_python(questions), ensure_ascii=False, indent=1)


def questions_to_python(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Questions as plain dictionaries and lists."""
    return [_adapter(Question).dump_python(question, mode="json") for question in questions]


def events_to_json(events: Iterable[Event], questions: Iterable[Question]) -> str:
    """The array of ``rashomon events --format json``: each event, and the ids of the questions that are about it."""
    about: dict[str, list[str]] = {}
    for question in questions:
        if question.event is not None:
            about.setdefault(question.event.id, []).append(question.id)
    told = [_adapter(Event).dump_python(e, mode="json") | {"questions": about.get(e.id, [])} for e in events]
    return json.dumps(told, ensure_ascii=False, indent=1)


def json_schemas() -> dict[str, Any]:
    """JSON Schema (2020-12) of both forms: ``extract`` of one line, ``questions`` of the array."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        "extract": dialect | _adapter(Extract).json_schema(mode="serialization"),
        "questions": dialect | _adapter(list[Question]).json_schema(mode="serialization"),
    }
