# SPDX-License-Identifier: Apache-2.0
"""What happens on the spot: stalls of a market, answers sent twice, a campaign closed or a commune merged meanwhile."""

import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from chuan.accounts.models import User
from chuan.campaigns import actions, queries
from chuan.campaigns.choices import FindingKind
from chuan.campaigns.docx import written
from chuan.campaigns.errors import FoundAlready
from chuan.campaigns.models import Campaign, Establishment
from chuan.lib import clock
from chuan.parties.models import Premises
from chuan.places.actions import load_boundaries
from chuan.places.models import Succession
from tests import make
from tests.campaigns import made
from tests.make import NOON, TODAY, Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def market(now: Any) -> Premises:
    return make.make_premises(name="Chợ trung tâm", kind="market")


@pytest.fixture
def campaign(cast: Cast, market: Premises) -> Campaign:
    return made.opened(cast)


def url(campaign: Campaign, name: str) -> str:
    return reverse(f"campaigns:{name}", args=[campaign.pk, make.make_unit("local").pk])


def text(answer: Any) -> str:
    return str(answer.content.decode())


STALL = {"name": "Sạp 12", "kind": "stall", "commune": "03646", "owner_kind": "household", "owner_name": "Hộ Lò Thị Xôm", "tax_code": ""}


def test_a_stall_of_a_market_is_entered_from_the_market_s_row(cast: Cast, campaign: Campaign, market: Premises, sign_in: SignIn) -> None:
    # given
    client = sign_in(cast.local_officer)
    address = f"{url(campaign, 'new')}?market={market.pk}"
    assert address in text(client.get(url(campaign, "share")))
    form = client.get(address).context["form"]
    assert (form["kind"].value(), form["market"].value(), form["commune"].value()) == ("stall", market.pk, "03646")
    # when
    answer = client.post(address, STALL | {"market": str(market.pk), "latitude": "21,33", "longitude": "103,92"})
    # then
    assert answer.status_code == 302
    stall = Premises.objects.get(name="Sạp 12")
    assert (stall.market, stall.latitude) == (market, 21.33)
    row = made.row(campaign, stall)
    assert (row.finding, row.kind, row.sector) == ("new", "stall", "trade")


def test_a_stall_without_market_is_asked_for_one_and_a_shop_has_none(cast: Cast, campaign: Campaign, market: Premises, sign_in: SignIn) -> None:
    client = sign_in(cast.local_officer)
    answer = client.post(url(campaign, "new"), STALL)
    assert answer.status_code == 422 and "market" in answer.context["form"].errors
    assert client.post(url(campaign, "new"), STALL | {"kind": "shop", "name": "Cửa hàng", "market": str(market.pk)}).status_code == 302
    assert Premises.objects.get(name="Cửa hàng").market is None
    for nonsense in ("x", "00000000-0000-0000-0000-000000000007", "%00"):
        assert client.get(f"{url(campaign, 'new')}?market={nonsense}").status_code == 200


def test_nothing_but_a_stall_becomes_a_stall_by_a_correction(cast: Cast, campaign: Campaign, market: Premises, sign_in: SignIn) -> None:
    data = {"finding": "corrected", "name": market.name, "address": market.address, "kind": "stall"}
    answer = sign_in(cast.local_officer).post(reverse("campaigns:find", args=[made.row(campaign, market).pk]), data, **HTMX)
    assert answer.status_code == 422


@pytest.mark.parametrize("data", [
    {"finding": "confirmed"}, {"finding": "not_found"}, {"finding": "closed_down", "closed_on": "2026-11-20"},
    {"finding": "corrected", "name": "Chợ trung tâm", "address": "Số 9", "kind": "market"},
])
def test_an_answer_sent_again_after_the_signal_was_lost_is_taken_once(
    cast: Cast, campaign: Campaign, market: Premises, sign_in: SignIn, data: dict[str, str]
) -> None:
    # given
    row, client = made.row(campaign, market), sign_in(cast.local_officer)
    client.post(reverse("campaigns:find", args=[row.pk]), data, **HTMX)
    first = Establishment.objects.values().get(pk=row.pk)
    # when
    answer = client.post(reverse("campaigns:find", args=[row.pk]), data, **HTMX)
    # then
    assert answer.status_code == 200
    assert Establishment.objects.values().get(pk=row.pk) == first


def test_another_answer_of_the_same_person_is_no_repetition(cast: Cast, campaign: Campaign, market: Premises) -> None:
    row = made.row(campaign, market)
    given: dict[str, Any] = {"actor": cast.local_officer, "at": NOON, "establishment": row}
    actions.note_finding(**given, finding=FindingKind.CORRECTED, corrections={"address": "Số 9"})
    for other in ({"finding": FindingKind.CONFIRMED}, {"finding": FindingKind.CORRECTED, "corrections": {"address": "Số 10"}}):
        with pytest.raises(FoundAlready):
            actions.note_finding(**given, **other)
    with pytest.raises(FoundAlready):
        actions.note_finding(actor=cast.local_lead, at=NOON, establishment=row, finding=FindingKind.CORRECTED, corrections={"address": "Số 9"})


def test_what_was_typed_is_shown_when_somebody_else_was_first_or_the_campaign_closed(
    cast: Cast, campaign: Campaign, market: Premises, sign_in: SignIn
) -> None:
    other = made.row(campaign, market)
    client, address = sign_in(cast.local_officer), reverse("campaigns:find", args=[other.pk])
    data = {"finding": "corrected", "name": "Chợ trung tâm", "address": "Số 77 đường Mới", "kind": "market", "note": "gặp trưởng ban"}
    actions.note_finding(actor=cast.local_lead, at=NOON, establishment=other, finding=FindingKind.NOT_FOUND)
    answer = client.post(address, data, **HTMX)
    assert answer.status_code == 422 and "Số 77 đường Mới" in text(answer) and "gặp trưởng ban" in text(answer)
    actions.take_back(actor=cast.local_lead, at=NOON, establishment=other)
    actions.close_campaign(actor=cast.planner, at=NOON, campaign=campaign)
    answer = client.post(address, data, **HTMX)
    assert answer.status_code == 422 and "Số 77 đường Mới" in text(answer) and campaign.title in text(answer)
    assert Premises.objects.get(pk=market.pk).address == market.address


def test_a_refused_correction_keeps_its_fields(cast: Cast, campaign: Campaign, market: Premises, sign_in: SignIn) -> None:
    taken = make.make_premises(name="Tên đã có", party=market.party)
    data = {"finding": "corrected", "name": taken.name, "address": "Số 5", "kind": "market", "note": "biển mới"}
    answer = sign_in(cast.local_officer).post(reverse("campaigns:find", args=[made.row(campaign, market).pk]), data, **HTMX)
    assert answer.status_code == 422
    assert 'value="Số 5"' in text(answer) and 'value="biển mới"' in text(answer) and "<details open>" in text(answer)


def test_a_commune_merged_meanwhile_stays_in_reach_of_whoever_holds_it_now(cast: Cast, market: Premises, sign_in: SignIn, now: Any) -> None:
    # given: the commune ends tomorrow, and its officer's unit becomes that of the new one
    campaign = made.opened(cast, places=["03646"])
    row, officer = made.row(campaign, market), cast.local_officer
    before = make.make_place()
    before.valid_until = TODAY
    before.save()
    after = make.make_place("09999", name="Tô Hiệu Mới", full_name="Phường Tô Hiệu Mới", valid_from=TODAY + timedelta(1))
    Succession.objects.create(predecessor=before, successor=after, happened_on=TODAY + timedelta(1), relation="merged", confidence="sure")
    unit = make.make_unit("local")
    unit.place_code = "09999"
    unit.save()
    Premises.objects.update(current_unit=after)
    now(NOON + timedelta(2))
    # when
    client = sign_in(User.objects.get(pk=officer.pk))
    # then
    assert market.name in text(client.get(url(campaign, "share")))
    assert url(campaign, "share") in text(client.get("/"))
    assert client.post(reverse("campaigns:find", args=[row.pk]), {"finding": "confirmed"}).status_code == 302
    assert client.post(url(campaign, "new"), STALL | {"market": str(market.pk), "commune": "09999"}).status_code == 302
    assert Establishment.objects.get(finding="new").unit == unit
    assert queries.campaigns_listed(User.objects.get(pk=officer.pk)).get().total == 2
    assert client.get(campaign.get_absolute_url()).status_code == 200


def test_a_campaign_without_law_is_not_prepared(cast: Cast, sign_in: SignIn) -> None:
    data = {"title": "Đợt 1", "first_day": "2026-11-22", "last_day": "2026-12-22"}
    assert sign_in(cast.planner).post("/campaigns/new/", data).status_code == 422
    assert sign_in(cast.planner).post("/campaigns/new/", {}).status_code == 422
    assert not Campaign.objects.exists()


def test_progress_is_shown_on_the_boundaries_where_they_were_loaded(cast: Cast, campaign: Campaign, market: Premises, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    assert "<svg class=\"map" not in text(client.get(campaign.get_absolute_url()))
    ring = [[103.9, 21.3], [103.95, 21.3], [103.95, 21.35], [103.9, 21.3]]
    shape = {"type": "Feature", "properties": {"code": "03646"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    content = json.dumps({"type": "FeatureCollection", "features": [shape]}).encode()
    load_boundaries(actor=cast.admin, at=NOON, on=TODAY, name="a.geojson", content=content)
    actions.note_finding(actor=cast.local_officer, at=NOON, establishment=made.row(campaign, market), finding=FindingKind.CONFIRMED)
    page = text(client.get(campaign.get_absolute_url()))
    assert "area shade-5" in page and f"{reverse('campaigns:establishments', args=[campaign.pk])}?commune=03646" in page


def test_the_report_is_a_word_document_with_the_figures_of_the_page(cast: Cast, campaign: Campaign, sign_in: SignIn) -> None:
    actions.close_campaign(actor=cast.planner, at=NOON, campaign=campaign)
    answer = sign_in(cast.planner).get(reverse("campaigns:report_docx", args=[campaign.pk]))
    assert answer["Content-Disposition"].endswith('.docx"')
    with zipfile.ZipFile(BytesIO(answer.content)) as file:
        assert file.testzip() is None
        tree = ElementTree.fromstring(file.read("word/document.xml"))
    said = "".join(tree.itertext())
    assert campaign.title in said and "Chưa rà soát" in said and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert "Bản sơ bộ" not in said
    assert answer.content == sign_in(cast.planner).get(reverse("campaigns:report_docx", args=[campaign.pk])).content


def test_a_word_document_takes_any_character() -> None:
    data = {"superior": "", "organisation": "Sở & <Co>", "place": "", "day": date(2026, 11, 22).isoformat(), "title": "a\0b\x1f“]]>", "laws": [],
            "period": "Từ", "is_final": False, "counts": [], "tables": [{"title": "T", "heads": ["a"], "rows": [], "total": ["&"]}]}
    with zipfile.ZipFile(BytesIO(written(data))) as file:
        assert ElementTree.fromstring(file.read("word/document.xml")) is not None
