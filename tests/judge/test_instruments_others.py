# SPDX-License-Identifier: Apache-2.0
"""Weights, gauges, speed meters, taximeters, dispensers."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from chuan import judge
from chuan.judge.instruments import FAMILIES, judge_instrument
from chuan.law import LawUnknown, NoLawInForce, kinds
from chuan.lib.errors import ChuanError


def ask(kind: str, *points: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": kind, "verification": "periodic", "on": "2026-05-01", "points": list(points), **more}


def weight(error_mg: str, nominal: str = "1000", accuracy_class: str = "M1", kind: str = "weight-upto-f1") -> dict[str, Any]:
    return ask(kind, {"nominal": nominal, "error_mg": error_mg}, spec={"class": accuracy_class, "unit": "g"})


#: OIML R 111-1:2004, Table 1, in mg: nominal in g, then E2 F1 F2 M1 M2 M3.
TABLE_1 = """
50000 80 250 800 2500 8000 25000
20000 30 100 300 1000 3000 10000
10000 16 50 160 500 1600 5000
5000 8.0 25 80 250 800 2500
2000 3.0 10 30 100 300 1000
1000 1.6 5.0 16 50 160 500
500 0.8 2.5 8.0 25 80 250
200 0.3 1.0 3.0 10 30 100
100 0.16 0.5 1.6 5.0 16 50
50 0.10 0.3 1.0 3.0 10 30
20 0.08 0.25 0.8 2.5 8.0 25
10 0.06 0.20 0.6 2.0 6.0 20
5 0.05 0.16 0.5 1.6 5.0 16
2 0.04 0.12 0.4 1.2 4.0 12
1 0.03 0.10 0.3 1.0 3.0 10
""".strip()


@pytest.mark.parametrize("line", TABLE_1.splitlines())
def test_every_class_and_nominal_of_r_111(line: str) -> None:
    nominal, *limits = line.split()
    for accuracy_class, limit in zip(("E2", "F1", "F2", "M1", "M2", "M3"), limits, strict=True):
        kind = "weight-e2" if accuracy_class == "E2" else "weight-upto-f1"
        for error, verdict in ((limit, "pass"), (f"-{limit}", "pass"), (str(Decimal(limit) + Decimal("0.001")), "fail")):
            assert judge_instrument(weight(error, nominal, accuracy_class, kind))["verdict"] == verdict


def test_a_weight_may_be_given_by_its_mass_in_any_unit() -> None:
    for unit, nominal, mass in (("kg", "1", "1.000051"), ("g", "1000", "1000.051")):
        found = judge_instrument(ask("weight-upto-f1", {"nominal": nominal, "mass": mass}, spec={"class": "M1", "unit": unit}))
        assert (found["points"][0]["error"], found["points"][0]["limit"], found["verdict"]) == ("51", "50", "fail")


def test_a_coarser_class_of_weights_is_never_stricter() -> None:
    for line in TABLE_1.splitlines():
        limits = [Decimal(limit) for limit in line.split()[1:]]
        assert limits == sorted(limits)


@pytest.mark.parametrize(
    ("unit", "error", "verdict"), [("mmHg", "3", "pass"), ("mmHg", "-3.1", "fail"), ("kPa", "0.4", "pass"), ("kPa", "0.41", "fail")]
)
def test_blood_pressure_meters_in_both_units(unit: str, error: str, verdict: str) -> None:
    point = {"reference": "20", "indication": str(20 + Decimal(error))}
    assert judge_instrument(ask("sphygmomanometer", point, spec={"unit": unit}))["verdict"] == verdict


@pytest.mark.parametrize(("indication", "verdict"), [("10.4", "pass"), ("9.6", "pass"), ("10.401", "fail")])
def test_a_pressure_gauge_may_err_its_class_of_the_span(indication: str, verdict: str) -> None:
    spec = {"class": "1.6", "to": "25", "unit": "bar"}
    found = judge_instrument(ask("pressure-gauge", {"reference": "10", "indication": indication}, spec=spec))
    assert (found["points"][0]["limit"], found["verdict"]) == ("0.4", verdict)


@pytest.mark.parametrize(("indication", "verdict"), [("83", "pass"), ("77", "pass"), ("83.1", "fail")])
def test_a_speed_meter_may_err_three_kilometres_an_hour(indication: str, verdict: str) -> None:
    assert judge_instrument(ask("speed-meter", {"reference": "80", "indication": indication}))["verdict"] == verdict


@pytest.mark.parametrize(("indication", "verdict"), [("1020", "pass"), ("980", "pass"), ("1020.1", "fail")])
def test_a_taximeter_is_judged_by_distance_and_says_that_waiting_time_is_not(indication: str, verdict: str) -> None:
    found = judge_instrument(ask("taximeter", {"quantity": "distance", "reference": "1000", "indication": indication}))
    assert found["verdict"] == verdict
    assert {"code": "limit-not-known", "path": "verification/mpe/taximeter-waiting-time"} in found["warnings"]
    assert found["citations"][0]["confidence"] == "memory"


@pytest.mark.parametrize("quantity", ["waiting_time", "fare"])
def test_waiting_time_and_fare_are_gaps(quantity: str) -> None:
    point = {"quantity": "distance", "reference": "1000", "indication": "1000"}
    with pytest.raises(LawUnknown) as refusal:
        judge_instrument(ask("taximeter", point, {**point, "quantity": quantity}))
    assert refusal.value.data["path"] == f"verification/mpe/taximeter-{quantity.replace('_', '-')}"


@pytest.mark.parametrize(
    ("verification", "indication", "verdict"),
    [
        ("periodic", "20.06", "pass"), ("periodic", "20.061", "fail"), ("periodic", "19.939", "fail"),
        ("in_service", "20.09", "pass"), ("in_service", "20.091", "fail"), ("in_service", "19.9", "pass"),
    ],
)
def test_a_fuel_dispenser_at_verification_and_in_service(verification: str, indication: str, verdict: str) -> None:
    point = {"hose": 1, "flow_rate": "maximum", "indication": indication, "reference": "20"}
    found = judge_instrument({**ask("fuel-dispenser", point), "verification": verification})
    assert found["verdict"] == verdict
    gain = "beyond-limit-to-the-buyers-gain" in [said["code"] for said in found["warnings"]]
    assert gain is (indication == "19.9")


def test_a_measure_that_grows_with_heat_is_corrected_or_nothing_is_said() -> None:
    measure = {"expansion_per_c": "0.0000477", "reference_temperature_c": "20"}
    point = {"indication": "20.06", "reference": "20", "temperature": "30"}
    found = judge_instrument(ask("fuel-dispenser", point, spec={"measure": measure}))
    assert found["points"][0]["reference"] == "20.00954"
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(ask("fuel-dispenser", {"indication": "20", "reference": "20"}, spec={"measure": measure}))
    assert refusal.value.code == "judge.missing-key"


@pytest.mark.parametrize(("part", "limit"), [(None, "1"), ("system", "1"), ("meter", "0.6")])
def test_lpg_as_a_system_or_its_meter_alone(part: str | None, limit: str) -> None:
    spec = {} if part is None else {"part": part}
    found = judge_instrument(ask("lpg-dispenser", {"indication": "20", "reference": "20"}, spec=spec))
    assert found["points"][0]["limit"] == limit


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (weight("0", "1000", "E2"), "metrology.no-such-class"), (weight("0", "1000", "M1", "weight-e2"), "metrology.no-such-class"),
        (weight("0", "300"), "metrology.no-limit-there"), (weight("0", "0.5"), "law.unknown"), (weight("0", "100000"), "law.unknown"),
        (weight("0", "0.5", "M4"), "metrology.no-such-class"),
        (weight("0", "-1"), "metrology.not-positive"),
        (ask("weight-upto-f1", {"nominal": "1"}, spec={"class": "M1", "unit": "g"}), "metrology.contradiction"),
        (ask("sphygmomanometer", {"reference": "301", "indication": "301"}, spec={"unit": "mmHg"}), "metrology.beyond-capacity"),
        (ask("sphygmomanometer", {"reference": "40", "indication": "40"}, spec={"unit": "kPa"}), "metrology.beyond-capacity"),
        (ask("sphygmomanometer", {"reference": "10", "indication": "10"}, spec={"unit": "bar"}), "judge.not-a-choice"),
        (ask("speed-meter", {"reference": "7", "indication": "7"}), "metrology.beyond-capacity"),
        (ask("speed-meter", {"reference": "80", "indication": "80"}, spec={"class": "1"}), "judge.unknown-key"),
        (ask("pressure-gauge", {"reference": "1", "indication": "1"}, spec={"class": "0.5", "to": "25", "unit": "bar"}), "metrology.no-such-class"),
        (ask("pressure-gauge", {"reference": "26", "indication": "26"}, spec={"class": "1", "to": "25", "unit": "bar"}), "metrology.beyond-capacity"),
        (ask("pressure-gauge", {"reference": "1", "indication": "1"}, spec={"class": "1", "to": "300", "unit": "MPa"}), "metrology.no-limit-there"),
        (ask("pressure-gauge", {"reference": "1", "indication": "1"}, spec={"class": "1", "to": "-0.05", "unit": "MPa"}), "metrology.contradiction"),
        (ask("pressure-gauge", {"reference": "1", "indication": "1", "standard_error": "0.1"}, spec={"class": "1", "to": "25", "unit": "bar"}), "metrology.standard-not-fit"),
        (ask("taximeter", {"reference": "0", "indication": "1"}), "metrology.not-positive"),
        (ask("lpg-dispenser", {"reference": "1", "indication": "1"}, spec={"part": "hose"}), "judge.not-a-choice"),
    ],
)
def test_impossible_input_has_a_code(payload: dict[str, Any], code: str) -> None:
    with pytest.raises(ChuanError) as refusal:
        judge_instrument(payload)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("kind", "day"),
    [("weight-upto-f1", "2004-12-31"), ("speed-meter", "2019-12-31"), ("sphygmomanometer", "2011-12-31"),
     ("taximeter", "2003-12-31"), ("fuel-dispenser", "2013-08-18"), ("lpg-dispenser", "2013-11-14")],
)
def test_days_before_the_first_rule(kind: str, day: str) -> None:
    point = {"nominal": "1", "error_mg": "0"} if kind.startswith("weight") else {"reference": "20", "indication": "20"}
    spec = {"class": "M1", "unit": "g"} if kind.startswith("weight") else {"unit": "kPa"} if kind.startswith("sphyg") else {}
    payload = {**ask(kind, point, spec=spec), "on": day}
    with pytest.raises(NoLawInForce):
        judge_instrument(payload)


@pytest.mark.parametrize("kind", ["speed-meter", "sphygmomanometer", "taximeter", "lpg-dispenser"])
def test_limits_in_service_are_gaps_where_no_text_sets_one(kind: str) -> None:
    with pytest.raises(LawUnknown) as refusal:
        spec = {"unit": "kPa"} if kind == "sphygmomanometer" else {}
        judge_instrument({**ask(kind, {"reference": "20", "indication": "20"}, spec=spec), "verification": "in_service"})
    assert refusal.value.data["path"] == f"verification/in-use-limit/{kind}"


@pytest.mark.parametrize(
    ("kind", "day", "number"),
    [("taximeter", "2018-12-31", "ĐLVN 01:2003"), ("taximeter", "2026-05-01", "ĐLVN 01:2019"), ("taximeter", "2019-07-01", None),
     ("fuel-dispenser", "2026-05-01", "ĐLVN 10:2017"), ("lpg-dispenser", "2026-05-01", None)],
)
def test_the_procedure_of_the_day_is_cited_where_it_is_known(kind: str, day: str, number: str | None) -> None:
    found = judge_instrument({**ask(kind, {"reference": "20", "indication": "20"}), "on": day})
    cited = [one["source_number"] for one in found["citations"] if "procedure" in one["path"]]
    assert cited == ([] if number is None else [number])


def test_every_kind_that_is_judged_is_a_kind_of_the_law() -> None:
    assert set(FAMILIES) - set(kinds()) == {"retail-weighing", "gold-weighing"}


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(judge.__file__).parent / "schema" / "instrument.json").read_text("utf-8"))
    return found


def test_the_schema_is_a_schema_and_holds_what_goes_in_and_what_comes_out() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    out = jsonschema.Draft202012Validator({**schema()["$defs"]["output"], "$defs": schema()["$defs"]})
    scale = {"class": "III", "max": "15", "e": "0.005", "unit": "kg"}
    payloads = [
        weight("1"), ask("taximeter", {"reference": "1000", "indication": "1030"}),
        ask("scale-counter", {"load": "5", "indication": "5", "delta_l": "0.002"}, spec=scale, tare={"indication": "0"}),
        ask("elec-meter-1p-static", {"current": "5", "error": "-0.4"}, spec={"class": "2", "ib": "5", "imax": 20}),
        ask("water-meter-mech", {"flow": "1", "reference": 100, "start": "1", "end": "101"}, spec={"qn": "1.5", "class": "B", "division": "0.1"}),
    ]
    for payload in payloads:
        validator.validate(payload)
        out.validate(judge_instrument(payload))
        assert not validator.is_valid({**payload, "extra": 1})
        assert not validator.is_valid({**payload, "points": []})
    assert not validator.is_valid(ask("abacus", {"load": "1"}))


def test_the_schema_knows_every_kind_and_every_test() -> None:
    branches = [schema()["$defs"][branch["$ref"].rpartition("/")[2]]["properties"] for branch in schema()["oneOf"]]
    tests = {
        kind: set(branch) - {"kind", "verification", "on", "spec", "points"}
        for branch in branches for kind in branch["kind"]["enum"]
    }
    assert tests == {kind: set(family.tests) for kind, family in FAMILIES.items()}
