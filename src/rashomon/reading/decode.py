"""Bytes → text: the encoding is found, line ends become ``\\n``, nothing else changes."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from rashomon.errors import InputError

CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROL = 0.01  # share of control bytes above which bytes are no text
WESTERN_LEEWAY = 0.02  # code pages that differ in a few letters: the one that English outlets use goes first
_BOMS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))


def decode(content: bytes) -> str:
    """Decode a text.

    Raises:
        InputError: the bytes are empty or no text.
    """
    if not content.strip():
        raise InputError("is empty; there is nothing to read")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return lines(content.decode(encoding, "replace"))
    if b"\x00" in content[:4096] or len(CONTROL.findall(content[:4096])) > MOST_CONTROL * len(content[:4096]):
        raise InputError("is a binary file, not a text; give its text instead")
    try:
        return lines(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    matches = list(from_bytes(content[:200_000]))
    if not matches:
        return lines(content.decode("cp1252", "replace"))
    best = matches[0]
    western = next((m for m in matches if m.encoding in {"cp1252", "latin_1"}), None)
    if (
        western is not None
        and western.chaos <= best.chaos + WESTERN_LEEWAY
        and best.encoding.startswith(("cp125", "latin", "iso8859", "mac"))
    ):
        return lines(content.decode("cp1252", "replace"))
    return lines(content.decode(best.encoding, "replace"))


def lines(text: str) -> str:
    """Make every line end ``\\n``; a lone surrogate, which no file can hold, becomes U+FFFD."""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8", "replace")
