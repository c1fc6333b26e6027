# SPDX-License-Identifier: Apache-2.0
"""Beside the lot itself: the label of a prepackage, and what a seller of short packages gained. JSON values in and out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chuan import law
from chuan.judge.citations import cite
from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.lot_payload import day, whole
from chuan.judge.lot_weighing import reading
from chuan.law.engine.nodes import UNKNOWN
from chuan.metrology.decimals import EXACT, exact, plain
from chuan.metrology.errors import positive
from chuan.metrology.prepackages.illicit_gain import fine_by_gain, illicit_gain
from chuan.metrology.prepackages.labels import faults, least_height_mm
from chuan.metrology.prepackages.quantities import kind_of_goods, to_base
from chuan.metrology.prepackages.rule_set import Band

LABEL = "prepackages/vn-tt21-2014/label"
GAIN = "prepackages/vn-nd86-2012-illicit-gain"
MULTIPLE = "penalties/multiple-of-gain"
_HEIGHTS = {"mass": "g", "volume": "ml"}


def judge_label(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Judge a quantity on a label by circular 21/2014: its string, the height of its digits, the mark V.

    Input: `on`, `nominal {value, unit}`, `text` as printed, optional `height_mm`, `marked` (true: must carry the mark),
    `mark_height_mm`. A height that the law files do not know for such goods is refused by the law's own error.

    >>> found = judge_label({"on": "2026-05-01", "nominal": {"value": "800", "unit": "g"}, "text": "V 800 g",
    ...                      "marked": True, "height_mm": "4", "mark_height_mm": "3"})
    >>> found["verdict"], found["tests"]["height"]["limit"]
    ('pass', '4')
    """
    with exact():
        fields = Fields(payload, "", ("on", "nominal", "text", "height_mm", "marked", "mark_height_mm"))
        edition, tests, paths = law.at(day(fields.need("on"))), {}, [f"{LABEL}/forbidden-words"]
        mark = edition.table(f"{LABEL}/quantity-mark")[0]
        symbol = str(mark["symbol"]) if fields.has("marked") and fields.truth("marked") else ""
        wrong = faults(fields.word("text"), forbidden=edition.value(paths[0]).value, symbol=symbol)
        serious = [code for code in wrong if code != "unusual-size"]
        tests["text"] = {"faults": serious, "passed": not serious}
        if symbol:
            paths.append(f"{LABEL}/quantity-mark")
        if symbol and fields.has("mark_height_mm"):
            tests["mark_height"] = _at_least(reading(fields.need("mark_height_mm"), "mark_height_mm"), mark["min_height_mm"])
        if fields.has("height_mm"):
            tests["height"] = _height(edition, fields, paths)
    warnings = [{"code": code} for code in wrong if code == "unusual-size"]
    return {
        "schema": "label/1", "inputs": dict(payload), "tests": tests,
        "verdict": "pass" if all(test["passed"] for test in tests.values()) else "fail",
        "warnings": warnings, "citations": cite(edition, *paths),
    }


def judge_gain(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Work out an illicit gain by Decree 86/2012.

    Input: `on` (the day the violation ended), `unit`, `mean`, `allowed {basis: nominal|mean-limit, value}`, `units_sold`,
    `price {start, detection, unit}`, optional `highest_fine` (đồng) for the rule of one to five times the gain.

    >>> found = judge_gain({"on": "2026-05-01", "unit": "g", "mean": "985", "units_sold": 12000,
    ...                     "allowed": {"basis": "nominal", "value": "1000"},
    ...                     "price": {"start": "24000", "detection": "26000", "unit": "kg"}})
    >>> found["quantity_in_error"], found["price"], found["gain"]
    ('180', '25000', '4500000')
    """
    with exact():
        fields = Fields(payload, "", ("on", "unit", "mean", "allowed", "units_sold", "price", "highest_fine"))
        edition = law.at(day(fields.need("on")))
        allowed, price = fields.child("allowed", ("basis", "value")), fields.child("price", ("start", "detection", "unit"))
        basis = allowed.choice("basis", edition.value(f"{GAIN}/allowed-mean").value)
        kind_of_goods(fields.need("unit"), "unit")
        found = illicit_gain(
            allowed_mean=reading(allowed.positive("value"), "allowed/value"), mean=reading(fields.need("mean"), "mean"),
            unit=fields.word("unit"), units_sold=whole(fields.need("units_sold"), "units_sold"),
            price_at_start=reading(price.need("start"), "price/start"),
            price_at_detection=reading(price.need("detection"), "price/detection"), price_unit=price.word("unit"),
        )
        paths = [f"{GAIN}/{name}" for name in ("allowed-mean", "price", "period")]
        fine = _fine(edition, fields, found.gain, paths)
    return {
        "schema": "illicit-gain/1", "inputs": dict(payload), "basis": basis,
        "shortage_per_unit": plain(found.shortage_per_unit), "quantity_in_error": plain(found.quantity_in_error),
        "price": plain(found.price), "gain": plain(found.gain), "fine": fine, "citations": cite(edition, *paths),
    }


def _height(edition: law.Edition, fields: Fields, paths: list[str]) -> dict[str, Any]:
    nominal = fields.child("nominal", ("value", "unit"))
    kind = kind_of_goods(nominal.need("unit"), "nominal/unit")
    unit = _HEIGHTS.get(kind)
    path = f"{LABEL}/character-height-{kind if unit else 'other'}"
    rows = edition.table(path)
    bands = [
        Band(
            above=Decimal(row[f"qn_gt_{unit}"]), absolute=_known(row["min_height_mm"]),
            up_to=None if row[f"qn_le_{unit}"] is None else Decimal(row[f"qn_le_{unit}"]),
        )
        for row in rows
    ]
    paths.append(path)
    value = EXACT.multiply(positive(nominal.need("value"), "nominal/value"), to_base(nominal.need("unit")))
    return _at_least(reading(fields.need("height_mm"), "height_mm"), least_height_mm(bands, value))


def _known(cell: Any) -> Decimal | None:
    return None if cell is UNKNOWN else Decimal(cell)


def _at_least(measured: Decimal, limit: Decimal | int) -> dict[str, Any]:
    return {"measured": plain(measured), "limit": plain(Decimal(limit)), "passed": measured >= limit}


def _fine(edition: law.Edition, fields: Fields, gain: Decimal, paths: list[str]) -> dict[str, str] | None:
    if not fields.has("highest_fine"):
        return None
    row = edition.table(MULTIPLE)[0]
    paths.append(MULTIPLE)
    highest = reading(fields.need("highest_fine"), "highest_fine")
    frame = fine_by_gain(gain, highest_fine=highest, least=row["min_times"], most=row["max_times"])
    return None if frame is None else {"least": plain(frame[0]), "most": plain(frame[1])}
