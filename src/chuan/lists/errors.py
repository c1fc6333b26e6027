# SPDX-License-Identifier: Apache-2.0
"""Refusals of the room."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import InvalidInput, RuleViolation


class NameMissing(InvalidInput):
    """A view needs a name."""

    code = "lists.name-missing"
    message = gettext_noop("A saved view needs a name.")
    next_step = gettext_noop("Type a short name by which you will know it again.")


class NameTaken(RuleViolation):
    """One person's view of this name stands."""

    code = "lists.name-taken"
    message = gettext_noop("You already have a view called “{name}” of this list.")
    next_step = gettext_noop("Choose another name, or remove the old view first.")


class QueryTooLong(InvalidInput):
    """Filters longer than anything typed."""

    code = "lists.query-too-long"
    message = gettext_noop("These filters are too long to keep.")
    next_step = gettext_noop("Take some filters away and try again.")


class TooManyRows(RuleViolation):
    """More than a worksheet holds."""

    code = "lists.too-many-rows"
    message = gettext_noop("The list has more rows than one file may hold ({limit}).")
    next_step = gettext_noop("Narrow it, by kind or by commune, and export it in parts.")
