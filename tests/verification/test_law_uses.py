# SPDX-License-Identifier: Apache-2.0
"""What the law is told about certificates."""

from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.urls import reverse

from chuan.verification import law_uses
from tests import make
from tests.make import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["", "abc", "26.", "26.00042.R1", "99999999999", "२६.00042", "0", "26/99999999"])
def test_what_is_no_number_of_ours_finds_nothing(text: str) -> None:
    assert list(law_uses.acts(text)) == []


def test_a_certificate_is_found_however_it_is_typed(cast: Cast) -> None:
    # given
    certificate = make.make_certificate(cast)
    year, number = certificate.year, certificate.number
    # then
    for text in (certificate.code, f"{year}/{number}", f"{year % 100}{number:05d}", f"{year % 100:02d}-{number}"):
        assert [act.number for act in law_uses.acts(text)] == [certificate.code], text
    act = next(act for act in law_uses.acts(str(number)) if act.number == certificate.code)
    assert act.citation == certificate.citation
    assert act.fingerprint == certificate.law_fingerprint


def test_the_command_explains_a_certificate(cast: Cast) -> None:
    # given
    certificate = make.make_certificate(cast)
    out = StringIO()
    # when
    call_command("law", "explain", certificate.code, stdout=out)
    # then
    said = out.getvalue()
    assert said.startswith(certificate.code)
    assert "verification/cycles/fuel-dispenser" in said
    assert "0 corrected since" in said


def test_the_command_says_that_there_is_no_such_certificate() -> None:
    with pytest.raises(CommandError, match=r"99\.99999"):
        call_command("law", "explain", "99.99999", stdout=StringIO())


def test_certificates_are_counted_for_those_who_may_read_them(cast: Cast) -> None:
    make.make_certificate(cast)
    count = law_uses.certificates_resting_on
    assert count(AnonymousUser(), "verification/cycles/fuel-dispenser") is None
    address = reverse("verification:certificates")
    assert count(cast.auditor, "verification/validity-rule") == (1, address)
    assert count(cast.auditor, "verification/cycles/fuel-dispenser") == (1, f"{address}?kind=fuel-dispenser")
    assert count(cast.auditor, "verification/mpe/taximeter") == (0, "")
