# SPDX-License-Identifier: Apache-2.0
"""Outlier tests: a reading too far from the others (Grubbs), a group too scattered (Cochran).

    Grubbs   G = |x − x̄| / s of the farthest reading
             critical = (n − 1)/√n · √(t² / (n − 2 + t²)),  t = t(α/n; n − 2) one-sided, t(α/2n; n − 2) two-sided
    Cochran  C = s²_max / Σ s_i², p groups of n readings
             critical = 1 / (1 + (p − 1) / F),  F = F(1 − α/p; n − 1, (p − 1)(n − 1))

Sources: F. E. Grubbs, Technometrics 11 (1969) 1; NIST/SEMATECH e-Handbook, 1.3.5.17.1; ISO 5725-2:1994, 7.3.3 and 7.3.4,
whose Tables 4 and 5 these formulas give. ISO 5725-2 calls a value beyond the 5 % point but not the 1 % point a straggler
(kept, marked), one beyond the 1 % point an outlier (set aside if no reason speaks for it).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chuan.metrology.errors import NoSpread, OutOfRange, TooFewReadings, UnknownChoice
from chuan.metrology.statistics.quantiles import f_quantile, t_quantile
from chuan.metrology.statistics.values import (
    Reading,
    decimal,
    proper,
    rational,
    rationals,
    root,
    sum_of_squares,
    total,
    whole_number,
)

Side = Literal["both", "upper", "lower"]


@dataclass(frozen=True, kw_only=True)
class OutlierTest:
    """A test's outcome. `index` counts from 0 and names the suspect, tested whether it is an outlier or not."""

    index: int
    statistic: float
    critical: float
    alpha: float

    @property
    def is_outlier(self) -> bool:
        """True if the statistic is beyond its critical value."""
        return self.statistic > self.critical


def grubbs(readings: Iterable[Reading], *, alpha: Any = 0.05, side: Side = "both") -> OutlierTest:
    """Test the farthest reading, or the largest or smallest, of at least three from a normal population.

    The mass spectrometer of the e-Handbook, one-sided: G = 2.4687 (2.468765), critical 2.032.

    >>> uranium = ["199.31", "199.53", "200.19", "200.82", "201.92", "201.95", "202.18", "245.57"]
    >>> test = grubbs(uranium, side="upper")
    >>> test.index, round(test.statistic, 5), round(test.critical, 3), test.is_outlier
    (7, 2.46876, 2.032, True)
    """
    if side not in ("both", "upper", "lower"):
        raise UnknownChoice(where="side", given=side, choices="both, upper, lower")
    values = rationals(readings, "readings", least=3)
    n, mean, squares = len(values), total(values) / len(values), sum_of_squares(values)
    if not squares:
        raise NoSpread(where="readings")
    distance = [abs(x - mean) if side == "both" else (x - mean if side == "upper" else mean - x) for x in values]
    index = max(range(n), key=distance.__getitem__)
    statistic = float(root(distance[index] ** 2 * (n - 1) / squares))
    return OutlierTest(index=index, statistic=statistic, critical=grubbs_critical(n, alpha=alpha, side=side),
                       alpha=float(alpha))


def grubbs_critical(n: int, *, alpha: Any = 0.05, side: Side = "both") -> float:
    """Return Grubbs's critical value.

    ISO 5725-2, Table 5, one outlying observation, p = 8: 2.126 (5 %) and 2.274 (1 %), both sides; the formula gives
    2.1266 for the first, which the table cuts.

    >>> round(grubbs_critical(8), 4), round(grubbs_critical(8, alpha=0.01), 3)
    (2.1266, 2.274)
    """
    whole_number(n, "n", least=3)
    share = _alpha(alpha) / (2 * n if side == "both" else n)
    t = t_quantile(share, n - 2)  # its square is that of the other tail, where 1 − share may round to 1
    return (n - 1) / math.sqrt(n) * math.sqrt(t * t / (n - 2 + t * t))


def cochran(variances: Sequence[Any], n: int, *, alpha: Any = 0.05) -> OutlierTest:
    """Test the largest of at least two variances, each of n ≥ 2 readings.

    >>> test = cochran([1, 1, 1, 9], 3)
    >>> test.index, test.statistic, round(test.critical, 3), test.is_outlier
    (3, 0.75, 0.768, False)
    """
    given = [rational(value, f"variances/{k}") for k, value in enumerate(variances, start=1)]
    if len(given) < 2:
        raise TooFewReadings(where="variances", given=len(given), least=2)
    if min(given) < 0:
        raise OutOfRange(where="variances", given=float(min(given)), wanted="x ≥ 0")
    if not any(given):
        raise NoSpread(where="variances")
    index = max(range(len(given)), key=given.__getitem__)
    statistic = float(decimal(given[index] / sum(given)))
    return OutlierTest(index=index, statistic=statistic, critical=cochran_critical(len(given), n, alpha=alpha),
                       alpha=float(alpha))


def cochran_critical(groups: int, n: int, *, alpha: Any = 0.05) -> float:
    """Return Cochran's critical value for `groups` variances of n readings each.

    ISO 5725-2, Table 4, p = 8: n = 2: 0.680 (5 %), 0.794 (1 %); n = 3: 0.516, 0.615.

    >>> [round(cochran_critical(8, n, alpha=a), 3) for n in (2, 3) for a in (0.05, 0.01)]
    [0.68, 0.794, 0.516, 0.615]
    """
    whole_number(groups, "groups", least=2)
    whole_number(n, "n", least=2)
    f = f_quantile(1 - _alpha(alpha) / groups, n - 1, (groups - 1) * (n - 1))
    return 1 / (1 + (groups - 1) / f)


def _alpha(given: Any) -> float:
    return proper(given, "alpha", low=1e-12, high=0.5, ends="both")
