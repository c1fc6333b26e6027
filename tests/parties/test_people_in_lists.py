# SPDX-License-Identifier: Apache-2.0
"""A person whose data is erased is gone from imported lists as well: rows, files, waiting imports, and what undo gives back."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from chuan.audit.models import Entry
from chuan.documents.models import StoredFile
from chuan.imports.actions.erasing import SEARCH, StillAtWork
from chuan.imports.actions.undo import undo_import
from chuan.imports.choices import ImportStatus
from chuan.imports.models import Import, ImportRow
from chuan.imports.people import Sought, file_holds
from chuan.imports.run import run_import
from chuan.imports.tasks import search_imports_task
from chuan.parties import actions
from chuan.parties.models import Contact, Party
from tests.imports.filling import filled
from tests.make import NOON, TODAY, Cast, make_instrument, make_party, make_premises, make_tax_code
from tests.parties.test_people import everywhere
from tests.registry.files import csv_text, sheet_xml, with_member, workbook

Upload = Callable[..., Import]
SignIn = Callable[[Any], Client]
CODE = make_tax_code(160_000)
NUMBER = "014099001234"
PANG = {"name": "Hộ kinh doanh Cà Văn Pâng", "tax_code": NUMBER, "kind": "Hộ kinh doanh", "address": "Bản Hìn 7"}
OTHER = {"name": "Công ty A", "tax_code": CODE}
LAN = {"tax_code": CODE, "name": "Phạm Thị Lan", "phone": "0912 345 678", "email": "lan.pham@example.vn", "purpose": "Hẹn kiểm định",
       "basis": "Theo luật"}
BUN = LAN | {"name": "Lò Văn Bun", "phone": "0988 777 666", "email": "bun@example.vn"}


def bring(upload: Upload, code: str, *rows: dict[str, Any], **how: Any) -> Import:
    return upload(filled(code, *rows), kind=code, **how)


def searched() -> None:
    """Do what a worker would."""
    for job in ProcrastinateJob.objects.filter(task_name=SEARCH):
        search_imports_task(**job.args)


def emptied(imported: Import) -> bool:
    found = Import.objects.select_related("file", "marked_file").get(pk=imported.pk)
    files = [one for one in (found.file, found.marked_file) if one is not None]
    assert all((bytes(one.content) == b"") == (found.withdrawn_on is not None) for one in files)
    return found.withdrawn_on is not None


def erase(cast: Cast, party: Party) -> None:
    actions.erase_party(actor=cast.registrar, at=NOON, party=party, reason="Đơn")


def test_a_list_that_brought_a_person_in_holds_them_no_more(upload: Upload, cast: Cast) -> None:
    # given
    done = bring(upload, "parties", PANG, OTHER, PANG | {"name": "Cà Văn Pâng", "tax_code": "0140"})
    other = bring(upload, "parties", OTHER)
    assert done.marked_file_id is not None

    # when
    erase(cast, Party.objects.get(tax_code=NUMBER))

    # then: at once, before any worker
    assert emptied(done)
    assert not emptied(other)
    for needle in (NUMBER, "Pâng", "Bản Hìn 7"):
        assert everywhere(needle) == [], needle
    entry = Entry.objects.get(verb="imports.import.person_erased")
    assert (entry.actor, entry.subject_id, entry.data["withdrawn"]) == (cast.registrar, str(done.pk), True)
    assert Entry.objects.get(verb="parties.party.erased").data["imports"] == 1


def test_undo_after_an_erasure_takes_the_others_back_and_leaves_the_erased_alone(upload: Upload, cast: Cast) -> None:
    # given
    old = make_party(name="Hộ Lò Văn Ín", tax_code="014099005678", kind="household", address="Bản Cọ 3")
    done = bring(upload, "parties", PANG, OTHER, {"name": "Hộ Lò Văn Ín mới", "tax_code": "014099005678", "address": "Bản Mòng 9"})
    assert (done.rows_added, done.rows_changed) == (2, 1)
    pang = Party.objects.get(tax_code=NUMBER)
    for person in (pang, old):
        erase(cast, person)

    # when
    Import.objects.update(finished_at=NOON - timedelta(days=1))
    undo_import(actor=cast.registrar, import_id=done.pk, at=NOON)

    # then
    assert set(Party.objects.values_list("pk", flat=True)) == {pang.pk, old.pk}
    assert {(one.tax_code, one.address, one.erased_on is None) for one in Party.objects.all()} == {("", "", False)}
    for needle in ("Ín", "Pâng", "Bản Cọ 3", "Bản Mòng 9"):
        assert everywhere(needle) == [], needle


def test_an_erased_contact_is_in_no_row_and_no_file_and_undo_keeps_it_so(upload: Upload, cast: Cast) -> None:
    # given
    make_party(tax_code=CODE)
    first = bring(upload, "contacts", LAN, BUN)
    second = bring(upload, "contacts", LAN | {"phone": "0977 000 111"}, BUN | {"phone": "0966 222 333"})
    lan = Contact.objects.get(name="Phạm Thị Lan")

    # when
    actions.erase_contact(actor=cast.registrar, at=NOON, contact=lan, reason="Đơn")

    # then
    assert emptied(first)
    assert emptied(second)
    for needle in ("Phạm Thị Lan", "0912 345 678", "0977 000 111", "lan.pham@example.vn"):
        assert everywhere(needle) == [], needle
    row = ImportRow.objects.get(source=second, subject=lan.pk)
    assert (row.values, row.before, row.problems, row.erased_on) == ({}, {}, [], TODAY)
    undo_import(actor=cast.registrar, import_id=second.pk, at=NOON)
    assert set(Contact.objects.values_list("name", "phone")) == {("", ""), ("Lò Văn Bun", "0988 777 666")}
    undo_import(actor=cast.registrar, import_id=first.pk, at=NOON)
    assert list(Contact.objects.values_list("pk", "erased_on")) == [(lan.pk, TODAY)]


def test_files_in_which_nothing_was_kept_of_the_person_are_found_by_the_search(upload: Upload, cast: Cast) -> None:
    # given: the person stood there already, in another spelling, in a column nobody reads, on another sheet, as a number
    pang = make_party(name=PANG["name"], tax_code=NUMBER, kind="household", phone="0912 345 678")
    headings = ("Tên", "MST", "Ghi chú")
    heard = {
        "same": upload(filled("parties", PANG | {"address": None}), kind="parties"),
        "spelled": upload(workbook([("HO KINH DOANH CA VAN PANG", "", "")], headings=headings), kind="parties"),
        "note": upload(workbook([("Công ty A", CODE, "gọi chị Lan 0912.345.678 nhé")], headings=headings), kind="parties"),
        "csv": upload(csv_text([("Công ty A", CODE, "Hộ kinh doanh Cà Văn Pâng")], headings=headings).encode("utf-16"),
                      name="a.csv", kind="parties"),
        "zero": upload(workbook([("Công ty A", CODE, 14099001234)], headings=headings), kind="parties"),
    }
    quiet = upload(workbook([("Công ty A", CODE, "Hộ kinh doanh Cà Văn Pa")], headings=headings), kind="parties")
    assert {one.rows_added for one in heard.values()} <= {0, 1}

    # when
    erase(cast, pang)
    args = json.dumps([one.args for one in ProcrastinateJob.objects.filter(task_name=SEARCH)], ensure_ascii=False)
    searched()

    # then
    assert {name: emptied(one) for name, one in heard.items()} == dict.fromkeys(heard, True)
    assert not emptied(quiet)
    assert not any(text in args for text in (NUMBER, "Pâng", "pang", "0912"))
    before = Entry.objects.filter(verb="imports.import.person_erased").count()
    searched()
    assert Entry.objects.filter(verb="imports.import.person_erased").count() == before


def test_rows_of_other_records_lose_only_the_person_and_can_still_be_undone(upload: Upload, cast: Cast) -> None:
    # given
    pang = make_party(name=PANG["name"], tax_code=NUMBER, kind="household")
    shop = make_premises(party=make_party(name="Công ty A", tax_code=CODE), name="Quán", address="Số 1")
    done = bring(upload, "premises", {"name": "Quán", "tax_code": CODE, "address": "Số 2"}, {"name": "Tiệm", "tax_code": NUMBER, "kind": "Gì đó"})
    ImportRow.objects.filter(source=done, subject=shop.pk).update(
        before={**ImportRow.objects.get(source=done, subject=shop.pk).before, "owner": pang.name})

    # when
    erase(cast, pang)
    searched()

    # then
    assert everywhere("Pâng") == everywhere(NUMBER) == []
    undo_import(actor=cast.registrar, import_id=done.pk, at=NOON)
    shop.refresh_from_db()
    assert shop.address == "Số 1"


def test_a_waiting_import_that_holds_the_person_is_cancelled(upload: Upload, cast: Cast) -> None:
    # given
    pang = make_party(name=PANG["name"], tax_code=NUMBER, kind="household")
    preview = bring(upload, "parties", PANG, OTHER, decision="")
    asking = upload(workbook([(PANG["name"], NUMBER)], headings=("Cột lạ", "MST")), kind="parties")
    assert (preview.status, asking.status) == (ImportStatus.READY, ImportStatus.ASKING)
    assert NUMBER in json.dumps(asking.question)

    # when
    erase(cast, pang)
    searched()

    # then
    assert set(Import.objects.values_list("status", flat=True)) == {ImportStatus.CANCELLED}
    assert emptied(preview)
    assert emptied(asking)
    assert everywhere(NUMBER) == []
    run_import(preview.pk, NOON)
    assert not Party.objects.exclude(pk=pang.pk).exists()


def test_an_import_in_the_hands_of_a_worker_is_told_to_stop_and_looked_at_again(upload: Upload, cast: Cast) -> None:
    # given
    pang = make_party(name=PANG["name"], tax_code=NUMBER, kind="household")
    busy = bring(upload, "parties", PANG, OTHER, decision="")
    Import.objects.filter(pk=busy.pk).update(status=ImportStatus.CHECKING)
    erase(cast, pang)
    with pytest.raises(StillAtWork):
        searched()
    assert not emptied(busy)

    # when
    run_import(busy.pk, NOON)
    searched()

    # then
    assert emptied(busy)
    assert Import.objects.get(pk=busy.pk).status == ImportStatus.CANCELLED


def test_whose_name_the_law_keeps_stays_in_lists_that_only_name_them(upload: Upload, cast: Cast) -> None:
    # given
    told = bring(upload, "parties", PANG)
    named = bring(upload, "premises", {"name": "Quán", "tax_code": NUMBER, "owner": PANG["name"]})
    pang = Party.objects.get()
    make_instrument(premises=pang.premises.get())

    # when
    erase(cast, pang)
    searched()

    # then
    assert emptied(told)
    assert not emptied(named)
    pang.refresh_from_db()
    assert pang.tax_code == NUMBER
    assert everywhere("Bản Hìn 7") == []


def test_the_page_says_that_files_were_withdrawn_and_gives_none(upload: Upload, cast: Cast, sign_in: SignIn) -> None:
    # given
    person = PANG | {"name": "Cà Văn Pâng", "kind": "Cá nhân"}
    done = upload(filled("parties", person, person | {"tax_code": "x"}), kind="parties", name="Cà Văn Pâng_danh sách.xlsx")
    erase(cast, Party.objects.get())
    searched()

    # when
    client = sign_in(cast.registrar)
    page = client.get(reverse("imports:import", args=[done.pk])).content.decode()

    # then
    assert "Pâng" not in page.partition("timeline")[0]  # the record of acts is never rewritten
    assert reverse("imports:file", args=[done.pk, "uploaded"]) not in page
    assert f"{TODAY:%d/%m/%Y}" in page
    for which in ("uploaded", "marked"):
        assert client.get(reverse("imports:file", args=[done.pk, which])).status_code in (404, 409)


def test_the_copy_for_a_person_lists_the_imports(upload: Upload, cast: Cast, sign_in: SignIn) -> None:
    upload(filled("parties", PANG, OTHER), kind="parties", name="dot-1.xlsx")
    upload(filled("parties", OTHER), kind="parties", name="dot-2.xlsx")
    upload(filled("premises", {"name": "Tiệm", "tax_code": NUMBER, "kind": "Gì đó"}), kind="premises", name="dot-3.xlsx")
    client, pang = sign_in(cast.registrar), Party.objects.get(tax_code=NUMBER)

    copy = client.post(reverse("parties:copy_party", args=[pang.pk, "json"])).content.decode()

    assert ("dot-1.xlsx" in copy, "dot-2.xlsx" in copy, "dot-3.xlsx" in copy) == (True, False, True)
    make_party(name="x")
    contact = actions.add_contact(actor=cast.registrar, party=pang, name="Lan", phone="0977 000 111", purpose="Hẹn", basis="law")
    brought = bring(upload, "contacts", LAN | {"tax_code": NUMBER, "name": "Lan", "purpose": "Hẹn", "phone": "0977 000 111"}, name="dot-4.xlsx")
    client.get(reverse("imports:file", args=[brought.pk, "uploaded"]))
    held = {one["title"]: one["rows"] for one in json.loads(
        client.post(reverse("parties:copy_contact", args=[contact.pk, "json"])).content)["data"]}
    assert [row["Tệp"] for row in held["Danh sách đã nhập"]] == ["dot-4.xlsx"]
    assert [(row["Người thực hiện"], row["Tệp"]) for row in held["Ai đã xem danh sách"]] == [(cast.registrar.get_full_name(), "dot-4.xlsx")]


def test_a_short_name_alone_finds_nobody() -> None:
    sought = Sought.of(numbers=["", "12"], names=["An"])
    assert sought.within("parties") == frozenset()
    assert not sought.names_file("An.xlsx")
    assert Sought.of(numbers=[], names=["Cà Văn Pâng"]).names_file("ds_ca van pang 2026.xlsx")


@pytest.mark.parametrize("content", [
    b"PK\x03\x04 no workbook at all", with_member(workbook([]), "xl/worksheets/sheet1.xml", sheet_xml(b'<row r="1"><c r="A0"><v>1</v></c></row>')),
])
def test_a_file_that_no_reader_opens_counts_as_one_with_the_person_in_it(content: bytes) -> None:
    assert file_holds(Import(file=StoredFile(content=content)), frozenset())
    assert not file_holds(Import(file=StoredFile(content=b"")), frozenset())
    assert not file_holds(Import(file=StoredFile(content=workbook([]))), frozenset())
