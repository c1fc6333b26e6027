# SPDX-License-Identifier: Apache-2.0
"""What the judge refuses before any metrology: a payload of the wrong shape, a rule set that does not exist or has ended."""

from chuan.metrology.errors import ImpossibleInput, noop


class MissingKey(ImpossibleInput):
    """Something the judge needs is not there."""

    code = "judge.missing-key"
    message = noop("{where}: {key} is missing.")
    next_step = noop("Add it; the format is described in docs/reference/judge.md.")


class UnknownKey(ImpossibleInput):
    """A key the judge does not know: perhaps misspelt, and never silently left out."""

    code = "judge.unknown-key"
    message = noop("{where}: this key is not known here.")
    next_step = noop("Check the spelling; the format is described in docs/reference/judge.md.")


class NotAList(ImpossibleInput):
    """One thing stands where a list belongs."""

    code = "judge.not-a-list"
    message = noop("{where}: a list is needed here.")
    next_step = noop("Write the readings as a list, one for each package or point.")


class NotADay(ImpossibleInput):
    """Not a day, written year-month-day."""

    code = "judge.not-a-day"
    message = noop("{where}: {given!r} is not a day.")
    next_step = noop("Write the day as year-month-day, such as 2026-05-01.")


class NoSuchRuleSet(ImpossibleInput):
    """No rule set has this id."""

    code = "judge.no-such-rule-set"
    message = noop("{where}: there is no rule set {given!r}. Known: {known}.")
    next_step = noop("Choose one of the known rule sets.")


class RuleSetEnded(ImpossibleInput):
    """The rule set was no longer in force on that day."""

    code = "judge.rule-set-ended"
    message = noop("{where}: the rule set {given} was no longer in force on {day:%d/%m/%Y}.")
    next_step = noop("Check the day, or choose the rule set that replaced it.")
