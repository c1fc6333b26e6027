# SPDX-License-Identifier: Apache-2.0
"""Accounts: given, corrected, closed and opened again by the administrator."""

import secrets
from datetime import date

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from chuan.accounts import queries
from chuan.accounts.errors import LastAdministrator, UsernameTaken
from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record

#: No letters that look like digits: the password is read from a screen and typed once.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """Three groups of four, some 59 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


@transaction.atomic
def create_user(
    *, actor: User, username: str, full_name: str, position: str = "", email: str = "", language: str = "vi"
) -> tuple[User, str]:
    """Give an account; return it with the password that its owner must change at the first sign-in."""
    require(actor, "accounts.manage")
    password = one_time_password()
    user = User(
        username=username.lower(), full_name=full_name, position=position, email=email, language=language,
        must_change_password=True,
    )
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise UsernameTaken(username=user.username) from error
    record("accounts.user.created", actor=actor, subject=user, data={"username": user.username})
    return user, password


@transaction.atomic
def change_user(*, actor: User, user: User, full_name: str, position: str, email: str) -> User:
    """Correct what is written about a person."""
    require(actor, "accounts.manage", user)
    user = User.objects.select_for_update().get(pk=user.pk)
    before = {"full_name": user.full_name, "position": user.position, "email": user.email}
    after = {"full_name": full_name, "position": position, "email": email}
    changed = sorted(name for name in after if after[name] != before[name])
    if not changed:
        return user
    for name in changed:
        setattr(user, name, after[name])
    user.save(update_fields=changed)
    record("accounts.user.changed", actor=actor, subject=user, data={"fields": changed})
    return user


@transaction.atomic
def deactivate_user(*, actor: User, user: User, on: date) -> User:
    """Close an account: it cannot sign in and its sessions end; what its owner did stays in the record."""
    require(actor, "accounts.manage", user)
    user = User.objects.select_for_update().get(pk=user.pk)
    if queries.is_last_administrator(user, on=on):
        raise LastAdministrator(person=user.get_full_name())
    if not user.is_active:
        return user
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("accounts.user.deactivated", actor=actor, subject=user)
    return user


@transaction.atomic
def activate_user(*, actor: User, user: User) -> User:
    """Open a closed account again."""
    require(actor, "accounts.manage", user)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        return user
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("accounts.user.activated", actor=actor, subject=user)
    return user


@transaction.atomic
def reset_password(*, actor: User, user: User) -> str:
    """Return a new one-time password; the old one and all sessions opened with it are worth nothing from now on."""
    require(actor, "accounts.manage", user)
    user = User.objects.select_for_update().get(pk=user.pk)
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    record("accounts.password.reset", actor=actor, subject=user)
    return password


@transaction.atomic
def remove_second_factor(*, actor: User, user: User) -> None:
    """Help somebody who lost telephone and recovery codes: from now on the password alone opens the account."""
    require(actor, "accounts.manage", user)
    user = User.objects.select_for_update().get(pk=user.pk)
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if removed:
        record("accounts.second_factor.removed", actor=actor, subject=user)
