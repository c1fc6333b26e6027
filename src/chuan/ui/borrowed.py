# SPDX-License-Identifier: Apache-2.0
"""Sentences of others that have no Vietnamese of their own: of lib (which knows no Django) and of libraries.

Nothing reads this module but the catalogue: a message marked here is translated wherever it is said.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

#: lib.errors
LIB = (
    _("The request could not be carried out."),
    _("There is no such record."),
)

#: allauth brings no Vietnamese
ALLAUTH = (
    _("Code"),
    _("Authenticator code"),
    _("Incorrect code."),
    _("Username"),
    _("Password"),
    _("Password (again)"),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("You must type the same password each time."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Password successfully changed."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("A new set of recovery codes has been generated."),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
)

#: Django's Vietnamese has gaps
DJANGO = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.", 1,
    ),
    _("This field is required."),
    _("Null characters are not allowed."),
    _("Enter a valid UUID."),
    _("Enter a valid date."),
    _("Enter a whole number."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
)
