# SPDX-License-Identifier: Apache-2.0
"""Reads of saved views and exports."""

from dataclasses import dataclass

from chuan.accounts.models import User
from chuan.lists.kinds import ListKind
from chuan.lists.models import Export, ExportQuerySet, SavedView


@dataclass(frozen=True)
class ShownView:
    """A saved view as its list offers it."""

    view: SavedView
    is_mine: bool
    is_open: bool


def views_of(user: User, kind: ListKind, query: str) -> list[ShownView]:
    """The saved views of a list: one's own first, then the unit's; `query` is the one that is open."""
    found = SavedView.objects.visible_to(user).filter(list=kind.code).select_related("owner")
    shown = [ShownView(view, view.owner_id == user.pk, view.query == query) for view in found]
    return sorted(shown, key=lambda one: not one.is_mine)


def exports_of(user: User) -> ExportQuerySet:
    """Exports one asked for, the latest first, without the bytes of their files."""
    return Export.objects.visible_to(user).select_related("file").defer("file__content")
