# SPDX-License-Identifier: Apache-2.0
"""Writes of single instruments, and the recomputation of all due dates after the law changed."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app

from chuan import law
from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.lib.clock import day_of
from chuan.lib.text import key, tidy
from chuan.parties.models import Premises
from chuan.registry.choices import InstrumentStatus
from chuan.registry.errors import (
    IdentityEmpty,
    InstrumentTaken,
    KindUnknown,
    ReasonMissing,
    VerifiedInFuture,
)
from chuan.registry.locks import lock_kind
from chuan.registry.models import Instrument
from chuan.registry.rules import last_valid_day

#: the task that runs `refresh_due_dates` after the law changed
DUE_DATES_TASK = "registry.refresh_due_dates"


@transaction.atomic
def register_instrument(
    *, actor: User, at: datetime, kind: str, maker: str, model: str, serial: str, premises: Premises,
    type_approval_mark: str = "", characteristics: dict[str, Any] | None = None, last_verified_on: date | None = None,
) -> Instrument:
    """Enter one instrument at its place of use; maker and serial identify it, however they are spelled."""
    require(actor, "registry.edit", premises)
    instrument = enterable(
        at=at, kind=kind, maker=maker, model=model, serial=serial, premises=premises, type_approval_mark=type_approval_mark,
        characteristics=characteristics, last_verified_on=last_verified_on,
    )
    lock_kind(kind)
    _free_identity(kind, maker, serial)
    instrument.save(force_insert=True)
    record("registry.instrument.registered", actor=actor, subject=instrument, data={"kind": kind})
    return instrument


def enterable(
    *, at: datetime, kind: str, maker: str, model: str, serial: str, premises: Premises, type_approval_mark: str = "",
    characteristics: dict[str, Any] | None = None, last_verified_on: date | None = None,
) -> Instrument:
    """A new instrument as it would stand by the law; whether it is on file already is not asked here."""
    if kind not in law.kinds():
        raise KindUnknown(kind=kind)
    if last_verified_on is not None and last_verified_on > day_of(at):
        raise VerifiedInFuture(day=f"{last_verified_on:%d/%m/%Y}")
    return Instrument(
        **_identity(maker, serial), kind=kind, model=tidy(model), premises=premises, owner=premises.party,
        type_approval_mark=tidy(type_approval_mark), characteristics=characteristics or {}, registered_at=at,
        last_verified_on=last_verified_on,
        valid_until=last_valid_day(kind, last_verified_on) if last_verified_on else None,
    )


@transaction.atomic
def edit_instrument(
    *, actor: User, instrument: Instrument, premises: Premises | None = None, maker: str | None = None,
    model: str | None = None, serial: str | None = None, type_approval_mark: str | None = None,
    characteristics: dict[str, Any] | None = None,
) -> Instrument:
    """Correct what is known of an instrument, or move it; at other premises it is their owner's. None leaves as it is.

    The kind never changes: certificates and the cycle of the law rest on it.
    """
    require(actor, "registry.edit", instrument)
    if premises is not None:
        require(actor, "registry.edit", premises)
    lock_kind(instrument.kind)
    instrument = Instrument.objects.select_for_update(of=("self",)).select_related("premises", "owner").get(pk=instrument.pk)
    before = particulars(instrument)
    wanted = _wanted(instrument, premises, maker=maker, model=model, serial=serial, type_approval_mark=type_approval_mark,
                     characteristics=characteristics)
    changed = [name for name, value in wanted.items() if getattr(instrument, name) != value]
    for name in changed:
        setattr(instrument, name, wanted[name])
    if changed:
        instrument.save(update_fields=changed)
        record("registry.instrument.changed", actor=actor, subject=instrument,
               data=difference(before, particulars(instrument)))
    return instrument


def _wanted(
    instrument: Instrument, premises: Premises | None, *, maker: str | None, serial: str | None,
    characteristics: dict[str, Any] | None, **texts: str | None,
) -> dict[str, Any]:
    wanted: dict[str, Any] = {name: tidy(text) for name, text in texts.items() if text is not None}
    if maker is not None or serial is not None:
        wanted |= _free_identity(
            instrument.kind, instrument.maker if maker is None else maker,
            instrument.serial if serial is None else serial, other_than=instrument,
        )
    if characteristics is not None:
        wanted["characteristics"] = characteristics
    if premises is not None:
        wanted |= {"premises": premises, "owner": premises.party}
    return wanted


def _free_identity(kind: str, maker: str, serial: str, *, other_than: Instrument | None = None) -> dict[str, str]:
    identity = _identity(maker, serial)
    keys = {name: identity[name] for name in ("maker_key", "serial_key")}
    others = Instrument.objects.exclude(pk=other_than.pk) if other_than else Instrument.objects.all()
    taken = others.filter(kind=kind, **keys).select_related("premises", "owner").first()
    if taken is not None:
        raise already_entered(taken)
    return identity


def already_entered(taken: Instrument) -> InstrumentTaken:
    """The refusal that names what is on file."""
    return InstrumentTaken(maker=taken.maker, serial=taken.serial, place=taken.premises.name, owner=taken.owner.name)


def _identity(maker: str, serial: str) -> dict[str, str]:
    maker, serial = tidy(maker), tidy(serial)
    keys = {"maker_key": key(maker), "serial_key": key(serial)}
    if not all(keys.values()):
        raise IdentityEmpty
    return {"maker": maker, "serial": serial, **keys}


def particulars(instrument: Instrument) -> dict[str, Any]:
    """What is known of an instrument, as the record of acts tells it."""
    owner = instrument.owner
    return {
        "maker": instrument.maker, "model": instrument.model, "serial": instrument.serial,
        "type_approval_mark": instrument.type_approval_mark, **instrument.characteristics,
        "place": instrument.premises.name, "owner": f"{owner.name} ({owner.shown_tax_code})" if owner.tax_code else owner.name,
    }


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What differs between two tellings, before and after."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {when: {name: values[name] for name in names if values.get(name) not in (None, "")}
            for when, values in (("before", before), ("after", after))}


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
    """Say that an instrument is out of use, invalid, or in use again, and why; `actor` is None inside another act."""
    if actor is not None:
        require(actor, "registry.edit", instrument)
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    before, reason = instrument.status, tidy(reason)
    if before != status:
        if actor is not None and not reason:
            raise ReasonMissing
        instrument.status = InstrumentStatus(status)
        instrument.save(update_fields=["status"])
        record("registry.instrument.status_set", actor=actor, subject=instrument,
               data={"before": before, "after": status, "reason": reason})
    return instrument


def follow_the_law(path: str) -> None:
    """The law here changes with this transaction: queue the last valid days that rest on the parameter."""
    folder, _, name = path.rpartition("/")
    if folder == law.CYCLES or path == law.VALIDITY_RULE:
        app.configure_task(DUE_DATES_TASK).defer(kind=name if folder == law.CYCLES else "")


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
