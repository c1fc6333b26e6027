# SPDX-License-Identifier: Apache-2.0
"""Writing a list to a file: at once when it is short, by a worker when it is long."""

import tempfile
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils import translation
from procrastinate.contrib.django import app

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.documents.actions import store_file
from chuan.documents.models import StoredFile
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.lists.actions.views import kept_query
from chuan.lists.choices import ExportStatus, Format
from chuan.lists.errors import QueryTooLong, TooManyRows
from chuan.lists.files import CONTENT_TYPES, MOST_ROWS, write
from chuan.lists.kinds import ListKind, find_kind
from chuan.lists.models import Export
from chuan.ui.tallies import tally

#: a list of so many rows is written while one waits
AT_ONCE = 3000
TASK = "lists.write_export"
_LONGEST = 2000
_CHUNK = 2000


@transaction.atomic
def request_export(*, actor: User, at: datetime, on: date, kind: ListKind, query: str, fmt: str) -> Export:
    """Ask for the rows and columns that a query of a list shows; finished already if they are few."""
    require(actor, "lists.use")
    require(actor, kind.act)
    kept = kept_query(query)
    if len(kept) > _LONGEST:
        raise QueryTooLong
    counted = tally(kind.find(actor, QueryDict(kept), on), bound=AT_ONCE)
    if counted.expected > 2 * MOST_ROWS:
        raise TooManyRows(limit=f"{MOST_ROWS:,}".replace(",", "."))
    export = Export.objects.create(
        list=kind.code, query=kept, format=Format(fmt), language=translation.get_language() or "vi", on=on,
        requested_by=actor, requested_at=at, rows_expected=counted.expected if counted.more else counted,
    )
    record("lists.export.requested", actor=actor, subject=export, data={"list": kind.code, "query": kept, "format": fmt})
    if counted.more:
        app.configure_task(TASK).defer(export_id=str(export.pk))
        return export
    return write_export(export_id=export.pk, at=at)


def write_export(*, export_id: UUID, at: datetime) -> Export:
    """Write the file of an export. Done anew from the start when a worker died over it; a refusal ends it."""
    export = Export.objects.select_related("requested_by").get(pk=export_id)
    if export.is_finished:
        return export
    Export.objects.filter(pk=export.pk).update(status=ExportStatus.WRITING, rows_done=0)
    try:
        with translation.override(export.language):
            file, count = _written(export)
    except ChuanError as error:
        Export.objects.filter(pk=export.pk).update(
            status=ExportStatus.REFUSED, error_code=error.code, finished_at=clock.now()
        )
    else:
        Export.objects.filter(pk=export.pk).update(
            status=ExportStatus.DONE, file=file, rows_done=count, rows_expected=count, finished_at=at
        )
    return Export.objects.select_related("file").get(pk=export.pk)


def _written(export: Export) -> "tuple[StoredFile, int]":
    """The file; the permission is asked again, since time has passed."""
    kind, actor = find_kind(export.list), export.requested_by
    assert kind is not None
    require(actor, kind.act)
    query = QueryDict(export.query)
    found = kind.read(kind.order_of(query).sorted(kind.find(actor, query, export.on)))[: MOST_ROWS + 1]

    def progress(count: int) -> None:
        if count > MOST_ROWS:
            raise TooManyRows(limit=f"{MOST_ROWS:,}".replace(",", "."))
        Export.objects.filter(pk=export.pk).update(rows_done=count)

    with tempfile.TemporaryFile() as out:
        count = write(out, found.iterator(chunk_size=_CHUNK), kind.columns_of(query), day=kind.day(query, export.on),
                      fmt=export.format, progress=progress)
        out.seek(0)
        content = out.read()
    name = f"{kind.file_name}-{export.on:%Y-%m-%d}.{export.format}"
    return store_file(name=name, content_type=CONTENT_TYPES[Format(export.format)], content=content, actor=actor), count


@transaction.atomic
def forget_exports(*, before: datetime) -> int:
    """Take away files that were fetched long ago: the list stands in the registry, its copies need not."""
    old = Export.objects.filter(requested_at__lt=before)
    files = [pk for pk in old.values_list("file_id", flat=True) if pk is not None]
    count, _by_model = old.delete()
    StoredFile.objects.filter(pk__in=files).delete()
    return count
