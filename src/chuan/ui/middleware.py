# SPDX-License-Identifier: Apache-2.0
"""The border where a `ChuanError` that no form caught becomes a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chuan.lib.errors import ChuanError
from chuan.ui.messages import explain, say


class ErrorMiddleware:
    """Shows coded errors as a page (or a fragment for htmx) with the right status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer coded errors; leave bugs to Django."""
        if not isinstance(exception, ChuanError):
            return None
        context = {
            "code": exception.code,
            "sentence": say(exception.message, exception.data),
            "next_step": say(exception.next_step, exception.data),
            "explanation": explain(exception),
            "status": exception.status,
        }
        template = "ui/error_fragment.html" if request.headers.get("HX-Request") else "ui/error.html"
        return render(request, template, context, status=exception.status)
