# SPDX-License-Identifier: Apache-2.0
"""The API itself: strict JSON in, problems out, one key per operation."""

import hashlib
import json
import logging
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.docs import Redoc

from chuan.api import problems
from chuan.api.errors import BodyMalformed, BodyTooLarge, Failed, NotAsDescribed
from chuan.judge import strict_json
from chuan.lib.errors import ChuanError
from chuan.lib.ids import uuid7
from chuan.ui.messages import say

logger = logging.getLogger("chuan.api")

MOST_BYTES = 4 * 1024 * 1024
_MOST_FAULTS = 20

api = NinjaAPI(
    title="Chuẩn", version="1", urls_namespace="api-v1", docs=Redoc(), docs_url=None, openapi_url=None,
    description="The registry of the province for programs: read, enter and change in batches, ask the law, judge.",
)


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent: no key twice, no NaN, decimals with the digits that were written."""
    try:
        return strict_json.read(request.body)
    except RequestDataTooBig as error:
        raise BodyTooLarge(most=MOST_BYTES) from error
    except ChuanError as error:
        raise BodyMalformed(why=say(error.message, error.data)) from error


def refuse_unknown(request: HttpRequest, names: set[str]) -> None:
    """A parameter nobody knows would silently narrow nothing."""
    unknown = sorted(set(request.GET) - names)
    twice = sorted(name for name in request.GET if len(request.GET.getlist(name)) > 1)
    if unknown or twice:
        raise NotAsDescribed(where=", ".join(unknown or twice)[:200])


def single(request: HttpRequest, values: dict[str, Any]) -> HttpResponse:
    """One record with its ETag; 304 when the caller has it already."""
    body = json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    asked = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in asked or "*" in asked:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type="application/json", headers=headers)


def faults_of(found: list[Any]) -> list[dict[str, str]]:
    """What a schema refused, without repeating what was sent."""
    return [{"where": ".".join(str(part) for part in one["loc"]), "what": str(one["msg"])} for one in found[:_MOST_FAULTS]]


def _coded(_request: HttpRequest, error: Any) -> HttpResponse:
    data = cast("ChuanError", error).data
    headers = {"Retry-After": str(data["seconds"])} if "seconds" in data else None
    if headers is None and error.code == "api.still-running":
        headers = {"Retry-After": "5"}
    return problems.answer(error, headers=headers, **{name: data[name] for name in ("results", "faults") if name in data})


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    faults = faults_of([{**one, "loc": one["loc"][2:] or one["loc"]} for one in error.errors])
    where = ", ".join(sorted({fault["where"] for fault in faults}))
    return problems.answer(NotAsDescribed(where=where), faults=faults)


def _unreadable(_request: HttpRequest, error: Any) -> HttpResponse:
    return problems.answer(BodyMalformed(why=str(error)))


def failed(_request: HttpRequest, error: Any) -> HttpResponse:
    """A bug: recorded with its trace under a number; the caller learns the number only."""
    incident = str(uuid7())[-12:].upper()
    logger.error("incident %s", incident, exc_info=error)
    return problems.answer(Failed(incident=incident), incident=incident)


api.add_exception_handler(ChuanError, _coded)
api.add_exception_handler(ValidationError, _invalid)
api.add_exception_handler(HttpError, _unreadable)
api.add_exception_handler(Exception, failed)
