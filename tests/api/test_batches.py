# SPDX-License-Identifier: Apache-2.0
"""Batches: entered, changed, the same, refused; all or nothing, or the good rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chuan.accounts.choices import Role
from chuan.audit.models import Entry
from chuan.parties.models import Party, Premises
from chuan.registry.models import Instrument
from tests import make
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db


def outcomes(answer: Any) -> list[str]:
    """What became of each item: its outcome, or the code of its problem."""
    told = answer.json()
    assert [one["index"] for one in told["results"]] == list(range(len(told["results"])))
    return [one["problem"]["code"] if one.get("problem") else one["outcome"] for one in told["results"]]


def instrument(**over: Any) -> dict[str, Any]:
    """An item of a dispenser at premises on file."""
    return {"kind": "fuel-dispenser", "maker": "Tatsuno", "serial": "TS-9", "model": "Sunny-XE"} | over


def test_parties_are_entered_then_the_same_then_changed(program: Callable[..., Program]) -> None:
    # given
    writer, code = program(), make.make_tax_code()
    item = {"tax_code": code, "name": "Công ty Nước sạch", "address": "Số 2 Tô Hiệu"}
    without = {"name": "Hộ Quàng Văn Nam", "kind": "household", "address": "Bản Cọ"}
    # when, then
    assert outcomes(writer.post("/parties/batch", {"items": [item, without]})) == ["added", "added"]
    spelled = [item | {"name": "CÔNG TY  nước sạch"}, {"name": "ho quang van nam", "kind": "household", "address": "ban co"}]
    assert outcomes(writer.post("/parties/batch", {"items": spelled[:1]})) == ["same"]
    assert outcomes(writer.post("/parties/batch", {"items": [item | {"phone": "02123 850 000"}, without]})) == ["changed", "same"]
    assert Party.objects.get(tax_code=code).phone == "02123 850 000"
    assert Party.objects.count() == 2


def test_premises_follow_their_owner_and_a_commune_of_former_days(program: Callable[..., Program]) -> None:
    # given
    make.make_place()
    owner = make.make_party()
    item = {"owner_tax_code": owner.tax_code, "name": "Trạm số 1", "kind": "petrol_station", "commune": "03646",
            "longitude": 103.9, "latitude": 21.3}
    # when
    writer = program()
    first = writer.post("/premises/batch", {"items": [item]})
    again = writer.post("/premises/batch", {"items": [item | {"name": "TRAM SO 1"}]})
    moved = writer.post("/premises/batch", {"items": [item | {"address": "Số 5", "latitude": 21.4}]})
    # then
    assert (outcomes(first), outcomes(again), outcomes(moved)) == (["added"], ["same"], ["changed"])
    kept = Premises.objects.get()
    assert kept.current_unit is not None
    assert (kept.current_unit.code, kept.latitude, kept.address) == ("03646", 21.4, "Số 5")


def test_instruments_are_matched_however_they_are_spelled(program: Callable[..., Program]) -> None:
    # given
    place, writer = make.make_premises(), program()
    item = instrument(owner_tax_code=place.party.tax_code, premises_name=place.name.upper(),
                      characteristics={"hoses": 2, "q_max_l_min": 45.50}, last_verified_on="2026-05-06")
    # when
    first = writer.post("/instruments/batch", {"items": [item]})
    again = writer.post("/instruments/batch", {"items": [item | {"maker": "TATSUNO", "serial": "ts 9"}]})
    # then
    assert (outcomes(first), outcomes(again)) == (["added"], ["same"])
    kept = Instrument.objects.get()
    assert (kept.premises, kept.owner) == (place, place.party)
    assert kept.characteristics == {"hoses": 2, "q_max_l_min": "45.5"}
    assert (kept.last_verified_on, kept.valid_until) == (date(2026, 5, 6), date(2027, 5, 31))


def test_an_instrument_is_moved_verified_and_retired_and_the_record_says_who(program: Callable[..., Program]) -> None:
    # given
    one, place, writer = make.make_instrument(), make.make_premises(), program()
    item = {"id": str(one.pk), "premises_id": str(place.pk), "last_verified_on": "2026-08-01", "status": "out_of_use",
            "reason": "Tháo xuống", "characteristics": {"q_max_l_min": None}}
    # when
    answer = writer.post("/instruments/batch", {"items": [item]})
    # then
    assert outcomes(answer) == ["changed"]
    one.refresh_from_db()
    assert (one.premises, one.owner, one.status) == (place, place.party, "out_of_use")
    assert (one.last_verified_on, one.characteristics) == (date(2026, 8, 1), {"hoses": 2})
    told = Entry.objects.filter(actor_id=writer.key.user_id).order_by("sequence")
    assert [entry.verb for entry in told] == [
        "registry.instrument.changed", "registry.instrument.changed", "registry.instrument.status_set", "api.batch.written"]
    assert told.last().data["changed"] == 1  # type: ignore[union-attr]
    assert outcomes(writer.post("/instruments/batch", {"items": [item]})) == ["same"]


def test_an_earlier_verification_than_the_one_on_file_changes_nothing(program: Callable[..., Program]) -> None:
    one = make.make_instrument()
    answer = program().post("/instruments/batch", {"items": [{"id": str(one.pk), "last_verified_on": "2020-01-01"}]})
    assert outcomes(answer) == ["same"]


@pytest.mark.parametrize(("over", "code"), [
    ({"kind": "nothing"}, "registry.kind-unknown"),
    ({"maker": "***"}, "registry.identity-empty"),
    ({"model": None}, "api.unidentified"),
    ({"serial": None}, "api.unidentified"),
    ({"premises_id": None}, "api.unidentified"),
    ({"premises_id": "00000000-0000-7000-8000-000000000007"}, "chuan.not-found"),
    ({"id": "00000000-0000-7000-8000-000000000007"}, "chuan.not-found"),
    ({"premises_id": None, "owner_tax_code": "0100112437", "premises_name": "X"}, "api.party-unknown"),
    ({"premises_id": None, "owner_tax_code": "123", "premises_name": "X"}, "parties.tax-code-too-short"),
    ({"last_verified_on": "2999-01-01"}, "registry.verified-in-future"),
    ({"last_verified_on": "2026-02-31"}, "api.not-as-described"),
    ({"last_verified_on": 20000}, "api.not-as-described"),
    ({"characteristics": {"wheels": 4}}, "api.field-unknown"),
    ({"characteristics": {"hoses": "many"}}, "api.value-unfit"),
    ({"characteristics": {"hoses": -1}}, "api.value-unfit"),
    ({"characteristics": {"hoses": True}}, "api.value-unfit"),
    ({"characteristics": {"hoses": [1]}}, "api.not-as-described"),
    ({"status": "lost"}, "api.not-as-described"),
    ({"colour": "red"}, "api.not-as-described"),
    ({"serial": "A\u0000B"}, "api.not-as-described"),
    ({"serial": "A" * 81}, "api.not-as-described"),
    ({"serial": 5}, "api.not-as-described"),
    ({"status": "out_of_use"}, "registry.reason-missing"),
])
def test_a_bad_item_is_refused_with_its_reason_and_the_good_one_is_written(
    program: Callable[..., Program], over: dict[str, Any], code: str
) -> None:
    place = make.make_premises()
    bad = {name: value for name, value in (instrument(premises_id=str(place.pk)) | over).items() if value is not None}
    good = instrument(premises_id=str(place.pk), serial="GOOD-1")
    answer = program().post("/instruments/batch", {"mode": "good_rows", "items": [bad, good]})
    assert (answer.status_code, outcomes(answer)) == (200, [code, "added"])
    assert answer.json()["results"][0]["problem"]["next_step"]
    assert list(Instrument.objects.values_list("serial", flat=True)) == ["GOOD-1"]


@pytest.mark.parametrize("item", [[], None, "x", 7])
def test_an_item_that_is_no_object_is_refused_alone(program: Callable[..., Program], item: Any) -> None:
    answer = program().post("/parties/batch", {"mode": "good_rows", "items": [item, {"name": "Hợp tác xã Mường"}]})
    assert outcomes(answer) == ["api.not-as-described", "added"]


@pytest.mark.parametrize(("item", "code"), [
    ({}, "api.unidentified"), ({"tax_code": "0100112437"}, "api.unidentified"),
    ({"tax_code": "0100112438", "name": "X"}, "parties.tax-code-impossible"),
    ({"tax_code": "014099001234", "kind": "enterprise", "name": "X"}, "parties.tax-code-of-person"),
    ({"name": "X", "email": "no address"}, "api.not-as-described"), ({"name": "   "}, "api.not-as-described"),
])
def test_a_bad_party_is_refused(program: Callable[..., Program], item: dict[str, Any], code: str) -> None:
    assert outcomes(program().post("/parties/batch", {"mode": "good_rows", "items": [item]})) == [code]


@pytest.mark.parametrize(("over", "code"), [
    ({"commune": "99999"}, "api.commune-unknown"), ({"kind": "stall"}, "parties.stall-without-market"),
    ({"longitude": 103.9}, "parties.coordinates-wrong"), ({"longitude": 999, "latitude": 1}, "api.not-as-described"),
    ({"opened_on": "2026-05-01", "closed_on": "2026-04-01"}, "parties.days-out-of-order"),
])
def test_bad_premises_are_refused(program: Callable[..., Program], over: dict[str, Any], code: str) -> None:
    item = {"owner_tax_code": make.make_party().tax_code, "name": "Trạm", "kind": "shop"} | over
    assert outcomes(program().post("/premises/batch", {"mode": "good_rows", "items": [item]})) == [code]


def test_all_or_nothing_writes_nothing_when_one_is_refused(program: Callable[..., Program]) -> None:
    place = make.make_premises()
    items = [instrument(premises_id=str(place.pk)), instrument(serial="X", kind="nothing", premises_id=str(place.pk))]
    writer = program()
    answer = writer.post("/instruments/batch", {"items": items})
    assert (answer.status_code, answer.json()["code"]) == (422, "api.batch-refused")
    assert outcomes(answer) == ["added", "registry.kind-unknown"]
    assert answer.json()["results"][0]["id"] is None
    assert Instrument.objects.count() == 0
    assert not Entry.objects.filter(actor_id=writer.key.user_id).exists()


def test_the_same_record_twice_in_a_batch_is_refused_the_second_time(program: Callable[..., Program]) -> None:
    place = make.make_premises()
    items = [instrument(premises_id=str(place.pk)), instrument(premises_id=str(place.pk), serial="ts9", model="Khác")]
    assert outcomes(program().post("/instruments/batch", {"mode": "good_rows", "items": items})) == ["added", "api.item-twice"]
    assert Instrument.objects.get().model == "Sunny-XE"


def test_several_parties_of_the_same_spelling_are_for_a_person_to_decide(program: Callable[..., Program]) -> None:
    for name in ("Hộ Lò Văn An", "HỘ LÒ VĂN AN"):
        make.make_party(name=name, tax_code="", kind="household")
    answer = program().post("/parties/batch", {"mode": "good_rows", "items": [{"name": "hộ lò văn an", "kind": "household"}]})
    assert outcomes(answer) == ["api.several-fit"]


def test_a_role_that_only_reads_writes_nothing(program: Callable[..., Program]) -> None:
    place = make.make_premises()
    answer = program(Role.INSPECTOR).post("/instruments/batch", {"items": [instrument(premises_id=str(place.pk))]})
    assert (answer.status_code, Instrument.objects.count()) == (403, 0)


def test_the_judge_answers_as_the_command_does(program: Callable[..., Program]) -> None:
    from chuan.judge import examples, strict_json
    from chuan.judge.lots import judge_lot

    lot = examples.payload("ca-phe-500g")
    assert program().post("/judge/lot", lot).json() == strict_json.read(strict_json.write(judge_lot(lot)))
