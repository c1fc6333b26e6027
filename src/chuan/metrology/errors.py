# SPDX-License-Identifier: Apache-2.0
"""Impossible input: a number, a spec or a set of readings that no verdict may be given on."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from chuan.lib.errors import InvalidInput

_PLAIN = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?", re.IGNORECASE)
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

    Text is plain: digits 0–9, a point, an exponent, blanks around. Python's own underscores and digits of other scripts
    are no number here.

    >>> number("500.20", "net/1")
    Decimal('500.20')
    """
    if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
        raise NotANumber(where=where, given=given)
    if isinstance(given, str) and not _PLAIN.fullmatch(given.strip()):
        raise NotANumber(where=where, given=given)
    try:
        value = Decimal(given.strip() if isinstance(given, str) else given)
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
    message = noop("{where}: {given} does not fit here; {wanted} would.")
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


class OutOfRange(ImpossibleInput):
    """A number outside what it can be: a probability above 1, a level of 100 %, negative degrees of freedom."""

    code = "metrology.out-of-range"
    message = noop("{where}: {given} is outside the range {wanted}.")
    next_step = noop("Check the number against the range that is named.")


class NotGiven(ImpossibleInput):
    """Something the question cannot do without is missing."""

    code = "metrology.not-given"
    message = noop("{where}: this is missing.")
    next_step = noop("Give it, or ask another question.")


class NamedTwice(ImpossibleInput):
    """Two inputs or strata of one name: nothing says which one is meant."""

    code = "metrology.named-twice"
    message = noop("{where}: two have the same name.")
    next_step = noop("Give each its own name.")


class TooFewReadings(ImpossibleInput):
    """Fewer readings, groups or strata than the formula needs."""

    code = "metrology.too-few-readings"
    message = noop("{where}: {given} given, at least {least} are needed.")
    next_step = noop("Take more readings, or use a method that needs fewer.")


class NoSpread(ImpossibleInput):
    """All readings are the same: what divides by their spread has no meaning."""

    code = "metrology.no-spread"
    message = noop("{where}: all readings are equal, so nothing can be said about their spread.")
    next_step = noop("Check whether the instrument resolves enough digits.")


class CorrelationImpossible(ImpossibleInput):
    """Correlations no set of quantities can have, or between inputs that cannot be correlated."""

    code = "metrology.correlation-impossible"
    message = noop("{where}: these correlations cannot hold together.")
    next_step = noop("Each lies between −1 and 1, names two different inputs, and agrees with the others; correlated "
                     "inputs share their degrees of freedom.")


class ModelImpossible(ImpossibleInput):
    """The measurement model has no value at these inputs, names an unknown input, or divides by zero."""

    code = "metrology.model-impossible"
    message = noop("{where}: the measurement model has no value for these inputs.")
    next_step = noop("Check the formula, the names of its inputs and their values.")


class UnknownChoice(ImpossibleInput):
    """A word that is none of the words known here: a distribution, a rule, a method."""

    code = "metrology.unknown-choice"
    message = noop("{where}: {given!r} is none of {choices}.")
    next_step = noop("Choose one of the words that are named.")


class NoSuchClass(ImpossibleInput):
    """An accuracy class that the text does not have."""

    code = "metrology.no-such-class"
    message = noop("{where}: there is no class {given}; there are {known}.")
    next_step = noop("Read the class on the plate of the instrument.")


class NoSuchScale(ImpossibleInput):
    """A scale whose e, or number of intervals, its class does not admit."""

    code = "metrology.no-such-scale"
    message = noop("{where}: a scale of class {accuracy_class} with {given} cannot exist.")
    next_step = noop("Read Max, e and the class on the plate of the scale.")


class BeyondCapacity(ImpossibleInput):
    """More than the instrument can measure, or more than its limits reach."""

    code = "metrology.beyond-capacity"
    message = noop("{where}: {given} is beyond {most}, where the instrument ends.")
    next_step = noop("Check the reading and its unit.")


class NoLimitThere(ImpossibleInput):
    """A test point for which the text sets no limit: a current, a flow or a quantity outside its table."""

    code = "metrology.no-limit-there"
    message = noop("{where}: no limit is set at {given}.")
    next_step = noop("Test at a point of the table of limits.")


class ProvesNothing(ImpossibleInput):
    """A test that was made so that its outcome says nothing: too little volume, too short, too much added weight."""

    code = "metrology.proves-nothing"
    message = noop("{where}: {given} instead of {wanted}: the outcome proves nothing.")
    next_step = noop("Repeat the test as the procedure says.")


class StandardNotFit(ImpossibleInput):
    """The standard is not good enough for the limit it is to prove."""

    code = "metrology.standard-not-fit"
    message = noop("{where}: the standard's own error of {given} is more than the {most} allowed here.")
    next_step = noop("Use a better standard.")


class ContradictoryInput(ImpossibleInput):
    """Two things given that cannot both be true."""

    code = "metrology.contradiction"
    message = noop("{where}: {given} does not agree with {other}.")
    next_step = noop("Check both.")


class DoubleSampleSize(ImpossibleInput):
    """A sample of a double plan that is not of its size: the numbers of acceptance and rejection hold for no other."""

    code = "metrology.double-sample-size"
    message = noop("{where}: {given} packages; the double plan takes {wanted}.")
    next_step = noop("Measure as many packages as the plan says, the first sample apart from the second.")


class CountsDiffer(ImpossibleInput):
    """Two lists that belong together have different lengths."""

    code = "metrology.counts-differ"
    message = noop("{where}: {given} values for {wanted} packages.")
    next_step = noop("Give one value for each package.")


class TareRuleUnknown(ImpossibleInput):
    """Nobody has found when this rule set lets one mean tare stand for all."""

    code = "metrology.tare-rule-unknown"
    message = noop("{where}: when {rule_set} allows a mean tare is not known.")
    next_step = noop("Give the tare of each package, or a mean tare that you answer for.")


class IndividualTaresNeeded(ImpossibleInput):
    """The tares vary too much for one mean tare, or too few were weighed to tell."""

    code = "metrology.individual-tares-needed"
    message = noop("{where}: the mean of these {given} tares may not be used for all packages.")
    next_step = noop("Weigh the tare of each package, or weigh {wanted} tares if fewer were weighed.")


class NoSuchRule(ImpossibleInput):
    """Something was asked for that this rule set does not know."""

    code = "metrology.no-such-rule"
    message = noop("{where}: {rule_set} knows no such thing.")
    next_step = noop("Leave it out, or choose another rule set.")


class NotWholeItems(ImpossibleInput):
    """A part of a piece: pieces are counted."""

    code = "metrology.not-whole-items"
    message = noop("{where}: {given} is not a whole number of pieces.")
    next_step = noop("Count whole pieces.")


class UnequalShapes(ImpossibleInput):
    """Arrays that do not belong together: every indication needs its reference and its limit."""

    code = "metrology.unequal-shapes"
    message = noop("{where}: {given} does not fit {wanted}.")
    next_step = noop("Give one row for each sheet and one column for each point, the same in both.")
