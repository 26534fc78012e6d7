"""Places of a situation whose names are on no map, made one across its reports.

One report resolves a name by itself; its situation knows more. Where most names are in no gazetteer (a front line of hamlets, an exercise, an
invented country), a namesake in a state that none of its reports names is not what is meant, and a name that one report takes for a place is a
place in the others too. Such names are compared as they are written. Where most names are known, nothing here applies.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from rashomon.records import Analysis, Place, Span
from rashomon.world.countries import Countries, load_countries
from rashomon.world.gazetteer import fold

DIVISION, STATE = 4, 6  # UCDP's precision of a first-order division and of a state
MOST_UNKNOWN = 0.5  # share of names in no gazetteer from which namesakes elsewhere are not believed
MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)  # fmt: skip
_NAME = r"[A-Z]\w[\w’'-]*\w(?: [A-Z]\w[\w’'-]*\w)?"
# "X camp", "the town of X": nothing but a place is called so, whatever a parser takes the name for.
_CALLED = re.compile(
    rf"\b({_NAME}) (?:(?:refugee|displacement|detention|transit) )?(?:camp|province)\b"
    rf"|\b(?:town|city|village|camp|province|district) of ({_NAME})"
)
SHORTEST = 4  # letters of a state's name
_DIVISION = r" (?:province|governorate|region|oblast)\b"
PEOPLE = ("n", "an", "ian", "i", "ese", "ish")  # "Varenia", "Varenian"
_OF_STATE = r" (?:government|army|air force|military|soldiers?|troops|forces|ministry|officials|authorities|president|flag|border|side|town|city)\b"
_LONGER_AFTER = re.compile(r"(?:[’']s)? [A-Z]|-(?:based|backed|led|born|held|run|controlled)\b")
_LONGER_BEFORE = re.compile(
    r"[a-z’'] [A-Z][\w’'-]* $|-$|\b(?:governments?|regime|authorities|administration|leadership|rulers) (?:in|at) $"
)


class Census:
    """How many names of places the reports of a situation hold, and how many of them are on no map."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, int]] = {}  # by report: names on a map, and on none
        self._known = self._unknown = 0

    @property
    def off_map(self) -> bool:
        """Whether most names are in no gazetteer."""
        return self._unknown > MOST_UNKNOWN * (self._known + self._unknown)

    def put(self, report: str, analysis: Analysis | None) -> None:
        """Count the names of a report, in place of those of its version before."""
        known, unknown = self._counts.pop(report, (0, 0))
        self._known, self._unknown = self._known - known, self._unknown - unknown
        if analysis is not None:
            lost = {fold(p.name) for p in analysis.places if p.lat is None}
            found = {fold(_words(analysis, p)) for p in analysis.places if p.lat is not None}
            self._counts[report] = (len(found - lost), len(lost))
            self._known, self._unknown = self._known + len(found - lost), self._unknown + len(lost)


class Localities:
    """The names of places of one situation; ``off_map`` where most of them are in no gazetteer."""

    def __init__(self, analyses: Sequence[Analysis], countries: Countries | None = None) -> None:
        countries = countries or load_countries()
        census = Census()
        for analysis in analyses:
            census.put(analysis.report.id, analysis)
        self.off_map = census.off_map
        self._strays: frozenset[tuple[str, str]] = frozenset()
        self._places: dict[str, Place] = {}
        self._pattern: re.Pattern[str] | None = None
        self._mentions: dict[str, list[tuple[Span, Place]]] = {}
        self.states: dict[str, str] = {}  # a state's name and its adjective, in lower case → the name
        if self.off_map:
            self._learn(analyses, countries)

    def settle(self, place: Place | None, words: str | None) -> Place | None:
        """The place as its situation knows it: a namesake in a state that no report names becomes the bare name, or none."""
        if place is None or not self.off_map:
            return place
        if place.lat is None:
            return self._places.get(fold(place.name), place)
        name = fold(words or "")
        return self._places.get(name) if (name, place.country) in self._strays else place

    def named_in(self, analysis: Analysis, span: Span) -> list[tuple[Span, Place]]:
        """The names of the situation's places that a report has within ``span``, in the order of the text."""
        mentions = self._in_report(analysis)
        first = bisect_right(mentions, span[0] - 1, key=lambda m: m[0][0])
        return [m for m in mentions[first:] if m[0][1] <= span[1]]

    @property
    def division(self) -> Place | None:
        """What "the province" is, where but one is named."""
        found = [p for p in self._places.values() if p.precision == DIVISION]
        return found[0] if len(found) == 1 else None

    def named_before(self, analysis: Analysis, offset: int) -> tuple[Span, Place] | None:
        """The place last named before ``offset`` that can tell one event from another."""
        before = [m for m in self._in_report(analysis) if m[0][1] <= offset and (m[1].precision or 1) < DIVISION]
        return before[-1] if before else None

    def _learn(self, analyses: Sequence[Analysis], countries: Countries) -> None:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        unknown: dict[str, str] = {}
        for analysis in analyses:
            for place in analysis.places:
                if place.lat is None:
                    unknown.setdefault(fold(place.name), place.name)
                elif place.country:
                    found[fold(_words(analysis, place)), place.country].add(analysis.report.id)
        named = {a.report.id: _states(a, countries) for a in analyses}
        self._strays = frozenset(
            pair for pair, reports in found.items() if not any(pair[1] in named[r] for r in reports)
        )
        text = "\n".join(a.report.text for a in analyses)
        words = frozenset(re.findall(r"\w+", text))
        called = {
            fold(name): name
            for m in _CALLED.finditer(text)
            if (name := m.group(1) or m.group(2)) != "The"
            and not any(name.removesuffix(p) in words - {name} for p in PEOPLE)
        }
        strays = {name: name.title() for name, _ in self._strays}
        peoples = [(w, w + e) for w in sorted(words) for e in PEOPLE if _is_people(w, w + e, words, text)]
        self.states = {form.lower(): name.lower() for name, people in peoples for form in (name, people)}
        # What publishes or speaks under its name is no place, nor is a month.
        heard = {fold(a.report.publisher or "") for a in analyses} | MONTHS
        for key, name in sorted(({fold(n): n for n, _ in peoples} | strays | called | unknown).items()):
            if len(key) > 2 and key not in heard:
                self._places[key] = self._as_written(name, text)
        longest = sorted(self._places, key=lambda key: (-len(key), key))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.I) if longest else None

    def _as_written(self, name: str, text: str) -> Place:
        """A place by its name alone: a state where its people is named, a division where it is called one."""
        plain = name.title() if name.isupper() else name
        division = re.search(rf"\b{re.escape(plain)}{_DIVISION}", text)
        precision = STATE if plain.lower() in self.states else DIVISION if division else None
        return Place(id="", span=(0, 0), name=plain, precision=precision, reason="on no map")

    def _in_report(self, analysis: Analysis) -> list[tuple[Span, Place]]:
        report = analysis.report
        if report.id not in self._mentions:
            text, found = report.text, []
            spoken = [s for a in analysis.attributions for s in a.source]
            for match in self._pattern.finditer(text) if self._pattern else ():
                span = match.span()
                longer = _LONGER_AFTER.match(text, span[1]) or _LONGER_BEFORE.search(
                    text[max(0, span[0] - 30) : span[0]]
                )
                capital = text[span[0]].isupper() and not (match.group().isupper() and len(match.group()) > 1)
                if capital and not longer and not any(s <= span[0] and span[1] <= e for s, e in spoken):
                    found.append((span, self._places[fold(match.group())]))
            self._mentions[report.id] = found
        return self._mentions[report.id]


def _words(analysis: Analysis, place: Place) -> str:
    return analysis.report.text[slice(*place.span)]


def _states(analysis: Analysis, countries: Countries) -> frozenset[str]:
    """The states that a report names, by name or by the adjective."""
    words = {w.lower() for w in re.findall(r"\b[A-Z][\w-]*", analysis.report.text)}
    named = {countries.by_name.get(w) or countries.by_demonym.get(w) for w in words}
    return frozenset(
        {n for n in named if n} | {p.country for p in analysis.places if p.country and p.precision == STATE}
    )


def _is_people(name: str, people: str, words: frozenset[str], text: str) -> bool:
    """Whether a word is the adjective of a state that the situation names: "Varenian troops" of "Varenia"."""
    told = people in words and name[:1].isupper() and len(name) >= SHORTEST and not name.isupper()
    return told and re.search(rf"\b{re.escape(people)}{_OF_STATE}", text) is not None
