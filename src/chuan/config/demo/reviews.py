# SPDX-License-Identifier: Apache-2.0
"""Review campaigns: one of the petrol stations that is closed, one of the markets and stations that is under way."""

from datetime import timedelta

from chuan.campaigns.choices import SECTOR_OF_KIND, CampaignStatus, FindingKind, LawReviewed
from chuan.campaigns.models import Campaign, Establishment
from chuan.config.demo.owners import Owners
from chuan.config.demo.people import LOCAL_CODE
from chuan.config.demo.stage import Stage, at_hour
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Premises
from chuan.registry.models import Instrument

_FOUND = (FindingKind.CONFIRMED, FindingKind.CONFIRMED, FindingKind.CORRECTED, FindingKind.CONFIRMED, FindingKind.NOT_FOUND)


def make_reviews(stage: Stage, owners: Owners) -> None:
    """Make and write both."""
    planner = stage.users["planner"]
    first, last = stage.days_ago(300), stage.days_ago(240)
    over = Campaign(
        id=stage.next_id(at_hour(first, 8)), title="Rà soát cửa hàng xăng dầu", laws=[LawReviewed.METROLOGY, LawReviewed.QUALITY],
        premises_kinds=[PremisesKind.PETROL_STATION], first_day=first, last_day=last, status=CampaignStatus.OPEN,
        planned_by=planner, opened_at=at_hour(first, 8),
    )
    began = stage.days_ago(20)
    running = Campaign(
        id=stage.next_id(at_hour(began, 8)), title="Rà soát chợ và cửa hàng xăng dầu", laws=[LawReviewed.METROLOGY],
        premises_kinds=[PremisesKind.PETROL_STATION, PremisesKind.MARKET], first_day=began, last_day=stage.on + timedelta(days=25),
        status=CampaignStatus.OPEN, planned_by=planner, opened_at=at_hour(began, 8),
    )
    Campaign.objects.bulk_create([over, running])
    overdue = set(Instrument.objects.overdue_on(last).values_list("premises_id", flat=True))
    rows = [_row(stage, over, place, index, done=True, overdue=place.pk in overdue) for index, place in enumerate(owners.stations)]
    rows += [
        _row(stage, running, place, index, done=index % 5 < 3)
        for index, place in enumerate([*owners.stations, *owners.markets])
    ]
    Establishment.objects.bulk_create(rows)
    over.status, over.closed_at = CampaignStatus.CLOSED, at_hour(last, 16)  # what is closed never changes: last of all
    over.save(update_fields=["status", "closed_at"])


def _row(
    stage: Stage, campaign: Campaign, place: Premises, index: int, *, done: bool, overdue: bool | None = None
) -> Establishment:
    """A place under review; `overdue` only in a campaign that is closed."""
    is_local = place.current_unit is not None and place.current_unit.code == LOCAL_CODE
    at = at_hour(campaign.first_day + timedelta(days=1 + index % 15), 9, index % 60)
    made = Establishment(
        id=stage.next_id(at_hour(campaign.first_day, 8)), campaign=campaign, premises_id=place.pk, name=place.name,
        address=place.address, kind=place.kind, sector=SECTOR_OF_KIND[PremisesKind(place.kind)], commune_id=place.current_unit_id,
        unit=stage.units["ubnd-to-hieu" if is_local else "so-khcn"],
    )
    if overdue is not None:
        made.no_tax_code, made.no_commune = not place.party.tax_code, place.current_unit_id is None
        made.overdue, made.never = int(overdue), 0
    if done:
        made.finding = _FOUND[index % len(_FOUND)]
        made.found_by, made.found_at = stage.users["local_officer" if is_local else "inspector"], at
        if made.finding == FindingKind.CORRECTED:
            made.before, made.after = {"address": f"{place.address} (cũ)"}, {"address": place.address}
    return made
