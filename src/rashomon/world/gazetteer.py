"""Names → places of the world: a read-only index of GeoNames' populated places, their divisions, states, regions and seas.

One file, mapped into memory: a header of JSON, then columns; the names' keys are sorted, a look-up is a binary search. A name has a
strict key (case, diacritics, apostrophes and hyphens folded away) and a loose one, in which transliterations of one Arabic, Kurdish,
Turkish or Slavic name meet ("Ain Issa", ‘Ayn ‘Īsá). The form is described in ``docs/gazetteer.md``.
"""

import hashlib
import json
import mmap
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.errors import ModelError
from rashomon.models import PlaceEntry

FILE = Path(__file__).with_name("gazetteer.index")
MAGIC = b"RASHOMON-GAZETTEER-1\n"
CREDIT = "Geodata: GeoNames (geonames.org), CC BY 4.0"  # goes with whatever shows or exports places
REMEMBERED = 8192  # names whose forms are kept: reports of one situation repeat them

_MARKS = re.compile(r"[\u02b0-\u02ff\u2018\u2019\u201b'`´.]")
_SPACES = re.compile(r"[\s\-\u2010-\u2015_/]+")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e"})
_ABBREVIATED = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
# An Arabic article in any of its assimilated forms, as a word of its own or ("Albukamal") not: only the first is taken off.
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "il",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "ath",
        "ad",
        "ed",
        "adh",
        "ed",
        "edh",
        "an",
        "en",
        "az",
        "ez",
        "iz",
        "le",
        "the",
    ]
)
_SOUNDS = [  # spellings of one sound → one letter, in this order
    (re.compile(pattern), by)
    for pattern, by in [
        (r"sch|shch|sh|ch|ç|cz", "s"),
        (r"dj|dzh|zh", "j"),
        (r"kh|ck|q|c|x", "k"),
        (r"gh", "g"),
        (r"dh|dz", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"(?<=.)h", ""),
        (r"ou|oo|aw|au|ow|uw|wu|w", "u"),
        (r"ee|eig|ei|ey|ai|ay|iy|yi|ie|ij|y", "i"),
        (r"e", "a"),
        (r"o", "u"),
        (r"v", "u"),
        (r"(.)\1+", r"\1"),
    ]
]


@lru_cache(maxsize=REMEMBERED)
def fold(name: str) -> str:
    """The strict form of a name: lower case, no diacritics, apostrophes or hyphens.

    >>> fold("Ra’s al-‘Ayn"), fold("St. Louis")
    ('ras al ayn', 'saint louis')
    """
    plain = name.casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        plain = plain.casefold().translate(_LETTERS)  # styled capitals become capitals only here
    words = _SPACES.sub(" ", _MARKS.sub("", plain)).split()
    if len(words) > 1 and words[0] in _ABBREVIATED:
        words[0] = _ABBREVIATED[words[0]]
    return " ".join(words)


@lru_cache(maxsize=REMEMBERED)
def loosen(name: str) -> str:
    """The loose form: articles and final vowels gone, spellings of one sound made one.

    >>> loosen("Ain Issa") == loosen("‘Ayn ‘Īsá"), loosen("Deir ez-Zor") == loosen("Dayr az Zawr")
    (True, True)
    """
    words = [word for word in fold(name).split() if word not in _ARTICLES] or fold(name).split()
    loose = []
    for word in words:
        for pattern, by in _SOUNDS:
            word = pattern.sub(by, word)
        loose.append(word.rstrip("aiu") or word)
    return "".join(loose)


def _key(form: str) -> int:
    return int.from_bytes(hashlib.blake2b(form.encode(errors="replace"), digest_size=8).digest(), "little")


def write_gazetteer(entries: Sequence[PlaceEntry], names: Sequence[Sequence[str]], path: Path = FILE) -> None:
    """Write the index of ``entries`` with each one's names."""
    columns: dict[str, np.ndarray] = {}
    for form in (fold, loosen):
        pairs = sorted({(_key(form(name)), i) for i, own in enumerate(names) for name in own if len(form(name)) > 1})
        columns[f"{form.__name__}_keys"] = np.array([key for key, _ in pairs], dtype="<u8")
        columns[f"{form.__name__}_entries"] = np.array([i for _, i in pairs], dtype="<i4")
    divisions = sorted({(e.country, e.admin1, e.admin1_name) for e in entries})
    number = {division: i for i, division in enumerate(divisions)}
    columns["geonameid"] = np.array([e.geonameid or 0 for e in entries], dtype="<i4")
    columns["points"] = np.array([(e.lat, e.lon) for e in entries], dtype="<f4").reshape(-1)
    columns["radius"] = np.array([e.radius_km for e in entries], dtype="<f4")
    columns["population"] = np.array([e.population for e in entries], dtype="<i8").clip(0, 2**31 - 1).astype("<i4")
    columns["kind"] = np.array([ord(e.kind) for e in entries], dtype="u1")
    columns["division"] = np.array([number[e.country, e.admin1, e.admin1_name] for e in entries], dtype="<u2")
    texts = [e.name.encode() for e in entries]
    columns["name_ends"] = np.cumsum([len(text) for text in texts], dtype="<u4")
    columns["names"] = np.frombuffer(b"".join(texts), dtype="u1")
    layout: dict[str, Any] = {"divisions": divisions, "columns": {}}
    position = 0
    for name, column in columns.items():
        layout["columns"][name] = [column.dtype.str, position, len(column)]
        position += -(-column.nbytes // 8) * 8
    header = json.dumps(layout, ensure_ascii=False).encode()
    header += b" " * (-(len(header) + len(MAGIC) + 8) % 8)
    with path.open("wb") as file:
        file.write(MAGIC + len(header).to_bytes(8, "little") + header)
        for column in columns.values():
            file.write(column.tobytes() + b"\0" * (-column.nbytes % 8))


class Gazetteer:
    """The opened index. A look-up reads a few pages of the mapped file; nothing is loaded whole."""

    def __init__(self, columns: Mapping[str, np.ndarray], divisions: Sequence[tuple[str, str, str]]) -> None:
        self._columns = columns
        self._divisions = divisions

    def __len__(self) -> int:
        return len(self._columns["geonameid"])

    def lookup(self, name: str, *, loose: bool = False) -> tuple[PlaceEntry, ...]:
        """Entries of that name, the most populous first; ``loose`` lets transliterations meet."""
        form = loosen if loose else fold
        text = form(name)
        if len(text) < 2:
            return ()
        keys = self._columns[f"{form.__name__}_keys"]
        key = np.uint64(_key(text))
        first, last = int(np.searchsorted(keys, key, "left")), int(np.searchsorted(keys, key, "right"))
        found = [self._entry(int(i)) for i in self._columns[f"{form.__name__}_entries"][first:last]]
        return tuple(sorted(found, key=lambda e: (-e.population, e.geonameid or 0, e.name)))

    def _entry(self, i: int) -> PlaceEntry:
        columns = self._columns
        start = int(columns["name_ends"][i - 1]) if i else 0
        country, admin1, admin1_name = self._divisions[int(columns["division"][i])]
        return PlaceEntry(
            geonameid=int(columns["geonameid"][i]) or None,
            name=columns["names"][start : int(columns["name_ends"][i])].tobytes().decode(),
            lat=round(float(columns["points"][2 * i]), 4),
            lon=round(float(columns["points"][2 * i + 1]), 4),
            country=country,
            admin1=admin1,
            admin1_name=admin1_name,
            population=int(columns["population"][i]),
            kind=chr(columns["kind"][i]),
            radius_km=round(float(columns["radius"][i]), 1),
        )


@cache
def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """Map the index into memory.

    Raises:
        ModelError: the file is missing or is none of ours: the installation is damaged.
    """
    file = FILE if path is None else path
    try:
        with file.open("rb") as opened:
            mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        if mapped[: len(MAGIC)] != MAGIC:
            raise ValueError("another form of file")
        begin = len(MAGIC) + 8
        end = begin + int.from_bytes(mapped[len(MAGIC) : begin], "little")
        layout = json.loads(mapped[begin:end])
        columns = {
            name: np.frombuffer(mapped, dtype=dtype, count=count, offset=end + position)
            for name, (dtype, position, count) in layout["columns"].items()
        }
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the gazetteer {file.name!r} cannot be read ({error}); install rashomon anew") from error
    return Gazetteer(columns, [(country, code, name) for country, code, name in layout["divisions"]])
