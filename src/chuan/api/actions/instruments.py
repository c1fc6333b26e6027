# SPDX-License-Identifier: Apache-2.0
"""Items of batches of instruments, through the actions of the registry."""

from datetime import date, datetime
from typing import Any

from chuan.accounts.permissions import require
from chuan.api.actions import finding
from chuan.api.choices import Outcome
from chuan.api.errors import FieldUnknown, Unidentified, ValueUnfit
from chuan.api.models import ApiKey
from chuan.api.schemas import InstrumentItem
from chuan.audit.actions import record
from chuan.audit.rows import Row
from chuan.lib.clock import day_of
from chuan.lib.text import tidy
from chuan.parties.models import Premises
from chuan.registry.actions.instruments import (
    edit_instrument,
    register_instrument,
    set_status,
    set_verified,
)
from chuan.registry.errors import VerifiedInFuture
from chuan.registry.kinds import Unfit, fields_of
from chuan.registry.locks import lock_kind
from chuan.registry.models import Instrument
from chuan.registry.rules import last_valid_day

_TEXTS = ("model", "type_approval_mark")


def characteristics(kind: str, given: dict[str, Any], on_file: dict[str, Any]) -> dict[str, Any]:
    """What is on file with what was given: values as their fields keep them, null takes one off."""
    fields = {field.code: field for field in fields_of(kind)}
    found = dict(on_file)
    for code, value in given.items():
        field = fields.get(code)
        if field is None:
            raise FieldUnknown(field=code[:60], known=", ".join(fields) or "–", where=f"characteristics.{code[:60]}")
        if value is None:
            found.pop(code, None)
            continue
        try:
            found[code] = field.value(str(value))
        except (Unfit, ValueError) as error:
            raise ValueUnfit(
                value=str(value)[:60], field=code, unit=field.unit or field.type, where=f"characteristics.{code}"
            ) from error
    return found


class InstrumentWriter:
    """Instruments."""

    what, act, item = "instruments", "registry.edit", InstrumentItem

    def lock(self, items: list[InstrumentItem]) -> None:
        """Lock the kinds by code, then the instruments that are named by id."""
        ids = {item.id for item in items if item.id}
        named = set(Instrument.objects.filter(pk__in=ids).values_list("kind", flat=True)) if ids else set()
        for kind in sorted(named | {item.kind for item in items if item.kind}):
            lock_kind(kind)
        list(Instrument.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)).values_list("pk"))

    def write(self, item: InstrumentItem, *, key: ApiKey, at: datetime) -> tuple[Row, Outcome]:
        """Enter an instrument, or change, move, verify and retire the one on file."""
        user = key.user
        premises = finding.premises_of(user, item.premises_id, item.owner_tax_code, item.premises_name)
        if item.id is not None:
            return self._change(finding.by_id(Instrument, user, item.id), item, premises, key, at)
        if not (item.kind and item.maker and item.serial):
            raise Unidentified(names="kind, maker, serial")
        instrument = finding.instrument_spelled(item.kind, item.maker, item.serial)
        if instrument is not None:
            return self._change(instrument, item, premises, key, at)
        if premises is None or not item.model:
            raise Unidentified(names="model, premises_id")
        made = register_instrument(
            actor=user, at=at, kind=item.kind, maker=item.maker, model=item.model, serial=item.serial, premises=premises,
            type_approval_mark=item.type_approval_mark or "", last_verified_on=item.last_verified_on,
            characteristics=characteristics(item.kind, item.characteristics, {}),
        )
        self._status(made, item, key)
        return made, Outcome.ADDED

    def _change(
        self, instrument: Instrument, item: InstrumentItem, premises: Premises | None, key: ApiKey, at: datetime
    ) -> tuple[Row, Outcome]:
        require(key.user, self.act, instrument)
        changes: dict[str, Any] = {}
        for name in _TEXTS:
            text = getattr(item, name)
            if text is not None and tidy(text) != getattr(instrument, name):
                changes[name] = text
        after = characteristics(instrument.kind, item.characteristics, instrument.characteristics)
        if after != instrument.characteristics:
            changes["characteristics"] = after
        if premises is not None and premises.pk != instrument.premises_id:
            changes["premises"] = premises
        if changes:
            instrument = edit_instrument(actor=key.user, instrument=instrument, **changes)
        verified = self._verified(instrument, item.last_verified_on, key, day_of(at))
        status = self._status(instrument, item, key)
        return instrument, Outcome.CHANGED if changes or verified or status else Outcome.SAME

    def _verified(self, instrument: Instrument, day: date | None, key: ApiKey, today: date) -> bool:
        """Note a later verification; the status is what the item says, not what a certificate would make it."""
        before = instrument.last_verified_on
        if day is None or (before is not None and day <= before):
            return False
        if day > today:
            raise VerifiedInFuture(day=f"{day:%d/%m/%Y}", where="last_verified_on")
        set_verified(instrument=instrument, verified_on=day, valid_until=last_valid_day(instrument.kind, day))
        record("registry.instrument.changed", actor=key.user, subject=instrument, data={
            "before": {"last_verified_on": before}, "after": {"last_verified_on": day},
        })
        return True

    def _status(self, instrument: Instrument, item: InstrumentItem, key: ApiKey) -> bool:
        if item.status is None:
            return False
        on_file = Instrument.objects.values_list("status", flat=True).get(pk=instrument.pk)
        if on_file == item.status:
            return False
        set_status(actor=key.user, instrument=instrument, status=item.status, reason=item.reason or "")
        return True
