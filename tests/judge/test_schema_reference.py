# SPDX-License-Identifier: Apache-2.0
"""docs/reference/judge.md: its examples are run, and no key and no code is missing from it."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from chuan.judge import errors, lot_payload, program
from chuan.judge.instruments import FAMILIES
from chuan.lib.errors import ChuanError

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "judge.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```json (lot|instrument) ([a-z0-9.-]+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("what", "outcome", "given"), EXAMPLES, ids=[f"{what}-{outcome}-{n}" for n, (what, outcome, _) in enumerate(EXAMPLES)])
def test_the_examples_come_out_as_the_page_says(what: str, outcome: str, given: str) -> None:
    # when
    out = io.BytesIO()
    status = program.run([what], stdin=io.BytesIO(given.encode()), stdout=out)
    answer = json.loads(out.getvalue())
    # then
    if outcome in {"pass", "fail", "null"}:
        assert (status, answer["verdict"]) == (0, None if outcome == "null" else outcome)
        assert Draft202012Validator(json.loads(program.schema(what))).is_valid(json.loads(given))
    else:
        assert (status, answer["error"]["code"]) == (2, outcome)


def test_the_page_has_examples_of_every_outcome() -> None:
    assert {"pass", "fail", "null"} <= {outcome for _what, outcome, _given in EXAMPLES}


def test_no_key_of_a_lot_is_left_out() -> None:
    said = set(re.findall(r"`([a-z_0-9]+)`", PAGE))
    assert set(lot_payload.KEYS) - said == set()
    answer = json.loads(_answer(EXAMPLES[0][2]))
    assert set(answer) - {"schema"} - said == set()


def test_no_kind_and_no_key_of_an_instrument_is_left_out() -> None:
    said = set(re.findall(r"`([a-z_0-9-]+)`", PAGE))
    assert set(FAMILIES) - said == set()
    schema = json.loads(program.schema("instrument"))
    families = [part for name, part in schema["$defs"].items() if "properties" in part and name != "output"]
    keys = {key for family in families for key in _keys(family, depth=2)}
    assert keys - said == set()


def test_no_code_of_the_room_is_left_out() -> None:
    ours = {cls.code for cls in vars(errors).values() if isinstance(cls, type) and issubclass(cls, ChuanError) and cls.__module__ == errors.__name__}
    assert {code for code in ours if f"`{code}`" not in PAGE} == set()


def _answer(given: str) -> bytes:
    out = io.BytesIO()
    program.run(["lot"], stdin=io.BytesIO(given.encode()), stdout=out)
    return out.getvalue()


def _keys(part: dict[str, Any], depth: int) -> set[str]:
    """The keys of a family, of its spec and of its points; what tests hold is left to the schema."""
    found = set(part.get("properties", {}))
    if depth:
        for name in ("spec", "points"):
            inner = part.get("properties", {}).get(name, {})
            inner = inner.get("items", inner)
            for choice in inner.get("oneOf", [inner]):
                found |= _keys(choice, depth - 1)
    return found
