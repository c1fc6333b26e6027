# SPDX-License-Identifier: Apache-2.0
"""Pressure gauges, blood-pressure meters, traffic speed meters: one width over the whole range."""

from decimal import Decimal
from typing import Any

from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.instrument_kinds.sheet import Sheet, yes_or_no
from chuan.metrology.errors import NoLimitThere, NoSuchClass, StandardNotFit
from chuan.metrology.gauges import check_range, limit_of_class
from chuan.metrology.units import convert, fit

TEST_NAMES = ("visual",)
_POINT = ("reference", "indication", "direction", "standard_error")
_RATIO = "verification/test-points/standard-ratio"


def judge_pressure_gauge(payload: Fields, sheet: Sheet) -> None:
    """Judge a Bourdon gauge: the class in per cent of the span."""
    path, scope_path = "verification/mpe/pressure-gauge", "verification/class-limits/pressure-gauge"
    spec = payload.child("spec", ("class", "from", "to", "unit"))
    accuracy_class, unit = spec.positive("class"), fit(spec.word("unit"), "pressure", spec.place("unit")).code
    low, high = spec.number("from") if spec.has("from") else Decimal(0), spec.number("to")
    scope = sheet.table(scope_path)[0]
    least, most = sheet.decimal(scope_path, scope, "class_ge"), sheet.decimal(scope_path, scope, "class_le")
    if not least <= accuracy_class <= most:
        raise NoSuchClass(where=spec.place("class"), given=accuracy_class, known=f"{least} … {most}")
    for end, key in ((low, "from"), (high, "to")):
        in_mpa = convert(end, unit, "MPa")
        if not Decimal(scope["range_ge_mpa"]) <= in_mpa <= Decimal(scope["range_le_mpa"]):
            raise NoLimitThere(where=spec.place(key), given=f"{in_mpa} MPa")
    factor = sheet.factor_in_service(f"verification/in-use-limit/{sheet.kind}")
    limit = factor * limit_of_class(accuracy_class, low, high, times_class=sheet.value(path))
    sheet.work("spec", "class % · (to − from)", limit, class_=accuracy_class, low=low, high=high, unit=unit)
    ratio = sheet.figure(_RATIO, "pressure-gauge", "ratio") if _any_standard(payload) else None
    _points(payload, sheet, limit, (low, high), ratio=ratio)


def judge_sphygmomanometer(payload: Fields, sheet: Sheet) -> None:
    """Judge a blood-pressure meter, read in mmHg or kPa."""
    path = "verification/mpe/sphygmomanometer"
    spec = payload.child("spec", ("unit",))
    unit = spec.choice("unit", tuple(row["unit"] for row in sheet.table(path)))
    row = next(row for row in sheet.table(path) if row["unit"] == unit)
    sheet.rely_on(path, row)
    limit = sheet.factor_in_service(f"verification/in-use-limit/{sheet.kind}") * sheet.decimal(path, row, "mpe")
    high = convert(sheet.decimal(path, row, "range_le_mmhg"), "mmHg", unit)
    _points(payload, sheet, limit, (Decimal(0), high))


def judge_speed_meter(payload: Fields, sheet: Sheet) -> None:
    """Judge a traffic speed meter, in km/h."""
    path = "verification/mpe/speed-meter"
    if payload.has("spec"):
        payload.child("spec", ())
    row = sheet.table(path)[0]
    sheet.rely_on(path, row)
    limit = sheet.factor_in_service(f"verification/in-use-limit/{sheet.kind}") * sheet.decimal(path, row, "mpe_km_h")
    _points(payload, sheet, limit, (Decimal(row["range_ge_km_h"]), Decimal(row["range_le_km_h"])))


def _points(
    payload: Fields, sheet: Sheet, limit: Decimal, span: tuple[Decimal, Decimal], *, ratio: Decimal | None = None
) -> None:
    for point in payload.objects("points", _POINT):
        reference, indication = point.number("reference"), point.number("indication")
        check_range(reference, *span, point.place("reference"))
        if ratio is not None and point.has("standard_error") and point.not_negative("standard_error") * ratio > limit:
            raise StandardNotFit(
                where=point.place("standard_error"), given=point.number("standard_error"), most=limit / ratio
            )
        more: dict[str, Any] = {"reference": reference, "indication": indication}
        if point.has("direction"):
            more["direction"] = point.choice("direction", ("up", "down"))
        error = indication - reference
        sheet.work(point.where, "E = I − R", error, **more, limit=limit)
        sheet.point(point.where, error=error, limit=limit, passed=abs(error) <= limit, **more)
    yes_or_no(payload, sheet, TEST_NAMES)


def _any_standard(payload: Fields) -> bool:
    return any(point.has("standard_error") for point in payload.objects("points", _POINT))
