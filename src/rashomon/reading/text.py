"""Plain text → report."""

from rashomon.reading.decode import decode
from rashomon.reading.making import Maker
from rashomon.records import Report

LONGEST_TITLE = 160  # characters; longer first lines are leads
MUCH_LONGER = 1.5  # a line that follows a title without a blank line is a paragraph, not the next line of wrapped text
_QUOTES = '"”'  # double ones: headlines close with single ones, and a quoted sentence of the body with these
_NO_TITLE_ENDS = (".", ",", ";", ":", "-", "–", "—")


def read_text(name: str, content: bytes, maker: Maker) -> Report:
    """Read a plain text.

    Raises:
        InputError: the bytes are no text, or no single report.
    """
    text = decode(content, encoding=maker.defaults.encoding)
    return maker.make(name, text, content=content, title=find_title(text))


def find_title(text: str) -> str | None:
    """The first line, where it looks like a title: short, without a full stop, a blank line or a clear paragraph after it.

    >>> find_title("Shelling hits market\\n\\nTwelve people were killed.")
    'Shelling hits market'
    >>> find_title("Twelve people were killed in Halvek on\\nMonday, the ministry said.") is None
    True
    """
    first, _, rest = text.lstrip()[: 40 * LONGEST_TITLE].partition("\n")
    first = first.strip()
    if not 0 < len(first) <= LONGEST_TITLE or not any(c.isalpha() for c in first) or not rest.strip():
        return None
    if first.rstrip(_QUOTES).endswith(_NO_TITLE_ENDS):
        return None
    second = rest.partition("\n")[0].strip()
    if not second:
        return first
    return first if len(second) >= MUCH_LONGER * len(first) and not second[0].islower() else None
