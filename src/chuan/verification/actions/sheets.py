# SPDX-License-Identifier: Apache-2.0
"""Measurement sheets: kept as they are typed, submitted once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from chuan import law
from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit import actions as audit
from chuan.lib import clock
from chuan.metrology.dispenser import DispenserReading, Findings
from chuan.verification import queries, rules
from chuan.verification.actions import rejections
from chuan.verification.choices import JobStatus, MarkStatus
from chuan.verification.errors import (
    JobNotOpen,
    JobNotPassed,
    JobOfAnother,
    NoMarkInStock,
    ReasonMissing,
    VerifierCardExpired,
    VerifierCardMissing,
)
from chuan.verification.models import (
    Job,
    MeasurementStandard,
    Reading,
    VerificationMark,
    VerifierCard,
)

#: What a sheet asks beside the readings; a draft holds whatever has been answered.
_ANSWERS = ("measured_on", "liquid", "ambient_c", "visual_passed", "technical_passed", "remarks")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A sheet as typed so far."""

    measured_on: date | None = None
    liquid: str = ""
    ambient_c: Decimal | None = None
    visual_passed: bool | None = None
    technical_passed: bool | None = None
    remarks: str = ""
    standards: Sequence[UUID] = ()
    readings: Sequence[DispenserReading] = field(default_factory=list)


@transaction.atomic
def save_readings(*, job: Job, draft: Draft, actor: User, at: datetime) -> Findings:
    """Keep a sheet as far as it is and say what it amounts to, worked out here. Nothing is asked of a draft."""
    require(actor, "verification.measure", job)
    job = _lock(job, actor)
    day = draft.measured_on or clock.day_of(at)
    procedure = queries.procedure_on(job.instrument.kind, day=day)
    begun = job.readings.exists()
    _write(job, draft, at)
    findings = queries.findings_of(job, procedure)
    if not begun and draft.readings:
        audit.record("verification.sheet.begun", actor=actor, subject=job)
    return findings


@transaction.atomic
def submit_sheet(*, job: Job, draft: Draft, actor: User, at: datetime) -> Job:
    """Close a complete sheet: passed reserves the verifier's next mark, failed writes a rejection notice."""
    require(actor, "verification.measure", job)
    job = _lock(job, actor)
    day = rules.check_day(draft.measured_on, today=clock.day_of(at))
    procedure = queries.procedure_on(job.instrument.kind, day=day)
    _write(job, draft, at)
    findings = queries.findings_of(job, procedure)
    passed = rules.rule_on_sheet(
        rules.Sheet(measured_on=day, visual_passed=job.visual_passed, technical_passed=job.technical_passed,
                    findings=findings)
    )
    standards = list(job.standards.all())
    if findings.is_complete or passed:  # an instrument refused at first sight was never measured
        rules.check_standards([queries.facts_of(s) for s in standards], procedure=procedure, on=day)
    card = check_card(actor, day)
    job.findings = findings.as_json() | {
        "citation": list(procedure.citation), "law_fingerprint": law.fingerprint(), "document": procedure.document,
        "standards": [_standard_json(s) for s in standards], "verifier_card": card.number,
    }
    job.status = JobStatus.PASSED if passed else JobStatus.FAILED
    job.mark = _reserve_mark(actor) if passed else None
    job.save()
    audit.record("verification.sheet.submitted", actor=actor, subject=job, data={
        "passed": passed, "measured_on": day, "mark": job.mark.code if job.mark else "",
        "mpe_percent": str(procedure.mpe_percent),
    })
    if not passed:
        rejections.write_notice(job=job, findings=findings, procedure=procedure, actor=actor, at=at)
    return job


@transaction.atomic
def return_job(*, job: Job, reason: str, actor: User) -> Job:
    """Send a passed job back to its verifier; the mark goes back to the verifier's stock."""
    require(actor, "verification.issue", job)
    if not reason.strip():
        raise ReasonMissing
    job = Job.objects.select_for_update(of=("self",)).select_related("instrument", "mark").get(pk=job.pk)
    if job.status != JobStatus.PASSED:
        raise JobNotPassed(instrument=str(job.instrument))
    release_mark(job)
    job.status = JobStatus.OPEN
    job.save(update_fields=["status", "mark"])
    audit.record("verification.sheet.returned", actor=actor, subject=job, data={"reason": reason.strip()})
    return job


def release_mark(job: Job) -> None:
    """Put the job's reserved mark back into stock; the caller saves the job."""
    if job.mark is not None:
        VerificationMark.objects.filter(pk=job.mark.pk, status=MarkStatus.RESERVED).update(status=MarkStatus.IN_STOCK)
        job.mark = None


def check_card(user: User, day: date) -> VerifierCard:
    """The verifier's card, valid on the day."""
    card = VerifierCard.objects.filter(user=user).first()
    if card is None:
        raise VerifierCardMissing(person=user.get_full_name())
    if not card.is_valid_on(day):
        raise VerifierCardExpired(number=card.number, until=card.valid_until.strftime("%d/%m/%Y"))
    return card


def _lock(job: Job, actor: User) -> Job:
    job = Job.objects.select_for_update(of=("self",)).select_related("instrument", "verifier", "order").get(pk=job.pk)
    if job.status != JobStatus.OPEN:
        raise JobNotOpen(instrument=str(job.instrument))
    if job.verifier_id != actor.pk:
        raise JobOfAnother(verifier=job.verifier.get_full_name())
    return job


def _write(job: Job, draft: Draft, at: datetime) -> None:
    for name in _ANSWERS:
        setattr(job, name, getattr(draft, name))
    job.measured_at = at
    job.save(update_fields=[*_ANSWERS, "measured_at"])
    job.standards.set(MeasurementStandard.objects.filter(pk__in=draft.standards))
    rows = [
        Reading(job=job, hose=r.hose, flow_rate=r.flow_rate, repeat=r.repeat, indication_l=r.indication_l,
                reference_l=r.reference_l, temperature_c=r.temperature_c)
        for r in draft.readings
    ]
    places = {(r.hose, r.flow_rate, r.repeat) for r in rows}
    gone = [row.pk for row in job.readings.all() if (row.hose, row.flow_rate, row.repeat) not in places]
    Reading.objects.filter(pk__in=gone).delete()
    Reading.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["job", "hose", "flow_rate", "repeat"],
        update_fields=["indication_l", "reference_l", "temperature_c"],
    )


def _reserve_mark(verifier: User) -> VerificationMark:
    """The verifier's next mark; two sheets at once take two different ones without waiting."""
    mark = VerificationMark.objects.in_stock_of(verifier).select_for_update(skip_locked=True).first()
    if mark is None:
        raise NoMarkInStock(person=verifier.get_full_name())
    mark.status = MarkStatus.RESERVED
    mark.save(update_fields=["status"])
    return mark


def _standard_json(standard: MeasurementStandard) -> dict[str, str]:
    return {
        "kind": standard.kind, "name": standard.name, "serial": standard.serial,
        "calibration_certificate": standard.calibration_certificate,
        "calibrated_until": standard.calibrated_until.isoformat() if standard.calibrated_until else "",
    }
