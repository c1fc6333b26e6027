# SPDX-License-Identifier: Apache-2.0
"""A straight calibration line by least squares, with the correlation of its two parameters (GUM, H.3).

    b(t) = y1 + y2 (t − t0),  D = n Σθ² − (Σθ)²,  θ = t − t0
    y1 = (Σb Σθ² − Σbθ Σθ) / D          s²(y1) = s² Σθ² / D                                 (H.13a), (H.13c)
    y2 = (n Σbθ − Σb Σθ) / D            s²(y2) = n s² / D                                   (H.13b), (H.13d)
    r(y1, y2) = −Σθ / √(n Σθ²)          s² = Σ (b − b(t))² / (n − 2)                        (H.13e), (H.13f)
    u²(b(t)) = s²(y1) + (t − t0)² s²(y2) + 2 (t − t0) s(y1) s(y2) r                         (H.15)

Sums are exact. y1 has the unit of b, y2 that of b per t. Degrees of freedom: n − 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from chuan.metrology.errors import NoSpread, TooFewReadings
from chuan.metrology.statistics.values import Reading, decimal, rational, rationals, root, total


@dataclass(frozen=True, kw_only=True)
class Predicted:
    """A value read off the line."""

    value: Decimal
    standard_uncertainty: Decimal
    degrees_of_freedom: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """A fitted line b(t) = intercept + slope · (t − origin)."""

    n: int
    origin: Fraction
    exact_intercept: Fraction
    exact_slope: Fraction
    residual_variance: Fraction
    sum_theta: Fraction
    sum_theta_squares: Fraction
    determinant: Fraction

    @property
    def intercept(self) -> Decimal:
        """y1: the value of the line at the origin."""
        return decimal(self.exact_intercept)

    @property
    def slope(self) -> Decimal:
        """y2."""
        return decimal(self.exact_slope)

    @property
    def residual_s(self) -> Decimal:
        """Standard deviation of the points about the line."""
        return root(self.residual_variance)

    @property
    def intercept_uncertainty(self) -> Decimal:
        """s(y1)."""
        return root(self.residual_variance * self.sum_theta_squares / self.determinant)

    @property
    def slope_uncertainty(self) -> Decimal:
        """s(y2)."""
        return root(self.residual_variance * self.n / self.determinant)

    @property
    def correlation(self) -> Decimal:
        """r(y1, y2); 0 if the origin is the mean of the abscissas."""
        size = root(self.sum_theta**2 / (self.n * self.sum_theta_squares))
        return -size if self.sum_theta > 0 else size

    @property
    def degrees_of_freedom(self) -> int:
        """ν = n − 2."""
        return self.n - 2

    def at(self, t: Any) -> Predicted:
        """Return the value of the line at t with its standard uncertainty (the line's alone, not a new reading's)."""
        theta = rational(t, "t") - self.origin
        # (H.15) with (H.13) put in: s² (Σθ² − 2 θ Σθ + n θ²) / D
        spread = self.sum_theta_squares - 2 * theta * self.sum_theta + self.n * theta**2
        return Predicted(
            value=decimal(self.exact_intercept + self.exact_slope * theta),
            standard_uncertainty=root(self.residual_variance * spread / self.determinant),
            degrees_of_freedom=self.degrees_of_freedom,
        )


def fit_line(t: Iterable[Reading], b: Iterable[Reading], *, origin: Any = 0) -> Line:
    """Fit a line through at least three points whose abscissas are known well and not all the same.

    >>> line = fit_line([1, 2, 3, 4], ["2.1", "3.9", "6.1", "7.9"])
    >>> line.intercept, line.slope, line.at(5).value
    (Decimal('0.1'), Decimal('1.96'), Decimal('9.9'))
    """
    start = rational(origin, "origin")
    thetas = [value - start for value in rationals(t, "t", least=3)]
    values = rationals(b, "b", least=3)
    n = len(thetas)
    if len(values) != n:
        raise TooFewReadings(where="b" if len(values) < n else "t", given=min(n, len(values)), least=max(n, len(values)))
    sum_t, sum_tt = total(thetas), total([x * x for x in thetas])
    sum_b, sum_bt = total(values), total([x * y for x, y in zip(thetas, values, strict=True)])
    determinant = n * sum_tt - sum_t**2
    if not determinant:
        raise NoSpread(where="t")
    intercept = (sum_b * sum_tt - sum_bt * sum_t) / determinant
    slope = (n * sum_bt - sum_b * sum_t) / determinant
    residuals = [y - intercept - slope * x for x, y in zip(thetas, values, strict=True)]
    return Line(
        n=n, origin=start, exact_intercept=intercept, exact_slope=slope,
        residual_variance=total([x * x for x in residuals]) / (n - 2),
        sum_theta=sum_t, sum_theta_squares=sum_tt, determinant=determinant,
    )
