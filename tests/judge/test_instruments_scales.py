# SPDX-License-Identifier: Apache-2.0
"""Scales by OIML R 76: every turning point from both sides, ΔL, the tests, and what may not be judged."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.judge.instruments import judge_instrument
from chuan.law import LawUnknown, NoLawInForce
from chuan.lib.errors import ChuanError
from chuan.metrology.decimals import plain

#: R 76-1, Table 6: class, e in g, Max in g, then (load in e, limit in e) on both sides of every turning point.
TABLE_6 = [
    ("I", "0.001", "300", [("0", "0.5"), ("50000", "0.5"), ("50001", "1"), ("200000", "1"), ("200001", "1.5"), ("300000", "1.5")]),
    ("II", "0.1", "10000", [("0", "0.5"), ("5000", "0.5"), ("5001", "1"), ("20000", "1"), ("20001", "1.5"), ("100000", "1.5")]),
    ("III", "5", "50000", [("0", "0.5"), ("500", "0.5"), ("501", "1"), ("2000", "1"), ("2001", "1.5"), ("10000", "1.5")]),
    ("IIII", "50", "50000", [("0", "0.5"), ("50", "0.5"), ("51", "1"), ("200", "1"), ("201", "1.5"), ("1000", "1.5")]),
]
STEPS = [(c, e, most, load, mpe) for c, e, most, steps in TABLE_6 for load, mpe in steps]


def scale(*points: dict[str, Any], spec: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "kind": "scale-counter", "verification": "periodic", "on": "2026-05-01",
        "spec": {"class": "III", "max": "15000", "e": "5", "unit": "g", **(spec or {})}, "points": list(points), **more,
    }


def at(load: str, indication: str | None = None, delta_l: str = "2.5") -> dict[str, Any]:
    return {"load": load, "indication": indication or load, "delta_l": delta_l}


def codes(found: dict[str, Any]) -> list[str]:
    return [said["code"] for said in found["warnings"]]


@pytest.mark.parametrize(("accuracy_class", "e", "most", "load", "mpe"), STEPS)
def test_table_6_at_every_turning_point(accuracy_class: str, e: str, most: str, load: str, mpe: str) -> None:
    given_e, grams = Decimal(e), plain(Decimal(load) * Decimal(e))
    limit = Decimal(mpe) * given_e
    for error, verdict in ((limit, "pass"), (-limit, "pass"), (limit + given_e / 100, "fail"), (-limit - given_e / 100, "fail")):
        point = {"load": grams, "indication": plain(Decimal(grams) + error)}
        spec = {"class": accuracy_class, "max": most, "e": e, "indication": "analog"}
        found = judge_instrument(scale(point, spec=spec))
        assert Decimal(found["points"][0]["limit"]) == limit
        assert found["verdict"] == verdict


@pytest.mark.parametrize(("load", "mpe"), [("2500", "5"), ("2505", "10"), ("15000", "15")])
def test_in_service_the_limit_is_twice_as_wide(load: str, mpe: str) -> None:
    found = judge_instrument({**scale(at(load)), "verification": "in_service"})
    assert found["points"][0]["limit"] == mpe
    assert "verification/in-use-limit/nawi" in [citation["path"] for citation in found["citations"]]


def test_the_spring_dial_scale_of_the_field_example() -> None:
    """Max 15 kg, e = d = 50 g: 0.5, 0.5, 1, 1, 1.5 e at 0.5, 2.5, 7.5, 10, 15 kg."""
    loads = ("0.5", "2.5", "7.5", "10", "15")
    found = judge_instrument({
        "kind": "scale-spring-dial", "verification": "initial", "on": "2026-05-01",
        "spec": {"class": "IIII", "max": "15", "e": "0.05", "unit": "kg", "indication": "analog"},
        "points": [{"load": load, "indication": load} for load in (*loads, *reversed(loads))],
    })
    assert [point["limit"] for point in found["points"][:5]] == ["0.025", "0.025", "0.05", "0.05", "0.075"]
    assert "fewer-loads-than-asked" not in codes(found)
    assert "no-decreasing-loads" not in codes(found)


def test_small_weights_uncover_the_error_before_rounding_and_zero_is_taken_off() -> None:
    """P = I + ½ e − ΔL = 1000 + 2.5 − 1.5 = 1001; E = 1; E0 = 0.5; Ec = 0.5 (R 76-1, A.4.4.3)."""
    zero = {"indication": "0", "delta_l": "2.0"}
    found = judge_instrument(scale(at("1000", delta_l="1.5"), zero=zero))
    point = found["points"][0]
    assert (point["uncorrected_error"], point["error"], point["limit"]) == ("1", "0.5", "2.5")
    assert found["tests"]["zero"] == {"error": "0.5", "limit": "1.25", "passed": True}


def test_zero_beyond_a_quarter_of_e_fails() -> None:
    found = judge_instrument(scale(at("1000"), zero={"indication": "0", "delta_l": "1.2"}))
    assert found["tests"]["zero"]["passed"] is False
    assert found["verdict"] == "fail"


@pytest.mark.parametrize(("last", "passed"), [("7.5", True), ("7.6", False)])
def test_repeatability_is_the_range_against_the_limit_of_the_load(last: str, passed: bool) -> None:
    readings = [{"indication": "12005", "delta_l": x} for x in ("0", "0", "0")]
    readings.append({"indication": "12000", "delta_l": str(Decimal(last) - 5)})
    found = judge_instrument(scale(at("5000"), repeatability={"load": "12000", "readings": readings}))
    assert found["tests"]["repeatability"]["limit"] == "7.5"
    assert found["tests"]["repeatability"]["passed"] is passed


def test_eccentricity_has_its_own_load_and_the_limit_of_that_load() -> None:
    readings = [{"position": str(n), "indication": "5000", "delta_l": x} for n, x in enumerate(("2.5", "0", "5", "2.5"), 1)]
    found = judge_instrument(scale(at("5000"), eccentricity={"load": "5000", "readings": readings}))
    test = found["tests"]["eccentricity"]
    assert (test["asked_load"], test["limit"], test["errors"], test["passed"]) == ("5000", "5", ["0", "2.5", "-2.5", "0"], True)
    other = judge_instrument(scale(at("5000"), eccentricity={"load": "2500", "readings": readings}))
    assert "load-not-as-asked" in codes(other)


def test_more_than_four_supports_share_the_load() -> None:
    test = {"load": "3000", "supports": "6", "readings": [{"indication": "3000", "delta_l": "2.5"}]}
    assert judge_instrument(scale(at("5000"), eccentricity=test))["tests"]["eccentricity"]["asked_load"] == "3000"


@pytest.mark.parametrize(("after", "passed"), [("5005", True), ("5000", False)])
def test_discrimination_needs_one_more_division_for_1_4_d(after: str, passed: bool) -> None:
    test = {"load": "5000", "added": "7", "before": "5000", "after": after}
    assert judge_instrument(scale(at("5000"), discrimination=test))["tests"]["discrimination"]["passed"] is passed


def test_discrimination_with_more_than_1_4_d_proves_nothing() -> None:
    test = {"load": "5000", "added": "10", "before": "5000", "after": "5005"}
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(scale(at("5000"), discrimination=test))
    assert refusal.value.code == "metrology.proves-nothing"


@pytest.mark.parametrize(("delta_l", "passed"), [("1.25", True), ("1.2", False), ("3.75", True), ("3.8", False)])
def test_tare_is_set_to_a_quarter_of_e(delta_l: str, passed: bool) -> None:
    found = judge_instrument(scale(at("5000"), tare={"tare": "2000", "indication": "0", "delta_l": delta_l}))
    assert found["tests"]["tare"]["passed"] is passed


@pytest.mark.parametrize(
    ("repeatability", "weights", "passed"),
    [("7", "30000", True), ("7", "29999", False), ("6", "20000", True), ("4", "12000", True), ("4.1", "12000", False)],
)
def test_weighbridges_may_substitute_by_how_well_they_repeat(repeatability: str, weights: str, passed: bool) -> None:
    payload = {
        **scale(at("5000", delta_l="10"), spec={"max": "60000", "e": "20"}), "kind": "scale-truck",
        "substitution": {"standard_weights": weights, "repeatability": repeatability},
    }
    assert judge_instrument(payload)["tests"]["substitution"]["passed"] is passed


def test_small_weights_mean_nothing_where_the_scale_reads_finer_than_e() -> None:
    """I + ½ e − ΔL would make up an error of ½ (e − d) for a perfect scale of d = ½ e."""
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(scale(at("1000", delta_l="1.25"), spec={"d": "2.5"}))
    assert refusal.value.code == "metrology.contradiction"
    assert judge_instrument(scale({"load": "1000", "indication": "1001"}, spec={"d": "1"}))["points"][0]["error"] == "1"


def test_weights_must_be_three_times_better_than_the_scale() -> None:
    assert judge_instrument(scale({**at("2500"), "weights_error": "0.833"}))["verdict"] == "pass"
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(scale({**at("2500"), "weights_error": "0.834"}))
    assert refusal.value.code == "metrology.standard-not-fit"


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ({"class": "V"}, "metrology.no-such-class"), ({"class": "3"}, "metrology.no-such-class"),
        ({"max": "60000", "e": "5"}, "metrology.no-such-scale"), ({"max": "400", "e": "5"}, "metrology.no-such-scale"),
        ({"class": "IIII", "e": "2"}, "metrology.no-such-scale"), ({"d": "10"}, "metrology.contradiction"),
        ({"min": "50"}, "metrology.contradiction"), ({"min": "15000"}, "metrology.contradiction"),
        ({"e": "0"}, "metrology.not-positive"), ({"max": "-15000"}, "metrology.not-positive"),
        ({"unit": "ml"}, "metrology.unfit-unit"), ({"unit": "stone"}, "metrology.unknown-unit"),
        ({"colour": "red"}, "judge.unknown-key"), ({"e": 5.0}, "metrology.not-a-number"),
        ({"e": "NaN"}, "metrology.not-a-number"), ({"e": "1E-99"}, "metrology.too-large"),
        ({"indication": "dial"}, "judge.not-a-choice"),
    ],
)
def test_a_scale_that_cannot_exist_gets_no_verdict(spec: dict[str, Any], code: str) -> None:
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(scale(at("5000"), spec=spec))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("point", "code"),
    [
        (at("15005"), "metrology.beyond-capacity"), (at("-5"), "metrology.not-positive"),
        ({"load": "5"}, "judge.missing-key"), ({"load": "5", "indication": 5.5}, "metrology.not-a-number"),
        ({"load": "5", "indication": "inf"}, "metrology.not-a-number"), (at("5000", delta_l="6"), "metrology.contradiction"),
        ({**at("5000"), "mood": "good"}, "judge.unknown-key"), ("5000", "judge.not-an-object-here"),
    ],
)
def test_a_point_that_cannot_be_gets_no_verdict(point: Any, code: str) -> None:
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(scale(point))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"points": []}, "judge.not-a-list"), ({"points": {}}, "judge.not-a-list"), ({"on": "01/05/2026"}, "judge.not-a-day"),
        ({"on": "2026-02-30"}, "judge.not-a-day"), ({"on": 20260501}, "judge.not-a-day"),
        ({"verification": "yearly"}, "judge.not-a-choice"), ({"kind": "abacus"}, "judge.no-such-kind"),
        ({"extra": 1}, "judge.unknown-key"), ({"verification": None}, "judge.missing-key"),
        ({"repeatability": {"load": "5000", "readings": [{"indication": "5000"}]}}, "metrology.too-few-readings"),
        ({"repeatability": []}, "judge.not-an-object-here"), ({"starting": {}}, "judge.unknown-key"),
    ],
)
def test_a_payload_that_cannot_be_read_gets_no_verdict(change: dict[str, Any], code: str) -> None:
    with pytest.raises(ChuanError) as refusal:
        judge_instrument({**scale(at("5000")), **change})
    assert refusal.value.code == code


def test_kinds_whose_limits_nobody_has_found_name_the_gap() -> None:
    for kind in ("breathalyser", "grain-moisture", "scale-belt", "ct"):
        with pytest.raises(LawUnknown) as refusal:
            judge_instrument({**scale(at("5000")), "kind": kind})
        assert refusal.value.data["path"] == f"verification/mpe/{kind}"


def test_a_day_before_any_rule_has_no_verdict() -> None:
    with pytest.raises(NoLawInForce):
        judge_instrument({**scale(at("5000")), "on": "2009-12-31"})


def test_what_was_left_out_is_said() -> None:
    found = judge_instrument(scale(at("5000")))
    assert {"loads-left-out", "fewer-loads-than-asked", "no-decreasing-loads", "test-left-out"} <= set(codes(found))
    assert "indication-rounded" in codes(judge_instrument(scale({"load": "5000", "indication": "5000"})))


RANGES = {"class": "III", "ranges": [{"max": "6", "e": "0.002"}, {"max": "15", "e": "0.005"}], "unit": "kg"}
#: Load in kg, limit in kg: e = 2 g up to 6 kg, e = 5 g above (R 76-1, 3.3).
MULTI = [("0", "0.001"), ("1", "0.001"), ("1.002", "0.002"), ("4", "0.002"), ("4.002", "0.003"), ("6", "0.003"), ("6.005", "0.005"), ("10", "0.005"), ("10.005", "0.0075"), ("15", "0.0075")]


def two_ranges(*points: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**scale(*points, **more), "spec": RANGES}


@pytest.mark.parametrize(("load", "limit"), MULTI)
def test_a_scale_of_two_ranges_has_the_interval_of_the_range_of_the_load(load: str, limit: str) -> None:
    found = judge_instrument(two_ranges({"load": load, "indication": load, "delta_l": "0.001"}))
    assert found["points"][0]["limit"] == limit


def test_the_tests_of_a_scale_of_two_ranges() -> None:
    found = judge_instrument(two_ranges(
        {"load": "15", "indication": "15", "delta_l": "0.0025"}, zero={"indication": "0", "delta_l": "0.0005"},
        discrimination={"load": "10", "added": "0.007", "before": "10", "after": "10.005"},
    ))
    assert (found["tests"]["zero"]["limit"], found["tests"]["discrimination"]["passed"]) == ("0.0005", True)
    left_out = next(said for said in found["warnings"] if said["code"] == "loads-left-out")
    assert left_out["loads"] == ["0.04", "1", "4", "6", "10"]


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ({"max": "15"}, "metrology.contradiction"), ({"d": "0.002"}, "metrology.contradiction"), ({"ranges": []}, "judge.not-a-list"),
        ({"ranges": [{"max": "6", "e": "0.005"}, {"max": "15", "e": "0.002"}]}, "metrology.contradiction"),
        ({"ranges": [{"max": "15", "e": "0.002"}, {"max": "6", "e": "0.005"}]}, "metrology.contradiction"),
        ({"ranges": [{"max": "6", "e": "0.002"}, {"max": "60", "e": "0.005"}]}, "metrology.no-such-scale"),
        ({"ranges": [{"max": "6"}]}, "judge.missing-key"), ({"min": "6"}, "metrology.contradiction"),
    ],
)
def test_ranges_that_cannot_be(spec: dict[str, Any], code: str) -> None:
    with pytest.raises(ChuanError) as refusal:
        judge_instrument({**two_ranges(at("1")), "spec": {**RANGES, **spec}})
    assert refusal.value.code == code


def test_a_rolling_load_is_at_most_four_fifths_of_max() -> None:
    for load, said in (("12000", False), ("12005", True)):
        test = {"load": load, "rolling": True, "readings": [{"indication": load, "delta_l": "2.5"}]}
        assert ("load-not-as-asked" in codes(judge_instrument(scale(at("5000"), eccentricity=test)))) is said


loads = st.decimals(min_value=0, max_value=15000, places=1)
deltas = st.decimals(min_value=0, max_value=5, places=2)


@given(st.lists(st.tuples(loads, st.integers(-3, 3), deltas), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_verdict_knows_no_order_and_no_unit(rows: list[tuple[Decimal, int, Decimal]], shuffle: Any) -> None:
    def payload(ratio: Decimal, unit: str, order: list[tuple[Decimal, int, Decimal]]) -> dict[str, Any]:
        points = [
            {"load": plain(load * ratio), "indication": plain((load + 5 * step) * ratio), "delta_l": plain(delta * ratio)}
            for load, step, delta in order
        ]
        return scale(*points, spec={"max": plain(15000 * ratio), "e": plain(5 * ratio), "unit": unit})

    grams = judge_instrument(payload(Decimal(1), "g", rows))
    mixed = list(rows)
    shuffle.shuffle(mixed)
    kilograms = judge_instrument(payload(Decimal("0.001"), "kg", mixed))
    assert grams["verdict"] == kilograms["verdict"]
    assert sorted(Decimal(p["error"]) for p in grams["points"]) == sorted(
        Decimal(p["error"]) * 1000 for p in kilograms["points"]
    )


@given(loads, st.decimals(min_value=0, max_value=20, places=2))
def test_limits_are_symmetric(load: Decimal, error: Decimal) -> None:
    spec = {"indication": "analog"}
    verdicts = {
        judge_instrument(scale({"load": plain(load), "indication": plain(load + signed)}, spec=spec))["verdict"]
        for signed in (error, -error)
    }
    assert len(verdicts) == 1


@given(st.integers(0, 1000), st.decimals(min_value=-120, max_value=120, places=1))
def test_a_coarser_class_is_never_stricter(load_e: int, error: Decimal) -> None:
    """Max 50 kg, e = 50 g exists in III and in IIII."""
    point = {"load": plain(Decimal(load_e * 50)), "indication": plain(Decimal(load_e * 50) + error)}
    fine, coarse = (
        judge_instrument(scale(point, spec={"class": c, "max": "50000", "e": "50", "indication": "analog"}))
        for c in ("III", "IIII")
    )
    assert Decimal(fine["points"][0]["limit"]) <= Decimal(coarse["points"][0]["limit"])
    assert not (fine["verdict"] == "pass" and coarse["verdict"] == "fail")
