# SPDX-License-Identifier: Apache-2.0
"""Impossible input: a number, a spec or a set of readings that no verdict may be given on."""

from decimal import Decimal, InvalidOperation
from typing import Any

from chuan.lib.errors import InvalidInput

#: No quantity in trade is written with more digits than this, and none is larger than this power of ten.
MOST_DIGITS = 200


def noop(text: str) -> str:
    """Mark a message for the catalogue (gettext's noop, without Django)."""
    return text


class ImpossibleInput(InvalidInput):
    """The root of what metrology refuses. `where` names the place in the input, steps joined by "/": `net/3`."""

    code = "metrology.impossible-input"
    message = noop("{where}: no verdict can be given on this.")
    next_step = noop("Check what was typed or sent.")

    def __init__(self, *, where: str, **data: Any) -> None:
        super().__init__(where=where, **data)


class NotANumber(ImpossibleInput):
    """Not a finite decimal number: NaN, an infinity, a word, nothing."""

    code = "metrology.not-a-number"
    message = noop("{where}: {given!r} is not a number.")
    next_step = noop("Write a plain decimal number such as 500.2.")


class Negative(ImpossibleInput):
    """A quantity below zero, or zero where there must be something."""

    code = "metrology.not-positive"
    message = noop("{where}: {given} is not above zero.")
    next_step = noop("Check the reading and its sign.")


def number(given: Any, where: str) -> Decimal:
    """Return a finite decimal from text, int or Decimal (never a float, which has no last digit); `NotANumber` else.

    >>> number("500.20", "net/1")
    Decimal('500.20')
    """
    if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
        raise NotANumber(where=where, given=given)
    try:
        value = Decimal(given)
    except InvalidOperation:
        raise NotANumber(where=where, given=given) from None
    if not value.is_finite():
        raise NotANumber(where=where, given=str(given))
    if value and (len(value.as_tuple().digits) > MOST_DIGITS or abs(value.adjusted()) > MOST_DIGITS):
        raise TooLarge(where=where, given=f"{value:.3E}")
    return value


def positive(given: Any, where: str) -> Decimal:
    """Return a number above zero, or `Negative`."""
    value = number(given, where)
    if value <= 0:
        raise Negative(where=where, given=str(given))
    return value


class TooLarge(ImpossibleInput):
    """A number with more digits than any reading, price or count has: nothing is worked out with it."""

    code = "metrology.too-large"
    message = noop("{where}: {given} is beyond anything that is measured.")
    next_step = noop("Check the number of digits and the exponent.")


class UnknownUnit(ImpossibleInput):
    """A unit this program does not know."""

    code = "metrology.unknown-unit"
    message = noop("{where}: the unit {given!r} is not known.")
    next_step = noop("Use a legal unit such as g, kg, ml, l, mm, m2, kWh or kPa.")


class UnfitUnit(ImpossibleInput):
    """Two units of different kinds, or a unit of another kind than the one asked for."""

    code = "metrology.unfit-unit"
    message = noop("{where}: {given} is a unit of {given_kind}; a unit of {wanted_kind} is needed here.")
    next_step = noop("Give both quantities in units of the same kind.")


class DrawImpossible(ImpossibleInput):
    """A sample larger than what it is drawn from, nothing to draw, or a draw without a seed."""

    code = "metrology.draw-impossible"
    message = noop("{where}: {size} out of {population} cannot be drawn.")
    next_step = noop("The sample must be at least 1 and at most the whole lot, and the seed must not be empty.")
