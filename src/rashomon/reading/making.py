"""A text and its metadata → the report, with its hashes, its language and an id that nothing else has."""

import hashlib
from dataclasses import dataclass

from rashomon.errors import InputError
from rashomon.reading.decode import one_line
from rashomon.reading.language import find_language
from rashomon.records import Report, content_id

MOST_CHARACTERS = 2_000_000  # a longer text is no report but a collection; its parse would not fit into memory
MOST_BYTES = 4 * MOST_CHARACTERS  # the same limit before decoding: UTF-8 has at most four bytes a character


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What texts without metadata are given. ``published`` is ISO 8601, with any precision.

    ``encoding`` is that of every text and page (never of JSON lines); None: it is found for each.
    """

    published: str | None = None
    publisher: str | None = None
    encoding: str | None = None


class Maker:
    """Makes the reports of one run and remembers, in 16 bytes each, which id had which text."""

    def __init__(self, defaults: Defaults) -> None:
        self.defaults = defaults
        self._texts: dict[int, int] = {}

    def make(
        self, name: str, text: str, *, content: bytes, title: str | None, title_apart: bool = False, url: str | None = None,
        published: str | None = None, publisher: str | None = None,
    ) -> Report:  # fmt: skip
        """Make the report ``name``; without a name its content names it.

        A title that came apart is put in front of ``text`` unless the text begins with it.

        Raises:
            InputError: the text is too long or none, or its id came before with another text.
        """
        if not text.strip():
            raise InputError("is empty; there is nothing to read")
        if "\x00" in text:
            raise InputError("holds NUL characters, which no text has; take them out")
        language = find_language(text)
        body_start = 0
        if title_apart and title and " ".join(text.lstrip().partition("\n")[0].split()) != " ".join(title.split()):
            body_start = len(title) + 2
            text = f"{title}\n\n{text}"
        if len(text) > MOST_CHARACTERS:
            raise InputError(f"has more than {MOST_CHARACTERS:,} characters; split it into reports")
        source_sha256 = hashlib.sha256(content).hexdigest()
        report = Report(
            id=one_line(name) or content_id("report", source_sha256), url=url, title=title, language=language,
            publisher=publisher or self.defaults.publisher, published=published or self.defaults.published,
            sha256=hashlib.sha256(text.encode()).hexdigest(), source_sha256=source_sha256, text=text, body_start=body_start,
        )  # fmt: skip
        self._check_id(report)
        return report

    def _check_id(self, report: Report) -> None:
        name = int.from_bytes(hashlib.sha256(report.id.encode()).digest()[:8])
        text = int(report.sha256[:16], 16)
        if self._texts.setdefault(name, text) != text:
            raise InputError(
                f"the id {report.id[:100]!r} came before with another text; give one of the two another id"
            )
