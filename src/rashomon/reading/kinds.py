"""The first bytes and the suffix → what a source is; the bytes decide where they are clear."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Literal

from rashomon.errors import InputError

TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".md"})
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})
READ_SUFFIXES = TEXT_SUFFIXES | PAGE_SUFFIXES | LINES_SUFFIXES
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})

_OTHERS = (  # signatures of what is often lying beside texts; any other binary file is told by its bytes
    (b"%PDF", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a zip archive or an office document"), (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"), (b"Rar!", "an archive"), (b"7z\xbc\xaf", "an archive"), (b"BZh", "an archive"),
    (b"\xfd7zXZ", "an archive"), (b"\x28\xb5\x2f\xfd", "an archive"), (b"SQLite format 3\x00", "a database"),
)  # fmt: skip
_PAGE = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body)\b|\s*<(?:\?xml|!--).*?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_OBJECT = re.compile(r'\s*\{\s*"')


def find_kind(head: bytes, suffix: str) -> Literal["lines", "page", "text"]:
    """Whether to read JSON lines, a web page or plain text.

    Raises:
        InputError: it is something that is not read.
    """
    for signature, what in _OTHERS:
        if head.startswith(signature):
            raise InputError(f"is {what}, not a text; give its text instead")
    if suffix in TABLE_SUFFIXES:
        raise InputError(f"is a table ({suffix}); write its rows as JSON lines")
    if head.startswith(b"WARC/"):
        raise InputError("is a web archive, which is not read yet; give its pages as HTML")
    words = _words(head)
    if _FEED.match(words):
        raise InputError("is a feed, which is not read yet; give its entries as HTML or JSON lines")
    if suffix in PAGE_SUFFIXES or (suffix not in LINES_SUFFIXES and _PAGE.match(words)):
        return "page"
    return "lines" if suffix in LINES_SUFFIXES or _OBJECT.match(words) else "text"


def _words(head: bytes) -> str:
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.removeprefix(BOM_UTF8).decode("latin-1")
