"""Reviews in the REST API: the log, and one act at a time."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from rashomon.desk import orphans, review
from rashomon.reviews.making import Wish
from rashomon.reviews.records import Act, Review
from rashomon.web import rendering
from rashomon.web.answering import JSON, answer, shared
from rashomon.web.api import Counted, Failure, Success, answers
from rashomon.web.filters import MOST_TEXT, Situated

review_api = APIRouter(prefix="/api/v1")
MOST_CLAIMS = 500


class LogFilters(Situated):
    """Which entries of the log."""

    act: Act | None = Field(None, description="Only entries of this act.")
    actor: str | None = Field(None, max_length=MOST_TEXT, description="Only those of this reviewer.")
    claim: str | None = Field(None, max_length=MOST_TEXT, description="Only those on this claim.")


class Wanted(Situated):
    """One act. `seen` is the number of the last entry that you saw: what somebody else changed since is answered by 409."""

    model_config = ConfigDict(extra="forbid")

    act: Act = Field(examples=["confirm"])
    actor: str = Field(min_length=1, max_length=MOST_TEXT, examples=["Ada"])
    claims: list[str] = Field(default=[], max_length=MOST_CLAIMS, description="Ids of the claims that are judged.")
    others: list[str] = Field(default=[], max_length=MOST_CLAIMS, description="Claims of the other side of a pair.")
    question: bool = Field(False, description="The claims are those of a question, judged as a whole.")
    subject: str | None = Field(None, max_length=2000, description="A speaker's name or a report's id.")
    span: tuple[int, int] | None = Field(None, description="Characters of a claim to add.")
    field: str | None = Field(None, max_length=MOST_TEXT, description="What is corrected.")
    after: Any = Field(None, description="The right value; the words of a note or a verdict.")
    why: str | None = Field(None, max_length=2000)
    undoes: int | None = Field(None, ge=1, description="Number of the entry that an undo takes back.")
    seen: int = Field(ge=0, description="Number of the last entry that you saw; the log's `total`.")


class Orphaned(BaseModel):
    """An entry whose claims are not there any more, with those that are missing."""

    number: int
    missing: list[str]


@review_api.get(
    "/reviews", summary="The log of reviews", responses=answers(Counted[list[Review]]), response_class=Response
)
def reviews(request: Request, wanted: Annotated[LogFilters, Query()]) -> Response:
    """The entries that all filters let through, the oldest first. `total` is the number of the last entry of the whole log."""
    state = shared(request)
    situation = wanted.situation or state.situation

    def make() -> bytes:
        log = state.store.log(situation)
        found = [
            e
            for e in log
            if wanted.act in {None, e.act}
            and wanted.actor in {None, e.actor}
            and (wanted.claim is None or any(t.claim == wanted.claim for t in e.targets))
        ]
        data = [rendering.to_data(e) for e in found]
        return rendering.to_json(rendering.success(data, total=len(log), next=None))

    return answer(request, situation, JSON, make)


@review_api.get("/reviews/orphans", summary="Reviews without their claims", responses=answers(Success[list[Orphaned]]), response_class=Response)  # fmt: skip
def orphaned(request: Request, wanted: Annotated[Situated, Query()]) -> Response:
    """The entries whose claims are not there any more: kept, and never moved to claims that look alike."""
    state = shared(request)
    situation = wanted.situation or state.situation

    def make() -> bytes:
        found = orphans(state.store, situation).orphans
        rows = [{"number": o.review.number, "missing": [t.claim for t in o.missing]} for o in found]
        return rendering.to_json(rendering.success(rows))

    return answer(request, situation, JSON, make)


_DONE = {
    201: {"model": Success[Review], "description": "Done; the entry as it stands in the log."},
    400: {"model": Failure, "description": "It can't be understood or done."},
    403: {"model": Failure, "description": "It was sent by a page of another site."},
    404: {"model": Failure, "description": "Something that it names is not there."},
    409: {"model": Failure, "description": "Somebody else changed the same thing since `seen`. Nothing was written."},
}


@review_api.post("/reviews", summary="One act of review", responses=_DONE, response_class=Response, status_code=201)  # type: ignore[arg-type]
def act(request: Request, wanted: Wanted) -> Response:
    """Do one act: it becomes an entry of the log, and the board follows."""
    state = shared(request)
    values = wanted.model_dump(exclude={"situation"})
    wish = Wish(**values | {"claims": tuple(wanted.claims), "others": tuple(wanted.others)})
    entry = review(state.store, wanted.situation or state.situation, wish)
    return Response(rendering.to_json(rendering.success(rendering.to_data(entry))), status_code=201, media_type=JSON)
