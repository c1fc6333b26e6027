# SPDX-License-Identifier: Apache-2.0
"""Operations that read the results of review campaigns."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Path, Query

from chuan.accounts.models import User
from chuan.api import queries, schemas
from chuan.api.keys import OrganisationKey
from chuan.api.operations.reading import Call, page_of_rows
from chuan.api.program import api, refuse_unknown, single
from chuan.lib.errors import NotFound

_READ = OrganisationKey("campaigns.read")


@api.get("/campaigns", auth=_READ, response=schemas.CampaignPage, tags=["Review campaigns"], summary="Review campaigns")
def list_campaigns(request: Call, asked: Query[schemas.CampaignFilter]) -> Any:
    """Campaigns of which the key may see something, in the order of entry."""
    return page_of_rows(request, "campaigns", asked, queries.campaigns, queries.campaign_out)


@api.get("/campaigns/{uuid:pk}", auth=_READ, response=schemas.CampaignReport, tags=["Review campaigns"], summary="One campaign")
def read_campaign(request: Call, pk: Path[UUID]) -> HttpResponse:
    """A campaign with its figures by sector and commune, with an ETag."""
    refuse_unknown(request, set())
    found = queries.campaign_of(request.user, pk)
    if found is None:
        raise NotFound
    return single(request, queries.campaign_out(found, user=request.user))


@api.get("/campaigns/{uuid:pk}/establishments", auth=_READ, response=schemas.FindingPage, tags=["Review campaigns"],
         summary="What was found")
def list_findings(request: Call, pk: Path[UUID], asked: Query[schemas.FindingFilter]) -> Any:
    """The establishments of a campaign that the key may see, with what was found and changed, in the order of entry."""
    campaign = queries.campaign_of(request.user, pk)
    if campaign is None:
        raise NotFound

    def rows(user: User, filters: dict[str, Any]) -> Any:
        return queries.findings(user, campaign, filters)

    return page_of_rows(request, f"campaigns/{pk}", asked, rows, queries.finding_out)
