"""A web page → report: the article's words by trafilatura, and what the page says of itself."""

import logging
import re
from functools import cache
from typing import Any

from rashomon.errors import InputError
from rashomon.reading.dates import read_date
from rashomon.reading.decode import decode, lines, one_line
from rashomon.reading.making import Maker
from rashomon.records import Report

HEAD = 4_096  # bytes in which a page declares its encoding
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding=["']([\w.:-]{2,40})""", re.I)  # fmt: skip
_NAMES = r"""(?:property|name|itemprop)\s*=\s*["'](?:article:published_time|datePublished|date|pubdate|dc\.date(?:\.issued)?)["']"""
_CONTENT = r"""(?:content|datetime)\s*=\s*["']([^"'<>]{4,60})["']"""
_STATED = re.compile(
    rf"""<(?:meta|time)\b[^>]{{0,300}}?{_NAMES}[^>]{{0,300}}?{_CONTENT}"""
    rf"""|<(?:meta|time)\b[^>]{{0,300}}?{_CONTENT}[^>]{{0,300}}?{_NAMES}"""
    r"""|"datePublished"\s*:\s*"([^"<>]{4,60})\"""",
    re.IGNORECASE,
)


def read_page(name: str, content: bytes, maker: Maker) -> Report:
    """Read the article of a page. Its id is its own address where it gives one.

    Raises:
        InputError: the page holds no article, or is no text.
    """
    declared = _CHARSET.search(content[:HEAD])
    charset = (declared[1] or declared[2]).decode("ascii", "replace") if declared else None
    page = decode(content, encoding=maker.defaults.encoding, declared=charset)
    found = _extract(page)
    body = lines(found.text or "") if found is not None else ""
    if not body.strip():
        raise InputError("holds no article text; give the text itself")
    url = found.url if found.url and re.match(r"https?://", found.url) else None
    return maker.make(
        url or name, body, content=content, title=one_line(found.title or "") or None, title_apart=True, url=url,
        published=_published(page, found.date), publisher=one_line(found.sitename or "") or None,
    )  # fmt: skip


def _extract(page: str) -> Any:
    # Only what the page states is taken for its date: a search of its words would find the year of a copyright notice.
    dates = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    try:
        return _trafilatura().bare_extraction(
            page, include_comments=False, with_metadata=True, date_extraction_params=dates
        )
    except Exception as error:  # four parsers over anybody's bytes: whatever they raise, only this page is lost
        raise InputError(f"cannot be read as a page ({type(error).__name__}); give the text itself") from error


@cache
def _trafilatura() -> Any:
    import trafilatura  # takes half a second: only where a page is read

    for library in ("trafilatura", "htmldate", "justext", "readability"):
        logging.getLogger(library).addHandler(logging.NullHandler())  # else their warnings stand among our lines
    return trafilatura


def _published(page: str, day: str | None) -> str | None:
    """The date in the page's own words, with its hour where it gives one; else the day that was found."""
    for match in _STATED.finditer(page):
        try:
            stated = read_date(next(group for group in match.groups() if group))
        except InputError:
            continue
        if day is None or stated.startswith(day):
            return stated
    return day
