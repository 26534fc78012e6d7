"""Names → places of the world: a read-only index of GeoNames' populated places, countries and regions.

The file is a NumPy archive of sorted 64-bit name keys, entry numbers and columns, mapped into memory: a look-up is a binary search. A
name has a strict key (case, diacritics, apostrophes and hyphens folded) and a loose one in which transliterations of one Arabic,
Kurdish, Turkish or Slavic name meet ("Ain Issa", ‘Ayn ‘Īsá).
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from rashomon.errors import ModelError

FILE = Path(__file__).with_name("gazetteer_index")
_MARKS = re.compile(r"[\u02b0-\u02ff\u2018\u2019'`´ʼʻ.]")
_ARTICLE = re.compile(r"\b(?:al|el|ul|ar|as|ash|at|ad|an|az|edh|ed|er|es|et|ez|es|il|le|la|the)\b ?")
_LOOSE = [
    (re.compile(pattern), by)
    for pattern, by in [
        (r"ou|oo|aw|ow|w(?=[^aeiouy]|$)", "u"),
        (r"ee|e?igh|ei|ey|ai|ay|iy|y", "i"),
        (r"sch|sh|ch", "s"),
        (r"dj|zh", "j"),
        (r"kh|ck|q|c", "k"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"(?<=.)h", ""),
        (r"e", "a"),
        (r"o", "u"),
        (r"(.)\1+", r"\1"),
    ]
]


@dataclass(frozen=True, slots=True)
class Row:
    """One entry. ``kind``: P populated place, A first-order division, C country, R vague region, S sea, W river."""

    geonameid: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    kind: str


def fold(name: str) -> str:
    """The strict form of a name: lower case, no diacritics, apostrophes or hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_MARKS.sub("", plain).replace("-", " ").replace("–", " ").split())


def loosen(name: str) -> str:
    """The loose form: articles and final vowels gone, spellings of one sound made one.

    >>> loosen("Ain Issa") == loosen("‘Ayn ‘Īsá")
    True
    """
    plain = fold(name)
    plain = _ARTICLE.sub("", plain).strip() or plain
    words = []
    for word in plain.split():
        for pattern, by in _LOOSE:
            word = pattern.sub(by, word)
        words.append(word.rstrip("aiu") or word)
    return " ".join(words)


def _key(form: str) -> int:
    return int.from_bytes(hashlib.blake2b(form.encode(), digest_size=8).digest(), "little", signed=True)


def write_gazetteer(rows: Sequence[Row], names: Sequence[Sequence[str]]) -> None:
    """Write the index of ``rows`` with each one's names."""
    FILE.mkdir(exist_ok=True)
    for form in (fold, loosen):
        pairs = sorted({(_key(form(name)), i) for i, own in enumerate(names) for name in own if form(name)})
        np.save(FILE / f"{form.__name__}_keys.npy", np.array([k for k, _ in pairs], dtype=np.int64))
        np.save(FILE / f"{form.__name__}_rows.npy", np.array([i for _, i in pairs], dtype=np.int32))
    np.save(FILE / "geonameid.npy", np.array([r.geonameid for r in rows], dtype=np.int32))
    np.save(FILE / "points.npy", np.array([(r.lat, r.lon) for r in rows], dtype=np.float32))
    np.save(FILE / "population.npy", np.array([r.population for r in rows], dtype=np.int32))
    np.save(
        FILE / "codes.npy",
        np.array([f"{r.kind}{r.country:2}{r.admin1}"[:8].encode("ascii", "replace") for r in rows], dtype="S8"),
    )
    text = "\n".join(r.name for r in rows).encode()
    np.save(FILE / "names.npy", np.frombuffer(text, dtype=np.uint8))
    ends = np.cumsum([len(r.name.encode()) + 1 for r in rows], dtype=np.int64)
    np.save(FILE / "name_ends.npy", ends.astype(np.int32))


class Gazetteer:
    """The opened index. Look-ups read a few pages of the mapped file; nothing is loaded whole."""

    def __init__(self, columns: Mapping[str, np.ndarray]) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns["geonameid"])

    def lookup(self, name: str, *, loose: bool = False) -> list[Row]:
        """Entries of that name, the most populous first; ``loose`` lets transliterations meet."""
        form = loosen if loose else fold
        text = form(name)
        if not text:
            return []
        keys = self._columns[f"{form.__name__}_keys"]
        key = np.int64(_key(text))
        first, last = int(np.searchsorted(keys, key, "left")), int(np.searchsorted(keys, key, "right"))
        found = [self._row(int(i)) for i in self._columns[f"{form.__name__}_rows"][first:last]]
        return sorted(found, key=lambda r: (-r.population, r.geonameid, r.name))

    def _row(self, i: int) -> Row:
        columns = self._columns
        start = 0 if i == 0 else int(columns["name_ends"][i - 1])
        name = bytes(columns["names"][start : int(columns["name_ends"][i]) - 1]).decode()
        code = columns["codes"][i].decode()
        lat, lon = (round(float(v), 4) for v in columns["points"][i])
        return Row(
            int(columns["geonameid"][i]),
            name,
            lat,
            lon,
            code[1:3].strip(),
            code[3:],
            int(columns["population"][i]),
            code[0],
        )


@cache
def open_gazetteer(folder: Path = FILE) -> Gazetteer:
    """Map the index into memory.

    Raises:
        ModelError: the files are missing: the installation is damaged.
    """
    try:
        return Gazetteer({path.stem: np.load(path, mmap_mode="r") for path in sorted(folder.glob("*.npy"))})
    except OSError as error:
        raise ModelError(f"the gazetteer cannot be read ({error}); install rashomon anew") from error
