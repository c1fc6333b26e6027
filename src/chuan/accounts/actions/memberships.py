# SPDX-License-Identifier: Apache-2.0
"""Roles in units: given and ended."""

from datetime import date

from django.db import transaction

from chuan.accounts import queries
from chuan.accounts.choices import Role
from chuan.accounts.errors import (
    AccountNotActive,
    LastAdministrator,
    RoleAlreadyEnded,
    RoleAlreadyHeld,
)
from chuan.accounts.models import Membership, Unit, User
from chuan.accounts.permissions import require
from chuan.audit.actions import record


@transaction.atomic
def grant_membership(
    *, actor: User, user: User, unit: Unit, role: Role, on: date, place_code: str = ""
) -> Membership:
    """Let a person be something in a unit from a day on; `place_code` narrows the unit's own place."""
    require(actor, "accounts.manage", user)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise AccountNotActive(person=user.get_full_name())
    if Membership.objects.filter(user=user, unit=unit, role=role, ended_on=None).exists():
        raise RoleAlreadyHeld(person=user.get_full_name(), role=role.label, unit=unit.name)
    membership = Membership.objects.create(user=user, unit=unit, role=role, place_code=place_code, started_on=on)
    record(
        "accounts.membership.granted", actor=actor, subject=user,
        data={"role": role.value, "unit": unit.name, "place_code": membership.effective_place_code, "on": on},
    )
    return membership


@transaction.atomic
def end_membership(*, actor: User, membership: Membership, on: date) -> Membership:
    """End a role: the day given is the first on which it no longer holds."""
    require(actor, "accounts.manage", membership.user)
    user = User.objects.select_for_update().get(pk=membership.user_id)
    membership = Membership.objects.select_for_update().select_related("unit").get(pk=membership.pk)
    if membership.ended_on is not None:
        raise RoleAlreadyEnded(person=user.get_full_name())
    if membership.role == Role.ADMIN and queries.is_last_administrator(user, on=on):
        raise LastAdministrator(person=user.get_full_name())
    membership.ended_on = max(on, membership.started_on)
    membership.save(update_fields=["ended_on"])
    record(
        "accounts.membership.ended", actor=actor, subject=user,
        data={"role": membership.role, "unit": membership.unit.name, "on": membership.ended_on},
    )
    return membership
