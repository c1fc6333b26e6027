# SPDX-License-Identifier: Apache-2.0
"""Lists: a page of a queryset, its count, and the address of the next page with the filters kept.

`page_of` numbers its pages, for short lists. `keyset_page` walks by the keys of the rows: the millionth page costs what
the first costs, and rows that come or go meanwhile neither show twice nor hide others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from chuan.ui.keysets import Cursor, Order, Reader, as_they_are
from chuan.ui.tallies import Tally, tally

M = TypeVar("M", bound=Model)
PAGE_SIZE = 50


@dataclass(frozen=True)
class ListPage(Generic[M]):
    """One page of rows and the way to the others; `number` and `pages` are 0 where pages have no numbers."""

    rows: list[M]
    count: int
    number: int
    pages: int
    previous_url: str
    next_url: str
    first_index: int
    last_index: int


def page_of(request: HttpRequest, queryset: "QuerySet[M, Any]", *, size: int = PAGE_SIZE) -> ListPage[M]:
    """The page the request asks for (`?page=`); the nearest one that exists."""
    paginator = Paginator(queryset, size)
    page = paginator.get_page(request.GET.get("page"))

    def url(number: int) -> str:
        return address(request, page=str(number))

    return ListPage(
        rows=list(page.object_list), count=paginator.count, number=page.number, pages=paginator.num_pages,
        previous_url=url(page.previous_page_number()) if page.has_previous() else "",
        next_url=url(page.next_page_number()) if page.has_next() else "",
        first_index=page.start_index(), last_index=page.end_index(),
    )


def keyset_page(
    request: HttpRequest, queryset: "QuerySet[M, Any]", *, order: Order, size: int = PAGE_SIZE, count: Tally | None = None,
    read: Reader = as_they_are,
) -> ListPage[M]:
    """The rows after (`?after=`) or before (`?before=`) those of the page one comes from, in a total order.

    A cursor that cannot be read gives the first page. The count is exact up to a bound.
    """
    backward = "before" in request.GET and "after" not in request.GET
    cursor = Cursor.read(request.GET.get("before" if backward else "after"), order)
    backward = backward and cursor is not None
    total = tally(queryset) if count is None else count
    rows: list[M] = order.page(queryset, cursor, backward=backward, limit=size + 1, many=total.more, read=read)
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    first = _first_index(cursor, len(rows), backward=backward)
    return ListPage(
        rows=rows, count=total, number=0, pages=0, first_index=first if rows else 0, last_index=first + len(rows) - 1,
        previous_url=_step(request, "before", order, rows, first) if rows and (more if backward else cursor is not None) else "",
        next_url=_step(request, "after", order, rows[::-1], first + len(rows)) if rows and (more or backward) else "",
    )


def address(request: HttpRequest, **changes: str) -> str:
    """The address of this page with some values of its query changed; an empty one is taken out."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"?{query.urlencode()}"


def filters_of(request: HttpRequest) -> str:
    """The query of a list without where in the list one is."""
    query = request.GET.copy()
    for name in ("page", "after", "before"):
        query.pop(name, None)
    return query.urlencode()


def _first_index(cursor: Cursor | None, count: int, *, backward: bool) -> int:
    if cursor is None:
        return 1
    return max(cursor.index - count, 1) if backward else cursor.index


def _step(request: HttpRequest, name: str, order: Order, rows: Sequence[Any], index: int) -> str:
    written = Cursor(values=order.values_of(rows[0]), index=index).written()
    return address(request, **{"after": "", "before": "", "page": "", name: written})
