# SPDX-License-Identifier: Apache-2.0
"""What the administrator can be refused."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import InvalidInput, RuleViolation


class UsernameTaken(InvalidInput):
    """Sign-in names are unique whatever their case."""

    code = "accounts.username-taken"
    message = gettext_noop("The sign-in name {username} belongs to somebody else.")
    next_step = gettext_noop("Choose another, for instance with the initials of the family name.")


class RoleAlreadyHeld(RuleViolation):
    """The same role in the same unit twice means nothing."""

    code = "accounts.role-already-held"
    message = gettext_noop("{person} already holds the role {role} in {unit}.")
    next_step = gettext_noop("End that role first if it should begin anew on another day.")


class RoleAlreadyEnded(RuleViolation):
    """A role ends once."""

    code = "accounts.role-already-ended"
    message = gettext_noop("This role of {person} has already ended.")
    next_step = gettext_noop("Reload the page to see how things stand.")


class AccountNotActive(RuleViolation):
    """Nothing is given to an account that may not sign in."""

    code = "accounts.account-not-active"
    message = gettext_noop("The account of {person} is deactivated.")
    next_step = gettext_noop("Activate it first.")


class LastAdministrator(RuleViolation):
    """Somebody must be left who can give accounts."""

    code = "accounts.last-administrator"
    message = gettext_noop("{person} is the last administrator.")
    next_step = gettext_noop("Give the role of administrator to somebody else first.")
