# SPDX-License-Identifier: Apache-2.0
"""One law for the whole of a request: asked anew at its start, the same to its end."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from chuan.law import standing


class LawMiddleware:
    """Holds the law steady while a request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refresh and pass on."""
        with standing.steady():
            return self.get_response(request)
