# SPDX-License-Identifier: Apache-2.0
"""Reading 200,000 instruments through the API page by page, and writing batches of 1,000 in sets and one by one.

Each page is a whole call: key, permission, cursor, rows as JSON. The SQL fetches the same columns of the same rows; beside it
stands an empty page, which is a call that finds nothing. The first and the last twenty pages are told apart: a cursor
must cost the same at the end as at the beginning. Batches are told by the clock and by processor time (of this process
and its server in the database). CHUAN_BENCH_API_SIZE takes another size.
"""

import os
import statistics
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from http import HTTPStatus
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import connection
from django.test import Client

from bench import large
from bench.import_child import Watch
from bench.rooms import installation
from chuan.accounts.choices import Role
from chuan.api.actions.documents import DocumentWriter
from chuan.api.actions.goods import GoodsWriter
from chuan.api.actions.instruments import InstrumentWriter
from chuan.api.actions.keys import issue_key
from chuan.api.actions.parties import PartyWriter, PremisesWriter
from chuan.api.cursors import MOST
from chuan.api.schemas import MOST_ITEMS
from chuan.lib import clock
from chuan.parties.models import Premises
from tests import make

Call = Callable[..., dict[str, Any]]

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
        call = _program()
        by_api, empty, by_sql = _through_api(call, size), _empty(call), _through_sql()
        print(f"  load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        print(f"  {size:,d} instruments in pages of {MOST}: {len(by_api)} calls; an empty page {empty * 1000:.1f} ms")
        for name, part in (("all", slice(None)), (f"first {_ENDS}", slice(0, _ENDS)), (f"last {_ENDS}", slice(-_ENDS, None))):
            api, sql = (statistics.median(times[part]) * 1000 for times in (by_api, by_sql))
            print(f"  {name:9s} API {api:7.1f} ms a page   SQL {sql:6.1f} ms   {api / (sql + empty * 1000):5.1f} times SQL and empty page")
        print(f"  {size / sum(by_api):,.0f} rows/s through the API, {size / sum(by_sql):,.0f} rows/s in SQL")
        _batches(call)


def _program() -> Call:
    """A program with a key: calls with and without a body."""
    admin, unit = make.make_member(Role.ADMIN), make.make_unit("authority")
    _key, text = issue_key(
        actor=admin, at=clock.now(), unit=unit, role=Role.REGISTRAR, name="Đo tốc độ",
        acts=["registry.read", "registry.edit", "parties.edit", "products.edit"],
        expires_on=date(clock.today().year + 1, 1, 31), calls_per_minute=6_000,
    )
    client, headers = Client(), {"Authorization": f"Bearer {text}"}

    def call(path: str, body: Any = None) -> dict[str, Any]:
        answer = client.get(path, headers=headers) if body is None else client.post(
            path, body, content_type="application/json", headers=headers)
        assert answer.status_code == HTTPStatus.OK, answer.content[:300]
        told: dict[str, Any] = answer.json()
        return told

    return call


def _through_api(call: Call, size: int) -> list[float]:
    times, seen = [], 0
    cursor: str | None = ""
    while cursor is not None:
        started = time.perf_counter()
        page = call(f"/api/v1/instruments?limit={MOST}&cursor={cursor}")
        times.append(time.perf_counter() - started)
        seen, cursor = seen + len(page["rows"]), page["next"]
    assert seen == size, seen
    return times


def _empty(call: Call) -> float:
    times = []
    for _ in range(_ENDS):
        started = time.perf_counter()
        assert call("/api/v1/instruments?kind=no-such-kind")["rows"] == []
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _batches(call: Call) -> None:
    """New rows, the same again, then changed ones; first one by one, as every row was written once, then in sets."""
    print(f"  batches of {MOST_ITEMS}, in rows/s by the clock (by processor time), one by one → in sets")
    place = make.make_premises()
    for what, (writer, item, change) in _kinds(place).items():
        told: dict[str, list[Watch]] = {}
        for way in ("each", "sets"):
            items = [item(f"{way}-{n}") for n in range(MOST_ITEMS)]
            one_by_one: Any = mock.patch.object(writer, "in_sets", lambda *_, **__: {})
            with one_by_one if way == "each" else nullcontext():
                for outcome, sent in (("added", items), ("same", items), ("changed", [one | change for one in items])):
                    if outcome != "changed" or change:
                        with Watch() as watch:
                            assert call(f"/api/v1/{what}/batch", {"items": sent})["counts"][outcome] == MOST_ITEMS
                        told.setdefault(outcome, []).append(watch)
        for outcome, (each, sets) in told.items():
            print(f"  {what:11s} {outcome:7s} {_rate(each)} → {_rate(sets)}: {each.cpu / sets.cpu:.0f} times as many")


def _rate(watch: Watch) -> str:
    return f"{MOST_ITEMS / watch.seconds:5.0f} ({MOST_ITEMS / watch.cpu:5.0f})"


def _kinds(place: Premises) -> dict[str, tuple[type, Callable[[str], dict[str, Any]], dict[str, Any]]]:
    """Writer, item of a name, and what a change changes, for every kind that is written in sets."""
    code = place.party.tax_code
    return {
        "parties": (PartyWriter, lambda name: {"name": f"Hợp tác xã {name}", "tax_code": make.make_tax_code()}, {"address": "Số 9"}),
        "premises": (PremisesWriter, lambda name: {"owner_tax_code": code, "name": f"Trạm {name}", "kind": "shop"}, {"address": "Số 9"}),
        "instruments": (InstrumentWriter, lambda name: {
            "kind": "fuel-dispenser", "maker": "Tatsuno", "serial": name, "model": "Sunny", "premises_id": str(place.pk),
            "last_verified_on": "2026-05-06"}, {"last_verified_on": "2026-06-07"}),
        "goods": (GoodsWriter, lambda name: {"owner_tax_code": code, "role": "maker", "name": f"Gạo {name}"}, {}),
        "documents": (DocumentWriter, lambda name: {"kind": "tcvn", "number": f"TCVN {name}", "title": "Gạo"}, {}),
    }


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
