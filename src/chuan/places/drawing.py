# SPDX-License-Identifier: Apache-2.0
"""Communes drawn: their boundaries where somebody loaded them, else equal tiles near where they lie. Numbers in, SVG numbers out."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: the drawing is as wide as this; its height follows
WIDTH = 800.0
_MARGIN = 10.0
_TILE = 1.0

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Frame:
    """Which part of the earth a drawing shows: degrees to units of the drawing, without a projection worth the name."""

    west: float
    north: float
    per_degree: float
    squeeze: float
    height: float

    @classmethod
    def around(cls, points: "Iterable[tuple[float, float]]") -> "Frame | None":
        """The frame that holds these points (longitude, latitude); None for none."""
        places = list(points)
        if not places:
            return None
        west, east = min(x for x, _ in places), max(x for x, _ in places)
        south, north = min(y for _, y in places), max(y for _, y in places)
        squeeze = math.cos(math.radians((south + north) / 2))
        wide = max((east - west) * squeeze, (north - south) * 0.5, 0.02)
        per_degree = (WIDTH - 2 * _MARGIN) / wide
        middle = (west + east) / 2 - wide / squeeze / 2
        return cls(middle, north, per_degree, squeeze, (north - south) * per_degree + 2 * _MARGIN)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point is drawn."""
        x = (longitude - self.west) * self.squeeze * self.per_degree + _MARGIN
        return round(x, 1), round((self.north - latitude) * self.per_degree + _MARGIN, 1)

    def path(self, polygons: "Iterable[Sequence[Ring]]") -> str:
        """The `d` of a path around some polygons, points nearer than a third of a unit left out."""
        parts = []
        for polygon in polygons:
            for ring in polygon:
                drawn = _thinned([self.at(point[0], point[1]) for point in ring])
                parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in drawn) + "Z")
        return "".join(parts)


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept = points[:1]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 0.3:
            kept.append(point)
    return kept


def tiles(centres: "dict[str, tuple[float, float]]") -> dict[str, tuple[int, int]]:
    """code → column and row of its tile: rows from north to south, in each from west to east, no two on one tile."""
    if not centres:
        return {}
    columns = math.ceil(math.sqrt(len(centres) * 1.3))
    southwards = sorted(centres, key=lambda code: (-centres[code][1], code))
    placed = {}
    for row in range(math.ceil(len(southwards) / columns)):
        line = sorted(southwards[row * columns : (row + 1) * columns], key=lambda code: (centres[code][0], code))
        placed.update({code: (column, row) for column, code in enumerate(line)})
    return placed


def shades(values: "dict[str, float]", steps: int = 5) -> dict[str, int]:
    """code → 0 (nothing) to `steps`, so that about as many codes fall in each; equal values share a shade."""
    some = sorted(value for value in values.values() if value > 0)
    if not some:
        return dict.fromkeys(values, 0)
    bounds = [some[min(len(some) * step // steps, len(some) - 1)] for step in range(1, steps)]
    return {code: 0 if value <= 0 else 1 + sum(value > bound for bound in bounds) for code, value in values.items()}
