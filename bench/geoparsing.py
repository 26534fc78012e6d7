"""``geoparsing``: LGL and GeoVirus, end to end: toponyms found in plain text and resolved.

* ``*_f1``: toponyms found, one-to-one by overlap. Gold spans without coordinates count as toponyms too.
* ``*_acc161``: of the toponyms found that have gold coordinates, the share resolved within 161 km (100 miles). An unresolved name is a miss.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from bench.matching import match, shares
from rashomon.pipeline import load_models
from rashomon.places import distance_km, find_places
from rashomon.records import Place, Report
from rashomon.sentences import split_sentences

NEAR_KM = 161.0
OFF = 3  # characters that a gold span may be off
Toponym = tuple[tuple[int, int], tuple[float, float] | None]


def score(folder: Path) -> dict[str, float]:
    """Score both corpora of ``folder``."""
    models = load_models()
    result = {}
    for name, file in (("lgl", "lgl.xml"), ("geovirus", "GeoVirus.xml")):
        hits = gold_total = found_total = located = near = 0
        for text, gold in read_corpus(folder / file):
            parse = split_sentences(text, models.parser)
            report = Report(id="x", text=text, sha256="")
            found = find_places(
                report, parse, gazetteer=models.gazetteer, countries=models.countries, organisations=models.actors.names
            )
            pairs, one, two = counts(gold, found)
            hits, located, near = hits + pairs, located + one, near + two
            gold_total += len(gold)
            found_total += len(found)
        result[f"{name}_f1"] = shares(hits, gold_total, found_total)[2]
        result[f"{name}_acc161"] = near / located if located else 0.0
    return result


def counts(gold: list[Toponym], found: tuple[Place, ...]) -> tuple[int, int, int]:
    """Pairs found, those of them with gold coordinates, and those of these that are near."""
    pairs = match([span for span, _ in gold], [p.span for p in found])
    located = [(gold[i][1], found[j]) for i, j in pairs if gold[i][1] is not None]
    near = sum(
        place.lat is not None
        and place.lon is not None
        and where is not None
        and distance_km((place.lat, place.lon), where) <= NEAR_KM
        for where, place in located
    )
    return len(pairs), len(located), near


def read_corpus(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Text and toponyms of each article of LGL or GeoVirus."""
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        toponyms: list[Toponym] = []
        for node in [*article.iter("toponym"), *article.iter("location")]:
            start, end = node.findtext("start"), node.findtext("end")
            if not start or not end or not re.fullmatch(r"\d+", start) or int(end) > len(text):
                continue
            lat = node.findtext("gaztag/lat") or node.findtext("lat")
            lon = node.findtext("gaztag/lon") or node.findtext("lon")
            span = moved(text, (int(start), int(end)), node.findtext("phrase") or node.findtext("name") or "")
            toponyms.append((span, (float(lat), float(lon)) if lat and lon else None))
        yield text, toponyms


def moved(text: str, span: tuple[int, int], words: str) -> tuple[int, int]:
    """The span put right where its words stand a few characters off, as in GeoVirus."""
    start, end = span
    if text[start:end] == words or not words:
        return span
    there = text.find(words, max(0, start - OFF), end + OFF)
    return (there, there + len(words)) if there >= 0 else span
