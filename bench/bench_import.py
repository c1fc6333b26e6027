# SPDX-License-Identifier: Apache-2.0
"""Import of 10,000 rows of .xlsx, the whole path, against a bare COPY of the same rows into the same table."""

import time
from datetime import timedelta

from django.db import connection

from bench.rooms import installation
from chuan.accounts.choices import Role
from chuan.documents.actions import store_file
from chuan.lib import clock
from chuan.registry.imports.run import run_import
from chuan.registry.models import Import, Instrument
from tests import make, workbooks

ROWS = 10_000


def main() -> None:
    with installation():
        content = workbooks.workbook(workbooks.many_dispensers(ROWS, clock.today() - timedelta(days=1)))
        registrar = make.make_member(Role.REGISTRAR)
        file = store_file(name="bench.xlsx", content_type="application/octet-stream", content=content, actor=registrar)
        imported = Import.objects.create(file=file, kind="fuel-dispenser", uploaded_by=registrar, uploaded_at=clock.now())
        started = time.perf_counter()
        imported = run_import(imported.pk, clock.now())
        whole = time.perf_counter() - started
        assert (imported.rows_added, imported.rows_refused) == (ROWS, 0), (imported.rows_added, imported.rows_refused)
        bare = bare_copy()
        print(f"  whole path {whole:6.2f} s = {ROWS / whole:8.0f} rows/s  (file of {len(content) / 1e6:.1f} MB)")
        print(f"  bare COPY  {bare:6.2f} s = {ROWS / bare:8.0f} rows/s  (same rows, same indexes, no checks)")
        print(f"  ratio      {whole / bare:6.1f} : 1")


def bare_copy() -> float:
    """Seconds to COPY the instruments just imported into an empty table of the same shape and indexes."""
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
