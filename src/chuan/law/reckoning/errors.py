# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with what is to be worked out."""

from chuan.law.engine.errors import noop
from chuan.lib.errors import InvalidInput, RuleViolation


class NegativeDays(InvalidInput):
    """A time limit is counted forwards only."""

    code = "law.negative-days"
    message = noop("{given} is no number of days to count.")
    next_step = noop("Give a whole number from 0 to 10,000.")


class NotInDays(RuleViolation):
    """The time limit is counted in hours, or is none at all."""

    code = "law.not-in-days"
    message = noop("{path} is no time limit counted in days, months or years.")
    next_step = noop("Read the limit itself in the law browser.")


class BadAmount(InvalidInput):
    """Money is a whole or decimal number that is not negative."""

    code = "law.bad-amount"
    message = noop("{given} is no amount of money.")
    next_step = noop("Give an amount in VND that is not negative.")


class OutsideScale(InvalidInput):
    """A score that the scale of the text does not have."""

    code = "law.outside-scale"
    message = noop("{given} is not on the scale {name}: {allowed}.")
    next_step = noop("Choose one of the values of the scale.")


class NoSuchChoice(InvalidInput):
    """A word that the calculation does not know."""

    code = "law.no-such-choice"
    message = noop("{given} is none of: {allowed}.")
    next_step = noop("Choose one of them.")


class NoTier(RuleViolation):
    """The table of the text has no tier for the value."""

    code = "law.no-tier"
    message = noop("{path} has no tier for {given}.")
    next_step = noop("Look at the table in the law browser.")


class NoExpenditure(InvalidInput):
    """Without recurrent expenditure there is no degree of self-financing."""

    code = "law.no-expenditure"
    message = noop("The recurrent expenditure is not above zero.")
    next_step = noop("Give the estimate of recurrent expenditure of the year.")
