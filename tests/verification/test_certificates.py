# SPDX-License-Identifier: Apache-2.0
"""Certificates: issued once, without gaps or doubles, revoked with a reason."""

import io
import threading
import time
from datetime import date
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from django.db import connection

from chuan.audit.models import Entry
from chuan.audit.queries import entries_about, first_broken_link
from chuan.lib.errors import ChuanError, NotAllowed
from chuan.registry.choices import InstrumentStatus
from chuan.verification import errors, queries
from chuan.verification.actions.certificates import (
    issue_certificate,
    issue_certificates,
    revoke_certificate,
)
from chuan.verification.choices import CertificateStanding, JobStatus, MarkStatus
from chuan.verification.models import Job, VerificationCertificate, VerificationMark
from tests import make


@pytest.mark.django_db
def test_issuing_numbers_dates_cites_signs_and_tells_the_registry(cast: Any) -> None:
    # given
    job = make.make_passed_job(cast.verifier)
    # when
    certificate = issue_certificate(job=job, actor=cast.centre_director, at=make.NOON)
    # then
    assert certificate.code == "26.00001"
    assert certificate.valid_until == date(2027, 11, 30)  # the last day of the last month of 12
    assert certificate.mark.status == MarkStatus.RESERVED or certificate.mark.pk == job.mark.pk
    assert VerificationMark.objects.get(pk=job.mark.pk).status == MarkStatus.APPLIED
    assert Job.objects.get(pk=job.pk).status == JobStatus.ISSUED
    instrument = certificate.instrument.__class__.objects.get(pk=certificate.instrument.pk)
    assert (instrument.last_verified_on, instrument.valid_until) == (make.TODAY, date(2027, 11, 30))
    assert {c["path"] for c in certificate.citation} >= {
        "verification/mpe/fuel-dispenser", "verification/cycles/fuel-dispenser", "verification/validity-rule"}
    assert len(certificate.law_fingerprint) == 64
    assert entries_about(certificate).get().verb == "verification.certificate.issued"
    with pikepdf.open(io.BytesIO(bytes(certificate.document.content))) as pdf:
        assert len(pdf.pages) == 1
        assert "/AcroForm" in pdf.Root


@pytest.mark.django_db
def test_what_the_paper_says_is_frozen_with_it(cast: Any) -> None:
    certificate = make.make_certificate(cast)
    assert certificate.content["instrument"]["serial"] == certificate.instrument.serial
    assert certificate.content["method"] == "ĐLVN 10:2017: Cột đo xăng dầu – Quy trình kiểm định"
    assert certificate.content["kind_vi"] == "Định kỳ"
    assert certificate.content["mark"] == certificate.mark.code
    assert certificate.content["check_address"].endswith(f"/gcn/26.00001/{certificate.content['check_code']}/")
    assert "Số vòi: 2" in certificate.content["instrument"]["characteristics"][0]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["verifier", "reception", "auditor", "admin", "director", "stranger"])
def test_only_the_director_of_the_centre_issues(cast: Any, role: str) -> None:
    job = make.make_passed_job(cast.verifier)
    with pytest.raises(NotAllowed):
        issue_certificate(job=job, actor=getattr(cast, role), at=make.NOON)


@pytest.mark.django_db
def test_a_job_is_issued_once(cast: Any) -> None:
    job = make.make_passed_job(cast.verifier)
    issue_certificate(job=job, actor=cast.centre_director, at=make.NOON)
    with pytest.raises(errors.JobNotPassed):
        issue_certificate(job=job, actor=cast.centre_director, at=make.NOON)


@pytest.mark.django_db
def test_a_refusal_among_many_keeps_none_back_and_leaves_no_gap(cast: Any) -> None:
    # given
    good, other, opened = make.make_passed_job(cast.verifier), make.make_passed_job(cast.verifier), make.make_job(cast.verifier)
    # when
    issued = issue_certificates(jobs=[good, opened, other], actor=cast.centre_director, at=make.NOON)
    # then
    assert [c.number for c in issued.certificates] == [1, 2]
    assert [(job, type(error)) for job, error in issued.refusals] == [(opened, errors.JobNotPassed)]


@pytest.mark.django_db
def test_an_issue_that_fails_at_the_paper_gives_its_number_back(cast: Any, settings: Any) -> None:
    # given
    job = make.make_passed_job(cast.verifier)
    settings.SIGNING = settings.SIGNING | {"pkcs12": "/nowhere/key.p12"}
    # when
    with pytest.raises(ChuanError, match="cannot be read"):
        issue_certificate(job=job, actor=cast.centre_director, at=make.NOON)
    settings.SIGNING = settings.SIGNING | {"pkcs12": ""}
    # then
    assert issue_certificate(job=job, actor=cast.centre_director, at=make.NOON).number == 1


@pytest.mark.django_db
def test_a_certificate_that_came_without_its_paper_gets_it_once(cast: Any, sign_in: Any) -> None:
    # given a certificate brought over from elsewhere
    certificate = make.make_certificate(cast)
    VerificationCertificate.objects.filter(pk=certificate.pk).update(document=None)
    address = f"/verification/certificates/{certificate.pk}/"
    assert sign_in(cast.auditor).get(f"{address}certificate.pdf").status_code == 404
    assert sign_in(cast.auditor).post(f"{address}paper/").status_code == 403
    # when the director asks for the paper, twice
    director = sign_in(cast.centre_director)
    assert b"paper/" in director.get(address).content
    director.post(f"{address}paper/")
    director.post(f"{address}paper/")
    # then it is there, made once
    certificate.refresh_from_db()
    assert certificate.document is not None
    assert bytes(certificate.document.content).startswith(b"%PDF-")
    assert Entry.objects.filter(verb="verification.certificate.paper_written").count() == 1


def test_a_revoked_certificate_voids_its_mark_and_frees_the_instrument(cast: Any) -> None:
    # given
    certificate = make.make_certificate(cast)
    # when
    revoked = revoke_certificate(
        certificate=certificate, reason="Niêm phong bị phá", actor=cast.centre_director, on=date(2026, 12, 1)
    )
    # then
    assert revoked.standing_on(date(2026, 11, 30)) == CertificateStanding.VALID
    assert revoked.standing_on(date(2026, 12, 1)) == CertificateStanding.REVOKED
    assert VerificationMark.objects.get(pk=certificate.mark.pk).status == MarkStatus.VOID
    certificate.instrument.refresh_from_db()
    assert certificate.instrument.status == InstrumentStatus.INVALID_CERTIFICATE_LOST
    assert entries_about(certificate).last().verb == "verification.certificate.revoked"  # type: ignore[union-attr]
    with pytest.raises(errors.AlreadyRevoked):
        revoke_certificate(certificate=certificate, reason="x", actor=cast.centre_director, on=date(2026, 12, 2))


@pytest.mark.django_db
def test_a_revocation_is_explained_and_only_the_director_revokes(cast: Any) -> None:
    certificate = make.make_certificate(cast)
    with pytest.raises(errors.ReasonMissing):
        revoke_certificate(certificate=certificate, reason="  ", actor=cast.centre_director, on=make.TODAY)
    with pytest.raises(NotAllowed):
        revoke_certificate(certificate=certificate, reason="x", actor=cast.verifier, on=make.TODAY)


@pytest.mark.django_db
def test_the_standing_of_a_certificate_turns_on_its_last_day(cast: Any) -> None:
    certificate = make.make_certificate(cast)
    assert certificate.standing_on(date(2027, 11, 30)) == CertificateStanding.VALID
    assert certificate.standing_on(date(2027, 12, 1)) == CertificateStanding.EXPIRED
    for day in (date(2027, 11, 30), date(2027, 12, 1)):
        for standing in CertificateStanding:
            listed = VerificationCertificate.objects.all().standing_as(standing, day).exists()
            assert listed is (certificate.standing_on(day) == standing)


@pytest.mark.django_db
def test_its_history_runs_from_the_order_to_the_issue(cast: Any) -> None:
    from chuan.verification.actions.orders import receive_order
    from chuan.verification.actions.sheets import submit_sheet

    # given
    make.make_card(cast.verifier)
    make.make_marks(cast.verifier, 1)
    order = receive_order(instruments=[make.make_instrument()], verifier=cast.verifier, planned_on=make.TODAY,
                          actor=cast.reception, at=make.NOON)
    job = order.jobs.get()
    submit_sheet(job=job, draft=make.make_sheet(job, [make.make_standard()]), actor=cast.verifier, at=make.NOON)
    # when
    certificate = issue_certificate(job=job, actor=cast.centre_director, at=make.NOON)
    # then
    assert [e.verb for e in queries.history_of(certificate)] == [
        "verification.order.received", "verification.job.opened", "verification.sheet.submitted",
        "verification.certificate.issued"]


def test_twenty_threads_issue_forty_certificates_without_gaps_or_doubles(committed_db: str) -> None:
    # given
    cast = make.Cast()
    jobs = [make.make_passed_job(cast.verifier) for _ in range(40)]
    director, failures = cast.centre_director, []
    start = threading.Barrier(20)

    def issue(mine: list[Job]) -> None:
        try:
            start.wait()
            for job in mine:
                issue_certificate(job=job, actor=director, at=make.NOON)
        except BaseException as error:  # noqa: BLE001 — reported below
            failures.append(error)
        finally:
            connection.close()

    # when
    threads = [threading.Thread(target=issue, args=(jobs[n::20],)) for n in range(20)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.monotonic() - began
    # then
    assert failures == []
    numbers = sorted(VerificationCertificate.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 41))
    assert VerificationCertificate.objects.values("mark").distinct().count() == 40
    assert first_broken_link() is None
    assert elapsed < 40  # one per second on any machine; the benchmark says how many really


def test_sheets_closed_at_once_take_different_marks(committed_db: str) -> None:
    from chuan.verification.actions.sheets import submit_sheet

    # given
    cast = make.Cast()
    verifier = cast.verifier
    make.make_card(verifier)
    make.make_marks(verifier, 8)
    standard = make.make_standard()
    jobs = [make.make_job(verifier) for _ in range(8)]
    failures: list[BaseException] = []

    def close(job: Job) -> None:
        try:
            submit_sheet(job=job, draft=make.make_sheet(job, [standard]), actor=verifier, at=make.NOON)
        except BaseException as error:  # noqa: BLE001 — reported below
            failures.append(error)
        finally:
            connection.close()

    # when
    threads = [threading.Thread(target=close, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # then
    assert failures == []
    assert Job.objects.filter(status=JobStatus.PASSED).values("mark").distinct().count() == 8


@pytest.mark.django_db
def test_the_procedure_of_the_day_comes_from_the_law() -> None:
    procedure = queries.procedure_on("fuel-dispenser", day=make.TODAY)
    assert (procedure.mpe_percent, procedure.repeats, procedure.flow_rates) == (
        Decimal("0.3"), 3, ("maximum", "minimum"))
    assert procedure.allowed_standard_error_percent == Decimal("0.1")
