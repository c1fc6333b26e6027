# SPDX-License-Identifier: Apache-2.0
"""Points of the earth: how people write them, and whether they can be meant."""

import math
import re
from dataclasses import dataclass

from chuan.places.choices import Doubt

KM_PER_DEGREE = 111.32
_PLAIN = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{1,12})?\s*°?\s*[NSEWBĐ]?", re.IGNORECASE | re.ASCII)
_PARTS = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|''))?\s*([NSEWBĐ])?",
    re.IGNORECASE | re.ASCII,
)
_SIXTY = 60
_NEGATIVE = ("S", "W")


@dataclass(frozen=True)
class Box:
    """A part of the earth between two meridians and two parallels."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, longitude: float, latitude: float, *, km: float) -> "Box":
        """So many kilometres to every side of a point."""
        high = km / KM_PER_DEGREE
        wide = high / math.cos(math.radians(latitude))
        return cls(longitude - wide, latitude - high, longitude + wide, latitude + high)

    def holds(self, longitude: float, latitude: float) -> bool:
        """True for a point within."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def doubt(self, *, longitude: float | None, latitude: float | None) -> Doubt | None:
        """What is strange about a point that should lie within; None for none, and for no point."""
        if longitude is None or latitude is None or self.holds(longitude, latitude):
            return None
        return Doubt.SWAPPED if self.holds(latitude, longitude) else Doubt.OUTSIDE


def read_degrees(text: str) -> float:
    """Degrees as phones and papers write them: 21,32720 · 21.3272° N · 21°19'38"; `ValueError` for anything else."""
    text = text.strip().replace("−", "-")
    parts = _PARTS.fullmatch(text)
    if parts:
        degrees, minutes, seconds, side = parts.groups()
        if _number(minutes) >= _SIXTY or _number(seconds or "0") >= _SIXTY:
            raise ValueError(text)
        value = int(degrees) + _number(minutes) / 60 + _number(seconds or "0") / 3600
        return -value if (side or "").upper() in _NEGATIVE else value
    if not _PLAIN.fullmatch(text):
        raise ValueError(text)
    side = text[-1].upper() if text[-1].isalpha() else ""
    value = _number(text.rstrip("NSEWBĐnsewbđ").rstrip().rstrip("°"))
    return -value if side in _NEGATIVE else value


def _number(text: str) -> float:
    return float(text.replace(",", "."))
