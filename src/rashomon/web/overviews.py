"""The pages that look over many questions, and the files that they leave as."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from rashomon.export import accounts_csv, questions_csv, workbook
from rashomon.store import Store
from rashomon.web.answering import answer, both, respond, shared
from rashomon.web.downloads import download_page, file_questions
from rashomon.web.filters import SEEN, SOURCES, FileFilters, FormFilters, Seen, address
from rashomon.web.maps import MapPlace, map_page
from rashomon.web.reviewing import bench
from rashomon.web.surveys import matrix_page, speaker_page, timeline_page

overviews = APIRouter()
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


class SpeakerAddress(Seen):
    """Which speaker."""

    name: str
    done: str | None = None


@both(overviews, "/timeline")
def timeline(request: Request, filters: Annotated[FormFilters, Query()]) -> Response:
    """Lanes by speaker."""
    state = shared(request)
    situation = filters.situation or state.situation
    facets, _ = state.overview(situation, filters.as_of)
    store = state.at(situation, filters.as_of)

    def to_speaker(name: str) -> str:
        given = [(n, str(v)) for n in ("situation", *SEEN) if (v := getattr(filters, n))]
        return address("/speaker", [("name", name), *given])

    return respond(
        request, situation, "timeline.html", lambda: timeline_page(store, situation, filters, whole=state.store),
        here="timeline", filters=filters, facets=facets, to_speaker=to_speaker,
    )  # fmt: skip


@both(overviews, "/matrix")
def matrix(request: Request, filters: Annotated[FormFilters, Query()]) -> Response:
    """Speakers by questions."""
    state = shared(request)
    situation = filters.situation or state.situation
    facets, _ = state.overview(situation, filters.as_of)
    store = state.at(situation, filters.as_of)
    return respond(
        request, situation, "matrix.html", lambda: matrix_page(store, situation, filters),
        here="matrix", filters=filters, facets=facets,
    )  # fmt: skip


@both(overviews, "/speaker")
def speaker(request: Request, wanted: Annotated[SpeakerAddress, Query()]) -> Response:
    """All that is kept of one speaker."""
    state = shared(request)
    situation = wanted.situation or state.situation
    made = bench(request, situation)
    return respond(
        request, situation, "speaker.html", lambda: speaker_page(state.at(situation, wanted.as_of), situation, wanted.name), also=made.actor,
        here="speaker", bench=made, kinds=SOURCES,
    )  # fmt: skip


@both(overviews, "/map")
def world(request: Request, filters: Annotated[FormFilters, Query()]) -> Response:
    """Where the questions are about, as precisely as is known."""
    state = shared(request)
    situation = filters.situation or state.situation
    facets, _ = state.overview(situation, filters.as_of)
    store = state.at(situation, filters.as_of)

    def to_place(place: MapPlace) -> str:
        return filters.address("/board", place=place.name, cursor=None)

    return respond(
        request, situation, "map.html", lambda: map_page(store, situation, filters),
        here="map", filters=filters, facets=facets, to_place=to_place,
        tile_address=state.tiles, tile_credit=state.tiles_credit,
    )  # fmt: skip


@both(overviews, "/download")
def download(request: Request, filters: Annotated[FormFilters, Query()]) -> Response:
    """What can be taken away under the current filter."""
    state = shared(request)
    situation = filters.situation or state.situation
    facets, _ = state.overview(situation, filters.as_of)
    store = state.at(situation, filters.as_of)
    return respond(
        request, situation, "download.html", lambda: download_page(store, situation, filters),
        here="download", filters=filters, facets=facets,
    )  # fmt: skip


def _file(
    request: Request, filters: FileFilters, kind: str, name: str, make: Callable[[Store, str], bytes]
) -> Response:
    state = shared(request)
    situation = filters.situation or state.situation
    response = answer(request, situation, kind, lambda: make(state.at(situation, filters.as_of), situation))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@overviews.get("/download/questions.csv", include_in_schema=False)
def questions_file(request: Request, filters: Annotated[FileFilters, Query()]) -> Response:
    """One row a question."""
    return _file(
        request,
        filters,
        CSV,
        "questions.csv",
        lambda store, s: questions_csv(file_questions(store, s, filters)).encode(),
    )


@overviews.get("/download/accounts.csv", include_in_schema=False)
def accounts_file(request: Request, filters: Annotated[FileFilters, Query()]) -> Response:
    """One row an account."""
    return _file(
        request, filters, CSV, "accounts.csv", lambda store, s: accounts_csv(file_questions(store, s, filters)).encode()
    )


@overviews.get("/download/rashomon.xlsx", include_in_schema=False)
def workbook_file(request: Request, filters: Annotated[FileFilters, Query()]) -> Response:
    """All tables with the codebook."""

    def make(store: Store, situation: str) -> bytes:
        found = list(file_questions(store, situation, filters))
        return workbook(found, download_page(store, situation, filters).citation)

    return _file(request, filters, XLSX, "rashomon.xlsx", make)
