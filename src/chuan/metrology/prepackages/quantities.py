# SPDX-License-Identifier: Apache-2.0
"""What goods are measured in: the five kinds of quantity, and the unit in which rule sets tabulate T for each."""

from decimal import Decimal
from typing import Any

from chuan.metrology.decimals import EXACT
from chuan.metrology.errors import UnfitUnit
from chuan.metrology.units import UNITS, fit, unit_of

BASE_UNITS = {"mass": "g", "volume": "ml", "length": "m", "area": "m2", "count": "1"}


def kind_of_goods(unit: Any, where: str = "unit") -> str:
    """Return mass, volume, length, area or count; `UnfitUnit` for a unit goods are not sold by.

    >>> kind_of_goods("kg"), kind_of_goods("cái")
    ('mass', 'count')
    """
    found = unit_of(unit, where)
    if found.kind not in BASE_UNITS:
        raise UnfitUnit(
            where=where, given=found.code, wanted=", ".join(BASE_UNITS.values()), given_kind=found.kind,
            wanted_kind=" / ".join(BASE_UNITS),
        )
    return found.kind


def to_base(unit: Any) -> Decimal:
    """Return how many table units (g, ml, m, m², item) one `unit` is.

    >>> to_base("kg"), to_base("cm")
    (Decimal('1000'), Decimal('0.01'))
    """
    found = unit_of(unit)
    return EXACT.divide(found.factor, UNITS[BASE_UNITS[found.kind]].factor)


def ratio(unit: Any, target: Any, where: str = "unit") -> Decimal:
    """Return how many `target` one `unit` is; `UnfitUnit` if they are of different kinds."""
    wanted = unit_of(target, where)
    return EXACT.divide(fit(unit, wanted.kind, where).factor, wanted.factor)
