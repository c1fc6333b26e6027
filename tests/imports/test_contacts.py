# SPDX-License-Identifier: Apache-2.0
"""Lists of contacts: purpose and basis row by row, numbers hidden, who looked, and undo."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuan.accounts.permissions import PERMISSIONS
from chuan.audit.models import Entry
from chuan.imports import errors, kinds
from chuan.imports.actions.imports import start_import
from chuan.imports.actions.undo import undo_import
from chuan.imports.models import Import
from chuan.imports.values import Wrong
from chuan.lib.errors import NotAllowed
from chuan.parties import actions
from chuan.parties.lists.contacts import email, phone
from chuan.parties.models import Contact, Party
from tests.imports.filling import counts, filled, judged, reasons
from tests.make import NOON, Cast, make_party, make_premises, make_tax_code

Upload = Callable[..., Import]
SignIn = Callable[[Any], Client]
CODE, OTHER = make_tax_code(160_000), make_tax_code(320_000)
NUMBER, ADDRESS = "0912 345 678", "lan.pham@example.vn"
LAN = {"tax_code": CODE, "name": "Phạm Thị Lan", "role": "Kế toán", "phone": NUMBER, "email": ADDRESS, "purpose": "Hẹn kiểm định",
       "basis": "Sự đồng ý của cá nhân", "consent_on": "05/01/2026", "consent_by": "Phiếu có chữ ký"}


def bring(upload: Upload, *rows: dict[str, Any], **how: Any) -> Import:
    return upload(filled("contacts", *rows), kind="contacts", **how)


def test_contacts_come_in_with_purpose_and_consent(upload: Upload) -> None:
    # given
    party = make_party(tax_code=CODE)
    premises = make_premises(party=party, name="CHXD số 1")

    # when
    done = bring(upload, LAN, LAN | {"tax_code": OTHER, "owner": "Công ty Mới"},
                 {"tax_code": CODE, "premises": "CHXD số 1", "name": "Lò Văn Bun", "phone": "988777666",
                  "purpose": "Nhận thông báo", "basis": "Theo luật"})

    # then
    assert counts(done) == (3, 0, 0, 0, 0)
    lan = Contact.objects.get(party=party, name="Phạm Thị Lan")
    assert (lan.phone, lan.purpose, lan.basis, lan.consent_on, lan.consent_by) == (
        NUMBER, "Hẹn kiểm định", "consent", date(2026, 1, 5), "Phiếu có chữ ký")
    bun = Contact.objects.get(name="Lò Văn Bun")
    assert (bun.phone, bun.basis, bun.premises) == ("0988777666", "law", premises)
    assert Party.objects.get(tax_code=OTHER).contacts.count() == 1
    assert counts(bring(upload, LAN | {"phone": "0912.345.678", "email": ADDRESS.upper()})) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(("over", "column", "code"), [
    ({"purpose": None}, "purpose", "imports.value-missing"),
    ({"basis": None}, "basis", "imports.value-missing"),
    ({"basis": "Cứ lưu"}, "basis", "imports.choice-unknown"),
    ({"consent_on": None}, "consent_on", "parties.consent-missing"),
    ({"consent_by": None}, "consent_on", "parties.consent-missing"),
    ({"consent_on": "01/01/2099"}, "consent_on", "imports.date-in-future"),
    ({"phone": None, "email": None}, "phone", "parties.contact-unreachable"),
    ({"phone": "gọi sau"}, "phone", "parties.phone-unreadable"),
    ({"email": "lan@"}, "email", "parties.email-unreadable"),
    ({"tax_code": None}, "tax_code", "parties.owner-missing"),
])
def test_nobody_comes_in_without_purpose_basis_and_reach(upload: Upload, over: dict[str, Any], column: str, code: str) -> None:
    make_party(tax_code=CODE)
    done = bring(upload, LAN | over)
    assert (counts(done), reasons(done)) == ((0, 0, 0, 0, 1), {2: [(column, code)]})
    assert not Contact.objects.exists()


@pytest.mark.parametrize("text", ["", "1234567", "1" * 16, "0912345678x", "٠٩١٢٣٤٥٦٧٨", "+84 " + " " * 30 + "912345678"])
def test_what_is_no_number_is_none(text: str) -> None:
    with pytest.raises(Wrong):
        phone(text, None)
    with pytest.raises(Wrong):
        email(text, None)


def test_only_who_may_enter_and_see_people_may_bring_them_in(db: None, cast: Cast) -> None:
    kind = kinds.get("contacts")
    assert kind is not None
    assert PERMISSIONS[kind.act] <= PERMISSIONS["parties.edit"] & PERMISSIONS[kind.sees]
    for user in (cast.auditor, cast.reception, cast.admin, cast.stranger):
        with pytest.raises(NotAllowed):
            start_import(actor=user, at=NOON, name="a.xlsx", content=filled("contacts", LAN), kind="contacts")


def test_numbers_are_hidden_until_somebody_asks_and_is_written_down(upload: Upload, cast: Cast, sign_in: SignIn) -> None:
    # given
    make_party(tax_code=CODE)
    bring(upload, LAN)
    done = bring(upload, LAN | {"phone": "0977 000 111"}, LAN | {"name": "Sai", "consent_on": None}, decision="")
    page, show = reverse("imports:import", args=[done.pk]), reverse("imports:show_rows", args=[done.pk])
    secrets = (NUMBER, "0977 000 111", ADDRESS)

    # when
    seen = {user: [sign_in(user).get(f"{page}?outcome={one}").content.decode() for one in ("changed", "refused")]
            for user in (cast.registrar, cast.auditor)}
    shown = sign_in(cast.registrar).post(f"{show}?outcome=changed").content.decode()

    # then
    assert all(secret not in text for pages in seen.values() for text in pages for secret in secrets)
    assert "09xx xxx 111" in seen[cast.auditor][0]
    assert show in seen[cast.registrar][0]
    assert show not in seen[cast.auditor][0]
    assert "0977 000 111" in shown
    entry = Entry.objects.get(verb="imports.import.unmasked")
    assert (entry.actor, entry.subject_id, entry.data) == (cast.registrar, str(done.pk), {"outcome": "changed", "rows": 1})
    assert sign_in(cast.auditor).post(show).status_code == 403
    assert Entry.objects.filter(verb="imports.import.unmasked").count() == 1


def test_files_with_people_go_to_who_may_see_people_and_the_record_says_so(upload: Upload, cast: Cast, sign_in: SignIn) -> None:
    make_party(tax_code=CODE)
    done = bring(upload, LAN, LAN | {"consent_on": None})
    for which in ("uploaded", "marked"):
        address = reverse("imports:file", args=[done.pk, which])
        assert sign_in(cast.auditor).get(address).status_code == 403
        assert sign_in(cast.registrar).get(address).status_code == 200
    fetched = Entry.objects.filter(verb="imports.import.file_fetched").order_by("sequence")
    assert [(one.actor, one.data) for one in fetched] == [(cast.registrar, {"which": "uploaded"}), (cast.registrar, {"which": "marked"})]
    assert "imports:file" not in sign_in(cast.auditor).get(reverse("imports:import", args=[done.pk])).content.decode()


def test_lists_without_people_stay_open_to_readers(upload: Upload, cast: Cast, sign_in: SignIn) -> None:
    done = upload(filled("parties", {"name": "Công ty A", "tax_code": CODE}), kind="parties")
    assert sign_in(cast.auditor).get(reverse("imports:file", args=[done.pk, "uploaded"])).status_code == 200
    assert not Entry.objects.filter(verb="imports.import.file_fetched").exists()


def test_personal_numbers_in_rows_of_other_lists_are_hidden_too(upload: Upload, cast: Cast, sign_in: SignIn) -> None:
    done = upload(filled("premises", {"name": "Quán", "tax_code": "014099001234"}), kind="premises")
    page = sign_in(cast.auditor).get(reverse("imports:import", args=[done.pk])).content.decode()
    assert "014xxxxxx234" in page
    assert "014099001234" not in page


def test_a_withdrawn_consent_comes_back_only_by_a_later_one(upload: Upload, cast: Cast) -> None:
    make_party(tax_code=CODE)
    bring(upload, LAN)
    actions.withdraw_consent(actor=cast.registrar, contact=Contact.objects.get(), on=date(2026, 3, 1))

    assert reasons(bring(upload, LAN)) == {2: [("name", "parties.consent-withdrawn")]}
    assert counts(bring(upload, LAN | {"consent_on": "02/04/2026"})) == (1, 0, 0, 0, 0)
    assert Contact.objects.usable().get().consent_on == date(2026, 4, 2)


def test_another_purpose_is_another_consent_and_another_name_is_for_a_person_to_decide(upload: Upload, cast: Cast) -> None:
    make_party(tax_code=CODE)
    bring(upload, LAN)

    assert counts(bring(upload, LAN | {"purpose": "Mời tập huấn"})) == (1, 0, 0, 0, 0)
    preview = bring(upload, LAN | {"name": "Phạm Lan", "email": None, "phone": "0912345678"}, decision="")
    assert counts(preview) == (0, 0, 0, 1, 0)
    assert counts(judged(preview, cast, "same")) == (0, 1, 0, 0, 0)
    assert set(Contact.objects.values_list("name", "purpose")) == {("Phạm Lan", "Hẹn kiểm định"), ("Phạm Thị Lan", "Mời tập huấn")}


def test_one_person_twice_in_a_list_is_told(upload: Upload) -> None:
    make_party(tax_code=CODE)
    assert reasons(bring(upload, LAN, LAN | {"name": "PHẠM THỊ LAN"})) == {3: [("name", "imports.row-twice")]}


def test_undo_takes_contacts_away_and_gives_numbers_back_unless_somebody_changed_them(upload: Upload, cast: Cast) -> None:
    # given
    make_party(tax_code=CODE)
    first = bring(upload, LAN)
    second = bring(upload, LAN | {"phone": "0977 000 111"})
    Import.objects.update(finished_at=NOON - timedelta(days=1))  # a test is one instant for the database

    # when, then
    undo_import(actor=cast.registrar, import_id=second.pk, at=NOON)
    assert Contact.objects.get().phone == NUMBER
    actions.edit_contact(actor=cast.registrar, contact=Contact.objects.get(), role="Giám đốc")
    with pytest.raises(errors.ChangedSince):
        undo_import(actor=cast.registrar, import_id=first.pk, at=NOON)
    third = bring(upload, LAN | {"tax_code": OTHER, "owner": "B"})
    undo_import(actor=cast.registrar, import_id=third.pk, at=NOON)
    assert list(Contact.objects.values_list("party__tax_code", flat=True)) == [CODE]
    assert not Party.objects.filter(tax_code=OTHER).exists()
