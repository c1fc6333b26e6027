# SPDX-License-Identifier: Apache-2.0
"""Mean, standard deviation and mean test on exact whole numbers, so that another program can repeat every digit.

All readings are written as whole numbers of one decimal step: x = X · 10^e with the smallest e among them (at most 0).

    S = ΣX,   V = n · ΣX² − S²                                 exact whole numbers
    mean  = S / n · 10^e                                       one division, 28 digits half-even
    s     = √(V / (n (n − 1))) · 10^e                          one division, then one square root, 28 digits each

Sums of whole numbers have no order, so neither has a verdict. The figures above are for people; the mean test itself is
decided without division or root: mean ≥ Qn − k·s ⇔ D ≤ 0, or k² · n · V ≥ (n − 1) · D², where D = n · Qn − S and Qn is
written in the same step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chuan.metrology.decimals import EXACT


@dataclass(frozen=True, slots=True)
class Sums:
    """n, S, V and the range of readings, in whole numbers of 10^exponent."""

    n: int
    exponent: int
    total: int
    spread: int
    width: int

    @classmethod
    def of(cls, values: Sequence[Decimal]) -> "Sums":
        """Sum up readings, exactly; there must be at least one."""
        exponent = min(0, *map(_exponent, values))
        scale = 10**-exponent
        whole = [int(EXACT.multiply(value, scale)) for value in values]
        n, total = len(whole), sum(whole)
        return cls(n, exponent, total, n * sum([x * x for x in whole]) - total * total, max(whole) - min(whole))

    @property
    def sum(self) -> Decimal:
        """The sum of the readings."""
        return EXACT.scaleb(Decimal(self.total), self.exponent)

    @property
    def range(self) -> Decimal:
        """Largest − smallest reading."""
        return EXACT.scaleb(Decimal(self.width), self.exponent)

    def mean(self) -> Decimal:
        """Return the mean.

        >>> Sums.of([Decimal("0.1"), Decimal("0.2")]).mean()
        Decimal('0.15')
        """
        return EXACT.scaleb(EXACT.divide(Decimal(self.total), Decimal(self.n)), self.exponent)

    def s(self) -> Decimal | None:
        """Return the sample standard deviation (divisor n − 1); None of one value.

        >>> Sums.of([Decimal(1), Decimal(2), Decimal(3)]).s()
        Decimal('1')
        """
        if self.n < 2:
            return None
        variance = EXACT.divide(Decimal(self.spread), Decimal(self.n * (self.n - 1)))
        return EXACT.scaleb(EXACT.sqrt(variance), self.exponent)

    def reaches(self, nominal: Decimal, k: Decimal) -> bool:
        """Return whether mean ≥ nominal − k·s, decided on whole numbers.

        >>> Sums.of([Decimal(498), Decimal(500), Decimal(502)]).reaches(Decimal(501), Decimal("0.5"))
        True
        """
        lack, grow = self._lack(nominal)
        if lack <= 0 or self.n < 2:  # one reading has no s that could make up for what it lacks
            return lack <= 0
        decimals = max(0, -_exponent(k))
        whole = int(EXACT.scaleb(k, decimals))
        ten: int = 10**decimals
        return (whole * grow) ** 2 * self.n * self.spread >= (self.n - 1) * (lack * ten) ** 2

    def reaches_by_range(self, nominal: Decimal, a: Decimal) -> bool:
        """Return whether mean + a · (largest − smallest) ≥ nominal, decided on whole numbers."""
        lack, grow = self._lack(nominal)
        decimals = max(0, -_exponent(a))
        ten: int = 10**decimals
        return int(EXACT.scaleb(a, decimals)) * self.n * self.width * grow >= lack * ten

    def _lack(self, nominal: Decimal) -> tuple[int, int]:
        exponent = min(self.exponent, _exponent(nominal))
        grow: int = 10 ** (self.exponent - exponent)
        return self.n * int(EXACT.scaleb(nominal, -exponent)) - self.total * grow, grow


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)
