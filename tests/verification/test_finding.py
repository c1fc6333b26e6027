# SPDX-License-Identifier: Apache-2.0
"""The search box and what the centre puts on instruments: numbers of marks and of certificates."""

from typing import Any

import pytest

from chuan.accounts.models import User
from chuan.ui import searches
from chuan.ui.searches import EXACT, PREFIX
from tests import make
from tests.make import Cast


def found(user: User, text: str, icon: str = "rosette-discount-check") -> list[tuple[str, int]]:
    return [(hit.title, hit.rank) for hit in searches.find(user, text) if hit.icon == icon]


@pytest.fixture
def certificates(db: None, cast: Cast) -> list[Any]:
    """Two certificates; the marks are given the numbers that tell the cases apart."""
    made = [make.make_certificate(cast) for _ in range(2)]
    for certificate, number in zip(made, (123, 1234), strict=True):
        type(certificate.mark).objects.filter(pk=certificate.mark_id).update(series="SL26", number=number)
    return made


@pytest.mark.parametrize("typed", ["SL26 000123", "sl26000123", "SL26-000123", "000123", "Sl26 123"])
def test_a_mark_is_found_however_its_number_is_written(cast: Cast, certificates: list[Any], typed: str) -> None:
    assert found(cast.registrar, typed)[0] == ("SL26 000123", EXACT)


@pytest.mark.parametrize(("typed", "titles"), [
    ("SL26 0001", ["SL26 000123"]), ("0012", ["SL26 001234"]), ("sl26", ["SL26 000123", "SL26 001234"]), ("SL27 000123", []),
])
def test_a_beginning_finds_the_marks_that_begin_so(
    cast: Cast, certificates: list[Any], typed: str, titles: list[str]
) -> None:
    assert found(cast.registrar, typed) == [(title, PREFIX) for title in titles]


def test_a_mark_leads_to_its_certificate_and_names_the_instrument(cast: Cast, certificates: list[Any]) -> None:
    [hit] = [hit for hit in searches.find(cast.registrar, "SL26 000123") if hit.rank == EXACT]
    assert hit.url == certificates[0].get_absolute_url()
    assert hit.note == f"{certificates[0].code} · {certificates[0].instrument}"


def test_a_certificate_is_found_by_its_number(cast: Cast, certificates: list[Any]) -> None:
    code = certificates[0].code
    for typed in (code, code.replace(".", "")):
        assert found(cast.registrar, typed, "certificate") == [(code, EXACT)]
    assert code in [title for title, _ in found(cast.registrar, str(int(code.split(".")[1])), "certificate")]


def test_nobody_finds_marks_on_what_they_may_not_see(cast: Cast, certificates: list[Any]) -> None:
    assert found(cast.stranger, "SL26 000123") == []
