# SPDX-License-Identifier: Apache-2.0
"""The published schemas: every example fits them, every answer too, and what the judge refuses by shape they refuse."""

import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from chuan.judge import examples, program
from chuan.judge.instruments import judge_instrument
from chuan.judge.lots import judge_lot

LOTS = [name for name, _title in examples.LOTS]
INSTRUMENTS = [name for name in examples.names() if name not in LOTS]


def validator(what: str, part: str = "") -> Draft202012Validator:
    schema = json.loads(program.schema(what))
    Draft202012Validator.check_schema(schema)
    if part:
        schema = {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": f"#/$defs/{part}"}
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize(("what", "name"), [*(("lot", name) for name in LOTS), *(("instrument", name) for name in INSTRUMENTS)])
def test_examples_and_their_answers_fit_the_schema(what: str, name: str) -> None:
    payload = examples.payload(name)
    answer = judge_lot(payload) if what == "lot" else judge_instrument(payload)
    assert [error.message for error in validator(what).iter_errors(payload)] == []
    assert [error.message for error in validator(what, "output").iter_errors(json.loads(json.dumps(answer)))] == []


@pytest.mark.parametrize("over", [{"nett": ["1"]}, {"net": "500"}, {"nominal": {"value": "500"}}, {"lot_size": 0}])
def test_what_is_refused_by_its_shape_is_refused_by_the_schema(over: dict[str, Any]) -> None:
    assert not validator("lot").is_valid(examples.payload("ca-phe-500g") | over)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["lot", "instrument"])
def test_the_schema_is_published_as_it_is(client: Client, what: str) -> None:
    answer = client.get(f"/tinh-toan/schema/{what}.json")
    assert answer.content == program.schema(what)
    assert answer.headers["Content-Type"] == "application/schema+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
def test_there_is_no_other_schema(client: Client) -> None:
    assert client.get("/tinh-toan/schema/cheese.json").status_code == 404
