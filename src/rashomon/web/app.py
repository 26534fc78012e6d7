"""Settings → the application: the store, the pages, the guard before them, and errors as answers."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from rashomon.errors import InputError, RashomonError
from rashomon.settings import Settings
from rashomon.store import open_store
from rashomon.web import rendering
from rashomon.web.adding import Adding
from rashomon.web.answering import State, refusal, theme_of
from rashomon.web.api import api, describe
from rashomon.web.api_reviews import review_api
from rashomon.web.drawing import warm
from rashomon.web.guarding import Guard
from rashomon.web.intake import intake
from rashomon.web.looking_back import LookingBack
from rashomon.web.overviews import overviews
from rashomon.web.pages import pages
from rashomon.web.reviewing import reviewing

_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")  # no more than a policy can hold


def create_app(settings: Settings, *, token: str | None = None) -> FastAPI:
    """The application over the store of ``settings``. ``token`` must be shown with every request where it is given."""

    origin = tile_origin(settings.tiles)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        with open_store(settings.store) as store:
            adding, back = Adding(store), LookingBack(store)
            app.state.shared = State(
                store=store, situation=settings.situation, adding=adding, back=back, tiles=settings.tiles,
                tiles_credit=settings.tiles_credit or urlsplit(origin or "").netloc,
            )  # fmt: skip
            Thread(target=warm, daemon=True).start()
            try:
                yield
            finally:
                adding.close()
                back.close()

    app = FastAPI(
        title="Rashomon", docs_url=None, redoc_url=None, openapi_url=None, lifespan=life, redirect_slashes=False
    )
    for router in (pages, overviews, intake, reviewing):
        app.include_router(router)
    app.include_router(api)
    app.include_router(review_api)
    described: list[dict[str, Any]] = []

    def schema() -> dict[str, Any]:
        if not described:
            described.append(describe(app))
        return described[0]

    app.add_api_route("/api/v1/openapi.json", lambda: JSONResponse(schema()), include_in_schema=False)
    app.mount("/static", StaticFiles(directory=rendering.STATIC), name="static")
    app.add_middleware(Guard, token=token, refuse=refusal, pictures=origin)
    app.add_exception_handler(RashomonError, _expected)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)
    return app


def tile_origin(address: str | None) -> str | None:
    """The origin of an address of tiles, as the Content-Security-Policy names it.

    Raises:
        InputError: it is no address of tiles.
    """
    if address is None:
        return None
    parts = urlsplit(address)
    if (
        parts.scheme not in {"http", "https"}
        or not _HOST.fullmatch(parts.netloc)
        or any(field not in address for field in ("{z}", "{x}", "{y}"))
    ):
        raise InputError(f"{address[:80]!r} is no address of map tiles; give one as https://host/{{z}}/{{x}}/{{y}}.png")
    return f"{parts.scheme}://{parts.netloc}"


def _error(request: Request, message: str, status: int, headers: Any = None) -> Response:
    body, kind = refusal(request.url.path, message, status, theme_of(request))
    return Response(body, status_code=status, media_type=kind, headers=headers)


def _expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, RashomonError)
    return _error(request, str(error), error.status)


def _misunderstood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return _error(request, f"{where}: {first['msg'][:1].lower()}{first['msg'][1:]}", 400)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "there is no page at this address", 405: "this address cannot be asked in this way"}
    headers = error.headers
    documented = request.app.openapi()["paths"].get(request.url.path)
    if error.status_code == 405 and documented:  # all methods of the address, not those of its first route alone
        headers = {"Allow": ", ".join(sorted(method.upper() for method in documented))}
    return _error(request, words.get(error.status_code, str(error.detail)), error.status_code, headers)


def _unexpected(request: Request, error: Exception) -> Response:  # the server logs its traceback
    return _error(request, "something went wrong here; the server's log says what", 500)
