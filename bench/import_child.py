# SPDX-License-Identifier: Apache-2.0
"""One way of bringing a workbook of meters in, in a process of its own: python -m bench.import_child WAY FILE ROWS.

Prints one line of JSON: seconds, rows, and the peak memory of the process in MB.
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
    """The whole path: guard, keep, read, validate, match, write, audit; then a bare COPY of the same rows."""
    from chuan.accounts.choices import Role
    from chuan.imports.actions.imports import start_import
    from chuan.imports.run import run_import
    from chuan.lib import clock
    from tests import make
    from tests.workbooks import METER_KIND

    registrar, content = make.make_member(Role.REGISTRAR), path.read_bytes()
    started = time.perf_counter()
    imported = start_import(actor=registrar, at=clock.now(), name=path.name, content=content, kind=METER_KIND, decision="good")
    imported = run_import(imported.pk, clock.now())
    seconds = time.perf_counter() - started
    assert imported.rows_added == imported.rows_total, (imported.status, imported.error_code, imported.rows_refused)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "rows": imported.rows_added, "peak_mb": peak, "bare": bare_copy()}


def bare_copy() -> float:
    """Seconds to COPY the instruments just imported into an empty table of the same shape and indexes."""
    from django.db import connection

    from chuan.registry.models import Instrument

    columns = [f.column for f in Instrument._meta.local_concrete_fields if not getattr(f, "generated", False)]
    names = ", ".join(f'"{c}"' for c in columns)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (LIKE registry_instrument INCLUDING ALL)")
        with cursor.copy(f"COPY (SELECT {names} FROM registry_instrument) TO STDOUT") as copy:
            data = b"".join(bytes(block) for block in copy)
        started = time.perf_counter()
        with cursor.copy(f"COPY bare ({names}) FROM STDIN") as copy:
            copy.write(data)
        return time.perf_counter() - started


def import_export(path: Path, rows: int) -> dict[str, Any]:
    """The same list by django-import-export in bulk mode, with the same rules in its hooks."""
    from tablib import Dataset

    from bench.import_export_resource import MeterResource

    started = time.perf_counter()
    with path.open("rb") as file:
        everything = Dataset().load(file.read(), format="xlsx")
    read = time.perf_counter() - started
    part = everything[:rows]
    dataset = Dataset(*part, headers=everything.headers)
    started = time.perf_counter()
    result = MeterResource().import_data(dataset, raise_errors=True, use_transactions=True)
    seconds = time.perf_counter() - started
    assert result.totals["new"] == rows, dict(result.totals)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # reading is done once for the whole file: each row carries its share
    return {"seconds": seconds + read * rows / len(everything), "rows": rows, "peak_mb": peak, "read": read}


def main() -> None:
    import django

    django.setup()
    from bench.rooms import installation

    way, path, rows = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    with installation():
        found = ours(path) if way == "ours" else import_export(path, rows)
    print("RESULT " + json.dumps(found))


if __name__ == "__main__":
    main()
