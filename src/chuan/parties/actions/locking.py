# SPDX-License-Identifier: Apache-2.0
"""Locking a row that somebody may have merged away meanwhile."""

from typing import Any, TypeVar

from django.db.models import Model

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.rows import Row
from chuan.lib.errors import NotFound
from chuan.merging.errors import MergedAway
from chuan.merging.queries import heir_of

M = TypeVar("M", bound=Row)


def locked(row: M, *related: str) -> M:
    """The row as it is now, locked; says where it went if it was merged away."""
    model: type[M] = type(row)
    found: M | None = model._base_manager.select_for_update(of=("self",)).select_related(*related).filter(pk=row.pk).first()
    if found is None:
        raise _gone(row)
    return found


def apply(row: Model, changes: dict[str, Any]) -> list[str]:
    """Put changed values into a row and save them; their names."""
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    if changed:
        row.save(update_fields=changed)
    return sorted(changed)


def allowed(actor: User, act: str, row: Row) -> None:
    """`require` for a row that may be gone: who may do the act is told that it was merged, and not that they may not."""
    require(actor, act)
    if not type(row)._base_manager.filter(pk=row.pk).exists():
        raise _gone(row)
    require(actor, act, row)


def _gone(row: Row) -> NotFound:
    heir = heir_of(row.audit_subject, row.pk)
    return MergedAway(away=heir.away_label, kept=heir.kept_label) if heir else NotFound()
