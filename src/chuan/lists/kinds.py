# SPDX-License-Identifier: Apache-2.0
"""The lists there are: a room registers its own in `AppConfig.ready`, with its columns, orders and how rows are found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import QueryDict

from chuan.ui.keysets import Order, Reader, as_they_are

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from chuan.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its value for a row as of a day; a date, a status, a number or a text."""

    code: str
    heading: "StrOrPromise"
    value: Callable[[Any, date], Any]
    #: the address the value leads to
    link: Callable[[Any], str] | None = None
    #: the smaller line below
    note: Callable[[Any], str] | None = None
    #: shown while nobody chose columns
    usual: bool = True


@dataclass(frozen=True, kw_only=True)
class ListKind:
    """A list of a room."""

    code: str
    title: "StrOrPromise"
    #: the act that reads it
    act: str
    url_name: str
    file_name: str
    #: the first one names the row and cannot be left out
    columns: Sequence[Column]
    #: the first one holds unless another was asked for: code → (label, order)
    orders: Mapping[str, "tuple[StrOrPromise, Order]"]
    #: (user, query of the address, today) → the rows that the user may see and the query asks for, in no order
    find: "Callable[[User, QueryDict, date], QuerySet[Any]]"
    #: what is read of the rows found: what `Column.value` is given
    read: Reader = as_they_are
    #: (query, today) → the day the values are of
    day: Callable[[QueryDict, date], date] = field(default=lambda _query, today: today)

    def columns_of(self, query: QueryDict) -> list[Column]:
        """The columns that a query asks for, in their own order; the usual ones when it names none."""
        wanted = set(query.getlist("columns"))
        chosen = [column for column in self.columns[1:] if column.code in wanted]
        return [self.columns[0], *(chosen or [column for column in self.columns[1:] if column.usual])]

    def order_code(self, query: QueryDict) -> str:
        """The order that a query asks for."""
        asked = query.get("order", "")
        return asked if asked in self.orders else next(iter(self.orders))

    def order_of(self, query: QueryDict) -> Order:
        """The keys of the order that a query asks for."""
        return self.orders[self.order_code(query)][1]


_KINDS: dict[str, ListKind] = {}


def register(kind: ListKind) -> None:
    """Add a list."""
    _KINDS[kind.code] = kind


def find_kind(code: str) -> ListKind | None:
    """The list of a code."""
    return _KINDS.get(code)
