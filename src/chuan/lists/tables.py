# SPDX-License-Identifier: Apache-2.0
"""A list as its page shows it: the chosen columns, the rows, the saved views, and where they lead."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Choices
from django.http import HttpRequest, QueryDict
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from chuan.lists.actions.views import kept_query
from chuan.lists.kinds import Column, ListKind
from chuan.lists.queries import ShownView, views_of
from chuan.ui import figures, statuses
from chuan.ui.pages import StaffRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Table:
    """What `lists/_table.html` and `lists/_bar.html` show."""

    kind: ListKind
    columns: list[Column]
    #: the rows of the table, written
    body: SafeString
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
        kind=kind, columns=columns, body=_body(columns, rows, day),
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


def _body(columns: list[Column], rows: Sequence[Any], day: date) -> SafeString:
    """Rows are written here and not in a template, which would take most of the time of a page of a large registry."""
    cells = [(column, f' data-label="{conditional_escape(column.heading)}"' if at else "") for at, column in enumerate(columns)]
    looks: dict[Any, str] = {}
    lines = [f"<tr>{''.join([_cell(column, row, day, label, looks) for column, label in cells])}</tr>" for row in rows]
    return mark_safe("".join(lines))  # noqa: S308 — every value is escaped in _cell


def _cell(column: Column, row: Any, day: date, label: str, looks: dict[Any, str]) -> str:
    shown, css = _shown(column.value(row, day), looks)
    if column.link:
        shown = f'<a href="{escaped(column.link(row))}">{shown}</a>'
    note = f' <small class="d-block text-secondary">{escaped(column.note(row))}</small>' if column.note else ""
    return f"<td{label}{css}>{shown}{note}</td>"


def escaped(value: Any) -> str:
    """`conditional_escape`, which takes a detour for plain texts."""
    return html.escape(value) if type(value) is str else conditional_escape(value)


def _shown(value: Any, looks: dict[Any, str]) -> tuple[str, str]:
    """A value as it is read, escaped, and the class of its cell; a status looks the same in every row of a page."""
    if type(value) is str:
        return html.escape(value) or "–", ""
    if isinstance(value, Choices):
        look = looks.get(value)
        if look is None:
            look = looks[value] = statuses.tag(*statuses.look_of(value))
        return look, ""
    if isinstance(value, datetime):
        return figures.moment(value), ""
    if isinstance(value, date):
        return figures.day(value), ""
    if isinstance(value, int | float):
        return figures.number(value), ' class="text-end"'
    return conditional_escape(value) if value is not None else "–", ""
