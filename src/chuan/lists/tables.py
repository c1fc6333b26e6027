# SPDX-License-Identifier: Apache-2.0
"""A list as its page shows it: the chosen columns, the cells of the rows, the saved views, and where they lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Choices
from django.http import HttpRequest, QueryDict

from chuan.lists.actions.views import kept_query
from chuan.lists.kinds import Column, ListKind
from chuan.lists.queries import ShownView, views_of
from chuan.ui.pages import StaffRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Cell:
    """A value with how it is shown: "status", "day", "moment", "number" or "text"."""

    heading: "StrOrPromise"
    value: Any
    look: str
    url: str
    note: str


@dataclass(frozen=True)
class Table:
    """What `lists/_table.html` and `lists/_bar.html` show."""

    kind: ListKind
    columns: list[Column]
    rows: list[list[Cell]]
    query: str
    order: str
    views: list[ShownView]

    @property
    def choices(self) -> "list[tuple[str, StrOrPromise, bool]]":
        """The columns one may choose."""
        shown = {column.code for column in self.columns}
        return [(column.code, column.heading, column.code in shown) for column in self.kind.columns[1:]]

    @property
    def orders(self) -> "list[tuple[str, StrOrPromise, bool]]":
        """The orders one may choose."""
        return [(code, label, code == self.order) for code, (label, _order) in self.kind.orders.items()]

    @property
    def others(self) -> list[tuple[str, str]]:
        """Name and value of what is filtered by, without columns and order."""
        query = QueryDict(self.query)
        return [(name, value) for name in query if name not in {"columns", "order"} for value in query.getlist(name)]

    @property
    def is_filtered(self) -> bool:
        """True unless the list is as it came."""
        return bool(self.query)


def shown(request: StaffRequest, kind: ListKind, rows: Sequence[Any], *, today: date) -> Table:
    """The table of a page's rows as the address asks for it."""
    columns, day, query = kind.columns_of(request.GET), kind.day(request.GET, today), kept_query(request.GET.urlencode())
    return Table(
        kind=kind, columns=columns, rows=[[_cell(column, row, day) for column in columns] for row in rows],
        query=query, order=kind.order_code(request.GET), views=views_of(request.user, kind, query),
    )


def default_query(request: StaffRequest, kind: ListKind) -> str:
    """The query of the view this person opens the list with, when the address asks for nothing; empty otherwise."""
    if request.GET or _from_htmx(request):
        return ""
    mine = (one.view for one in views_of(request.user, kind, "") if one.is_mine and one.view.is_default)
    return next((view.query for view in mine), "")


def _from_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", None))


def _cell(column: Column, row: Any, day: date) -> Cell:
    value = column.value(row, day)
    return Cell(
        heading=column.heading, value=value, look=_look(value), url=column.link(row) if column.link else "",
        note=column.note(row) if column.note else "",
    )


def _look(value: Any) -> str:
    if isinstance(value, Choices):
        return "status"
    if isinstance(value, datetime):
        return "moment"
    if isinstance(value, date):
        return "day"
    return "number" if isinstance(value, int | float) else "text"
