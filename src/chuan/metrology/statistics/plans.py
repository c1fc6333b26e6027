# SPDX-License-Identifier: Apache-2.0
"""Sampling plans by attributes: how likely a lot of a given quality is to be accepted.

Single plan (n, c): accept if at most c of n are defective.
Double plan (n1, Ac1, Re1, n2, Ac2): accept at once up to Ac1, reject at once from Re1; else take n2 more and accept if
both together have at most Ac2.
    binomial        P(x) = C(n, x) p^x (1 − p)^(n − x)                  a process, or a lot far larger than the sample
    hypergeometric  P(x) = C(D, x) C(N − D, n − x) / C(N, n)            a lot of N with D defective ones, exact
Source: ISO 2859-1 (plans), ISO 28590 (terms); the mathematics: D. C. Montgomery, Introduction to Statistical Quality
Control, chapter "Lot-by-Lot Acceptance Sampling for Attributes".
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from chuan.metrology.statistics.quantiles import binomial_cdf
from chuan.metrology.statistics.values import proper, whole_number

#: The largest sample a plan may have.
MOST = 10**9


@dataclass(frozen=True, kw_only=True)
class SinglePlan:
    """Take `size`, accept with at most `acceptance` defective."""

    size: int
    acceptance: int

    def __post_init__(self) -> None:
        whole_number(self.size, "size", least=1, most=MOST)
        whole_number(self.acceptance, "acceptance", most=self.size)

    def accepts(self, proportion: Any) -> float:
        """Return the chance of acceptance for a proportion defective (binomial).

        Montgomery's n = 89, c = 2: 0.9397 at 1 %, 0.4985 at 3 %, 0.0919 at 6 %.

        >>> [round(SinglePlan(size=89, acceptance=2).accepts(p), 4) for p in (0.01, 0.03, 0.06)]
        [0.9397, 0.4985, 0.0919]
        """
        return binomial_cdf(self.acceptance, self.size, _proportion(proportion))

    def accepts_lot(self, *, lot_size: int, defective: int) -> float:
        """Return the chance of acceptance for a lot with so many defective ones (hypergeometric, exact).

        >>> SinglePlan(size=2, acceptance=0).accepts_lot(lot_size=4, defective=2) == 1 / 6
        True
        """
        _lot(lot_size, defective, self.size)
        return float(_at_most(self.acceptance, lot_size, defective, self.size))


@dataclass(frozen=True, kw_only=True)
class DoublePlan:
    """Two steps. `rejection_1` is Re1 > Ac1 + 1; `acceptance_2` counts both samples together."""

    size_1: int
    acceptance_1: int
    rejection_1: int
    size_2: int
    acceptance_2: int

    def __post_init__(self) -> None:
        whole_number(self.size_1, "size_1", least=1, most=MOST)
        whole_number(self.size_2, "size_2", least=1, most=MOST)
        whole_number(self.acceptance_1, "acceptance_1")
        whole_number(self.rejection_1, "rejection_1", least=self.acceptance_1 + 2)
        whole_number(self.acceptance_2, "acceptance_2", least=self.rejection_1 - 1)

    def accepts(self, proportion: Any) -> float:
        """Return the chance of acceptance for a proportion defective (binomial).

        Montgomery's n1 = 50, c1 = 1, n2 = 100, c2 = 3 at 5 %: 0.279 at once and 0.010 by the second sample (its
        parts cut to 0.279 + 0.009 + 0.001).

        >>> plan = DoublePlan(size_1=50, acceptance_1=1, rejection_1=4, size_2=100, acceptance_2=3)
        >>> round(plan.accepts(0.05), 4)
        0.2904
        """
        p = _proportion(proportion)
        second = (
            (binomial_cdf(x, self.size_1, p) - binomial_cdf(x - 1, self.size_1, p))
            * binomial_cdf(self.acceptance_2 - x, self.size_2, p)
            for x in self._undecided()
        )
        return math.fsum((binomial_cdf(self.acceptance_1, self.size_1, p), *second))

    def accepts_lot(self, *, lot_size: int, defective: int) -> float:
        """Return the chance of acceptance for a lot with so many defective ones (hypergeometric, exact).

        >>> plan = DoublePlan(size_1=50, acceptance_1=1, rejection_1=4, size_2=100, acceptance_2=3)
        >>> plan.accepts_lot(lot_size=200, defective=3)
        1.0
        """
        _lot(lot_size, defective, self.size_1 + self.size_2)
        whole = _at_most(self.acceptance_1, lot_size, defective, self.size_1)
        for x in self._undecided():
            first = _exactly(x, lot_size, defective, self.size_1)
            if first:
                rest = lot_size - self.size_1, defective - x
                whole += first * _at_most(self.acceptance_2 - x, *rest, self.size_2)
        return float(whole)

    def average_size(self, proportion: Any) -> float:
        """Return the number looked at on average, both samples finished."""
        p = _proportion(proportion)
        undecided = binomial_cdf(self.rejection_1 - 1, self.size_1, p) - binomial_cdf(self.acceptance_1, self.size_1, p)
        return self.size_1 + self.size_2 * undecided

    def _undecided(self) -> range:
        return range(self.acceptance_1 + 1, self.rejection_1)


Plan = SinglePlan | DoublePlan


def curve(plan: Plan, proportions: Iterable[Any]) -> list[tuple[float, float]]:
    """Return the operating characteristic: pairs of proportion defective and chance of acceptance."""
    return [(float(p), plan.accepts(p)) for p in proportions]


def quality_accepted(plan: Plan, chance: Any) -> float:
    """Return the proportion defective that is accepted with a given chance: with 0.95 the producer's risk point, with
    0.10 the consumer's.

    Zero of n: 1 − p = 0.1^(1/n); for n = 22, 9.9 %.

    >>> round(quality_accepted(SinglePlan(size=22, acceptance=0), 0.1), 4)
    0.0994
    """
    wanted = proper(chance, "chance", low=0, high=1)
    return _falling_to(wanted, plan.accepts)


def _falling_to(wanted: float, falling: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    for _step in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > wanted else (low, middle)
    return (low + high) / 2


def _proportion(given: Any) -> float:
    return proper(given, "proportion", low=0, high=1, ends="both")


def _lot(lot_size: int, defective: int, most_drawn: int) -> None:
    whole_number(lot_size, "lot_size", least=most_drawn)
    whole_number(defective, "defective", most=lot_size)


def _at_most(count: int, lot: int, defective: int, drawn: int) -> Fraction:
    ways = sum(math.comb(defective, x) * math.comb(lot - defective, drawn - x) for x in range(min(count, drawn) + 1))
    return Fraction(ways, math.comb(lot, drawn))


def _exactly(count: int, lot: int, defective: int, drawn: int) -> Fraction:
    if not 0 <= count <= drawn:
        return Fraction(0)
    return Fraction(math.comb(defective, count) * math.comb(lot - defective, drawn - count), math.comb(lot, drawn))
