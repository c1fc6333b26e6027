# SPDX-License-Identifier: Apache-2.0
"""Reads of the room."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from chuan.accounts.choices import Role
from chuan.accounts.models import Membership, Unit, User
from chuan.audit.rows import Fold
from chuan.lib.text import fold


def people(*, on: date, text: str = "", role: str = "", unit: Unit | None = None, active: bool | None = None) -> QuerySet[User]:
    """Accounts by name, with the memberships of the day in `held`; words are found without accents."""
    found = User.objects.order_by("full_name", "username")
    for word in fold(text).split():
        found = found.alias(folded=Fold("full_name")).filter(Q(folded__contains=word) | Q(username__icontains=word))
    held = Membership.objects.in_force_on(on)
    if role:
        found = found.filter(pk__in=held.filter(role=role).values("user"))
    if unit is not None:
        found = found.filter(pk__in=held.filter(unit=unit).values("user"))
    if active is not None:
        found = found.filter(is_active=active)
    return found.prefetch_related(Prefetch("memberships", held.select_related("unit"), to_attr="held"))


def memberships_of(user: User) -> QuerySet[Membership]:
    """All roles a person has or had, the newest first."""
    return user.memberships.select_related("unit").order_by("-started_on", "-id")


def units() -> QuerySet[Unit]:
    """Units to be a member of."""
    return Unit.objects.order_by("kind", "name")


def is_last_administrator(user: User, *, on: date) -> bool:
    """True if nobody would be left to give accounts without this person."""
    holders = Membership.objects.in_force_on(on).filter(role=Role.ADMIN, user__is_active=True)
    return holders.filter(user=user).exists() and not holders.exclude(user=user).exists()
