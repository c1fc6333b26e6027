# SPDX-License-Identifier: Apache-2.0
"""Electricity and water meters: limits by class, factor, current, flow and temperature; gaps stay gaps."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.judge.instruments import judge_instrument
from chuan.law import LawUnknown, NoLawInForce
from chuan.lib.errors import ChuanError
from chuan.metrology.decimals import plain

# class, factor, current in multiples of Ib with Ib = 10, Imax = 60; limit
DIRECT = [
    ("2", "1", "0.5", "2.5"), ("2", "1", "0.999", "2.5"), ("2", "1", "1", "2"), ("2", "1", "60", "2"),
    ("2", "0.5 ind", "1", "2.5"), ("2", "0.5 ind", "1.999", "2.5"), ("2", "0.5 ind", "2", "2"),
    ("1", "1", "0.5", "1.5"), ("1", "1", "1", "1"), ("1", "0.8 cap", "1.5", "1.5"), ("1", "0.8 cap", "2", "1"),
]
# class, factor, current with In = 5, Imax = 6; limit
BY_TRANSFORMER = [
    ("2", "1", "0.1", "2.5"), ("2", "1", "0.25", "2"), ("1", "0.5 ind", "0.25", "1.5"), ("1", "0.5 ind", "0.5", "1"),
    ("0.5S", "1", "0.05", "1"), ("0.5S", "1", "0.25", "0.5"), ("0.5S", "0.5 ind", "0.1", "1"), ("0.5S", "0.8 cap", "6", "0.6"),
    ("0.2S", "1", "0.2499", "0.4"), ("0.2S", "1", "0.25", "0.2"), ("0.2S", "0.5 ind", "0.4999", "0.5"), ("0.2S", "0.5 ind", "0.5", "0.3"),
]


def meter(*points: dict[str, Any], kind: str = "elec-meter-1p-static", spec: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    given_spec = {"class": "1", "ib": "10", "imax": "60"} if spec is None else spec
    return {"kind": kind, "verification": "periodic", "on": "2026-05-01", "spec": given_spec, "points": list(points), **more}


def water(*points: dict[str, Any], spec: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    given_spec = {"q3": "2.5", "r": "100", "class": "2", "division": "0.05"} if spec is None else spec
    return {
        "kind": "water-meter-mech", "verification": "periodic", "on": "2026-05-01", "spec": given_spec,
        "points": list(points), **more,
    }


def run(flow: str, error: str = "0", temperature: str | None = "25") -> dict[str, Any]:
    point = {"flow": flow, "reference": "100", "indication": plain(100 + Decimal(error))}
    return point if temperature is None else {**point, "temperature": temperature}


def refusal_of(payload: dict[str, Any]) -> str:
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(payload)
    return refusal.value.code


@pytest.mark.parametrize(("meter_class", "factor", "current", "limit"), DIRECT)
def test_limits_of_meters_connected_directly(meter_class: str, factor: str, current: str, limit: str) -> None:
    for error, verdict in ((limit, "pass"), (f"-{limit}", "pass"), (plain(Decimal(limit) + Decimal("0.0001")), "fail")):
        point = {"current": current, "factor": factor, "error": error}
        found = judge_instrument(meter(point, spec={"class": meter_class, "ib": "10", "imax": "60"}))
        assert (found["points"][0]["limit"], found["verdict"]) == (limit, verdict)


@pytest.mark.parametrize(("meter_class", "factor", "current", "limit"), BY_TRANSFORMER)
def test_limits_of_meters_behind_transformers(meter_class: str, factor: str, current: str, limit: str) -> None:
    point = {"current": current, "factor": factor, "error": "0"}
    spec = {"class": meter_class, "in": "5", "imax": "6"}
    assert judge_instrument(meter(point, kind="elec-meter-3p-static", spec=spec))["points"][0]["limit"] == limit


@pytest.mark.parametrize(
    ("meter_class", "factor", "current", "limit"),
    [("0.5", "1", "0.5", "1"), ("0.5", "1", "1", "0.5"), ("0.5", "0.5 ind", "1", "1.3"), ("0.5", "0.5 ind", "2", "0.8"), ("2", "1", "10", "2")],
)
def test_limits_of_induction_meters(meter_class: str, factor: str, current: str, limit: str) -> None:
    point = {"current": current, "factor": factor, "error": "0"}
    spec = {"class": meter_class, "ib": "10", "imax": "60"}
    assert judge_instrument(meter(point, kind="elec-meter-1p-ind", spec=spec))["points"][0]["limit"] == limit


@pytest.mark.parametrize(("meter_class", "limit"), [("1", "2"), ("2", "3")])
def test_one_phase_loaded_has_a_wider_limit(meter_class: str, limit: str) -> None:
    point = {"current": "10", "load": "single_phase", "error": "0"}
    found = judge_instrument(meter(point, kind="elec-meter-3p-static", spec={"class": meter_class, "ib": "10", "imax": "60"}))
    assert found["points"][0]["limit"] == limit


def test_reactive_energy_has_its_own_table() -> None:
    spec = {"class": "2", "ib": "10", "imax": "60", "measures": "reactive"}
    points = [{"current": "10", "factor": factor, "error": "0"} for factor in ("1", "0.5", "0.25")]
    found = judge_instrument(meter(*points, kind="elec-meter-3p-static", spec=spec))
    assert [point["limit"] for point in found["points"]] == ["2", "2", "2.5"]


def test_energies_give_the_error_and_only_the_shown_one_is_rounded() -> None:
    found = judge_instrument(meter({"current": "10", "indication": "1.01004", "reference": "1"}))
    point = found["points"][0]
    assert (point["error"], point["shown_error"], point["passed"]) == ("1.004", "1", False)


@pytest.mark.parametrize(
    ("kind", "spec", "point", "path"),
    [
        ("elec-meter-3p-static", {"class": "1", "in": "5", "imax": "6"}, {"current": "5", "load": "single_phase", "error": "0"},
         "verification/mpe/elec-meter-static-single-phase#c1-1-high/ct_ge_in"),
        ("elec-meter-3p-static", {"class": "2", "in": "5", "imax": "6", "measures": "reactive"}, {"current": "5", "error": "0"},
         "verification/mpe/elec-meter-static-reactive#c2-1-low/ct_ge_in"),
        ("elec-meter-3p-ind", {"class": "2", "ib": "5", "imax": "20"}, {"current": "5", "load": "single_phase", "error": "0"},
         "verification/mpe/elec-meter-induction-single-phase"),
        ("elec-meter-3p-ind", {"class": "2", "ib": "5", "imax": "20", "measures": "reactive"}, {"current": "5", "error": "0"},
         "verification/mpe/elec-meter-induction-reactive"),
    ],
)
def test_cells_nobody_has_found_are_named(kind: str, spec: dict[str, Any], point: dict[str, Any], path: str) -> None:
    with pytest.raises(LawUnknown) as refusal:
        judge_instrument(meter(point, kind=kind, spec=spec))
    assert refusal.value.data["path"] == path


@pytest.mark.parametrize(
    ("spec", "point", "code"),
    [
        ({"class": "3", "ib": "10", "imax": "60"}, {"current": "10", "error": "0"}, "metrology.no-such-class"),
        ({"class": "0.5S", "ib": "10", "imax": "60"}, {"current": "10", "error": "0"}, "metrology.no-such-class"),
        ({"class": "1", "ib": "10", "imax": "60"}, {"current": "0.49", "error": "0"}, "metrology.no-limit-there"),
        ({"class": "1", "ib": "10", "imax": "60"}, {"current": "60.1", "error": "0"}, "metrology.beyond-capacity"),
        ({"class": "2", "ib": "10", "imax": "60"}, {"current": "10", "factor": "0.8 cap", "error": "0"}, "metrology.no-limit-there"),
        ({"class": "1", "ib": "10", "imax": "60"}, {"current": "10", "factor": "0.9", "error": "0"}, "judge.not-a-choice"),
        ({"class": "1", "ib": "10", "imax": "5"}, {"current": "5", "error": "0"}, "metrology.contradiction"),
        ({"class": "1", "ib": "10", "in": "5", "imax": "60"}, {"current": "5", "error": "0"}, "metrology.contradiction"),
        ({"class": "1", "ib": "10", "imax": "60"}, {"current": "10"}, "judge.missing-key"),
        ({"class": "1", "ib": "10", "imax": "60"}, {"current": "10", "indication": "1", "reference": "0"}, "metrology.not-positive"),
        ({"class": "1", "ib": "10", "imax": "60"}, {"current": "10", "indication": "1", "reference": "-1"}, "metrology.not-positive"),
        ({"class": "1", "ib": "10", "imax": "60"}, {"current": "10", "error": "0", "reference": "1"}, "metrology.contradiction"),
        ({"class": "1", "ib": "10", "imax": "60"}, {"current": "10", "load": "single_phase", "error": "0"}, "metrology.contradiction"),
        ({"class": "1", "ib": "10", "imax": "60"}, {"current": "10", "error": "0", "standard_error": "0.34"}, "metrology.standard-not-fit"),
    ],
)
def test_an_impossible_meter_or_point_gets_no_verdict(spec: dict[str, Any], point: dict[str, Any], code: str) -> None:
    assert refusal_of(meter(point, spec=spec)) == code


POINT = {"current": "10", "error": "0"}


@pytest.mark.parametrize(
    ("starting", "outcome"),
    [
        ({"current": "0.04", "started": True}, "pass"), ({"current": "0.04", "started": False}, "fail"),
        ({"current": "0.02", "started": True}, "pass"), ({"current": "0.05", "started": False}, "fail"),
        ({"current": "0.05", "started": True}, "metrology.proves-nothing"),
        ({"current": "0.02", "started": False}, "metrology.proves-nothing"),
    ],
)
def test_starting_at_0_4_percent_of_ib(starting: dict[str, Any], outcome: str) -> None:
    payload = meter(POINT, starting=starting)
    if outcome.startswith("metrology."):
        assert refusal_of(payload) == outcome
    else:
        assert judge_instrument(payload)["verdict"] == outcome


@pytest.mark.parametrize(
    ("no_load", "outcome"),
    [
        ({"minutes": "46", "pulses": "1"}, "pass"), ({"minutes": "46", "pulses": "2"}, "fail"),
        ({"minutes": "45", "pulses": "2"}, "fail"), ({"minutes": "45", "pulses": "0"}, "metrology.proves-nothing"),
        ({"minutes": "46", "pulses": "0", "voltage_percent": "100"}, "metrology.proves-nothing"),
    ],
)
def test_no_load_lasts_long_enough(no_load: dict[str, Any], outcome: str) -> None:
    """600·10⁶ / (1000 · 1 · 220 · 60) = 45.45 min."""
    spec = {"class": "1", "ib": "10", "imax": "60", "un": "220", "constant": "1000", "elements": "1"}
    payload = meter(POINT, spec=spec, no_load=no_load)
    if outcome.startswith("metrology."):
        assert refusal_of(payload) == outcome
    else:
        assert judge_instrument(payload)["verdict"] == outcome


def test_starting_of_induction_meters_is_a_gap() -> None:
    with pytest.raises(LawUnknown):
        judge_instrument(meter(POINT, kind="elec-meter-1p-ind", starting={"current": "0.04", "started": True}))


def test_meters_have_no_known_limit_in_service() -> None:
    for payload in (meter(POINT), water(run("2.5"))):
        with pytest.raises(LawUnknown):
            judge_instrument({**payload, "verification": "in_service"})


def test_days_before_the_first_rule() -> None:
    for payload, day in ((meter(POINT), "2004-12-31"), (water(run("2.5")), "2017-12-31")):
        with pytest.raises(NoLawInForce):
            judge_instrument({**payload, "on": day})


def test_remembered_limits_are_said_to_be_remembered() -> None:
    found = judge_instrument(meter(POINT))
    assert {"code": "limit-not-read-in-text", "path": "verification/mpe/elec-meter-static", "confidence": "memory"} in found["warnings"]


@given(st.lists(st.tuples(st.decimals("0.5", "60", places=3), st.decimals("-3", "3", places=4)), min_size=1, max_size=8))
def test_a_larger_class_index_is_never_stricter(rows: list[tuple[Decimal, Decimal]]) -> None:
    points = [{"current": plain(current), "error": plain(error)} for current, error in rows]
    fine, coarse = (judge_instrument(meter(*points, spec={"class": c, "ib": "10", "imax": "60"})) for c in ("1", "2"))
    assert not (fine["verdict"] == "pass" and coarse["verdict"] == "fail")


@given(st.lists(st.tuples(st.decimals("0.5", "60", places=3), st.decimals("-3", "3", places=4)), min_size=1, max_size=8))
def test_order_sign_and_unit_of_energy_change_no_verdict(rows: list[tuple[Decimal, Decimal]]) -> None:
    def verdict(ratio: int, sign: int, order: int) -> str:
        points = [
            {"current": plain(current), "indication": plain(ratio * (100 + sign * error)), "reference": str(100 * ratio)}
            for current, error in rows[::order]
        ]
        return str(judge_instrument(meter(*points))["verdict"])

    assert verdict(1, 1, 1) == verdict(1000, 1, 1) == verdict(1, -1, 1) == verdict(1, 1, -1)


@pytest.mark.parametrize(
    ("meter_class", "flow", "temperature", "limit"),
    [
        ("2", "0.025", "25", "5"), ("2", "0.0399", "25", "5"), ("2", "0.04", "25", "2"), ("2", "2.5", "30", "2"),
        ("2", "2.5", "30.1", "3"), ("2", "0.025", "40", "5"), ("1", "0.03", "25", "3"), ("1", "1", "25", "1"), ("1", "1", "31", "2"),
    ],
)
def test_limits_of_water_meters_by_class_flow_and_temperature(meter_class: str, flow: str, temperature: str, limit: str) -> None:
    spec = {"q3": "2.5", "r": "100", "class": meter_class, "division": "0.05"}
    for error, verdict in ((limit, "pass"), (f"-{limit}", "pass"), (plain(Decimal(limit) + Decimal("0.001")), "fail")):
        found = judge_instrument(water(run(flow, error, temperature), spec=spec))
        assert (found["points"][0]["limit"], found["verdict"]) == (limit, verdict)


@pytest.mark.parametrize(
    ("qn", "meter_class", "smallest", "transitional"),
    [
        ("1.5", "A", "0.06", "0.15"), ("1.5", "B", "0.03", "0.12"), ("1.5", "C", "0.015", "0.0225"), ("1.5", "D", "0.01125", "0.01725"),
        ("15", "A", "1.2", "4.5"), ("15", "B", "0.45", "3"), ("15", "C", "0.09", "0.225"),
    ],
)
def test_flows_of_meters_marked_with_qn_and_a_class(qn: str, meter_class: str, smallest: str, transitional: str) -> None:
    spec = {"qn": qn, "class": meter_class, "division": "0.05"}
    points = [{"flow": flow, "reference": "1000", "indication": "1000"} for flow in (smallest, transitional, qn)]
    found = judge_instrument(water(*points, spec=spec))
    assert [point["limit"] for point in found["points"]] == ["5", "2", "2"]
    assert [point["flow_name"] for point in found["points"]] == ["qmin", "qt", "qn"]
    assert "flow-left-out" not in [said["code"] for said in found["warnings"]]


@pytest.mark.parametrize(
    ("spec", "point", "code"),
    [
        ({"q3": "2.5", "r": "100", "class": "3", "division": "0.05"}, run("1"), "metrology.no-such-class"),
        ({"qn": "20", "class": "D", "division": "0.05"}, run("1"), "metrology.no-such-class"),
        ({"qn": "1.5", "class": "2", "division": "0.05"}, run("1"), "metrology.no-such-class"),
        ({"q3": "2.5", "qn": "1.5", "class": "2", "division": "0.05"}, run("1"), "metrology.contradiction"),
        ({"q3": "2.5", "r": "1.6", "class": "2", "division": "0.05"}, run("1"), "metrology.contradiction"),
        ({"q3": "2.5", "r": "100", "class": "2", "division": "0.05"}, run("0.02"), "metrology.no-limit-there"),
        ({"q3": "2.5", "r": "100", "class": "2", "division": "0.05"}, run("2.6"), "metrology.no-limit-there"),
        ({"q3": "2.5", "r": "100", "class": "2", "division": "1"}, run("1"), "metrology.proves-nothing"),
        ({"q3": "10", "r": "100", "class": "2", "division": "0.05"}, run("10"), "metrology.proves-nothing"),
        ({"q3": "2.5", "r": "100", "class": "2", "division": "0.05"}, {"flow": "1", "reference": "100"}, "judge.missing-key"),
    ],
)
def test_an_impossible_water_meter_or_run_gets_no_verdict(spec: dict[str, Any], point: dict[str, Any], code: str) -> None:
    assert refusal_of(water(point, spec=spec)) == code


def test_three_flows_are_asked_and_a_failed_tightness_test_fails_the_meter() -> None:
    found = judge_instrument(water(run("2.5"), tightness={"passed": False}))
    assert found["verdict"] == "fail"
    assert {"code": "flow-left-out", "flow": "q1"} in found["warnings"]


def test_start_and_end_of_the_register_do_for_the_volume() -> None:
    point = {"flow": "2.5", "start": "10.5", "end": "111", "reference": "100"}
    assert judge_instrument(water(point))["points"][0]["error"] == "0.5"


def test_errors_all_on_one_side_are_said_but_do_not_decide() -> None:
    found = judge_instrument(water(run("2.5", "1.5"), run("0.04", "1.5"), run("0.025", "4")))
    assert found["verdict"] == "pass"
    assert "all-errors-on-one-side" in [said["code"] for said in found["warnings"]]
