# SPDX-License-Identifier: Apache-2.0
"""Rows as PostgreSQL writes them: into JSON and back without passing through Python, so that nothing is rounded."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model
from psycopg import sql

from chuan.merging.queries import columns_of


def lock(model: type[Model], ids: Iterable[UUID]) -> dict[UUID, str]:
    """Lock rows in the order of their ids; a fingerprint of each that is there."""
    query = sql.SQL("SELECT id, md5(({snapshot})::text) FROM {table} t WHERE id = ANY(%s) ORDER BY id FOR UPDATE").format(
        snapshot=_snapshot(model), table=_table(model)
    )
    return dict(_rows(query, [list(ids)]))


def fingerprints(model: type[Model], ids: Iterable[UUID]) -> dict[UUID, str]:
    """What `lock` returns, without locking."""
    query = sql.SQL("SELECT id, md5(({snapshot})::text) FROM {table} t WHERE id = ANY(%s)").format(
        snapshot=_snapshot(model), table=_table(model)
    )
    return dict(_rows(query, [list(ids)]))


def keep_snapshot(model: type[Model], pk: UUID, *, merge: UUID, column: str) -> None:
    """Write a row as JSON into a column of the merge."""
    query = sql.SQL("UPDATE merging_merge SET {column} = ({snapshot}) FROM {table} t WHERE t.id = %s AND merging_merge.id = %s")
    _run(query.format(column=sql.Identifier(column), snapshot=_snapshot(model), table=_table(model)), [pk, merge])


def restore(model: type[Model], pk: UUID, *, merge: UUID, column: str) -> None:
    """Make a standing row what a column of the merge says, column by column."""
    columns = [name for name in columns_of(model) if name != "id"]
    query = sql.SQL(
        "UPDATE {table} SET ({names}) = (SELECT {values} FROM merging_merge m,"
        " jsonb_populate_record(NULL::{table}, m.{column}) r WHERE m.id = %s) WHERE id = %s"
    ).format(table=_table(model), names=_names(columns), values=_names(columns, "r"), column=sql.Identifier(column))
    _run(query, [merge, pk])


def bring_back(model: type[Model], *, merge: UUID) -> None:
    """Insert the row that was merged away, as it was."""
    columns = columns_of(model)
    query = sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {values} FROM merging_merge m,"
        " jsonb_populate_record(NULL::{table}, m.away) r WHERE m.id = %s"
    ).format(table=_table(model), names=_names(columns), values=_names(columns, "r"))
    _run(query, [merge])


def take_away(model: type[Model], pk: UUID) -> None:
    """Delete a row nothing points to any more."""
    _run(sql.SQL("DELETE FROM {table} WHERE id = %s").format(table=_table(model)), [pk])


def fold_rows(model: type[Model], ids: list[Any], *, relation: int) -> None:
    """Write rows into a relation of the merge, then delete them."""
    query = sql.SQL(
        "UPDATE merging_mergedrelation SET folded = (SELECT jsonb_agg({snapshot} ORDER BY t.id) FROM {table} t"
        " WHERE t.id = ANY(%s)) WHERE id = %s"
    )
    _run(query.format(snapshot=_snapshot(model), table=_table(model)), [ids, relation])
    _run(sql.SQL("DELETE FROM {table} WHERE id = ANY(%s)").format(table=_table(model)), [ids])


def unfold_rows(model: type[Model], *, relation: int) -> None:
    """Insert the rows a relation of the merge holds, as they were."""
    columns = columns_of(model)
    query = sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {values} FROM merging_mergedrelation m,"
        " jsonb_populate_recordset(NULL::{table}, m.folded) r WHERE m.id = %s"
    ).format(table=_table(model), names=_names(columns), values=_names(columns, "r"))
    _run(query, [relation])


def changed_since(model: type[Model], pk: UUID, *, merge: UUID) -> list[str]:
    """The columns in which a row differs from what it was after the merge."""
    query = sql.SQL(
        "SELECT was.key FROM merging_merge m, {table} t, jsonb_each(m.after) was"
        " WHERE m.id = %s AND t.id = %s AND (({snapshot}) -> was.key) IS DISTINCT FROM was.value ORDER BY 1"
    ).format(table=_table(model), snapshot=_snapshot(model))
    return [name for (name,) in _rows(query, [merge, pk])]


def check_references() -> None:
    """Let the database say now, not at the end, if something still points to a row that went."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _snapshot(model: type[Model]) -> sql.Composable:
    generated = [f.column for f in model._meta.local_concrete_fields if getattr(f, "generated", False)]
    without = sql.SQL("").join(sql.SQL(" - {}").format(sql.Literal(name)) for name in generated)
    return sql.SQL("to_jsonb(t)") + without


def _table(model: type[Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def _names(columns: list[str], prefix: str = "") -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(*([prefix] if prefix else []), name) for name in columns)


def _run(query: sql.Composable, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(), values)


def _rows(query: sql.Composable, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(), values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
