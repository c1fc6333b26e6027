# SPDX-License-Identifier: Apache-2.0
"""Everything good in one go: parties, premises, then instruments by COPY. Runs inside the import's transaction."""

import json
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from chuan import law
from chuan.audit.rows import province_code
from chuan.lib.ids import uuid7
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Party, Premises
from chuan.parties.rules import kind_of
from chuan.registry.choices import InstrumentStatus
from chuan.registry.imports.matching import Matched
from chuan.registry.models import Instrument

_COLUMNS = (
    "id", "province", "kind", "maker", "model", "serial", "maker_key", "serial_key", "type_approval_mark",
    "characteristics", "owner_id", "premises_id", "status", "last_verified_on", "valid_until", "source_import_id",
    "registered_at",
)


def lock_kind(kind: str) -> None:
    """Let one transaction at a time enter instruments of a kind; released at its end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('chuan.registry.kind:' || %s, 0))", [kind])


def write_rows(matched: Matched, *, kind: str, import_id: UUID, at: datetime) -> None:
    """Enter the new rows with their owners and places."""
    _write_parties(matched)
    _write_premises(matched)
    _write_instruments(matched, kind=kind, import_id=import_id, at=at)


def _write_parties(matched: Matched) -> None:
    missing: dict[str, Party] = {}
    for row in matched.new:
        if row.tax_code not in matched.parties and (row.tax_code not in missing or not missing[row.tax_code].name):
            missing[row.tax_code] = Party(kind=kind_of(row.tax_code), name=row.owner, tax_code=row.tax_code)
    for party in missing.values():
        party.name = party.name or f"MST {party.tax_code}"
    Party.objects.bulk_create(missing.values(), batch_size=2000)
    matched.parties |= missing


def _write_premises(matched: Matched) -> None:
    missing: dict[tuple[str, str], Premises] = {}
    for row in matched.new:
        place = (row.tax_code, row.station_key)
        if place not in matched.premises and place not in missing:
            missing[place] = Premises(
                party=matched.parties[row.tax_code], kind=PremisesKind.PETROL_STATION, name=row.station,
                address=row.address, stated_unit=row.stated_unit, current_unit=row.current_unit,
            )
    Premises.objects.bulk_create(missing.values(), batch_size=2000)
    matched.premises |= missing


def _write_instruments(matched: Matched, *, kind: str, import_id: UUID, at: datetime) -> None:
    valid: dict[date | None, date | None] = {None: None}
    names = ", ".join(_COLUMNS)
    province = province_code()
    with connection.cursor() as cursor, cursor.copy(f"COPY {Instrument._meta.db_table} ({names}) FROM STDIN") as copy:
        for row in matched.new:
            verified_on = row.last_verified_on
            if verified_on not in valid:
                assert verified_on is not None
                valid[verified_on] = last_valid_day(kind, verified_on)
            copy.write_row((
                uuid7(), province, kind, row.maker, row.model, row.serial, row.maker_key, row.serial_key,
                row.type_approval_mark, json.dumps(row.characteristics), matched.parties[row.tax_code].pk,
                matched.premises[row.tax_code, row.station_key].pk, InstrumentStatus.IN_USE.value, verified_on,
                valid[verified_on], import_id, at,
            ))


def last_valid_day(kind: str, verified_on: date) -> date | None:
    """The last day by the law of the verification; None where there is no cycle, or nobody knows it yet."""
    try:
        return law.valid_until(kind, verified_on)
    except (law.LawUnknown, law.NoLawInForce, law.NoSuchParameter):
        return None
