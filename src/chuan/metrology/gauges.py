# SPDX-License-Identifier: Apache-2.0
"""Gauges whose limit is one width over the whole range: pressure gauges, blood-pressure meters, speed meters.

The error is indication − reference, in the unit of the scale; the limit is the same at every point of the range. A pressure
gauge states it by its class: so many per cent of the span.
"""

from decimal import Decimal

from chuan.metrology.decimals import exactly
from chuan.metrology.errors import BeyondCapacity, ContradictoryInput


@exactly
def limit_of_class(accuracy_class: Decimal, low: Decimal, high: Decimal, *, times_class: Decimal = Decimal(1)) -> Decimal:
    """Return the limit of a gauge in its unit: times_class · class % · (high − low). The limit is symmetric.

    >>> limit_of_class(Decimal("1.6"), Decimal(0), Decimal(25))
    Decimal('0.4')
    """
    if high <= low:
        raise ContradictoryInput(where="spec/to", given=f"to = {high}", other=f"from = {low}")
    return times_class * accuracy_class * (high - low) / 100


def check_range(reference: Decimal, low: Decimal, high: Decimal, where: str) -> None:
    """Refuse a test point outside the range of the gauge.

    >>> check_range(Decimal(26), Decimal(0), Decimal(25), "points/1/reference")
    Traceback (most recent call last):
    chuan.metrology.errors.BeyondCapacity: points/1/reference: 26 is beyond 0 … 25, where the instrument ends.
    """
    if not low <= reference <= high:
        raise BeyondCapacity(where=where, given=reference, most=f"{low} … {high}")
