# SPDX-License-Identifier: Apache-2.0
"""Taking in a list: the file is kept and a worker is asked; what the worker does is `imports.run`."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.documents.actions import store_file
from chuan.imports import errors, kinds
from chuan.imports.choices import (
    AT_WORK,
    Decision,
    Encoding,
    ImportStatus,
    RowOutcome,
    Verdict,
)
from chuan.imports.columns import Finder, Header
from chuan.imports.guard import check_file
from chuan.imports.keeping import XLSX
from chuan.imports.kinds import ImportKind
from chuan.imports.models import ColumnMapping, Import, ImportRow
from chuan.imports.run import close_cancelled, refuse_import

TASK = "imports.run_import"


@transaction.atomic
def start_import(
    *, actor: User, at: datetime, name: str, content: bytes, kind: str, decision: str = Decision.LATER
) -> Import:
    """Keep an uploaded list and ask a worker to import it; refused at once if the file cannot be opened safely.

    Without a decision, what would happen is shown first and nothing is written.
    """
    known = kinds.get(kind)
    if known is None:
        raise errors.KindUnknown(kind=kind)
    require(actor, known.act)
    if known.sees:
        require(actor, known.sees)
    checked = check_file(content, name, max_bytes=settings.UPLOAD_MAX_BYTES)
    content_type = XLSX if checked.kind == "xlsx" else "text/csv"
    file = store_file(name=name, content_type=content_type, content=content, actor=actor)
    imported = Import.objects.create(
        file=file, kind=kind, uploaded_by=actor, uploaded_at=at, decision=Decision(decision), extent=checked.kept(),
        twin=_twin(kind, file.sha256),
    )
    _ask_worker(imported)
    record("imports.import.uploaded", actor=actor, subject=imported,
           data={"list": kind, "sha256": file.sha256, "size": file.size})
    return imported


def _twin(kind: str, sha256: str) -> Import | None:
    """An import of the same bytes that was, or may yet be, written."""
    same = Import.objects.filter(kind=kind, file__sha256=sha256)
    gone = (ImportStatus.REFUSED, ImportStatus.CANCELLED, ImportStatus.UNDONE)
    return same.exclude(status__in=gone).order_by("uploaded_at").first()


def _ask_worker(imported: Import) -> None:
    # deferred inside the transaction: no job without its import, no import without its job
    app.configure_task(TASK, lock=f"imports.import:{imported.kind}").defer(import_id=str(imported.pk))


def _open(import_id: UUID, actor: User, statuses: frozenset[ImportStatus]) -> tuple[Import, ImportKind]:
    imported = Import.objects.select_for_update(of=("self",)).select_related("file").defer("file__content").get(pk=import_id)
    kind = kinds.get(imported.kind)
    if kind is None:
        raise errors.KindUnknown(kind=imported.kind)
    require(actor, kind.act)
    if imported.status not in statuses:
        raise errors.NotWaiting(status=str(ImportStatus(imported.status).label))
    return imported, kind


@transaction.atomic
def answer_columns(
    *, actor: User, import_id: UUID, mapping: Mapping[str, str], at: datetime, encoding: str = Encoding.UNSAID
) -> Import:
    """Say which column is which (heading as it compares → field, "" for none) and go on; remembered for this sender."""
    imported, kind = _open(import_id, actor, frozenset({ImportStatus.ASKING, ImportStatus.READY}))
    fields = [field for field in mapping.values() if field]
    headings = {column.field: column.title for column in kind.columns}
    twice = next((field for field in fields if fields.count(field) > 1 or field not in headings), "")
    if twice:
        raise errors.ColumnTwice(column=headings.get(twice, twice))
    positions = dict.fromkeys(fields, 0)
    missing = Finder(kind.columns).missing(Header(positions, 0), tuple(imported.question.get("given", ())))
    if missing:
        raise errors.ColumnNotChosen(columns=", ".join(missing))
    signature = imported.question.get("signature", "")
    ColumnMapping.objects.update_or_create(
        user=imported.uploaded_by, kind=imported.kind, signature=signature, defaults={"mapping": dict(mapping), "used_at": at}
    )
    imported.mapping, imported.encoding = dict(mapping), encoding or imported.encoding or Encoding.UNICODE
    imported.status = ImportStatus.WAITING
    imported.save(update_fields=["mapping", "encoding", "status"])
    _ask_worker(imported)
    record("imports.import.columns_said", actor=actor, subject=imported, data={"columns": len(fields)})
    return imported


@transaction.atomic
def decide_import(*, actor: User, import_id: UUID, decision: str) -> Import:
    """After the preview: write the good rows, or all or nothing."""
    imported, _kind = _open(import_id, actor, frozenset({ImportStatus.READY}))
    imported.decision, imported.decided_by = Decision(decision or Decision.GOOD), actor
    imported.status = ImportStatus.WAITING
    imported.save(update_fields=["decision", "decided_by", "status"])
    _ask_worker(imported)
    record("imports.import.decided", actor=actor, subject=imported, data={"decision": imported.decision})
    return imported


@transaction.atomic
def judge_rows(*, actor: User, import_id: UUID, verdict: str, rows: list[int] | None = None) -> int:
    """Say of rows that are probably the same whether they are; None: of all not judged yet. How many."""
    imported, _kind = _open(import_id, actor, frozenset({ImportStatus.READY}))
    likely = ImportRow.objects.filter(source=imported, outcome=RowOutcome.LIKELY)
    likely = likely.filter(pk__in=rows) if rows is not None else likely.filter(verdict=Verdict.OPEN)
    count = likely.update(verdict=Verdict(verdict))
    record("imports.import.rows_judged", actor=actor, subject=imported, data={"verdict": verdict, "rows": count})
    return count


def cancel_import(*, actor: User, import_id: UUID, at: datetime) -> Import:
    """Stop an import before it is written; a worker that has it stops at its next step."""
    with transaction.atomic():
        waiting = frozenset({*AT_WORK, ImportStatus.ASKING, ImportStatus.READY})
        imported, _kind = _open(import_id, actor, waiting)
        imported.cancel_asked = True
        imported.save(update_fields=["cancel_asked"])
        if imported.status in (ImportStatus.WAITING, ImportStatus.ASKING, ImportStatus.READY):
            imported = close_cancelled(import_id, at=at)
    return imported


def fail_import(*, import_id: UUID, at: datetime) -> Import:
    """Close an import that a fault of ours stopped, so that nobody waits for it."""
    return refuse_import(import_id, errors.ImportBroken(), at=at)
