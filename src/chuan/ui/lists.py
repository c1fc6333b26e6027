# SPDX-License-Identifier: Apache-2.0
"""Lists: a page of a queryset, its count, and the address of the next page with the filters kept."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)
PAGE_SIZE = 50


@dataclass(frozen=True)
class ListPage(Generic[M]):
    """One page of rows and the way to the others."""

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
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return ListPage(
        rows=list(page.object_list), count=paginator.count, number=page.number, pages=paginator.num_pages,
        previous_url=url(page.previous_page_number()) if page.has_previous() else "",
        next_url=url(page.next_page_number()) if page.has_next() else "",
        first_index=page.start_index(), last_index=page.end_index(),
    )
