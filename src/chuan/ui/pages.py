# SPDX-License-Identifier: Apache-2.0
"""How a view answers: a page, or the fragment of it that htmx asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chuan.lib.errors import ChuanError
from chuan.ui.messages import explain

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from chuan.accounts.models import User

    class StaffRequest(HttpRequest):
        """A request of somebody signed in."""

        user: User
        htmx: HtmxDetails
else:
    StaffRequest = HttpRequest


def render_page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, fragment: str = "rows",
    status: int | None = None,
) -> HttpResponse:
    """Render the page, or its partial `fragment` if it has one and htmx asked; 422 when what was posted has errors.

    A filter that cannot be understood is no error: it filters nothing.
    """
    context = context or {}
    htmx = getattr(request, "htmx", None)
    templates = [f"{template}#{fragment}", template] if htmx and not htmx.boosted else template
    if status is None:
        forms = [value for value in context.values() if isinstance(value, BaseForm) and value.is_bound]
        status = 422 if request.method == "POST" and any(form.errors for form in forms) else 200
    response = render(request, templates, context, status=status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


@contextmanager
def refusals_into(form: BaseForm) -> Iterator[None]:
    """Turn a `ChuanError` raised by an action into an error of the form, which then is no longer valid."""
    try:
        yield
    except ChuanError as error:
        form.add_error(None, explain(error))
