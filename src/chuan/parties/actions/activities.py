# SPDX-License-Identifier: Apache-2.0
"""Writes of what a party does, and from when to when."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from chuan.accounts.models import User
from chuan.audit.actions import record
from chuan.parties.actions.locking import allowed, locked
from chuan.parties.errors import ActivityKnown, DaysOutOfOrder
from chuan.parties.models import Activity, Party, Premises


@transaction.atomic
def add_activity(
    *, actor: User, party: Party, sector: str, role: str, premises: Premises | None = None, valid_from: date | None = None,
    valid_until: date | None = None,
) -> Activity:
    """The party makes, imports, trades or uses instruments in a sector; days unknown stay empty."""
    allowed(actor, "parties.edit", party)
    party = locked(party)
    _in_order(valid_from, valid_until)
    same = Activity.objects.filter(party=party, sector=sector, role=role, premises=premises)
    overlapping = same
    if valid_from is not None:
        overlapping = overlapping.filter(Q(valid_until=None) | Q(valid_until__gte=valid_from))
    if valid_until is not None:
        overlapping = overlapping.filter(Q(valid_from=None) | Q(valid_from__lte=valid_until))
    known = overlapping.first()
    if known is not None:
        raise ActivityKnown(activity=str(known))
    activity = Activity.objects.create(
        party=party, sector=sector, role=role, premises=premises, valid_from=valid_from, valid_until=valid_until
    )
    record("parties.activity.added", actor=actor, subject=party, data={"sector": sector, "role": role})
    return activity


@transaction.atomic
def end_activity(*, actor: User, activity: Activity, on: date) -> Activity:
    """The activity ended; `on` is its last day."""
    allowed(actor, "parties.edit", activity.party)
    activity = locked(activity, "party")
    _in_order(activity.valid_from, on)
    activity.valid_until = on
    activity.save(update_fields=["valid_until"])
    record("parties.activity.ended", actor=actor, subject=activity.party,
           data={"sector": activity.sector, "role": activity.role, "on": on.isoformat()})
    return activity


def _in_order(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise DaysOutOfOrder(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
