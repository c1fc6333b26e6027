# SPDX-License-Identifier: Apache-2.0
"""Writes of single instruments, and the recomputation of all due dates after the law changed."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from chuan import law
from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.lib.text import key, tidy
from chuan.parties.models import Premises
from chuan.registry.choices import InstrumentStatus
from chuan.registry.errors import InstrumentTaken, KindUnknown
from chuan.registry.imports.writing import last_valid_day, lock_kind
from chuan.registry.models import Instrument


@transaction.atomic
def register_instrument(
    *, actor: User, at: datetime, kind: str, maker: str, model: str, serial: str, premises: Premises,
    type_approval_mark: str = "", characteristics: dict[str, Any] | None = None, last_verified_on: date | None = None,
) -> Instrument:
    """Enter one instrument at its place of use; maker and serial identify it, however they are spelled."""
    require(actor, "registry.edit", premises)
    if kind not in law.kinds():
        raise KindUnknown(kind=kind)
    lock_kind(kind)
    maker, serial = tidy(maker), tidy(serial)
    identity = {"kind": kind, "maker_key": key(maker), "serial_key": key(serial)}
    taken = Instrument.objects.filter(**identity).select_related("premises").first()
    if taken is not None:
        raise InstrumentTaken(maker=taken.maker, serial=taken.serial, place=taken.premises.name)
    instrument = Instrument.objects.create(
        **identity, maker=maker, model=tidy(model), serial=serial, premises=premises, owner=premises.party,
        type_approval_mark=type_approval_mark, characteristics=characteristics or {}, registered_at=at,
        last_verified_on=last_verified_on,
        valid_until=last_valid_day(kind, last_verified_on) if last_verified_on else None,
    )
    record("registry.instrument.registered", actor=actor, subject=instrument, data={"kind": kind})
    return instrument


@transaction.atomic
def set_verified(*, instrument: Instrument, verified_on: date, valid_until: date | None) -> Instrument:
    """Note a verification that passed. Part of the act of issuing a certificate, which asks for permission and records."""
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    if instrument.last_verified_on is None or verified_on >= instrument.last_verified_on:
        instrument.last_verified_on, instrument.valid_until = verified_on, valid_until
        instrument.status = InstrumentStatus.IN_USE
        instrument.save(update_fields=["last_verified_on", "valid_until", "status"])
    return instrument


@transaction.atomic
def set_status(*, actor: User | None, instrument: Instrument, status: str, reason: str = "") -> Instrument:
    """Say that an instrument is out of use, invalid, or in use again; `actor` is None inside another act."""
    if actor is not None:
        require(actor, "registry.edit", instrument)
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    before = instrument.status
    if before != status:
        instrument.status = InstrumentStatus(status)
        instrument.save(update_fields=["status"])
        record("registry.instrument.status_set", actor=actor, subject=instrument,
               data={"before": before, "after": status, "reason": reason})
    return instrument


@transaction.atomic
def refresh_due_dates(*, kinds: list[str] | None = None) -> int:
    """Recompute the last valid day of every verified instrument by the law of its verification; how many changed.

    The law is asked once for each kind and day that occurs, then one UPDATE writes them all. Where nobody knows the
    cycle there is no last day.
    """
    verified = Instrument.objects.exclude(last_verified_on=None)
    if kinds is not None:
        verified = verified.filter(kind__in=kinds)
    occurring = list(verified.order_by().values_list("kind", "last_verified_on").distinct())
    days = [last_valid_day(kind, day) for kind, day in occurring if day is not None]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_instrument AS i SET valid_until = law.valid_until"
            " FROM unnest(%s::text[], %s::date[], %s::date[]) AS law(kind, verified_on, valid_until)"
            " WHERE i.kind = law.kind AND i.last_verified_on = law.verified_on"
            " AND i.valid_until IS DISTINCT FROM law.valid_until",
            [[kind for kind, _ in occurring], [day for _, day in occurring], days],
        )
        return int(cursor.rowcount)
