# SPDX-License-Identifier: Apache-2.0
"""The published JSON Schema of lots describes what the judge reads and writes."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from chuan.judge import strict_json
from chuan.judge.lots import judge_lot
from chuan.judge.program import schema
from chuan.lib.errors import ChuanError
from tests.judge.test_lots import lot
from tests.judge.test_published_examples import EXAMPLES

SCHEMA = strict_json.read(schema("lot"))
PART = {"name": "Xi đen", "nominal": {"value": "15", "unit": "g"}, "lot_size": 300, "net": ["15.2"] * 50}
GIVEN = [
    lot(), lot(destructive=True, net=[501] * 20), lot(net=None, gross=["513"] * 50, tare={"mean": "12"}, place="market"),
    lot(net=None, gross=["513"] * 50, tare=["12"] * 50, glaze="0.1", sieve={"mean": "0"}),
    lot(net=None, mean="501", census=True), lot(net=None, mean="499", s="2", sample_size=50),
    lot(multipack={"units": 5, "judged": "inner"}), lot(net=["490"] * 7, scale={"interval": "1"}),
    lot(rule_set="us-hb133", net=["501"] * 24, moisture_percent="3"),
    {"rule_set": "vn-tt21-2014", "on": "2026-05-01", "parts": [PART]},
    *[example["given"] for example in EXAMPLES if example["domain"] == "lot"],
]


def faults(value: Any, of: str | None = None) -> list[str]:
    wanted = {**SCHEMA, "oneOf": [{"$ref": f"#/$defs/{of}"}]} if of else SCHEMA
    return [error.message for error in Draft202012Validator(wanted).iter_errors(value)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("given", GIVEN)
def test_what_is_read_and_written_fits_the_schema(given: dict[str, Any]) -> None:
    assert faults(given) == []
    assert faults(judge_lot(given), "output") == []


@pytest.mark.parametrize(
    "changes",
    [{"net": None}, {"net": []}, {"net": ["NaN"]}, {"net": [500.2]}, {"lot_size": 0}, {"weights": []}, {"on": "today"},
     {"nominal": {"value": "5"}}, {"plan": "triple"}],
)
def test_what_the_schema_refuses_the_judge_refuses_too(changes: dict[str, Any]) -> None:
    given = lot(**changes)
    assert faults(given)
    with pytest.raises(ChuanError):
        judge_lot(given)
