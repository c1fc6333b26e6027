# SPDX-License-Identifier: Apache-2.0
"""What a seller of short packages gained (Decree 86/2012/NĐ-CP, Articles 8–12; Law on Measurement, Article 52.5).

    shortage per unit = allowed mean − mean found                      never below zero
    quantity in error = units sold during the violation · shortage per unit
    price             = (price at its start + price at its detection) / 2
    illicit gain      = quantity in error · price

The decree speaks of the "allowed mean by the technical requirements of measurement": the nominal quantity when the whole
lot is measured, Qn − k·s when a sample is. It leaves the choice open, so the caller makes it and the result names it.
"""

from dataclasses import dataclass
from decimal import Decimal

from chuan.metrology.decimals import EXACT
from chuan.metrology.prepackages.quantities import ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class IllicitGain:
    """Every figure, in the unit of the packages, the unit of the price, and đồng. Nothing is rounded."""

    allowed_mean: Decimal
    shortage_per_unit: Decimal
    quantity_in_error: Decimal
    price: Decimal
    gain: Decimal


def illicit_gain(
    *, allowed_mean: Decimal, mean: Decimal, unit: str, units_sold: int, price_at_start: Decimal,
    price_at_detection: Decimal, price_unit: str,
) -> IllicitGain:
    """Return the gain; quantities per package in `unit`, prices in đồng per `price_unit`.

    >>> found = illicit_gain(allowed_mean=Decimal(1000), mean=Decimal(985), unit="g", units_sold=12000,
    ...                      price_at_start=Decimal(24000), price_at_detection=Decimal(26000), price_unit="kg")
    >>> found.shortage_per_unit, found.quantity_in_error, found.price, found.gain
    (Decimal('15'), Decimal('180.000'), Decimal('25000'), Decimal('4500000.000'))
    """
    shortage = max(EXACT.subtract(allowed_mean, mean), Decimal(0))
    quantity = EXACT.multiply(EXACT.multiply(shortage, Decimal(units_sold)), ratio(unit, price_unit, "price_unit"))
    price = EXACT.divide(EXACT.add(price_at_start, price_at_detection), Decimal(2))
    return IllicitGain(
        allowed_mean=allowed_mean, shortage_per_unit=shortage, quantity_in_error=quantity, price=price,
        gain=EXACT.multiply(quantity, price),
    )


def fine_by_gain(gain: Decimal, *, highest_fine: Decimal, least: int, most: int) -> tuple[Decimal, Decimal] | None:
    """Return the lowest and highest fine where the gain exceeds the field's highest fine; None where it does not.

    The gain itself is confiscated besides.

    >>> fine_by_gain(Decimal(200), highest_fine=Decimal(100), least=1, most=5), fine_by_gain(
    ...     Decimal(100), highest_fine=Decimal(100), least=1, most=5)
    ((Decimal('200'), Decimal('1000')), None)
    """
    if gain <= highest_fine:
        return None
    return EXACT.multiply(gain, Decimal(least)), EXACT.multiply(gain, Decimal(most))
