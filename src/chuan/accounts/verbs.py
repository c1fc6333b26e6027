# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.accounts.choices import Role
from chuan.audit.sentences import Sentence, register

register(
    {
        "accounts.user.created": Sentence(_("Gave the account"), "user-plus"),
        "accounts.user.changed": Sentence(_("Corrected the account"), "pencil"),
        "accounts.user.deactivated": Sentence(_("Deactivated the account"), "lock"),
        "accounts.user.activated": Sentence(_("Activated the account again"), "lock-open"),
        "accounts.user.signed_in": Sentence(_("Signed in"), "login"),
        "accounts.user.sign_in_failed": Sentence(_("Sign-in with a wrong password"), "alert-triangle"),
        "accounts.password.reset": Sentence(_("Made a one-time password"), "key"),
        "accounts.password.changed": Sentence(_("Chose a new password"), "key"),
        "accounts.second_factor.turned_on": Sentence(_("Turned on two-factor sign-in"), "shield-lock"),
        "accounts.second_factor.turned_off": Sentence(_("Turned off two-factor sign-in"), "shield-off"),
        "accounts.second_factor.removed": Sentence(_("Removed the second factor"), "shield-off"),
        "accounts.recovery_codes.made": Sentence(_("Made recovery codes"), "lifebuoy"),
        "accounts.membership.granted": Sentence(_("Gave a role"), "id-badge-2"),
        "accounts.membership.ended": Sentence(_("Ended a role"), "id-badge-off"),
    },
    fields={
        "username": _("Sign-in name"), "fields": _("Changed"), "role": _("Role"), "unit": _("Unit"),
        "place_code": _("Place"), "on": _("Day"), "address": _("From address"), "full_name": _("Full name"),
        "position": _("Position"), "email": _("Email"),
    },
    values={"role": Role},
    kinds={"accounts.user": _("Account"), "accounts.unit": _("Unit")},
)
