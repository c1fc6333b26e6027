# SPDX-License-Identifier: Apache-2.0
"""Templates filled in as people do, and what became of them."""

from collections.abc import Mapping
from typing import Any

from chuan.imports import kinds
from chuan.imports.actions.imports import decide_import, judge_rows
from chuan.imports.models import Import, ImportRow
from chuan.imports.run import run_import
from chuan.imports.template import template_workbook
from tests.make import NOON, TODAY, Cast
from tests.registry.files import opened, saved


def filled(code: str, *rows: Mapping[str, Any]) -> bytes:
    """The template of a kind with rows in it; each names fields of the kind."""
    kind = kinds.get(code)
    assert kind is not None
    book = opened(template_workbook(kind, TODAY))
    sheet = book.worksheets[0]
    headings = {cell.value: at for at, cell in enumerate(sheet[1], start=1)}
    positions = {column.field: headings[column.title] for column in kind.columns}
    for number, row in enumerate(rows, start=2):
        for field, value in row.items():
            sheet.cell(number, positions[field], value)
    return saved(book)


def counts(imported: Import) -> tuple[int, int, int, int, int]:
    """Added, changed, same, likely, refused."""
    return (imported.rows_added, imported.rows_changed, imported.rows_same, imported.rows_likely, imported.rows_refused)


def reasons(imported: Import) -> dict[int, list[tuple[str, str]]]:
    """Row -> (column, code) of each of its problems."""
    return {row.number: [(one["column"], one["code"]) for one in row.problems]
            for row in ImportRow.objects.filter(source=imported).exclude(problems=[])}


def judged(imported: Import, cast: Cast, verdict: str) -> Import:
    """Say the same of all likely rows, and write."""
    judge_rows(actor=cast.registrar, import_id=imported.pk, verdict=verdict)
    decide_import(actor=cast.registrar, import_id=imported.pk, decision="good")
    return run_import(imported.pk, NOON)
