# SPDX-License-Identifier: Apache-2.0
"""For the pages of higher rooms: an id that was merged away still leads somewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from chuan.accounts.permissions import may
from chuan.merging import kinds
from chuan.merging.queries import heir_of

View = Callable[..., HttpResponseBase]


def resolves(label: str) -> Callable[[View], View]:
    """Answer for a row of the kind that was merged away: what it was, and into what it was merged."""

    def decorate(view: View) -> View:
        @wraps(view)
        def resolving(request: HttpRequest, pk: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, pk, *args, **kwargs)
            except Http404:
                answer = _merged_page(request, label, pk)
                if answer is None:
                    raise
                return answer

        return resolving

    return decorate


def _merged_page(request: HttpRequest, label: str, pk: UUID) -> HttpResponseBase | None:
    first = heir_of(label, pk)
    if first is None:
        return None
    last = first
    while (further := heir_of(label, last.kept_id)) is not None:
        last = further
    kind = kinds.get(label)
    if not kind.rows(request.user).filter(pk=last.kept_id).exists():  # type: ignore[arg-type]
        return None
    return render(request, "merging/merged_away.html", {
        "merge": first, "last": last, "kind": kind, "kept_url": kind.page(last.kept_id),
        "may_read": may(request.user, "merging.read"),
    })
