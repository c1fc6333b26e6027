# SPDX-License-Identifier: Apache-2.0
"""Writes of many instruments together: the same rules as for one, few statements, one act in the record for each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record_many
from chuan.audit.rows import Row
from chuan.lib.errors import ChuanError, NotAllowed
from chuan.parties.models import Premises
from chuan.registry.actions.instruments import already_entered, difference, enterable, particulars
from chuan.registry.choices import InstrumentStatus
from chuan.registry.locks import lock_kind
from chuan.registry.models import Instrument
from chuan.registry.rules import last_valid_day

_ACT = "registry.edit"
_AT_ONCE = 250
Refusable = list[Instrument | ChuanError]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is known of a new instrument."""

    kind: str
    maker: str
    model: str
    serial: str
    premises: Premises
    type_approval_mark: str = ""
    last_verified_on: date | None = None
    characteristics: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Change:
    """What becomes of an instrument on file: texts and characteristics, where it stands, a later verification."""

    instrument: Instrument
    values: dict[str, Any]
    premises: Premises | None = None
    verified_on: date | None = None


@transaction.atomic
def register_instruments(*, actor: User, at: datetime, rows: Sequence[Entry]) -> Refusable:
    """Enter instruments; those that may not stand are not entered, and why is returned in their place.

    No two rows may be the same instrument.
    """
    require(actor, _ACT)
    for kind in sorted({row.kind for row in rows}):
        lock_kind(kind)
    reached = _reached(actor, [row.premises for row in rows])
    found: Refusable = []
    for row in rows:
        try:
            if row.premises.pk not in reached:
                raise NotAllowed(act=_ACT)
            found.append(enterable(at=at, **{name: getattr(row, name) for name in row.__dataclass_fields__}))
        except ChuanError as error:
            found.append(error)
    wanted = [one for one in found if isinstance(one, Instrument)]
    near = Instrument.objects.filter(kind__in={one.kind for one in wanted}, serial_key__in={one.serial_key for one in wanted})
    taken = {(one.kind, one.maker_key, one.serial_key): one for one in near.select_related("premises", "owner")}
    for at_place, one in enumerate(found):
        if isinstance(one, Instrument) and (one.kind, one.maker_key, one.serial_key) in taken:
            found[at_place] = already_entered(taken[one.kind, one.maker_key, one.serial_key])
    made = [one for one in found if isinstance(one, Instrument)]
    Instrument.objects.bulk_create(made)
    record_many("registry.instrument.registered", actor=actor, told=[(one, {"kind": one.kind}) for one in made])
    return found


@transaction.atomic
def change_instruments(*, actor: User, rows: Sequence[Change]) -> list[Instrument]:
    """Correct, move and verify instruments that the actor may change, each one once; NotAllowed if there is one they may not."""
    require(actor, _ACT)
    for kind in sorted({row.instrument.kind for row in rows}):
        lock_kind(kind)
    wanted = {row.instrument.pk for row in rows}
    locked = Instrument.objects.visible_to(actor).filter(pk__in=wanted).select_related("premises", "owner").defer("search")
    standing = {one.pk: one for one in locked.order_by("pk").select_for_update(of=("self",))}
    moved = [row.premises for row in rows if row.premises is not None]
    if len(standing) != len(wanted) or len(_reached(actor, moved)) != len({one.pk for one in moved}):
        raise NotAllowed(act=_ACT)
    changed: list[tuple[Row, dict[str, Any]]] = []
    verified: list[tuple[Row, dict[str, Any]]] = []
    columns = set[str]()
    for row in rows:
        one, before = standing[row.instrument.pk], particulars(standing[row.instrument.pk])
        values = row.values | ({"premises": row.premises, "owner": row.premises.party} if row.premises else {})
        columns |= _put(one, values)
        if values:
            changed.append((one, difference(before, particulars(one))))
        if row.verified_on is not None:
            earlier = one.last_verified_on
            columns |= _put(one, {"last_verified_on": row.verified_on, "status": InstrumentStatus.IN_USE,
                                  "valid_until": last_valid_day(one.kind, row.verified_on)})
            verified.append((one, {"before": {"last_verified_on": earlier}, "after": {"last_verified_on": row.verified_on}}))
    if columns:
        Instrument.objects.bulk_update(standing.values(), sorted(columns), batch_size=_AT_ONCE)
    record_many("registry.instrument.changed", actor=actor, told=changed + verified)
    return [standing[row.instrument.pk] for row in rows]


def _put(one: Instrument, values: dict[str, Any]) -> set[str]:
    for name, value in values.items():
        setattr(one, name, value)
    return set(values)


def _reached(actor: User, places: Sequence[Premises]) -> set[Any]:
    """The premises among these that the actor may change."""
    return set(Premises.objects.visible_to(actor).filter(pk__in={one.pk for one in places}).values_list("pk", flat=True))
