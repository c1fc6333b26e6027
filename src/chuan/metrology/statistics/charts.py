# SPDX-License-Identifier: Apache-2.0
"""Shewhart control charts: is a process, a standard or a reference weight still what it was?

    X̄–R           x̿ ± 3 R̄ / (d2 √n)          R: R̄ (1 ± 3 d3 / d2), not below 0          A2 = 3 / (d2 √n), D3, D4
    X̄–s           x̿ ± 3 s̄ / (c4 √n)          s: s̄ (1 ± 3 √(1 − c4²) / c4), not below 0   A3, B3, B4
    individuals    x̄ ± 3 MR̄ / 1.128           MR: MR̄ (1 ± 3 · 0.853 / 1.128), not below 0

    c4 = √(2 / (n − 1)) Γ(n / 2) / Γ((n − 1) / 2); d2 and d3, mean and standard deviation of the range of n standard
    normal values, were integrated numerically (a test does so again) and agree with the printed tables.

Source: ISO 7870-2:2013 (Shewhart charts); NIST/SEMATECH e-Handbook, 6.3.2. Limits are computed from at least two
subgroups of one size, 2 to 25; some twenty subgroups are advised before a limit is relied on.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from chuan.metrology.errors import NoSpread, OutOfRange, TooFewReadings
from chuan.metrology.statistics.values import (
    Reading,
    rationals,
    root,
    sum_of_squares,
    total,
    whole_number,
)

#: n: (d2, d3), from n = 2.
_RANGE = dict(enumerate((
    (1.12838, 0.85250), (1.69257, 0.88837), (2.05875, 0.87981), (2.32593, 0.86408), (2.53441, 0.84804),
    (2.70436, 0.83321), (2.84720, 0.81983), (2.97003, 0.80783), (3.07751, 0.79705), (3.17287, 0.78731),
    (3.25846, 0.77848), (3.33598, 0.77042), (3.40676, 0.76302), (3.47183, 0.75621), (3.53198, 0.74991),
    (3.58788, 0.74405), (3.64006, 0.73859), (3.68896, 0.73348), (3.73495, 0.72869), (3.77834, 0.72417),
    (3.81938, 0.71991), (3.85832, 0.71589), (3.89535, 0.71207), (3.93063, 0.70844),
), start=2))


def d2(n: int) -> float:
    """Return the mean range of n standard normal values, n from 2 to 25.

    >>> d2(5)
    2.32593
    """
    return _RANGE[whole_number(n, "n", least=2, most=25)][0]


def d3(n: int) -> float:
    """Return the standard deviation of that range."""
    return _RANGE[whole_number(n, "n", least=2, most=25)][1]


def c4(n: int) -> float:
    """Return the mean of s for n values of a normal population with σ = 1.

    >>> round(c4(5), 4)
    0.94
    """
    whole_number(n, "n", least=2)
    return math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Centre line and control limits of one chart; `sigma` is the standard deviation of a plotted point."""

    centre: float
    lower: float
    upper: float
    sigma: float


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Two charts that go together: of the location (means, or single readings) and of the spread (R, s, or MR)."""

    location: tuple[float, ...]
    spread: tuple[float, ...]
    location_limits: Limits
    spread_limits: Limits
    process_sigma: float


def mean_and_range(subgroups: Sequence[Iterable[Reading]]) -> Chart:
    """Return the X̄–R charts of subgroups of one size.

    >>> chart = mean_and_range([[1, 3], [2, 4], [1, 5]])
    >>> limits = chart.location_limits
    >>> round(limits.centre, 4), round(limits.upper, 3), round(chart.spread_limits.upper, 3)
    (2.6667, 7.68, 8.711)
    """
    groups, n = _subgroups(subgroups)
    if n > 25:
        raise OutOfRange(where="subgroups", given=n, wanted="2 … 25")
    ranges = [float(max(group) - min(group)) for group in groups]
    return _chart([float(total(g) / n) for g in groups], ranges, n, d2(n), d3(n))


def mean_and_s(subgroups: Sequence[Iterable[Reading]]) -> Chart:
    """Return the X̄–s charts of subgroups of one size: better than the range from ten readings on."""
    groups, n = _subgroups(subgroups)
    spreads = [float(root(sum_of_squares(group) / (n - 1))) for group in groups]
    return _chart([float(total(g) / n) for g in groups], spreads, n, c4(n), math.sqrt(1 - c4(n) ** 2))


def individuals(readings: Iterable[Reading]) -> Chart:
    """Return the charts of single readings and of their moving ranges (of two).

    e-Handbook 6.3.2.2, flow rates: mean 50.81, limits 45.8159 and 55.8041 (there with 1.128 for d2).

    >>> chart = individuals(["49.6", "47.6", "49.9", "51.3", "47.8", "51.2", "52.6", "52.4", "53.6", "52.1"])
    >>> limits = chart.location_limits
    >>> round(limits.centre, 2), round(limits.lower, 2), round(limits.upper, 2)
    (50.81, 45.82, 55.8)
    """
    values = rationals(readings, "readings", least=3)
    moves = [float(abs(b - a)) for a, b in pairwise(values)]
    points = [float(value) for value in values]
    return _chart(points, moves, 2, d2(2), d3(2), averaged=1)


def _subgroups(subgroups: Sequence[Iterable[Reading]]) -> tuple[list[list[Fraction]], int]:
    groups = [rationals(group, f"subgroups/{k}", least=2) for k, group in enumerate(subgroups, start=1)]
    if len(groups) < 2:
        raise TooFewReadings(where="subgroups", given=len(groups), least=2)
    size = max(len(group) for group in groups)
    for k, group in enumerate(groups, start=1):
        if len(group) < size:
            raise TooFewReadings(where=f"subgroups/{k}", given=len(group), least=size)
    return groups, size


def _chart(
    location: list[float], spread: list[float], n: int, mean_factor: float, sigma_factor: float,
    averaged: int | None = None,
) -> Chart:
    middle = math.fsum(spread) / len(spread)
    if not middle:
        raise NoSpread(where="subgroups")
    process = middle / mean_factor
    return Chart(
        location=tuple(location), spread=tuple(spread), process_sigma=process,
        location_limits=limits(math.fsum(location) / len(location), process / math.sqrt(averaged or n)),
        spread_limits=limits(middle, process * sigma_factor, lowest=0.0),
    )


def limits(centre: float, sigma: float, *, width: float = 3, lowest: float = -math.inf) -> Limits:
    """Return centre ± width · σ, the lower limit not below `lowest`."""
    lower, upper = max(lowest, centre - width * sigma), centre + width * sigma
    return Limits(centre=centre, lower=lower, upper=upper, sigma=sigma)
