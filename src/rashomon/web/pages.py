"""Board, question and report: each at an address with its JSON twin beside it. All state is in the address."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from rashomon.errors import InputError
from rashomon.reviews.telling import entry_line
from rashomon.store.queries import PAGE
from rashomon.web import rendering
from rashomon.web.answering import HTML, JSON, THEMES, both, respond, shared, theme_of
from rashomon.web.contexts import board_page, question_page, report_page, situations_page
from rashomon.web.filters import FormFilters, Seen, address, read_span
from rashomon.web.reviewing import LEVELS, bench, entries_of, mergeable

pages = APIRouter()
LOOKED = "looked"  # cookie: when the reader last said to have seen the board
YEAR = 365 * 24 * 3600


class QuestionAddress(Seen):
    """Under which policy, and what was done there just now."""

    done: str | None = None


class ReportAddress(Seen):
    """Which report, which characters of it in focus, and whether its words are marked."""

    id: str
    span: str | None = None
    marks: str = "on"
    done: str | None = None


@pages.get("/", include_in_schema=False)
def start(request: Request) -> Response:
    """The board of the server's situation; where that is empty, the situations that there are."""
    state = shared(request)
    names = state.store.situations()
    if state.situation in names:
        return RedirectResponse("/board", 303)
    return RedirectResponse(address("/board", {"situation": names[0]}) if len(names) == 1 else "/situations", 303)


@both(pages, "/situations")
def situations(request: Request) -> Response:
    """All situations of the store."""
    page = situations_page(shared(request).store)
    if request.url.path.endswith(".json"):
        return Response(rendering.to_json(rendering.success(rendering.to_data(page))), media_type=JSON)
    body = rendering.render(
        "situations.html",
        page=page,
        theme=theme_of(request),
        situation=None,
        named={},
        twin="/situations.json",
        back="/situations",
        here="situations",
    )
    return Response(body, media_type=HTML)


@both(pages, "/board")
def board(request: Request, filters: Annotated[FormFilters, Query()]) -> Response:
    """One row a question."""
    state = shared(request)
    situation = filters.situation or state.situation
    facets, counts = state.overview(situation, filters.as_of)
    store = state.at(situation, filters.as_of)
    looked = request.cookies.get(LOOKED, "")
    return respond(
        request, situation, "board.html", lambda: board_page(store, situation, filters, facets, counts, size=PAGE),
        also=looked, here="board", filters=filters, facets=facets, looked=_moment(looked),
    )  # fmt: skip


def _moment(words: str) -> str:
    try:
        return datetime.fromisoformat(words).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""


@both(pages, "/question/{name}")
def question(request: Request, name: str, wanted: Annotated[QuestionAddress, Query()]) -> Response:
    """One question with its accounts; an older id leads to where its accounts went."""
    state = shared(request)
    situation = wanted.situation or state.situation
    name = name.removesuffix(".json")
    full = name if name.startswith("question-") else f"question-{name}"
    made, seen = bench(request, situation), state.at(situation, wanted.as_of)
    return respond(
        request, situation, "question.html", lambda: question_page(seen, situation, full, wanted.policy), also=made.actor,
        here="question", bench=made, mergeable=lambda: mergeable(state, situation, seen.question(situation, full), wanted.as_of),
    )  # fmt: skip


@both(pages, "/report")
def report(request: Request, wanted: Annotated[ReportAddress, Query()]) -> Response:
    """One report with its words marked."""
    state = shared(request)
    situation = wanted.situation or state.situation
    if wanted.marks not in {"on", "off"}:
        raise InputError("marks: give on or off")
    span = read_span(wanted.span)
    made = bench(request, situation)
    return respond(
        request, situation, "report.html", lambda: report_page(state.store, situation, wanted.id, span, asked=state.at(situation, wanted.as_of)), also=made.actor,
        here="report", wanted=wanted, bench=made, levels=LEVELS, line=entry_line,
        entries=lambda: entries_of(state.store, situation, wanted.id),
    )  # fmt: skip


# ---- what a reader sets for their own browser -------------------------------------------------------------------


def _back(words: str) -> str:
    """An address of this server only."""
    return words if words.startswith("/") and not words.startswith(("//", "/\\")) and words.isprintable() else "/"


@pages.post("/theme", include_in_schema=False)
def theme(to: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> Response:
    """Light, dark, or as the system has it."""
    response = RedirectResponse(_back(back), 303)
    if to in THEMES:
        response.set_cookie("theme", to, max_age=YEAR, samesite="lax", httponly=True)
    return response


@pages.post("/looked", include_in_schema=False)
def looked(back: Annotated[str, Form()] = "/board") -> Response:
    """Remember now as the moment when the reader last looked."""
    response = RedirectResponse(_back(back), 303)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    response.set_cookie(LOOKED, now, max_age=YEAR, samesite="lax", httponly=True)
    return response
