# SPDX-License-Identifier: Apache-2.0
"""An account and its first role in one act: a person without a role can do nothing."""

from datetime import date

from django.db import transaction

from chuan.accounts.actions.memberships import grant_membership
from chuan.accounts.actions.people import create_user
from chuan.accounts.choices import Role
from chuan.accounts.models import Unit, User


@transaction.atomic
def open_account(
    *, actor: User, on: date, username: str, full_name: str, position: str, email: str, role: Role, unit: Unit,
    place_code: str = "",
) -> tuple[User, str]:
    """Give an account and a role; return the person and the one-time password."""
    user, password = create_user(
        actor=actor, username=username, full_name=full_name, position=position, email=email
    )
    grant_membership(actor=actor, user=user, unit=unit, role=role, on=on, place_code=place_code)
    return user, password
