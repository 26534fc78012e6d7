"""The REST API under /api/v1: the same answers as the pages, one shape for what went well and one for what did not."""

import json
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import APIRouter, FastAPI, Path, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from pydantic import BaseModel, Field

from rashomon.comparing.policies import apply_policy
from rashomon.records import Question
from rashomon.store.queries import MOST_PAGE, PAGE, Facets, Head
from rashomon.web import rendering
from rashomon.web.answering import JSON, answer, shared
from rashomon.web.filters import MOST_TEXT, Paged, Situated
from rashomon.wire import Extract, analysis_to_json

api = APIRouter(prefix="/api/v1")
T = TypeVar("T")


class Success(BaseModel, Generic[T]):
    """What went well: ``data`` is what was asked for."""

    ok: Literal[True] = True
    data: T


class Part(Success[T], Generic[T]):
    """A part of a list. ``next`` is the cursor of the part after this one, null at the end."""

    next: str | None = Field(description="Give it as cursor for the next part.")


class Counted(Part[T], Generic[T]):
    """A part of a list whose whole length is known."""

    total: int = Field(description="How many there are in all parts.")


class Failure(BaseModel):
    """What did not go well, in one line, with what to do."""

    ok: Literal[False] = False
    error: str = Field(
        examples=["no question begins with 'question-0' in situation 'demo'; 'rashomon questions' lists them"]
    )
    status: int = Field(examples=[404])


class Situation(BaseModel):
    """A situation and how much it holds."""

    name: str = Field(examples=["demo"])
    reports: int
    claims: int
    questions: int


class ReportList(Situated):
    """Which part of the list of reports."""

    cursor: str | None = Field(
        None, max_length=2000, description="Where the part begins: what the part before gave as next."
    )
    size: int = Field(PAGE, ge=1, le=MOST_PAGE, description="Reports in a part.")


class ReportById(Situated):
    """Which report."""

    id: str = Field(min_length=1, max_length=2000, description="The report's id.", examples=["mer-0516"])


def answers(model: Any, *, known: bool = True) -> dict[int | str, dict[str, Any]]:
    """What an operation may answer. ``known``: it names something that may not be there."""
    told: dict[int | str, dict[str, Any]] = {
        200: {"model": model, "headers": {"ETag": {"description": "Names this answer.", "schema": {"type": "string"}}}},
        304: {"description": "Nothing changed since the answer that If-None-Match names."},
        400: {"model": Failure, "description": "Something given cannot be read."},
    }
    return told | ({404: {"model": Failure, "description": "Something asked for is not there."}} if known else {})


@api.get(
    "/situations",
    summary="All situations",
    responses=answers(Success[list[Situation]], known=False),
    response_class=Response,
)
def situations(request: Request) -> Response:
    """The situations of the store with their numbers of reports, claims and questions."""
    store = shared(request).store
    found = [{"name": name} | store.counts(name) for name in store.situations()]
    return Response(rendering.to_json(rendering.success(found)), media_type=JSON)


@api.get("/questions", summary="The board", responses=answers(Counted[list[Question]]), response_class=Response)
def questions(request: Request, wanted: Annotated[Paged, Query()]) -> Response:
    """The questions that all filters let through, a part at a time, in the order that is asked for."""
    state = shared(request)
    situation = wanted.situation or state.situation

    def make() -> bytes:
        page = state.at(situation, wanted.as_of).page(situation, wanted.query(), after=wanted.cursor, size=wanted.size)
        found = [rendering.to_data(apply_policy(row.question, wanted.policy or "range")) for row in page.rows]
        return rendering.to_json(rendering.success(found, total=page.total, next=page.after))

    return answer(request, situation, JSON, make)


@api.get("/questions/{id}", summary="One question", responses=answers(Success[Question]), response_class=Response)
def question(
    request: Request,
    id: Annotated[
        str,
        Path(
            max_length=MOST_TEXT,
            description="Its id, an older id of it, or the beginning of its id.",
            examples=["question-25f43c4cd767"],
        ),
    ],
    wanted: Annotated[Situated, Query()],
) -> Response:
    """A question with all its accounts and the exact words of each."""
    state = shared(request)
    situation = wanted.situation or state.situation
    return answer(
        request,
        situation,
        JSON,
        lambda: rendering.to_json(rendering.success(rendering.to_data(state.store.question(situation, id)))),
    )


@api.get("/reports", summary="All reports", responses=answers(Part[list[Head]]), response_class=Response)
def reports(request: Request, wanted: Annotated[ReportList, Query()]) -> Response:
    """The reports of a situation in the order of their ids, without their texts."""
    state = shared(request)
    situation = wanted.situation or state.situation

    def make() -> bytes:
        found = state.store.heads(situation, after=wanted.cursor, size=wanted.size + 1)
        more, found = len(found) > wanted.size, found[: wanted.size]
        data = [rendering.to_data(head) for head in found]
        return rendering.to_json(rendering.success(data, next=found[-1].id if more else None))

    return answer(request, situation, JSON, make)


@api.get("/report", summary="One report", responses=answers(Success[Extract]), response_class=Response)
def report(request: Request, wanted: Annotated[ReportById, Query()]) -> Response:
    """A report with all that was read from it: the object that `rashomon extract` writes."""
    state = shared(request)
    situation = wanted.situation or state.situation

    def make() -> bytes:
        return rendering.to_json(
            rendering.success(json.loads(analysis_to_json(state.store.report(situation, wanted.id))))
        )

    return answer(request, situation, JSON, make)


@api.get("/facets", summary="What there is to filter by", responses=answers(Success[Facets]), response_class=Response)
def facets(request: Request, wanted: Annotated[Situated, Query()]) -> Response:
    """Each value of each filter with its number of questions."""
    state = shared(request)
    situation = wanted.situation or state.situation
    return answer(
        request,
        situation,
        JSON,
        lambda: rendering.to_json(rendering.success(rendering.to_data(state.overview(situation)[0]))),
    )


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description as it really is: what is misunderstood answers 400, and a filter is left out rather than null."""
    told = get_openapi(
        title="Rashomon", version="1", summary="Who says what, and where accounts part.", routes=app.routes
    )
    for path in told["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            for parameter in operation.get("parameters", ()):
                kinds = parameter["schema"].get("anyOf", ())
                if {"type": "null"} in kinds:
                    (kind,) = [k for k in kinds if k != {"type": "null"}]
                    parameter["schema"] = {k: v for k, v in parameter["schema"].items() if k != "anyOf"} | kind
    for name in ("HTTPValidationError", "ValidationError"):
        told["components"]["schemas"].pop(name, None)
    return told
