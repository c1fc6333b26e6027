# SPDX-License-Identifier: Apache-2.0
"""Out-of-control signals on a chart: patterns that chance alone seldom makes.

`western_electric` (Statistical Quality Control Handbook, Western Electric 1956): one point beyond 3 σ; two of three
beyond 2 σ on one side; four of five beyond 1 σ on one side; eight in a row on one side of the centre line.
`nelson` (L. S. Nelson, Journal of Quality Technology 16 (1984) 237; reprinted in ISO 8258:1991): one beyond 3 σ; nine in
a row on one side; six in a row rising or falling; fourteen in a row going up and down; two of three; four of five;
fifteen in a row within 1 σ; eight in a row on both sides with none within 1 σ.

Each rule more means more false alarms: choose them before the chart is kept, not after it is seen.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from chuan.metrology.errors import NoSpread, UnknownChoice
from chuan.metrology.statistics.charts import Limits
from chuan.metrology.statistics.values import rational

#: No pattern looks further back.
_LONGEST = 15
#: Distances from the centre in σ, newest last; True if the newest point completes the pattern.
Pattern = Callable[[Sequence[float]], bool]


@dataclass(frozen=True, kw_only=True)
class Signal:
    """A rule and the point (counted from 0) that completes its pattern."""

    rule: str
    index: int


def _beyond(count: int, among: int, distance: float) -> Pattern:
    def seen(z: Sequence[float]) -> bool:
        last = z[-among:]
        new = z[-1]
        if abs(new) <= distance:
            return False
        return sum(1 for x in last if (x > distance if new > 0 else x < -distance)) >= count

    return seen


def _one_side(count: int) -> Pattern:
    def seen(z: Sequence[float]) -> bool:
        last = z[-count:]
        return len(last) == count and (all(x > 0 for x in last) or all(x < 0 for x in last))

    return seen


def _steps(count: int, together: Callable[[list[float]], bool]) -> Pattern:
    def seen(z: Sequence[float]) -> bool:
        last = z[-count:]
        moves = [b - a for a, b in pairwise(last)]
        return len(last) == count and together(moves)

    return seen


def _monotone(moves: list[float]) -> bool:
    return all(m > 0 for m in moves) or all(m < 0 for m in moves)


def _alternating(moves: list[float]) -> bool:
    return all(a * b < 0 for a, b in pairwise(moves))


def _hugging(z: Sequence[float]) -> bool:
    return len(z) >= 15 and all(abs(x) < 1 for x in z[-15:])


def _avoiding(z: Sequence[float]) -> bool:
    last = z[-8:]
    return len(last) == 8 and all(abs(x) > 1 for x in last) and min(last) < 0 < max(last)


RULES: MappingProxyType[str, Pattern] = MappingProxyType({
    "one-beyond-3s": _beyond(1, 1, 3),
    "two-of-three-beyond-2s": _beyond(2, 3, 2),
    "four-of-five-beyond-1s": _beyond(4, 5, 1),
    "eight-on-one-side": _one_side(8),
    "nine-on-one-side": _one_side(9),
    "six-in-a-row": _steps(6, _monotone),
    "fourteen-alternating": _steps(14, _alternating),
    "fifteen-within-1s": _hugging,
    "eight-outside-1s": _avoiding,
})
SETS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType({
    "shewhart": ("one-beyond-3s",),
    "western_electric": ("one-beyond-3s", "two-of-three-beyond-2s", "four-of-five-beyond-1s", "eight-on-one-side"),
    "nelson": tuple(rule for rule in RULES if rule != "eight-on-one-side"),
})


def signals(points: Iterable[Any], limits: Limits, *, rules: str = "western_electric") -> list[Signal]:
    """Return every signal of a set of rules, in the order of the points.

    >>> from chuan.metrology.statistics.charts import limits as lines
    >>> signals([0, 1, 2.5, -0.2, 2.2, 3.1], lines(0, 1))
    [Signal(rule='two-of-three-beyond-2s', index=4), Signal(rule='one-beyond-3s', index=5), \
Signal(rule='two-of-three-beyond-2s', index=5)]
    """
    if rules not in SETS:
        raise UnknownChoice(where="rules", given=rules, choices=", ".join(SETS))
    if limits.sigma <= 0:
        raise NoSpread(where="limits")
    values = [float(rational(point, f"points/{n}")) for n, point in enumerate(points, start=1)]
    z = [(value - limits.centre) / limits.sigma for value in values]
    return [
        Signal(rule=rule, index=index)
        for index in range(len(z)) for rule in SETS[rules] if RULES[rule](z[max(0, index - _LONGEST + 1): index + 1])
    ]
