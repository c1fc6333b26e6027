# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""The good rows of a list in the database, as a table of their own, so that matching and writing are a few statements.

`import_stage` lives until the transaction ends. Its columns: line, id (a new identifier for each row), the outputs of
the kind's columns, then what matching says: outcome, subject (the record on file), before (its values, if they
change), problem ([column, code, data]).
"""

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db import DataError, connection, transaction

from chuan.imports.checking import Checked

if TYPE_CHECKING:
    import polars

TABLE = "import_stage"
_AT_ONCE = 5_000
#: twelve bits of a UUID count what one millisecond makes
_COUNTERS = 4_096
_ANSWERS = "outcome text DEFAULT 'added', subject uuid, before jsonb, after jsonb, problem jsonb, verdict text DEFAULT ''"


class Stage:
    """The staged rows."""

    def __init__(self, checked: Checked) -> None:
        self.count = checked.rows.height
        self.columns = tuple(checked.types)
        _copy(checked)

    def run(self, sql: str, *parameters: Any) -> int:
        """Carry out a statement; how many rows it touched."""
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters or None)
            return int(cursor.rowcount)

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters or None)
            return list(cursor.fetchall())

    def outcomes(self) -> dict[str, int]:
        """How many rows have which outcome."""
        return dict(self.rows(f"SELECT outcome, count(*) FROM {TABLE} GROUP BY outcome"))


def _copy(checked: Checked) -> None:
    rows = checked.rows
    columns = ", ".join(f'"{name}" {kind}' for name, kind in checked.types.items())
    names = ", ".join(f'"{name}"' for name in checked.types)
    frame = rows.select("line", *checked.types).insert_column(1, _identifiers(rows.height))
    with connection.cursor() as cursor:
        _take_memory(cursor)
        # compiling statements costs more than it saves, and planning needs a rough idea only
        cursor.execute("SET LOCAL jit = off; SET LOCAL default_statistics_target = 10")
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute(f"CREATE TEMPORARY TABLE {TABLE} (line bigint, id uuid, {columns}, {_ANSWERS}) ON COMMIT DROP")
        with cursor.copy(f"COPY {TABLE} (line, id, {names}) FROM STDIN WITH (FORMAT csv)") as copy:
            for part in frame.iter_slices(_AT_ONCE):  # the database takes in one while the next is written
                # an empty text is quoted by polars, a null is not: PostgreSQL reads them so too
                copy.write(part.write_csv(include_header=False, null_value="", quote_style="necessary"))
        cursor.execute(f"ANALYZE {TABLE}")


def _take_memory(cursor: Any) -> None:
    """Hold the staged rows in memory; PostgreSQL lets a session choose that before its first temporary table only.

    One of a transaction that was undone counts too, and leaves no trace to ask for: then it stays as it is.
    """
    cursor.execute("SELECT pg_my_temp_schema() = 0")
    if cursor.fetchone()[0]:
        with suppress(DataError), transaction.atomic():
            cursor.execute("SET temp_buffers = '96MB'")


def _identifiers(count: int) -> "polars.Series":
    """Version 7 UUIDs for so many rows: one instant, a counter, then randomness, in ascending order (RFC 9562, 6.2)."""
    import polars

    milliseconds, texts = int(time.time() * 1000), []
    counters = [f"7{counter:03x}8" for counter in range(_COUNTERS)]
    for past, first in enumerate(range(0, count, _COUNTERS)):
        instant = f"{milliseconds + past:012x}"
        random = os.urandom(8 * min(_COUNTERS, count - first)).hex(" ", 8).split()
        texts += [f"{instant}{counter}{digits[1:]}" for counter, digits in zip(counters, random, strict=False)]
    return polars.Series("id", texts, dtype=polars.String)
