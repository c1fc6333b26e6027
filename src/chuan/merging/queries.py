# SPDX-License-Identifier: Apache-2.0
"""Reads: two rows side by side, open pairs, merges, and what stands against undoing one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Exists, Field, ForeignKey, Model, OuterRef, Q
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.lib.errors import ChuanError
from chuan.merging import kinds
from chuan.merging.choices import PairStatus, Side
from chuan.merging.errors import RelationConflict, RelationUnknown, RowGone, SameRow
from chuan.merging.kinds import MergeKind
from chuan.merging.models import Merge, MergeQuerySet, Pair, PairQuerySet
from chuan.merging.relations import Relation, clashes, relations_of, unknown_relations
from chuan.ui.figures import day, moment
from chuan.ui.keysets import ID, Key, Order

#: merges, the latest first
LATEST = Order((Key("merged_at", DateTimeField()), ID), descending=True)


@dataclass(frozen=True)
class FieldLine:
    """A field of both rows, as text, and which value is proposed."""

    name: str
    label: str
    first: str
    second: str
    proposed: Side

    @property
    def same(self) -> bool:
        """True if there is nothing to choose."""
        return self.first == self.second


@dataclass(frozen=True)
class RelationLine:
    """Rows that point to either, and those of them that cannot stand beside each other."""

    relation: Relation
    first: int
    second: int
    clashing: list[str]


@dataclass(frozen=True)
class Comparison:
    """Two rows side by side: what they say, what hangs on them, and what stands against merging them."""

    kind: MergeKind
    first: Any
    second: Any
    fields: list[FieldLine]
    relations: list[RelationLine]
    refusals: list[ChuanError]
    proposed: Side


def columns_of(model: type[Model]) -> list[str]:
    """The columns of a table that are stored and not worked out by the database."""
    return [field.attname for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def choosable(kind: MergeKind) -> "list[Field[Any, Any]]":
    """The fields a person chooses between."""
    following = {name for names in kind.together.values() for name in names}
    left_out = {"id", "province", *kind.fixed, *following}
    return [
        field for field in kind.model._meta.local_concrete_fields
        if field.name not in left_out and field.editable and not getattr(field, "generated", False)
    ]


def compare(user: User, kind: MergeKind, first_id: UUID, second_id: UUID) -> Comparison:
    """Put two rows the user may see beside each other."""
    if first_id == second_id:
        raise SameRow
    rows = {row.pk: row for row in kind.rows(user).filter(pk__in=[first_id, second_id])}
    if len(rows) < 2:
        raise RowGone
    first, second = rows[first_id], rows[second_id]
    lines = list(_relation_lines(kind, first, second))
    weight = (sum(line.first for line in lines), sum(line.second for line in lines))
    proposed = Side.SECOND if weight[1] > weight[0] else Side.FIRST
    fields = [_field_line(kind, field, first, second, proposed) for field in choosable(kind)]
    return Comparison(kind, first, second, fields, lines, refusals(kind, first, second, lines), proposed)


def refusals(kind: MergeKind, first: Any, second: Any, lines: list[RelationLine]) -> list[ChuanError]:
    """What stands against merging these two."""
    found: list[ChuanError] = []
    unknown = unknown_relations(kind.model)
    if unknown:
        found.append(RelationUnknown(relations=", ".join(unknown)))
    for line in lines:
        if line.clashing:
            found.append(RelationConflict(relation=line.relation.title, rows=", ".join(line.clashing)))
    return [*found, *kind.obstacles(first, second)]


def _relation_lines(kind: MergeKind, first: Any, second: Any) -> Iterator[RelationLine]:
    for relation in relations_of(kind.model):
        counts = relation.of(first.pk).count(), relation.of(second.pk).count()
        if any(counts):
            clashing = clashes(relation, first.pk, second.pk) if all(counts) else []
            yield RelationLine(relation, *counts, clashing)


def relation_lines(kind: MergeKind, first: Any, second: Any) -> list[RelationLine]:
    """The relations of two rows that hold any row, and what clashes in them."""
    return list(_relation_lines(kind, first, second))


def _field_line(kind: MergeKind, field: Any, first: Any, second: Any, kept: Side) -> FieldLine:
    values = {Side.FIRST: getattr(first, field.attname), Side.SECOND: getattr(second, field.attname)}
    other = Side.SECOND if kept is Side.FIRST else Side.FIRST
    proposed = kept
    if values[other] not in _EMPTY and (
        values[kept] in _EMPTY or (field.name in kind.latest and values[other] > values[kept])
    ):
        proposed = other
    shown = [text_of(kind, field, row) for row in (first, second)]
    if shown[0] == shown[1] and values[Side.FIRST] != values[Side.SECOND]:
        shown = [_("%(value)s (the first)") % {"value": shown[0]}, _("%(value)s (the second)") % {"value": shown[1]}]
    return FieldLine(field.name, str(field.verbose_name), shown[0], shown[1], proposed)


_EMPTY: tuple[Any, ...] = (None, "", {}, [])


def text_of(kind: MergeKind, field: Any, row: Any) -> str:
    """A value for people."""
    value = getattr(row, field.attname)
    if value in _EMPTY:
        return ""
    if field.name in kind.shown:
        return kind.shown[field.name](row)
    if isinstance(field, ForeignKey):
        return str(getattr(row, field.name))
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {one}" for name, one in sorted(value.items()))
    return str(value)


def open_pairs(user: User, kind: MergeKind) -> PairQuerySet:
    """Pairs of a kind to be decided, both rows still there."""
    rows = kind.rows(user)
    return Pair.objects.visible_to(user).open().filter(kind=kind.label).filter(
        Exists(rows.filter(pk=OuterRef("first_id"))), Exists(rows.filter(pk=OuterRef("second_id")))
    ).order_by("id")


def pairs_with_rows(user: User, kind: MergeKind, pairs: list[Pair]) -> list[tuple[Pair, Any, Any, list[str]]]:
    """Pairs with their rows and with what the two share."""
    wanted = {pk for pair in pairs for pk in (pair.first_id, pair.second_id)}
    rows = {row.pk: row for row in kind.rows(user).filter(pk__in=wanted)}
    labels = {key.code: str(key.label) for key in kind.keys}
    return [
        (pair, rows[pair.first_id], rows[pair.second_id], [labels.get(code, code) for code in pair.found_by])
        for pair in pairs if pair.first_id in rows and pair.second_id in rows
    ]


def decided(kind: MergeKind, first_id: UUID, second_id: UUID) -> Pair | None:
    """What was said about two rows before."""
    low, high = sorted((first_id, second_id))
    return Pair.objects.filter(kind=kind.label, first_id=low, second_id=high).select_related("decided_by").first()


def merges_shown(user: User) -> MergeQuerySet:
    """Merges the user may see, the latest first, without their snapshots."""
    return Merge.objects.visible_to(user).select_related("merged_by", "undone_by").defer("before", "away", "after")


def heir_of(label: str, pk: UUID) -> Merge | None:
    """The standing merge in which a row went away; None if it did not."""
    return Merge.objects.standing().filter(kind=label, away_id=pk).select_related("merged_by").first()


def ids_with_merged(label: str, pk: UUID) -> list[UUID]:
    """A row's id and the ids of all rows merged into it, whatever was merged into those included."""
    found, frontier = [pk], [pk]
    while frontier:
        frontier = list(Merge.objects.standing().filter(kind=label, kept_id__in=frontier).values_list("away_id", flat=True))
        frontier = [one for one in frontier if one not in found]
        found += frontier
    return found


def pair_counts(user: User) -> list[tuple[MergeKind, int]]:
    """How many pairs of each kind are to be decided."""
    return [(kind, open_pairs(user, kind).count()) for kind in kinds.all_kinds()]


def about_pairs(kind: MergeKind, pk: UUID) -> PairQuerySet:
    """Open pairs a row is in."""
    return Pair.objects.filter(Q(first_id=pk) | Q(second_id=pk), kind=kind.label, status=PairStatus.OPEN)
