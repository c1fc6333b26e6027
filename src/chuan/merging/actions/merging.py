# SPDX-License-Identifier: Apache-2.0
"""Merging two rows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import IntegrityError, transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.lib.clock import day_of
from chuan.merging.actions import rows
from chuan.merging.choices import PairStatus
from chuan.merging.errors import MergedAway, PairChanged, RelationConflict, RowGone, SameRow
from chuan.merging.kinds import MergeKind, folds
from chuan.merging.models import Merge, MergedRelation, Pair
from chuan.merging.queries import choosable, heir_of, refusals, relation_lines
from chuan.merging.relations import Relation, relations_of, twins


def fingerprint(kind: MergeKind, first_id: UUID, second_id: UUID) -> str:
    """How two rows stand now: given to `merge`, it refuses when one of them changed since."""
    return _joined(rows.fingerprints(kind.model, [first_id, second_id]))


@transaction.atomic
def merge(
    *, actor: User, at: datetime, kind: MergeKind, kept_id: UUID, away_id: UUID, taken: frozenset[str] = frozenset(),
    seen: str = "",
) -> Merge:
    """Make one row of two: `kept_id` stays, with the values of the fields `taken` from the other; all relations move."""
    require(actor, "merging.merge")
    if kept_id == away_id:
        raise SameRow
    kept, away = _locked(actor, kind, kept_id, away_id, seen)
    for refusal in refusals(kind, kept, away, relation_lines(kind, kept, away)):
        raise refusal
    done = Merge.objects.create(
        kind=kind.label, kept_id=kept_id, away_id=away_id, kept_label=str(kept)[:300], away_label=str(away)[:300],
        taken=sorted(taken & {field.name for field in choosable(kind)}), before={}, away={}, after={}, merged_by=actor,
        merged_at=at,
    )
    rows.keep_snapshot(kind.model, kept_id, merge=done.pk, column="before")
    rows.keep_snapshot(kind.model, away_id, merge=done.pk, column="away")
    moved = _move(kind, done)
    _write(kind, done, kept, away, at)
    rows.keep_snapshot(kind.model, kept_id, merge=done.pk, column="after")
    _settle_pair(actor, kind, kept_id, away_id, at)
    record("merging.rows.merged", actor=actor, subject=kept, data={
        "away": done.away_label, "away_id": str(away_id), "taken": done.taken, "merge": str(done.pk), **moved,
    })
    return done


@transaction.atomic
def forget(*, actor: User, at: datetime, label: str, pk: UUID, columns: Mapping[str, Any]) -> int:
    """Put other values into columns of every snapshot of a row and of what was merged into it: no way back from there.

    For the erasure of personal data; the caller goes through everything merged into the row, too.
    """
    require(actor, "merging.merge")
    found = list(Merge.objects.select_for_update().filter(kind=label, kept_id=pk))
    found += list(Merge.objects.select_for_update().filter(kind=label, away_id=pk))
    for one in found:
        for name in ("before", "after", "away") if one.kept_id == pk else ("away",):
            setattr(one, name, getattr(one, name) | dict(columns))
        one.erased_at = at
        one.save(update_fields=["before", "away", "after", "erased_at"])
    return len(found)


def _locked(actor: User, kind: MergeKind, kept_id: UUID, away_id: UUID, seen: str) -> tuple[Any, Any]:
    standing = rows.lock(kind.model, [kept_id, away_id])
    for pk in (kept_id, away_id):
        if pk not in standing:
            earlier = heir_of(kind.label, pk)
            raise MergedAway(away=earlier.away_label, kept=earlier.kept_label) if earlier else RowGone
    if seen and seen != _joined(standing):
        raise PairChanged
    found = {row.pk: row for row in kind.rows(actor).filter(pk__in=[kept_id, away_id])}
    if len(found) != len(standing):
        raise RowGone
    return found[kept_id], found[away_id]


def _joined(standing: dict[UUID, str]) -> str:
    return "-".join(standing[pk] for pk in sorted(standing))


def _move(kind: MergeKind, done: Merge) -> dict[str, int]:
    counts: dict[str, int] = {}
    for relation in relations_of(kind.model):
        same = list(twins(relation, done.kept_id, done.away_id).values_list("pk", flat=True)) if folds(relation.label) else []
        moved = [pk for pk in ids_of(relation, done.away_id) if pk not in {str(one) for one in same}]
        kept = MergedRelation(merge=done, relation=relation.label, moved=moved, stood=ids_of(relation, done.kept_id))
        kept.save()
        if same:
            rows.fold_rows(relation.model, same, relation=kept.pk)
        if moved:
            counts[relation.label] = len(moved)
            try:
                with transaction.atomic():
                    relation.of(done.away_id).update(**{relation.field.attname: done.kept_id})
            except IntegrityError as error:
                raise RelationConflict(relation=relation.title, rows="–") from error
    return counts


def ids_of(relation: Relation, pk: UUID) -> list[str]:
    """The keys of the rows that point to one, as text."""
    found = relation.of(pk).order_by().aggregate(ids=ArrayAgg(Cast("pk", TextField()), default=[]))
    return list(found["ids"])


def _write(kind: MergeKind, done: Merge, kept: Any, away: Any, at: datetime) -> None:
    keepsakes = list(kind.keepsakes(kept, away, done.taken, day_of(at)))
    rows.take_away(kind.model, done.away_id)
    names = [name for taken in done.taken for name in (taken, *kind.together.get(taken, ()))]
    fields = [kind.model._meta.get_field(name) for name in names]
    for field in fields:
        setattr(kept, field.attname, getattr(away, field.attname))  # type: ignore[union-attr]
    if fields:
        kept.save(update_fields=[field.name for field in fields])
    written: dict[str, list[str]] = {}
    for row in keepsakes:
        row.save(force_insert=True)
        written.setdefault(row._meta.label_lower, []).append(str(row.pk))
    if written:
        done.written = written
        done.save(update_fields=["written"])
    rows.check_references()


def _settle_pair(actor: User, kind: MergeKind, one: UUID, other: UUID, at: datetime) -> None:
    low, high = sorted((one, other))
    said = {"status": PairStatus.MERGED, "decided_by": actor, "decided_at": at}
    Pair.objects.update_or_create(kind=kind.label, first_id=low, second_id=high, defaults=said)
