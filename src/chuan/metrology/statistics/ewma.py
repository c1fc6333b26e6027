# SPDX-License-Identifier: Apache-2.0
"""The exponentially weighted moving average chart: sees small shifts that a Shewhart chart overlooks.

    z_0 = target,  z_i = λ x_i + (1 − λ) z_(i−1)
    limits_i = target ± L σ √(λ / (2 − λ) · (1 − (1 − λ)^(2i)));  the last factor is 1 when `settled`

Source: S. W. Roberts, Technometrics 1 (1959) 239; ISO 7870-6:2016; NIST/SEMATECH e-Handbook, 6.3.2.4. λ = 0.2 … 0.3 and
L = 3 are usual. σ is that of one plotted x; target and σ come from a time when all was well.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chuan.metrology.errors import TooFewReadings
from chuan.metrology.statistics.values import Reading, proper, rational


@dataclass(frozen=True, kw_only=True)
class Ewma:
    """The averages, z_0 left out, with the limits of each point and the points beyond them (counted from 0)."""

    averages: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    beyond: tuple[int, ...]


def ewma(
    readings: Iterable[Reading], *, target: Any, sigma: Any, weight: Any = 0.2, width: Any = 3, settled: bool = False
) -> Ewma:
    """Return the EWMA chart of single readings or subgroup means.

    e-Handbook 6.3.2.4: λ = 0.3, target 50, s = 2.0539; limits 47.4115 and 52.5884, last average 51.99, all within.

    >>> chart = ewma([52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2,
    ...               52.6, 52.4, 53.6, 52.1], target=50, sigma=2.0539, weight=0.3, settled=True)
    >>> round(chart.upper[0], 4), [round(z, 2) for z in chart.averages[:4]], round(chart.averages[-1], 2), chart.beyond
    (52.5884, [50.6, 49.52, 50.56, 50.18], 51.99, ())
    """
    values = [float(rational(x, f"readings/{n}")) for n, x in enumerate(readings, start=1)]
    if not values:
        raise TooFewReadings(where="readings", given=0, least=1)
    share = proper(weight, "weight", low=0, high=1, ends="high")
    spread = proper(sigma, "sigma", low=0, high=math.inf)
    factor = proper(width, "width", low=0, high=math.inf)
    centre = float(rational(target, "target"))
    averages, half, z = [], [], centre
    for i, x in enumerate(values, start=1):
        z = share * x + (1 - share) * z
        averages.append(z)
        growth = 1.0 if settled else 1 - (1 - share) ** (2 * i)
        half.append(factor * spread * math.sqrt(share / (2 - share) * growth))
    return Ewma(
        averages=tuple(averages), lower=tuple(centre - h for h in half), upper=tuple(centre + h for h in half),
        beyond=tuple(i for i, (z, h) in enumerate(zip(averages, half, strict=True)) if abs(z - centre) > h),
    )
