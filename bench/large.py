# SPDX-License-Identifier: Apache-2.0
"""A province of any size, made by the database itself: parties, premises and instruments from generate_series.

The tables are filled bare, by as many connections as there are cores, and get their indexes and foreign keys back
afterwards. What they hold in the end is what row by row would have made: every constraint is checked again.
"""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection

#: instruments at one place of use, places of one party
PER_PREMISES, PER_PARTY = 20, 2
_TABLES = ("parties_party", "parties_premises", "registry_instrument")
_WORKERS = os.cpu_count() or 1
#: identifiers in the order of entry, as `lib.ids.uuid7` makes them
_ID = "(lpad(to_hex(1700000000000 + {0}), 12, '0') || '7' || substr(md5('{1}' || {0}), 1, 3) || '8' || substr(md5('{1}' || {0}), 4, 15))::uuid"
_KINDS = (
    "ARRAY['elec-meter-1p-static', 'elec-meter-1p-ind', 'elec-meter-3p-static', 'fuel-dispenser', 'scale-spring-dial',"
    " 'scale-counter', 'taximeter', 'gas-meter-dom-lt16']"
)
_MAKERS = "ARRAY['Landis+Gyr','EMIC','Gelex','Vinasino','Itron','Zenner','Tatsuno','Nhơn Hòa']"
_MAKER_KEYS = "ARRAY['landisgyr','emic','gelex','vinasino','itron','zenner','tatsuno','nhonhoa']"


def fill(instruments: int, *, province: str = "14") -> float:
    """Fill an empty database whose communes are loaded; the seconds it took. The kinds are codes as text, any will do."""
    started = time.perf_counter()
    premises = max(instruments // PER_PREMISES, 1)
    parties = max(premises // PER_PARTY, 1)
    sizes = {"instruments": instruments, "premises": premises, "parties": parties, "province": province}
    with bare():
        _insert("parties_party", _PARTY, parties, sizes)
        _insert("parties_premises", _PREMISES, premises, sizes, f"JOIN {_COMMUNES} AS commune ON commune.i = n %% commune.many")
        _insert("registry_instrument", _INSTRUMENT, instruments, sizes)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(_TABLES)}, places_administrativeunit")
    return time.perf_counter() - started


_COMMUNES = (
    "(SELECT id, row_number() OVER (ORDER BY code) - 1 AS i, count(*) OVER () AS many, longitude, latitude"
    " FROM places_administrativeunit WHERE level = 'commune' AND valid_until IS NULL)"
)
_PARTY_OF = "(({}) %% %(parties)s + 1)"
_PREMISES_OF = "(n / 20 %% %(premises)s + 1)"
_PARTY = {
    "status": "'active'", "id": _ID.format("n", "party"), "province_code": "%(province)s", "kind": "'organisation'",
    "name": "'Hộ kinh doanh số ' || n", "tax_code": "'8' || lpad(n::text, 9, '0')",
    "address": "'Số ' || n %% 300 || ' đường Tô Hiệu'",
}
_PREMISES = {
    "id": _ID.format("n", "premises"), "province_code": "%(province)s", "party_id": _ID.format(_PARTY_OF.format("n"), "party"),
    "kind": "'other'", "name": "'Điểm sử dụng ' || n", "address": "'Số ' || n %% 300 || ' đường Lò Văn Giá'",
    "stated_unit_id": "commune.id", "current_unit_id": "commune.id",
    "longitude": "commune.longitude + (n %% 97) / 2000.0", "latitude": "commune.latitude + (n %% 89) / 2000.0",
}
_INSTRUMENT = {
    "id": _ID.format("n", "instrument"), "province_code": "%(province)s", "kind": f"({_KINDS})[n %% 8 + 1]",
    "maker": f"({_MAKERS})[n %% 8 + 1]", "maker_key": f"({_MAKER_KEYS})[n %% 8 + 1]",
    "model": "'M' || n %% 12", "serial": "'SL-' || lpad(n::text, 8, '0')", "serial_key": "'sl' || lpad(n::text, 8, '0')",
    "characteristics": "'{}'::jsonb", "owner_id": _ID.format(_PARTY_OF.format(_PREMISES_OF), "party"),
    "premises_id": _ID.format(_PREMISES_OF, "premises"), "status": "CASE WHEN n %% 50 = 0 THEN 'out_of_use' ELSE 'in_use' END",
    "last_verified_on": "CASE WHEN n %% 40 <> 0 THEN current_date - (n::bigint * 7919 %% 1500)::int END",
    "valid_until": "CASE WHEN n %% 40 <> 0 THEN current_date + (1825 - n::bigint * 7919 %% 1500 - 400)::int END",
    "registered_at": "now() - (n %% 100000) * interval '1 minute'",
}


@contextmanager
def bare() -> Iterator[None]:
    """Take indexes and constraints from the tables, and give them back."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        constraints, indexes = _constraints(cursor), _indexes(cursor)
        for table, name, *_ in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        # keys of rows before keys that point at them; by contype: c, p, u, then f
        made = [f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {what}' for table, name, what, _ in constraints]
        keys, pointing = [s for s in made if "FOREIGN KEY" not in s], [s for s in made if "FOREIGN KEY" in s]
    for step in ([*keys, *(what for _, what in indexes)], pointing):
        _at_once([[one] for one in step])


def _constraints(cursor: Any) -> list[tuple[str, str, str, str]]:
    """Keys of the tables and whatever points at them; checks cost little and stay."""
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype::text FROM pg_constraint"
        " WHERE (conrelid = ANY(%(tables)s::regclass[]) AND contype IN ('p', 'u', 'f'))"
        " OR (confrelid = ANY(%(tables)s::regclass[]) AND contype = 'f')"
        " ORDER BY contype <> 'f', conrelid, conname", {"tables": list(_TABLES)},
    )
    return list(cursor.fetchall())


def _indexes(cursor: Any) -> list[tuple[str, str]]:
    """Indexes that belong to no constraint."""
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i WHERE i.indrelid = ANY(%s::regclass[])"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1", [list(_TABLES)],
    )
    return list(cursor.fetchall())


def _insert(table: str, given: dict[str, str], rows: int, sizes: dict[str, Any], join: str = "") -> None:
    described = _described(table)
    columns = ", ".join(f'"{name}"' for name, _, _ in described)
    statement = f"INSERT INTO {table} ({columns}) SELECT {_values(described, given)} FROM generate_series(%(first)s, %(last)s) AS n {join}"
    step = -(-rows // _WORKERS)
    _at_once([
        [statement, {**sizes, "first": first, "last": min(first + step - 1, rows)}] for first in range(1, rows + 1, step)
    ])


def _at_once(statements: list[list[Any]]) -> None:
    """Run statements on as many connections as there are cores."""
    def run(statement: list[Any]) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET synchronous_commit = off")
                cursor.execute("SET maintenance_work_mem = '1GB'")
                cursor.execute("SET max_parallel_maintenance_workers = 0")  # the statements are parallel already
                cursor.execute(*statement)
        finally:
            connection.close()

    with ThreadPoolExecutor(_WORKERS) as pool:
        list(pool.map(run, statements))


def _described(table: str) -> list[tuple[str, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, is_nullable = 'YES' OR column_default IS NOT NULL FROM information_schema.columns"
            " WHERE table_name = %s AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position", [table]
        )
        return [(name, kind, bool(free)) for name, kind, free in cursor.fetchall()]


def _values(described: list[tuple[str, str, bool]], given: dict[str, str]) -> str:
    empty = {"boolean": "false", "jsonb": "'{}'::jsonb", "integer": "0", "smallint": "0", "timestamp with time zone": "now()"}
    return ", ".join(given.get(name) or ("NULL" if free else empty.get(kind, "''")) for name, kind, free in described)
