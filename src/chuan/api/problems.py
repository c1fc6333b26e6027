# SPDX-License-Identifier: Apache-2.0
"""Errors as programs read them: problem details (RFC 9457) with our stable code and the next step."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from chuan.lib.errors import ChuanError
from chuan.ui.messages import say

MEDIA_TYPE = "application/problem+json"


def problem_of(error: ChuanError) -> dict[str, Any]:
    """The members of the problem, in the language of the call."""
    found: dict[str, Any] = {
        "type": f"urn:chuan:error:{error.code}", "title": HTTPStatus(error.status).phrase, "status": error.status,
        "code": error.code, "detail": say(error.message, error.data), "next_step": say(error.next_step, error.data),
    }
    if error.data.get("where"):
        found["where"] = str(error.data["where"])
    return found


def answer(error: ChuanError, *, headers: dict[str, str] | None = None, **more: Any) -> HttpResponse:
    """The response; `more` are members beside those of every problem."""
    body = json.dumps(problem_of(error) | more, ensure_ascii=False)
    found = HttpResponse(body, status=error.status, content_type=MEDIA_TYPE, headers=headers)
    if error.status == HTTPStatus.UNAUTHORIZED:
        found.headers["WWW-Authenticate"] = 'Bearer realm="chuan"'
    found.headers["Cache-Control"] = "no-store"
    return found
