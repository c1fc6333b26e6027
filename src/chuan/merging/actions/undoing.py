# SPDX-License-Identifier: Apache-2.0
"""Undoing a merge: both rows as they were, everything back where it belonged, or reasons why not."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.lib.errors import ChuanError
from chuan.merging import kinds
from chuan.merging.actions import rows
from chuan.merging.actions.merging import ids_of
from chuan.merging.choices import PairStatus
from chuan.merging.errors import (
    KeptEdited,
    KeptGone,
    PersonalDataErased,
    PlaceTaken,
    RowsAdded,
    RowsMovedOn,
    UndoneAlready,
)
from chuan.merging.kinds import MergeKind
from chuan.merging.models import Merge, Pair
from chuan.merging.relations import Relation, relations_of


@transaction.atomic
def undo_merge(*, actor: User, at: datetime, merge: Merge) -> Merge:
    """Bring both rows back exactly; raises the first reason that stands against it."""
    require(actor, "merging.merge", merge)
    kind = kinds.get(merge.kind)
    rows.lock(kind.model, [merge.kept_id])
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    for reason in reasons_against_undo(merge):
        raise reason
    try:
        with transaction.atomic():
            _bring_back(kind, merge)
            rows.check_references()
    except IntegrityError as error:
        raise PlaceTaken(away=merge.away_label, cause=_cause(error)) from error
    merge.undone_by, merge.undone_at = actor, at
    merge.save(update_fields=["undone_by", "undone_at"])
    low, high = sorted((merge.kept_id, merge.away_id))
    Pair.objects.filter(kind=merge.kind, first_id=low, second_id=high).update(
        status=PairStatus.OPEN, decided_by=None, decided_at=None
    )
    kept = kind.model._base_manager.get(pk=merge.kept_id)
    record("merging.merge.undone", actor=actor, subject=kept, data={"away": merge.away_label, "merge": str(merge.pk)})
    return merge


def reasons_against_undo(merge: Merge) -> list[ChuanError]:
    """Everything that has come to depend on the merge since."""
    if merge.undone_at is not None:
        return [UndoneAlready()]
    kind = kinds.get(merge.kind)
    if not kind.model._base_manager.filter(pk=merge.kept_id).exists():
        return [KeptGone(kept=merge.kept_label)]
    reasons: list[ChuanError] = [PersonalDataErased()] if merge.erased_at else []
    edited = rows.changed_since(kind.model, merge.kept_id, merge=merge.pk)
    if edited:
        reasons.append(KeptEdited(kept=merge.kept_label, fields=", ".join(_labels(kind, edited))))
    stored = {one.relation: one for one in merge.relations.all()}
    for relation in relations_of(kind.model):
        one = stored.get(relation.label)
        moved, stood = (set(one.moved), set(one.stood)) if one else (set(), set())
        reasons += _reasons_of(relation, merge, moved, stood)
    return reasons


def _reasons_of(relation: Relation, merge: Merge, moved: set[str], stood: set[str]) -> list[ChuanError]:
    now = set(ids_of(relation, merge.kept_id)) - set(merge.written.get(relation.model._meta.label_lower, []))
    gone, added = len(moved - now), len(now - moved - stood)
    found: list[ChuanError] = []
    if gone:
        found.append(RowsMovedOn(count=gone, relation=relation.title))
    if added:
        found.append(RowsAdded(count=added, relation=relation.title))
    return found


def _bring_back(kind: MergeKind, merge: Merge) -> None:
    for label, ids in merge.written.items():
        apps.get_model(label)._base_manager.filter(pk__in=ids).delete()
    rows.restore(kind.model, merge.kept_id, merge=merge.pk, column="before")
    rows.bring_back(kind.model, merge=merge.pk)
    relations = {relation.label: relation for relation in relations_of(kind.model)}
    for stored in merge.relations.exclude(moved=[], folded=[]):
        relation = relations[stored.relation]
        rows.unfold_rows(relation.model, relation=stored.pk)
        back: dict[str, Any] = {relation.field.attname: merge.away_id}
        relation.model._base_manager.filter(pk__in=stored.moved).update(**back)


def _labels(kind: MergeKind, columns: list[str]) -> list[str]:
    names = {field.column: str(field.verbose_name) for field in kind.model._meta.local_concrete_fields}
    return [names.get(column, column) for column in columns]


def _cause(error: IntegrityError) -> str:
    detail = getattr(getattr(error.__cause__, "diag", None), "message_detail", None)
    return str(detail or error).strip().rstrip(".").splitlines()[0]
