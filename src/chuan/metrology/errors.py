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


class NoToleranceKnown(ImpossibleInput):
    """The rule set has no tolerable deficiency for this nominal quantity, or nobody has read that row."""

    code = "metrology.no-tolerance-known"
    message = noop("{where}: {rule_set} gives no known tolerable deficiency for a {kind} of {given}.")
    next_step = noop("Check the quantity and its unit, or choose another rule set.")


class NoPlanKnown(ImpossibleInput):
    """The rule set has no sampling plan for such a lot, or nobody has read it: only a census can be judged."""

    code = "metrology.no-plan-known"
    message = noop("{where}: {rule_set} gives no known sampling plan for a lot of {lot_size}.")
    next_step = noop("Measure every package of the lot, or choose another rule set.")


class LotTooLarge(ImpossibleInput):
    """More packages than the text lets one lot have."""

    code = "metrology.lot-too-large"
    message = noop("{where}: {lot_size} packages are more than the {largest} that {rule_set} lets one lot have.")
    next_step = noop("Divide the goods into lots as the text says.")


class NotAWholeNumber(ImpossibleInput):
    """A number of packages that is not a whole number above zero."""

    code = "metrology.not-a-whole-number"
    message = noop("{where}: {given!r} is not a whole number above zero.")
    next_step = noop("Write the number of packages as a whole number such as 300.")


class SampleLargerThanLot(ImpossibleInput):
    """More packages were measured than the lot has."""

    code = "metrology.sample-larger-than-lot"
    message = noop("{where}: {sample_size} packages cannot come from a lot of {lot_size}.")
    next_step = noop("Check the number of packages of the lot and the list of readings.")


class NoReadings(ImpossibleInput):
    """Nothing was measured."""

    code = "metrology.no-readings"
    message = noop("{where}: no package was measured.")
    next_step = noop("Give one reading for each package of the sample.")


class OnePackage(ImpossibleInput):
    """One package of a larger lot: it has no standard deviation, so nothing can be said about the mean of the lot."""

    code = "metrology.one-package"
    message = noop("{where}: one package says nothing about a lot of {lot_size}.")
    next_step = noop("Take the sample the rule set prescribes: {required} packages.")
