# SPDX-License-Identifier: Apache-2.0
"""allauth's hooks: nobody signs up by themselves, and every sign-in leaves its trace."""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chuan.accounts import actions
from chuan.accounts.models import User

_GUARD_CHANGES = {
    "mfa/email/totp_activated": "accounts.second_factor.turned_on",
    "mfa/email/totp_deactivated": "accounts.second_factor.turned_off",
    "mfa/email/recovery_codes_generated": "accounts.recovery_codes.made",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The sign-in name or the password is wrong. Mind capital letters and the Vietnamese keyboard."),
        "too_many_login_attempts": _("Too many wrong attempts. Wait five minutes, or ask the administrator for a new password."),
        "rate_limited": _("Too many requests in a short time. Wait a minute and try again."),
        "account_inactive": _("This account is deactivated."),
        "incorrect_code": _("The code is wrong or has expired. Take the one the app shows now."),
        "incorrect_password": _("The password is wrong."),
        "enter_current_password": _("The current password is wrong."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never: an officer's account is given, not taken."""
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, with both factors given, and record it."""
        super().login(request, user)
        actions.record_sign_in(user=cast("User", user), address=self.get_client_ip(request))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password; allauth counts it."""
        actions.record_failed_sign_in(username=credentials.get("username", ""), address=self.get_client_ip(request))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Keep the password that its owner chose."""
        actions.choose_password(user=cast("User", user), password=password)

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, *args: Any, **kwargs: Any
    ) -> None:
        """Record that the second factor changed: allauth tells it here, whether or not a message goes out."""
        super().send_notification_mail(template_prefix, user, *args, **kwargs)
        if template_prefix in _GUARD_CHANGES:
            actions.record_guard_change(user=cast("User", user), verb=_GUARD_CHANGES[template_prefix])

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing after signing in or out: the page itself shows it. Everything else is said."""
        template = kwargs.get("message_template") or (args[2] if len(args) > 2 else "")
        if template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(*args, **kwargs)
