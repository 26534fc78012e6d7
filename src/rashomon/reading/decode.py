"""Bytes → text: the encoding is found, line ends become ``\\n``, nothing else changes.

In this order: a byte order mark, UTF-8, what the page declares, the Latin code pages by their letters, any other by
charset-normalizer. A character that its encoding does not have becomes U+FFFD.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from rashomon.errors import InputError

CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROL = 0.01  # share of control bytes above which bytes are no text
SAMPLE = 4_096  # bytes in which control bytes are counted
LONG_SAMPLE = 200_000  # bytes from which a code page is told
MOST_BROKEN = 0.1  # share of non-ASCII characters that may be broken in what is still UTF-8
LEAST_LETTERS = 0.8  # share of non-ASCII characters that are usual in the code page's languages
MOST_HIGH = 0.4  # share of non-ASCII letters above which the script is not the Latin one
WIDE_ZEROS = 0.3  # share of NULs from which a text without a mark is UTF-16
_BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (BOM_UTF8, "utf-8-sig"), (BOM_UTF32_LE, "utf-32"), (BOM_UTF32_BE, "utf-32"), (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# The non-ASCII characters of the languages that each Latin code page is used for. The order decides a tie.
_PUNCTUATION = "‘’‚“”„–—…«»‹›€§°£ "
_PAGES = {
    "cp1252": set("àâæçèéêëîïôœùûüÿÀÂÇÈÉÊËÎÏÔŒÙÛÜäöüßÄÖÜñáíóúÑÁÍÓÚ¿¡ãõÃÕåøÅØÆìò·ºª" + _PUNCTUATION),
    "cp1250": set("ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽľĺŕôäöüőűÖÜŐŰăâîşţĂÂÎŞŢđĐß" + _PUNCTUATION),
    "cp1254": set("çğıöşüÇĞİÖŞÜâîû" + _PUNCTUATION),
}
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(content: bytes, *, encoding: str | None = None, declared: str | None = None) -> str:
    """Decode a text. ``encoding`` is known and taken; ``declared`` is only what the page says of itself.

    Raises:
        InputError: the bytes are empty or no text.
    """
    text = lines(_decode(content, encoding, declared))
    if not text.strip():
        raise InputError("is empty; there is nothing to read")
    if "\x00" in text:
        raise InputError("is a binary file, not a text; give its text instead")
    return text


def _decode(content: bytes, encoding: str | None, declared: str | None) -> str:
    if not content.strip():
        return ""
    if encoding is not None:
        return content.decode(encoding, "replace")
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    if wide := _wide(content):
        return content.decode(wide, "replace")
    sample = content[:SAMPLE]
    if b"\x00" in content or len(CONTROL.findall(sample)) > MOST_CONTROL * len(sample):
        raise InputError("is a binary file, not a text; give its text instead")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_page(content, declared)


def _decode_page(content: bytes, declared: str | None) -> str:
    """Decode what is not, or not wholly, UTF-8."""
    mended = content.decode("utf-8", "replace")
    if mended.count("\ufffd") <= MOST_BROKEN * sum(c > "\x7f" for c in mended[:LONG_SAMPLE]):
        return mended
    if declared is not None:
        try:
            return content.decode(declared)
        except (LookupError, UnicodeError):  # unknown, or not what the page is in
            pass
    sample = content[:LONG_SAMPLE]
    if page := _latin_page(sample):
        return content.decode(page, "replace")
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = from_bytes(sample).best()
    return content.decode(best.encoding if best else "cp1252", "replace")


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin letters is zero."""
    sample = content[:SAMPLE]
    zeros = sample[1::2].count(0), sample[0::2].count(0)
    if max(zeros) < WIDE_ZEROS * len(sample) or min(zeros) > 0:
        return None
    return "utf-16-le" if zeros[0] > zeros[1] else "utf-16-be"


def _latin_page(sample: bytes) -> str | None:
    """The code page of Western or Central Europe or Turkey in which the letters are those of its languages."""
    western = [c for c in sample.decode("cp1252", "replace") if c.isalpha()]
    if sum(c > "\x7f" for c in western) > MOST_HIGH * len(western):
        return None
    shares = {}
    for page, letters in _PAGES.items():
        high = [c for c in sample.decode(page, "replace") if c > "\x7f"]
        shares[page] = sum(c in letters for c in high) / len(high)
    best = max(shares, key=lambda page: shares[page])
    return best if shares[best] >= LEAST_LETTERS else None


def check_encoding(name: str) -> str:
    """``name``, if it is that of an encoding.

    Raises:
        InputError: it is none.
    """
    try:
        b"".decode(name)
    except (LookupError, ValueError) as error:
        raise InputError(f"{name!r} is no encoding; give one like utf-8 or cp1252") from error
    return name


def lines(text: str) -> str:
    """Make every line end ``\\n``; a lone surrogate, which no file can hold, becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """``text`` on one line, without control characters: for names and messages."""
    return "".join(c if c.isprintable() else " " for c in lines(text)).strip()
