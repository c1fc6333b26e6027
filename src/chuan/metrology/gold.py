# SPDX-License-Identifier: Apache-2.0
"""Weighing of gold (circular 22/2013/TT-BKHCN as restated by 04/2026/TT-BKHCN): how much a weighing may err.

Between two masses of the table the limit is interpolated, `δ = δ1 + (δ2 − δ1)/(m2 − m1) · (m − m1)`; above the last mass
it is a percentage of the mass. Masses in g, limits in mg.
"""

from collections.abc import Sequence
from decimal import Decimal

from chuan.metrology.decimals import exactly, round_to_step
from chuan.metrology.errors import NoLimitThere


def neighbours(mass_g: Decimal, masses: Sequence[Decimal]) -> tuple[int, int]:
    """Return the places of the rows to interpolate between (twice the same at a row); masses ascending.

    >>> neighbours(Decimal(86), [Decimal(50), Decimal(100), Decimal(200)])
    (0, 1)
    >>> neighbours(Decimal(100), [Decimal(50), Decimal(100), Decimal(200)])
    (1, 1)
    """
    if not masses[0] <= mass_g <= masses[-1]:
        raise NoLimitThere(where="mass", given=f"{mass_g.normalize():f} g")
    upper = next(place for place, mass in enumerate(masses) if mass >= mass_g)
    return (upper, upper) if masses[upper] == mass_g else (upper - 1, upper)


@exactly
def interpolated(mass_g: Decimal, low: tuple[Decimal, Decimal], high: tuple[Decimal, Decimal]) -> Decimal:
    """Return the limit between two rows (mass in g, limit in mg); the circular's own example is 86 g: 26.36 mg.

    >>> interpolated(Decimal(86), (Decimal(50), Decimal(17)), (Decimal(100), Decimal(30)))
    Decimal('26.36')
    """
    if low[0] == high[0]:
        return low[1]
    return low[1] + (high[1] - low[1]) * (mass_g - low[0]) / (high[0] - low[0])


@exactly
def share_of_mass(mass_g: Decimal, percent: Decimal, e_mg: Decimal) -> Decimal:
    """Return a percentage of the mass in mg, rounded to one e, half up; the circular's example is 10 kg: 1.8 g.

    >>> share_of_mass(Decimal(10000), Decimal("0.0175"), Decimal(100))
    Decimal('1800')
    """
    return round_to_step(mass_g * 1000 * percent / 100, e_mg, "half-up")
