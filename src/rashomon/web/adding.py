"""Texts and files given to the pages → reports in the store, read one after another in the background and told as they are."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import token_hex
from threading import Lock

from rashomon.errors import NotFoundError, RashomonError
from rashomon.records import Report, content_id
from rashomon.store import Store

MOST_UPLOAD = 32_000_000  # bytes of one form
MOST_FILES = 200
_KEPT = 50  # finished jobs that can still be looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file as it was given: its name (none for a pasted text) and its bytes."""

    name: str
    content: bytes


@dataclass(slots=True, kw_only=True)
class Job:
    """Texts being read. ``stage`` is waiting, reading, comparing, done or failed; ``read`` are (report's id, title)."""

    id: str
    situation: str
    stage: str = "waiting"
    total: int = 0
    done: int = 0
    read: list[tuple[str, str]] = field(default_factory=list)
    known: int = 0
    unread: list[str] = field(default_factory=list)
    problem: str | None = None


class Adding:
    """All jobs of a server. One is worked on at a time: analysis takes a whole core."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="reading")

    def start(self, situation: str, given: Sequence[Given], *, published: str | None, publisher: str | None) -> Job:
        """Begin to read; the job tells how far it is."""
        job = Job(id=token_hex(8), situation=situation)
        with self._lock:
            finished = [j.id for j in self._jobs.values() if j.stage in {"done", "failed"}]
            for name in finished[: max(0, len(finished) - _KEPT)]:
                del self._jobs[name]
            self._jobs[job.id] = job
        self._worker.submit(self._work, job, tuple(given), published, publisher)
        return job

    def job(self, name: str) -> Job:
        """A job.

        Raises:
            NotFoundError: there is none of that id, or it was long ago.
        """
        with self._lock:
            if name not in self._jobs:
                raise NotFoundError("nothing is being read under this address; what was read is on the board")
            return self._jobs[name]

    def close(self) -> None:
        """Finish the report that is being read, and no more."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _work(self, job: Job, given: tuple[Given, ...], published: str | None, publisher: str | None) -> None:
        try:
            self._read(job, given, published, publisher)
            job.stage = "done"
        except RashomonError as error:
            job.stage, job.problem = "failed", str(error)
        except Exception:
            job.stage, job.problem = "failed", "something went wrong here; the server's log says what"
            raise

    def _read(self, job: Job, given: tuple[Given, ...], published: str | None, publisher: str | None) -> None:
        from rashomon.holding import refresh
        from rashomon.pipeline import analyse, load_models

        job.stage = "reading"
        reports = self._reports(job, given, published, publisher)
        fresh = [r for r in reports if not self._store.known(job.situation, r)]
        job.known, job.total = len(reports) - len(fresh), len(fresh)
        models = load_models()
        for report in fresh:
            self._store.add(job.situation, analyse(report, models))
            job.read.append((report.id, report.title or report.id))
            job.done += 1
        if fresh:
            job.stage = "comparing"
            refresh(self._store, job.situation)

    def _reports(
        self, job: Job, given: tuple[Given, ...], published: str | None, publisher: str | None
    ) -> list[Report]:
        from rashomon.reading import Defaults, read_inputs

        reports = []
        with tempfile.TemporaryDirectory() as folder:
            names = {str(Path(folder, f"{n}{_suffix(item.name)}")): item.name for n, item in enumerate(given)}
            for path, item in zip(names, given, strict=True):
                Path(path).write_bytes(item.content)
            for found in read_inputs(list(names), defaults=Defaults(published=published, publisher=publisher)):
                if isinstance(found, Report):
                    reports.append(replace(found, id=names.get(found.id, found.id)))
                else:
                    job.unread.append(f"{_named(found.source, names)}: {found.reason}")
        return reports


def pasted(text: str, *, title: str, url: str, published: str, publisher: str) -> Given:
    """A text from a form as a line of the project's input form; its content names it where it has no address."""
    line = {"title": title, "url": url, "published": published, "publisher": publisher}
    named = {"id": content_id("pasted", text)} if not url else {}
    given = named | {name: value for name, value in line.items() if value} | {"text": text.replace("\r\n", "\n")}
    return Given(name="pasted.jsonl", content=json.dumps(given).encode())


def _suffix(name: str) -> str:
    """What tells the kind of a file: its last ending, and the one before a .gz."""
    endings = "".join(Path(name.replace("\\", "/").rsplit("/", 1)[-1]).suffixes[-2:]).lower()
    return endings if endings.isascii() and endings.replace(".", "").isalnum() and len(endings) < 20 else ".txt"


def _named(source: str, names: Mapping[str, str]) -> str:
    """What could not be read under the name that it was given by."""
    path = next((path for path in names if source.startswith(path)), "")
    return names.get(path, "") + source[len(path) :]
