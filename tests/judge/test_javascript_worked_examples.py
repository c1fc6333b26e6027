# SPDX-License-Identifier: Apache-2.0
"""Every worked example of worked_examples.yaml in JavaScript: deep-equal to Python, which has the printed results."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from chuan.judge.goods import judge_gain, judge_label
from chuan.judge.instruments import judge_instrument
from chuan.judge.lots import judge_lot
from chuan.judge.rule_sets import rule_set, rule_set_ids
from chuan.law import export
from chuan.metrology.decimals import plain
from chuan.metrology.prepackages import labels
from tests.judge.engine import ask, differences

Example = dict[str, Any]
EXAMPLES: list[Example] = yaml.safe_load((Path(__file__).parent / "worked_examples.yaml").read_text("utf-8"))["examples"]


def of(*domains: str) -> Iterator[Example]:
    return (example for example in EXAMPLES if example["domain"] in domains)


def test_lots() -> None:
    given = {example["id"]: example["given"] for example in of("lot")}
    assert len(given) == 9
    assert differences(judge_lot, "lot", given) == []


def test_instruments() -> None:
    given = {example["id"]: example["given"] for example in of("gold", "gold-gap")}
    for example in of("retail"):
        for indication, _verdict in example["cases"]:
            point = example["point"] | {"indication": indication}
            given[f"{example['id']} {indication}"] = example["given"] | {"points": [point]}
    for example in of("scale"):
        given[example["id"]] = {
            "kind": "scale-technical", "verification": "initial", "on": "2026-05-01", "spec": example["given"],
            "points": [{"load": example["load"], "indication": example["load"]}],
        }
    assert len(given) == 11
    assert differences(judge_instrument, "instrument", given) == []


def test_gains() -> None:
    given = {example["id"]: example["given"] for example in of("gain")}
    (first,) = given.values()
    for name, over in {
        "beyond the fine": {"highest_fine": "4000000"}, "not beyond it": {"highest_fine": "4500000"}, "no shortage": {"mean": "1001"},
        "a basis nobody knows": {"allowed": {"basis": "guess", "value": "1"}}, "no unit": {"unit": None}, "other kinds": {"unit": "ml"},
        "a third": {"units_sold": 7, "allowed": {"basis": "mean-limit", "value": "998.3333"}}, "before the law": {"on": "2000-01-01"},
        "negative price": {"price": {"start": "-1", "detection": "1", "unit": "kg"}}, "too long": {"mean": "1.0000000000000"}, "colour": {"colour": 1},
    }.items():
        given[name] = first | over
    assert differences(judge_gain, "gain", given) == []


LABELS: list[dict[str, Any]] = [
    {"text": "V 800 g", "marked": True, "height_mm": "4", "mark_height_mm": "3"}, {"text": "800 g", "marked": True}, {"text": "800g"},
    {"text": "khoảng 800 g"}, {"text": "KHOẢNG 800 g"}, {"text": "0,8 kg"}, {"text": "800 stone"}, {"text": "800 lb"}, {"text": "800 h"},
    {"text": "V 800 g", "marked": True, "mark_height_mm": "2.9"}, {"text": "800 g", "height_mm": "3.9"}, {"text": "1.200,5 g"}, {"text": " 800\tg "},
    {"text": "800 g", "height_mm": "6", "nominal": {"value": "1.5", "unit": "kg"}}, {"text": "10 cái", "height_mm": "6", "nominal": {"value": "10", "unit": "cái"}},
    {"text": "800 g", "height_mm": "6", "nominal": {"value": "0", "unit": "kg"}}, {"text": ""}, {"marked": "yes", "text": "800 g"}, {"text": "800 g", "on": "x"},
    {"text": "800 g", "height_mm": "4", "nominal": None},
]


def test_labels() -> None:
    base = {"on": "2026-05-01", "nominal": {"value": "800", "unit": "g"}}
    assert differences(judge_label, "label", {str(number): base | one for number, one in enumerate(LABELS)}) == []


def test_strings_of_labels() -> None:
    asked: list[list[Any]] = []
    for example in of("label"):
        given = example["given"]
        if "parts" in given:
            asked.append(["mixedMultipack", given["parts"]])
        elif "marked" in given:
            asked.append(["marked", given["marked"], given["unit"], "V"])
        else:
            asked.append(["multipack", given["units"], given["each"], given["unit"]])
    assert ask(asked) == [{"answer": example["expected"]} for example in of("label")]
    texts = ["500 g", "500g", "V 800 g", "e 800 g", "khoảng nhỏ nhất 5 g", "5  g", "5\u00a0g", "5,5 l", "5.5 l", ".5 l", "5 x", "5 \u3000g", "5 g g"]
    wanted = [labels.faults(text, forbidden=["khoảng", "nhỏ nhất"], symbol=symbol) for text in texts for symbol in ("", "V")]
    found = ask(["faults", text, ["khoảng", "nhỏ nhất"], symbol] for text in texts for symbol in ("", "V"))
    assert found == [{"answer": codes} for codes in wanted]


def test_figures_of_the_handbook() -> None:
    for example in of("handbook"):
        given, expected = example["given"], example["expected"]
        if "interval" in given:
            assert ask([["tare", "dimensionless", given["error"], given["interval"]]]) == [{"answer": expected["dimensionless"]}]
        elif "percent" in given:
            assert ask([["tare", "moistureAllowance", given["nominal"], given["percent"]]]) == [{"answer": expected["allowance"]}]
        elif "labelled" in given:
            assert ask([["tare", "purgePercent", given["labelled"], given["drained"]]]) == [{"answer": expected["purge_percent"]}]
        else:
            (found,) = ask([["tolerance", "us-hb133", "2026-05-01", "mass", "907"]], export.as_json())
            assert Decimal(found["answer"]) + Decimal(given["allowance"]) == Decimal(expected["adjusted"])


def test_tolerable_deficiencies() -> None:
    (example,) = of("tolerance")
    rules, on = example["given"]["rule_set"], example["given"]["on"]
    asked = [["tolerance", rules, on, kind, str(nominal)] for nominal in example["expected"] for kind in ("mass", "volume")]
    printed = [{"answer": plain(Decimal(value))} for value in example["expected"].values() for _kind in ("mass", "volume")]
    assert ask(asked, export.as_json()) == printed


def test_plans_and_factors() -> None:
    """Every row of every sampling table, which holds the printed factors and sizes of the examples."""
    ids = rule_set_ids()
    answers = ask((["factors", name, "2026-05-01"] for name in ids), export.as_json())
    for name, found in zip(ids, answers, strict=True):
        plans = rule_set(name, date(2026, 5, 1)).rules.plans
        assert sorted(found["answer"], key=str) == sorted(
            ([kind, row.lot_min, row.sample_size, None if row.factor is None else plain(row.factor), row.t1_allowed]
             for kind, rows in plans.items() for row in rows), key=str,
        )


def test_levels_of_risk() -> None:
    (example,) = of("risk")
    found = ask((["riskLevel", score, example["on"]] for *_factors, score, _level in example["cases"]), export.as_json())
    assert found == [{"answer": level} for *_rest, level in example["cases"]]


def test_every_domain_is_here() -> None:
    judged: dict[str, Callable[[], None]] = {
        "lot": test_lots, "retail": test_instruments, "gold": test_instruments, "gold-gap": test_instruments, "scale": test_instruments,
        "gain": test_gains, "label": test_strings_of_labels, "handbook": test_figures_of_the_handbook,
        "tolerance": test_tolerable_deficiencies, "plan": test_plans_and_factors, "factor": test_plans_and_factors, "risk": test_levels_of_risk,
    }
    assert {example["domain"] for example in EXAMPLES} == set(judged)
