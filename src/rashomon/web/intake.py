"""Adding texts and files: the form, and the page that tells how far the reading is."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from rashomon.errors import InputError
from rashomon.reading import read_date
from rashomon.web import rendering
from rashomon.web.adding import MOST_FILES, MOST_UPLOAD, Given, Job, pasted
from rashomon.web.answering import HTML, JSON, shared, theme_of
from rashomon.web.filters import Situated, address

intake = APIRouter()
MOST_NAME = 200
_FINISHED = frozenset({"done", "failed"})


@intake.get("/add", include_in_schema=False)
def form(request: Request, wanted: Annotated[Situated, Query()]) -> Response:
    """The form."""
    return _page(request, "add.html", wanted.situation or shared(request).situation, "/add")


@intake.post("/add", include_in_schema=False)
async def add(request: Request) -> Response:
    """Take texts and files, begin to read them, and lead to the page that tells how far it is."""
    size = request.headers.get("content-length", "")
    if not size.isdigit() or int(size) > MOST_UPLOAD:
        raise InputError(f"give at most {MOST_UPLOAD:,} bytes at once; 'rashomon read' takes more")
    given: list[Given] = []
    async with request.form(max_files=MOST_FILES, max_fields=20, max_part_size=MOST_UPLOAD) as sent:
        words = {name: value.strip() for name, value in sent.multi_items() if isinstance(value, str)}
        published, publisher = words.get("published", ""), words.get("publisher", "")
        if published:
            published = read_date(published)
        if words.get("text"):
            about = {name: words.get(name, "") for name in ("title", "url")}
            given.append(pasted(words["text"], **about, published=published, publisher=publisher))
        for upload in sent.getlist("files"):
            if isinstance(upload, UploadFile) and upload.filename:
                name = re.sub(r"[\x00-\x1f\x7f]", "", upload.filename.replace("\\", "/").rsplit("/", 1)[-1])[:MOST_NAME]
                given.append(Given(name=name or "unnamed.txt", content=await upload.read()))
    if not given:
        raise InputError("nothing was given; paste a text or choose files")
    state = shared(request)
    situation = words.get("situation") or state.situation
    if len(situation) > MOST_NAME:
        raise InputError("the situation's name is too long; give a shorter one")
    job = state.adding.start(situation, given, published=published or None, publisher=publisher or None)
    return RedirectResponse(f"/add/{job.id}", 303)


@intake.get("/add/{name}.json", include_in_schema=False)
def told(request: Request, name: str) -> Response:
    """How far it is, as data."""
    return Response(
        rendering.to_json(rendering.success(rendering.to_data(shared(request).adding.job(name)))), media_type=JSON
    )


@intake.get("/add/{name}", include_in_schema=False)
def progress(request: Request, name: str) -> Response:
    """How far it is. The page asks again by itself until it is done."""
    job = shared(request).adding.job(name)
    response = _page(request, "adding.html", job.situation, f"/add/{name}", job=job)
    if job.stage not in _FINISHED:
        response.headers["Refresh"] = "1"
    return response


def _page(request: Request, template: str, situation: str, back: str, *, job: Job | None = None) -> Response:
    named = {"situation": situation} if situation != shared(request).situation else {}
    body = rendering.render(
        template,
        theme=theme_of(request),
        situation=situation,
        named=named,
        back=address(back, named if job is None else {}),
        here="add",
        job=job,
    )
    return Response(body, media_type=HTML, headers={"Cache-Control": "no-store"})
