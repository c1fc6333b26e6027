# SPDX-License-Identifier: Apache-2.0
"""Operations that read."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from chuan import law
from chuan.accounts.models import User
from chuan.api import cursors, queries, schemas
from chuan.api.keys import OrganisationKey
from chuan.api.program import api, refuse_unknown, single
from chuan.lib import clock
from chuan.lib.errors import NotFound


class Call(HttpRequest):
    """A request whose key was accepted."""

    user: User


_PARTIES, _REGISTRY = OrganisationKey("parties.read"), OrganisationKey("registry.read")
_CERTIFICATES = OrganisationKey("verification.read_certificate")


@api.get("/parties", auth=_PARTIES, response=schemas.PartyPage, tags=["Parties"], summary="Parties")
def list_parties(request: Call, asked: Query[schemas.PartyFilter]) -> Any:
    """Parties the key may see, in the order of entry."""
    return page_of_rows(request, "parties", asked, queries.parties, queries.party_out)


@api.get("/parties/{uuid:pk}", auth=_PARTIES, response=schemas.PartyOut, tags=["Parties"], summary="One party")
def read_party(request: Call, pk: Path[UUID]) -> HttpResponse:
    """A party, with an ETag."""
    return one_row(request, queries.parties, queries.party_out, pk)


@api.get("/premises", auth=_PARTIES, response=schemas.PremisesPage, tags=["Premises"], summary="Premises")
def list_premises(request: Call, asked: Query[schemas.PremisesFilter]) -> Any:
    """Premises the key may see, in the order of entry."""
    return page_of_rows(request, "premises", asked, queries.premises, queries.premises_out)


@api.get("/premises/{uuid:pk}", auth=_PARTIES, response=schemas.PremisesOut, tags=["Premises"], summary="One place")
def read_premises(request: Call, pk: Path[UUID]) -> HttpResponse:
    """Premises, with an ETag."""
    return one_row(request, queries.premises, queries.premises_out, pk)


@api.get("/instruments", auth=_REGISTRY, response=schemas.InstrumentPage, tags=["Instruments"], summary="Instruments")
def list_instruments(request: Call, asked: Query[schemas.InstrumentFilter]) -> Any:
    """Instruments the key may see, in the order of entry."""
    return page_of_rows(request, "instruments", asked, queries.instruments, _instrument)


@api.get("/instruments/{uuid:pk}", auth=_REGISTRY, response=schemas.InstrumentOut, tags=["Instruments"],
         summary="One instrument")
def read_instrument(request: Call, pk: Path[UUID]) -> HttpResponse:
    """An instrument as it stands today, with an ETag."""
    return one_row(request, queries.instruments, _instrument, pk)


@api.get("/certificates", auth=_CERTIFICATES, response=schemas.CertificatePage, tags=["Certificates"],
         summary="Verification certificates")
def list_certificates(request: Call, asked: Query[schemas.CertificateFilter]) -> Any:
    """The public facts of certificates for instruments the key may see."""
    return page_of_rows(request, "certificates", asked, queries.certificates, _certificate)


@api.get("/certificates/{str:number}", auth=_CERTIFICATES, response=schemas.CertificateOut, tags=["Certificates"],
         summary="One certificate")
def read_certificate(request: Call, number: Path[str]) -> HttpResponse:
    """The public facts of the certificate of a number such as 26.00042, with an ETag."""
    refuse_unknown(request, set())
    found = queries.certificate_numbered(request.user, number)
    if found is None:
        raise NotFound
    return single(request, _certificate(found))


@api.get("/law/{path:path}", auth=OrganisationKey("law.read"), response=schemas.LawOut, tags=["Law"],
         summary="A parameter of the law on a day")
def read_law(request: Call, path: Path[str], asked: Query[schemas.LawQuery]) -> HttpResponse:
    """What the law says on a day, such as verification/cycles/fuel-dispenser, with the text it comes from."""
    refuse_unknown(request, {"on"})
    return single(request, law_on(path, asked.on))


def law_on(path: str, day: date) -> dict[str, Any]:
    """A parameter as it stands on a day."""
    (citation,) = law.at(day).cite(path)
    return {"path": path, "on": day, "title": law.corpus().parameter(path).title, "citation": citation}


def _instrument(row: Any) -> dict[str, Any]:
    return queries.instrument_out(row, on=clock.today())


def _certificate(row: Any) -> dict[str, Any]:
    return queries.certificate_out(row, on=clock.today())


def page_of_rows(request: Call, of: str, asked: schemas.Paged, rows: Any, written: Any) -> dict[str, Any]:
    """The page that was asked for, and the cursor of the next; `of` names the list that the cursor belongs to."""
    refuse_unknown(request, set(type(asked).model_fields))
    filters = asked.filters()
    found, following = cursors.page(
        rows(request.user, filters), of=of, filters=filters, cursor=asked.cursor, limit=asked.limit
    )
    return {"rows": [written(row) for row in found], "next": following}


def one_row(request: Call, rows: Any, written: Any, pk: UUID) -> HttpResponse:
    """One row with its ETag, as far as the caller may see it."""
    refuse_unknown(request, set())
    found = rows(request.user, {}).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return single(request, written(found))
