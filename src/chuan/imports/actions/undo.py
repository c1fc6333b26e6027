# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Undoing a whole import, while nothing depends on what it brought in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.imports import errors, kinds
from chuan.imports.choices import ImportStatus
from chuan.imports.models import Import, ImportedRows


@transaction.atomic
def undo_import(*, actor: User, import_id: UUID, at: datetime) -> Import:
    """Take away every record the import made and give those it changed their former values.

    Refused with the reasons if a record it made is used by anything, or was changed since. What it made beside the
    records (owners, places) stays where others use it by now.
    """
    imported = Import.objects.select_for_update(of=("self",)).select_related("file").defer("file__content").get(pk=import_id)
    kind = kinds.get(imported.kind)
    if kind is None:
        raise errors.KindUnknown(kind=imported.kind)
    require(actor, kind.act)
    if imported.status != ImportStatus.DONE:
        raise errors.NotWaiting(status=str(ImportStatus(imported.status).label))
    kind.lock()
    made = list(ImportedRows.objects.filter(source=imported).order_by("position"))
    for one in made[:1]:
        if one.position == 0:  # the records themselves; owners and places stand behind
            kind.release(imported, one.ids)
            _nothing_depends(imported, apps.get_model(one.model), one.ids)
    changed_again = kind.restore(imported)
    if changed_again:
        raise errors.ChangedSince(count=changed_again)
    removed = sum(_remove(apps.get_model(one.model), one.ids, strictly=one.position == 0) for one in made)
    imported.status, imported.finished_at = ImportStatus.UNDONE, at
    imported.save(update_fields=["status", "finished_at"])
    record("imports.import.undone", actor=actor, subject=imported, data={"removed": removed, "restored": imported.rows_changed})
    return imported


def _nothing_depends(imported: Import, model: type[models.Model], ids: list[UUID]) -> None:
    uses = [f"{count} × {label}" for label, count in uses_of(model, ids) if count]
    if uses:
        raise errors.StillNeeded(uses="; ".join(uses))
    changed = _changed_since(model, ids, imported.finished_at)
    if changed:
        raise errors.ChangedSince(count=changed)


def uses_of(model: type[models.Model], ids: list[UUID]) -> list[tuple[str, int]]:
    """How many rows of which tables point at these rows; history does not count."""
    found = []
    own = connection.ops.quote_name(model._meta.db_table)
    for table, column, label in _pointing_at(model):
        # rows that go together may point at each other: a stall at its market
        others, given = (" AND id <> ALL(%s)", [ids, ids]) if table == own else ("", [ids])
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = ANY(%s){others}", given)
            found.append((label, int(cursor.fetchone()[0])))
    return found


def _pointing_at(model: type[models.Model]) -> list[tuple[str, str, str]]:
    """Tables, columns and names of all relations to a model that the database holds us to."""
    quote = connection.ops.quote_name
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        column: Any = getattr(relation, "field", None)
        if relation.auto_created and not relation.concrete and getattr(column, "db_constraint", False):
            other = relation.related_model
            assert isinstance(other, type)
            found.append((quote(other._meta.db_table), quote(column.column), str(other._meta.verbose_name)))
    return found


def _changed_since(model: type[models.Model], ids: list[UUID], at: datetime | None) -> int:
    """How many rows are no longer what they were then; what was changed and given back counts as unchanged."""
    events = getattr(model, "events", None)
    if events is None or at is None:
        return 0
    history, table = (connection.ops.quote_name(one._meta.db_table) for one in (events.rel.related_model, model))
    with connection.cursor() as cursor:
        cursor.execute(  # the first event since holds the row as it was
            f"SELECT count(*) FROM (SELECT DISTINCT ON (pgh_obj_id) * FROM {history} WHERE pgh_obj_id = ANY(%s)"
            f" AND pgh_label = 'update' AND pgh_created_at > %s ORDER BY pgh_obj_id, pgh_id) e JOIN {table} t ON t.id = e.pgh_obj_id"
            " WHERE EXISTS (SELECT 1 FROM jsonb_each(to_jsonb(e)) w WHERE w.key NOT LIKE 'pgh!_%%' ESCAPE '!'"
            " AND to_jsonb(t)->w.key IS DISTINCT FROM w.value)", [ids, at],
        )
        return int(cursor.fetchone()[0])


def _remove(model: type[models.Model], ids: list[UUID], *, strictly: bool) -> int:
    """Delete the rows; unless `strictly`, only those nobody points at."""
    table = connection.ops.quote_name(model._meta.db_table)
    unused = "" if strictly else "".join(
        f" AND NOT EXISTS (SELECT 1 FROM {other} o WHERE o.{column} = t.id)" for other, column, _ in _pointing_at(model)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} t WHERE t.id = ANY(%s){unused}", [ids])
        return int(cursor.rowcount)
