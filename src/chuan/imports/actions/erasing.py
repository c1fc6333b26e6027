# SPDX-License-Identifier: Apache-2.0
"""Erasing one person's data from imports: what is known to be theirs at once, the rest by a search through every file.

Rows that concern the person lose their texts; a file that holds the person is emptied, marked workbook and all; an
import that still waits is cancelled. Records of the person no longer belong to the import, so its undo passes them by.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.documents.actions import empty_file
from chuan.imports import kinds
from chuan.imports.choices import ImportStatus, RowOutcome
from chuan.imports.models import Import, ImportRow
from chuan.imports.people import Sought, cells_of, file_holds
from chuan.imports.queries import about_records
from chuan.imports.run import close_cancelled
from chuan.lib.clock import day_of

SEARCH = "imports.erase_person"
_AT_REST = (ImportStatus.WAITING, ImportStatus.ASKING, ImportStatus.READY)


class StillAtWork(Exception):
    """A worker has an import that holds the person; it was told to stop, and is looked at again."""


@transaction.atomic
def erase_person(*, actor: User, at: datetime, ids: Iterable[UUID], sought: Sought) -> int:
    """Take a person out of the imports that are known to hold them; a worker searches all others. How many were known."""
    require(actor, "imports.upload")
    gone = list(ids)
    found = list(about_records(gone).order_by("pk").values_list("pk", flat=True))
    for pk in found:
        _erase(actor, pk, sought, at, gone=gone, known=True)
    with connection.cursor() as cursor:
        for one in gone:
            cursor.execute("UPDATE imports_importedrows SET ids = array_remove(ids, %s) WHERE %s = ANY(ids)", [one, one])
    job = app.configure_task(SEARCH, lock=SEARCH)
    job.defer(actor_id=str(actor.pk), at=at.isoformat(), **sought.told())
    return len(found)


def search_imports(*, actor: User, at: datetime, sought: Sought) -> int:
    """Look through the rows and the file of every import; how many held the person. One import at a time.

    Raises `StillAtWork` at the end if some were in the hands of a worker.
    """
    require(actor, "imports.upload")
    count, working = 0, False
    for pk in Import.objects.order_by("uploaded_at", "pk").values_list("pk", flat=True):
        with transaction.atomic():
            held = _erase(actor, pk, sought, at, gone=[], known=False)
            working = working or bool(held and Import.objects.filter(pk=pk, cancel_asked=True, finished_at=None).exists())
            count += held
    if working:
        raise StillAtWork
    return count


def _erase(actor: User, pk: UUID, sought: Sought, at: datetime, *, gone: list[UUID], known: bool) -> bool:
    imported = Import.objects.select_for_update(of=("self",)).select_related("file", "marked_file").get(pk=pk)
    wanted, on = sought.within(imported.kind), day_of(at)
    rows = _rows(imported, wanted, gone, on)
    held = imported.withdrawn_on is None and (known or rows > 0 or file_holds(imported, wanted))
    withdrawn = held and _withdraw(imported, sought, at)
    if withdrawn or rows:
        record("imports.import.person_erased", actor=actor, subject=imported, data={"rows": rows, "withdrawn": withdrawn})
    return held or rows > 0


def _rows(imported: Import, wanted: frozenset[str], gone: list[UUID], on: date) -> int:
    """Take the person out of the rows kept; how many rows were touched."""
    touched = []
    kept = ImportRow.objects.filter(source=imported, erased_on=None)
    if gone:  # a person waits for this: changed rows of other records are looked through by the search
        kept = kept.filter(Q(subject__in=gone) | ~Q(outcome=RowOutcome.CHANGED))
    for row in kept.iterator(chunk_size=2000):
        cells = cells_of(row, wanted)
        if row.subject in gone or (cells and row.outcome != RowOutcome.CHANGED):
            row.values, row.before, row.problems = {}, {}, []
        elif cells:  # of another record, which an undo may have to give its values back
            row.values, row.before = (
                {name: text for name, text in texts.items() if (where, name) not in cells}
                for where, texts in (("values", row.values), ("before", row.before))
            )
        else:
            continue
        row.erased_on = on
        touched.append(row)
    ImportRow.objects.bulk_update(touched, ["values", "before", "problems", "erased_on"], batch_size=500)
    return len(touched)


def _withdraw(imported: Import, sought: Sought, at: datetime) -> bool:
    """Empty the files; stop what was not written yet. False if that is still to come."""
    if not imported.is_finished:
        imported.cancel_asked = True
        imported.save(update_fields=["cancel_asked"])
        if imported.status not in _AT_REST:
            return False  # its worker has the content in hand, and closes it; then it is looked at again
        imported = close_cancelled(imported.pk, at=at)
    for file in filter(None, (imported.file, imported.marked_file)):
        kind = kinds.get(imported.kind)
        name = f"{kind.file_name if kind else 'danh-sach'}.xlsx" if sought.names_file(file.name) else file.name
        empty_file(file, name=name)
    imported.withdrawn_on, imported.question = day_of(at), {}
    imported.save(update_fields=["withdrawn_on", "question"])
    return True
