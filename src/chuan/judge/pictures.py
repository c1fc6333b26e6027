# SPDX-License-Identifier: Apache-2.0
"""Where the bars, dots and lines of the pictures stand, in per cent of the width or height; the template draws them.

Texts keep their size on every screen because only places are per cent. Floats are good enough for a picture: no verdict
is read off it, the table beneath has the figures.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

_FEWEST_BARS, _MOST_BARS = 8, 36
_STEPS = (1, 2, 5)
#: A label keeps to its side of the line when the line stands further right than this.
_RIGHT = 55.0


@dataclass(frozen=True)
class Bar:
    """Packages of one band of the histogram. `zone`: full, short (by more than T) or shorter (by more than 2 T)."""

    left: float
    width: float
    top: float
    height: float
    count: int
    zone: str
    start: str
    end: str


@dataclass(frozen=True)
class Mark:
    """A line across the picture with its label; `row` keeps labels apart, `side` is the text's anchor."""

    at: float
    label: str
    value: str
    name: str
    row: int
    side: str


@dataclass(frozen=True)
class Tick:
    """A figure on an axis."""

    at: float
    value: str


@dataclass(frozen=True)
class Histogram:
    """The packages of a lot over their quantity."""

    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    most: int


@dataclass(frozen=True)
class Dot:
    """One point of an error curve."""

    x: float
    y: float
    passed: bool | None
    load: str
    error: str


@dataclass(frozen=True)
class Line:
    """A straight piece of a limit or of the curve."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class ErrorCurve:
    """Errors over the load, between the limits."""

    dots: tuple[Dot, ...]
    curve: tuple[Line, ...]
    limits: tuple[Line, ...]
    zero: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def histogram(packages: Sequence[str], answer: dict[str, Any], nominal: str) -> Histogram | None:
    """The picture of a judged lot; None without single packages."""
    if not packages:
        return None
    values = [float(value) for value in packages]
    qn, t1, t2 = float(nominal), _float(answer["t1_limit"]), _float(answer["t2_limit"])
    marked = [qn, *(limit for limit in (t1, t2) if limit is not None)]
    width = _band_width(min(values), max(values), qn - t1 if t1 is not None else 0.0)
    low = math.floor((min(*values, *marked) - qn) / width - 0.5) * width + qn
    high = math.ceil((max(*values, *marked) - qn) / width + 0.5) * width + qn
    span = high - low
    counts: dict[int, int] = {}
    for value in values:
        counts[_band(value, qn, width)] = counts.get(_band(value, qn, width), 0) + 1
    most = max(counts.values())
    bars = []
    for band, count in sorted(counts.items()):
        start, height = qn + band * width, 100 * count / most
        bars.append(Bar(
            left=100 * (start - low) / span, width=100 * width / span, top=100 - height, height=height, count=count,
            zone=_zone(start + width / 2, t1, t2), start=_short(start), end=_short(start + width),
        ))
    return Histogram(tuple(bars), _marks(answer, nominal, low, span), _ticks(low, high), most)


def error_curve(
    points: Sequence[dict[str, Any]], *, over: str, is_joined: bool, is_log: bool = False
) -> ErrorCurve | None:
    """The picture of a judged instrument, its errors over the quantity `over`, else over the number of the point."""
    known = [(str(point[over]) if over else str(place), point) for place, point in enumerate(points, 1) if not over or over in point]
    if not known:
        return None
    places, errors = [float(text) for text, _point in known], [float(point["error"]) for _text, point in known]
    limits = [float(point["limit"]) for _text, point in known]
    across = _Across(places, is_log=is_log, is_number=not over)
    top = 1.15 * max(*map(abs, errors), *limits, 1e-12)

    def y(error: float) -> float:
        return 50 - 50 * error / top

    dots = tuple(
        Dot(across.at(place), y(error), point.get("passed"), text, str(point["error"]))
        for (text, point), place, error in zip(known, places, errors, strict=True)
    )
    joined = is_joined and bool(over)
    return ErrorCurve(
        dots=dots, curve=tuple(Line(a.x, a.y, b.x, b.y) for a, b in pairwise(dots)) if joined else (), zero=y(0),
        limits=_limits(sorted(set(zip(places, limits, strict=True))), across.at, y, is_joined=joined), across=across.ticks(),
        up=tuple(Tick(y(at), _short(at)) for at in _round_places(-top, top, about=6)),
    )


class _Across:
    """The axis from left to right: from zero, or by powers of ten, or by the numbers of the points."""

    def __init__(self, places: Sequence[float], *, is_log: bool, is_number: bool) -> None:
        self.places = sorted(set(places))
        self.is_log = is_log and self.places[0] > 0
        self.is_number = is_number
        self.low = self._scaled(self.places[0]) if self.is_log else 0.5 if is_number else min(0.0, self.places[0])
        self.high = self._scaled(self.places[-1]) + (0.5 if is_number else 0)

    def at(self, place: float) -> float:
        """Where a place stands, in per cent of the width."""
        return 4 + 92 * (self._scaled(place) - self.low) / ((self.high - self.low) or 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Round places, or the points' own where the axis is not even."""
        own = self.is_log or self.is_number
        return tuple(Tick(self.at(at), _short(at)) for at in (self.places if own else _round_places(self.low, self.high)))

    def _scaled(self, place: float) -> float:
        return math.log10(place) if self.is_log else place


def _limits(
    ordered: list[tuple[float, float]], x: Callable[[float], float], y: Callable[[float], float], *, is_joined: bool
) -> tuple[Line, ...]:
    """The limits from point to point; where points do not follow on each other, a short piece at each."""
    joined = is_joined and len(ordered) > 1
    if joined:
        return tuple(Line(x(a), y(sign * la), x(b), y(sign * lb)) for sign in (1, -1) for (a, la), (b, lb) in pairwise(ordered))
    return tuple(Line(x(a) - 2, y(sign * la), x(a) + 2, y(sign * la)) for sign in (1, -1) for a, la in ordered)


def _marks(answer: dict[str, Any], nominal: str, low: float, span: float) -> tuple[Mark, ...]:
    wanted = (
        ("t2", "Qn − 2T", answer["t2_limit"]), ("t1", "Qn − T", answer["t1_limit"]), ("qn", "Qn", nominal),
        ("mean", _("mean"), answer["mean"]),
    )
    marks = []
    for row, (name, label, value) in enumerate(wanted):
        if value is not None:
            at = 100 * (float(value) - low) / span
            marks.append(Mark(at, label, value, name, row, "end" if at > _RIGHT else "start"))
    return tuple(marks)


def _band_width(least: float, most: float, deficiency: float) -> float:
    """A width that T is a whole multiple of, so that no band lies across a limit; round where there is no T."""
    spread = max(most - least, deficiency, abs(most) * 1e-3, 1e-9)
    if deficiency > 0:
        for parts in (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100):
            if spread / (deficiency / parts) >= _FEWEST_BARS * 2:
                return max(deficiency / parts, spread / _MOST_BARS / 2)
    return _round_step(spread / (_FEWEST_BARS * 2))


def _band(value: float, qn: float, width: float) -> int:
    return math.floor((value - qn) / width + 1e-9)


def _zone(middle: float, t1: float | None, t2: float | None) -> str:
    if t2 is not None and middle < t2:
        return "shorter"
    return "short" if t1 is not None and middle < t1 else "full"


def _ticks(low: float, high: float) -> tuple[Tick, ...]:
    return tuple(Tick(100 * (at - low) / (high - low), _short(at)) for at in _round_places(low, high))


def _round_places(low: float, high: float, about: int = 5) -> list[float]:
    step = _round_step((high - low) / about)
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next((step * power for step in _STEPS if step * power >= rough), 10 * power)


def _short(value: float) -> str:
    return format(Decimal(format(value, ".9g")).normalize() + 0, "f")


def _float(text: str | None) -> float | None:
    return None if text is None else float(text)
