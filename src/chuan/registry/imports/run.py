# SPDX-License-Identifier: Apache-2.0
"""The whole import, from the stored file to the last row: restartable at any point, written in one transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from chuan.audit.actions import record
from chuan.documents.actions import store_file
from chuan.lib import clock
from chuan.places.queries import Gazetteer
from chuan.registry.choices import ImportStatus
from chuan.registry.errors import FileRefused
from chuan.registry.imports.checking import Checker, Row
from chuan.registry.imports.guard import Checked, check_file
from chuan.registry.imports.marking import Refused, mark
from chuan.registry.imports.matching import Matched, match_rows
from chuan.registry.imports.reading import UNCACHED, Table, read_table
from chuan.registry.imports.writing import lock_kind, write_rows
from chuan.registry.models import Import, ImportRow

#: progress is committed after so many rows
_STEP = 1000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def run_import(import_id: UUID, at: datetime) -> Import:
    """Carry out an import. Running it again after it finished does nothing; after a crash it begins anew.

    Until the last transaction only progress is written, so a death at any moment leaves no row behind; that
    transaction locks the import and the kind of instrument, so two workers cannot both write.
    """
    imported = Import.objects.select_related("file", "uploaded_by").get(pk=import_id)
    if imported.is_finished:
        return imported
    content = bytes(imported.file.content)
    try:
        _progress(imported, status=ImportStatus.READING, rows_checked=0)
        checked = check_file(content, imported.file.name, max_bytes=settings.UPLOAD_MAX_BYTES)
        table = read_table(content, checked)
    except FileRefused as refusal:
        return refuse_import(import_id, refusal, at=at)
    _progress(imported, status=ImportStatus.CHECKING, rows_total=len(table.rows))
    good, refused = _check(imported, table, at)
    _progress(imported, status=ImportStatus.WRITING, rows_checked=len(table.rows))
    return _write(imported, content, checked, table, good, refused, at=at)


@transaction.atomic
def refuse_import(import_id: UUID, refusal: FileRefused, *, at: datetime) -> Import:
    """Close an import of which nothing can be taken."""
    imported = Import.objects.select_for_update().get(pk=import_id)
    if imported.is_finished:
        return imported
    imported.status, imported.finished_at = ImportStatus.REFUSED, at
    imported.error_code, imported.error_data = refusal.code, refusal.data
    imported.save(update_fields=["status", "finished_at", "error_code", "error_data"])
    record("registry.import.refused", actor=imported.uploaded_by, subject=imported, data={"error": refusal.code})
    return imported


def _progress(imported: Import, **values: Any) -> None:
    """Commit how far it is, unless it finished meanwhile."""
    unfinished = Import.objects.filter(pk=imported.pk).exclude(status__in=[ImportStatus.DONE, ImportStatus.REFUSED])
    unfinished.update(**values)


def _check(imported: Import, table: Table, at: datetime) -> tuple[list[Row], Refused]:
    day = clock.day_of(at)
    checker = Checker(Gazetteer.load(day), on=day)
    good: list[Row] = []
    refused: Refused = {}
    for done, (number, texts) in enumerate(table.rows, start=1):
        row, problems = checker.check(number, texts)
        if row is None:
            refused[number] = problems
        else:
            good.append(row)
        if done % _STEP == 0:
            _progress(imported, rows_checked=done)
    return good, refused


@transaction.atomic
def _write(
    imported: Import, content: bytes, checked: Checked, table: Table, good: list[Row], refused: Refused, *, at: datetime
) -> Import:
    locked = Import.objects.select_for_update(of=("self",)).select_related("uploaded_by", "file").defer("file__content")
    imported = locked.get(pk=imported.pk)
    if imported.is_finished:
        return imported
    lock_kind(imported.kind)
    matched = match_rows(good, kind=imported.kind)
    write_rows(matched, kind=imported.kind, import_id=imported.pk, at=at)
    refused = dict(sorted((refused | matched.refused).items()))
    if refused:
        _keep_refused(imported, content, checked, table, refused)
    _finish(imported, table, matched, refused, at=at)
    return imported


def _keep_refused(imported: Import, content: bytes, checked: Checked, table: Table, refused: Refused) -> None:
    texts = dict(table.rows)
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                source=imported, number=number, problems=problems,
                values={name: text for name, text in texts[number].items() if text != UNCACHED},
            )
            for number, problems in refused.items()
        ],
        batch_size=2000,
    )
    with translation.override("vi"):  # the workbook goes back to the company that made it
        marked = mark(content, checked, table, refused)
    stem = imported.file.name.rpartition(".")[0] or imported.file.name
    imported.marked_file = store_file(
        name=f"{stem[:180]} - sửa lỗi.xlsx", content_type=XLSX, content=marked, actor=imported.uploaded_by
    )


def _finish(imported: Import, table: Table, matched: Matched, refused: Refused, *, at: datetime) -> None:
    imported.status, imported.finished_at = ImportStatus.DONE, at
    imported.rows_total = imported.rows_checked = len(table.rows)
    imported.rows_added, imported.rows_same, imported.rows_refused = len(matched.new), matched.same, len(refused)
    imported.save(update_fields=[
        "status", "finished_at", "rows_total", "rows_checked", "rows_added", "rows_same", "rows_refused", "marked_file",
    ])
    counts = {"added": len(matched.new), "same": matched.same, "refused": len(refused), "rows": len(table.rows)}
    record("registry.import.finished", actor=imported.uploaded_by, subject=imported, data=counts)
