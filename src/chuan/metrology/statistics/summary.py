# SPDX-License-Identifier: Apache-2.0
"""Mean and standard deviation of readings, exact to the last of 28 digits; pooled standard deviation; covariance.

    x̄ = Σ x / n        s² = Σ (x − x̄)² / (n − 1)        s(x̄) = s / √n            GUM (JCGM 100:2008), 4.2.1 to 4.2.3
    s_p² = Σ (n_i − 1) s_i² / Σ (n_i − 1)                                                            GUM, 4.2.4

All in the unit of the readings (variances in its square).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from chuan.metrology.errors import NoSpread, TooFewReadings
from chuan.metrology.statistics.values import (
    Reading,
    decimal,
    rationals,
    root,
    sum_of_squares,
    total,
)


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What n ≥ 2 readings amount to; decimals of 28 digits."""

    n: int
    mean: Decimal
    s: Decimal
    variance: Decimal
    smallest: Decimal
    largest: Decimal

    @property
    def degrees_of_freedom(self) -> int:
        """ν = n − 1."""
        return self.n - 1

    @property
    def standard_error(self) -> Decimal:
        """Experimental standard deviation of the mean, s / √n: the type A standard uncertainty of the mean."""
        return root(Fraction(self.variance) / self.n)


def summarize(readings: Iterable[Reading], where: str = "readings") -> Summary:
    """Return mean, standard deviation and range of at least two readings.

    The nine-digit set NumAcc3 of NIST StRD (certified mean 1000000.2, s 0.1), shortened to its first three values:

    >>> three = summarize(["1000000.2", "1000000.1", "1000000.3"])
    >>> three.mean, three.s
    (Decimal('1000000.2'), Decimal('0.1'))
    """
    values = rationals(readings, where, least=2)
    variance = sum_of_squares(values) / (len(values) - 1)
    return Summary(
        n=len(values), mean=decimal(total(values) / len(values)), s=root(variance), variance=decimal(variance),
        smallest=decimal(min(values)), largest=decimal(max(values)),
    )


@dataclass(frozen=True, kw_only=True)
class Pooled:
    """One standard deviation out of several groups of readings, with ν = Σ (n_i − 1)."""

    s: Decimal
    degrees_of_freedom: int


def pool(groups: Sequence[Iterable[Reading]], where: str = "groups") -> Pooled:
    """Return the pooled standard deviation of groups of readings of the same spread; groups of one add nothing.

    >>> pool([[1, 2, 3], [10, 12]])
    Pooled(s=Decimal('1.154700538379251529018297561'), degrees_of_freedom=3)
    """
    squares, degrees = Fraction(0), 0
    for number, group in enumerate(groups, start=1):
        values = rationals(group, f"{where}/{number}")
        squares += sum_of_squares(values)
        degrees += len(values) - 1
    if degrees < 1:
        raise TooFewReadings(where=where, given=degrees + len(groups), least=len(groups) + 1)
    return Pooled(s=root(squares / degrees), degrees_of_freedom=degrees)


def correlation(first: Iterable[Reading], second: Iterable[Reading], where: str = "readings") -> Decimal:
    """Return r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² · Σ (y − ȳ)²) of readings taken in pairs (GUM, 5.2.3, note 1).

    >>> correlation([1, 2, 3], [2, 4, 6])
    Decimal('1')
    """
    xs, ys = rationals(first, where, least=2), rationals(second, where, least=2)
    if len(xs) != len(ys):
        raise TooFewReadings(where=where, given=min(len(xs), len(ys)), least=max(len(xs), len(ys)))
    spread = sum_of_squares(xs) * sum_of_squares(ys)
    if not spread:
        raise NoSpread(where=where)
    product = sum_of_products(xs, ys)
    unsigned = root(product * product / spread)
    return -unsigned if product < 0 else unsigned


def sum_of_products(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> Fraction:
    """Return Σ (x − x̄)(y − ȳ), exact."""
    return total([x * y for x, y in zip(xs, ys, strict=True)]) - total(xs) * total(ys) / len(xs)
