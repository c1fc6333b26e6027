# SPDX-License-Identifier: Apache-2.0
"""Fuel and LPG dispensers: what is shown against what the measure holds at its temperature."""

from decimal import Decimal
from typing import Any

from chuan.judge.errors import MissingKey
from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.instrument_kinds.sheet import Sheet, yes_or_no
from chuan.metrology.decimals import plain
from chuan.metrology.dispenser import Measure
from chuan.metrology.errors import Negative
from chuan.metrology.indication import relative_error_percent

FUEL, LPG = "verification/mpe/fuel-dispenser", "verification/mpe/lpg-dispenser"
IN_USE = "verification/in-use-limit/"
TEST_NAMES = ("visual", "technical")
_POINT = ("hose", "flow_rate", "repeat", "indication", "reference", "temperature")
_MEASURE = ("expansion_per_c", "reference_temperature_c")


def judge_fuel_dispenser(payload: Fields, sheet: Sheet) -> None:
    """Judge a fuel dispenser; in service by the limit of a retail delivery, which guards the buyer only."""
    spec = payload.child("spec", ("measure",)) if payload.has("spec") else None
    mpe = sheet.value(FUEL)
    limit = sheet.factor_in_service(IN_USE + sheet.kind) * mpe
    _deliveries(payload, sheet, limit, _measure(spec))


def judge_lpg_dispenser(payload: Fields, sheet: Sheet) -> None:
    """Judge an LPG dispenser as a whole system, or its meter alone."""
    spec = payload.child("spec", ("part", "measure")) if payload.has("spec") else None
    part = spec.choice("part", ("system", "meter"), "system") if spec else "system"
    limit = sheet.factor_in_service(IN_USE + sheet.kind) * sheet.figure(LPG, part, "mpe_percent")
    _deliveries(payload, sheet, limit, _measure(spec))


def _measure(spec: Fields | None) -> Measure:
    if spec is None or not spec.has("measure"):
        return Measure(nominal_l=None)
    measure = spec.child("measure", _MEASURE)
    return Measure(
        nominal_l=None, expansion_per_c=measure.not_negative("expansion_per_c"),
        reference_temperature_c=measure.number("reference_temperature_c"),
    )


def _deliveries(payload: Fields, sheet: Sheet, limit: Decimal, measure: Measure) -> None:
    rates = set()
    for point in payload.objects("points", _POINT):
        read, indication = point.positive("reference"), point.not_negative("indication")
        reference = measure.volume_at(read, point.optional("temperature"))
        if reference is None:
            raise MissingKey(where=point.place("temperature"), key="temperature")
        if reference <= 0:  # a coefficient or temperature no measure has
            raise Negative(where=point.place("reference"), given=plain(reference))
        error = relative_error_percent(indication, reference)
        more: dict[str, Any] = {key: point.word(key) for key in ("hose", "flow_rate", "repeat") if point.has(key)}
        more |= {"indication": indication, "reference": reference}
        rates.add(more.get("flow_rate"))
        sheet.work(point.where, "E = 100 (V − Vref) / Vref", error, **more, read=read, limit=limit)
        passed = error <= limit if sheet.in_service else abs(error) <= limit
        if passed and error < -limit:
            sheet.warn("beyond-limit-to-the-buyers-gain", where=point.where, error=error, limit=limit)
        sheet.point(point.where, error=error, limit=limit, passed=passed, **more)
    if not sheet.in_service and not {"maximum", "minimum"} <= rates:
        sheet.warn("flow-left-out", asked=["maximum", "minimum"])
    yes_or_no(payload, sheet, TEST_NAMES)
