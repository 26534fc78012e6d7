"""What every answer has in common: the shared state, the ETag of whatever the store alone decides, and one shape of error."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from rashomon.records import Account, Question, QuestionKind
from rashomon.store import Store
from rashomon.store.queries import Facets, QuestionQuery
from rashomon.web import rendering
from rashomon.web.adding import Adding
from rashomon.web.filters import SEEN, address
from rashomon.web.looking_back import LookingBack

HTML = "text/html; charset=utf-8"
JSON = "application/json"
THEMES = ("auto", "light", "dark")
_FACETS_KEPT = 8
_PAGES_KEPT = 128
_ALIKE_KEPT = 64
MERGEABLE = 60  # questions offered for a merge
MOST_KEPT = 1_000_000  # bytes; a larger answer is a download and asked for once


@dataclass(slots=True)
class State:
    """What the requests share: the store, the situation that is meant where none is named, and what is known of each revision."""

    store: Store
    situation: str
    adding: Adding
    back: LookingBack
    tiles: str | None = None
    tiles_credit: str = ""
    _known: dict[tuple[str, int, date | None], tuple[Facets, dict[str, int]]] = field(default_factory=dict)
    _pages: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _alike: OrderedDict[tuple[str, int, date | None, str, str], tuple[Question, ...]] = field(
        default_factory=OrderedDict
    )
    _lock: Lock = field(default_factory=Lock)

    def made(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """What ``make`` gives, kept under the tag that names it: several readers look at the same board."""
        with self._lock:
            if tag in self._pages:
                self._pages.move_to_end(tag)
                return self._pages[tag]
        body = make()
        if len(body) <= MOST_KEPT:
            with self._lock:
                self._pages[tag] = body
                while len(self._pages) > _PAGES_KEPT:
                    self._pages.popitem(last=False)
        return body

    def alike(self, situation: str, day: date | None, kind: QuestionKind, measure: str) -> tuple[Question, ...]:
        """The first questions of a kind and measure, read once a revision: every page of such a question offers them for a merge."""
        key = (situation, self.store.revision(situation), day, kind, measure)
        with self._lock:
            if key in self._alike:
                return self._alike[key]
        asked = QuestionQuery(kind=(kind,), measure=(measure,) if measure else ())
        found = tuple(row.question for row in self.at(situation, day).page(situation, asked, size=MERGEABLE + 1).rows)
        with self._lock:
            self._alike[key] = found
            while len(self._alike) > _ALIKE_KEPT:
                self._alike.popitem(last=False)
        return found

    def at(self, situation: str, day: date | None) -> Store:
        """What is asked for its questions: the store as it is, or as it stood at the end of ``day``."""
        return self.store if day is None else self.back.at(situation, day)

    def overview(self, situation: str, day: date | None = None) -> tuple[Facets, dict[str, int]]:
        """What there is to choose from and how much there is, counted once a revision."""
        key = (situation, self.store.revision(situation), day)
        store = self.at(situation, day)
        with self._lock:
            if key not in self._known:
                while len(self._known) >= _FACETS_KEPT:
                    self._known.pop(next(iter(self._known)))
                self._known[key] = (store.facets(situation), store.counts(situation))
            return self._known[key]


def shared(request: Request) -> State:
    """What the requests share."""
    state: State = request.app.state.shared
    return state


# ---- answers ----------------------------------------------------------------------------------------------------


def theme_of(request: Request) -> str:
    """The look that the reader chose: auto, light or dark."""
    theme = request.cookies.get("theme", "auto")
    return theme if theme in THEMES else "auto"


def answer(request: Request, situation: str, kind: str, make: Callable[[], bytes], *, also: str = "") -> Response:
    """What ``make`` gives, unless the browser has it already. ``also`` is whatever else than store and address decides."""
    revision = shared(request).store.revision(situation)
    parts = (
        rendering.build_id(),
        situation,
        revision,
        str(request.url.path),
        str(request.url.query),
        theme_of(request),
        also,
    )
    tag = f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
    known = [t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")]
    if tag in known:
        return Response(status_code=304, headers=headers)
    return Response(shared(request).made(tag, make), media_type=kind, headers=headers)


def refusal(path: str, message: str, status: int, theme: str = "auto") -> tuple[bytes, str]:
    """An error as JSON where JSON was asked for, as a page elsewhere."""
    if path.endswith(".json") or path.startswith("/api"):
        return rendering.to_json(rendering.failure(message, status)), JSON
    return rendering.render(
        "error.html", message=message, status=status, theme=theme, situation=None, here="error"
    ).encode(), HTML


# ---- pages and their twins --------------------------------------------------------------------------------------


def both(router: APIRouter, path: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Serve a page at ``path`` and its JSON twin at ``path.json``."""

    def register(function: Callable[..., Response]) -> Callable[..., Response]:
        for twin in (path, f"{path}.json"):
            router.api_route(twin, methods=["GET", "HEAD"], include_in_schema=False)(function)
        return function

    return register


def respond(
    request: Request, situation: str, template: str, make: Callable[[], Any], *, also: str = "", **values: Any
) -> Response:
    """The context that ``make`` gives, as a page or as JSON, by the address."""
    if request.url.path.endswith(".json"):
        return answer(request, situation, JSON, lambda: rendering.to_json(rendering.success(rendering.to_data(make()))))
    named = {"situation": situation} if situation != shared(request).situation else {}
    seen = named | {name: value for name in SEEN if (value := request.query_params.get(name))}
    given = list(request.query_params.multi_items())
    twin = address(f"{quote(request.url.path)}.json", given)

    def report_link(account: Account) -> str:
        span = f"{account.evidence.start}-{account.evidence.end}"
        return address("/report", [("id", account.report), ("span", span), *seen.items()]) + "#span"

    def page() -> bytes:
        return rendering.render(
            template, report_link=report_link, link=lambda dot: report_link(dot.account), path=request.url.path, page=make(), theme=theme_of(request), situation=situation, named=named, seen=seen, today=address(request.url.path, [pair for pair in given if pair[0] != "as_of"]), twin=twin,
            back=address(request.url.path, given), **values,
        ).encode()  # fmt: skip

    response = answer(request, situation, HTML, page, also=also)
    response.headers["Link"] = f'<{twin}>; rel="alternate"; type="application/json"'
    return response
