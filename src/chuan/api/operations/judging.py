# SPDX-License-Identifier: Apache-2.0
"""Operations that judge: the JSON of `chuan judge`, in and out."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from chuan.api.keys import OrganisationKey
from chuan.api.program import api, body_of, refuse_unknown
from chuan.judge import strict_json
from chuan.judge.instruments import judge_instrument
from chuan.judge.lots import judge_lot

_KEY = OrganisationKey("judge.use")


def _body(what: str) -> dict[str, Any]:
    """How the body is described: by the schema that the judge publishes."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": {
        "type": "object", "description": f"As /tinh-toan/schema/{what}.json and docs/reference/judge.md describe it.",
    }}}}}


@api.post("/judge/lot", auth=_KEY, tags=["Judge"], summary="Judge a lot of prepackages", openapi_extra=_body("lot"))
def judge_a_lot(request: HttpRequest) -> HttpResponse:
    """What readings of a lot mean by the law of their day; the answer of “chuan judge lot”."""
    refuse_unknown(request, set())
    return _answer(judge_lot(body_of(request)))


@api.post("/judge/instrument", auth=_KEY, tags=["Judge"], summary="Judge an instrument", openapi_extra=_body("instrument"))
def judge_an_instrument(request: HttpRequest) -> HttpResponse:
    """What readings of an instrument mean by the law of their day; the answer of “chuan judge instrument”."""
    refuse_unknown(request, set())
    return _answer(judge_instrument(body_of(request)))


def _answer(values: dict[str, Any]) -> HttpResponse:
    return HttpResponse(strict_json.write(values), content_type="application/json")
