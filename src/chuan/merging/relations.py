# SPDX-License-Identifier: Apache-2.0
"""Every foreign key that points to a model, found by asking Django, hidden ones too."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, UniqueConstraint
from django.db.models.lookups import IsNull

from chuan.merging import kinds

_SHOWN = 3


@dataclass(frozen=True)
class Relation:
    """A foreign key to a kind."""

    model: type[Model]
    field: Any

    @property
    def label(self) -> str:
        """`parties.Premises.party`."""
        return f"{self.model._meta.label}.{self.field.name}"

    @property
    def title(self) -> str:
        """What its rows are called; the label when nobody declared it."""
        return str(kinds.title_of(self.label) or self.label)

    def of(self, pk: "UUID | str") -> "QuerySet[Any, Any]":
        """The rows that point to one."""
        return self.model._base_manager.filter(**{self.field.attname: pk})


def relations_of(model: type[Model]) -> list[Relation]:
    """All foreign keys to the model but those of its history tables, whose rows stay what they were."""
    found = []
    for reverse in model._meta.get_fields(include_hidden=True):
        if not (reverse.auto_created and not reverse.concrete and (reverse.one_to_many or reverse.one_to_one)):
            continue
        relation = Relation(reverse.related_model, reverse.field)  # type: ignore[union-attr,arg-type]
        if not _is_history(relation.model):
            found.append(relation)
    return sorted(found, key=lambda relation: relation.label)


def unknown_relations(model: type[Model]) -> list[str]:
    """Foreign keys to the model that nobody declared to the merge."""
    return [one.label for one in relations_of(model) if kinds.title_of(one.label) is None]


def clashes(relation: Relation, kept: UUID, away: UUID) -> list[str]:
    """Rows that a unique constraint forbids beside rows of the other; a few by name. None where twins are folded."""
    if kinds.folds(relation.label):
        return []
    return [str(row) for row in twins(relation, kept, away)[:_SHOWN]]


def twins(relation: Relation, kept: UUID, away: UUID) -> "QuerySet[Any, Any]":
    """Rows of the one that goes which a unique constraint forbids beside rows of the one that stays."""
    found = Q(pk__in=[])
    for fields, condition, nulls_equal in _unique_with(relation):
        others = [name for name in fields if name != relation.field.name]
        mine = relation.of(kept).filter(condition)
        for name in others:
            mine = mine.filter(_equal(name, nulls_equal=nulls_equal))
        found |= Q(pk__in=relation.of(away).filter(condition).filter(Exists(mine)).values("pk"))
    return relation.model._base_manager.filter(found)


def _equal(name: str, *, nulls_equal: bool) -> Q:
    equal = Q(**{name: OuterRef(name)})
    return equal | (Q(**{f"{name}__isnull": True}) & Q(IsNull(OuterRef(name), rhs=True))) if nulls_equal else equal


def _unique_with(relation: Relation) -> list[tuple[list[str], Q, bool]]:
    name, meta = relation.field.name, relation.model._meta
    found: list[tuple[list[str], Q, bool]] = [([name], Q(), False)] if relation.field.unique else []
    found += [(list(together), Q(), False) for together in meta.unique_together if name in together]
    for constraint in meta.constraints:
        if isinstance(constraint, UniqueConstraint) and name in constraint.fields:
            found.append((list(constraint.fields), constraint.condition or Q(), constraint.nulls_distinct is False))
    return found


def _is_history(model: type[Model]) -> bool:
    return hasattr(model, "pgh_tracked_model")
