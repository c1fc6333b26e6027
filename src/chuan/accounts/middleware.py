# SPDX-License-Identifier: Apache-2.0
"""What each request is put through: the language it is answered in, and the change of a one-time password.

The language is the cookie's, else the account's own, else Vietnamese; never the browser's guess.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

_KNOWN = {code for code, _ in settings.LANGUAGES}


class LanguageMiddleware:
    """Activates one language per request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose, answer, say which."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen not in _KNOWN and request.user.is_authenticated:
            chosen = request.user.language
        language = chosen if chosen in _KNOWN else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class OneTimePasswordMiddleware:
    """Leads whoever signed in with a one-time password to the form for a new one, until they have chosen it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on or lead away."""
        if request.user.is_authenticated and request.user.must_change_password:
            form = reverse("account_change_password")
            if request.path not in {form, reverse("account_logout"), reverse("set_language")}:
                return HttpResponseRedirect(form)
        return self.get_response(request)
