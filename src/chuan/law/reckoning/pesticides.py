# SPDX-License-Identifier: Apache-2.0
"""Permitted deviation of active ingredient in pesticides (QCVN 01-188:2018), declared in g/kg or g/l at 20 °C."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from chuan import law
from chuan.law.reckoning.amounts import content, one_of
from chuan.law.reckoning.errors import NoTier
from chuan.metrology.decimals import exact

TOLERANCE = "pesticides/tolerance"
Mixture = Literal["homogeneous", "heterogeneous"]


def tolerance(declared: Any, *, mixture: Mixture, on: date) -> Decimal:
    """The deviation allowed either way, in the unit of the declared content.

    >>> [tolerance(g, mixture="homogeneous", on=date(2026, 1, 1)) for g in ("25", "100", "480", "750")]
    [Decimal('3.75'), Decimal('10'), Decimal('24'), Decimal('25')]
    """
    grams, column = content(declared), f"{one_of(mixture, ('homogeneous', 'heterogeneous'))}_percent"
    for row in law.at(on).table(TOLERANCE):
        if grams > row["above_g_per_kg"] and (row["to_g_per_kg"] is None or grams <= row["to_g_per_kg"]):
            if row["absolute_g_per_kg"] is not None:
                return Decimal(row["absolute_g_per_kg"])
            with exact():
                return grams * Decimal(row[column]) / 100
    raise NoTier(path=TOLERANCE, given=declared)


def is_within(declared: Any, found: Any, *, mixture: Mixture, on: date, lower_bound_only: bool = False) -> bool:
    """True if what the laboratory found is allowed; botanical products have a lower bound only.

    >>> is_within("25", "21.25", mixture="homogeneous", on=date(2026, 1, 1))
    True
    """
    allowed = tolerance(declared, mixture=mixture, on=on)
    difference = content(found) - content(declared)
    return difference >= -allowed and (lower_bound_only or difference <= allowed)
