# SPDX-License-Identifier: Apache-2.0
"""What allauth's adapter tells: who signed in, who failed, who chose a password."""

from django.db import transaction

from chuan.accounts.models import User
from chuan.audit.actions import record


@transaction.atomic
def record_sign_in(*, user: User, address: str) -> None:
    """Record that somebody is in, both factors given."""
    record("accounts.user.signed_in", actor=user, subject=user, data={"address": address})


@transaction.atomic
def record_failed_sign_in(*, username: str, address: str) -> None:
    """Record a wrong password for an account that exists; anything else typed there may be a password itself."""
    user = User.objects.filter(username__iexact=username).first() if username else None
    if user is not None:
        record("accounts.user.sign_in_failed", actor=None, subject=user, data={"address": address})


@transaction.atomic
def choose_password(*, user: User, password: str) -> None:
    """Set the password its owner chose: a one-time password has done its duty."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record("accounts.password.changed", actor=user, subject=user)


@transaction.atomic
def record_guard_change(*, user: User, verb: str) -> None:
    """Record that a person changed how their own account is guarded."""
    record(verb, actor=user, subject=user)
