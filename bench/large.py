# SPDX-License-Identifier: Apache-2.0
"""A province of any size, made by the database itself: parties, premises and instruments from generate_series."""

import time

from django.db import connection

#: instruments at one place of use, places of one party
PER_PREMISES, PER_PARTY = 20, 2
_ID = "encode(set_byte(set_byte(substring(decode(md5({}), 'hex') from 1), 6, 112), 8, 128), 'hex')::uuid"
_KINDS = (
    "ARRAY['elec-meter-1p-static', 'elec-meter-1p-ind', 'elec-meter-3p-static', 'fuel-dispenser', 'scale-spring-dial',"
    " 'scale-counter', 'taximeter', 'gas-meter-dom-lt16']"
)
_MAKERS = "ARRAY['Landis+Gyr','EMIC','Gelex','Vinasino','Itron','Zenner','Tatsuno','Nhơn Hòa']"


def fill(instruments: int, *, province: str = "14") -> float:
    """Fill an empty database whose communes are loaded; the seconds it took. The kinds are codes as text, any will do."""
    started = time.perf_counter()
    premises = max(instruments // PER_PREMISES, 1)
    parties = max(premises // PER_PARTY, 1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off" if connection.in_atomic_block else "SET synchronous_commit = off")
        cursor.execute(
            f"INSERT INTO parties_party ({_columns('parties_party')}) SELECT {_values('parties_party', _PARTY)}"
            " FROM generate_series(1, %(parties)s) AS n", {"parties": parties, "province": province},
        )
        cursor.execute(
            "CREATE TEMPORARY TABLE commune AS SELECT id, row_number() OVER (ORDER BY code) - 1 AS i, count(*) OVER () AS many,"
            " longitude, latitude FROM places_administrativeunit WHERE level = 'commune' AND valid_until IS NULL"
        )
        cursor.execute(
            f"INSERT INTO parties_premises ({_columns('parties_premises')}) SELECT {_values('parties_premises', _PREMISES)}"
            " FROM generate_series(1, %(premises)s) AS n JOIN commune ON commune.i = n %% commune.many",
            {"premises": premises, "parties": parties, "province": province},
        )
        cursor.execute(
            f"INSERT INTO registry_instrument ({_columns('registry_instrument')})"
            f" SELECT {_values('registry_instrument', _INSTRUMENT)} FROM generate_series(1, %(instruments)s) AS n",
            {"instruments": instruments, "premises": premises, "parties": parties, "province": province},
        )
        cursor.execute("DROP TABLE commune")
    connection.commit() if not connection.get_autocommit() else None
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) parties_party, parties_premises, registry_instrument, places_administrativeunit")
    return time.perf_counter() - started


_PARTY_OF = "(({}) %% %(parties)s + 1)"
_PREMISES_OF = "(n / 20 %% %(premises)s + 1)"
_PARTY = {
    "status": "'active'", "id": _ID.format("'party' || n"), "province_code": "%(province)s", "kind": "'organisation'",
    "name": "'Hộ kinh doanh số ' || n", "tax_code": "'8' || lpad(n::text, 9, '0')",
    "address": "'Số ' || n %% 300 || ' đường Tô Hiệu'",
}
_PREMISES = {
    "id": _ID.format("'premises' || n"), "province_code": "%(province)s", "party_id": _ID.format(f"'party' || {_PARTY_OF.format('n')}"),
    "kind": "'other'", "name": "'Điểm sử dụng ' || n", "address": "'Số ' || n %% 300 || ' đường Lò Văn Giá'",
    "stated_unit_id": "commune.id", "current_unit_id": "commune.id",
    "longitude": "commune.longitude + (n %% 97) / 2000.0", "latitude": "commune.latitude + (n %% 89) / 2000.0",
}
_INSTRUMENT = {
    "id": _ID.format("'instrument' || n"), "province_code": "%(province)s", "kind": f"({_KINDS})[n %% 8 + 1]",
    "maker": f"({_MAKERS})[n %% 8 + 1]", "maker_key": f"regexp_replace(chuan_fold(({_MAKERS})[n %% 8 + 1]), '[^0-9a-z]+', '', 'g')",
    "model": "'M' || n %% 12", "serial": "'SL-' || lpad(n::text, 8, '0')", "serial_key": "'sl' || lpad(n::text, 8, '0')",
    "characteristics": "'{}'::jsonb", "owner_id": _ID.format(f"'party' || {_PARTY_OF.format(_PREMISES_OF)}"),
    "premises_id": _ID.format(f"'premises' || {_PREMISES_OF}"), "status": "CASE WHEN n %% 50 = 0 THEN 'out_of_use' ELSE 'in_use' END",
    "last_verified_on": "CASE WHEN n %% 40 <> 0 THEN current_date - (n::bigint * 7919 %% 1500)::int END",
    "valid_until": "CASE WHEN n %% 40 <> 0 THEN current_date + (1825 - n::bigint * 7919 %% 1500 - 400)::int END",
    "registered_at": "now() - (n %% 100000) * interval '1 minute'",
}


def _described(table: str) -> list[tuple[str, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, is_nullable = 'YES' OR column_default IS NOT NULL FROM information_schema.columns"
            " WHERE table_name = %s AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position", [table]
        )
        return [(name, kind, bool(free)) for name, kind, free in cursor.fetchall()]


def _columns(table: str) -> str:
    return ", ".join(f'"{name}"' for name, _, _ in _described(table))


def _values(table: str, given: dict[str, str]) -> str:
    empty = {"boolean": "false", "jsonb": "'{}'::jsonb", "integer": "0", "smallint": "0", "timestamp with time zone": "now()"}
    return ", ".join(given.get(name) or ("NULL" if free else empty.get(kind, "''")) for name, kind, free in _described(table))
