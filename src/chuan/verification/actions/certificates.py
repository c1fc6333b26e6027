# SPDX-License-Identifier: Apache-2.0
"""Certificates: issued once, never changed, revoked with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from chuan import law
from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit import actions as audit
from chuan.documents.actions import next_number, store_file
from chuan.documents.models import StoredFile
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.registry.actions.instruments import set_status, set_verified
from chuan.registry.choices import InstrumentStatus
from chuan.registry.models import Instrument
from chuan.verification import papers, queries
from chuan.verification.choices import JobStatus, MarkStatus
from chuan.verification.errors import AlreadyRevoked, JobNotPassed, ReasonMissing
from chuan.verification.models import Job, VerificationCertificate, VerificationMark


@transaction.atomic
def issue_certificate(*, job: Job, actor: User, at: datetime) -> VerificationCertificate:
    """Issue the certificate of a passed job.

    The validity follows the law of the day of measurement; the number is taken last of all that could still refuse, so
    that a refusal leaves no gap and nobody waits longer than for the paper.
    """
    require(actor, "verification.issue", job)
    job = _lock(job)
    assert job.measured_on is not None
    day, instrument = clock.day_of(at), job.instrument
    citation = queries.citation_of(instrument.kind, day=job.measured_on)
    valid_until = law.valid_until(instrument.kind, job.measured_on)
    certificate = VerificationCertificate(
        number=next_number("certificate", on=day), year=day.year, job=job, instrument=instrument, mark=job.mark,
        verified_on=job.measured_on, issued_on=day, issued_at=at, issued_by=actor, valid_until=valid_until,
        citation=citation, law_fingerprint=law.fingerprint(),
    )
    certificate.content = papers.certificate_content(
        job=job, code=certificate.code, actor=actor, issued_on=day, valid_until=valid_until
    )
    certificate.document = _paper(certificate, actor=actor, at=at)
    certificate.save(force_insert=True)
    if job.mark_id is not None:
        VerificationMark.objects.filter(pk=job.mark_id).update(status=MarkStatus.APPLIED)
    Job.objects.filter(pk=job.pk).update(status=JobStatus.ISSUED)
    set_verified(instrument=instrument, verified_on=job.measured_on, valid_until=valid_until)
    audit.record("verification.certificate.issued", actor=actor, subject=certificate, data={
        "instrument": str(instrument), "mark": job.mark.code if job.mark else "", "order": job.order.code,
        "valid_until": valid_until, "sha256": certificate.document.sha256, "law": certificate.law_fingerprint,
    })
    return certificate


@transaction.atomic
def write_paper(*, certificate: VerificationCertificate, actor: User, at: datetime) -> VerificationCertificate:
    """Make and sign the paper of a certificate that came without one, from what was frozen at its issue."""
    require(actor, "verification.issue", certificate)
    locked = VerificationCertificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if locked.document_id is not None:
        return locked
    locked.document = _paper(locked, actor=actor, at=at)
    locked.save(update_fields=["document"])
    audit.record("verification.certificate.paper_written", actor=actor, subject=locked, data={
        "sha256": locked.document.sha256,
    })
    return locked


@dataclass(frozen=True)
class Issued:
    """What became of many."""

    certificates: tuple[VerificationCertificate, ...]
    refusals: tuple[tuple[Job, ChuanError], ...]


def issue_certificates(*, jobs: Iterable[Job], actor: User, at: datetime) -> Issued:
    """Issue many, each an act of its own: one refusal keeps none of the others back."""
    certificates, refusals = [], []
    for job in jobs:
        try:
            certificates.append(issue_certificate(job=job, actor=actor, at=at))
        except ChuanError as error:
            refusals.append((job, error))
    return Issued(tuple(certificates), tuple(refusals))


@transaction.atomic
def revoke_certificate(
    *, certificate: VerificationCertificate, reason: str, actor: User, on: date
) -> VerificationCertificate:
    """Revoke from a day on: the mark becomes void, the instrument counts as verified no longer."""
    require(actor, "verification.revoke", certificate)
    if not reason.strip():
        raise ReasonMissing
    locked = VerificationCertificate.objects.select_for_update(of=("self",)).select_related("instrument").get(
        pk=certificate.pk
    )
    if locked.revoked_on is not None:
        raise AlreadyRevoked(number=locked.code, day=locked.revoked_on.strftime("%d/%m/%Y"))
    locked.revoked_on, locked.revocation_reason = on, reason.strip()
    locked.save(update_fields=["revoked_on", "revocation_reason"])
    if locked.mark_id is not None:
        VerificationMark.objects.filter(pk=locked.mark_id).update(status=MarkStatus.VOID)
    if _is_newest(locked):
        set_status(
            instrument=locked.instrument, status=InstrumentStatus.INVALID_CERTIFICATE_LOST, actor=None,
            reason=locked.revocation_reason,
        )
    audit.record("verification.certificate.revoked", actor=actor, subject=locked, data={
        "reason": locked.revocation_reason, "on": on, "instrument": str(locked.instrument),
    })
    return locked


def _lock(job: Job) -> Job:
    """The job, its mark and its instrument, locked in this order."""
    job = Job.objects.select_for_update(of=("self",)).select_related(
        "order", "mark", "verifier__verifier_card", "instrument__owner", "instrument__premises__current_unit",
    ).get(pk=job.pk)
    if job.status != JobStatus.PASSED or job.measured_on is None:
        raise JobNotPassed(instrument=str(job.instrument))
    if job.mark_id is not None:
        VerificationMark.objects.select_for_update().get(pk=job.mark_id)
    Instrument.objects.select_for_update().get(pk=job.instrument_id)
    return job


def _paper(certificate: VerificationCertificate, *, actor: User, at: datetime) -> StoredFile:
    return store_file(
        name=f"giay-chung-nhan-{certificate.code}.pdf", content_type="application/pdf",
        content=papers.certificate_pdf(certificate.content, at=at), actor=actor,
    )


def _is_newest(certificate: VerificationCertificate) -> bool:
    """False if a later certificate carries the instrument."""
    return not VerificationCertificate.objects.filter(
        instrument=certificate.instrument, revoked_on=None, issued_at__gt=certificate.issued_at
    ).exists()
