# SPDX-License-Identifier: Apache-2.0
"""Impossible input: a number, a spec or a set of readings that no verdict may be given on."""

from decimal import Decimal, InvalidOperation
from typing import Any

from chuan.lib.errors import InvalidInput


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
    return value


def positive(given: Any, where: str) -> Decimal:
    """Return a number above zero, or `Negative`."""
    value = number(given, where)
    if value <= 0:
        raise Negative(where=where, given=str(given))
    return value
