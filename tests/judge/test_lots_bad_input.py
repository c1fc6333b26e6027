# SPDX-License-Identifier: Apache-2.0
"""Impossible lots: a code and the place of the fault, never a wrong verdict."""

import time
from decimal import Decimal
from typing import Any

import pytest

from chuan.judge.lots import judge_lot
from chuan.lib.errors import ChuanError
from tests.judge.test_lots import lot

ODD = ["501"] * 49


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"net": ["NaN", *ODD]}, "metrology.not-a-number", "net/1"),
        ({"net": ["sNaN", *ODD]}, "metrology.not-a-number", "net/1"),
        ({"net": [*ODD, "Infinity"]}, "metrology.not-a-number", "net/50"),
        ({"net": [*ODD, "-inf"]}, "metrology.not-a-number", "net/50"),
        ({"net": [*ODD, 500.2]}, "metrology.not-a-number", "net/50"),
        ({"net": [*ODD, True]}, "metrology.not-a-number", "net/50"),
        ({"net": [*ODD, None]}, "metrology.not-a-number", "net/50"),
        ({"net": [*ODD, "500,2"]}, "metrology.not-a-number", "net/50"),
        ({"net": [*ODD, ["500"]]}, "metrology.not-a-number", "net/50"),
        ({"net": [*ODD, "-0.1"]}, "metrology.not-positive", "net/50"),
        ({"net": [*ODD, "1e999999"]}, "metrology.too-large", "net/50"),
        ({"net": [*ODD, "1e-999999"]}, "metrology.too-large", "net/50"),
        ({"net": []}, "metrology.no-readings", "net"),
        ({"net": "501"}, "judge.not-a-list", "net"),
        ({"net": {"1": "501"}}, "judge.not-a-list", "net"),
        ({"net": ["501"]}, "metrology.one-package", "net"),
        ({"net": ["501"] * 301}, "metrology.sample-larger-than-lot", "net"),
        ({"gross": ["510"] * 50, "tare": "9"}, "judge.does-not-fit", "gross"),
        ({"tare": "9"}, "judge.does-not-fit", "tare"),
        ({"mean": "501"}, "judge.does-not-fit", "mean"),
        ({"s": "1"}, "judge.does-not-fit", "s"),
        ({"sample_size": 49}, "judge.does-not-fit", "sample_size"),
        ({"census": True}, "judge.does-not-fit", "census"),
        ({"net": None, "mean": "501", "census": True, "tare": "9"}, "judge.does-not-fit", "tare"),
        ({"net": None}, "judge.missing-key", "mean"),
        ({"net": None, "mean": "501"}, "judge.missing-key", "sample_size"),
        ({"net": None, "mean": "501", "census": "yes"}, "judge.not-a-truth-value", "census"),
        ({"net": None, "gross": ["510"] * 50}, "judge.missing-key", "tare"),
        ({"net": None, "gross": ["510"] * 50, "tare": ["9"] * 49}, "metrology.counts-differ", "tare"),
        ({"net": None, "gross": ["510"] * 50, "tare": "511"}, "metrology.not-positive", "gross/1"),
        ({"net": None, "gross": ["510"] * 50, "tare": {"mean": "9", "about": "1"}}, "judge.unknown-key", "tare/about"),
        ({"nominal": None}, "judge.missing-key", "nominal"),
        ({"nominal": "500 g"}, "judge.missing-key", "nominal"),
        ({"nominal": {"value": "0", "unit": "g"}}, "metrology.not-positive", "nominal/value"),
        ({"nominal": {"value": "-500", "unit": "g"}}, "metrology.not-positive", "nominal/value"),
        ({"nominal": {"value": "500", "unit": "kWh"}}, "metrology.unfit-unit", "nominal/unit"),
        ({"nominal": {"value": "500", "unit": "stone"}}, "metrology.unknown-unit", "nominal/unit"),
        ({"unit": "ml"}, "metrology.unfit-unit", "unit"),
        ({"density": {"value": "1", "unit": "kg/l"}}, "metrology.unfit-unit", "density"),
        ({"nominal": {"value": "50", "unit": "1"}, "net": ["50.5"] * 50}, "metrology.not-whole-items", "net/1"),
        ({"lot_size": None}, "judge.missing-key", "lot_size"),
        ({"lot_size": 0}, "metrology.not-a-whole-number", "lot_size"),
        ({"lot_size": -300}, "metrology.not-a-whole-number", "lot_size"),
        ({"lot_size": 300.5}, "metrology.not-a-whole-number", "lot_size"),
        ({"lot_size": "300.0"}, "metrology.not-a-whole-number", "lot_size"),
        ({"lot_size": True}, "metrology.not-a-whole-number", "lot_size"),
        ({"lot_size": 100_001}, "metrology.lot-too-large", "lot_size"),
        ({"lot_size": 60}, "metrology.no-plan-known", "lot_size"),
        ({"destructive": "no"}, "judge.not-a-truth-value", "destructive"),
        ({"place": "moon"}, "judge.not-a-choice", "place"),
        ({"weights": ["501"]}, "judge.unknown-key", "weights"),
        ({"rule_set": None}, "judge.missing-key", "rule_set"),
        ({"rule_set": "xx"}, "judge.no-such-rule-set", "rule_set"),
        ({"rule_set": 7}, "judge.no-such-rule-set", "rule_set"),
        ({"rule_set": ["vn-tt21-2014"]}, "judge.no-such-rule-set", "rule_set"),
        ({"rule_set": "vn-nd86-2012-illicit-gain"}, "judge.no-such-rule-set", "rule_set"),
        ({"on": None}, "judge.missing-key", "on"),
        ({"on": "2026-02-30"}, "judge.not-a-day", "on"),
        ({"on": "20260501"}, "judge.not-a-day", "on"),
        ({"on": 20260501}, "judge.not-a-day", "on"),
        ({"on": "1900-01-01"}, "law.no-law-in-force", None),
    ],
)
def test_impossible_lots_are_refused_by_name_and_place(changes: dict[str, Any], code: str, where: str | None) -> None:
    with pytest.raises(ChuanError) as refused:
        judge_lot(lot(**changes))
    assert (refused.value.code, refused.value.data.get("where")) == (code, where)
    assert str(refused.value)
    assert refused.value.next_step


@pytest.mark.parametrize("payload", [[], "lot", None, 7])
def test_only_an_object_describes_a_lot(payload: Any) -> None:
    with pytest.raises(ChuanError) as refused:
        judge_lot(payload)
    assert refused.value.code == "judge.not-an-object-here"


def test_whole_json_numbers_and_decimals_are_readings_too() -> None:
    assert judge_lot(lot(net=[501] * 25 + [Decimal("501.0")] * 25))["mean"] == "501"


def test_an_empty_package_is_a_reading() -> None:
    found = judge_lot(lot(net=["0", *["520"] * 49]))
    assert (found["t2_count"], found["verdict"]) == (1, "fail")


def test_a_million_packages_take_time_in_proportion() -> None:
    def seconds(packages: int) -> float:
        given = lot(rule_set="cn-jjf1070", lot_size=packages, net=["501.2", "499.9"] * (packages // 2))
        start = time.perf_counter()
        assert judge_lot(given)["mean"] == "500.55"
        return time.perf_counter() - start

    few = seconds(50_000)
    assert seconds(1_000_000) < 60 * max(few, 0.02)


def test_a_million_packages_are_more_than_circular_21_lets_a_lot_have() -> None:
    with pytest.raises(ChuanError) as refused:
        judge_lot(lot(lot_size=1_000_000, net=["501"] * 1_000_000))
    assert refused.value.code == "metrology.lot-too-large"
