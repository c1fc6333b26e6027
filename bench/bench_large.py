# SPDX-License-Identifier: Apache-2.0
"""Lists, search and an instrument's page against the plain SQL look-up of the same rows, at several sizes.

`python -m bench bench_large` measures 200,000 and 1,000,000; CHUAN_BENCH_SIZES=200000,1000000,10000000 others. A page may
take three times its look-up plus the time of an empty page. The look-up fetches what the page shows, and no more: of a
list fifty-one rows with owner, place and commune; of an instrument its row, what is recorded about it, its jobs and its
certificates. The empty page is the same list or search with nothing found; for an instrument, the page of one about
which nothing is recorded. Each figure is the median of forty-five, after three for the caches, in turn.
"""

import html
import os
import re
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import large
from bench.rooms import installation
from chuan.accounts.choices import Role
from chuan.lib import clock
from chuan.registry.models import Instrument
from tests import make

_TIMES, _WARM = 45, 3
_ROW = (
    "SELECT i.id, i.kind, i.maker, i.model, i.serial, i.status, i.last_verified_on, i.valid_until, i.characteristics, p.name,"
    " p.address, o.name, o.tax_code, u.full_name FROM registry_instrument i JOIN parties_premises p ON p.id = i.premises_id"
    " JOIN parties_party o ON o.id = i.owner_id LEFT JOIN places_administrativeunit u ON u.id = p.current_unit_id "
)
_HITS = (
    "SELECT * FROM (SELECT id, name FROM parties_party WHERE search @@ to_tsquery('simple', %(q)s) LIMIT 6) a"
    " UNION ALL SELECT * FROM (SELECT id, name FROM parties_premises WHERE search @@ to_tsquery('simple', %(q)s) LIMIT 6) b"
    " UNION ALL SELECT * FROM (SELECT id, serial FROM registry_instrument WHERE search @@ to_tsquery('simple', %(q)s) LIMIT 6) c"
)


def main() -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    sizes = [int(size) for size in os.environ.get("CHUAN_BENCH_SIZES", "200000,1000000").split(",")]
    counts: dict[str, set[int]] = {}
    print("  instruments  page                      page ms   SQL ms  empty ms  page / (3 SQL + empty)  queries")
    for size in sizes:
        with installation():
            seconds = large.fill(size)
            for name, figures in measure().items():
                page, sql, empty, queries = figures
                counts.setdefault(name, set()).add(queries)
                print(f"  {size:11,d}  {name:24s} {page:8.1f} {sql:8.1f} {empty:9.1f}  {page / (3 * sql + empty):22.2f}  {queries:7d}", flush=True)
            print(f"  {size:11,d}  (filled in {seconds:.0f} s, {on_disk()})")
    changing = {name: sorted(found) for name, found in counts.items() if len(found) > 1}
    print(f"  queries that change with size: {changing or 'none'}")


def measure() -> dict[str, tuple[float, float, float, int]]:
    """name → milliseconds of the page, of its look-up, of an empty page, and the queries of the page."""
    client = Client()
    client.force_login(make.make_member(Role.REGISTRAR), backend=settings.AUTHENTICATION_BACKENDS[0])
    today = clock.today()
    known = with_history()
    like = Instrument.objects.filter(kind=known.kind, status=known.status, valid_until__gt=today + timedelta(days=60))
    bare = like.exclude(pk=known.pk).order_by("id").only("pk")[1000]
    middle = Instrument.objects.order_by("id").only("pk", "serial")[1000]
    life = life_of(known)
    pages: dict[str, tuple[str, bool, str, dict[str, Any]]] = {
        "list": ("/registry/", False, f"{_ROW} ORDER BY i.kind, i.maker_key, i.serial_key LIMIT 51", {}),
        "list, 20 pages on": (twenty_on(client, "/registry/"), False, *_keyset()),
        "list of a kind, overdue": (
            "/registry/?kind=taximeter&standing=overdue", False,
            f"{_ROW} WHERE i.kind = 'taximeter' AND i.status = 'in_use' AND COALESCE(i.valid_until, '9999-12-31') < %(today)s"
            " ORDER BY i.kind, i.maker_key, i.serial_key LIMIT 51", {"today": today}),
        "due within 30 days": ("/registry/due/", False, f"{_ROW} {_DUE}", {"first": today, "last": today + timedelta(days=30)}),
        "due in a commune": (
            "/registry/due/?commune=03646", False, _ROW + _DUE.replace("ORDER", "AND u.code = '03646' ORDER"),
            {"first": today, "last": today + timedelta(days=30)}),
        "search: a serial number": ("/search/?q=" + middle.serial, True, _HITS, {"q": middle.serial.replace("-", ":* & ") + ":*"}),
        "search: the start of one": ("/search/?q=SL-0001", True, _HITS, {"q": "sl:* & 0001:*"}),
        "search: a maker": ("/search/?q=landis", True, _HITS, {"q": "landis:*"}),
        "search: words of a name": ("/search/?q=ho+kinh+doanh+so+77", True, _HITS, {"q": "ho:* & kinh:* & doanh:* & so:* & 77:*"}),
        "an instrument": (f"/registry/instruments/{known.pk}/", False, _LIFE, life),
        "an instrument, long ago": (f"/registry/instruments/{known.pk}/?on=2025-01-15", False, _LIFE, life),
    }
    nothing = {"list": "/registry/?q=zzqqzz", "due": "/registry/due/?q=zzqqzz", "search:": "/search/?q=zzqqzz",
               "an": f"/registry/instruments/{bare.pk}/"}
    return {
        name: one(client, url, sql, params, fragment=fragment,
                  empty=nothing[re.split("[ ,]", name)[0]] + ("?on=2025-01-15" if "long ago" in name else ""))
        for name, (url, fragment, sql, params) in pages.items()
    }


def with_history() -> Instrument:
    """An instrument that was verified five times: orders, jobs, marks and certificates as the centre makes them."""
    cast = make.Cast()
    known = make.make_instrument()
    for _ in range(5):
        make.make_certificate(cast, instrument=known)
    return Instrument.objects.get(pk=known.pk)


def life_of(known: Instrument) -> dict[str, Any]:
    """The instrument, and the rows about which something is recorded that its page tells."""
    jobs = list(known.jobs.select_related("order"))
    about = [known, *jobs, *(job.order for job in jobs), *known.certificates.all()]
    return {"pk": known.pk, "about": [str(row.pk) for row in about], "kinds": sorted({row.audit_subject for row in about})}


#: what an instrument's page shows: four look-ups
_LIFE = (
    f"{_ROW} WHERE i.id = %(pk)s;"
    "SELECT at, verb, actor_name, subject_kind, subject_id, subject_label, data FROM audit_entry"
    " WHERE subject_kind = ANY(%(kinds)s) AND subject_id = ANY(%(about)s) ORDER BY sequence;"
    "SELECT j.id, j.status, o.year, o.number, v.full_name FROM verification_job j JOIN verification_order o ON o.id = j.order_id"
    " LEFT JOIN accounts_user v ON v.id = j.verifier_id WHERE j.instrument_id = %(pk)s ORDER BY o.year DESC, o.number DESC;"
    "SELECT c.id, c.year, c.number, c.verified_on, c.valid_until, c.revoked_on, m.series, m.number"
    " FROM verification_verificationcertificate c LEFT JOIN verification_verificationmark m ON m.id = c.mark_id"
    " WHERE c.instrument_id = %(pk)s ORDER BY c.issued_at DESC"
)
_DUE = (
    "WHERE i.status = 'in_use' AND COALESCE(i.valid_until, '9999-12-31') BETWEEN %(first)s AND %(last)s"
    " ORDER BY u.name, p.name, p.id, i.valid_until, i.serial, i.id LIMIT 51"
)


def _keyset() -> tuple[str, dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, maker_key, serial_key FROM registry_instrument ORDER BY 1, 2, 3 OFFSET 999 LIMIT 1")
        kind, maker, serial = cursor.fetchone()
    where = "WHERE ROW(i.kind, i.maker_key, i.serial_key) > ROW(%(kind)s, %(maker)s, %(serial)s)"
    return f"{_ROW} {where} ORDER BY i.kind, i.maker_key, i.serial_key LIMIT 51", {"kind": kind, "maker": maker, "serial": serial}


def one(
    client: Client, url: str, sql: str, params: dict[str, Any], *, fragment: bool, empty: str
) -> tuple[float, float, float, int]:
    """A page, its look-up and the empty page, in turn: whatever else the machine does, it does to all three."""
    headers = {"HX-Request": "true"} if fragment else {}

    def page(address: str) -> None:
        assert client.get(address, headers=headers).status_code == 200, address

    def look_up() -> None:
        with connection.cursor() as cursor:
            for statement in sql.split(";"):
                cursor.execute(statement, params)
                cursor.fetchall()

    took = medians(lambda: page(url), look_up, lambda: page(empty))
    with CaptureQueriesContext(connection) as captured:
        page(url)
    return took[0], took[1], took[2], len(captured)


def medians(*acts: Callable[[], object]) -> list[float]:
    """Milliseconds of each."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(_WARM + _TIMES):
        for act, taken in zip(acts, times, strict=True):
            started = time.perf_counter()
            act()
            taken.append((time.perf_counter() - started) * 1000)
    return [statistics.median(taken[_WARM:]) for taken in times]


def twenty_on(client: Client, url: str) -> str:
    """The address of the twentieth next page."""
    here = url
    for _ in range(20):
        found = re.search(r'rel="next" href="([^"]+)"', client.get(here).content.decode())
        assert found is not None
        here = url + html.unescape(found[1])
    return here


def on_disk() -> str:
    """What the instruments take with their indexes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_table_size('registry_instrument')), pg_size_pretty(pg_indexes_size('registry_instrument'))")
        table, indexes = cursor.fetchone()
    return f"{table} of rows, {indexes} of indexes"
