# SPDX-License-Identifier: Apache-2.0
"""What a user can cause in planning."""

from django.utils.translation import gettext_noop as _

from chuan.lib.errors import InvalidInput, RuleViolation


class PlanFileMalformed(InvalidInput):
    """A plan file lacks something or names what does not exist."""

    code = "planning.plan-file-malformed"
    message = _("The plan file {file} cannot be used: {reason}.")
    next_step = _("Correct the file and load it again; nothing was changed.")


class TaskNotCounted(RuleViolation):
    """A target without a figure to hold against it would only be a wish."""

    code = "planning.task-not-counted"
    message = _("Task {task} has no indicator, so a target could not be measured.")
    next_step = _("Choose a task that has an indicator.")


class TargetOutOfRange(InvalidInput):
    """A share cannot exceed the whole."""

    code = "planning.target-out-of-range"
    message = _("The target of a share lies between 0 and 100 %.")
    next_step = _("Enter a whole number of percent.")
