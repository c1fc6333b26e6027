# SPDX-License-Identifier: Apache-2.0
"""Instruments as they stood on a past day: which verification counted then, and whether they were in use.

Each version of a row that was replaced is kept. The verification of a day is the last one on file up to that day, with
the last valid day the law gave it; the status is the one that was registered at the end of the day. Where a row knows
only later verifications, nothing is on file for the day, and that is said.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from chuan.lib.clock import VIETNAM
from chuan.registry.choices import InstrumentStatus, Standing
from chuan.registry.models import DUE_SOON_DAYS, Instrument, InstrumentQuerySet


def as_of(found: InstrumentQuerySet, day: date) -> InstrumentQuerySet:
    """Rows with `status_then`, `verified_then` and `valid_then`: what held at the end of a day."""
    replaced = _versions().filter(pgh_obj_id=OuterRef("pk"))
    after = datetime.combine(day + timedelta(days=1), time.min, VIETNAM)
    status = replaced.filter(pgh_created_at__gte=after).order_by("pgh_created_at", "pgh_id").values("status")[:1]
    verified = replaced.filter(last_verified_on__lte=day).order_by("-last_verified_on", "-pgh_id")
    still = When(last_verified_on__lte=day, then=F("last_verified_on"))
    valid = When(last_verified_on__lte=day, then=F("valid_until"))
    return found.annotate(
        status_then=Coalesce(Subquery(status), F("status")),
        verified_then=Case(still, default=Subquery(verified.values("last_verified_on")[:1]), output_field=DateField()),
        valid_then=Case(valid, default=Subquery(verified.values("valid_until")[:1]), output_field=DateField()),
    )


def standing_then(found: InstrumentQuerySet, standing: str, day: date) -> InstrumentQuerySet:
    """Rows of `as_of` that stood so on the day: `shown_standing` for many."""
    soon = day + timedelta(days=DUE_SOON_DAYS)
    used = Q(status_then=InstrumentStatus.IN_USE)
    wanted = {
        Standing.IN_FORCE: lambda: used & Q(valid_then__gt=soon),
        Standing.DUE_SOON: lambda: used & Q(valid_then__range=(day, soon)),
        Standing.OVERDUE: lambda: used & Q(valid_then__lt=day),
        Standing.NEVER: lambda: used & Q(last_verified_on=None),
        Standing.UNRECORDED: lambda: used & Q(verified_then=None, last_verified_on__isnull=False),
        Standing.NOT_SUBJECT: lambda: used & _open_ended(found, Standing.NOT_SUBJECT, day),
        Standing.UNKNOWN: lambda: used & _open_ended(found, Standing.UNKNOWN, day),
        Standing.INVALID: lambda: ~Q(status_then__in=[InstrumentStatus.IN_USE, InstrumentStatus.OUT_OF_USE]),
        Standing.OUT_OF_USE: lambda: Q(status_then=InstrumentStatus.OUT_OF_USE),
    }
    return found.filter(wanted[Standing(standing)]())


def shown_standing(instrument: Any, day: date) -> Standing:
    """Where an instrument stands on a day: by its row of `as_of` if it is one, else by the row as it is.

    The row may be one of `values_list`.
    """
    if not hasattr(instrument, "status_then"):
        return Instrument.standing_on(instrument, day)
    if instrument.status_then == InstrumentStatus.IN_USE and instrument.verified_then is None and instrument.last_verified_on:
        return Standing.UNRECORDED
    return Instrument(
        kind=instrument.kind, status=instrument.status_then, last_verified_on=instrument.verified_then,
        valid_until=instrument.valid_then,
    ).standing_on(day)


def _open_ended(found: InstrumentQuerySet, standing: Standing, day: date) -> Q:
    """Verified, with no last day: the law says whether the kind needs none, or nobody knows."""
    annotated: QuerySet[Any, Any] = found
    rows = annotated.filter(valid_then=None, verified_then__isnull=False).order_by()
    wanted = Q(pk__in=[])
    for kind, verified_on in rows.values_list("kind", "verified_then").distinct():
        like = Instrument(kind=kind, status=InstrumentStatus.IN_USE, last_verified_on=verified_on)
        if like.standing_on(day) == standing:
            wanted |= Q(kind=kind, verified_then=verified_on, valid_then=None)
    return wanted


def _versions() -> "QuerySet[Any, Any]":
    """The versions of rows that were replaced; each was made at the moment it ceased to hold."""
    rows: QuerySet[Any, Any] = apps.get_model("registry", "InstrumentEvent").objects.all()
    return rows
