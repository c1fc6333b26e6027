# SPDX-License-Identifier: Apache-2.0
"""Goods, declarations, normative documents and results of reviews for programs."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from chuan.accounts.choices import Role
from chuan.campaigns import actions as campaigns
from chuan.campaigns.choices import FindingKind
from chuan.lib import clock
from chuan.products.models import Declaration, Goods
from tests import make
from tests.api.conftest import Program
from tests.api.test_batches import outcomes
from tests.campaigns import made
from tests.products import makers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOON)


def goods(tax_code: str, **over: Any) -> dict[str, Any]:
    """An item of packed rice."""
    return {"owner_tax_code": tax_code, "role": "maker", "name": "Gạo tẻ Phù Yên", "brand": "Mường Tấc", "quantity_kind": "mass",
            "nominal_value": 5, "nominal_unit": "kg"} | over


def declaration(tax_code: str, document: Any, **over: Any) -> dict[str, Any]:
    """An item of a self-assessed declaration."""
    return {"owner_tax_code": tax_code, "number": "01/CBHQ-2026", "kind": "regulation", "document": document.number,
            "declared_on": "2026-10-01", "received_on": "2026-10-03", "assessment": "self"} | over


def test_goods_are_entered_then_the_same_then_changed(program: Callable[..., Program]) -> None:
    # given
    code, writer = make.make_party().tax_code, program()
    item = goods(code, gtin="8934563138165")
    # when, then
    assert outcomes(writer.post("/goods/batch", {"items": [item]})) == ["added"]
    spelled = goods(code, name="GAO TE PHU YEN", brand="mường  tấc")
    assert outcomes(writer.post("/goods/batch", {"items": [item | {"nominal_value": 5.0}]})) == ["same"]
    answer = writer.post("/goods/batch", {"items": [spelled | {"hs": "1006.30", "status": "recalled", "reason": "sai nhãn"}]})
    assert outcomes(answer) == ["changed"]
    kept = Goods.objects.get()
    assert (kept.hs, kept.status, kept.gtin, kept.nominal_unit) == ("100630", "recalled", "8934563138165", "kg")
    assert outcomes(writer.post("/goods/batch", {"items": [{"id": str(kept.pk), "model": "ST25"}]})) == ["changed"]
    read = writer.get(f"/goods/{kept.pk}").json()
    assert (read["model"], read["owner_tax_code"], read["status"]) == ("ST25", code, "recalled")


@pytest.mark.parametrize(("over", "code"), [
    ({"gtin": "8934563138160"}, "products.gtin-wrong"), ({"hs": "1"}, "products.hs-malformed"), ({"name": None}, "api.unidentified"),
    ({"owner_tax_code": ""}, "api.unidentified"), ({"standard": "TCVN 0"}, "api.standard-unknown"), ({"nominal_unit": "l"}, None),
    ({"premises_id": "00000000-0000-0000-0000-000000000007"}, "api.premises-unknown"), ({"nominal_value": -1}, "api.not-as-described"),
    ({"regulated_codes": ["x"]}, "products.not-regulated"), ({"price": 1}, "api.not-as-described"), ({"role": "thief"}, "api.not-as-described"),
])
def test_bad_goods_are_refused_with_their_reason(program: Callable[..., Program], over: dict[str, Any], code: str | None) -> None:
    answer = program().post("/goods/batch", {"items": [goods(make.make_party().tax_code) | over], "mode": "good_rows"})
    (told,) = answer.json()["results"]
    assert told["outcome"] == "refused" and (code is None or told["problem"]["code"] == code)
    assert not Goods.objects.exists()


def test_a_declaration_is_entered_once_noticed_and_withdrawn(program: Callable[..., Program]) -> None:
    # given
    party, document, writer = make.make_party(), makers.make_document(kind="qcvn"), program()
    one = makers.make_goods(party=party)
    item = declaration(party.tax_code, document, goods_ids=[str(one.pk)])

    def sent(**over: Any) -> list[str]:
        return outcomes(writer.post("/declarations/batch", {"items": [item | over], "mode": "good_rows"}))

    # when, then
    assert sent() == ["added"]
    assert sent(number="01/cbhq 2026") == ["same"]
    assert sent(declared_on="2026-10-02") == ["api.declaration-fixed"]
    assert sent(notice_number="55/TB-TĐC") == ["api.unidentified"]
    assert sent(notice_number="55/TB-TĐC", noticed_on="2026-10-10", valid_until="2027-10-09") == ["changed"]
    assert sent(notice_number="55/TB-TĐC", noticed_on="2026-10-10") == ["same"]
    assert sent(notice_number="55/TB-TĐC", noticed_on="2026-10-11") == ["api.declaration-fixed"]
    (row,) = writer.get("/declarations?standing=valid").json()["rows"]
    assert (row["notice_number"], row["goods_ids"], row["standing"]) == ("55/TB-TĐC", [str(one.pk)], "valid")
    assert writer.get("/declarations?standing=expired&on=2028-01-01").json()["rows"][0]["id"] == row["id"]
    assert sent(state="withdrawn", closed_on="2026-11-01", reason="ngừng sản xuất") == ["changed"]
    assert Declaration.objects.get().state == "withdrawn"


@pytest.mark.parametrize(("over", "code"), [
    ({"document": "QCVN 0"}, "api.standard-unknown"), ({"kind": "standard"}, None), ({"received_on": "2099-01-01"}, None),
    ({"assessment": None}, "api.unidentified"), ({"goods_ids": ["00000000-0000-0000-0000-000000000007"]}, "chuan.not-found"),
    ({"state": "noticed"}, "api.not-as-described"), ({"owner_tax_code": "0100109106"}, "api.party-unknown"),
])
def test_bad_declarations_are_refused_with_their_reason(program: Callable[..., Program], over: dict[str, Any], code: str | None) -> None:
    item = declaration(make.make_party().tax_code, makers.make_document(kind="qcvn")) | over
    (told,) = program().post("/declarations/batch", {"items": [item], "mode": "good_rows"}).json()["results"]
    assert told["outcome"] == "refused" and (code is None or told["problem"]["code"] == code), told
    assert not Declaration.objects.exists()


def test_goods_of_others_are_not_declared(program: Callable[..., Program]) -> None:
    item = declaration(make.make_party().tax_code, makers.make_document(kind="qcvn"), goods_ids=[str(makers.make_goods().pk)])
    assert outcomes(program().post("/declarations/batch", {"items": [item], "mode": "good_rows"})) == ["products.goods-of-others"]


def test_documents_tell_what_they_are_and_what_replaced_them(program: Callable[..., Program]) -> None:
    old, new = makers.make_document(ended_on=date(2024, 1, 1)), makers.make_document()
    new.replaces.add(old)
    reader = program()
    (row,) = reader.get(f"/documents?number={old.number.lower().replace(' ', '')}").json()["rows"]
    assert (row["standing"], row["replaced_by"]) == ("replaced", [new.number])
    assert [one["number"] for one in reader.get("/documents?standing=in_force").json()["rows"]] == [new.number]
    assert reader.get(f"/documents/{new.pk}").json()["replaces"] == [old.number]


def test_another_organisation_sees_and_changes_its_own_only(program: Callable[..., Program]) -> None:
    # given
    enterprise = program(Role.ENTERPRISE)
    mine = makers.make_goods(party=make.make_party(tax_code=make.make_unit("enterprise").tax_code))
    other = makers.make_goods()
    makers.make_declaration(party=other.party)
    # then
    assert [row["id"] for row in enterprise.get("/goods").json()["rows"]] == [str(mine.pk)]
    assert enterprise.get("/declarations").json()["rows"] == []
    assert enterprise.get(f"/goods/{other.pk}").status_code == 404
    assert enterprise.post("/goods/batch", {"items": [{"id": str(mine.pk), "hs": "2710"}]}).json()["code"] == "api.act-not-of-key"
    assert enterprise.get("/campaigns").status_code == 403


def test_results_of_a_review_are_read_as_far_as_one_sees(program: Callable[..., Program], cast: make.Cast) -> None:
    # given
    here, there = make.make_premises(), make.make_premises(current_unit=made.other_commune())
    campaign = made.opened(cast)
    campaigns.note_finding(
        actor=cast.local_officer, at=make.NOON, establishment=made.row(campaign, here), finding=FindingKind.CORRECTED,
        corrections={"address": "Số 99", "phone": "0912345678"},
    )
    reader = program()
    # then
    (row,) = reader.get("/campaigns?status=open").json()["rows"]
    assert (row["total"], row["waiting"]) == (2, 1)
    one = reader.get(f"/campaigns/{campaign.pk}").json()
    assert {line["code"]: line["counts"]["corrected"] for line in one["by_commune"]} == {"03646": 1, "03760": 0}
    (found,) = reader.get(f"/campaigns/{campaign.pk}/establishments?finding=corrected").json()["rows"]
    assert found["premises_id"] == str(here.pk) and found["after"] == {"address": "Số 99"}
    (waiting,) = reader.get(f"/campaigns/{campaign.pk}/establishments?finding=waiting").json()["rows"]
    assert waiting["premises_id"] == str(there.pk)
    local = program(Role.LOCAL_OFFICER, name="Phần mềm phường")
    assert [row["premises_id"] for row in local.get(f"/campaigns/{campaign.pk}/establishments").json()["rows"]] == [str(here.pk)]
    assert reader.get("/campaigns/00000000-0000-0000-0000-000000000007").status_code == 404


def test_a_cursor_of_one_campaign_does_not_open_another(program: Callable[..., Program], cast: make.Cast) -> None:
    for _ in range(3):
        make.make_premises()
    one, other = made.opened(cast), made.opened(cast, title="Đợt hai")
    reader = program()
    page = reader.get(f"/campaigns/{one.pk}/establishments?limit=2").json()
    assert len(page["rows"]) == 2
    rest = reader.get(f"/campaigns/{one.pk}/establishments?limit=2&cursor={page['next']}").json()
    assert len(rest["rows"]) == 1 and rest["next"] is None
    for wrong in (f"/campaigns/{other.pk}/establishments?limit=2&cursor={page['next']}",
                  f"/campaigns/{one.pk}/establishments?limit=2&cursor={page['next'][:-2]}xx", f"/goods?cursor={page['next']}"):
        assert (reader.get(wrong).status_code, reader.get(wrong).json()["code"]) == (422, "api.cursor-wrong")


@pytest.mark.parametrize("path", ["/goods", "/declarations", "/documents", "/campaigns", "/goods?updated_since=2026-01-01T00:00:00Z",
                                  "/declarations?updated_since=2026-01-01T00:00:00", "/documents?updated_since=2026-01-01T00:00:00Z"])
def test_a_page_costs_the_same_queries_however_long_it_is(
    program: Callable[..., Program], path: str, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        one = makers.make_declaration()
        one.goods.add(makers.make_goods(party=one.party))
    reader = program()
    with django_assert_max_num_queries(9):
        assert len(reader.get(path).json()["rows"]) == (0 if "campaigns" in path else 12)


@pytest.mark.parametrize("query", ["/goods?gtin=%00", "/goods?role=x", "/declarations?on=31/02/2026", "/documents?standing=x", "/campaigns?status=x",
                                   "/documents?number=", "/goods?limit=201", "/declarations?owner_id=x"])
def test_impossible_filters_are_refused_in_words(program: Callable[..., Program], query: str) -> None:
    answer = program().get(query)
    assert answer.status_code == 422 and answer.headers["Content-Type"] == "application/problem+json"


def test_a_thousand_goods_some_of_them_wrong_are_answered_row_by_row(program: Callable[..., Program]) -> None:
    # given
    code, writer = make.make_party().tax_code, program()
    items: list[Any] = [goods(code, name=f"Gạo số {number}") for number in range(1000)]
    items[10]["gtin"], items[500] = "123", "no object"
    items[999]["name"] = "GẠO  SỐ 998"
    # when
    answer = writer.post("/goods/batch", {"items": items, "mode": "good_rows"}, Idempotency_Key="mot-nghin")
    # then
    told = outcomes(answer)
    assert (answer.json()["counts"]["added"], answer.json()["counts"]["refused"]) == (997, 3)
    assert (told[10], told[500], told[999]) == ("products.gtin-wrong", "api.not-as-described", "api.item-twice")
    assert Goods.objects.count() == 997
    again = writer.post("/goods/batch", {"items": items, "mode": "good_rows"}, Idempotency_Key="mot-nghin")
    assert again.headers["Idempotency-Replayed"] == "true" and again.json() == answer.json()
    other = writer.post("/goods/batch", {"items": items[:1], "mode": "good_rows"}, Idempotency_Key="mot-nghin")
    assert (other.status_code, other.json()["code"]) == (409, "api.idempotency-key-reused")


def test_beyond_its_calls_a_minute_a_key_is_told_when_to_come_back(program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch) -> None:
    reader = program(calls_per_minute=2)
    assert [reader.get("/goods").status_code for _ in range(3)] == [200, 200, 429]
    told = reader.get("/goods")
    assert 0 < int(told.headers["Retry-After"]) <= 60 and told.headers["Content-Type"] == "application/problem+json"
    monkeypatch.setattr(clock, "now", lambda: make.NOON + timedelta(minutes=1))
    assert reader.get("/goods").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: make.NOON + timedelta(days=800))
    assert reader.get("/goods").json()["code"] == "api.key-expired"
    assert Program("chuan_" + "x" * 43).get("/goods").json()["code"] == "api.key-wrong"
