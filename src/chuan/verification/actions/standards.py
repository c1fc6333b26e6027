# SPDX-License-Identifier: Apache-2.0
"""Measurement standards: put on record, recalibrated, withdrawn."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from chuan.accounts.models import Unit, User
from chuan.accounts.permissions import require
from chuan.audit import actions as audit
from chuan.verification.choices import StandardKind
from chuan.verification.errors import (
    CalibrationDaysWrong,
    ReasonMissing,
    StandardExists,
    StandardWithdrawn,
)
from chuan.verification.models import MeasurementStandard

#: What may be corrected without a new calibration.
DESCRIPTION = ("name", "maker", "nominal_volume_l")
#: What a calibration certificate states.
CALIBRATION = (
    "calibration_certificate", "calibrated_on", "calibrated_until", "max_error_percent", "expansion_per_c",
    "reference_temperature_c",
)


@transaction.atomic
def add_standard(*, unit: Unit, kind: str, serial: str, actor: User, **values: Any) -> MeasurementStandard:
    """Put a standard on record; `values` are of DESCRIPTION and CALIBRATION."""
    require(actor, "verification.manage_standards")
    if MeasurementStandard.objects.filter(kind=kind, serial=serial).exists():
        raise StandardExists(kind=str(StandardKind(kind).label), serial=serial)
    _check_days(values.get("calibrated_on"), values.get("calibrated_until"))
    standard = MeasurementStandard.objects.create(unit=unit, kind=kind, serial=serial, **values)
    audit.record("verification.standard.added", actor=actor, subject=standard, data=_plain(values))
    return standard


@transaction.atomic
def edit_standard(*, standard: MeasurementStandard, actor: User, **values: Any) -> MeasurementStandard:
    """Correct the description of a standard."""
    require(actor, "verification.manage_standards", standard)
    return _change(standard, {k: v for k, v in values.items() if k in DESCRIPTION}, "verification.standard.edited", actor)


@transaction.atomic
def recalibrate_standard(*, standard: MeasurementStandard, actor: User, **values: Any) -> MeasurementStandard:
    """Enter what a new calibration certificate states; what the old one stated stays in the history."""
    require(actor, "verification.manage_standards", standard)
    if standard.withdrawn_on is not None:
        raise StandardWithdrawn(standard=str(standard), day=standard.withdrawn_on.strftime("%d/%m/%Y"))
    _check_days(values.get("calibrated_on"), values.get("calibrated_until"))
    changes = {k: v for k, v in values.items() if k in CALIBRATION}
    return _change(standard, changes, "verification.standard.recalibrated", actor)


@transaction.atomic
def withdraw_standard(*, standard: MeasurementStandard, reason: str, on: date, actor: User) -> MeasurementStandard:
    """Take a standard out of use from a day on."""
    require(actor, "verification.manage_standards", standard)
    if not reason.strip():
        raise ReasonMissing
    standard = MeasurementStandard.objects.select_for_update().get(pk=standard.pk)
    if standard.withdrawn_on is not None:
        raise StandardWithdrawn(standard=str(standard), day=standard.withdrawn_on.strftime("%d/%m/%Y"))
    standard.withdrawn_on = on
    standard.save(update_fields=["withdrawn_on"])
    audit.record(
        "verification.standard.withdrawn", actor=actor, subject=standard, data={"reason": reason.strip(), "on": on}
    )
    return standard


def _change(standard: MeasurementStandard, changes: dict[str, Any], verb: str, actor: User) -> MeasurementStandard:
    standard = MeasurementStandard.objects.select_for_update().get(pk=standard.pk)
    for name, value in changes.items():
        setattr(standard, name, value)
    standard.save(update_fields=list(changes))
    audit.record(verb, actor=actor, subject=standard, data=_plain(changes))
    return standard


def _check_days(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise CalibrationDaysWrong(day=first.strftime("%d/%m/%Y"), until=last.strftime("%d/%m/%Y"))


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {k: str(v) if isinstance(v, Decimal) else v for k, v in values.items() if v not in (None, "")}
