# SPDX-License-Identifier: Apache-2.0
"""Weighing in trade: the published examples of circulars 09/2017 and 22/2013 (as restated by 04/2026)."""

from typing import Any

import pytest

from chuan.judge.instruments import judge_instrument
from chuan.law import LawUnknown, NoLawInForce
from chuan.lib.errors import ChuanError


def retail(max_g: int, d_g: int, *points: dict[str, Any], **more: Any) -> dict[str, Any]:
    spec = {"max": str(max_g), "d": str(d_g), "unit": "g", **more.pop("spec", {})}
    return {"kind": "retail-weighing", "on": "2026-05-01", "spec": spec, "points": list(points), **more}


def gold(mass: str, indication: str, e_mg: str = "1", on: str = "2026-05-01", unit: str = "g") -> dict[str, Any]:
    return {
        "kind": "gold-weighing", "on": on, "spec": {"e_mg": e_mg, "unit": unit},
        "points": [{"mass": mass, "indication": indication}],
    }


@pytest.mark.parametrize(
    ("max_g", "d_g", "role", "check", "divisions", "allowed", "passing", "failing"),
    [
        (8000, 20, "seller", "1000", "1", "20", "1020", "1021"),
        (10000, 50, "seller", "7000", "2", "100", "7100", "7150"),
        (100000, 200, "buyer", "50000", "3", "600", "49400", "49200"),
    ],
    ids=["example-1", "example-2", "example-3"],
)
def test_the_three_published_examples_of_circular_09_2017(
    max_g: int, d_g: int, role: str, check: str, divisions: str, allowed: str, passing: str, failing: str
) -> None:
    for indication, verdict in ((passing, "pass"), (failing, "fail")):
        found = judge_instrument(retail(max_g, d_g, {"role": role, "check_mass": check, "indication": indication}))
        assert found["points"][0]["allowed_shortage_d"] == divisions
        assert found["points"][0]["limit"] == allowed
        assert found["verdict"] == verdict


def test_an_error_to_the_customers_gain_is_no_violation_but_is_said() -> None:
    found = judge_instrument(retail(8000, 20, {"check_mass": "1000", "indication": "900"}))
    assert found["verdict"] == "pass"
    assert found["warnings"][0]["code"] == "beyond-limit-to-the-customers-gain"


def test_kilograms_and_grams_give_the_same() -> None:
    grams = judge_instrument(retail(8000, 20, {"check_mass": "1000", "indication": "1021"}))
    kilograms = judge_instrument({
        "kind": "retail-weighing", "on": "2026-05-01", "spec": {"max": "8", "d": "0.02", "unit": "kg"},
        "points": [{"check_mass": "1", "indication": "1.021"}],
    })
    assert grams["points"] == kilograms["points"]


@pytest.mark.parametrize(
    ("max_g", "d_g", "mass", "allowed"),
    [(8000, 20, "400", "20"), (8000, 20, "1000.1", "40"), (8000, 20, "4000", "40"), (8000, 20, "4001", "60"),
     (10000, 50, "1001", "50"), (500, 2, "40", "2"), (100000, 200, "40000", "400"), (100000, 200, "40001", "600")],
)
def test_the_bands_of_table_2_on_both_sides(max_g: int, d_g: int, mass: str, allowed: str) -> None:
    found = judge_instrument(retail(max_g, d_g, {"check_mass": mass, "indication": mass}))
    assert found["points"][0]["limit"] == allowed


@pytest.mark.parametrize(("max_g", "d_g", "mass"), [(8000, 20, "399"), (10000, 50, "1000"), (8000, 20, "8001"), (7000, 20, "500")])
def test_no_limit_is_made_up_outside_table_2(max_g: int, d_g: int, mass: str) -> None:
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(retail(max_g, d_g, {"check_mass": mass, "indication": mass}))
    assert refusal.value.code == "metrology.no-limit-there"


@pytest.mark.parametrize(("goods", "passed"), [("400.5", True), ("400", False), ("4001", True)])
def test_a_scale_is_chosen_by_the_mass_of_the_goods(goods: str, passed: bool) -> None:
    point = {"check_mass": "1000", "indication": "1000"}
    found = judge_instrument(retail(8000, 20, point, choice_of_scale={"goods": goods}))
    assert found["tests"]["choice_of_scale"]["passed"] is passed


def test_other_scales_have_twice_their_initial_limit() -> None:
    spec = {"scale": "other", "class": "III", "e": "5"}
    found = judge_instrument(retail(15000, 5, {"check_mass": "5000", "indication": "5010"}, spec=spec))
    assert (found["points"][0]["limit"], found["verdict"]) == ("10", "pass")


def test_more_than_max_cannot_be_weighed_on_another_scale_either() -> None:
    spec = {"scale": "other", "class": "III", "e": "5"}
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(retail(15000, 5, {"check_mass": "15001", "indication": "15001"}, spec=spec))
    assert refusal.value.code == "metrology.beyond-capacity"


def test_control_weights_must_be_good_to_a_thousandth() -> None:
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(retail(8000, 20, {"check_mass": "1000", "indication": "1000", "weights_error": "1.1"}))
    assert refusal.value.code == "metrology.standard-not-fit"


def test_there_is_no_rule_before_circular_09_2017() -> None:
    with pytest.raises(NoLawInForce):
        judge_instrument({**retail(8000, 20, {"check_mass": "1000", "indication": "1000"}), "on": "2017-08-14"})


def test_the_published_example_of_86_grams_of_gold() -> None:
    found = judge_instrument(gold("86", "86.0264"))
    assert found["points"][0]["limit"] == "26.4"
    assert found["verdict"] == "pass"
    assert judge_instrument(gold("86", "86.0265"))["verdict"] == "fail"


def test_the_published_example_of_ten_kilograms_of_gold() -> None:
    found = judge_instrument(gold("10", "10", e_mg="100", unit="kg"))
    assert found["points"][0]["limit"] == "1800"
    assert found["tests"]["scale_interval"]["passed"] is True


@pytest.mark.parametrize(("mass", "limit"), [("50", "17"), ("100", "30"), ("6000", "1100"), ("5000", "1000"), ("6000.1", "1050")])
def test_rows_of_the_gold_table_and_between(mass: str, limit: str) -> None:
    e_mg = "1" if mass in ("50", "100") else "10"
    assert judge_instrument(gold(mass, mass, e_mg=e_mg))["points"][0]["limit"] == limit


@pytest.mark.parametrize(
    ("mass", "path"),
    [("7.5", "gold-weighing/error-limit-below-30g"), ("30", "gold-weighing/error-limit#g-30/limit_mg"),
     ("49.9", "gold-weighing/error-limit#g-30/limit_mg")],
)
def test_small_masses_of_gold_are_a_gap_because_the_source_contradicts_itself(mass: str, path: str) -> None:
    with pytest.raises(LawUnknown) as refusal:
        judge_instrument(gold(mass, mass))
    assert refusal.value.data["path"] == path


def test_a_scale_too_coarse_for_the_gold_fails() -> None:
    found = judge_instrument(gold("86", "86", e_mg="10"))
    assert found["verdict"] == "fail"
    assert found["reasons"][0]["code"] == "scale-interval-failed"


def test_the_gold_rule_before_its_restatement_is_a_gap() -> None:
    with pytest.raises(LawUnknown):
        judge_instrument(gold("86", "86", on="2026-04-14"))
    with pytest.raises(NoLawInForce):
        judge_instrument(gold("86", "86", on="2013-12-31"))
