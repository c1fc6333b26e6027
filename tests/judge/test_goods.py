# SPDX-License-Identifier: Apache-2.0
"""Labels of prepackages, and the gain from short ones."""

from typing import Any

import pytest

from chuan.judge.goods import judge_gain, judge_label
from chuan.law import LawUnknown, NoLawInForce
from chuan.lib.errors import ChuanError


def label(**changes: Any) -> dict[str, Any]:
    return {"on": "2026-05-01", "nominal": {"value": "500", "unit": "g"}, "text": "500 g"} | changes


@pytest.mark.parametrize(
    ("nominal", "height", "verdict"),
    [
        (("50", "g"), "2", "pass"), (("50", "g"), "1.9", "fail"), (("51", "g"), "2.9", "fail"), (("200", "ml"), "3", "pass"),
        (("0.2", "l"), "3", "pass"), (("201", "ml"), "3.9", "fail"), (("1", "kg"), "4", "pass"), (("1.001", "kg"), "5", "fail"),
        (("5", "kg"), "6", "pass"),
    ],
)
def test_digits_have_a_least_height(nominal: tuple[str, str], height: str, verdict: str) -> None:
    found = judge_label(label(nominal={"value": nominal[0], "unit": nominal[1]}, height_mm=height))
    assert found["verdict"] == verdict


def test_no_height_is_made_up_for_lengths() -> None:
    with pytest.raises(LawUnknown):
        judge_label(label(nominal={"value": "5", "unit": "m"}, text="5 m", height_mm="4"))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("500g", ["one-space-before-unit"]), ("500  g", ["one-space-before-unit"]), ("khoảng 500 g", ["forbidden-word"]),
        ("Nhỏ nhất 500 g", ["forbidden-word"]), ("500 kWh", ["not-a-unit-of-goods"]), ("5 chỉ", ["not-a-legal-unit"]),
        ("500 stone", ["unknown-unit"]), ("half a pound", ["not-a-quantity"]), ("0,75 l", []), ("12 cái", []),
    ],
)
def test_the_string_of_a_label(text: str, codes: list[str]) -> None:
    found = judge_label(label(text=text))
    assert (found["tests"]["text"]["faults"], found["verdict"]) == (codes, "fail" if codes else "pass")


def test_the_mark_stands_before_the_quantity_three_millimetres_high() -> None:
    marked = label(text="V 500 g", marked=True, mark_height_mm="3")
    assert judge_label(marked)["verdict"] == "pass"
    assert judge_label(marked | {"mark_height_mm": "2.9"})["verdict"] == "fail"
    assert judge_label(marked | {"text": "500 g"})["tests"]["text"]["faults"] == ["mark-missing"]
    assert judge_label(marked | {"text": "V500 g"})["verdict"] == "fail"


def gain(**changes: Any) -> dict[str, Any]:
    return {
        "on": "2026-05-01", "unit": "g", "mean": "985", "units_sold": 12000,
        "allowed": {"basis": "nominal", "value": "1000"},
        "price": {"start": "24000", "detection": "26000", "unit": "kg"},
    } | changes


def test_a_gain_names_the_allowed_mean_it_was_counted_from() -> None:
    found = judge_gain(gain(allowed={"basis": "mean-limit", "value": "998.8"}))
    assert (found["basis"], found["shortage_per_unit"], found["gain"]) == ("mean-limit", "13.8", "4140000")


def test_there_is_no_gain_from_full_packages() -> None:
    assert judge_gain(gain(mean="1001"))["gain"] == "0"


def test_beyond_the_highest_fine_the_fine_is_one_to_five_times_the_gain() -> None:
    assert judge_gain(gain(highest_fine="100000000"))["fine"] is None
    assert judge_gain(gain(highest_fine="4000000"))["fine"] == {"least": "4500000", "most": "22500000"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"price": {"start": "1", "detection": "1", "unit": "l"}}, "metrology.unfit-unit"),
        ({"units_sold": 0}, "metrology.not-a-whole-number"),
        ({"allowed": {"basis": "guess", "value": "1000"}}, "judge.not-a-choice"),
        ({"mean": "-1"}, "metrology.not-positive"),
        ({"unit": "kWh"}, "metrology.unfit-unit"),
    ],
)
def test_impossible_gains_are_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(ChuanError) as refused:
        judge_gain(gain(**changes))
    assert refused.value.code == code


def test_there_is_no_rule_about_gains_before_decree_86_2012() -> None:
    with pytest.raises(NoLawInForce):
        judge_gain(gain(on="2012-12-14"))
