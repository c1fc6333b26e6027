# SPDX-License-Identifier: Apache-2.0
"""Pages of certificates, standards and marks; panels and worklists."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from chuan.ui import searches, worklists
from chuan.verification.choices import MarkStatus, StandardKind
from chuan.verification.models import MeasurementStandard, VerificationCertificate, VerificationMark
from tests import make

pytestmark = pytest.mark.django_db


def test_the_director_issues_what_is_ticked(cast: Any, sign_in: Any) -> None:
    # given
    chosen, left = make.make_passed_job(cast.verifier), make.make_passed_job(cast.verifier)
    client = sign_in(cast.centre_director)
    assert client.get("/verification/waiting/").content.decode().count('name="job"') == 2
    # when
    answer = client.post("/verification/waiting/issue/", {"act": "chosen", "job": [str(chosen.pk), "x"]}, follow=True)
    # then
    assert "26.00001" in answer.content.decode()
    assert VerificationCertificate.objects.get().job == chosen
    client.post("/verification/waiting/issue/", {"act": "all"})
    assert VerificationCertificate.objects.filter(job=left).exists()


def test_a_certificate_page_shows_readings_citation_code_and_history(cast: Any, sign_in: Any) -> None:
    certificate = make.make_certificate(cast)
    page = sign_in(cast.auditor).get(certificate.get_absolute_url()).content.decode()
    for shown in ("26.00001", "+0,100", "chưa đối chiếu", "qr.svg", "Cấp giấy chứng nhận", "Khóa phiếu đo"):
        assert shown in page
    assert "Thu hồi giấy chứng nhận</button>" not in page  # the auditor changes nothing


def test_its_paper_and_its_code_are_served(cast: Any, sign_in: Any) -> None:
    certificate = make.make_certificate(cast)
    client = sign_in(cast.auditor)
    pdf = client.get(f"{certificate.get_absolute_url()}certificate.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert pdf["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"{certificate.get_absolute_url()}qr.svg")["Content-Type"] == "image/svg+xml"


def test_an_enterprise_sees_its_own_certificates_only(cast: Any, sign_in: Any) -> None:
    # given
    own_code = cast.enterprise.main_membership.unit.tax_code
    party = make.make_party(tax_code=own_code)
    own = make.make_certificate(cast, instrument=make.make_instrument(premises=make.make_premises(party=party)))
    other = make.make_certificate(cast)
    client = sign_in(cast.enterprise)
    # then
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(f"{other.get_absolute_url()}certificate.pdf").status_code == 404
    assert other.instrument.serial not in client.get("/verification/certificates/").content.decode()


def test_the_director_revokes_with_a_reason(cast: Any, sign_in: Any) -> None:
    certificate = make.make_certificate(cast)
    client = sign_in(cast.centre_director)
    assert client.post(f"{certificate.get_absolute_url()}revoke/", {"reason": ""}).status_code == 422
    client.post(f"{certificate.get_absolute_url()}revoke/", {"reason": "Niêm phong bị phá"})
    certificate.refresh_from_db()
    assert certificate.revocation_reason == "Niêm phong bị phá"


@pytest.mark.parametrize("query", [
    "", "?q=26.00001", "?q=TS", "?q=%00", "?year=2026", "?year=x", "?verifier=x", "?kind=fuel-dispenser", "?kind=x",
    "?standing=valid", "?standing=expired", "?standing=x", "?page=99", "?q=" + "9" * 70])
def test_the_list_of_certificates_takes_any_query(cast: Any, sign_in: Any, query: str) -> None:
    make.make_certificate(cast)
    assert sign_in(cast.auditor).get(f"/verification/certificates/{query}").status_code == 200


def test_the_list_can_be_taken_away_as_a_workbook(cast: Any, sign_in: Any) -> None:
    certificate = make.make_certificate(cast, instrument=make.make_instrument(model="=1+1"))
    answer = sign_in(cast.auditor).get("/verification/certificates/?export=xlsx&standing=valid")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["A2"].value == "26.00001"
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=1+1", "s")
    assert sheet["J2"].value.date() == certificate.valid_until


def test_the_instruments_page_shows_its_certificates(cast: Any, sign_in: Any) -> None:
    from django.test import RequestFactory

    from chuan.verification.panels import panel_for_instrument

    certificate = make.make_certificate(cast)
    request = RequestFactory().get("/")
    request.user = cast.auditor
    assert certificate.code in panel_for_instrument(request, certificate.instrument)


def test_work_waits_for_the_right_people(cast: Any) -> None:
    # given
    make.make_passed_job(cast.verifier)
    make.make_job(cast.verifier)
    make.make_standard(calibrated_until=date(2020, 1, 1))

    def heaps(user: Any) -> set[str]:
        return {item.url for item in worklists.items_for(user) if item.url.startswith("/verification/")}

    # then
    assert "/verification/waiting/" in heaps(cast.centre_director)
    assert "/verification/standards/" in heaps(cast.centre_director)
    assert "/verification/jobs/?mine=on&status=open" in heaps(cast.verifier)
    assert "/verification/waiting/" not in heaps(cast.verifier)
    assert heaps(cast.auditor) == set()


@pytest.mark.parametrize("typed", ["26.00001", "2600001", "00001"])
def test_the_search_box_finds_a_certificate_by_its_number(cast: Any, typed: str) -> None:
    certificate = make.make_certificate(cast)
    assert certificate.get_absolute_url() in {hit.url for hit in searches.find(cast.auditor, typed)}
    assert searches.find(cast.stranger, typed) == []


# --- standards and marks -----------------------------------------------------------------------------------------


STANDARD = {"kind": "proving_measure", "name": "Bình chuẩn 20 L", "serial": "BC-9", "maker": "", "nominal_volume_l": "20",
            "calibration_certificate": "V02", "calibrated_on": "2026-01-05", "calibrated_until": "2027-01-31",
            "max_error_percent": "0,1", "expansion_per_c": "0,0000477", "reference_temperature_c": "20"}


def test_a_standard_is_put_on_record_recalibrated_and_withdrawn(cast: Any, sign_in: Any) -> None:
    client = sign_in(cast.centre_director)
    # put on record
    client.post("/verification/standards/new/", STANDARD)
    standard = MeasurementStandard.objects.get(serial="BC-9")
    assert str(standard.expansion_per_c) == "0.00004770"
    # twice is refused
    assert client.post("/verification/standards/new/", STANDARD).status_code == 422
    # recalibrated
    url = f"/verification/standards/{standard.pk}/"
    client.post(f"{url}recalibrate/", STANDARD | {"calibrated_until": "2028-01-31"})
    standard.refresh_from_db()
    assert standard.calibrated_until == date(2028, 1, 31)
    assert client.post(f"{url}recalibrate/", STANDARD | {"calibrated_until": "2025-01-31"}).status_code == 422
    # corrected: kind and serial stay
    client.post(f"{url}edit/", STANDARD | {"name": "Bình chuẩn kim loại 20 L", "serial": "X"})
    standard.refresh_from_db()
    assert (standard.name, standard.serial) == ("Bình chuẩn kim loại 20 L", "BC-9")
    # withdrawn
    client.post(f"{url}withdraw/", {"reason": "Móp"})
    assert client.get(url).status_code == 200
    standard.refresh_from_db()
    assert standard.withdrawn_on is not None


def test_the_list_of_standards_tells_how_each_stands(cast: Any, sign_in: Any) -> None:
    make.make_standard(kind=StandardKind.STOPWATCH, calibrated_until=date(2020, 1, 1))
    assert "Hết hạn hiệu chuẩn" in sign_in(cast.verifier).get("/verification/standards/").content.decode()


def test_reception_receives_marks_and_voids_a_torn_one(cast: Any, sign_in: Any) -> None:
    client, holder = sign_in(cast.reception), cast.verifier
    client.post("/verification/marks/", {"holder": str(holder.pk), "series": "sl26", "first": "901", "last": "950"})
    assert VerificationMark.objects.filter(holder=holder, series="SL26").count() == 50
    again = client.post("/verification/marks/", {"holder": str(holder.pk), "series": "SL26", "first": "950", "last": "960"})
    assert again.status_code == 422
    backwards = client.post("/verification/marks/", {"holder": str(holder.pk), "series": "SL26", "first": "9", "last": "2"})
    assert backwards.status_code == 422
    mark = VerificationMark.objects.get(number=901)
    client.post(f"/verification/marks/{mark.pk}/void/", {"reason": "Rách"})
    mark.refresh_from_db()
    assert mark.status == MarkStatus.VOID


def test_a_verifier_cannot_hand_out_marks(cast: Any, sign_in: Any) -> None:
    data = {"holder": str(cast.verifier.pk), "series": "SL26", "first": "1", "last": "2"}
    answer = sign_in(cast.verifier).post("/verification/marks/", data)
    assert answer.status_code in {403, 422}
    assert not VerificationMark.objects.exists()


@pytest.mark.parametrize("query", ["", "?status=in_stock", "?status=x", "?page=y"])
def test_the_list_of_marks_takes_any_query(cast: Any, sign_in: Any, query: str) -> None:
    make.make_marks(cast.verifier, 2)
    assert sign_in(cast.auditor).get(f"/verification/marks/{query}").status_code == 200


def test_the_director_enters_and_renews_a_verifiers_card(cast: Any, sign_in: Any) -> None:
    # given
    client, holder = sign_in(cast.centre_director), cast.verifier
    data = {"holder": str(holder.pk), "number": "KĐV 0777", "valid_until": "2027-06-30"}
    # when
    client.post("/verification/verifiers/", data)
    client.post("/verification/verifiers/", data | {"valid_until": "2031-06-30"})
    # then
    assert holder.verifier_card.valid_until == date(2031, 6, 30)
    assert "KĐV 0777" in client.get("/verification/verifiers/").content.decode()
    assert sign_in(cast.verifier).post("/verification/verifiers/", data).status_code == 403


def test_a_card_number_belongs_to_one_verifier(cast: Any) -> None:
    from chuan.accounts.choices import Role
    from chuan.verification.actions.cards import enter_card
    from chuan.verification.errors import CardNumberTaken

    enter_card(holder=cast.verifier, number="KĐV 1", valid_until=date(2030, 1, 1), actor=cast.centre_director)
    other = make.make_member(Role.VERIFIER, username="minh")
    with pytest.raises(CardNumberTaken):
        enter_card(holder=other, number="KĐV 1", valid_until=date(2030, 1, 1), actor=cast.centre_director)


def test_every_page_answers_htmx_too(cast: Any, sign_in: Any) -> None:
    certificate = make.make_certificate(cast)
    standard, job = make.make_standard(), make.make_job(cast.verifier)
    client = sign_in(cast.auditor)
    for url in ("orders/", f"orders/{job.order.pk}/", "jobs/", f"jobs/{job.pk}/", "certificates/", "standards/", "marks/",
                f"certificates/{certificate.pk}/", f"standards/{standard.pk}/", "verifiers/"):
        assert client.get(f"/verification/{url}", headers={"HX-Request": "true"}).status_code == 200, url
    assert sign_in(cast.verifier).get(f"/verification/jobs/{job.pk}/", headers={"HX-Request": "true"}).status_code == 200
    assert client.get("/gcn/", headers={"HX-Request": "true"}).status_code == 200
    assert client.get("/gcn/26.00001/x/", headers={"HX-Request": "true"}).status_code == 200
