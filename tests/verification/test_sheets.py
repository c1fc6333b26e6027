# SPDX-License-Identifier: Apache-2.0
"""Measurement sheets: kept as typed, worked out by the server, closed once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pikepdf
import pytest

from chuan.accounts.choices import Role
from chuan.audit.queries import entries_about
from chuan.lib.errors import NotAllowed
from chuan.metrology.dispenser import DispenserReading
from chuan.registry.choices import InstrumentStatus
from chuan.verification import errors
from chuan.verification.actions.sheets import Draft, return_job, save_readings, submit_sheet
from chuan.verification.choices import JobStatus, MarkStatus, StandardKind
from chuan.verification.models import Reading
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def verifier(cast: Any) -> Any:
    make.make_card(cast.verifier)
    return cast.verifier


def submit(verifier: Any, job: Any, draft: Draft) -> Any:
    return submit_sheet(job=job, draft=draft, actor=verifier, at=make.NOON)


def test_a_partial_sheet_is_kept_with_half_a_reading(verifier: Any) -> None:
    # given
    job = make.make_job(verifier)
    half = DispenserReading(hose=1, flow_rate="maximum", repeat=1, indication_l=Decimal("20.02"))
    # when
    findings = save_readings(job=job, draft=Draft(readings=[half], liquid="DO"), actor=verifier, at=make.NOON)
    # then
    assert findings.passed is None
    assert job.readings.get().indication_l == Decimal("20.02")
    job.refresh_from_db()
    assert (job.status, job.liquid) == (JobStatus.OPEN, "DO")


def test_a_cell_emptied_later_is_forgotten_and_its_past_kept(verifier: Any) -> None:
    job = make.make_job(verifier)
    one = DispenserReading(hose=1, flow_rate="maximum", repeat=1, indication_l=Decimal(20), reference_l=Decimal(20))
    save_readings(job=job, draft=Draft(readings=[one]), actor=verifier, at=make.NOON)
    save_readings(job=job, draft=Draft(readings=[]), actor=verifier, at=make.NOON)
    assert not job.readings.exists()
    assert Reading.pgh_event_model.objects.filter(pgh_obj_id__isnull=False).count() == 1  # type: ignore[attr-defined]


def test_a_good_sheet_passes_and_reserves_the_next_mark(verifier: Any) -> None:
    # given
    job, standard = make.make_job(verifier), make.make_standard()
    marks = make.make_marks(verifier, 2)
    # when
    closed = submit(verifier, job, make.make_sheet(job, [standard], "-0.3"))
    # then
    assert closed.status == JobStatus.PASSED
    assert closed.mark == marks[0]
    assert closed.mark.status == MarkStatus.RESERVED
    assert closed.findings["passed"] is True
    assert closed.findings["points"][0]["mean_percent"] == "-0.300" or Decimal(
        closed.findings["points"][0]["mean_percent"]) == Decimal("-0.3")
    assert closed.findings["citation"][0]["path"] == "verification/mpe/fuel-dispenser"
    assert entries_about(job).last().verb == "verification.sheet.submitted"  # type: ignore[union-attr]


def test_a_bad_sheet_fails_with_a_numbered_notice_and_takes_no_mark(verifier: Any) -> None:
    # given
    job = make.make_job(verifier)
    mark = make.make_marks(verifier, 1)[0]
    # when
    closed = submit(verifier, job, make.make_sheet(job, [make.make_standard()], "0.31"))
    # then
    assert closed.status == JobStatus.FAILED
    notice = closed.rejection_notice
    assert notice.code == "26.00001"
    assert "+0,31" in notice.content["reasons"][0]
    with pikepdf.open(_file(notice.document)) as pdf:
        assert len(pdf.pages) == 1
    mark.refresh_from_db()
    job.instrument.refresh_from_db()
    assert mark.status == MarkStatus.IN_STOCK
    assert job.instrument.status == InstrumentStatus.INVALID_DEFECTIVE


def test_a_dispenser_refused_at_first_sight_needs_no_readings(verifier: Any) -> None:
    job = make.make_job(verifier)
    draft = make.make_sheet(job, [], readings=[], visual_passed=False, technical_passed=None)
    assert submit(verifier, job, draft).status == JobStatus.FAILED
    assert job.rejection_notice.content["reasons"] == ["Kiểm tra bên ngoài: không đạt"]


def test_all_repeats_must_be_there(verifier: Any) -> None:
    job = make.make_job(verifier)
    draft = make.make_sheet(job, [make.make_standard()])
    with pytest.raises(errors.SheetIncomplete):
        submit(verifier, job, Draft(**{**vars(draft), "readings": draft.readings[:-1]}))


def test_both_inspections_must_be_answered(verifier: Any) -> None:
    job = make.make_job(verifier)
    with pytest.raises(errors.InspectionMissing):
        submit(verifier, job, make.make_sheet(job, [make.make_standard()], technical_passed=None))


@pytest.mark.parametrize(("over", "refusal"), [
    ({"calibrated_until": date(2026, 11, 21)}, errors.StandardOutOfCalibration),
    ({"calibrated_on": date(2026, 11, 23)}, errors.StandardNotCalibrated),
    ({"calibrated_on": None, "calibrated_until": None}, errors.StandardNotCalibrated),
    ({"withdrawn_on": date(2026, 11, 22)}, errors.StandardWithdrawn),
    ({"max_error_percent": Decimal("0.101")}, errors.StandardTooCoarse),
    ({"max_error_percent": None}, errors.StandardErrorUnknown),
    ({"kind": StandardKind.THERMOMETER}, errors.NoProvingMeasure),
])
def test_a_standard_that_may_not_be_used_is_refused(verifier: Any, over: Any, refusal: Any) -> None:
    job = make.make_job(verifier)
    make.make_marks(verifier, 1)
    with pytest.raises(refusal):
        submit(verifier, job, make.make_sheet(job, [make.make_standard(**over)]))


@pytest.mark.parametrize("day", ["calibrated_on", "calibrated_until"])
def test_the_first_and_the_last_day_of_a_calibration_count(verifier: Any, day: str) -> None:
    job = make.make_job(verifier)
    make.make_marks(verifier, 1)
    standard = make.make_standard(**{day: make.TODAY})
    assert submit(verifier, job, make.make_sheet(job, [standard])).status == JobStatus.PASSED


def test_two_measures_of_one_size_are_doubtful(verifier: Any) -> None:
    job = make.make_job(verifier)
    with pytest.raises(errors.TwoMeasuresOfOneSize):
        submit(verifier, job, make.make_sheet(job, [make.make_standard(), make.make_standard()]))


def test_the_day_of_measurement_has_come(verifier: Any) -> None:
    job = make.make_job(verifier)
    with pytest.raises(errors.MeasuredInFuture):
        submit(verifier, job, make.make_sheet(job, [], measured_on=date(2026, 11, 23)))
    with pytest.raises(errors.MeasuredDayMissing):
        submit(verifier, job, make.make_sheet(job, [], measured_on=None))


def test_a_verifier_without_a_valid_card_closes_no_sheet(cast: Any) -> None:
    job, standard = make.make_job(cast.verifier), make.make_standard()
    with pytest.raises(errors.VerifierCardMissing):
        submit(cast.verifier, job, make.make_sheet(job, [standard]))
    make.make_card(cast.verifier, valid_until=date(2026, 11, 21))
    with pytest.raises(errors.VerifierCardExpired):
        submit(cast.verifier, job, make.make_sheet(job, [standard]))


def test_without_a_mark_in_stock_the_sheet_stays_open_and_whole(verifier: Any) -> None:
    job = make.make_job(verifier)
    draft = make.make_sheet(job, [make.make_standard()])
    save_readings(job=job, draft=draft, actor=verifier, at=make.NOON)
    with pytest.raises(errors.NoMarkInStock):
        submit(verifier, job, draft)
    job.refresh_from_db()
    assert (job.status, job.readings.count()) == (JobStatus.OPEN, 12)


def test_a_closed_sheet_takes_no_more_readings(cast: Any) -> None:
    job = make.make_passed_job(cast.verifier)
    with pytest.raises(errors.JobNotOpen):
        save_readings(job=job, draft=Draft(), actor=cast.verifier, at=make.NOON)


def test_only_the_verifier_of_the_job_measures(cast: Any) -> None:
    job = make.make_job(cast.verifier)
    with pytest.raises(errors.JobOfAnother):
        save_readings(job=job, draft=Draft(), actor=make.make_member(Role.VERIFIER, username="minh"), at=make.NOON)
    with pytest.raises(NotAllowed):
        save_readings(job=job, draft=Draft(), actor=cast.centre_director, at=make.NOON)


def test_a_job_sent_back_frees_its_mark(cast: Any) -> None:
    # given
    job = make.make_passed_job(cast.verifier)
    mark = job.mark
    # when
    back = return_job(job=job, reason="Thiếu ảnh niêm phong", actor=cast.centre_director)
    # then
    mark.refresh_from_db()
    assert (back.status, back.mark, mark.status) == (JobStatus.OPEN, None, MarkStatus.IN_STOCK)
    with pytest.raises(errors.ReasonMissing):
        return_job(job=job, reason=" ", actor=cast.centre_director)


def test_the_limit_is_that_of_the_day_of_measurement(verifier: Any) -> None:
    from chuan.law import LawUnknown

    job = make.make_job(verifier)
    with pytest.raises(LawUnknown):  # nobody has found when 2017 changed documents
        submit(verifier, job, make.make_sheet(job, [make.make_standard()], measured_on=date(2017, 6, 1)))


def _file(document: Any) -> Any:
    import io

    return io.BytesIO(bytes(document.content))
