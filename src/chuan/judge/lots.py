# SPDX-License-Identifier: Apache-2.0
"""Judge a lot of prepackages: JSON values in, JSON values out. The schema is schema/lot.json.

Quantities are text ("500.2") or whole JSON numbers. A binary float is refused (`metrology.not-a-number`): it has no last
digit; who reads JSON keeps the literal text of such a number, as `judge.strict_json` does.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chuan.judge.errors import UnknownKey
from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.lot_payload import KEYS, Described, day, read_lot
from chuan.judge.rule_sets import DatedRuleSet, rule_set
from chuan.metrology.decimals import EXACT, exact, plain
from chuan.metrology.prepackages.lots import LotFindings, judge
from chuan.metrology.prepackages.plans import is_by_range, plan_name
from chuan.metrology.prepackages.scale import scale_warnings

SCHEMA = "lot/1"
_CITED = (
    "document", "tolerable-deficiency/{kind}", "tolerable-deficiency/rounding", "tolerable-deficiency/scope",
    "sampling/{plan}", "sampling/mean-check", "sampling/double", "sampling/lot-maximum", "sampling/lot-maximum-off-line",
    "criteria/census", "criteria/census-mean", "criteria/individual-limit-multiple", "criteria/moisture-allowance", "tare",
)


def judge_lot(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Judge the lot that JSON describes; `ImpossibleInput` or the law's refusals where no verdict may be given.

    With `parts` (a mixed multipack) each part is judged as a lot of its own, and all must pass.

    >>> found = judge_lot({"rule_set": "vn-tt21-2014", "on": "2026-05-01", "nominal": {"value": "1", "unit": "kg"},
    ...                    "lot_size": 4, "unit": "g", "net": ["1001.5", "998", "1003", "999.5"]})
    >>> found["mean"], found["tolerable_deficiency"], found["verdict"]
    ('1.0005', '0.015', 'pass')
    """
    with exact():
        fields = Fields(payload, "", (*KEYS, "parts"))
        dated = rule_set(fields.need("rule_set"), day(fields.need("on")))
        return _mixed(payload, fields, dated) if fields.has("parts") else _one(payload, dated)


def _one(payload: Mapping[str, Any], dated: DatedRuleSet) -> dict[str, Any]:
    described = read_lot(payload, dated.rules)
    found = judge(dated.rules, described.lot)
    _look_at_scale(dated, described, found)
    found.working[:0] = described.working
    return as_json(payload, dated, found, _citations(dated, described, found))


def _mixed(payload: Mapping[str, Any], fields: Fields, dated: DatedRuleSet) -> dict[str, Any]:
    common = {key: value for key, value in payload.items() if key != "parts"}
    if set(common) - {"rule_set", "on", "place"}:
        raise UnknownKey(where=min(set(common) - {"rule_set", "on", "place"}))
    allowed = ("name", *(key for key in KEYS if key not in ("rule_set", "on", "place")))
    parts = []
    for part in fields.objects("parts", allowed):
        own = {key: value for key, value in part.given.items() if key != "name"}
        parts.append({"name": part.word("name"), **_one(common | own, dated)})
    verdicts = [part["verdict"] for part in parts]
    return {
        "schema": SCHEMA, "inputs": _echo(payload), "rule_set": dated.rules.id, "parts": parts,
        "verdict": "fail" if "fail" in verdicts else None if None in verdicts else "pass",
        "reasons": [{"code": "part-not-passed", "name": part["name"]} for part in parts if part["verdict"] != "pass"],
        "warnings": [], "working": [], "citations": parts[0]["citations"],
    }


def as_json(
    payload: Mapping[str, Any], dated: DatedRuleSet, found: LotFindings, citations: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return findings as the judge prints them: quantities as plain text, counts as whole numbers, the unknown as None."""
    return {
        "schema": SCHEMA,
        "inputs": _echo(payload),
        "rule_set": dated.rules.id,
        "quantity_kind": found.kind,
        "sample_size": found.sample_size,
        "sample_size_required": found.sample_size_required,
        "census": found.census,
        "mean": _text(found.mean),
        "s": _text(found.s),
        "k": _text(found.k),
        "mean_limit": _text(found.mean_limit),
        "mean_passed": found.mean_passed,
        "tolerable_deficiency": _text(found.tolerable_deficiency),
        "t1_limit": _text(found.t1_limit),
        "t1_count": found.t1_count,
        "t1_allowed": found.t1_allowed,
        "t1_passed": found.t1_passed,
        "t2_limit": _text(found.t2_limit),
        "t2_count": found.t2_count,
        "t2_passed": found.t2_passed,
        "verdict": None if found.verdict is None else "pass" if found.verdict else "fail",
        "reasons": found.reasons,
        "warnings": found.warnings,
        "working": found.working,
        "citations": citations,
    }


def _look_at_scale(dated: DatedRuleSet, described: Described, found: LotFindings) -> None:
    if found.tolerable_deficiency is None or (described.interval is None and described.error is None):
        return
    base = described.lot.to_base
    found.warnings += scale_warnings(
        dated.rules, nominal=EXACT.multiply(described.lot.nominal, base),
        deficiency=EXACT.multiply(found.tolerable_deficiency, base), interval=described.interval, error=described.error,
    )


def _citations(dated: DatedRuleSet, described: Described, found: LotFindings) -> list[dict[str, Any]]:
    names = [name.format(kind=found.kind, plan=plan_of(dated, described)) for name in _CITED]
    return [dated.citations[name] for name in names if name in dated.citations]


def plan_of(dated: DatedRuleSet, described: Described) -> str:
    """Return under which name the law keeps the sampling plan of the lot."""
    return plan_name(described.lot, by_range=is_by_range(dated.rules, described.lot))


def _echo(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _echo(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_echo(inner) for inner in value] if any(isinstance(inner, Mapping | Decimal) for inner in value) else list(value)
    return str(value) if isinstance(value, Decimal) else value


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
