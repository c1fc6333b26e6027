# SPDX-License-Identifier: Apache-2.0
"""Reading: what a key sees, narrowed, page by page."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from chuan.accounts.choices import Role
from chuan.lib import clock
from chuan.parties.choices import PartyKind
from chuan.parties.models import Party
from chuan.registry.models import Instrument
from tests import make
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db


def serials(answer: Any) -> list[str]:
    """The serial numbers of a page."""
    return [row["serial"] for row in answer.json()["rows"]]


def test_instruments_are_narrowed_by_every_filter(program: Callable[..., Program]) -> None:
    # given
    elsewhere = make.make_premises(current_unit=make.make_place("03660", name="Chiềng Lề", full_name="Phường Chiềng Lề"))
    one = make.make_instrument(serial="A-1", valid_until=date(2026, 6, 30))
    make.make_instrument(serial="B-2", kind="taximeter", premises=elsewhere, status="out_of_use")
    reader = program()
    wanted = {
        "?kind=taximeter": ["B-2"], "?commune=03660": ["B-2"], "?status=in_use": ["A-1"], "?due_before=2026-07-01": ["A-1"],
        f"?owner_id={one.owner_id}": ["A-1"], f"?premises_id={elsewhere.pk}": ["B-2"], "?serial=a1": ["A-1"], "": ["A-1", "B-2"],
    }
    # when, then
    assert {query: serials(reader.get(f"/instruments{query}")) for query in wanted} == wanted


def test_updated_since_finds_the_entered_and_the_changed(program: Callable[..., Program]) -> None:
    one = make.make_instrument(registered_at=make.NOON - timedelta(days=900))
    reader = program()
    now = (clock.now() - timedelta(minutes=1)).isoformat().replace("+00:00", "Z")
    assert serials(reader.get(f"/instruments?updated_since={now}")) == []
    Instrument.objects.filter(pk=one.pk).update(model="Khác")
    assert serials(reader.get(f"/instruments?updated_since={now}")) == [one.serial]
    assert len(reader.get(f"/parties?updated_since={now}").json()["rows"]) == 1
    assert reader.get("/parties?updated_since=2999-01-01T00:00:00Z").json()["rows"] == []


def test_pages_show_every_row_once_while_rows_are_entered(program: Callable[..., Program]) -> None:
    # given
    before = [make.make_instrument().serial for _ in range(5)]
    reader, cursor, seen = program(), "", []
    # when
    while cursor is not None:
        page = reader.get(f"/instruments?limit=2&cursor={cursor}")
        seen += serials(page)
        cursor = page.json()["next"]
        if len(seen) == 2:
            before.append(make.make_instrument().serial)
    # then
    assert seen == before


@pytest.mark.parametrize("change", [lambda c: c[:-1] + ("a" if c[-1] != "a" else "b"), lambda _: "x", lambda _: "x:y:z", lambda c: c + "&kind=taximeter"])
def test_a_cursor_that_is_not_ours_or_of_another_list_is_refused(
    program: Callable[..., Program], change: Callable[[str], str]
) -> None:
    for _ in range(2):
        make.make_instrument()
    reader = program()
    cursor = reader.get("/instruments?limit=1").json()["next"]
    answer = reader.get(f"/instruments?limit=1&cursor={change(cursor)}")
    assert (answer.status_code, answer.json()["code"]) == (422, "api.cursor-wrong")
    assert reader.get(f"/premises?cursor={cursor}").json()["code"] == "api.cursor-wrong"


def test_a_page_costs_the_same_queries_however_long_it_is(
    program: Callable[..., Program], django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        make.make_instrument()
    reader = program()
    for path in ("/instruments", "/premises", "/parties"):
        with django_assert_max_num_queries(5):
            assert len(reader.get(path).json()["rows"]) == 6


def test_a_single_record_has_a_tag_and_is_not_sent_twice(program: Callable[..., Program]) -> None:
    one, reader = make.make_instrument(), program()
    first = reader.get(f"/instruments/{one.pk}")
    assert first.json()["serial"] == one.serial
    again = reader.get(f"/instruments/{one.pk}", If_None_Match=f'"other", W/{first.headers["ETag"]}')
    assert (again.status_code, again.content) == (304, b"")
    Instrument.objects.filter(pk=one.pk).update(model="Khác")
    assert reader.get(f"/instruments/{one.pk}", If_None_Match=first.headers["ETag"]).status_code == 200


def test_a_local_unit_sees_nothing_of_another_commune(program: Callable[..., Program]) -> None:
    # given
    here = make.make_instrument()
    place = make.make_place("03660", name="Chiềng Lề", full_name="Phường Chiềng Lề")
    there = make.make_instrument(premises=make.make_premises(current_unit=place))
    reader = program(Role.LOCAL_OFFICER)
    # then
    assert serials(reader.get("/instruments")) == [here.serial]
    for path in (f"/instruments/{there.pk}", f"/premises/{there.premises_id}", f"/parties/{there.owner_id}"):
        answer = reader.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "chuan.not-found")


def test_an_enterprise_sees_its_own(program: Callable[..., Program]) -> None:
    unit = make.make_unit("enterprise")
    make.make_instrument()
    own = make.make_instrument(premises=make.make_premises(party=make.make_party(tax_code=unit.tax_code)))
    assert serials(program(Role.ENTERPRISE).get("/instruments")) == [own.serial]


def test_numbers_of_persons_are_masked(program: Callable[..., Program]) -> None:
    person = Party.objects.create(kind=PartyKind.HOUSEHOLD, name="Hộ Lò Thị Hoa", tax_code="014099001234",
                                  phone="0912345678", email="hoa@example.vn", address="Bản Mòng")
    make.make_premises(party=person)
    reader = program()
    told = reader.get(f"/parties/{person.pk}").json()
    assert (told["tax_code"], told["phone"], told["email"], told["address"]) == (
        "014xxxxxx234", "09xx xxx 678", "hxxx@example.vn", None)
    assert reader.get("/premises").json()["rows"][0]["owner_tax_code"] == "014xxxxxx234"


def test_certificates_tell_only_what_is_public(program: Callable[..., Program], cast: make.Cast) -> None:
    certificate = make.make_certificate(cast)
    reader = program()
    told = reader.get(f"/certificates/{certificate.code}").json()
    assert told["number"] == certificate.code
    assert not {"owner_id", "premises_id", "owner_name"} & set(told)
    assert reader.get(f"/certificates?instrument_id={certificate.instrument_id}").json()["rows"] == [told]
    assert reader.get("/certificates?issued_since=2999-01-01").json()["rows"] == []
    for number in ("26.99999", "x", "99999999999999"):
        assert reader.get(f"/certificates/{number}").json()["code"] == "chuan.not-found"


def test_the_law_of_a_day_with_its_source(program: Callable[..., Program]) -> None:
    reader = program()
    told = reader.get("/law/verification/cycles/fuel-dispenser?on=2026-05-01").json()
    assert told["citation"]["value"] == "12"
    assert reader.get("/law/verification/cycles/nothing?on=2026-05-01").json()["code"] == "law.no-such-parameter"
    assert reader.get("/law/verification/cycles/fuel-dispenser?on=1900-01-01").json()["code"] == "law.no-law-in-force"
    assert reader.get("/law/verification/cycles/fuel-dispenser").json()["code"] == "api.not-as-described"
