# SPDX-License-Identifier: Apache-2.0
"""Exact values: readings as rational numbers, so that a mean or a variance never loses a digit.

The NIST reference data sets show why: the variance of 1 000 000 000 000.4, ….3, ….5 by floating point has no correct
digit by the textbook formula and only four by the careful one. Here each reading is the decimal that was written; sums
of squares are exact, and the only rounding is that of the answer.
"""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from chuan.metrology.decimals import EXACT, exact
from chuan.metrology.errors import NotANumber, OutOfRange, TooFewReadings, number

#: What may be given as a reading.
Reading = Decimal | int | float | str | Fraction
#: A float below this is what a calculation left of zero; nobody wrote its decimals.
_NEXT_TO_NOTHING = 1e-190


def rational(given: Any, where: str) -> Fraction:
    """Return a reading as an exact fraction. A float stands for the shortest decimal that writes it.

    >>> rational(0.1, "x"), rational("2.50", "x")
    (Fraction(1, 10), Fraction(5, 2))
    """
    if isinstance(given, Fraction):
        return given
    if isinstance(given, float):
        if not math.isfinite(given):
            raise NotANumber(where=where, given=str(given))
        if abs(given) < _NEXT_TO_NOTHING:
            return Fraction(given)
        given = repr(float(given))
    return Fraction(number(given, where))


def rationals(given: Iterable[Any], where: str, *, least: int = 1) -> list[Fraction]:
    """Return readings as exact fractions; `TooFewReadings` if there are fewer than `least`."""
    values = [rational(value, f"{where}/{n}") for n, value in enumerate(given, start=1)]
    if len(values) < least:
        raise TooFewReadings(where=where, given=len(values), least=least)
    return values


def total(values: Sequence[Fraction]) -> Fraction:
    """Return the exact sum, by one common denominator (far faster than adding fractions one by one)."""
    scale, whole = _whole(values)
    return Fraction(sum(whole), scale)


def sum_of_squares(values: Sequence[Fraction]) -> Fraction:
    """Return the exact sum of squared deviations from the mean: (n Σx² − (Σx)²) / n."""
    scale, whole = _whole(values)
    count = len(whole)
    return Fraction(count * sum(x * x for x in whole) - sum(whole) ** 2, count * scale * scale)


def _whole(values: Sequence[Fraction]) -> tuple[int, list[int]]:
    scale = math.lcm(*{value.denominator for value in values})
    return scale, [value.numerator * (scale // value.denominator) for value in values]


def decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal of 28 digits, half-even.

    >>> decimal(Fraction(2, 3))
    Decimal('0.6666666666666666666666666667')
    """
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def root(value: Fraction) -> Decimal:
    """Return the square root of a fraction as a decimal of 28 digits.

    >>> root(Fraction(1, 4))
    Decimal('0.5')
    """
    with exact() as context:
        context.prec = 60
        wide = (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()
    return EXACT.plus(wide)


def proper(given: Any, where: str, *, low: float, high: float, ends: Literal["none", "high", "both"] = "none") -> float:
    """Return a float strictly between two bounds, or also at those that `ends` names; `OutOfRange` else.

    >>> proper(0.95, "confidence", low=0, high=1)
    0.95
    """
    value = float(given) if _is_infinite(given) else float(rational(given, where))
    if not (low < value < high or (ends == "both" and value == low) or (ends != "none" and value == high)):
        raise OutOfRange(where=where, given=given, wanted=_range(low, high, ends))
    return value


def _range(low: float, high: float, ends: str) -> str:
    left, right = ("≤" if ends == "both" else "<"), ("<" if ends == "none" else "≤")
    if math.isinf(high):
        return f"x {'≥' if ends == 'both' else '>'} {low:g}"
    return f"{low:g} {left} x {right} {high:g}"


def confidence_level(given: Any, where: str = "confidence") -> float:
    """Return a level of confidence, a number between 0 and 1 such as 0.95."""
    return proper(given, where, low=0, high=1)


def whole_number(given: Any, where: str, *, least: int = 0, most: int | None = None) -> int:
    """Return a whole number from `least` (to `most`), or `OutOfRange`.

    >>> whole_number(3, "x", least=1)
    3
    """
    wanted = f"{least}, {least + 1}, …" if most is None else f"{least} … {most}"
    if not isinstance(given, int) or isinstance(given, bool) or given < least or (most is not None and given > most):
        raise OutOfRange(where=where, given=given, wanted=wanted)
    return given


def _is_infinite(given: Any) -> bool:
    return isinstance(given, float) and math.isinf(given)
