# SPDX-License-Identifier: Apache-2.0
"""A lot in JSON, judged: circular 21/2014 first, then what the other rule sets do differently."""

from typing import Any

import pytest

from chuan.judge.lots import judge_lot
from chuan.lib.errors import ChuanError


def lot(**changes: Any) -> dict[str, Any]:
    """A lot of 300 packages of 500 g, 50 weighed, all with 501 g."""
    given: dict[str, Any] = {
        "rule_set": "vn-tt21-2014", "on": "2026-05-01", "nominal": {"value": "500", "unit": "g"}, "lot_size": 300,
        "net": ["501"] * 50,
    }
    given.update(changes)
    return {key: value for key, value in given.items() if value is not None}


def codes(found: dict[str, Any], where: str = "reasons") -> list[str]:
    return [entry["code"] for entry in found[where]]


def test_every_key_of_the_answer_is_there_in_its_order() -> None:
    found = judge_lot(lot())
    assert list(found) == [
        "schema", "inputs", "rule_set", "quantity_kind", "sample_size", "sample_size_required", "census", "mean", "s", "k",
        "mean_limit", "mean_passed", "tolerable_deficiency", "t1_limit", "t1_count", "t1_allowed", "t1_passed", "t2_limit",
        "t2_count", "t2_passed", "verdict", "reasons", "warnings", "working", "citations",
    ]
    assert found["inputs"] == lot()
    assert found["schema"] == "lot/1"
    assert found["verdict"] == "pass"


def test_a_lot_without_spread_is_judged_by_its_mean() -> None:
    found = judge_lot(lot(net=["500"] * 50))
    assert (found["s"], found["mean_limit"], found["verdict"]) == ("0", "500", "pass")
    found = judge_lot(lot(net=["499.9"] * 50))
    assert (found["mean_passed"], found["verdict"]) == (False, "fail")


def test_the_mean_exactly_on_its_limit_passes() -> None:
    # two values, 25 each, 1 g apart on either side: s² = 50/49, so k·s is irrational; a shift of exactly k·s cannot be
    # written. With k·s rational it can: 20 values of a destructive plan, s = 2 with Σ(x − X̄)² = 76
    spread = ["6", "-6", "1", "-1", "1", "-1"] + ["0"] * 14
    assert sum(int(x) ** 2 for x in spread) == 76
    on_limit = [str(round(500 - 1.28 + int(x), 2)) for x in spread]
    found = judge_lot(lot(net=on_limit, destructive=True))
    assert (found["s"], found["mean"], found["mean_limit"], found["mean_passed"]) == ("2", "498.72", "498.72", True)
    below = [str(round(500 - 1.281 + int(x), 3)) for x in spread]
    assert judge_lot(lot(net=below, destructive=True))["mean_passed"] is False


@pytest.mark.parametrize(("shortest", "t1", "t2"), [("485", 0, 0), ("484.9", 1, 0), ("470", 1, 0), ("469.9", 1, 1)])
def test_short_by_exactly_t_or_two_t_is_not_beyond(shortest: str, t1: int, t2: int) -> None:
    found = judge_lot(lot(net=[shortest, *["502"] * 49]))
    assert (found["t1_count"], found["t2_count"]) == (t1, t2)
    assert found["verdict"] == ("fail" if t2 else "pass")


def test_a_census_allows_two_and_a_half_per_cent() -> None:
    whole = ["505"] * 80
    assert judge_lot(lot(lot_size=80, net=["484", "484", *whole[2:]]))["verdict"] == "pass"
    found = judge_lot(lot(lot_size=80, net=["484", "484", "484", *whole[3:]]))
    assert (found["t1_allowed"], codes(found), codes(found, "warnings")) == (2, ["too-many-t1"], ["plan-not-seen"])
    assert judge_lot(lot(lot_size=39, net=["484", *whole[:38]]))["verdict"] == "fail"  # 2.5 % of 39 is less than one


def test_below_a_hundred_only_a_census_is_judged() -> None:
    with pytest.raises(ChuanError) as refused:
        judge_lot(lot(lot_size=99))
    assert refused.value.code == "metrology.no-plan-known"


def test_a_sample_too_small_can_fail_but_never_pass() -> None:
    found = judge_lot(lot(net=["501"] * 49))
    assert (found["verdict"], codes(found), codes(found, "warnings")) == (None, ["sample-too-small"], ["sample-too-small"])
    assert found["sample_size_required"] == 50
    assert judge_lot(lot(net=["460", *["501"] * 30]))["verdict"] == "fail"
    assert judge_lot(lot(net=["480"] * 4 + ["510"] * 20))["verdict"] == "fail"
    assert judge_lot(lot(net=["480"] * 3 + ["510"] * 20))["verdict"] is None
    assert judge_lot(lot(net=["490"] * 20))["verdict"] is None  # the factor for 20 would be larger


def test_a_sample_too_large_passes_only_what_its_own_factor_would_pass() -> None:
    assert judge_lot(lot(net=["501"] * 60))["verdict"] == "pass"
    between = ["503", "496.5"] * 30  # mean 499.75, below Qn, above Qn − 0.379 s
    found = judge_lot(lot(net=between))
    assert (found["mean_passed"], found["verdict"], codes(found)) == (None, None, ["sample-larger-than-plan"])
    assert judge_lot(lot(net=["490"] * 60))["verdict"] == "fail"


def test_a_mean_alone_is_judged_as_far_as_it_goes() -> None:
    found = judge_lot(lot(net=None, lot_size=10, mean="939.2", census=True, nominal={"value": "946", "unit": "ml"}))
    assert (found["verdict"], found["mean_passed"], found["tolerable_deficiency"]) == ("fail", False, "15")
    found = judge_lot(lot(net=None, lot_size=10, mean="950", census=True, nominal={"value": "946", "unit": "ml"}))
    assert (found["verdict"], found["mean_passed"], codes(found)) == (None, True, ["packages-unknown"])
    assert found["t1_count"] is None


def test_a_mean_alone_may_be_in_another_unit() -> None:
    found = judge_lot(lot(net=None, lot_size=10, mean="0.5", census=True, unit="kg"))
    assert (found["mean"], found["mean_passed"]) == ("500", True)


def test_a_mean_with_its_spread_is_judged_by_the_factor() -> None:
    given = lot(net=None, mean="499", s="3", sample_size=50)
    assert judge_lot(given)["mean_limit"] == "498.863"
    assert judge_lot(given | {"mean": "498.8"})["verdict"] == "fail"
    assert judge_lot(given | {"sample_size": 20, "mean": "498.8"})["verdict"] is None


def test_readings_in_another_unit_give_the_same_verdict_and_figures() -> None:
    grams = judge_lot(lot(nominal={"value": "0.5", "unit": "kg"}, net=["499.2", *["500.6"] * 49], unit="g"))
    kilos = judge_lot(lot(nominal={"value": "0.5", "unit": "kg"}, net=["0.4992", *["0.5006"] * 49]))
    for key in ("mean", "s", "mean_limit", "tolerable_deficiency", "verdict"):
        assert grams[key] == kilos[key]
    assert grams["tolerable_deficiency"] == "0.015"


def test_volume_is_found_by_weighing() -> None:
    given = lot(nominal={"value": "1", "unit": "l"}, net=["923"] * 50, density={"value": "0.92", "unit": "kg/l"})
    found = judge_lot(given)
    assert (found["quantity_kind"], found["mean"][:8], found["verdict"]) == ("volume", "1.003260", "pass")
    heavier = judge_lot(given | {"density": {"value": "930", "unit": "kg/m3"}})
    assert heavier["verdict"] == "fail"


def test_tare_is_one_for_all_or_one_for_each() -> None:
    gross = ["513.1"] * 50
    for tare in ("12.1", {"mean": "12.1"}, ["12.1"] * 50):
        assert judge_lot(lot(net=None, gross=gross, tare=tare))["mean"] == "501"


def test_a_mean_tare_needs_the_test_of_the_rule_set() -> None:
    given = lot(net=None, gross=["513.1"] * 50, tare={"sample": ["12.0", "12.2"]})
    with pytest.raises(ChuanError) as refused:
        judge_lot(given)
    assert refused.value.code == "metrology.tare-rule-unknown"
    old = given | {"rule_set": "oiml-r87-2004", "on": "2015-01-01"}
    assert judge_lot(old)["mean"] == "501"  # 12.1 g is at most 10 % of 500 g
    heavy = old | {"gross": ["613"] * 50, "tare": {"sample": ["110"] * 12 + ["112"] * 13}}
    assert judge_lot(heavy)["verdict"] == "pass"  # 25 tares, s below 0.25 T
    with pytest.raises(ChuanError) as refused:
        judge_lot(heavy | {"tare": {"sample": ["110", "112"]}})
    assert refused.value.code == "metrology.individual-tares-needed"


def test_drained_and_glazed_goods_lose_sieve_and_ice() -> None:
    assert judge_lot(lot(net=None, gross=["751"] * 50, sieve="250"))["mean"] == "501"
    glazed = lot(net=None, gross=["571"] * 50, tare="10", glaze=["60"] * 50)
    assert judge_lot(glazed)["mean"] == "501"


def test_packages_inside_a_multipack_are_judged_by_their_own_quantity() -> None:
    pack = lot(nominal={"value": "200", "unit": "g"}, net=["20.1"] * 50, multipack={"units": 10, "judged": "inner"})
    found = judge_lot(pack)
    assert (found["tolerable_deficiency"], found["mean_limit"], found["verdict"]) == ("1.8", "20", "pass")
    whole = pack | {"net": ["201"] * 50, "multipack": {"units": 10, "judged": "whole"}}
    assert judge_lot(whole)["tolerable_deficiency"] == "9"


def test_a_mixed_multipack_fails_with_any_of_its_parts() -> None:
    parts = [
        {"name": "Xi đen", "nominal": {"value": "15", "unit": "g"}, "lot_size": 300, "net": ["15.2"] * 50},
        {"name": "Xi nâu", "nominal": {"value": "25", "unit": "g"}, "lot_size": 300, "net": ["24.8"] * 50},
    ]
    found = judge_lot({"rule_set": "vn-tt21-2014", "on": "2026-05-01", "parts": parts})
    assert [part["verdict"] for part in found["parts"]] == ["pass", "fail"]
    assert (found["verdict"], found["reasons"]) == ("fail", [{"code": "part-not-passed", "name": "Xi nâu"}])


@pytest.mark.parametrize(
    ("nominal", "reading", "deficiency", "verdict"),
    [
        ({"value": "10", "unit": "m"}, "10.01", "0.2", "pass"),
        ({"value": "3", "unit": "m"}, "2.99", "0", "fail"),
        ({"value": "2", "unit": "m2"}, "2.01", "0.06", "pass"),
        ({"value": "50", "unit": "1"}, "49", "0", "fail"),
        ({"value": "101", "unit": "cái"}, "101", "2", "pass"),
    ],
)
def test_length_area_and_count_have_their_own_tables(
    nominal: dict[str, str], reading: str, deficiency: str, verdict: str
) -> None:
    found = judge_lot(lot(nominal=nominal, net=[reading] * 50))
    assert (found["tolerable_deficiency"], found["verdict"]) == (deficiency, verdict)


def test_every_figure_has_its_line_in_the_working() -> None:
    steps = [line["step"] for line in judge_lot(lot(net=None, gross=["513"] * 50, tare="12"))["working"]]
    assert steps == [
        "tare", "tolerable-deficiency", "t1-limit", "t2-limit", "mean", "s", "mean-limit", "t1-count", "t2-count",
    ]


def test_citations_say_what_is_remembered_only() -> None:
    cited = {item["path"].rpartition("/")[2]: item for item in judge_lot(lot())["citations"]}
    assert cited["mass"]["confidence"] == "memory"
    assert cited["census"]["source_place"] == "Điều 5"
    assert not cited["non-destructive"]["is_confirmed"]
    assert "destructive" not in cited
