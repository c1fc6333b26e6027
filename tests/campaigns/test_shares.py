# SPDX-License-Identifier: Apache-2.0
"""Preparing, opening and sharing out."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from chuan.campaigns import actions, drawing
from chuan.campaigns.choices import CampaignStatus
from chuan.campaigns.errors import NoDepartment, NothingToReview, NotInPreparation, PeriodReversed
from chuan.campaigns.models import Campaign, Establishment
from chuan.lib.errors import NotAllowed
from chuan.parties.choices import ActivityRole, PremisesKind, Sector
from chuan.parties.models import Activity
from tests import make
from tests.campaigns import made
from tests.make import NOON, TODAY, Cast

pytestmark = pytest.mark.django_db


def names(campaign: Campaign) -> set[str]:
    return set(campaign.establishments.values_list("name", flat=True))


def test_opening_shares_every_open_establishment_out_to_the_unit_of_its_commune(cast: Cast) -> None:
    # given
    mine = make.make_premises(name="Của phường")
    theirs = make.make_premises(name="Của xã", current_unit=made.other_commune())
    undecided = make.make_premises(name="Chưa rõ")
    undecided.current_unit = None
    undecided.save()
    make.make_premises(name="Đã đóng", closed_on=TODAY - timedelta(1))
    # when
    campaign = made.opened(cast)
    # then
    assert names(campaign) == {"Của phường", "Của xã", "Chưa rõ"}
    assert made.row(campaign, mine).unit == make.make_unit("local")
    assert {made.row(campaign, one).unit for one in (theirs, undecided)} == {make.make_unit("authority")}
    assert made.row(campaign, mine).sector == Sector.FUEL


def test_the_list_is_drawn_up_in_one_statement(cast: Cast) -> None:
    for _ in range(5):
        make.make_premises()
    assert cast.local_officer
    campaign = made.planned(cast)
    with CaptureQueriesContext(connection) as captured:
        drawing.draw_up(campaign)
    assert sum("INSERT INTO campaigns_establishment" in query["sql"] for query in captured) == 1
    assert len(captured) == 3  # officers, department, list


def test_what_is_chosen_narrows_the_list(cast: Cast) -> None:
    # given
    station = make.make_premises(name="Xăng dầu")
    make.make_instrument(premises=station)
    shop = make.make_premises(name="Vàng", kind=PremisesKind.SHOP, current_unit=made.other_commune())
    Activity.objects.create(party=shop.party, sector=Sector.GOLD, role=ActivityRole.TRADER)
    # then
    assert names(made.opened(cast, sectors=["gold"])) == {"Vàng"}
    assert names(made.opened(cast, sectors=["fuel", "gold"])) == {"Xăng dầu", "Vàng"}
    assert names(made.opened(cast, premises_kinds=["petrol_station"])) == {"Xăng dầu"}
    assert names(made.opened(cast, instrument_kinds=["fuel-dispenser"])) == {"Xăng dầu"}
    assert names(made.opened(cast, places=["03760"])) == {"Vàng"}


def test_what_opening_would_share_out_is_told_before(cast: Cast) -> None:
    make.make_premises()
    make.make_premises(current_unit=made.other_commune())
    assert cast.local_officer
    campaign = made.planned(cast)
    assert drawing.foretell(campaign) == {make.make_unit("local").pk: 1, make.make_unit("authority").pk: 1}
    assert not campaign.establishments.exists()


def test_a_campaign_that_reaches_nothing_does_not_open(cast: Cast) -> None:
    with pytest.raises(NothingToReview):
        made.opened(cast)
    assert Campaign.objects.get().status == CampaignStatus.DRAFT


def test_a_campaign_opens_once(cast: Cast) -> None:
    make.make_premises()
    campaign = made.opened(cast)
    with pytest.raises(NotInPreparation):
        actions.open_campaign(actor=cast.planner, at=NOON, campaign=campaign)


def test_days_stand_in_order(cast: Cast) -> None:
    with pytest.raises(PeriodReversed):
        made.planned(cast, last_day=date(2020, 1, 1))


def test_only_planners_and_registrars_open_campaigns(cast: Cast) -> None:
    campaign = made.planned(cast)
    for user in (cast.local_officer, cast.inspector, cast.auditor):
        with pytest.raises(NotAllowed):
            actions.open_campaign(actor=user, at=NOON, campaign=campaign)


def test_without_a_department_nothing_can_be_shared_out(db: None) -> None:
    with pytest.raises(NoDepartment):
        drawing.department()


def test_a_commune_sees_its_own_establishments_only(cast: Cast) -> None:
    mine = make.make_premises()
    make.make_premises(current_unit=made.other_commune())
    campaign = made.opened(cast)
    seen = Establishment.objects.visible_to(cast.local_officer)
    assert [one.premises_id for one in seen] == [mine.pk]
    assert Campaign.objects.visible_to(cast.local_officer).get() == campaign
    assert not Campaign.objects.visible_to(cast.enterprise).exists()


def test_an_establishment_stands_once_in_a_campaign(cast: Cast) -> None:
    premises = make.make_premises()
    campaign = made.opened(cast)
    first = made.row(campaign, premises)
    with pytest.raises(IntegrityError), transaction.atomic():
        Establishment.objects.create(campaign=campaign, premises_id=premises.pk, name="x", kind="shop", unit=first.unit)
