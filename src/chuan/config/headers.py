# SPDX-License-Identifier: Apache-2.0
"""What pages may ask of a device: its position where a form has a button for it, and nothing else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), display-capture=()"


class PermissionsPolicyMiddleware:
    """Sets the header `Permissions-Policy` on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the header."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response
