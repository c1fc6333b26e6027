# SPDX-License-Identifier: Apache-2.0
"""One-way analysis of variance: do groups (laboratories, days, lots) differ by more than their own spread explains?

    between: SS_b = Σ n_i (x̄_i − x̄)²,  ν_b = g − 1        within: SS_w = ΣΣ (x_ij − x̄_i)²,  ν_w = N − g
    F = (SS_b / ν_b) / (SS_w / ν_w)        R² = SS_b / (SS_b + SS_w)        s = √(SS_w / ν_w)

Exact until the last step; certified by the NIST StRD data sets SiRstv, AtmWtAg and SmLs01 … SmLs09 to all printed
digits (floats lose all of them on SmLs07 … SmLs09). Source: NIST/SEMATECH e-Handbook, 7.4.3; GUM, H.5.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from chuan.metrology.errors import NoSpread, TooFewReadings
from chuan.metrology.statistics.quantiles import f_tail
from chuan.metrology.statistics.values import Reading, decimal, rationals, root, sum_of_squares


@dataclass(frozen=True, kw_only=True)
class Anova:
    """The table of a one-way analysis of variance. Sums of squares in the square of the readings' unit."""

    between_squares: Decimal
    between_degrees: int
    between_mean_square: Decimal
    within_squares: Decimal
    within_degrees: int
    within_mean_square: Decimal
    f: Decimal
    r_squared: Decimal
    residual_s: Decimal

    @property
    def p_value(self) -> float:
        """The chance of such an F, or a larger one, if the groups do not differ."""
        return f_tail(float(self.f), self.between_degrees, self.within_degrees)


def one_way(groups: Sequence[Iterable[Reading]], where: str = "groups") -> Anova:
    """Return the analysis of variance of two or more groups, of which at least one has two different readings.

    >>> table = one_way([[6, 8, 4, 5, 3, 4], [8, 12, 9, 11, 6, 8], [13, 9, 11, 8, 7, 12]])
    >>> table.between_squares, table.within_squares, round(table.f, 3), round(table.p_value, 4)
    (Decimal('84'), Decimal('68'), Decimal('9.265'), 0.0024)
    """
    given = [rationals(group, f"{where}/{n}") for n, group in enumerate(groups, start=1)]
    readings = [value for group in given for value in group]
    degrees = len(readings) - len(given)
    if len(given) < 2 or degrees < 1:
        raise TooFewReadings(where=where, given=len(readings), least=max(3, len(given) + 1))
    within = sum((sum_of_squares(group) for group in given), Fraction(0))
    if not within:
        raise NoSpread(where=where)
    whole = sum_of_squares(readings)
    between = whole - within
    between_mean, within_mean = between / (len(given) - 1), within / degrees
    return Anova(
        between_squares=decimal(between), between_degrees=len(given) - 1, between_mean_square=decimal(between_mean),
        within_squares=decimal(within), within_degrees=degrees, within_mean_square=decimal(within_mean),
        f=decimal(between_mean / within_mean), r_squared=decimal(between / whole), residual_s=root(within_mean),
    )
