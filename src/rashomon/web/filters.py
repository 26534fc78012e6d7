"""The address ↔ what is asked: one model of filters for pages and API, so that both understand the same."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, get_args
from urllib.parse import quote, urlencode

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from rashomon.errors import InputError
from rashomon.records import QuestionKind, SpeakerKind, Status
from rashomon.store.queries import MOST_PAGE, PAGE, QuestionQuery, Sort

MOST_TEXT = 200
Policy = Literal["range", "ucdp", "acled", "idmc"]
SEEN = ("as_of", "policy")  # what the links from one page of questions to another keep
STATUSES: tuple[str, ...] = get_args(Status)
KINDS: tuple[str, ...] = get_args(QuestionKind)
SOURCES: tuple[str, ...] = get_args(SpeakerKind)
SORTS: tuple[str, ...] = get_args(Sort)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)


def _written(pattern: re.Pattern[str], form: str) -> BeforeValidator:
    """Let through only what is written so: a number alone would be read as seconds."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise ValueError(f"is not written as {form}")
        return value

    return BeforeValidator(check)


Day = Annotated[date, _written(_DAY, "2024-05-14")]
Moment = Annotated[AwareDatetime, _written(_MOMENT, "2024-05-17T12:00:00Z")]


class Situated(BaseModel):
    """What every address may say: which situation. Anything else that it says must be known."""

    model_config = ConfigDict(extra="forbid")

    situation: str | None = Field(
        None,
        max_length=MOST_TEXT,
        description="Name of the situation; the server's own when left out.",
        examples=["demo"],
    )


class Seen(Situated):
    """What an address of questions may say besides: as of which day, and under which policy."""

    as_of: Day | None = Field(
        None,
        description="Only reports published by the end of this day count; all is compared anew without the others.",
        examples=["2024-05-14"],
    )
    policy: Policy | None = Field(
        None, description="How low, best and high are made; range when left out.", examples=["ucdp"]
    )


class Filters(Seen):
    """The filters of the board."""

    text: str = Field(
        "",
        max_length=MOST_TEXT,
        description="Words that all stand in the question, its place, a speaker or a quotation.",
        examples=["killed"],
    )
    status: list[Status] = Field([], description="One of these statuses.", examples=[["disputed"]])
    kind: list[QuestionKind] = Field([], description="One of these kinds.", examples=[["figure"]])
    measure: list[Annotated[str, Field(max_length=60)]] = Field(
        [], max_length=40, description="One of these measures.", examples=[["killed"]]
    )
    place: str = Field("", max_length=MOST_TEXT, description="The place's name as the question gives it.")
    source: list[SpeakerKind] = Field(
        [], description="An account by a speaker of one of these kinds.", examples=[["military"]]
    )
    party: str = Field("", max_length=MOST_TEXT, description="An account by a speaker of this side.")
    speaker: str = Field("", max_length=MOST_TEXT, description="An account by this speaker.")
    since: Day | None = Field(None, description="An account published on this day or later.", examples=["2024-05-14"])
    until: Day | None = Field(None, description="An account published on this day or earlier.", examples=["2024-05-17"])
    precision: int | None = Field(
        None, ge=1, le=7, description="The coarsest precision of the place, as UCDP's where_prec.", examples=[3]
    )
    changed: Moment | None = Field(
        None, description="Changed in this store after this moment.", examples=["2024-05-17T12:00:00Z"]
    )
    sort: Sort = Field("disagreement", description="What comes first.")
    cursor: str | None = Field(
        None,
        max_length=64,
        description="Where the page begins: what the page before gave as next.",
        examples=["question-25f43c4cd767"],
    )

    @field_validator("changed")
    @classmethod
    def _in_utc(cls, value: datetime | None) -> datetime | None:
        try:
            return value.astimezone(UTC).replace(microsecond=0) if value is not None else None
        except OverflowError:  # before the first or after the last moment that can be told in UTC
            return datetime(1 if value is None or value.year < 5000 else 9999, 1, 1, tzinfo=UTC)

    def query(self) -> QuestionQuery:
        """The filters as the store takes them."""
        return QuestionQuery(
            text=self.text,
            status=tuple(self.status),
            kind=tuple(self.kind),
            measure=tuple(self.measure),
            place=self.place,
            source=tuple(self.source),
            party=self.party,
            speaker=self.speaker,
            since=self.since.isoformat() if self.since else "",
            until=self.until.isoformat() if self.until else "",
            precision=self.precision,
            changed=self.changed.isoformat(timespec="seconds") if self.changed else "",
            sort=self.sort,
        )

    def chosen(self) -> list[tuple[str, str]]:
        """The filters that are set, in a fixed order, as (name, value); neither the situation, the order nor the page."""
        found: list[tuple[str, str]] = []
        for name in (
            "text",
            "status",
            "kind",
            "measure",
            "place",
            "source",
            "party",
            "speaker",
            "since",
            "until",
            "precision",
            "changed",
            *SEEN,
        ):
            value = getattr(self, name)
            several = value if isinstance(value, list) else [value] if value not in ("", None) else []
            found += [(name, v.isoformat() if isinstance(v, date) else str(v)) for v in several]
        return found

    def address(self, path: str = "/board", *, keep_page: bool = False, **changes: Any) -> str:
        """The address of ``path`` under these filters, with ``changes`` (None or an empty list takes a filter away)."""
        pairs = [(n, v) for n, v in self.chosen() if n not in changes]
        pairs += [("sort", self.sort)] if self.sort != "disagreement" and "sort" not in changes else []
        pairs += [("cursor", self.cursor)] if keep_page and self.cursor and "cursor" not in changes else []
        pairs += [("situation", self.situation)] if self.situation and "situation" not in changes else []
        for name, value in changes.items():
            pairs += [(name, str(v)) for v in (value if isinstance(value, list) else [value]) if v not in (None, "")]
        return address(path, pairs)


class FormFilters(Filters):
    """The filters as a form sends them: a choice that was not made comes as an empty one."""

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        return (
            {name: value for name, value in given.items() if value not in ("", [""])}
            if isinstance(given, dict)
            else given
        )


class FileFilters(FormFilters):
    """The filters of what is downloaded, and whether it is for those who may not read all."""

    discreet: bool = Field(
        False, description="Leave out persons' names and quotations, and tell places by province alone."
    )


class Paged(Filters):
    """The filters of the board, and how many questions make a page."""

    size: int = Field(PAGE, ge=1, le=MOST_PAGE, description="Questions on a page.")


def address(path: str, pairs: Any) -> str:
    """A path with a query, without the question mark where there is none."""
    words = urlencode(pairs, quote_via=quote)
    return f"{path}?{words}" if words else path


def read_span(words: str | None) -> tuple[int, int] | None:
    """``57-202`` → (57, 202).

    Raises:
        InputError: it is no span.
    """
    if not words:
        return None
    start, dash, end = words.partition("-")
    if (
        not dash
        or not start.isascii()
        or not start.isdigit()
        or not end.isascii()
        or not end.isdigit()
        or len(words) > 24
        or int(start) >= int(end)
    ):
        raise InputError(f"{words[:40]!r} is no span; give two character numbers, as 57-202")
    return int(start), int(end)


__all__ = ["KINDS", "SORTS", "SOURCES", "STATUSES", "Filters", "Paged", "Situated", "address", "read_span"]
