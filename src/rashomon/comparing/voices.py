"""Speakers of many reports → one key for each actor: acronyms, short names, people who speak for a body, unnamed mouths of it.

"The Observatory", its director and "a monitor" are one actor where the reports leave no other choice. A body's people count as the body
only where bodies speak with one voice (monitors, aid groups, armed groups, companies); organs of a state stay apart.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rashomon.records import Analysis, Speaker

BODIES = frozenset({"monitor", "ngo", "igo", "armed_group", "political_party", "company", "union"})
LONG_NAME = 3  # words from which a name within another is no chance
CLASSES = frozenset(
    {"monitor"}
)  # kinds whose unnamed speakers are the one named speaker of that kind, if there is but one
_DETERMINER = re.compile(r"^(?:the|a|an|its|his|her|their|so-called|another)\s+", re.I)
_BASED = re.compile(r"\b[\w.]+(?:-|\s)based\s+", re.I)
_TAIL = re.compile(
    r"\s+(?:which|who|whose|that|monitoring group|monitor|a\s+[\w.]+-based)\b.*$|\s*[,;(–—].*$|\s-\s.*$", re.I
)
_MARKS = re.compile(r"[^\w\s]")


def name_key(name: str) -> str:
    """A name without determiner, seat, what is said about it, case and marks.

    >>> name_key("The Capital-based Red Star Observatory, which watches the war")
    'red star observatory'
    """
    plain = _TAIL.sub("", _BASED.sub("", _DETERMINER.sub("", name.strip())))
    return " ".join(_MARKS.sub("", _DETERMINER.sub("", plain)).lower().split()) or name.strip().lower()


class Voices:
    """The actors of one situation."""

    def __init__(self, analyses: Iterable[Analysis]) -> None:
        acronyms: dict[str, Counter[str]] = defaultdict(Counter)
        bodies: dict[str, Counter[str]] = defaultdict(Counter)
        names: dict[str, Counter[str]] = defaultdict(Counter)
        self._in_report: dict[str, dict[str, set[str]]] = {}
        for analysis in analyses:
            for speaker in analysis.speakers:
                key = name_key(speaker.name)
                if speaker.named and " and " not in key:
                    names[speaker.kind][key] += 1
                for alias in speaker.aliases:
                    if alias.isupper() and len(alias) > 1 and not speaker.name.isupper():
                        acronyms[name_key(alias)][key] += 1
                if speaker.kind in BODIES and speaker.party and speaker.named and " and " not in speaker.party:
                    bodies[key][name_key(speaker.party)] += 1
        self._acronyms = {short: _commonest(longs) for short, longs in acronyms.items()}
        self._bodies = {name: _commonest(parties) for name, parties in bodies.items()}
        self._full = frozenset(
            name for kind in BODIES for name in names[kind] if len(name.split()) >= LONG_NAME
        ) | frozenset(party for party in self._bodies.values() if len(party.split()) >= LONG_NAME)
        self._short = {
            name: longer
            for counts in names.values()
            for name in counts
            if (longer := _only_longer(name, counts)) is not None
        }
        self._named: dict[str, frozenset[str]] = {
            kind: frozenset(self._resolved(name) for name in counts) for kind, counts in names.items()
        }

    def key(self, speaker: Speaker, company: Iterable[Speaker] = ()) -> str:
        """The actor behind ``speaker``; ``company`` are the speakers of its report."""
        if speaker.named or speaker.kind not in CLASSES:
            return self._resolved(name_key(speaker.name), speaker)
        here = {self._resolved(name_key(s.name), s) for s in company if s.named and s.kind == speaker.kind}
        found = here or self._named.get(speaker.kind, frozenset())
        return next(iter(found)) if len(found) == 1 else self._resolved(name_key(speaker.name), speaker)

    def _body_within(self, name: str) -> str | None:
        """The known body that a long description names: "the director of the Red Star Observatory"."""
        words = name.split()
        for length in range(len(words) - 1, LONG_NAME - 1, -1):
            for start in range(len(words) - length + 1):
                part = " ".join(words[start : start + length])
                if part in self._full:
                    return part
        return None

    def _resolved(self, name: str, speaker: Speaker | None = None) -> str:
        name = self._acronyms.get(name, name)
        if (body := self._body_within(name)) is not None:
            return body
        if speaker is not None and speaker.kind in BODIES and speaker.party and " and " not in speaker.party:
            name = name_key(speaker.party)
        name = self._bodies.get(name, self._short.get(name, name))
        name = self._bodies.get(name, self._acronyms.get(name, name))
        return self._short.get(name, name)


def _commonest(counts: Counter[str]) -> str:
    return min(counts.items(), key=lambda item: (-item[1], item[0]))[0]


def _only_longer(name: str, counts: Counter[str]) -> str | None:
    """The one longer name that holds all words of ``name``, if there is but one."""
    words = set(name.split())
    longer = [other for other in counts if words < set(other.split())]
    return longer[0] if len(longer) == 1 else None
