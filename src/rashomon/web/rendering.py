"""Contexts → HTML and JSON. Everything is escaped; nothing in a page runs or styles but the files under /static."""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter

from rashomon import quoting
from rashomon.board import interval, short_id
from rashomon.web import lanes, maps, plots, steps, wording
from rashomon.web.filters import KINDS, SORTS, SOURCES, STATUSES, address
from rashomon.web.signing import signed

HERE = Path(str(files(__package__)))
STATIC = HERE / "static"
_SAFE_URL = re.compile(r"https?://", re.IGNORECASE)


@cache
def build_id() -> str:
    """Names this version of templates, sheets and code: a page kept by a browser is stale when it changes."""
    digest = hashlib.sha256()
    for path in sorted(
        p for p in HERE.rglob("*") if p.is_file() and p.suffix in {".py", ".html", ".css", ".js", ".svg"}
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def environment() -> Environment:
    """The templates with the words and plots that they use."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "day": quoting.day, "short_day": quoting.short_day, "moment": wording.moment, "spoken": quoting.spoken, "words": plain,
        "squeezed": lambda text: " ".join(text.split()),
    }  # fmt: skip
    env.globals |= {
        "address": address, "interval": interval, "short_id": short_id, "voices": wording.voices, "answers": wording.answers, "plots": plots, "lanes": lanes, "maps": maps, "steps": steps, "build": build_id(),
        "STATUS_WORDS": wording.STATUS_WORDS, "STATUS_MEANINGS": wording.STATUS_MEANINGS,
        "PRECISION_WORDS": wording.PRECISION_WORDS, "STATUSES": STATUSES, "KINDS": KINDS, "SORTS": SORTS, "SOURCES": SOURCES,
        "web_address": web_address,
    }  # fmt: skip
    env.filters |= {"signed": signed, "merged": lambda one, other: one | other}
    return env


def plain(name: str) -> str:
    """A name of the vocabulary in words: ``single_source`` → ``single source``; bodies that are known by their letters keep them."""
    return {"igo": "UN or other IGO", "ngo": "NGO"}.get(name, name.replace("_", " "))


def web_address(url: str | None) -> str | None:
    """An address that may be linked to: http or https, nothing that could run."""
    return url if url and _SAFE_URL.match(url) else None


def render(template: str, **values: Any) -> str:
    """A page."""
    return environment().get_template(template).render(**values)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_data(value: Any) -> Any:
    """A context or a record as plain dictionaries and lists."""
    kind: Any = type(value)
    return _adapter(kind).dump_python(value, mode="json")


def success(data: Any, **more: Any) -> Mapping[str, Any]:
    """The one shape of an answer that went well."""
    return {"ok": True, **more, "data": data}


def failure(message: str, status: int) -> Mapping[str, Any]:
    """The one shape of an answer that did not."""
    return {"ok": False, "error": message, "status": status}


def to_json(value: Any) -> bytes:
    """JSON as it is sent: UTF-8, compact, keys in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
