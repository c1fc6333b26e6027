# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""The whole import, from the stored file to the last row: restartable at any point, written in one transaction.

Until that transaction only progress, questions and the preview are written, so a death at any moment leaves no record
behind, and whoever takes the job up begins anew. What is written is worked out again from the file in the writing
transaction, with the kind locked: the preview is a promise nobody could keep otherwise.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from chuan.audit.actions import record
from chuan.imports import errors, keeping, kinds, mapping
from chuan.imports.checking import Checked as Values
from chuan.imports.checking import Problems, check
from chuan.imports.choices import FINISHED, Decision, ImportStatus, RowOutcome, Verdict
from chuan.imports.guard import Checked
from chuan.imports.kinds import ImportKind, Made
from chuan.imports.models import Import, ImportRow
from chuan.imports.reading import STRIDE, Table, read_sheets, table_of
from chuan.imports.staging import TABLE, Stage
from chuan.lib import clock

_RESTING = frozenset({*FINISHED, ImportStatus.ASKING, ImportStatus.READY})


class Cancelled(Exception):
    """A person said stop."""


@dataclass
class Outcome:
    """What the rows came to."""

    counts: dict[str, int]
    problems: Problems
    made: Made = field(default_factory=Made)

    def of(self, outcome: str) -> int:
        """How many rows have the outcome."""
        return self.counts.get(outcome, 0)


def run_import(import_id: UUID, at: datetime) -> Import:
    """Carry out an import as far as it goes without a person. Running it again after that does nothing."""
    imported = Import.objects.select_related("file", "uploaded_by", "decided_by").get(pk=import_id)
    if imported.status in _RESTING:
        return imported
    try:
        return _run(imported, at)
    except errors.FileRefused as refusal:
        return refuse_import(import_id, refusal, at=at)
    except Cancelled:
        return close_cancelled(import_id, at=at)


def _run(imported: Import, at: datetime) -> Import:
    kind = kinds.get(imported.kind)
    if kind is None:
        raise errors.ImportBroken()
    content = bytes(imported.file.content)
    progress(imported, status=ImportStatus.READING, rows_checked=0)
    guarded = Checked.of(imported.extent, content, imported.file.name)
    sheets, suspected = read_sheets(content, guarded, kind, imported.encoding)
    sheets, question = mapping.settle(imported, kind, sheets, suspected, at=at)
    if question:
        progress(imported, status=ImportStatus.ASKING, question=question)
        return _again(imported)
    table = table_of(sheets, kind)
    progress(imported, status=ImportStatus.CHECKING, rows_total=table.frame.height, question={})
    values = check(table, kind, kind.open(clock.day_of(at)))
    status = ImportStatus.CHECKING if imported.decision == Decision.LATER else ImportStatus.WRITING
    progress(imported, status=status, rows_checked=table.frame.height)
    work = _preview if imported.decision == Decision.LATER else _write
    return work(imported, content, guarded, kind, table, values, at)


def _again(imported: Import) -> Import:
    return Import.objects.select_related("file", "uploaded_by", "marked_file").defer("file__content").get(pk=imported.pk)


def progress(imported: Import, **values: Any) -> None:
    """Commit how far it is; stop if a person asked for that."""
    open_ones = Import.objects.filter(pk=imported.pk).exclude(status__in=FINISHED)
    open_ones.update(**values)
    if Import.objects.filter(pk=imported.pk, cancel_asked=True).exists():
        raise Cancelled


@transaction.atomic
def refuse_import(import_id: UUID, refusal: errors.FileRefused, *, at: datetime) -> Import:
    """Close an import of which nothing can be taken."""
    imported = _locked(import_id)
    if imported.is_finished:
        return imported
    imported.status, imported.finished_at = ImportStatus.REFUSED, at
    imported.error_code, imported.error_data = refusal.code, refusal.data
    imported.save(update_fields=["status", "finished_at", "error_code", "error_data"])
    record("imports.import.refused", actor=imported.uploaded_by, subject=imported, data={"error": refusal.code})
    return imported


@transaction.atomic
def close_cancelled(import_id: UUID, *, at: datetime) -> Import:
    """Close an import that a person stopped; nothing of it was written."""
    imported = _locked(import_id)
    if not imported.is_finished:
        imported.status, imported.finished_at = ImportStatus.CANCELLED, at
        imported.save(update_fields=["status", "finished_at"])
        record("imports.import.cancelled", actor=imported.uploaded_by, subject=imported)
    return imported


def _locked(import_id: UUID) -> Import:
    found = Import.objects.select_for_update(of=("self",)).select_related("uploaded_by", "file", "decided_by")
    return found.defer("file__content").get(pk=import_id)


@transaction.atomic
def _preview(
    imported: Import, content: bytes, guarded: Checked, kind: ImportKind, table: Table, values: Values, at: datetime,  # noqa: ARG001
) -> Import:
    _lock_import(imported.pk)
    stage = Stage(values)
    outcome = _matched(kind, stage, values, table, {})
    keeping.keep_rows(imported, kind, stage, table, outcome.problems, first=keeping.PREVIEWED)
    keeping.keep_marked(imported, kind, content, guarded, table, outcome.problems)
    locked = _locked(imported.pk)
    if locked.is_finished:
        return locked
    _count(locked, table, outcome)
    locked.status, locked.marked_file = ImportStatus.READY, imported.marked_file
    locked.save()
    return locked


@transaction.atomic
def _write(
    imported: Import, content: bytes, guarded: Checked, kind: ImportKind, table: Table, values: Values, at: datetime
) -> Import:
    _lock_import(imported.pk)
    if Import.objects.get(pk=imported.pk).is_finished:
        return _again(imported)
    kind.lock()
    verdicts = {(row.sheet, row.number): row.verdict for row in ImportRow.objects.filter(
        source=imported, outcome=RowOutcome.LIKELY).exclude(verdict=Verdict.OPEN)}
    stage = Stage(values)
    outcome = _matched(kind, stage, values, table, verdicts)
    refused = imported.decision == Decision.ALL and bool(outcome.problems)
    if not refused:
        outcome.made = kind.write(stage, imported, at=at)
    keeping.keep_rows(imported, kind, stage, table, outcome.problems, changed=not refused)
    keeping.keep_made(imported, stage, outcome.made)
    keeping.keep_marked(imported, kind, content, guarded, table, outcome.problems)
    return _finish(imported, table, outcome, refused=refused, at=at)


def _finish(imported: Import, table: Table, outcome: Outcome, *, refused: bool, at: datetime) -> Import:
    locked = _locked(imported.pk)
    if locked.cancel_asked:
        raise Cancelled
    _count(locked, table, outcome)
    # not the instant at which it was begun: what was written since then would look like somebody's later change
    locked.marked_file, locked.finished_at = imported.marked_file, max(at, clock.now())
    locked.status = ImportStatus.REFUSED if refused else ImportStatus.DONE
    if refused:
        locked.error_code = errors.RowsWrong.code
        locked.error_data = {"wrong": len(outcome.problems), "rows": table.frame.height}
    locked.save()
    counts = {"added": locked.rows_added, "changed": locked.rows_changed, "same": locked.rows_same,
              "likely": locked.rows_likely, "refused": locked.rows_refused, "rows": locked.rows_total}
    data = {"error": locked.error_code} if refused else counts
    actor = locked.decided_by or locked.uploaded_by
    record(f"imports.import.{'refused' if refused else 'finished'}", actor=actor, subject=locked, data=data)
    return locked


def _count(locked: Import, table: Table, outcome: Outcome) -> None:
    locked.rows_total = locked.rows_checked = table.frame.height
    locked.rows_added, locked.rows_changed = outcome.of(RowOutcome.ADDED), outcome.of(RowOutcome.CHANGED)
    locked.rows_same, locked.rows_likely = outcome.of(RowOutcome.SAME), outcome.of(RowOutcome.LIKELY)
    locked.rows_refused = len(outcome.problems) - locked.rows_likely


def _matched(
    kind: ImportKind, stage: Stage, values: Values, table: Table, verdicts: dict[tuple[str, int], str]
) -> Outcome:
    """Let the kind sort the rows out; problems found by then join those of single cells."""
    if verdicts:
        names = {sheet.name[:40] if len(table.sheets) > 1 else "": at for at, sheet in enumerate(table.sheets)}
        lines = [names.get(sheet, 0) * STRIDE + number for sheet, number in verdicts]
        stage.run(
            f"UPDATE {TABLE} AS s SET verdict = said.verdict FROM unnest(%s::bigint[], %s::text[]) AS said(line, verdict)"
            " WHERE s.line = said.line", lines, list(verdicts.values()),
        )
    kind.match(stage)
    problems = dict(values.problems)
    for line, found in stage.rows(f"SELECT line, problem::text FROM {TABLE} WHERE outcome IN ('wrong', 'likely')"):
        column, code, data = json.loads(found)
        problems.setdefault(line, []).append({"column": column, "code": code, "data": data})
    return Outcome(stage.outcomes(), dict(sorted(problems.items())))


def _lock_import(pk: UUID) -> None:
    """One worker at a time; others wait and then find it finished."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('chuan.imports:' || %s, 0))", [str(pk)])
