# SPDX-License-Identifier: Apache-2.0
"""How a result is written: the uncertainty to two digits, the value to the same place.

GUM 7.2.6: uncertainties are given to at most two significant digits. EA-4/02 M:2022, 6.3: the usual rules of rounding,
but if rounding takes more than 5 % off the uncertainty, it is rounded up. That clause can bite only with one digit.
"""

from decimal import Decimal
from typing import Any, Literal

from chuan.metrology.decimals import EXACT, Rounding, exact, round_to_decimals
from chuan.metrology.errors import OutOfRange, number, positive

_MOST_LOST = Decimal("0.05")


def as_decimal(given: Any, where: str) -> Decimal:
    """Return a decimal; a float stands for the shortest decimal that writes it."""
    return number(repr(float(given)) if isinstance(given, float) else given, where)


def round_uncertainty(uncertainty: Any, *, digits: Literal[1, 2] = 2, how: Rounding = "half-even") -> Decimal:
    """Return an uncertainty, above zero, to one or two significant digits.

    >>> round_uncertainty("92.64"), round_uncertainty("0.0996"), round_uncertainty("0.00412", digits=1)
    (Decimal('93'), Decimal('0.10'), Decimal('0.004'))
    >>> round_uncertainty("1.4", digits=1)  # 1 would be 29 % less
    Decimal('2')
    """
    given = positive(as_decimal(uncertainty, "uncertainty"), "uncertainty")
    if digits not in (1, 2):
        raise OutOfRange(where="digits", given=digits, wanted="1, 2")
    rounded = _to_digits(given, digits, how)
    with exact():
        lost = (given - rounded) / given
    return _to_digits(given, digits, "up") if lost > _MOST_LOST else rounded


def round_result(
    value: Any, uncertainty: Any, *, digits: Literal[1, 2] = 2, how: Rounding = "half-even"
) -> tuple[Decimal, Decimal]:
    """Return value and uncertainty as they are printed: the value rounded to the last place of the uncertainty.

    GUM 7.2.2: m_S = 100.02147 g with u_c = 0.35 mg. H.3: b = −0.14937 °C with u = 0.00413 °C.

    >>> [str(x) for x in round_result("100.0214712", "0.000348")]
    ['100.02147', '0.00035']
    >>> [str(x) for x in round_result(-0.149374, 0.004135)]
    ['-0.1494', '0.0041']
    """
    stated = round_uncertainty(uncertainty, digits=digits, how=how)
    place = -int(stated.as_tuple().exponent)
    if stated.as_tuple().exponent == 0 and stated >= 10**digits:
        place = digits - 1 - stated.adjusted()
    return round_to_decimals(as_decimal(value, "value"), place, how), stated


def _to_digits(value: Decimal, digits: int, how: Rounding) -> Decimal:
    rounded = round_to_decimals(value, digits - 1 - value.adjusted(), how)
    if rounded.adjusted() > value.adjusted():  # 0.0996 became 0.100: two digits of that are 0.10
        rounded = round_to_decimals(EXACT.plus(rounded), digits - 1 - rounded.adjusted(), how)
    return rounded
