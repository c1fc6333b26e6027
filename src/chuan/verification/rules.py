# SPDX-License-Identifier: Apache-2.0
"""What may be done and what a sheet amounts to. Values in, a ruling or a refusal out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chuan.lib.errors import RuleViolation
from chuan.metrology.dispenser import DispenserReading, Findings, Measure, find
from chuan.metrology.indication import is_standard_fit
from chuan.verification.choices import StandardKind
from chuan.verification.errors import (
    InspectionMissing,
    MeasuredDayMissing,
    MeasuredInFuture,
    NoProvingMeasure,
    SheetIncomplete,
    StandardErrorUnknown,
    StandardNotCalibrated,
    StandardOutOfCalibration,
    StandardTooCoarse,
    StandardWithdrawn,
    TwoMeasuresOfOneSize,
)

#: More hoses than any dispenser has: a registry's slip of the pen must not make a sheet of thousands of cells.
MOST_HOSES = 12
_DAY = "%d/%m/%Y"


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """What the law asks for on a day, for one kind of instrument."""

    document: str
    repeats: int
    flow_rates: tuple[str, ...]
    mpe_percent: Decimal
    standard_ratio: Decimal
    citation: tuple[dict[str, Any], ...]

    @property
    def allowed_standard_error_percent(self) -> Decimal:
        """The largest error a standard may have."""
        return self.mpe_percent / self.standard_ratio


@dataclass(frozen=True, kw_only=True)
class StandardFacts:
    """A measurement standard as the rules see it."""

    label: str
    kind: str
    measure: Measure
    max_error_percent: Decimal | None
    calibrated_on: date | None
    calibrated_until: date | None
    withdrawn_on: date | None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a verifier has answered and measured so far."""

    measured_on: date | None
    visual_passed: bool | None
    technical_passed: bool | None
    findings: Findings


def hoses_of(characteristics: dict[str, Any]) -> int:
    """How many hoses to test: as registered, at least one.

    >>> hoses_of({"hoses": 2}), hoses_of({"hoses": "4"}), hoses_of({}), hoses_of({"hoses": "nhiều"})
    (2, 4, 1, 1)
    """
    text = str(characteristics.get("hoses", ""))
    return min(max(int(text), 1), MOST_HOSES) if text.isascii() and text.isdigit() else 1


def work_out(
    readings: Iterable[DispenserReading], *, hoses: int, procedure: Procedure, standards: Iterable[StandardFacts]
) -> Findings:
    """The findings of a sheet by the procedure, with the proving measures chosen."""
    measures = [s.measure for s in standards if s.kind == StandardKind.PROVING_MEASURE]
    return find(
        readings, hoses=hoses, flow_rates=procedure.flow_rates, repeats=procedure.repeats,
        mpe_percent=procedure.mpe_percent, measures=measures,
    )


def calibration_refusal(standard: StandardFacts, *, on: date) -> RuleViolation | None:
    """Why a standard may not be used on a day; None if it may. First and last day of the calibration both count."""
    if standard.withdrawn_on is not None and standard.withdrawn_on <= on:
        return StandardWithdrawn(standard=standard.label, day=standard.withdrawn_on.strftime(_DAY))
    if standard.calibrated_on is None or standard.calibrated_until is None or on < standard.calibrated_on:
        return StandardNotCalibrated(standard=standard.label, day=on.strftime(_DAY))
    if standard.calibrated_until < on:
        return StandardOutOfCalibration(
            standard=standard.label, until=standard.calibrated_until.strftime(_DAY), day=on.strftime(_DAY)
        )
    return None


def accuracy_refusal(standard: StandardFacts, procedure: Procedure) -> RuleViolation | None:
    """Why a proving measure is not good enough; other standards carry no limit here."""
    if standard.kind != StandardKind.PROVING_MEASURE:
        return None
    if standard.max_error_percent is None:
        return StandardErrorUnknown(standard=standard.label)
    if is_standard_fit(standard.max_error_percent, procedure.mpe_percent, procedure.standard_ratio):
        return None
    return StandardTooCoarse(
        standard=standard.label, error=plain(standard.max_error_percent),
        allowed=plain(procedure.allowed_standard_error_percent.quantize(Decimal("0.001"))),
    )


def check_standards(standards: Sequence[StandardFacts], *, procedure: Procedure, on: date) -> None:
    """Refuse the first standard that may not be used, a sheet without a proving measure, and doubtful pairs."""
    for standard in standards:
        refusal = calibration_refusal(standard, on=on) or accuracy_refusal(standard, procedure)
        if refusal is not None:
            raise refusal
    sizes = [s.measure.nominal_l for s in standards if s.kind == StandardKind.PROVING_MEASURE]
    if not sizes:
        raise NoProvingMeasure
    for size in sizes:
        if sizes.count(size) > 1:
            raise TwoMeasuresOfOneSize(nominal=plain(size) if size is not None else "?")


def check_day(measured_on: date | None, *, today: date) -> date:
    """The day of measurement: given, and come."""
    if measured_on is None:
        raise MeasuredDayMissing
    if measured_on > today:
        raise MeasuredInFuture(day=measured_on.strftime(_DAY))
    return measured_on


def rule_on_sheet(sheet: Sheet) -> bool:
    """True for passed, False for failed; refuses a sheet that is not complete.

    An instrument that fails the external or the technical inspection is not measured any further.
    """
    if sheet.visual_passed is False or sheet.technical_passed is False:
        return False
    if sheet.visual_passed is None or sheet.technical_passed is None:
        raise InspectionMissing
    if not sheet.findings.is_complete:
        missing = [reason for reason in sheet.findings.reasons if reason.code != "beyond-limit"]
        raise SheetIncomplete(count=len(missing), hose=missing[0].hose, repeat=missing[0].repeat)
    return bool(sheet.findings.passed)


def plain(value: Decimal) -> str:
    """A number for a sentence: no exponent, no trailing zeros.

    >>> plain(Decimal("0.100")), plain(Decimal("20")), plain(Decimal("1E+1"))
    ('0.1', '20', '10')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
