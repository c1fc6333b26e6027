# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Everything good of a staged list in one go: owners, places, then instruments set by set, inside the import's transaction."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from chuan.audit.rows import province_code
from chuan.imports.kinds import Made
from chuan.imports.staging import TABLE
from chuan.lib.text import key
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Party, Premises
from chuan.parties.rules import kind_of
from chuan.registry.matching import PLACES, point_places, staged_days
from chuan.registry.models import Instrument
from chuan.registry.rules import last_valid_day

if TYPE_CHECKING:
    from chuan.imports.models import Import
    from chuan.imports.staging import Stage

#: rows that need an owner and a place
_PLACED = "(s.outcome = 'added' OR (s.outcome = 'changed' AND s.after ? 'place'))"
_PREMISES_KINDS = {"fuel-dispenser": PremisesKind.PETROL_STATION, "lpg-dispenser": PremisesKind.PETROL_STATION}


def write(stage: "Stage", imported: "Import", kinds: tuple[str, ...], *, at: datetime) -> Made:
    """Enter the new rows with their owners and places, and change the changed ones."""
    utility = len(kinds) > 1
    owners = _write_owners(stage)
    places = _write_places(stage, _PREMISES_KINDS.get(kinds[0], PremisesKind.OTHER))
    _valid_days(stage, kinds, utility=utility)
    _write_instruments(stage, imported, kinds, utility=utility, at=at)
    _change_instruments(stage)
    return Made([(Instrument, None), (Premises, [one.pk for one in places]), (Party, [one.pk for one in owners])])


def _write_owners(stage: "Stage") -> list[Party]:
    missing = stage.rows(
        f"SELECT DISTINCT ON (s.tax_code) s.tax_code, s.owner FROM {TABLE} s JOIN {PLACES} p USING (tax_code, station_key)"
        f" WHERE p.owner_id IS NULL AND {_PLACED} ORDER BY s.tax_code, s.owner = '', s.line"
    )
    made = [Party(kind=kind_of(code), name=name or f"MST {code}", tax_code=code) for code, name in missing]
    Party.objects.bulk_create(made, batch_size=2000)
    return made


def _write_places(stage: "Stage", kind: PremisesKind) -> list[Premises]:
    """Make the premises that are missing, and point at all of them anew."""
    owners = dict(Party.objects.filter(
        tax_code__in=[row[0] for row in stage.rows(f"SELECT DISTINCT tax_code FROM {PLACES}")]).values_list("tax_code", "pk"))
    missing = stage.rows(
        f"SELECT tax_code, station, address, stated_unit, current_unit FROM {TABLE} WHERE line IN ("
        f"  SELECT min(s.line) FROM {TABLE} s JOIN {PLACES} p USING (tax_code, station_key)"
        f"  WHERE p.premises_id IS NULL AND {_PLACED} GROUP BY tax_code, station_key) ORDER BY line"
    )
    made = [Premises(party_id=owners[code], kind=kind, name=name, address=address, stated_unit_id=stated, current_unit_id=current)
            for code, name, address, stated, current in missing]
    Premises.objects.bulk_create(made, batch_size=2000)
    known = {(code, key(one.name)): one.pk for (code, *_), one in zip(missing, made, strict=True)}
    point_places(stage, owners, known)
    stage.run(f"ANALYZE {PLACES}")
    return made


def _valid_days(stage: "Stage", kinds: tuple[str, ...], *, utility: bool) -> None:
    """The last valid days by the law, asked once for each kind and day: table `import_days`."""
    days = staged_days(stage, kinds, utility=utility)
    stage.run("DROP TABLE IF EXISTS import_days")
    stage.run(
        "CREATE TEMPORARY TABLE import_days ON COMMIT DROP AS SELECT * FROM"
        " unnest(%s::text[], %s::date[], %s::date[]) AS law(kind, verified_on, valid_until)",
        [kind for kind, _ in days], [day for _, day in days], [last_valid_day(kind, day) for kind, day in days],
    )
    stage.run("ANALYZE import_days")


def _write_instruments(stage: "Stage", imported: "Import", kinds: tuple[str, ...], *, utility: bool, at: datetime) -> None:
    kind = "s.kind" if utility else "%s"
    stage.run(
        "INSERT INTO registry_instrument (id, province, kind, maker, model, serial, maker_key, serial_key, type_approval_mark,"
        " characteristics, owner_id, premises_id, status, last_verified_on, valid_until, source_import_id, registered_at)"
        f" SELECT s.id, %s, {kind}, s.maker, s.model, s.serial, s.maker_key, s.serial_key, s.type_approval_mark,"
        " s.characteristics, p.owner_id, p.premises_id, 'in_use', s.last_verified_on, d.valid_until, %s, %s"
        f" FROM {TABLE} s JOIN {PLACES} p USING (tax_code, station_key)"
        f" LEFT JOIN import_days d ON d.kind = {kind} AND d.verified_on = s.last_verified_on WHERE s.outcome = 'added'",
        *((province_code(), imported.pk, at) if utility else (province_code(), kinds[0], imported.pk, at, kinds[0])),
    )


def _change_instruments(stage: "Stage") -> None:
    stage.run(
        "UPDATE registry_instrument i SET model = coalesce(s.after ->> 'model', i.model),"
        " type_approval_mark = coalesce(s.after ->> 'type_approval_mark', i.type_approval_mark),"
        " characteristics = coalesce(s.after -> 'characteristics', i.characteristics),"
        " last_verified_on = CASE WHEN s.after ? 'last_verified_on' THEN s.last_verified_on ELSE i.last_verified_on END,"
        " valid_until = CASE WHEN s.after ? 'last_verified_on' THEN d.valid_until ELSE i.valid_until END,"
        " premises_id = CASE WHEN s.after ? 'place' THEN p.premises_id ELSE i.premises_id END,"
        " owner_id = CASE WHEN s.after ? 'place' THEN p.owner_id ELSE i.owner_id END,"
        " status = coalesce(s.after ->> 'status', i.status)"
        f" FROM {TABLE} s JOIN registry_instrument k ON k.id = s.subject"
        f" LEFT JOIN {PLACES} p ON p.tax_code = s.tax_code AND p.station_key = s.station_key"
        " LEFT JOIN import_days d ON d.kind = k.kind AND d.verified_on = s.last_verified_on"
        " WHERE s.outcome = 'changed' AND i.id = s.subject"
    )


_CHANGED = "FROM imports_importrow r WHERE r.source_id = %s AND r.outcome = 'changed'"


def restore(imported: "Import") -> int:
    """Give changed instruments their former values; if some were changed again since, none is, and how many is said."""
    later: list[Any] = [imported.pk, imported.finished_at]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(DISTINCT e.pgh_obj_id) {_CHANGED.replace('FROM', 'FROM registry_instrumentevent e,')}"
            " AND e.pgh_obj_id = r.subject AND e.pgh_label = 'update' AND e.pgh_created_at > %s", later,
        )
        again = int(cursor.fetchone()[0])
        if not again:
            cursor.execute(
                "UPDATE registry_instrument i SET model = r.before ->> 'model',"
                " type_approval_mark = r.before ->> 'type_approval_mark', characteristics = r.before -> 'characteristics',"
                " last_verified_on = (r.before ->> 'last_verified_on')::date, valid_until = (r.before ->> 'valid_until')::date,"
                " premises_id = (r.before ->> 'premises_id')::uuid, owner_id = (r.before ->> 'owner_id')::uuid,"
                f" status = r.before ->> 'status' {_CHANGED} AND i.id = r.subject", [imported.pk],
            )
    return again
