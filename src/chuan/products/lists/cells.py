# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Cells that name normative documents and goods, and how the staged rows find them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from chuan.imports.kinds import Column
from chuan.imports.records import RecordKind
from chuan.imports.staging import TABLE
from chuan.imports.values import Text
from chuan.products import errors

if TYPE_CHECKING:
    from chuan.imports.staging import Stage

PROBLEMS = {
    errors.DocumentUnknown.code: (
        gettext_noop("there is no normative document {value} on file"),
        gettext_noop("bring the document in first, or write its number as it stands there"),
    ),
    errors.StandardNotInForce.code: (
        gettext_noop("{value} is not in force on {day}"), gettext_noop("write the document in force on that day")
    ),
    errors.DaysSwapped.code: (gettext_noop("it lies before {value}"), gettext_noop("compare both days on the paper")),
}


def document_column(heading: str, *aliases: str, required: bool, note: str) -> Column:
    """A column that names a document by its number."""
    return Column("standard", heading, required, aliases, note, Text(80, keyed=True))


def find_standard(stage: "Stage", owner: str = "NULL::uuid") -> None:
    """Add `standard_id`: the public document of that number, or the own standard of the owner (SQL over `s`)."""
    stage.run(f"ALTER TABLE {TABLE} ADD COLUMN standard_id uuid")
    stage.run(
        f"UPDATE {TABLE} s SET standard_id = f.id FROM (SELECT DISTINCT ON (s.line) s.line, d.id FROM {TABLE} s"
        f" JOIN products_normativedocument d ON d.number_key = s.standard_key AND (d.owner_id IS NULL OR d.owner_id = {owner})"
        " WHERE s.standard_key <> '' ORDER BY s.line, d.owner_id NULLS LAST) f WHERE s.line = f.line"
    )


def refuse_unknown_standard(kind: RecordKind, stage: "Stage") -> None:
    """Refuse rows that name a document nobody entered."""
    kind.wrong(stage, "standard", errors.DocumentUnknown.code, "s.standard <> '' AND s.standard_id IS NULL", data="'value', s.standard")


def refuse_standard_not_in_force(kind: RecordKind, stage: "Stage", day: str, newly: str) -> None:
    """Refuse documents known to have ended or not to have begun on a day (SQL) where `newly` (SQL) holds."""
    kind.wrong(
        stage, "standard", errors.StandardNotInForce.code,
        f"({newly}) AND (d.ended_on <= {day} OR d.in_force_from > {day} OR (d.in_force_from IS NULL AND d.issued_on > {day}))",
        data=f"'value', s.standard, 'day', to_char({day}, 'DD/MM/YYYY')",
        join="LEFT JOIN products_normativedocument d ON d.id = s.standard_id",
    )


STANDARD_NUMBER = "(SELECT number FROM products_normativedocument d WHERE d.id = {0})"


def find_links(stage: "Stage", field: str, candidates: str) -> None:
    """Add `<field>_ids` and `<field>_unknown`: what each key of a cell means among candidates (SQL: line or null, k, id)."""
    stage.run(f"ALTER TABLE {TABLE} ADD COLUMN {field}_ids uuid[], ADD COLUMN {field}_unknown text")
    stage.run(
        f"UPDATE {TABLE} s SET {field}_ids = f.ids, {field}_unknown = f.unknown FROM ("
        " SELECT o.line, coalesce(array_agg(DISTINCT o.id ORDER BY o.id) FILTER (WHERE o.id IS NOT NULL), '{}') AS ids,"
        " min(o.said) FILTER (WHERE o.id IS NULL) AS unknown FROM ("
        "  SELECT s.line, w.said, CASE WHEN count(DISTINCT c.id) = 1 THEN min(c.id::text)::uuid END AS id"
        f"  FROM {TABLE} s CROSS JOIN LATERAL unnest(s.{field}_keys, s.{field}_texts) w(k, said)"
        f"  LEFT JOIN ({candidates}) c ON c.k = w.k AND (c.line IS NULL OR c.line = s.line) GROUP BY s.line, w.k, w.said"
        " ) o GROUP BY o.line) f WHERE s.line = f.line"
    )
