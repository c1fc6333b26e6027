# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""What is kept of an import beside the records themselves: rows to look at, rows made, the marked workbook."""

from django.utils import translation

from chuan.documents.actions import store_file
from chuan.imports.checking import Problems
from chuan.imports.choices import RowOutcome
from chuan.imports.guard import Checked
from chuan.imports.kinds import ImportKind, Made
from chuan.imports.marking import mark
from chuan.imports.models import Import, ImportedRows, ImportRow
from chuan.imports.reading import STRIDE, UNCACHED, Table
from chuan.imports.staging import TABLE, Stage

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: so many rows of each outcome are shown before anything is written
PREVIEWED = 50


def keep_rows(
    imported: Import, kind: ImportKind, stage: Stage, table: Table, problems: Problems, *, first: int = 0, changed: bool = True
) -> None:
    """Keep the wrong and the likely rows, all the changed ones, and some of the others if asked; forget older ones."""
    ImportRow.objects.filter(source=imported).delete()
    _keep_problems(imported, stage, table, problems)
    if changed:
        _keep_changed(imported, stage, table, limit=first)
    if first:
        _keep_first(imported, kind, stage, table, first)


def _keep_problems(imported: Import, stage: Stage, table: Table, problems: Problems) -> None:
    import polars

    if not problems:
        return
    likely = dict(stage.rows(f"SELECT line, subject FROM {TABLE} WHERE outcome = 'likely'"))
    verdicts = dict(stage.rows(f"SELECT line, verdict FROM {TABLE} WHERE verdict <> ''"))
    wanted = polars.Series(list(problems), dtype=polars.Int64)
    texts = {row.pop("line"): row for row in table.frame.filter(polars.col("line").is_in(wanted.implode())).to_dicts()}
    rows = []
    for line, found in problems.items():
        sheet, number = table.place(line)
        known = {name: text for name, text in texts[line].items() if text and text != UNCACHED}
        outcome = RowOutcome.LIKELY if line in likely else RowOutcome.REFUSED
        rows.append(ImportRow(
            source=imported, sheet=sheet, number=number, outcome=outcome, problems=found, values=known,
            subject=likely.get(line), verdict=verdicts.get(line, ""),
        ))
    ImportRow.objects.bulk_create(rows, batch_size=2000)


def _keep_changed(imported: Import, stage: Stage, table: Table, *, limit: int) -> None:
    names = [table.place(at * STRIDE)[0] for at in range(len(table.sheets))]
    stage.run(
        "INSERT INTO imports_importrow (source_id, sheet, number, outcome, problems, values, subject, before, verdict)"
        f" SELECT %s, (%s::text[])[line / {STRIDE} + 1], line %% {STRIDE}, 'changed', '[]', coalesce(after, '{{}}'), subject,"
        f" coalesce(before, '{{}}'), verdict FROM {TABLE} WHERE outcome = 'changed' ORDER BY line LIMIT %s",
        imported.pk, names, limit or None,
    )


def _keep_first(imported: Import, kind: ImportKind, stage: Stage, table: Table, first: int) -> None:
    import polars

    found = stage.rows(
        f"SELECT line, outcome, subject FROM {TABLE} WHERE outcome IN ('added', 'same') ORDER BY line LIMIT %s", first
    )
    lines = polars.Series([line for line, _, _ in found], dtype=polars.Int64)
    shown = [name for name in kind.shown if name in table.frame.columns]
    texts = {row.pop("line"): row for row in
             table.frame.filter(polars.col("line").is_in(lines.implode())).select("line", *shown).to_dicts()}
    ImportRow.objects.bulk_create([
        ImportRow(source=imported, sheet=table.place(line)[0], number=table.place(line)[1], outcome=outcome, subject=subject,
                  values={name: text for name, text in texts[line].items() if text})
        for line, outcome, subject in found
    ])


def keep_made(imported: Import, stage: Stage, made: Made) -> None:
    """Keep which rows of which tables the import made."""
    for at, (model, ids) in enumerate(made.rows):
        if ids:
            ImportedRows.objects.create(source=imported, position=at, model=model._meta.label, ids=ids)
        elif ids is None:
            stage.run(
                "INSERT INTO imports_importedrows (source_id, position, model, ids)"
                f" SELECT %s, %s, %s, array_agg(id ORDER BY line) FROM {TABLE} WHERE outcome = 'added' HAVING count(*) > 0",
                imported.pk, at, model._meta.label,
            )


def keep_marked(
    imported: Import, kind: ImportKind, content: bytes, guarded: Checked, table: Table, problems: Problems
) -> None:
    """Keep the workbook to mend, if something is wrong."""
    if not problems:
        return
    with translation.override("vi"):  # the workbook goes back to the company that made it
        marked = mark(content, guarded, table, kind, problems)
    stem = imported.file.name.rpartition(".")[0] or imported.file.name
    imported.marked_file = store_file(
        name=f"{stem[:180]} - sửa lỗi.xlsx", content_type=XLSX, content=marked, actor=imported.uploaded_by
    )
