"""Distances and bearings on a sphere."""

import math

EARTH_KM = 6371.0

Point = tuple[float, float]  # latitude and longitude in degrees


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance of two points (haversine).

    >>> round(distance_km((0, 0), (0, 1)))
    111
    """
    lat1, lon1, lat2, lon2 = (math.radians(v) for v in (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def displaced(start: Point, km: float, bearing: float) -> Point:
    """The point ``km`` away from ``start`` at ``bearing`` degrees, clockwise from north.

    >>> displaced((0.0, 0.0), 111.195, 90)
    (0.0, 1.0)
    """
    angle, turn = km / EARTH_KM, math.radians(bearing)
    phi, lam = math.radians(start[0]), math.radians(start[1])
    there = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(turn))
    east = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(there)
    )
    return round(math.degrees(there), 4) + 0.0, round((math.degrees(lam + east) + 540) % 360 - 180, 4) + 0.0
