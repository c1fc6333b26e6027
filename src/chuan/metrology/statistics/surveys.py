# SPDX-License-Identifier: Apache-2.0
"""Surveys: how many to look at, how to share them among strata, and what they say about the whole.

    n0 = z² p (1 − p) / e²,  n = n0 / (1 + (n0 − 1) / N)                              Cochran, Sampling Techniques, 4.4
    proportional  n_h ∝ N_h                                                           5.3
    Neyman        n_h ∝ N_h S_h                                                       5.5, (5.26)
    p_st = Σ W_h p_h,  W_h = N_h / N                                                  5.10
    s²(p_st) = Σ W_h² (1 − n_h / N_h) p_h (1 − p_h) / (n_h − 1)                       (5.52)
(W. G. Cochran, Sampling Techniques, 3rd edition, Wiley 1977.)

n is rounded up; shares are rounded by largest remainders, ties in the order given, each at least `least` and at most the
whole stratum. Proportions are between 0 and 1; e, the margin, is half the width of the interval.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from chuan.metrology.errors import NamedTwice, NoSpread, OutOfRange, TooFewReadings
from chuan.metrology.statistics.intervals import Interval
from chuan.metrology.statistics.quantiles import normal_quantile
from chuan.metrology.statistics.values import confidence_level, proper, rational, whole_number


def sample_size(
    *, margin: Any, population: int | None = None, expected: Any = 0.5, confidence: Any = 0.95, z: Any = None
) -> int:
    """Return how many to draw so that a proportion is known to ± margin; `population` None stands for very many.

    `z` in place of a confidence where a text prescribes it. Cochran 4.4: ± 5 % with z = 2 needs 400; of 3200, 356.

    >>> sample_size(margin=0.05), sample_size(margin=0.05, z=2), sample_size(margin=0.05, z=2, population=3200)
    (385, 400, 356)
    """
    e = proper(margin, "margin", low=0, high=1)
    p = proper(expected, "expected", low=0, high=1)
    factor = normal_quantile((1 + confidence_level(confidence)) / 2) if z is None else z
    z_used = proper(factor, "z", low=0, high=math.inf)
    e_exact, p_exact, z_exact = (rational(value, "margin") for value in (e, p, z_used))
    first = z_exact**2 * p_exact * (1 - p_exact) / e_exact**2
    if population is None:
        return math.ceil(first)
    whole_number(population, "population", least=1)
    return min(population, max(1, math.ceil(first / (1 + (first - 1) / population))))


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """A part of the population. `spread`: its standard deviation S_h, for Neyman's allocation only."""

    id: str
    population: int
    spread: Any = None


def allocate_proportionally(strata: Sequence[Stratum], size: int, *, least: int = 1) -> dict[str, int]:
    """Share a sample among strata by their sizes.

    >>> towns = [Stratum(id="A", population=600), Stratum(id="B", population=300), Stratum(id="C", population=100)]
    >>> allocate_proportionally(towns, 50)
    {'A': 30, 'B': 15, 'C': 5}
    """
    _check(strata, size, least)
    return _allocate(strata, [Fraction(stratum.population) for stratum in strata], size, least)


def allocate_by_spread(strata: Sequence[Stratum], size: int, *, least: int = 1) -> dict[str, int]:
    """Share a sample among strata by size times spread (J. Neyman 1934): most where most is unknown.

    >>> lots = [Stratum(id="A", population=400, spread=2), Stratum(id="B", population=400, spread=6)]
    >>> allocate_by_spread(lots, 100)
    {'A': 25, 'B': 75}
    """
    weights = []
    _check(strata, size, least)
    for stratum in strata:
        spread = rational(stratum.spread, f"{stratum.id}/spread")
        if spread < 0:
            raise OutOfRange(where=f"{stratum.id}/spread", given=stratum.spread, wanted="x ≥ 0")
        weights.append(stratum.population * spread)
    return _allocate(strata, weights, size, least)


def _allocate(strata: Sequence[Stratum], weights: Sequence[Fraction], size: int, least: int) -> dict[str, int]:
    given = {stratum.id: min(least, stratum.population) for stratum in strata}
    weight = {stratum.id: weights[n] for n, stratum in enumerate(strata)}
    most = {stratum.id: stratum.population for stratum in strata}
    if not sum(weight.values()):
        raise NoSpread(where="strata/spread")
    fixed: dict[str, int] = {}
    while True:  # strata whose share lies outside their bounds take the bound; the others share what is left
        open_ids = [key for key in given if key not in fixed]
        left, whole = size - sum(fixed.values()), sum(weight[key] for key in open_ids)
        share = {key: left * weight[key] / whole if whole else Fraction(left, len(open_ids)) for key in open_ids}
        over = {key: most[key] for key in open_ids if share[key] > most[key]}
        under = {key: given[key] for key in open_ids if share[key] < given[key]}
        bound = over or under
        if not bound:
            break
        fixed |= bound
    rounded = fixed | {key: math.floor(value) for key, value in share.items()}
    order = sorted(share, key=lambda key: math.floor(share[key]) - share[key])
    for key in order[: size - sum(rounded.values())]:
        rounded[key] += 1
    return {stratum.id: rounded[stratum.id] for stratum in strata}


def _check(strata: Sequence[Stratum], size: int, least: int) -> None:
    if not strata:
        raise TooFewReadings(where="strata", given=0, least=1)
    if len({stratum.id for stratum in strata}) != len(strata):
        raise NamedTwice(where="strata")
    for stratum in strata:
        whole_number(stratum.population, f"{stratum.id}/population", least=1)
    whole_number(least, "least")
    lowest = sum(min(least, stratum.population) for stratum in strata)
    whole_number(size, "size", least=max(1, lowest), most=sum(stratum.population for stratum in strata))


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found in a stratum: `count` of `size` looked at, out of `population`."""

    population: int
    size: int
    count: int


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A stratified estimate of a proportion."""

    proportion: float
    standard_error: float
    interval: Interval


def estimate_proportion(found: Sequence[Found], *, confidence: Any = 0.95) -> Estimate:
    """Return the proportion in the whole population, its standard error, and a normal interval cut to 0 … 1.

    Strata looked at whole add no error; any other needs a sample of at least two. By hand:
    0.6² · 0.9 · 0.09 / 59 + 0.4² · 0.9 · 0.25 / 39 = 0.001417, whose root is 0.0376.

    >>> both = estimate_proportion([Found(population=600, size=60, count=6), Found(population=400, size=40, count=20)])
    >>> round(both.proportion, 3), round(both.standard_error, 4)
    (0.26, 0.0376)
    """
    level = confidence_level(confidence)
    if not found:
        raise TooFewReadings(where="found", given=0, least=1)
    for n, part in enumerate(found, start=1):
        whole_number(part.population, f"found/{n}/population", least=1)
        whole_number(part.size, f"found/{n}/size", least=min(2, part.population), most=part.population)
        whole_number(part.count, f"found/{n}/count", most=part.size)
    whole = sum(part.population for part in found)
    p = sum(Fraction(part.population * part.count, whole * part.size) for part in found)
    error = math.sqrt(sum((_variance(part, whole) for part in found), Fraction(0)))
    half = normal_quantile((1 + level) / 2) * error
    middle = float(p)
    interval = Interval(estimate=middle, lower=max(0.0, middle - half), upper=min(1.0, middle + half), confidence=level)
    return Estimate(proportion=middle, standard_error=error, interval=interval)


def _variance(part: Found, whole: int) -> Fraction:
    if part.size == part.population:
        return Fraction(0)
    share, p = Fraction(part.population, whole), Fraction(part.count, part.size)
    return share**2 * (1 - Fraction(part.size, part.population)) * p * (1 - p) / (part.size - 1)
