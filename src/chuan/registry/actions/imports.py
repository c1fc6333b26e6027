# SPDX-License-Identifier: Apache-2.0
"""Taking in a list: the file is kept and a worker is asked; what the worker does is `imports.run`."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from chuan import law
from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.documents.actions import store_file
from chuan.registry.errors import ImportBroken, KindUnknown
from chuan.registry.imports.guard import check_file
from chuan.registry.imports.run import XLSX, refuse_import
from chuan.registry.models import Import

#: the kind whose lists we know the columns of
KIND = "fuel-dispenser"
TASK = "registry.run_import"


@transaction.atomic
def start_import(*, actor: User, at: datetime, name: str, content: bytes, kind: str = KIND) -> Import:
    """Keep an uploaded list and ask a worker to import it; refused at once if the file cannot be opened safely."""
    require(actor, "registry.import")
    if kind not in law.kinds():
        raise KindUnknown(kind=kind)
    checked = check_file(content, name, max_bytes=settings.UPLOAD_MAX_BYTES)
    content_type = XLSX if checked.kind == "xlsx" else "text/csv"
    file = store_file(name=name, content_type=content_type, content=content, actor=actor)
    imported = Import.objects.create(file=file, kind=kind, uploaded_by=actor, uploaded_at=at)
    # deferred inside this transaction: no job without its import, no import without its job
    app.configure_task(TASK, lock=f"registry.import:{kind}").defer(import_id=str(imported.pk))
    record("registry.import.uploaded", actor=actor, subject=imported, data={"sha256": file.sha256, "size": file.size})
    return imported


def fail_import(*, import_id: UUID, at: datetime) -> Import:
    """Close an import that a fault of ours stopped, so that nobody waits for it."""
    return refuse_import(import_id, ImportBroken(), at=at)
