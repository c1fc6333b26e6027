# SPDX-License-Identifier: Apache-2.0
"""Taximeters in the car: the distance has a limit; waiting time and fare are gaps, and asking for them says so."""

from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.instrument_kinds.sheet import Sheet, yes_or_no
from chuan.metrology.indication import relative_error_percent

MPE = "verification/mpe/taximeter-"
TEST_NAMES = ("visual", "technical")


def judge_taximeter(payload: Fields, sheet: Sheet) -> None:
    """Judge a taximeter by relative errors; `LawUnknown` for a quantity whose limit nobody has found."""
    if payload.has("spec"):
        payload.child("spec", ())
    factor = sheet.factor_in_service(f"verification/in-use-limit/{sheet.kind}")
    for point in payload.objects("points", ("quantity", "reference", "indication")):
        quantity = point.choice("quantity", ("distance", "waiting_time", "fare"), "distance")
        limit = factor * sheet.value(MPE + quantity.replace("_", "-"))
        reference, indication = point.positive("reference"), point.not_negative("indication")
        error = relative_error_percent(indication, reference)
        sheet.work(point.where, "E = 100 (S − Sref) / Sref", error, reference=reference, indication=indication)
        sheet.point(
            point.where, error=error, limit=limit, passed=abs(error) <= limit, quantity=quantity,
            reference=reference, indication=indication,
        )
    sheet.warn("limit-not-known", path=MPE + "waiting-time")
    yes_or_no(payload, sheet, TEST_NAMES)
