# SPDX-License-Identifier: Apache-2.0
"""Operations on review campaigns: what was found, read and reported."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Path, Query

from chuan.accounts.models import User
from chuan.api import queries, schemas
from chuan.api.actions.campaigns import FindingWriter
from chuan.api.keys import OrganisationKey
from chuan.api.operations.reading import Call, page_of_rows
from chuan.api.operations.writing import Call as WritingCall
from chuan.api.operations.writing import described, write
from chuan.api.program import api, refuse_unknown, single
from chuan.lib.errors import NotFound

_READ, _FIND = OrganisationKey("campaigns.read"), OrganisationKey("campaigns.find")


@api.get("/campaigns", auth=_READ, response=schemas.CampaignPage, tags=["Review campaigns"], summary="Review campaigns")
def list_campaigns(request: Call, asked: Query[schemas.CampaignFilter]) -> Any:
    """Campaigns of which the key may see something, in the order of entry."""
    return page_of_rows(request, "campaigns", asked, queries.campaigns, queries.campaign_out)


@api.get("/campaigns/{uuid:pk}", auth=_READ, response=schemas.CampaignReport, tags=["Review campaigns"], summary="One campaign")
def read_campaign(request: Call, pk: Path[UUID]) -> HttpResponse:
    """A campaign with its figures by sector and commune, with an ETag."""
    refuse_unknown(request, set())
    return single(request, queries.campaign_out(_campaign(request.user, pk), user=request.user))


@api.get("/campaigns/{uuid:pk}/establishments", auth=_READ, response=schemas.FindingPage, tags=["Review campaigns"],
         summary="What was found")
def list_findings(request: Call, pk: Path[UUID], asked: Query[schemas.FindingFilter]) -> Any:
    """The establishments of a campaign that the key may see, with what was found and changed, in the order of entry."""
    campaign = _campaign(request.user, pk)

    def rows(user: User, filters: dict[str, Any]) -> Any:
        return queries.findings(user, campaign, filters)

    return page_of_rows(request, f"campaigns/{pk}", asked, rows, queries.finding_out)


@api.post("/campaigns/{uuid:pk}/findings/batch", auth=_FIND, response=schemas.BatchResult, tags=["Review campaigns"],
          summary="Report what was found", openapi_extra=described("FindingBatch"))
def write_findings(request: WritingCall, pk: Path[UUID]) -> HttpResponse:
    """Confirm, correct or close establishments of the campaign that the key may see, and enter new ones in communes of its
    share. A campaign that is not under way refuses the whole batch."""
    return write(request, FindingWriter(_campaign(request.auth.user, pk)))


def _campaign(user: User, pk: UUID) -> Any:
    found = queries.campaign_of(user, pk)
    if found is None:
        raise NotFound
    return found
