# SPDX-License-Identifier: Apache-2.0
"""Operations that write, in batches."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from pydantic import ValidationError

from chuan.api import problems, schemas
from chuan.api.actions.answering import once
from chuan.api.actions.batches import Writer, write_batch
from chuan.api.actions.instruments import InstrumentWriter
from chuan.api.actions.parties import PartyWriter, PremisesWriter
from chuan.api.choices import Mode
from chuan.api.errors import BatchRefused, NotAsDescribed
from chuan.api.keys import OrganisationKey
from chuan.api.models import ApiKey
from chuan.api.program import api, body_of, faults_of, refuse_unknown
from chuan.lib import clock


class Call(HttpRequest):
    """A request whose key was accepted."""

    auth: ApiKey


_PARTIES, _REGISTRY = OrganisationKey("parties.edit"), OrganisationKey("registry.edit")


def described(schema: str) -> dict[str, Any]:
    """How the description speaks of a batch: its body and its header."""
    return {
        "requestBody": {"required": True, "content": {"application/json": {
            "schema": {"$ref": f"#/components/schemas/{schema}"}}}},
        "parameters": [{
            "in": "header", "name": "Idempotency-Key", "required": False,
            "schema": {"type": "string", "minLength": 1, "maxLength": 200},
            "description": "Makes a repetition safe: for 24 hours the same key with the same body gets the first answer.",
        }],
    }


@api.post("/parties/batch", auth=_PARTIES, response=schemas.BatchResult, tags=["Parties"],
          summary="Enter or change parties", openapi_extra=described("PartyBatch"))
def write_parties(request: Call) -> HttpResponse:
    """Enter the parties that are new and change the others."""
    return write(request, PartyWriter())


@api.post("/premises/batch", auth=_PARTIES, response=schemas.BatchResult, tags=["Premises"],
          summary="Enter or change premises", openapi_extra=described("PremisesBatch"))
def write_premises(request: Call) -> HttpResponse:
    """Enter the premises that are new and change the others; the owner must be on file."""
    return write(request, PremisesWriter())


@api.post("/instruments/batch", auth=_REGISTRY, response=schemas.BatchResult, tags=["Instruments"],
          summary="Enter or change instruments", openapi_extra=described("InstrumentBatch"))
def write_instruments(request: Call) -> HttpResponse:
    """Enter the instruments that are new; change, move or retire the others. The place of use must be on file."""
    return write(request, InstrumentWriter())


def write(request: Call, writer: Writer) -> HttpResponse:
    """Carry a batch out, once for an idempotency key."""
    refuse_unknown(request, set())
    envelope = _envelope(body_of(request))
    at = clock.now()

    def carry_out() -> HttpResponse:
        result = write_batch(key=request.auth, at=at, writer=writer, items=envelope.items, mode=envelope.mode)
        if result.written:
            answer = {"written": True, "counts": result.counts(), "results": result.results}
            return HttpResponse(json.dumps(answer, ensure_ascii=False), content_type="application/json")
        refused = BatchRefused(refused=result.counts()["refused"], items=len(envelope.items))
        return problems.answer(refused, results=result.results)

    return once(
        key=request.auth, idempotency_key=request.headers.get("Idempotency-Key"), at=at, carry_out=carry_out,
        call=f"{request.method} {request.path}\n".encode() + request.body,
    )


def _envelope(body: dict[str, Any]) -> schemas.Envelope:
    try:
        found = schemas.Envelope.model_validate(body)
    except ValidationError as error:
        faults = faults_of(list(error.errors(include_url=False, include_input=False, include_context=False)))
        where = ", ".join(sorted({fault["where"] for fault in faults}))
        raise NotAsDescribed(where=where, faults=faults) from error
    found.mode = Mode(found.mode)
    return found
