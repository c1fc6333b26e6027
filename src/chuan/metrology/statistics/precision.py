# SPDX-License-Identifier: Apache-2.0
"""Repeatability and reproducibility of a measurement method from an interlaboratory experiment (ISO 5725-2:1994).

For one level, p laboratories with n_i ≥ 2 results each:
    s_r² = Σ (n_i − 1) s_i² / Σ (n_i − 1)                                                   7.4.5.1
    s_d² = Σ n_i (ȳ_i − ȳ)² / (p − 1),  n̿ = (Σ n_i − Σ n_i² / Σ n_i) / (p − 1)
    s_L² = (s_d² − s_r²) / n̿, 0 if negative                                                  7.4.5.2
    s_R² = s_r² + s_L²                                                                       7.4.5.5
    limits: r = 2.8 s_r, R = 2.8 s_R                                                         ISO 5725-6, 4.1.4
General mean ȳ weighted by n_i (7.4.4). All in the unit of the results.

Screening (7.3): Cochran on the cell variances (with the number of results most cells have), then Grubbs on the cell
means; beyond 1 % an outlier, between 5 % and 1 % a straggler. Nothing is left out by itself: a person decides, and calls
again without the laboratory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from chuan.metrology.decimals import exact
from chuan.metrology.errors import TooFewReadings
from chuan.metrology.statistics.outliers import cochran, cochran_critical, grubbs, grubbs_critical
from chuan.metrology.statistics.values import (
    Reading,
    decimal,
    rationals,
    root,
    sum_of_squares,
    total,
)

Grade = Literal["correct", "straggler", "outlier"]


@dataclass(frozen=True, kw_only=True)
class Precision:
    """Precision of one level."""

    laboratories: int
    results: int
    mean: Decimal
    s_r: Decimal
    s_l: Decimal
    s_reproducibility: Decimal

    @property
    def repeatability_limit(self) -> Decimal:
        """r = 2.8 s_r: two results of one laboratory differ by more only one time in twenty."""
        with exact():
            return Decimal("2.8") * self.s_r

    @property
    def reproducibility_limit(self) -> Decimal:
        """R = 2.8 s_R: the same for results of two laboratories."""
        with exact():
            return Decimal("2.8") * self.s_reproducibility


def precision(cells: Mapping[str, Iterable[Reading]]) -> Precision:
    """Return the precision of one level from the results of at least two laboratories, by name.

    ISO 5725-2:1994, B.1, sulfur in coal, level 1: m = 0.690 %, s_r = 0.015, s_R = 0.026. (The results were recalled, not
    copied from the document; they give its twelve printed figures at all four levels: tests/metrology/data/.)

    >>> coal = precision({
    ...     "1": [0.71, 0.71, 0.70, 0.71], "2": [0.69, 0.67, 0.68], "3": [0.66, 0.65, 0.69], "4": [0.67, 0.65, 0.66],
    ...     "5": [0.70, 0.69, 0.66, 0.71, 0.69], "6": [0.73, 0.74, 0.73], "7": [0.71, 0.71, 0.69],
    ...     "8": [0.70, 0.65, 0.68]})
    >>> round(coal.mean, 3), round(coal.s_r, 3), round(coal.s_reproducibility, 3)
    (Decimal('0.690'), Decimal('0.015'), Decimal('0.026'))
    """
    given = _cells(cells)
    sizes = [len(cell) for cell in given.values()]
    count, laboratories = sum(sizes), len(given)
    within = sum((sum_of_squares(cell) for cell in given.values()), Fraction(0)) / (count - laboratories)
    mean = sum((total(cell) for cell in given.values()), Fraction(0)) / count
    between = total([len(cell) * (total(cell) / len(cell) - mean) ** 2 for cell in given.values()]) / (laboratories - 1)
    average = (count - Fraction(sum(n * n for n in sizes), count)) / (laboratories - 1)
    laboratory = max(Fraction(0), (between - within) / average)
    return Precision(
        laboratories=laboratories, results=count, mean=decimal(mean), s_r=root(within), s_l=root(laboratory),
        s_reproducibility=root(within + laboratory),
    )


@dataclass(frozen=True, kw_only=True)
class Suspicion:
    """What a screening test says of the most suspect laboratory."""

    test: Literal["cochran", "grubbs"]
    laboratory: str
    statistic: float
    straggler_above: float
    outlier_above: float

    @property
    def grade(self) -> Grade:
        """"correct", "straggler" (beyond 5 %) or "outlier" (beyond 1 %)."""
        if self.statistic > self.outlier_above:
            return "outlier"
        return "straggler" if self.statistic > self.straggler_above else "correct"


def screen(cells: Mapping[str, Iterable[Reading]]) -> tuple[Suspicion, ...]:
    """Test the most scattered laboratory (Cochran), and the one whose mean lies farthest off (Grubbs, three or more).

    >>> [found.grade for found in screen({"1": [1.0, 1.1], "2": [1.2, 1.1], "3": [1.0, 1.2], "4": [1.1, 3.0]})]
    ['outlier', 'straggler']
    """
    given = _cells(cells)
    names = list(given)
    variances = [sum_of_squares(cell) / (len(cell) - 1) for cell in given.values()]
    means = [total(cell) / len(cell) for cell in given.values()]
    found: list[Suspicion] = []
    if any(variances):
        sizes = [len(cell) for cell in given.values()]
        usual = max(sorted(set(sizes)), key=sizes.count)
        test = cochran(variances, usual, alpha=0.05)
        found.append(Suspicion(
            test="cochran", laboratory=names[test.index], statistic=test.statistic, straggler_above=test.critical,
            outlier_above=cochran_critical(len(names), usual, alpha=0.01),
        ))
    if len(names) > 2 and len(set(means)) > 1:
        test = grubbs(means, alpha=0.05)
        found.append(Suspicion(
            test="grubbs", laboratory=names[test.index], statistic=test.statistic, straggler_above=test.critical,
            outlier_above=grubbs_critical(len(names), alpha=0.01),
        ))
    return tuple(found)


def _cells(cells: Mapping[str, Iterable[Reading]]) -> dict[str, list[Fraction]]:
    given = {name: rationals(cell, name, least=2) for name, cell in cells.items()}
    if len(given) < 2:
        raise TooFewReadings(where="laboratories", given=len(given), least=2)
    return given
