# SPDX-License-Identifier: Apache-2.0
"""One way of bringing a workbook of meters in, in a process of its own: python -m bench.import_child WAY FILE ROWS.

WAY is ours, plain or cached (django-import-export). Prints one line of JSON.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuan.config.settings")


def ours(path: Path) -> dict[str, Any]:
    """The whole path: guard, keep, read, validate, match, write, audit; then a bare COPY of the same rows.

    The libraries that read are loaded before, as those of the other way are: a worker loads them once.
    """
    import fastexcel  # noqa: F401
    import numpy as np  # noqa: F401
    import polars  # noqa: F401

    from chuan.accounts.choices import Role
    from chuan.imports.actions.imports import start_import
    from chuan.imports.run import run_import
    from chuan.lib import clock
    from tests import make
    from tests.workbooks import METER_KIND

    registrar, content = make.make_member(Role.REGISTRAR), path.read_bytes()
    with Watch() as watch:
        imported = start_import(actor=registrar, at=clock.now(), name=path.name, content=content, kind=METER_KIND, decision="good")
        imported = run_import(imported.pk, clock.now())
    assert imported.rows_added == imported.rows_total, (imported.status, imported.error_code, imported.rows_refused)
    peak = peak_mb()
    bare = bare_copy()
    return {"rows": imported.rows_added, "seconds": watch.seconds, "cpu": watch.cpu, "peak_mb": peak,
            "bare": bare.seconds, "bare_cpu": bare.cpu}


def bare_copy() -> "Watch":
    """COPY the instruments just imported into an empty table of the same shape and indexes."""
    from django.db import connection

    from chuan.registry.models import Instrument

    columns = [f.column for f in Instrument._meta.local_concrete_fields if not getattr(f, "generated", False)]
    names = ", ".join(f'"{c}"' for c in columns)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (LIKE registry_instrument INCLUDING ALL)")
        with cursor.copy(f"COPY (SELECT {names} FROM registry_instrument) TO STDOUT") as copy:
            data = b"".join(bytes(block) for block in copy)
        with Watch() as watch, cursor.copy(f"COPY bare ({names}) FROM STDIN") as copy:
            copy.write(data)
    return watch


def import_export(path: Path, rows: int, way: str) -> dict[str, Any]:
    """The same list by django-import-export in bulk mode, with the same rules in its hooks, in two parts one after the other.

    Reading is done once for the whole file: each row carries its share.
    """
    from tablib import Dataset

    from bench import import_export_resource as resources

    resource_class = resources.CachedMeterResource if way == "cached" else resources.MeterResource
    with Watch() as reading, path.open("rb") as file:
        everything = Dataset().load(file.read(), format="xlsx")
    parts = []
    for at in range(2):
        dataset = Dataset(*everything[at * rows // 2 : (at + 1) * rows // 2], headers=everything.headers)
        share = len(dataset) / len(everything)
        with Watch() as watch:
            result = resource_class().import_data(dataset, raise_errors=True, use_transactions=True)
        assert result.totals["new"] == len(dataset), dict(result.totals)
        parts.append({"rows": len(dataset), "seconds": watch.seconds + reading.seconds * share, "cpu": watch.cpu + reading.cpu * share})
    return {"parts": parts, "peak_mb": peak_mb()}


def peak_mb() -> float:
    """The most memory this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Watch:
    """Seconds by the clock, and processor time of this process and of the one that serves it in the database.

    The second hardly depends on what else the machine does. Elsewhere than on Linux it is that of this process alone.
    """

    seconds = cpu = 0.0

    def __enter__(self) -> "Watch":
        self._began, self._spent = time.perf_counter(), self._processors()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds, self.cpu = time.perf_counter() - self._began, self._processors() - self._spent

    def _processors(self) -> float:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
        served = stat.read_text().rpartition(")")[2].split()[11:13] if stat.exists() else []
        return time.process_time() + sum(map(int, served)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    import django

    django.setup()
    from bench.rooms import installation

    way, path, rows = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    with installation():
        found = ours(path) if way == "ours" else import_export(path, rows, way)
    print("RESULT " + json.dumps(found))


if __name__ == "__main__":
    main()
