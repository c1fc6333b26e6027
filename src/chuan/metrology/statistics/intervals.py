# SPDX-License-Identifier: Apache-2.0
"""Confidence intervals: for a proportion seen in a sample, and for a mean.

Clopper–Pearson (exact: covers at least as often as it says): x of n gives the beta quantiles
    lower = B(α/2; x, n − x + 1),  upper = B(1 − α/2; x + 1, n − x)            Clopper & Pearson, Biometrika 26 (1934)
Wilson (score; covers about as often as it says, and is shorter):
    (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)                        Wilson, J. Am. Stat. Assoc. 22 (1927)
Mean of n readings:
    x̄ ± t(1 − α/2; n − 1) s / √n                                              ISO 2602:1980, 6

Use Clopper–Pearson where a claim may cost somebody something; Wilson for reports.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chuan.metrology.statistics.quantiles import beta_quantile, normal_quantile, t_quantile
from chuan.metrology.statistics.summary import summarize
from chuan.metrology.statistics.values import Reading, confidence_level, whole_number


@dataclass(frozen=True, kw_only=True)
class Interval:
    """An estimate between two confidence limits."""

    estimate: float
    lower: float
    upper: float
    confidence: float


def clopper_pearson(count: int, size: int, *, confidence: Any = 0.95) -> Interval:
    """Return the exact interval for a proportion: `count` among `size` drawn independently.

    R, `binom.test(682, 925)`, prints 0.7076683 and 0.7654066 (Conover 1971, p. 97). R. G. Newcombe, Statistics in
    Medicine 17 (1998) 857, Table I: 1 of 29 gives 0.0009 and 0.1776.

    >>> found = clopper_pearson(682, 925)
    >>> round(found.lower, 7), round(found.upper, 7)
    (0.7076683, 0.7654066)
    >>> found = clopper_pearson(1, 29)
    >>> round(found.lower, 4), round(found.upper, 4)
    (0.0009, 0.1776)
    """
    level = _checked(count, size, confidence)
    alpha = 1 - level
    lower = 0.0 if count == 0 else beta_quantile(alpha / 2, count, size - count + 1)
    upper = 1.0 if count == size else beta_quantile(1 - alpha / 2, count + 1, size - count)
    return Interval(estimate=count / size, lower=lower, upper=upper, confidence=level)


def wilson(count: int, size: int, *, confidence: Any = 0.95) -> Interval:
    """Return the score interval for a proportion.

    Newcombe's Table I again: 81 of 263 gives 0.2553 and 0.3662; 0 of 20 gives 0 and 0.1611.

    >>> [(round(i.lower, 4), round(i.upper, 4)) for i in (wilson(81, 263), wilson(0, 20))]
    [(0.2553, 0.3662), (0.0, 0.1611)]
    """
    level = _checked(count, size, confidence)
    z = normal_quantile((1 + level) / 2)
    p, shrink = count / size, 1 + z * z / size
    middle = (p + z * z / (2 * size)) / shrink
    half = z * math.sqrt(p * (1 - p) / size + z * z / (4 * size * size)) / shrink
    lower = 0.0 if count == 0 else max(0.0, middle - half)
    upper = 1.0 if count == size else min(1.0, middle + half)
    return Interval(estimate=p, lower=lower, upper=upper, confidence=level)


def mean_interval(readings: Iterable[Reading], *, confidence: Any = 0.95) -> Interval:
    """Return the interval for the mean of a normal population, from at least two readings. Unit: that of the readings.

    The first drug of Student's own example (1908; `sleep` in R, whose `t.test` prints −0.5297804 and 2.0297804):

    >>> found = mean_interval([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    >>> round(found.estimate, 2), round(found.lower, 4), round(found.upper, 4)
    (0.75, -0.5298, 2.0298)
    """
    level = confidence_level(confidence)
    found = summarize(readings)
    half = t_quantile((1 + level) / 2, found.degrees_of_freedom) * float(found.standard_error)
    mean = float(found.mean)
    return Interval(estimate=mean, lower=mean - half, upper=mean + half, confidence=level)


def _checked(count: int, size: int, confidence: Any) -> float:
    whole_number(size, "size", least=1)
    whole_number(count, "count", most=size)
    return confidence_level(confidence)
