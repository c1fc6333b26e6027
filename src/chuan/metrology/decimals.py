# SPDX-License-Identifier: Apache-2.0
"""Decimal arithmetic as the law counts digits: one context, one way to print, and rounding by name.

A legal limit is a decimal number, so readings are compared with it as decimal numbers, never as binary floats. Sums and
products of readings are exact; a division keeps 28 significant digits, half-even, which the JavaScript twin
(decimal.js, precision 28, rounding 6) reproduces to the last digit. Nothing is rounded before a verdict; pages and
papers round for people, by a rule that is named: a text may say "round up" (OIML R 87 for the tolerable deficiency),
half-up (school and accounts), half-even (ISO 80000-1, Annex B, rule A) or down.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from functools import wraps
from typing import Literal, ParamSpec, TypeVar

from chuan.metrology.errors import MOST_DIGITS, NotANumber, TooLarge, positive

P = ParamSpec("P")
T = TypeVar("T")

#: The context of every calculation that leads to a verdict. Never change it: the JavaScript twin has the same.
EXACT = Context(
    prec=28, rounding=ROUND_HALF_EVEN, Emin=-999_999, Emax=999_999, capitals=1, clamp=0, flags=[],
    traps=[InvalidOperation, DivisionByZero, Overflow],
)

#: How to choose between two neighbours. "up" is away from zero, "down" towards zero; "ceiling" and "floor" keep the
#: sign's direction (towards plus and minus infinity).
Rounding = Literal["half-even", "half-up", "up", "down", "ceiling", "floor"]


def exact() -> AbstractContextManager[Context]:
    """Return a `with` block inside which Decimals are computed with 28 digits, half-even.

    >>> with exact():
    ...     Decimal(1) / Decimal(3)
    Decimal('0.3333333333333333333333333333')
    """
    return localcontext(EXACT)


def exactly(function: Callable[P, T]) -> Callable[P, T]:
    """Compute a function with 28 digits, half-even, whatever context its caller has set.

    >>> @exactly
    ... def third() -> Decimal:
    ...     return Decimal(1) / 3
    >>> with localcontext(prec=4):
    ...     third()
    Decimal('0.3333333333333333333333333333')
    """

    @wraps(function)
    def computed(*args: P.args, **kwargs: P.kwargs) -> T:
        with localcontext(EXACT):
            return function(*args, **kwargs)

    return computed


def plain(value: Decimal) -> str:
    """Return a number without exponent, without trailing zeros, and zero without a sign.

    >>> plain(Decimal("5.00E+2")), plain(Decimal("0.2500")), plain(Decimal("-0.0")), plain(Decimal("1E-7"))
    ('500', '0.25', '0', '0.0000001')
    """
    if not value.is_finite():
        raise NotANumber(where="value", given=str(value))
    text = format(_bounded(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0", "") else text


def round_to_decimals(value: Decimal, decimals: int, how: Rounding = "half-even") -> Decimal:
    """Round to so many decimals, and keep them; negative `decimals` round to tens, hundreds, …

    >>> round_to_decimals(Decimal("2.345"), 2), round_to_decimals(Decimal("2.345"), 2, "half-up")
    (Decimal('2.34'), Decimal('2.35'))
    >>> round_to_decimals(Decimal("12350"), -2)
    Decimal('12400')
    """
    step = Decimal((0, (1,), -decimals))
    rounded = round_to_step(value, step, how)
    return rounded if decimals >= 0 else Decimal(format(rounded, "f"))


def round_to_step(value: Decimal, step: Decimal, how: Rounding = "half-even") -> Decimal:
    """Round to a whole number of steps (scale divisions, 1000 đ, 0.5 g). Exact: no division is rounded on the way.

    OIML R 87 rounds the tolerable deficiency up to the next 0.1 g (ml) up to 1000 g, and to the next whole g above.

    >>> round_to_step(Decimal("7.41"), Decimal("0.1"), "up"), round_to_step(Decimal("7.4"), Decimal("0.1"), "up")
    (Decimal('7.5'), Decimal('7.4'))
    >>> [str(round_to_step(Decimal(x), Decimal("0.5"))) for x in ("0.25", "0.75", "-0.25")]
    ['0.0', '1.0', '0.0']
    """
    positive(step, "step")
    if not value.is_finite():
        raise NotANumber(where="value", given=str(value))
    a, b = _bounded(value).as_tuple(), _bounded(step).as_tuple()
    exponent = min(int(a.exponent), int(b.exponent))
    whole, size = _integer(value, exponent), _integer(step, exponent)
    steps = _CHOICES[how](whole, size)
    sign, digits, _exponent = Decimal(steps * _integer(step, int(b.exponent))).as_tuple()
    return Decimal((sign, digits, int(b.exponent)))


def format_vi(value: Decimal, decimals: int | None = None, *, how: Rounding = "half-even", group: bool = True) -> str:
    """Write a number the Vietnamese way: comma before the decimals, a point between thousands.

    Without `decimals` the number is written as it stands, trailing zeros dropped.

    >>> format_vi(Decimal("1234567.5")), format_vi(Decimal("-0.5"), 2), format_vi(Decimal("1234.5"), group=False)
    ('1.234.567,5', '-0,50', '1234,5')
    """
    text = plain(value) if decimals is None else format(round_to_decimals(value, decimals, how), "f")
    whole, _point, rest = text.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    whole = f"{int(whole):,}".replace(",", ".") if group else whole
    if sign and not (whole + rest).strip("0."):
        sign = ""
    return sign + whole + ("," + rest if rest else "")


def _bounded(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    if value and (value.adjusted() > MOST_DIGITS or int(exponent) < -MOST_DIGITS):
        raise TooLarge(where="value", given=f"{value:.3E}")
    return value


def _integer(value: Decimal, exponent: int) -> int:
    sign, digits, own = value.as_tuple()
    scaled = int("".join(map(str, digits)) or "0") * int(10 ** (int(own) - exponent))
    return -scaled if sign else scaled


def _half_even(whole: int, size: int) -> int:
    steps, rest = divmod(whole, size)
    return steps + (1 if 2 * rest > size or (2 * rest == size and steps % 2) else 0)


def _half_up(whole: int, size: int) -> int:
    steps = (2 * abs(whole) + size) // (2 * size)
    return -steps if whole < 0 else steps


def _up(whole: int, size: int) -> int:
    steps = -(-abs(whole) // size)
    return -steps if whole < 0 else steps


def _down(whole: int, size: int) -> int:
    steps = abs(whole) // size
    return -steps if whole < 0 else steps


_CHOICES: dict[Rounding, Callable[[int, int], int]] = {
    "half-even": _half_even, "half-up": _half_up, "up": _up, "down": _down,
    "ceiling": lambda whole, size: -(-whole // size), "floor": lambda whole, size: whole // size,
}
