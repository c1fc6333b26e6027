# SPDX-License-Identifier: Apache-2.0
"""Weights by OIML R 111: one weight, or a set, a point for each."""

from collections.abc import Sequence
from decimal import Decimal

from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.instrument_kinds.sheet import Sheet, yes_or_no
from chuan.law.engine.nodes import UNKNOWN
from chuan.metrology.errors import ContradictoryInput
from chuan.metrology.units import convert, fit
from chuan.metrology.weights import error_mg, limit_mg

MPE = "verification/mpe/weights"
TEST_NAMES = ("visual",)
#: The classes a kind of group 2 holds: its name says them.
_CLASSES = {"weight-e2": ("E2",), "weight-upto-f1": ("F1", "F2", "M1", "M2", "M3")}


def judge_weights(payload: Fields, sheet: Sheet) -> None:
    """Judge the weights of a class: conventional mass against nominal mass."""
    spec = payload.child("spec", ("class", "unit"))
    unit = fit(spec.word("unit"), "mass", spec.place("unit")).code
    accuracy_class = spec.word("class")
    classes = _CLASSES[sheet.kind]
    table = {
        Decimal(row["nominal_g"]): {
            name: Decimal(row[column]) for name in classes if row[column := f"{name.lower()}_mg"] is not UNKNOWN
        }
        for row in sheet.table(MPE)
    }
    sheet.rely_on(MPE)
    factor = sheet.factor_in_service(f"verification/in-use-limit/{sheet.kind}")
    for point in payload.objects("points", ("nominal", "mass", "error_mg", "marking")):
        nominal = convert(point.positive("nominal"), unit, "g")
        if point.has("mass") == point.has("error_mg"):
            raise ContradictoryInput(where=point.where, given="mass", other="error_mg")
        error = (
            point.number("error_mg") if point.has("error_mg")
            else error_mg(convert(point.positive("mass"), unit, "g"), nominal)
        )
        _check_known(sheet, nominal, accuracy_class, classes)
        limit = factor * limit_mg(nominal, accuracy_class, table, point.place("nominal"))
        sheet.work(point.where, "E = mc − m0", error, nominal_g=nominal, limit=limit)
        marking = {"marking": point.word("marking")} if point.has("marking") else {}
        passed = abs(error) <= limit
        sheet.point(point.where, error=error, limit=limit, passed=passed, nominal_g=nominal, unit="mg", **marking)
    yes_or_no(payload, sheet, TEST_NAMES)


def _check_known(sheet: Sheet, nominal: Decimal, accuracy_class: str, classes: Sequence[str]) -> None:
    """`LawUnknown` naming the cell of a nominal the text has and nobody has read."""
    if accuracy_class not in classes:
        return
    for row in sheet.table(MPE):
        if row["nominal_g"] == nominal:
            sheet.cell(MPE, row, f"{accuracy_class.lower()}_mg")
