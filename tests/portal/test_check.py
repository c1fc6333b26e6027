# SPDX-License-Identifier: Apache-2.0
"""The public check: the verdict, and nothing personal."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuan.documents.check_codes import check_code
from chuan.portal import queries
from chuan.portal.choices import Verdict
from chuan.verification.actions.certificates import revoke_certificate
from chuan.verification.papers import PURPOSE, public_address
from tests import make

pytestmark = pytest.mark.django_db


def code_of(number: str) -> str:
    return check_code(number, purpose=PURPOSE)


def test_the_printed_address_is_the_one_that_answers(settings: Any) -> None:
    path = public_address("26.00042").removeprefix(settings.PUBLIC_URL)
    assert path == reverse("portal:check", args=["26.00042", code_of("26.00042")])


def test_the_verdict_follows_the_day(cast: Any) -> None:
    # given
    certificate = make.make_certificate(cast)

    def verdict(day: date) -> Verdict:
        return queries.answer(number=certificate.code, code=code_of(certificate.code), on=day).verdict

    # then
    assert verdict(date(2027, 11, 30)) == Verdict.VALID
    assert verdict(date(2027, 12, 1)) == Verdict.EXPIRED
    revoke_certificate(certificate=certificate, reason="x", actor=cast.centre_director, on=date(2026, 12, 1))
    assert verdict(date(2026, 12, 1)) == Verdict.REVOKED


def test_a_right_code_without_a_certificate_is_unknown() -> None:
    assert queries.answer(number="26.00099", code=code_of("26.00099"), on=make.TODAY).verdict == Verdict.UNKNOWN


@pytest.mark.parametrize(("number", "code"), [
    ("26.00001", "AAAA-AAAA"), ("26.00002", None), ("25.00001", None), ("26.00001.R1", None), ("x", "y"), ("26.00001", "")])
def test_an_altered_number_or_code_is_called_forged(cast: Any, number: str, code: str | None) -> None:
    make.make_certificate(cast)
    answer = queries.answer(number=number, code=code if code is not None else code_of("26.00001"), on=make.TODAY)
    assert answer.verdict == Verdict.FORGED
    assert answer.serial == ""


def test_the_page_names_the_instrument_and_nobody(cast: Any, client: Client) -> None:
    # given
    certificate = make.make_certificate(cast)
    # when
    page = client.get(reverse("portal:check", args=[certificate.code, code_of(certificate.code)]))
    text = page.content.decode()
    # then
    assert page.status_code == 200
    assert "Giấy chứng nhận còn hiệu lực" in text
    for shown in ("Cột đo xăng dầu", "Tatsuno", "Sunny-XE", certificate.instrument.serial, "30/11/2027"):
        assert shown in text
    premises = certificate.instrument.premises
    for hidden in (premises.name, premises.party.name, premises.party.tax_code, premises.address, "Tô Hiệu",
                   cast.verifier.full_name, cast.centre_director.full_name):
        assert hidden not in text
    assert "sidebar" not in text.replace("without-sidebar", "").replace("with-sidebar", "")
    assert page["Cache-Control"] == "no-store"


def test_the_form_leads_to_the_verdict_without_javascript(client: Client) -> None:
    answer = client.get(reverse("portal:check_form"), {"number": " 26.00042 ", "code": "k7qx 3m2p"})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("portal:check", args=["26.00042", "k7qx3m2p"])


@pytest.mark.parametrize("query", [{}, {"number": ""}, {"number": "/", "code": "/"}, {"number": "x" * 99, "code": "y"}])
def test_the_form_never_breaks(client: Client, query: dict[str, str]) -> None:
    assert client.get(reverse("portal:check_form"), query).status_code in {200, 422}


def test_too_many_checks_of_one_address_are_refused(client: Client) -> None:
    address = reverse("portal:check", args=["26.00001", "AAAA-AAAA"])
    statuses = [client.get(address, REMOTE_ADDR="203.0.113.9").status_code for _ in range(62)]
    assert statuses[0] == 200
    assert 429 in statuses
    assert client.get(address, REMOTE_ADDR="203.0.113.10").status_code == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(number=st.text(max_size=30), code=st.text(max_size=30))
def test_any_number_and_code_get_a_verdict(number: str, code: str) -> None:
    assert queries.answer(number=number, code=code, on=make.TODAY).verdict in Verdict
