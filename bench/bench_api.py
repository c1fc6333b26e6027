# SPDX-License-Identifier: Apache-2.0
"""Reading 200,000 instruments through the API, page by page with cursors, against the same keyset pages in plain SQL.

Each page is a whole call: key, permission, cursor, rows as JSON. The SQL fetches the same columns of the same rows. The
first and the last twenty pages are told apart: a cursor must cost the same at the end as at the beginning.
CHUAN_BENCH_API_SIZE takes another size.
"""

import os
import statistics
import time
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from bench import large
from bench.rooms import installation
from chuan.accounts.choices import Role
from chuan.api.actions.keys import issue_key
from chuan.api.cursors import MOST
from chuan.lib import clock
from tests import make

_ENDS = 20
_SQL = (
    "SELECT i.id, i.kind, i.maker, i.model, i.serial, i.type_approval_mark, i.characteristics, i.owner_id, i.premises_id, i.status,"
    " i.last_verified_on, i.valid_until, i.registered_at, p.name, u.code, u.full_name FROM registry_instrument i"
    " JOIN parties_premises p ON p.id = i.premises_id LEFT JOIN places_administrativeunit u ON u.id = p.current_unit_id"
    " WHERE i.id > %s ORDER BY i.id LIMIT %s"
)
_LEAST = "00000000-0000-0000-0000-000000000000"


def main() -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    size = int(os.environ.get("CHUAN_BENCH_API_SIZE", "200000"))
    with installation():
        large.fill(size)
        by_api, by_sql = _through_api(size), _through_sql()
    print(f"  {size:,d} instruments in pages of {MOST}: {len(by_api)} calls")
    for name, part in (("all", slice(None)), (f"first {_ENDS}", slice(0, _ENDS)), (f"last {_ENDS}", slice(-_ENDS, None))):
        api, sql = (statistics.median(times[part]) * 1000 for times in (by_api, by_sql))
        print(f"  {name:9s} API {api:7.1f} ms a page   SQL {sql:6.1f} ms   ratio {api / sql:5.1f} : 1")
    print(f"  {size / sum(by_api):,.0f} rows/s through the API, {size / sum(by_sql):,.0f} rows/s in SQL")


def _through_api(size: int) -> list[float]:
    admin, unit = make.make_member(Role.ADMIN), make.make_unit("authority")
    _key, text = issue_key(
        actor=admin, at=clock.now(), unit=unit, role=Role.REGISTRAR, name="Đo tốc độ", acts=["registry.read"],
        expires_on=date(clock.today().year + 1, 1, 31), calls_per_minute=100_000,
    )
    client, headers = Client(), {"Authorization": f"Bearer {text}"}
    times, seen, cursor = [], 0, ""
    while cursor is not None:
        started = time.perf_counter()
        page: dict[str, Any] = client.get(f"/api/v1/instruments?limit={MOST}&cursor={cursor}", headers=headers).json()
        times.append(time.perf_counter() - started)
        seen, cursor = seen + len(page["rows"]), page["next"]
    assert seen == size, seen
    return times


def _through_sql() -> list[float]:
    times, last = [], _LEAST
    with connection.cursor() as cursor:
        while True:
            started = time.perf_counter()
            cursor.execute(_SQL, [last, MOST])
            rows = cursor.fetchall()
            times.append(time.perf_counter() - started)
            if len(rows) < MOST:
                return times
            last = rows[-1][0]
