# SPDX-License-Identifier: Apache-2.0
"""Weighing in trade, inspected with control weights: goods in front of the buyer (09/2017), gold (22/2013)."""

from decimal import Decimal
from typing import Any, cast

from chuan.judge.instrument_kinds.balance import bands_of, class_limits
from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.instrument_kinds.sheet import Sheet, decimal_or_none
from chuan.metrology import gold, nawi, retail_weighing
from chuan.metrology.decimals import round_to_step
from chuan.metrology.errors import BeyondCapacity, StandardNotFit
from chuan.metrology.units import convert, fit

CHOICE, SHORTAGE = "retail-weighing/choice-of-scale", "retail-weighing/allowed-shortage"
OTHER, WEIGHTS = "retail-weighing/other-scales", "retail-weighing/control-weights"
GOLD = "gold-weighing/"
TEST_NAMES = ("choice_of_scale",)
_SPEC = ("scale", "max", "d", "unit", "class", "e")
_POINT = ("role", "check_mass", "indication", "weights_error")


def judge_retail_weighing(payload: Fields, sheet: Sheet) -> None:
    """Judge a seller's (or buyer's) scale by control weights; everything is computed in grams."""
    spec = payload.child("spec", _SPEC)
    unit = fit(spec.word("unit"), "mass", spec.place("unit")).code
    is_spring = spec.choice("scale", ("spring", "other"), "spring") == "spring"
    d_key = "d" if is_spring or spec.has("d") else "e"
    max_g, d_g = (convert(spec.positive(key), unit, "g") for key in ("max", d_key))
    for point in payload.objects("points", _POINT):
        role = cast("retail_weighing.Role", point.choice("role", ("seller", "buyer"), "seller"))
        weights = convert(point.positive("check_mass"), unit, "g")
        indication = convert(point.not_negative("indication"), unit, "g")
        _check_weights(sheet, point, weights, unit)
        more: dict[str, Any] = {"role": role, "check_mass": weights, "indication": indication, "unit": "g"}
        if is_spring:
            divisions = retail_weighing.allowed_divisions(
                max_g, d_g, weights, _shortage_rows(sheet), point.place("check_mass")
            )
            limit, more["allowed_shortage_d"] = divisions * d_g, str(divisions)
            sheet.work(point.where, "allowed = n · d", limit, n=str(divisions), d=d_g)
        else:
            if weights > max_g:
                raise BeyondCapacity(where=point.place("check_mass"), given=weights, most=max_g)
            limit = _limit_of_other(sheet, spec, unit, weights, max_g)
        short = retail_weighing.shortage(role, indication, weights)
        sheet.work(point.where, "I − M" if role == "seller" else "M − I", short, I=indication, M=weights)
        sheet.point(point.where, error=short, limit=limit, passed=short <= limit, **more)
        if short < -limit:
            sheet.warn("beyond-limit-to-the-customers-gain", where=point.where, error=short, limit=limit)
    if payload.has("choice_of_scale"):
        _choice(payload.child("choice_of_scale", ("goods",)), sheet, d_g, unit)


def _shortage_rows(sheet: Sheet) -> list[retail_weighing.ShortageRow]:
    sheet.rely_on(SHORTAGE)
    return [
        retail_weighing.ShortageRow(
            max_g=Decimal(row["max_g"]), d_g=Decimal(row["d_g"]), from_g=decimal_or_none(row["goods_ge_g"]),
            above_g=decimal_or_none(row["goods_gt_g"]), up_to_g=Decimal(row["goods_le_g"]),
            shortage_d=row["shortage_d"],
        )
        for row in sheet.table(SHORTAGE)
    ]


def _limit_of_other(sheet: Sheet, spec: Fields, unit: str, weights: Decimal, max_g: Decimal) -> Decimal:
    e = convert(spec.positive("e"), unit, "g")
    scale = nawi.Scale(accuracy_class=spec.word("class"), max_load=max_g, e=e, d=e)
    nawi.limits_of_class(scale, class_limits(sheet))
    bands = bands_of(sheet, scale.accuracy_class)
    limit = nawi.mpe_at(weights, e, bands, factor=sheet.value(OTHER))
    sheet.work("limit", "2 · mpe", limit, m=weights / e)
    return limit


def _check_weights(sheet: Sheet, point: Fields, weights: Decimal, unit: str) -> None:
    if not point.has("weights_error"):
        return
    row = sheet.table(WEIGHTS)[0]
    most = sheet.decimal(WEIGHTS, row, "error_le_ratio") * weights
    given = convert(point.not_negative("weights_error"), unit, "g")
    if given > most:
        raise StandardNotFit(where=point.place("weights_error"), given=f"{given} g", most=f"{most} g")


def _choice(test: Fields, sheet: Sheet, d_g: Decimal, unit: str) -> None:
    goods = convert(test.positive("goods"), unit, "g")
    rows = [(Decimal(r["goods_gt_g"]), Decimal(r["goods_le_g"]), Decimal(r["d_le_g"])) for r in sheet.table(CHOICE)]
    sheet.rely_on(CHOICE)
    most = retail_weighing.coarsest_division(goods, rows, test.place("goods"))
    sheet.work("choice_of_scale", "d ≤ d(m)", most, goods=goods, d=d_g)
    sheet.test("choice_of_scale", goods=goods, d=d_g, limit=most, passed=d_g <= most)


def judge_gold_weighing(payload: Fields, sheet: Sheet) -> None:
    """Judge weighings of gold: error in mg against the limit of the mass; e must be fine enough for the mass."""
    spec = payload.child("spec", ("e_mg", "unit"))
    e_mg, unit = spec.positive("e_mg"), fit(spec.word("unit"), "mass", spec.place("unit")).code
    finest: Decimal | None = None
    for point in payload.objects("points", ("mass", "indication")):
        mass = convert(point.positive("mass"), unit, "g")
        error = 1000 * (convert(point.not_negative("indication"), unit, "g") - mass)
        limit = _gold_limit(sheet, mass, e_mg, point.where)
        most = _coarsest_e(sheet, mass)
        finest = most if finest is None else min(most, finest)
        sheet.work(point.where, "E = I − m", error, m=mass)
        sheet.point(point.where, error=error, limit=limit, passed=abs(error) <= limit, mass=mass, unit="mg")
    if finest is not None:
        sheet.test("scale_interval", e=e_mg, limit=finest, unit="mg", passed=e_mg <= finest)


def _gold_limit(sheet: Sheet, mass: Decimal, e_mg: Decimal, where: str) -> Decimal:
    table, rounding = GOLD + "error-limit", GOLD + "rounding"
    rows = sheet.table(table)
    sheet.rely_on(table)
    masses = [Decimal(row["mass_g"]) for row in rows]
    if mass < masses[0]:
        sheet.value(GOLD + "error-limit-below-30g")
    if mass > masses[-1]:
        percent = sheet.value(GOLD + "error-limit-above-6kg")
        step = sheet.figure(rounding, "above-6-kg", "step") * e_mg
        limit = gold.share_of_mass(mass, percent, step)
        sheet.work(where, "δ = p % · m", limit, m=mass, p=percent, rounded_to=step)
        return limit
    low, high = (
        (masses[place], sheet.decimal(table, rows[place], "limit_mg")) for place in gold.neighbours(mass, masses)
    )
    exact = gold.interpolated(mass, low, high)
    limit = round_to_step(exact, sheet.figure(rounding, "between-rows", "step"), "half-up")
    sheet.work(where, "δ = δ1 + (δ2 − δ1) (m − m1) / (m2 − m1)", limit, m=mass, low=low, high=high, unrounded=exact)
    return limit


def _coarsest_e(sheet: Sheet, mass: Decimal) -> Decimal:
    path = GOLD + "scale-interval"
    sheet.rely_on(path)
    for row in sheet.table(path):
        if row["mass_le_g"] is None or mass <= Decimal(row["mass_le_g"]):
            return sheet.decimal(path, row, "e_le_mg")
    raise AssertionError("the last row has no end")
