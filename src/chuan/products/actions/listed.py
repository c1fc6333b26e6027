# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Writes that follow from a list of documents; part of the import, which asks for permission and records."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from chuan.imports.staging import TABLE

if TYPE_CHECKING:
    from chuan.imports.models import Import
    from chuan.imports.staging import Stage


def end_replaced(stage: "Stage") -> None:
    """End documents on file on the day on which what replaces them by this list comes into force, if no day is known."""
    stage.run(
        "UPDATE products_normativedocument e SET ended_on = f.day FROM (SELECT l.to_normativedocument_id AS id,"
        " min(d.in_force_from) AS day FROM products_normativedocument_replaces l"
        " JOIN products_normativedocument d ON d.id = l.from_normativedocument_id"
        f" JOIN {TABLE} s ON s.outcome IN ('added', 'changed') AND (coalesce(s.subject, s.id) = d.id AND s.replaces_ids IS NOT NULL"
        " OR coalesce(s.subject, s.id) = l.to_normativedocument_id AND s.replaced_by_ids IS NOT NULL)"
        " WHERE d.in_force_from IS NOT NULL GROUP BY 1) f"
        " WHERE e.id = f.id AND e.ended_on IS NULL AND coalesce(e.in_force_from, '-infinity') <= f.day"
    )


def reopen_replaced(imported: "Import", ids: list[UUID]) -> None:
    """Take that end back from documents these replace, where it is the last that was changed of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE products_normativedocument e SET ended_on = NULL FROM products_normativedocument_replaces l"
            " JOIN products_normativedocument d ON d.id = l.from_normativedocument_id WHERE d.id = ANY(%s)"
            " AND l.to_normativedocument_id = e.id AND e.ended_on = d.in_force_from AND (SELECT h.ended_on IS NULL"
            " FROM products_normativedocumentevent h WHERE h.pgh_obj_id = e.id AND h.pgh_created_at >= %s"
            " ORDER BY h.pgh_id DESC LIMIT 1)", [ids, imported.uploaded_at],
        )
