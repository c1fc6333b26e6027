# SPDX-License-Identifier: Apache-2.0
"""The pages: a share worked through with htmx and without, progress, lists behind figures, the report."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from chuan.accounts.models import User
from chuan.campaigns import actions, papers, queries
from chuan.campaigns.choices import FindingKind
from chuan.campaigns.models import Campaign, Establishment
from chuan.parties.models import Party, Premises
from tests import make
from tests.campaigns import made
from tests.make import NOON, TODAY, Cast

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
SignIn = Callable[[User], Client]


@pytest.fixture
def premises() -> Premises:
    return make.make_premises(name="Cửa hàng số 1")


@pytest.fixture
def campaign(cast: Cast, premises: Premises) -> Campaign:
    return made.opened(cast)


@pytest.fixture
def row(campaign: Campaign, premises: Premises) -> Establishment:
    return made.row(campaign, premises)


def share_url(campaign: Campaign, name: str = "share") -> str:
    return reverse(f"campaigns:{name}", args=[campaign.pk, make.make_unit("local").pk])


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_planner_prepares_and_opens_a_campaign(cast: Cast, premises: Premises, sign_in: SignIn) -> None:
    # given
    assert cast.local_officer
    client = sign_in(cast.planner)
    # when
    page = client.post("/campaigns/new/", {"title": "Đợt 1", "laws": ["quality"], "first_day": "2026-11-22", "last_day": "2026-12-22"})
    campaign = Campaign.objects.get()
    assert page["Location"] == campaign.get_absolute_url()
    assert make.make_unit("local").name in text(client.get(campaign.get_absolute_url()))
    answer = client.post(reverse("campaigns:open", args=[campaign.pk]), follow=True)
    # then
    assert answer.status_code == 200
    assert campaign.establishments.count() == 1


def test_a_form_with_days_reversed_says_so(cast: Cast, sign_in: SignIn) -> None:
    data = {"title": "Đợt 1", "laws": ["quality"], "first_day": "2026-11-22", "last_day": "2026-01-22"}
    answer = sign_in(cast.planner).post("/campaigns/new/", data)
    assert answer.status_code == 422
    assert not Campaign.objects.exists()


def test_confirming_without_javascript_leads_back_to_the_share(cast: Cast, row: Establishment, sign_in: SignIn) -> None:
    answer = sign_in(cast.local_officer).post(reverse("campaigns:find", args=[row.pk]), {"finding": "confirmed"})
    assert answer.status_code == 302
    assert answer["Location"].startswith(share_url(row.campaign))
    row.refresh_from_db()
    assert row.finding == "confirmed"


def test_confirming_with_htmx_answers_the_row_alone(cast: Cast, row: Establishment, sign_in: SignIn) -> None:
    answer = sign_in(cast.local_officer).post(reverse("campaigns:find", args=[row.pk]), {"finding": "confirmed"}, **HTMX)
    assert text(answer).strip().startswith("<article")
    assert 'data-finding="confirmed"' in text(answer)
    assert 'hx-swap-oob="true"' in text(answer)


def test_whoever_is_second_gets_the_row_as_it_is_and_is_told(cast: Cast, row: Establishment, sign_in: SignIn) -> None:
    actions.note_finding(actor=cast.local_lead, at=NOON, establishment=row, finding=FindingKind.NOT_FOUND)
    for more in ({}, HTMX):
        answer = sign_in(cast.local_officer).post(reverse("campaigns:find", args=[row.pk]), {"finding": "confirmed"}, **more)
        assert answer.status_code == 422
        assert cast.local_lead.full_name in text(answer)
        assert 'data-finding="not_found"' in text(answer)


def test_a_correction_shows_before_and_after_and_can_be_taken_back(cast: Cast, row: Establishment, sign_in: SignIn) -> None:
    client = sign_in(cast.local_officer)
    data = {"finding": "corrected", "name": "Cửa hàng số 1", "address": "Số 9 phố Mới", "kind": "petrol_station", "phone": ""}
    answer = client.post(reverse("campaigns:find", args=[row.pk]), data, **HTMX)
    assert "<del>Số 1 đường Tô Hiệu</del>" in text(answer)
    assert "Số 9 phố Mới" in text(sign_in(cast.auditor).get(reverse("campaigns:changes", args=[row.campaign_id])))
    answer = client.post(reverse("campaigns:take_back", args=[row.pk]), **HTMX)
    assert 'data-finding=""' in text(answer)


def test_a_correction_with_errors_comes_back_open(cast: Cast, row: Establishment, sign_in: SignIn) -> None:
    data = {"finding": "corrected", "name": "", "kind": "petrol_station"}
    answer = sign_in(cast.local_officer).post(reverse("campaigns:find", args=[row.pk]), data, **HTMX)
    assert answer.status_code == 422
    assert "<details open>" in text(answer)


def test_nonsense_is_no_finding(cast: Cast, row: Establishment, sign_in: SignIn) -> None:
    for data in ({}, {"finding": "new"}, {"finding": "x"}, {"finding": "closed_down", "closed_on": "31/02/2026"}):
        assert sign_in(cast.local_officer).post(reverse("campaigns:find", args=[row.pk]), data).status_code == 422


def test_what_is_probably_the_same_is_shown_before_a_new_one_is_entered(
    cast: Cast, campaign: Campaign, premises: Premises, sign_in: SignIn
) -> None:
    # given
    client, owner = sign_in(cast.local_officer), premises.party
    data = {"name": "Cửa hàng số 1", "kind": "petrol_station", "commune": "03646", "owner_kind": "organisation",
            "owner_name": owner.name, "tax_code": owner.tax_code}
    # when
    first = client.post(share_url(campaign, "new"), data)
    # then
    assert str(owner.pk) in text(first)
    assert not Establishment.objects.filter(finding="new").exists()
    # when
    second = client.post(share_url(campaign, "new"), data | {"name": "Cửa hàng số 2", "owner": str(owner.pk)})
    # then
    assert second.status_code == 302
    assert Premises.objects.get(name="Cửa hàng số 2").party == owner
    assert Party.objects.count() == 1


def test_lists_behind_figures_hold_what_the_figures_say(cast: Cast, row: Establishment, sign_in: SignIn) -> None:
    # given
    make.make_instrument(premises=Premises.objects.get(pk=row.premises_id), valid_until=TODAY)
    make.make_instrument(premises=Premises.objects.get(pk=row.premises_id), last_verified_on=None, valid_until=None)
    actions.note_finding(actor=cast.local_officer, at=NOON, establishment=row, finding=FindingKind.CONFIRMED)
    actions.close_campaign(actor=cast.planner, at=NOON.replace(month=12), campaign=row.campaign)
    campaign = Campaign.objects.get(pk=row.campaign_id)
    client = sign_in(cast.planner)
    # then
    for table in papers.tables(cast.planner, campaign):
        for _label, cells in table.rows:
            for cell in cells:
                assert client.get(cell.url).context["page"].count == cell.figure, cell
    figures = {cell.url.partition("?")[2]: cell.figure for cell in papers.tables(cast.planner, campaign)[0].total}
    assert (figures["finding=confirmed"], figures["gap=overdue"], figures["gap=never"], figures["gap=no_tax_code"]) == (1, 1, 1, 0)


def test_the_report_is_a_page_a_workbook_and_a_paper(cast: Cast, row: Establishment, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    url = reverse("campaigns:close", args=[row.campaign_id])
    assert client.get(url).status_code == 200
    assert client.post(url)["Location"] == reverse("campaigns:report", args=[row.campaign_id])
    assert client.get(reverse("campaigns:report", args=[row.campaign_id])).status_code == 200
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("campaigns:report_xlsx", args=[row.campaign_id])).content))
    assert book.worksheets[0].cell(6, 2).value == 1
    pdf = client.get(reverse("campaigns:report_pdf", args=[row.campaign_id])).content
    assert pdf.startswith(b"%PDF")


def test_a_closed_campaign_s_report_stays_when_the_registry_changes(cast: Cast, row: Establishment) -> None:
    actions.close_campaign(actor=cast.planner, at=NOON, campaign=row.campaign)
    campaign = Campaign.objects.get(pk=row.campaign_id)
    before = papers.tables(cast.planner, campaign)
    Premises.objects.update(current_unit=None, name="Khác")
    Party.objects.update(tax_code="")
    assert papers.tables(cast.planner, campaign) == before


def test_figures_by_commune_and_unit_agree(cast: Cast, row: Establishment) -> None:
    communes, units = (f(cast.planner, row.campaign) for f in (queries.progress_by_commune, queries.progress_by_unit))
    assert queries.total_of(communes).counts == queries.total_of(units).counts


def test_the_first_page_reminds_of_shares_and_of_late_ones(cast: Cast, premises: Premises, sign_in: SignIn) -> None:
    assert cast.local_officer
    late = made.opened(cast, title="Đợt trễ", first_day=TODAY.replace(year=2020), last_day=TODAY.replace(year=2021))
    assert share_url(late) in text(sign_in(cast.local_officer).get("/"))
    for manager in (cast.planner, cast.registrar):
        assert make.make_unit("local").name in text(sign_in(manager).get("/"))


@pytest.mark.parametrize("query", ["page=x", "q=%00", "commune=%00", "finding=x&sector=%27", "gap=x", "show=%00&page=-1", "q=" + "a" * 500])
def test_whatever_the_address_holds_no_page_breaks(cast: Cast, campaign: Campaign, sign_in: SignIn, query: str) -> None:
    client = sign_in(cast.planner)
    for name in ("campaigns:establishments", "campaigns:changes", "campaigns:report", "campaigns:campaign"):
        assert client.get(reverse(name, args=[campaign.pk]) + f"?{query}").status_code == 200
    for url in ("/campaigns/", share_url(campaign)):
        assert client.get(f"{url}?{query}").status_code == 200


def test_a_share_asks_the_same_number_of_queries_for_any_number_of_rows(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for _ in range(25):
        make.make_premises()
    url = share_url(made.opened(cast))
    client = sign_in(cast.local_officer)
    client.get(url)
    with django_assert_max_num_queries(20):
        assert text(client.get(url)).count("<article") == 25
