# SPDX-License-Identifier: Apache-2.0
"""The border of the API: what is refused before an operation is reached, and nothing that is no problem leaves it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from chuan.api import problems
from chuan.api.errors import BodyTooLarge, MethodNotAllowed, NoSuchOperation, NotJsonType
from chuan.api.program import MOST_BYTES, failed
from chuan.lib.errors import ChuanError

LANGUAGES = ("vi", "en")


def language_of(request: HttpRequest) -> str:
    """The language of messages: what Accept-Language prefers of ours, else Vietnamese."""
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code[:2] in LANGUAGES:
            return code[:2]
    return LANGUAGES[0]


def guarded(pattern: URLPattern) -> URLPattern:
    """The same address, behind the border."""
    inner = pattern.callback

    @csrf_exempt  # no cookie opens an operation: only the key in its header does
    @wraps(inner)
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _answered(request, lambda: inner(request, *args, **kwargs))

    return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)


@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """404 for every other address below /api/v1/."""
    return _answered(request, lambda: problems.answer(NoSuchOperation(path=f"/api/v1/{rest}"[:200])))


def _answered(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    language = language_of(request)
    with translation.override(language):
        try:
            _check_body(request)
            response = answer()
        except ChuanError as error:
            response = problems.answer(error)
        except Exception as error:  # noqa: BLE001 a bug becomes a numbered problem
            response = failed(request, error)
        if isinstance(response, HttpResponseNotAllowed):
            response = _not_allowed(request, response)
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language, Authorization"
    return response


def _check_body(request: HttpRequest) -> None:
    length = request.headers.get("Content-Length") or "0"
    if not length.isdigit() or int(length) > MOST_BYTES:
        raise BodyTooLarge(most=MOST_BYTES)
    if request.method == "POST":
        kind, _, parameters = request.headers.get("Content-Type", "").partition(";")
        charset = parameters.strip().lower().removeprefix("charset=").strip('"')
        if kind.strip().lower() != "application/json" or charset not in {"", "utf-8"}:
            raise NotJsonType


def _not_allowed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    allowed = ", ".join(sorted(response.headers["Allow"].replace(" ", "").split(",")))
    method = (request.method or "")[:20]
    return problems.answer(MethodNotAllowed(method=method, allowed=allowed), headers={"Allow": allowed})
