"""Reviewing in the browser: forms that do one act each, the queue of differences that nobody judged yet, claims to add, the log."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from rashomon.desk import review
from rashomon.errors import ConflictError, InputError
from rashomon.ranking import ranked
from rashomon.records import Question, SpeakerKind
from rashomon.reviews import replay
from rashomon.reviews.making import Wish
from rashomon.reviews.proposing import Proposal, find_words, propose
from rashomon.reviews.records import ACTS, FIELDS, LEVELS, Review
from rashomon.reviews.telling import entry_line
from rashomon.store import Store
from rashomon.web import rendering
from rashomon.web.answering import HTML, MERGEABLE, State, both, respond, shared, theme_of
from rashomon.web.contexts import QuestionPage, question_page
from rashomon.web.filters import Situated, address, read_span

reviewing = APIRouter()
REVIEWER = "reviewer"  # cookie: the name that the reviewer gave last
YEAR = 365 * 24 * 3600
MOST_FIELDS = 500
DIFFERENCES = frozenset({"disputed", "denied"})
# What the queue's page does at one key, as it says itself.
KEYS = {"c": "confirm", "n": "next", "p": "the one before", "v": "verdict", "t": "note", "s": "split", "m": "merge", "u": "undo", "1": "account 1, and so on"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What every form of review needs: the last entry that this page knows of, who reviews, and what was done just now."""

    seen: int
    actor: str
    done: Review | None
    back: str

    @property
    def done_words(self) -> str:
        """What was done, in a line."""
        return entry_line(self.done) if self.done is not None else ""


def bench(request: Request, situation: str) -> Bench:
    """The bench for a page; ``done`` in its address names an entry."""
    store = shared(request).store
    seen = store.log_length(situation)
    done = request.query_params.get("done", "")
    entry = None
    if done.isascii() and done.isdigit() and 0 < int(done) <= seen:
        entry = store.log(situation)[int(done) - 1]
    back = address(request.url.path, [(k, v) for k, v in request.query_params.multi_items() if k != "done"])
    return Bench(seen=seen, actor=request.cookies.get(REVIEWER, "")[:200], done=entry, back=back)


# ---- doing ------------------------------------------------------------------------------------------------------


@reviewing.post("/review", include_in_schema=False)
async def do(request: Request) -> Response:
    """Do the act of the button that was pressed; lead back to where it was pressed."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
        given = [(name, value.strip()) for name, value in sent.multi_items() if isinstance(value, str)]
    from starlette.concurrency import run_in_threadpool

    return await run_in_threadpool(_do, request, given)


def _do(request: Request, given: list[tuple[str, str]]) -> Response:
    words = dict(given)
    state = shared(request)
    situation = words.get("situation") or state.situation
    back = words.get("back", "/board")
    if not back.startswith("/") or back.startswith(("//", "/\\")) or not back.isprintable():
        back = "/board"
    try:
        entry = review(state.store, situation, read_wish(state.store, situation, given))
        if entry.act == "add" and words.get("with"):
            _answering(state.store, situation, entry, words["with"])
    except (InputError, ConflictError) as error:
        return _not_done(request, situation, given, error, back)
    mark = "&" if "?" in back else "?"
    response = RedirectResponse(f"{back}{mark}done={entry.number}#done", 303)
    response.set_cookie(REVIEWER, entry.actor, max_age=YEAR, samesite="lax", httponly=True)
    return response


def _answering(store: Store, situation: str, added: Review, question: str) -> None:
    """Put a claim that was added to the question that it was said to answer, where it is not there by itself."""
    claim = added.targets[0].claim
    there = tuple(a.claim for a in store.question(situation, question).accounts)
    if claim not in there:
        wish = Wish(act="together", actor=added.actor, claims=(claim,), others=there, why=added.why)
        review(store, situation, wish)


def _not_done(
    request: Request, situation: str, given: list[tuple[str, str]], error: InputError | ConflictError, back: str
) -> Response:
    """What was asked for and not done, with all that was typed, to be sent again or left."""
    store = shared(request).store
    named = {"situation": situation} if situation != shared(request).situation else {}
    conflict = isinstance(error, ConflictError)
    fresh = [(n, v) for n, v in given if n != "seen"] + [("seen", str(store.log_length(situation)))]
    body = rendering.render(
        "undone.html", theme=theme_of(request), situation=situation, named=named, here="review", message=str(error), conflict=conflict,
        given=fresh, typed=[(n, v) for n, v in given if n in {"after", "why", "field", "speaker", "figure", "measure", "place", "time"} and v],
        back_to=back,
    )  # fmt: skip
    return Response(body, status_code=error.status, media_type=HTML, headers={"Cache-Control": "no-store"})


def read_wish(store: Store, situation: str, given: list[tuple[str, str]]) -> Wish:
    """A form's fields as a wish.

    Raises:
        InputError: a field can't be read.
    """
    words = dict(given)
    act = words.get("act", "")
    claims = tuple(v for n, v in given if n == "claims" and v)
    others = tuple(v for n, v in given if n == "others" and v)
    if act in {"apart", "not_comparable"}:
        claims = tuple(c for c in claims if c not in others)
    if act == "together" and words.get("with"):
        name = words["with"].rstrip("/").rsplit("/", 1)[-1].split("?")[0].removeprefix("question-")
        others = tuple(a.claim for a in store.question(situation, f"question-{name}").accounts)
    after: Any = words.get("after") or None
    if act in {"note", "verdict"}:
        after = words.get(act) or after
    if act == "add":
        after = {
            n: words[n]
            for n in ("kind", "figure", "measure", "unit", "position", "speaker", "place", "time")
            if words.get(n)
        }
    if act == "speaker":
        after = {n: words[n] for n in ("name", "party", "kind") if words.get(n)}
        after["aliases"] = [a.strip() for a in words.get("aliases", "").split(";") if a.strip()]
    numbers = {n: words[n] for n in ("seen", "undoes") if words.get(n)}
    if not all(v.isascii() and v.isdigit() and len(v) < 10 for v in numbers.values()):
        raise InputError("this form was changed on its way; open its page again")
    return Wish(
        act=act, actor=words.get("actor", ""), claims=claims, others=others, subject=words.get("subject") or None,
        span=read_span(words.get("span")), field=words.get("field") or None, after=after, why=words.get("why") or None,
        undoes=int(numbers["undoes"]) if "undoes" in numbers else None, question=words.get("question") == "1",
        seen=int(numbers["seen"]) if "seen" in numbers else None,
    )  # fmt: skip


# ---- the queue --------------------------------------------------------------------------------------------------


class QueueAddress(Situated):
    """Which difference of the queue, from 1."""

    at: int = 1
    done: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """The differences that nobody judged, or that changed since; one of them in full. ``others`` can be merged with it."""

    situation: str
    at: int
    left: int
    reviewed: int
    shown: QuestionPage | None
    others: tuple[Question, ...]


def queue_page(state: State, situation: str, at: int) -> QueuePage:
    """The ``at``-th of the differences that are left, the most disputed first."""
    store = state.store
    differences = [q for q in ranked(store.questions(situation)) if q.status in DIFFERENCES]
    left = [q for q in differences if not q.reviewed or q.changed_after_review]
    at = max(1, min(at, len(left)))
    shown = left[at - 1] if left else None
    return QueuePage(
        situation=situation, at=at, left=len(left), reviewed=len(differences) - len(left),
        shown=question_page(store, situation, shown.id) if shown else None, others=mergeable(state, situation, shown) if shown else (),
    )  # fmt: skip


def mergeable(state: State, situation: str, question: Question, day: date | None = None) -> tuple[Question, ...]:
    """Questions that one may be merged with, by their words: of its kind and on its measure, few of them however many there are."""
    found = state.alike(situation, day, question.kind, question.measure or "")
    return tuple(sorted((q for q in found if q.id != question.id), key=lambda q: (q.question, q.id)))[:MERGEABLE]


@both(reviewing, "/queue")
def queue(request: Request, wanted: Annotated[QueueAddress, Query()]) -> Response:
    """Differences to review, one after another."""
    situation = wanted.situation or shared(request).situation
    made = bench(request, situation)
    # After an act the queue is one shorter: the same place in it shows the next.
    return respond(
        request, situation, "queue.html", lambda: queue_page(shared(request), situation, wanted.at),
        also=made.actor, here="queue", bench=made, keys=KEYS, fields=FIELDS,
    )  # fmt: skip


# ---- adding a claim ---------------------------------------------------------------------------------------------


class WordsAddress(Situated):
    """Which words of which report: their characters, or the words themselves."""

    report: str
    span: str | None = None
    words: str | None = None
    done: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """The words to make a claim of, and what the machine proposes for it."""

    situation: str
    report: str
    title: str | None
    proposal: Proposal


@both(reviewing, "/claim")
def claim(request: Request, wanted: Annotated[WordsAddress, Query()]) -> Response:
    """A form for a claim of the words that were selected, filled in by the machine."""
    state = shared(request)
    situation = wanted.situation or state.situation
    made = bench(request, situation)

    def page() -> ClaimPage:
        analysis = state.store.report(situation, wanted.report)
        span = read_span(wanted.span) or find_words(analysis.report.text, wanted.words or "")
        questions = state.store.questions_of(situation, report=wanted.report)
        found = propose(analysis, questions, span)
        return ClaimPage(situation=situation, report=wanted.report, title=analysis.report.title, proposal=found)

    back = address("/report", [("id", wanted.report), *([("situation", wanted.situation)] if wanted.situation else [])])
    return respond(
        request, situation, "claim.html", page, also=made.actor, here="claim", bench=made, report_back=back,
        kinds=get_args(SpeakerKind),
    )  # fmt: skip


# ---- the log ----------------------------------------------------------------------------------------------------


class LogAddress(Situated):
    """Which entries."""

    act: str = ""
    actor: str = ""
    claim: str = ""
    done: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """Entries of the log, the newest first. ``undone`` are the numbers of those that were taken back, ``total`` counts all entries."""

    situation: str
    entries: tuple[Review, ...]
    undone: tuple[int, ...]
    actors: tuple[str, ...]
    total: int


@both(reviewing, "/log")
def log(request: Request, wanted: Annotated[LogAddress, Query()]) -> Response:
    """All that people did, filtered."""
    situation = wanted.situation or shared(request).situation
    made = bench(request, situation)
    return respond(
        request, situation, "log.html", lambda: log_page(shared(request).store, situation, wanted), also=made.actor,
        here="log", bench=made, wanted=wanted, acts=ACTS, line=entry_line,
    )  # fmt: skip


def log_page(store: Store, situation: str, wanted: LogAddress) -> LogPage:
    """The entries that all filters let through."""
    everything = store.log(situation)
    force = {e.number for e in replay(everything).entries}
    undone = tuple(e.number for e in everything if e.act != "undo" and e.number not in force)
    found = [
        e
        for e in reversed(everything)
        if wanted.act in {"", e.act}
        and wanted.actor in {"", e.actor}
        and (not wanted.claim or any(t.claim == wanted.claim for t in e.targets))
    ]
    actors = tuple(sorted({e.actor for e in everything}))
    return LogPage(situation=situation, entries=tuple(found), undone=undone, actors=actors, total=len(everything))


@reviewing.get("/log.jsonl", include_in_schema=False)
def exported(request: Request, wanted: Annotated[LogAddress, Query()]) -> Response:
    """The same entries as JSON lines, the oldest first, to keep elsewhere."""
    situation = wanted.situation or shared(request).situation
    page = log_page(shared(request).store, situation, wanted)
    lines = [json.dumps(rendering.to_data(entry), ensure_ascii=False) for entry in reversed(page.entries)]
    day = datetime.now(UTC).date().isoformat()
    headers = {"Content-Disposition": f'attachment; filename="reviews-{day}.jsonl"', "Cache-Control": "no-store"}
    return Response("".join(f"{line}\n" for line in lines), media_type="application/x-ndjson", headers=headers)


def entries_of(store: Store, situation: str, report: str) -> tuple[Review, ...]:
    """The entries in force about a report, the newest first."""
    force = replay(store.log(situation)).entries
    about = [
        e for e in force if any(t.report == report for t in e.targets) or (e.act == "level" and e.subject == report)
    ]
    return tuple(reversed(about))


__all__ = ["FIELDS", "LEVELS", "bench", "entries_of", "reviewing"]
