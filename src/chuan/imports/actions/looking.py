# SPDX-License-Identifier: Apache-2.0
"""Looks at people's data in lists: who is allowed, and that the record keeps who looked, never at what they saw."""

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.imports import errors, kinds
from chuan.imports.models import Import


@transaction.atomic
def reveal_rows(*, actor: User, imported: Import, outcome: str, rows: int) -> None:
    """Show the rows of an outcome in full to somebody who needs them."""
    kind = kinds.get(imported.kind)
    if kind is None:
        raise errors.KindUnknown(kind=imported.kind)
    for act in sorted({column.personal.act for column in kind.columns if column.personal}):
        require(actor, act)
    record("imports.import.unmasked", actor=actor, subject=imported, data={"outcome": outcome, "rows": rows})


@transaction.atomic
def fetch_file(*, actor: User, imported: Import, which: str) -> None:
    """Give out a file of an import; of a list of people only to who may see them, and the record keeps who got it."""
    if imported.withdrawn_on is not None:
        raise errors.FileWithdrawn(day=f"{imported.withdrawn_on:%d/%m/%Y}")
    kind = kinds.get(imported.kind)
    if kind is not None and kind.sees:
        require(actor, kind.sees)
        record("imports.import.file_fetched", actor=actor, subject=imported, data={"which": which})
