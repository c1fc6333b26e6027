# SPDX-License-Identifier: Apache-2.0
"""The measurement sheet as a page."""

from typing import Any

import pytest

from chuan.verification.choices import JobStatus
from chuan.verification.models import Job
from tests import make

pytestmark = pytest.mark.django_db


def sheet_data(job: Job, indication: str = "20,02", **over: Any) -> dict[str, Any]:
    cells = {
        f"r-{hose}-{flow}-{repeat}-{what}": value
        for hose in (1, 2) for flow in ("maximum", "minimum") for repeat in (1, 2, 3)
        for what, value in (("indication", indication), ("reference", "20.000"), ("temperature", "25,5"))
    }
    head = {"measured_on": make.TODAY.isoformat(), "visual_passed": "yes", "technical_passed": "yes", "liquid": "DO 0,05S"}
    return cells | head | over


@pytest.fixture
def job(cast: Any) -> Job:
    make.make_card(cast.verifier)
    make.make_marks(cast.verifier, 1)
    found: Job = make.make_job(cast.verifier)
    return found


def test_a_verifier_sees_a_cell_for_every_delivery(cast: Any, sign_in: Any, job: Job) -> None:
    page = sign_in(cast.verifier).get(job.get_absolute_url()).content.decode()
    assert page.count("data-cell") == 2 * 2 * 3 * 3
    assert 'inputmode="decimal"' in page
    assert "±0,3" in page
    assert "chưa đối chiếu" in page  # the limit nobody has confirmed says so


def test_a_standard_out_of_calibration_is_disabled_with_the_reason(cast: Any, sign_in: Any, job: Job) -> None:
    from datetime import date

    standard = make.make_standard(calibrated_until=date(2026, 1, 31))
    page = sign_in(cast.verifier).get(job.get_absolute_url()).content.decode()
    box = page[page.index(str(standard.pk)):]
    assert box[:120].split(">")[0].endswith("disabled")
    assert "hết hạn hiệu chuẩn ngày 31/01/2026" in box


def test_typing_keeps_the_draft_and_answers_with_errors_and_verdicts(cast: Any, sign_in: Any, job: Job) -> None:
    # given
    client = sign_in(cast.verifier)
    data = {"r-1-maximum-1-indication": "20,07", "r-1-maximum-1-reference": "20", "r-1-maximum-2-indication": "abc",
            "r-1-maximum-3-indication": "20.01"}
    # when
    answer = client.post(job.get_absolute_url(), data, headers={"HX-Request": "true"})
    page = answer.content.decode()
    # then
    assert answer.status_code == 200
    assert "+0,350 %" in page
    assert "không phải số" in page
    assert "<html" not in page
    assert job.readings.count() == 2
    again = client.get(job.get_absolute_url()).content.decode()
    assert 'value="20,07"' in again
    assert 'value="20,01"' in again


def test_closing_a_good_sheet_passes_and_shows_the_mark(cast: Any, sign_in: Any, job: Job) -> None:
    standard = make.make_standard()
    answer = sign_in(cast.verifier).post(
        job.get_absolute_url(), sheet_data(job, standard=str(standard.pk), act="submit"), follow=True)
    assert answer.status_code == 200
    job.refresh_from_db()
    assert job.status == JobStatus.PASSED
    assert job.mark is not None
    assert job.mark.code in answer.content.decode()


def test_a_refused_sheet_comes_back_whole_with_the_reason(cast: Any, sign_in: Any, job: Job) -> None:
    answer = sign_in(cast.verifier).post(job.get_absolute_url(), sheet_data(job, act="submit"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Chưa chọn bình chuẩn" in page
    assert page.count('value="20,02"') == 12
    job.refresh_from_db()
    assert job.status == JobStatus.OPEN


def test_a_cell_that_is_no_number_keeps_the_sheet_open(cast: Any, sign_in: Any, job: Job) -> None:
    data = sheet_data(job, standard=str(make.make_standard().pk), act="submit") | {"r-1-maximum-1-indication": "2o"}
    assert sign_in(cast.verifier).post(job.get_absolute_url(), data).status_code == 422


def test_a_failed_sheet_offers_its_notice(cast: Any, sign_in: Any, job: Job) -> None:
    client = sign_in(cast.verifier)
    data = sheet_data(job, indication="20,1", standard=str(make.make_standard().pk), act="submit")
    page = client.post(job.get_absolute_url(), data, follow=True).content.decode()
    assert "rejection.pdf" in page
    pdf = client.get(f"/verification/jobs/{job.pk}/rejection.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("role", ["auditor", "centre_director", "reception", "director"])
def test_others_read_the_sheet_and_cannot_type(cast: Any, sign_in: Any, job: Job, role: str) -> None:
    client = sign_in(getattr(cast, role))
    assert "data-cell" not in client.get(job.get_absolute_url()).content.decode()
    assert client.post(job.get_absolute_url(), sheet_data(job)).status_code == 403


@pytest.mark.parametrize("role", ["local_officer", "enterprise", "stranger"])
def test_those_without_the_role_do_not_see_jobs(cast: Any, sign_in: Any, job: Job, role: str) -> None:
    assert sign_in(getattr(cast, role)).get(job.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("query", ["", "?q=TS", "?q=00001", "?status=open", "?status=x", "?mine=on", "?q=%00", "?page=-1"])
def test_the_list_of_jobs_takes_any_query(cast: Any, sign_in: Any, job: Job, query: str) -> None:
    assert sign_in(cast.verifier).get(f"/verification/jobs/{query}").status_code == 200


def test_a_verifiers_own_open_jobs_come_first(cast: Any, sign_in: Any, job: Job) -> None:
    from chuan.accounts.choices import Role

    other = make.make_job(make.make_member(Role.VERIFIER, username="minh"))
    page = sign_in(cast.verifier).get("/verification/jobs/").content.decode()
    assert page.index(str(job.pk)) < page.index(str(other.pk))


@pytest.mark.parametrize("day", ["2017-06-01", "1900-01-01", "9999-12-31", "x"])
def test_any_day_of_measurement_gets_an_answer(cast: Any, sign_in: Any, job: Job, day: str) -> None:
    answer = sign_in(cast.verifier).post(
        job.get_absolute_url(), sheet_data(job, measured_on=day), headers={"HX-Request": "true"})
    assert answer.status_code in {200, 409}
