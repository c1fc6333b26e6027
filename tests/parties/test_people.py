# SPDX-License-Identifier: Apache-2.0
"""People at parties: consent and purpose, numbers hidden, who looked, a copy of the data, its erasure."""

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from chuan.audit.models import Entry
from chuan.lib import clock
from chuan.lib.errors import NotAllowed
from chuan.merging import actions as merging
from chuan.merging.kinds import get as kind_of
from chuan.parties import actions
from chuan.parties.errors import (
    ConsentMissing,
    ContactErased,
    ContactUnreachable,
    DaysOutOfOrder,
    ErasedAlready,
    NotAPerson,
    PurposeMissing,
)
from chuan.parties.models import Contact, FormerName, Party
from tests import make
from tests.make import NOON, TODAY, Cast

SignIn = Callable[[Any], Client]
NUMBER = "0912 345 678"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def contact(cast: Cast, party: Party | None = None, **over: Any) -> Contact:
    values: dict[str, Any] = {
        "name": "Chị Lan", "role": "Cửa hàng trưởng", "phone": NUMBER, "purpose": "Hẹn kiểm định",
        "consent_on": date(2026, 1, 5), "consent_by": "Phiếu có chữ ký",
    }
    return actions.add_contact(actor=cast.registrar, party=party or make.make_party(), **values | over)


def household(**over: Any) -> Party:
    values = {"kind": "household", "name": "Hộ kinh doanh Cà Văn Pâng", "tax_code": "014099001234", "phone": NUMBER}
    return make.make_party(**values | over)


def everywhere(needle: str) -> list[str]:
    """The tables in which a text stands, the record of acts aside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'audit_entry'")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE position(%s in t::text) > 0', [needle])
            if cursor.fetchone()[0]:
                found.append(table)
    return sorted(found)


@pytest.mark.parametrize(("over", "error"), [
    ({"purpose": " "}, PurposeMissing), ({"phone": ""}, ContactUnreachable), ({"consent_on": None}, ConsentMissing),
    ({"consent_by": ""}, ConsentMissing),
])
def test_nobody_is_kept_on_file_without_purpose_reach_and_basis(
    db: None, cast: Cast, over: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        contact(cast, **over)


def test_the_database_keeps_nobody_without_consent_or_law_either(db: None) -> None:
    party = make.make_party()
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(party=party, name="A", phone="1", purpose="x", basis="consent")
    Contact.objects.create(party=party, name="A", phone="1", purpose="x", basis="law")


def test_a_contact_shows_its_number_to_nobody_until_somebody_asks_and_is_written_down(
    db: None, cast: Cast, sign_in: SignIn
) -> None:
    # given
    party = make.make_party()
    kept = contact(cast, party)
    page = sign_in(cast.verifier).get(reverse("parties:party", args=[party.pk])).content.decode()
    assert "09xx xxx 678" in page
    assert NUMBER not in page

    # when
    shown = sign_in(cast.verifier).post(reverse("parties:show_contact", args=[kept.pk]), headers={"HX-Request": "true"})

    # then
    assert NUMBER in shown.content.decode()
    entry = Entry.objects.get(verb="parties.contact.unmasked")
    assert (entry.actor, entry.subject_id, entry.data) == (cast.verifier, str(party.pk), {"contact": str(kept.pk)})
    assert NUMBER not in json.dumps([one.data for one in Entry.objects.all()])


def test_who_does_not_need_a_number_does_not_get_it(db: None, cast: Cast, sign_in: SignIn) -> None:
    kept = contact(cast)
    for user in (cast.accountant, cast.auditor, cast.planner, cast.enterprise):
        assert sign_in(user).post(reverse("parties:show_contact", args=[kept.pk])).status_code == 403
        with pytest.raises(NotAllowed):
            actions.reveal_contact(actor=user, contact=kept)
    assert not Entry.objects.filter(verb="parties.contact.unmasked").exists()


def test_a_household_hides_its_personal_number_in_lists_pages_and_search(db: None, cast: Cast, sign_in: SignIn) -> None:
    party = household()
    client = sign_in(cast.registrar)
    for address in (reverse("parties:parties"), reverse("parties:party", args=[party.pk]), reverse("search") + "?q=pang"):
        page = client.get(address).content.decode()
        assert "Cà Văn Pâng" in page
        assert "014099001234" not in page, address
        assert NUMBER not in page, address

    shown = client.post(reverse("parties:show_party", args=[party.pk])).content.decode()
    assert "014099001234" in shown
    assert Entry.objects.filter(verb="parties.party.unmasked", actor=cast.registrar).count() == 1


def test_opening_the_form_of_a_person_is_a_look_too(db: None, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.reception)
    client.get(reverse("parties:edit_party", args=[household().pk]))
    client.get(reverse("parties:edit_party", args=[make.make_party().pk]))
    assert Entry.objects.filter(verb="parties.party.unmasked").count() == 1


def test_a_withdrawn_consent_ends_every_look(db: None, cast: Cast) -> None:
    kept = contact(cast)
    with pytest.raises(DaysOutOfOrder):
        actions.withdraw_consent(actor=cast.registrar, contact=kept, on=date(2025, 12, 31))
    actions.withdraw_consent(actor=cast.registrar, contact=kept, on=TODAY)

    for act in (actions.reveal_contact, actions.edit_contact):
        with pytest.raises(ContactErased):
            act(actor=cast.registrar, contact=kept)


def test_an_erased_contact_is_nowhere_but_that_it_was_stays(db: None, cast: Cast) -> None:
    kept = contact(cast, phone="0987 111 222", email="lan@example.vn")
    actions.edit_contact(actor=cast.registrar, contact=kept, email="lan2@example.vn")

    actions.erase_contact(actor=cast.registrar, at=NOON, contact=kept, reason="Đơn ngày 20/11/2026")

    assert everywhere("0987 111 222") == everywhere("lan@example.vn") == everywhere("lan2@example.vn") == []
    kept.refresh_from_db()
    assert (kept.purpose, kept.erased_on) == ("Hẹn kiểm định", TODAY)
    with pytest.raises(ErasedAlready):
        actions.erase_contact(actor=cast.registrar, at=NOON, contact=kept, reason="x")


def test_a_person_nobody_has_to_keep_goes_whole(db: None, cast: Cast) -> None:
    # given
    party = household(address="Bản Hìn 7")
    actions.edit_party(actor=cast.registrar, party=party, phone="0977 000 111")
    actions.rename_party(actor=cast.registrar, on=TODAY, party=party, name="Hộ kinh doanh Pâng Mới")
    contact(cast, party, phone="0966 222 333")

    # when
    kept = actions.erase_party(actor=cast.registrar, at=NOON, party=party, reason="Đơn")

    # then
    assert kept == []
    for needle in ("014099001234", NUMBER, "0977 000 111", "0966 222 333", "Bản Hìn 7", "Pâng"):
        assert everywhere(needle) == [], needle
    party.refresh_from_db()
    assert (party.tax_code, party.erased_on) == ("", TODAY)
    assert Entry.objects.get(verb="parties.party.erased").data["kept"] == {}
    with pytest.raises(ErasedAlready):
        actions.erase_party(actor=cast.registrar, at=NOON, party=party, reason="x")


def test_what_the_law_keeps_is_kept_and_said(db: None, cast: Cast, sign_in: SignIn) -> None:
    party = household()
    make.make_instrument(premises=make.make_premises(party=party))

    page = sign_in(cast.registrar).post(
        reverse("parties:erase_party", args=[party.pk]), {"reason": "Đơn ngày 20/11", "sure": "on"})

    assert [len(one.rows) for one in page.context["kept"]] == [1]
    party.refresh_from_db()
    assert (party.name, party.tax_code, party.phone) == ("Hộ kinh doanh Cà Văn Pâng", "014099001234", "")


def test_erasure_reaches_into_merges_which_then_cannot_be_undone(db: None, cast: Cast) -> None:
    party, twin = household(phone="0955 444 333"), household(tax_code="", phone="0944 555 666")
    done = merging.merge(actor=cast.registrar, at=NOON, kind=kind_of("parties.party"), kept_id=party.pk, away_id=twin.pk)

    actions.erase_party(actor=cast.registrar, at=NOON, party=party, reason="Đơn")

    done.refresh_from_db()
    assert everywhere("0955 444 333") == everywhere("0944 555 666") == []
    assert "merging.personal-data-erased" in [reason.code for reason in merging.reasons_against_undo(done)]


def test_an_organisation_is_no_person(db: None, cast: Cast) -> None:
    with pytest.raises(NotAPerson):
        actions.erase_party(actor=cast.registrar, at=NOON, party=make.make_party(), reason="x")


def test_a_person_gets_a_copy_of_everything_as_json_and_as_a_workbook(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    party = household()
    make.make_instrument(premises=make.make_premises(party=party), serial="TS-77")
    actions.reveal_party(actor=cast.reception, party=party)
    FormerName.objects.create(party=party, name="=HYPERLINK(1)")
    client = sign_in(cast.registrar)

    # when
    copy = json.loads(client.post(reverse("parties:copy_party", args=[party.pk, "json"])).content)
    book = openpyxl.load_workbook(io.BytesIO(client.post(reverse("parties:copy_party", args=[party.pk, "xlsx"])).content))

    # then
    text = json.dumps(copy, ensure_ascii=False)
    for needle in ("014099001234", NUMBER, "TS-77", "Người reception"):
        assert needle in text, needle
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)
    assert Entry.objects.filter(verb="parties.person.copied").count() == 2
    assert sign_in(cast.auditor).post(reverse("parties:copy_party", args=[party.pk, "json"])).status_code == 403
    assert client.post(reverse("parties:copy_party", args=[make.make_party().pk, "json"])).status_code == 404


def test_a_contact_gets_a_copy_too(db: None, cast: Cast, sign_in: SignIn) -> None:
    kept = contact(cast)
    actions.reveal_contact(actor=cast.reception, contact=kept)
    copy = json.loads(sign_in(cast.registrar).post(reverse("parties:copy_contact", args=[kept.pk, "json"])).content)
    assert NUMBER in json.dumps(copy)
    assert "Người reception" in json.dumps(copy, ensure_ascii=False)
