# SPDX-License-Identifier: Apache-2.0
"""What review campaigns found, reported by programs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection

from chuan.accounts.choices import Role
from chuan.audit.models import Entry
from chuan.campaigns import actions
from chuan.campaigns.choices import FindingKind
from chuan.campaigns.models import Campaign, Establishment
from chuan.lib import clock
from chuan.parties.models import Party, Premises
from tests import make
from tests.api.conftest import Program
from tests.api.test_batches import outcomes
from tests.campaigns import made


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOON)


def at(campaign: Campaign) -> str:
    """Where findings of the campaign are reported."""
    return f"/campaigns/{campaign.pk}/findings/batch"


def new(**over: Any) -> dict[str, Any]:
    """An item of a shop that no list had."""
    shop = {"name": "Tạp hóa Bình", "kind": "shop", "commune": "03646", "address": "Số 8", "owner_name": "Lò Văn Bình",
            "owner_kind": "household"}
    return {"finding": "new", "establishment": {name: value for name, value in (shop | over).items() if value is not None}}


@pytest.mark.django_db
def test_establishments_are_confirmed_corrected_and_closed_and_sent_again_nothing_changes(
    program: Callable[..., Program], cast: make.Cast
) -> None:
    # given
    places = [make.make_premises() for _ in range(4)]
    campaign, writer = made.opened(cast), program()
    rows = [made.row(campaign, place) for place in places]
    items = [
        {"id": str(rows[0].pk), "finding": "confirmed", "note": "Đúng"},
        {"premises_id": str(places[1].pk), "finding": "corrected", "corrections": {"address": " Số  99", "phone": "0212 385 0001"}},
        {"premises_id": str(places[2].pk), "finding": "closed_down", "closed_on": "2026-10-01"},
        {"id": str(rows[3].pk), "finding": "not_found"},
    ]
    # when, then
    assert outcomes(writer.post(at(campaign), {"items": items})) == ["changed"] * 4
    assert outcomes(writer.post(at(campaign), {"items": items})) == ["same"] * 4
    places[1].refresh_from_db()
    places[2].refresh_from_db()
    assert (places[1].address, places[1].party.phone) == ("Số 99", "0212 385 0001")
    assert places[2].closed_on == date(2026, 10, 1)
    found = Establishment.objects.get(pk=rows[1].pk)
    assert found.after == {"address": "Số 99", "phone": "0212 385 0001"} and found.found_by_id == writer.key.user_id
    told = Entry.objects.filter(actor_id=writer.key.user_id, verb="campaigns.finding.noted")
    assert told.count() == 4


@pytest.mark.django_db
def test_another_finding_of_what_was_found_is_refused(program: Callable[..., Program], cast: make.Cast) -> None:
    place = make.make_premises()
    campaign = made.opened(cast)
    actions.note_finding(actor=cast.registrar, at=make.NOON, establishment=made.row(campaign, place), finding=FindingKind.CONFIRMED)
    for finding in ("confirmed", "not_found"):
        item = {"premises_id": str(place.pk), "finding": finding}
        assert outcomes(program(name=finding).post(at(campaign), {"items": [item], "mode": "good_rows"})) == ["campaigns.found-already"]


@pytest.mark.django_db
def test_a_new_establishment_is_entered_once_with_its_owner(program: Callable[..., Program], cast: make.Cast) -> None:
    # given
    owner = make.make_premises().party
    campaign, writer = made.opened(cast), program()
    items = [new(), new(owner_name=None, owner_kind=None, owner_tax_code=owner.tax_code, name="Kho số 2")]
    before = Party.objects.count()
    # when, then
    assert outcomes(writer.post(at(campaign), {"items": items})) == ["added", "added"]
    assert outcomes(writer.post(at(campaign), {"items": [items[1], items[0]]})) == ["same", "same"]
    assert Party.objects.count() == before + 1
    assert Premises.objects.get(name="Kho số 2").party == owner
    assert Establishment.objects.filter(campaign=campaign, finding="new").count() == 2
    # and one that is on file is not new
    known = new(owner_name=None, owner_kind=None, owner_id=str(owner.pk), name=Premises.objects.filter(party=owner).order_by("pk")[0].name)
    assert outcomes(writer.post(at(campaign), {"items": [known], "mode": "good_rows"})) == ["parties.premises-name-taken"]


@pytest.mark.django_db
@pytest.mark.parametrize(("item", "code"), [
    ({}, "api.not-as-described"), ({"finding": "seen"}, "api.not-as-described"), ({"finding": "confirmed"}, "api.unidentified"),
    ({"finding": "confirmed", "premises_id": "00000000-0000-7000-8000-000000000007"}, "chuan.not-found"),
    ({"finding": "corrected"}, "api.not-as-described"), ({"finding": "corrected", "corrections": {}}, "campaigns.nothing-corrected"),
    ({"finding": "confirmed", "corrections": {"name": "X"}}, "api.not-as-described"),
    ({"finding": "corrected", "corrections": {"name": ""}}, "api.not-as-described"),
    ({"finding": "corrected", "corrections": {"tax_code": "1"}}, "api.not-as-described"),
    ({"finding": "corrected", "corrections": {"kind": "stall"}}, "parties.stall-without-market"),
    ({"finding": "confirmed", "closed_on": "2026-10-01"}, "api.not-as-described"),
    ({"finding": "closed_down", "closed_on": "2999-01-01"}, "campaigns.day-not-yet"),
    ({"finding": "closed_down", "closed_on": "2026-02-31"}, "api.not-as-described"),
    ({"finding": "confirmed", "note": "n" * 301}, "api.not-as-described"), ({"finding": "new"}, "api.not-as-described"),
    (new(commune="99999"), "api.commune-unknown"), (new(owner_name=None), "api.unidentified"),
    (new(kind="stall"), "parties.stall-without-market"), (new(owner_tax_code="123"), "parties.tax-code-too-short"),
    (new() | {"id": "00000000-0000-7000-8000-000000000007"}, "api.not-as-described"),
])
def test_a_bad_finding_is_refused_and_nothing_of_it_is_kept(
    program: Callable[..., Program], cast: make.Cast, item: dict[str, Any], code: str
) -> None:
    # given
    place = make.make_premises()
    campaign = made.opened(cast)
    if code not in {"api.unidentified", "chuan.not-found"} and item.get("finding") != "new":
        item = {"premises_id": str(place.pk)} | item
    before = Party.objects.count()
    # when
    answer = program().post(at(campaign), {"items": [item], "mode": "good_rows"})
    # then
    assert outcomes(answer) == [code]
    assert Establishment.objects.exclude(finding="").count() == 0
    assert (Party.objects.count(), Premises.objects.count()) == (before, 1)


@pytest.mark.django_db
def test_the_phone_of_a_person_is_not_corrected(program: Callable[..., Program], cast: make.Cast) -> None:
    place = make.make_premises(party=make.make_party(kind="household", tax_code=""))
    campaign = made.opened(cast)
    item = {"premises_id": str(place.pk), "finding": "corrected", "corrections": {"phone": "0912345678"}}
    assert outcomes(program().post(at(campaign), {"items": [item], "mode": "good_rows"})) == ["api.phone-of-person"]


@pytest.mark.django_db
def test_a_campaign_that_is_not_under_way_refuses_the_batch(program: Callable[..., Program], cast: make.Cast) -> None:
    # given
    place = make.make_premises()
    draft, campaign, writer = made.planned(cast), made.opened(cast), program()
    item = {"premises_id": str(place.pk), "finding": "confirmed"}
    first = writer.post(at(campaign), {"items": [item]}, Idempotency_Key="f-1")
    actions.close_campaign(actor=cast.planner, at=make.NOON, campaign=campaign)
    # when, then
    for one in (campaign, draft):
        answer = writer.post(at(one), {"items": [item], "mode": "good_rows"})
        assert (answer.status_code, answer.json()["code"]) == (409, "campaigns.not-open")
    assert writer.post(at(campaign), {"items": [item]}, Idempotency_Key="f-1").json() == first.json()


@pytest.mark.django_db
def test_a_program_reports_only_of_its_share(program: Callable[..., Program], cast: make.Cast, anybody: Program) -> None:
    # given
    here = make.make_premises()
    there = make.make_premises(current_unit=made.other_commune())
    campaign = made.opened(cast)
    local = program(Role.LOCAL_OFFICER, name="Phần mềm phường")
    items = [{"premises_id": str(place.pk), "finding": "confirmed"} for place in (here, there)]
    # when, then
    assert outcomes(local.post(at(campaign), {"items": [*items, new(commune="03760")], "mode": "good_rows"})) == [
        "changed", "chuan.not-found", "campaigns.not-your-place"]
    for one, status in ((anybody, 401), (program(Role.RECEPTION), 403), (program(acts=["campaigns.read"]), 403)):
        assert one.post(at(campaign), {"items": items}).status_code == status
    assert local.post("/campaigns/00000000-0000-7000-8000-000000000007/findings/batch", {"items": items}).status_code == 404


def test_the_same_finding_at_the_same_time_is_noted_once(
    committed_db: str, program: Callable[..., Program], cast: make.Cast
) -> None:
    # given
    places = [make.make_premises() for _ in range(3)]
    campaign, text = made.opened(cast), program().text
    items = [{"premises_id": str(place.pk), "finding": "confirmed"} for place in places] + [new()]

    def send(order: int) -> Any:
        try:
            return Program(text).post(at(campaign), {"items": items[::order]})
        finally:
            connection.close()

    # when
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(send, (1, -1, 1)))
    # then
    assert [one.status_code for one in answers] == [200] * 3
    counts = [one.json()["counts"] for one in answers]
    assert (sum(one["added"] for one in counts), sum(one["changed"] for one in counts)) == (1, 3)
    assert Establishment.objects.filter(campaign=campaign).exclude(finding="").count() == 4
