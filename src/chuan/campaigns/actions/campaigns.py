# SPDX-License-Identifier: Apache-2.0
"""Writes of campaigns: preparing, opening, closing."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.campaigns.choices import CampaignStatus
from chuan.campaigns.drawing import count_gaps, draw_up
from chuan.campaigns.errors import NothingToReview, NotInPreparation, NotOpen, PeriodReversed
from chuan.campaigns.models import Campaign
from chuan.lib.clock import day_of
from chuan.lib.text import tidy


@transaction.atomic
def plan_campaign(
    *, actor: User, title: str, laws: Sequence[str], first_day: date, last_day: date, sectors: Sequence[str] = (),
    premises_kinds: Sequence[str] = (), instrument_kinds: Sequence[str] = (), places: Sequence[str] = (),
) -> Campaign:
    """Prepare a campaign; nothing is shared out until it opens. Empty choices narrow nothing."""
    require(actor, "campaigns.manage")
    if last_day < first_day:
        raise PeriodReversed
    campaign = Campaign.objects.create(
        title=tidy(title), laws=list(laws), first_day=first_day, last_day=last_day, sectors=list(sectors),
        premises_kinds=list(premises_kinds), instrument_kinds=list(instrument_kinds), places=list(places),
        planned_by=actor,
    )
    record("campaigns.campaign.planned", actor=actor, subject=campaign)
    return campaign


@transaction.atomic
def open_campaign(*, actor: User, at: datetime, campaign: Campaign) -> Campaign:
    """Draw up the list of establishments and share it out to the units by commune."""
    require(actor, "campaigns.manage", campaign)
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.status != CampaignStatus.DRAFT:
        raise NotInPreparation(title=campaign.title)
    campaign.status, campaign.opened_at = CampaignStatus.OPEN, at
    campaign.save(update_fields=["status", "opened_at"])
    count = draw_up(campaign)
    if not count:
        raise NothingToReview
    record("campaigns.campaign.opened", actor=actor, subject=campaign, data={
        "establishments": count, "units": campaign.establishments.values("unit").distinct().count(),
    })
    return campaign


@transaction.atomic
def close_campaign(*, actor: User, at: datetime, campaign: Campaign) -> Campaign:
    """Keep what the registry still lacks of each establishment, and let nothing change from then on."""
    require(actor, "campaigns.manage", campaign)
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.status != CampaignStatus.OPEN:
        raise NotOpen(title=campaign.title)
    count_gaps(campaign, on=day_of(at))
    campaign.status, campaign.closed_at = CampaignStatus.CLOSED, at
    campaign.save(update_fields=["status", "closed_at"])
    record("campaigns.campaign.closed", actor=actor, subject=campaign, data={
        "establishments": campaign.establishments.count(), "waiting": campaign.establishments.filter(finding="").count(),
    })
    return campaign
