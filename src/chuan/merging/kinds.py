# SPDX-License-Identifier: Apache-2.0
"""What may be merged, and what a merge does with the rows that point to it: entered by the rooms above.

    kinds.register(MergeKind(model=Party, name=_("Party"), …))          the room of the model
    kinds.declare("parties.Premises.party", _("Premises"))              the room of the foreign key

Every foreign key to a kind has to be declared. A merge of a kind with one that is not is refused: nothing is left behind
because somebody added a table and thought of merging later.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from chuan.lib.errors import ChuanError

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.utils.functional import Promise

    from chuan.accounts.models import User
    from chuan.audit.rows import Row

    Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class CandidateKey:
    """A key that two rows of one thing share; `rows` gives (pk, key) for the whole table, as a query, keys never empty."""

    code: str
    label: "Text"
    rows: "Callable[[], QuerySet[Any, Any]]"


@dataclass(frozen=True, kw_only=True)
class MergeKind:
    """A model whose rows may be merged."""

    model: "type[Row]"
    name: "Text"
    icon: str
    #: url name of a row's page, and the act needed to see it
    url: str
    search: "Callable[[User, str], QuerySet[Any, Any]]"
    keys: tuple[CandidateKey, ...] = ()
    #: columns that keep two rows apart when both are filled and differ
    apart: tuple[str, ...] = ()
    #: columns that follow another one's choice
    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: columns of which the later value is proposed
    latest: frozenset[str] = frozenset()
    #: columns nobody chooses: the kept row's stays
    fixed: frozenset[str] = frozenset()
    #: what else stands against merging these two
    obstacles: "Callable[[Any, Any], Iterable[ChuanError]]" = lambda _first, _second: ()
    #: rows to write beside the kept one, not yet saved: (kept, away, fields taken, day)
    keepsakes: "Callable[[Any, Any, Iterable[str], date], Iterable[Model]]" = lambda _kept, _away, _taken, _on: ()
    #: how fields are shown that are not shown as they are: name -> (row) -> text
    shown: "Mapping[str, Callable[[Any], str]]" = field(default_factory=dict)
    #: what two rows look like beside their fields: (row) -> text under the heading
    note: "Callable[[Any], str]" = lambda _row: ""

    @property
    def label(self) -> str:
        """The kind as the record of acts names it: `parties.party`."""
        return self.model._meta.label_lower

    def rows(self, user: "User") -> "QuerySet[Any, Any]":
        """The rows a user may see."""
        found: QuerySet[Any, Any] = self.model.objects.visible_to(user)  # type: ignore[attr-defined]
        return found

    def page(self, pk: "UUID | str") -> str:
        """The address of a row's page."""
        from django.urls import reverse

        return reverse(self.url, args=[pk])


_KINDS: dict[str, MergeKind] = {}
_RELATIONS: dict[str, "Text"] = {}
_FOLDED: set[str] = set()


def register(kind: MergeKind) -> None:
    """Let rows of a model be merged."""
    _KINDS[kind.label] = kind


def declare(relation: str, title: "Text", *, fold: bool = False) -> None:
    """Say that rows of `app.Model.field` move with a merge, and what they are called.

    A row that the database forbids beside one that is there already stops the merge; with `fold` the two say the same
    thing, and one of them is enough.
    """
    _RELATIONS[relation.lower()] = title
    if fold:
        _FOLDED.add(relation.lower())


def get(label: str) -> MergeKind:
    """A kind by its label; KeyError if it may not be merged."""
    return _KINDS[label]


def all_kinds() -> list[MergeKind]:
    """Every kind that may be merged."""
    return list(_KINDS.values())


def title_of(relation: str) -> "Text | None":
    """What the rows of a relation are called; None if nobody declared it."""
    return _RELATIONS.get(relation.lower())


def folds(relation: str) -> bool:
    """True if of two rows that say the same one is enough."""
    return relation.lower() in _FOLDED
