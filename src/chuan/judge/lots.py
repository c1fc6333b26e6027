# SPDX-License-Identifier: Apache-2.0
"""Judge a lot of prepackages: JSON values in, JSON values out. The schema is schema/lot.json."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chuan.judge.errors import MissingKey, NotADay, NotAList, UnknownKey
from chuan.judge.rule_sets import DatedRuleSet, rule_set
from chuan.metrology.decimals import EXACT, plain
from chuan.metrology.errors import NoReadings, NotAWholeNumber, TooLarge, number, positive
from chuan.metrology.prepackages.lots import Lot, LotFindings, judge
from chuan.metrology.prepackages.quantities import kind_of_goods, ratio, to_base

SCHEMA = "lot/1"
_KEYS = {
    "rule_set", "on", "nominal", "lot_size", "destructive", "net", "gross", "tare", "mean", "census", "unit", "density",
    "place",
}
#: No reading of goods has more decimals, or more digits before the point, than this.
_MOST_DIGITS = 12


def judge_lot(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Judge the lot that JSON describes; `ImpossibleInput` or the law's refusals where no verdict may be given."""
    _keys(payload)
    dated = rule_set(_need(payload, "rule_set"), _day(_need(payload, "on")))
    lot = _lot(payload)
    return as_json(payload, dated, judge(dated.rules, lot))


def as_json(payload: Mapping[str, Any], dated: DatedRuleSet, found: LotFindings) -> dict[str, Any]:
    """Return findings as the judge prints them: quantities as plain text, unknown ones as None."""
    return {
        "schema": SCHEMA,
        "inputs": dict(payload),
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
        "citations": _citations(dated, found),
    }


def _lot(payload: Mapping[str, Any]) -> Lot:
    nominal = _need(payload, "nominal")
    if not isinstance(nominal, Mapping) or set(nominal) != {"value", "unit"}:
        raise MissingKey(where="nominal", key="value, unit")
    qn, kind = positive(nominal["value"], "nominal/value"), kind_of_goods(nominal["unit"], "nominal/unit")
    lot_size = whole(_need(payload, "lot_size"), "lot_size")
    net = _net(payload, str(nominal["unit"]))
    mean, size = None, len(net)
    if not net:
        mean = positive(_need(payload, "mean"), "mean")
        size = lot_size if payload.get("census") is True else 0
    return Lot(
        kind=kind, nominal=qn, lot_size=lot_size, net=net, mean=mean, sample_size=size,
        destructive=payload.get("destructive", False) is True, to_base=to_base(nominal["unit"]),
    )


def _net(payload: Mapping[str, Any], unit: str) -> list[Decimal]:
    scale = ratio(payload.get("unit", unit), unit, "unit")
    if "net" in payload:
        values = readings(payload["net"], "net")
    elif "gross" in payload:
        gross = readings(payload["gross"], "gross")
        tare = _need(payload, "tare")
        mean = number(tare["mean"], "tare/mean")
        values = [EXACT.subtract(value, mean) for value in gross]
    else:
        return []
    return values if scale == 1 else [EXACT.multiply(value, scale) for value in values]


def readings(given: Any, where: str) -> list[Decimal]:
    """Return the readings of a list as Decimals above zero; the first impossible one is refused by its place."""
    if not isinstance(given, list | tuple):
        raise NotAList(where=where)
    if not given:
        raise NoReadings(where=where)
    return [_reading(value, where, place) for place, value in enumerate(given, 1)]


def _reading(given: Any, where: str, place: int) -> Decimal:
    value = positive(given, f"{where}/{place}")
    exponent = value.as_tuple().exponent
    if value.adjusted() >= _MOST_DIGITS or int(exponent) < -_MOST_DIGITS:
        raise TooLarge(where=f"{where}/{place}", given=str(given))
    return value


def whole(given: Any, where: str) -> int:
    """Return a whole number above zero, given as a JSON integer or as text."""
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS:
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int) or given <= 0:
        raise NotAWholeNumber(where=where, given=given)
    return given


def _citations(dated: DatedRuleSet, found: LotFindings) -> list[dict[str, Any]]:
    names = [
        "document", f"tolerable-deficiency/{found.kind}", "tolerable-deficiency/rounding", "sampling/non-destructive",
        "sampling/destructive", "sampling/lot-maximum", "criteria/census",
        "criteria/individual-limit-multiple",
    ]
    return [dated.citations[name] for name in names if name in dated.citations]


def _keys(payload: Mapping[str, Any]) -> None:
    unknown = sorted(set(payload) - _KEYS)
    if unknown:
        raise UnknownKey(where=unknown[0])


def _need(payload: Mapping[str, Any], key: str) -> Any:
    if key not in payload:
        raise MissingKey(where=key, key=key)
    return payload[key]


def _day(given: Any) -> date:
    try:
        if isinstance(given, str) and len(given) == 10 and "W" not in given:  # not 20260501, not 2026-W18-5
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise NotADay(where="on", given=given)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
