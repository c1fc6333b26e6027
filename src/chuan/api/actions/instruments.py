# SPDX-License-Identifier: Apache-2.0
"""Items of batches of instruments, through the actions of the registry."""

from collections.abc import Hashable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.api.actions import finding
from chuan.api.actions.sets import Owners, Places, Told, alone, told
from chuan.api.choices import Outcome
from chuan.api.errors import FieldUnknown, Unidentified, ValueUnfit
from chuan.api.models import ApiKey
from chuan.api.schemas import InstrumentItem
from chuan.audit.actions import record
from chuan.audit.rows import Row
from chuan.lib.clock import day_of
from chuan.lib.errors import ChuanError
from chuan.lib.text import key as spelled
from chuan.lib.text import tidy
from chuan.parties.models import Premises
from chuan.registry.actions.instruments import (
    edit_instrument,
    register_instrument,
    set_status,
    set_verified,
)
from chuan.registry.actions.many import Change, Entry, change_instruments, register_instruments
from chuan.registry.choices import InstrumentStatus
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

    def in_sets(self, items: dict[int, InstrumentItem], *, key: ApiKey, at: datetime) -> Told:
        """New instruments in use, and those that are the same, changed, moved or verified again."""
        on_file, places = _OnFile(key.user, items.values()), _UsedAt(key.user, items.values())
        found: Told = {}
        new: list[tuple[int, Entry]] = []
        changed: list[tuple[int, Change]] = []
        for n in alone({n: on_file.meant(item) for n, item in items.items()}):
            item, premises = items[n], places.of(items[n])
            standing = on_file.of(item)
            try:
                if standing is None and premises is not None and item.id is None and item.status in {None, InstrumentStatus.IN_USE}:
                    new += [(n, entry) for entry in _entry(item, premises)]
                elif standing is not None and (premises is not None or not places.named(item)):
                    change = self._plain(standing, item, premises, day_of(at))
                    if change is not None and (change.values or change.premises or change.verified_on):
                        changed.append((n, change))
                    elif change is not None:
                        found[n] = (standing, Outcome.SAME)
            except ChuanError as refusal:
                found[n] = refusal
        made = register_instruments(actor=key.user, at=at, rows=[row for _, row in new])
        kept = change_instruments(actor=key.user, rows=[row for _, row in changed])
        return found | told([n for n, _ in new], made, Outcome.ADDED) | told([n for n, _ in changed], kept, Outcome.CHANGED)

    def _plain(self, standing: Instrument, item: InstrumentItem, premises: Premises | None, today: date) -> Change | None:
        """What becomes of an instrument; None if its status is to be set as well, or the day is one to come."""
        day = item.last_verified_on
        later = day if day is not None and (standing.last_verified_on is None or day > standing.last_verified_on) else None
        status = InstrumentStatus.IN_USE if later else standing.status
        if (later is not None and later > today) or item.status not in {None, status}:
            return None
        moved = premises if premises is not None and premises.pk != standing.premises_id else None
        return Change(instrument=standing, values=self._values(standing, item), premises=moved, verified_on=later)

    def _values(self, standing: Instrument, item: InstrumentItem) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        for name in _TEXTS:
            text = getattr(item, name)
            if text is not None and tidy(text) != getattr(standing, name):
                changes[name] = tidy(text)
        after = characteristics(standing.kind, item.characteristics, standing.characteristics)
        if after != standing.characteristics:
            changes["characteristics"] = after
        return changes

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
        changes = self._values(instrument, item)
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


class _OnFile:
    """Instruments that items mean, as far as the caller may see them; two queries."""

    def __init__(self, user: User, items: Iterable[InstrumentItem]) -> None:
        asked = list(items)
        seen = Instrument.objects.visible_to(user).select_related("premises", "owner").defer("search")
        self._by_id = seen.in_bulk({item.id for item in asked if item.id})
        named = [item for item in asked if item.id is None and item.serial]
        near = Instrument.objects.filter(kind__in={item.kind for item in named},
                                         serial_key__in={spelled(item.serial or "") for item in named})
        self._taken = {(one.kind, one.maker_key, one.serial_key): one.pk for one in near.only("pk", "kind", "maker_key", "serial_key")}
        self._seen = seen.in_bulk(self._taken.values()) | self._by_id

    def of(self, item: InstrumentItem) -> Instrument | None:
        """The instrument on file."""
        return self._seen.get(self._key(item))

    def meant(self, item: InstrumentItem) -> set[Hashable]:
        """What another item may mean as well; nothing for what is not on file, or not to be seen, where it should be."""
        key = self._key(item)
        hidden = isinstance(key, UUID) and key not in self._seen
        return set() if hidden or key is None else {key}

    def _key(self, item: InstrumentItem) -> Any:
        if item.id is not None:
            return item.id
        if not (item.kind and item.maker and item.serial):
            return None
        identity = (item.kind, spelled(item.maker), spelled(item.serial))
        return self._taken.get(identity, identity)


class _UsedAt:
    """Premises that items name by id, or by owner and name; three queries."""

    def __init__(self, user: User, items: Iterable[InstrumentItem]) -> None:
        asked = list(items)
        seen = Premises.objects.visible_to(user).select_related("party").defer("search", "party__search")
        self._by_id = seen.in_bulk({item.premises_id for item in asked if item.premises_id})
        self._owners = Owners(user, ((None, item.owner_tax_code) for item in asked if item.premises_name))
        self._places = Places(self._owners.all())

    def named(self, item: InstrumentItem) -> bool:
        """True if the item says where."""
        return item.premises_id is not None or bool(item.owner_tax_code and item.premises_name)

    def of(self, item: InstrumentItem) -> Premises | None:
        """The one place of use, None if there is none or more than one."""
        if item.premises_id is not None:
            return self._by_id.get(item.premises_id)
        party = self._owners.of(None, item.owner_tax_code) if item.premises_name else None
        found = self._places.named(party, item.premises_name or "") if party is not None else []
        return found[0] if len(found) == 1 else None


def _entry(item: InstrumentItem, premises: Premises) -> list[Entry]:
    """The new instrument of an item that says enough of it."""
    if not (item.kind and item.maker and item.serial and item.model):
        return []
    return [Entry(
        kind=item.kind, maker=item.maker, model=item.model, serial=item.serial, premises=premises,
        type_approval_mark=item.type_approval_mark or "", last_verified_on=item.last_verified_on,
        characteristics=characteristics(item.kind, item.characteristics, {}),
    )]
