# SPDX-License-Identifier: Apache-2.0
"""What can go wrong in a review campaign."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import InvalidInput, RuleViolation


class PeriodReversed(InvalidInput):
    """A last day before the first."""

    code = "campaigns.period-reversed"
    message = gettext_noop("The last day lies before the first.")
    next_step = gettext_noop("Compare both days.")


class NothingToReview(RuleViolation):
    """No establishment answers to what was chosen."""

    code = "campaigns.nothing-to-review"
    message = gettext_noop("No establishment of the registry answers to what was chosen.")
    next_step = gettext_noop("Choose more places, sectors or kinds.")


class NoDepartment(RuleViolation):
    """Nobody to give the rest to."""

    code = "campaigns.no-department"
    message = gettext_noop("There is no unit of the kind “authority” to review what no commune has an officer for.")
    next_step = gettext_noop("Ask the administrator to enter the department.")


class NotOpen(RuleViolation):
    """A finding in a campaign that is not under way, or opening what is open."""

    code = "campaigns.not-open"
    message = gettext_noop("The campaign “{title}” is not under way.")
    next_step = gettext_noop("A closed campaign never changes; plan another one to review again.")


class NotInPreparation(RuleViolation):
    """Opened twice."""

    code = "campaigns.not-in-preparation"
    message = gettext_noop("The campaign “{title}” was opened already.")
    next_step = gettext_noop("Open its page to see how far it is.")


class FoundAlready(RuleViolation):
    """Somebody else was quicker."""

    code = "campaigns.found-already"
    message = gettext_noop("{who} noted this establishment at {at}: {finding}.")
    next_step = gettext_noop("If that is wrong, take it back first, then note what you found.")


class NothingFound(RuleViolation):
    """Nothing to take back."""

    code = "campaigns.nothing-found"
    message = gettext_noop("Nothing is noted of this establishment.")
    next_step = gettext_noop("Note what you found.")


class ChangedSince(RuleViolation):
    """The registry was changed after the finding: taking it back would undo somebody else's work."""

    code = "campaigns.changed-since"
    message = gettext_noop("{fields} was changed again after this finding, so it cannot be taken back.")
    next_step = gettext_noop("Correct the establishment on its own page.")


class NothingCorrected(InvalidInput):
    """A correction that corrects nothing."""

    code = "campaigns.nothing-corrected"
    message = gettext_noop("What you typed is what is on file.")
    next_step = gettext_noop("Confirm the establishment, or correct what is wrong.")


class DayNotYet(InvalidInput):
    """Closed down on a day to come."""

    code = "campaigns.day-not-yet"
    message = gettext_noop("{day} lies in the future.")
    next_step = gettext_noop("Give the day on which the establishment closed, or today if nobody knows it.")


class NotYourPlace(RuleViolation):
    """A new establishment in a commune of somebody else's."""

    code = "campaigns.not-your-place"
    message = gettext_noop("{place} is not in your share of this campaign.")
    next_step = gettext_noop("Choose a commune of your share.")
