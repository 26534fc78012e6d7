"""Points that the text itself gives: "36.38, 38.86", "36.3855° N, 38.8623° E", "36°23′08″N 38°51′44″E"."""

import re
from collections.abc import Iterator

from rashomon.places.geometry import Point
from rashomon.records import Span

_NUMBER = r"(\d{1,3}(?:\.\d+)?)\s?°\s?(?:(\d{1,2}(?:\.\d+)?)\s?['′’]\s?(?:(\d{1,2}(?:\.\d+)?)\s?(?:[\"″”]|''|’’)\s?)?)?"
_DEGREES = re.compile(rf"{_NUMBER}([NS])[,;]?\s{{0,2}}{_NUMBER}([EW])\b")
# Without a sign of degrees only pairs with three decimals or more: others are too often something else.
_DECIMAL = re.compile(r"(?<![\d.,-])(-?\d{1,2}\.\d{3,8}),\s?(-?\d{1,3}\.\d{3,8})(?![\d.])")


def find_coordinates(text: str) -> Iterator[tuple[Span, Point]]:
    """Each pair of latitude and longitude with where it stands."""
    for found in _DEGREES.finditer(text):
        lat, lon = _degrees(*found.group(1, 2, 3)), _degrees(*found.group(5, 6, 7))
        yield from _checked(found.span(), -lat if found[4] == "S" else lat, -lon if found[8] == "W" else lon)
    for found in _DECIMAL.finditer(text):
        yield from _checked(found.span(), float(found[1]), float(found[2]))


def _degrees(whole: str, minutes: str | None, seconds: str | None) -> float:
    return float(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600


def _checked(span: Span, lat: float, lon: float) -> Iterator[tuple[Span, Point]]:
    if abs(lat) <= 90 and abs(lon) <= 180:
        yield span, (round(lat, 4) + 0.0, round(lon, 4) + 0.0)
