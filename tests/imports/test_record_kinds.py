# SPDX-License-Identifier: Apache-2.0
"""What all kinds of record share: empty cells, files of many forms, two lists at once, undo in order."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import TextChoices
from django.utils import translation

from chuan.imports import errors, kinds
from chuan.imports.actions.undo import undo_import
from chuan.imports.choices import ImportStatus
from chuan.imports.fields import alike
from chuan.imports.models import Import, ImportRow
from chuan.imports.records import RecordKind
from chuan.imports.showing import shown_rows
from chuan.imports.values import Parsed
from chuan.parties.choices import (
    ActivityRole,
    ContactBasis,
    PartyKind,
    PartyStatus,
    PremisesKind,
    Sector,
)
from chuan.parties.models import Party
from chuan.products.choices import Assessment, DocumentKind, GoodsRole
from chuan.registry.models import Instrument
from tests.imports.filling import counts, filled, judged, reasons
from tests.make import NOON, TODAY, Cast, make_party, make_tax_code
from tests.registry.files import csv_text, row, workbook

Upload = Callable[..., Import]
CODE, OTHER = make_tax_code(160_000), make_tax_code(320_000)
LONG_AGO = NOON - timedelta(days=3000)
KINDS = ("parties", "premises", "goods", "declarations", "key-products", "documents", "reference-points", "activities", "contacts")


def test_every_kind_of_record_can_be_brought_in() -> None:
    found = {kind.code: kind for kind in kinds.every() if isinstance(kind, RecordKind)}

    assert set(found) == set(KINDS)
    for kind in found.values():
        assert set(kind.shown) | {kind.identity_column} <= {column.field for column in kind.columns}, kind.code
        assert len({kept.field for kept in kind.keeps}) == len(kind.keeps), kind.code
        assert len(kind.code) <= 40


@pytest.mark.parametrize(("code", "field", "choices"), [
    ("parties", "kind", PartyKind), ("parties", "status", PartyStatus), ("premises", "kind", PremisesKind), ("goods", "role", GoodsRole),
    ("declarations", "assessment", Assessment), ("documents", "kind", DocumentKind), ("activities", "sector", Sector),
    ("activities", "role", ActivityRole), ("contacts", "basis", ContactBasis),
])
def test_lists_understand_the_words_of_the_pages(code: str, field: str, choices: type[TextChoices]) -> None:
    kind = kinds.get(code)
    assert kind is not None
    column = next(one for one in kind.columns if one.field == field)
    assert isinstance(column.values, Parsed)
    with translation.override("vi"):
        for member in choices:
            said = column.values.parse(str(member.label), TODAY)
            assert (said[0] if isinstance(said, tuple) else said) == member.value


@pytest.mark.parametrize("code", KINDS)
def test_a_list_without_a_single_good_row_writes_nothing(upload: Upload, code: str) -> None:
    kind = kinds.get(code)
    assert kind is not None
    imported = upload(filled(code, {kind.columns[-1].field: "x", kind.columns[1].field: "y"}), kind=code)

    assert (imported.status, imported.rows_added, imported.rows_refused) == (ImportStatus.DONE, 0, 1)


def test_an_empty_cell_changes_nothing(upload: Upload) -> None:
    make_party(tax_code=CODE, name="Công ty A", kind="enterprise", address="Số 1", status="closed", status_since=NOON.date())

    assert counts(upload(filled("parties", {"name": "Công ty A", "tax_code": CODE}), kind="parties")) == (0, 0, 1, 0, 0)


def test_headings_of_practice_and_csv_are_understood(upload: Upload) -> None:
    headings, cells = ("STT", "Tên doanh nghiệp", "Địa chỉ trụ sở", "MST", "Loại hình doanh nghiệp"), ("1", "Công ty A", "Số 1", CODE, "Cty")
    content = csv_text([cells], headings=headings, delimiter=";").encode("utf-8-sig")
    assert counts(upload(content, name="dn.csv", kind="parties")) == (1, 0, 0, 0, 0)
    assert counts(upload(workbook([cells], headings=headings), kind="parties")) == (0, 0, 1, 0, 0)
    assert Party.objects.get().kind == "enterprise"


def test_all_or_nothing_holds_for_records_as_well(upload: Upload) -> None:
    rows = ({"name": "A", "tax_code": CODE}, {"name": "B", "tax_code": "1"})
    imported = upload(filled("parties", *rows), kind="parties", decision="all")

    assert imported.status == ImportStatus.REFUSED
    assert not Party.objects.exists()


def test_the_page_shows_what_changes_in_words_and_not_how_it_is_kept(upload: Upload) -> None:
    make_party(tax_code=CODE, name="Công ty A")
    preview = upload(filled("parties", {"name": "Công ty B", "tax_code": CODE, "kind": "Công ty"}), kind="parties", decision="")
    shown = shown_rows(ImportRow.objects.filter(source=preview), kinds.get("parties"))

    assert sorted(shown[0].changes) == [("Loại hình", "Tổ chức", "Doanh nghiệp"), ("Tên tổ chức, cá nhân", "Công ty A", "Công ty B")]
    assert shown[0].link


def test_two_rows_that_come_to_one_record_are_told(upload: Upload, cast: Cast) -> None:
    make_party(tax_code="", name="HTX Mận hậu", address="Bản A")
    rows = ({"name": "HTX Mận hậu", "address": "Bản A"}, {"name": "Hợp tác xã mận hậu", "address": "Bản A.", "tax_code": CODE})
    preview = upload(filled("parties", *rows), kind="parties", decision="")
    assert counts(preview) == (0, 0, 1, 1, 0)

    done = judged(preview, cast, "same")

    assert (counts(done), reasons(done)) == ((0, 0, 1, 0, 1), {3: [("name", "imports.row-twice")]})


def test_imports_are_undone_from_the_last_to_the_first(upload: Upload, cast: Cast) -> None:
    first = upload(filled("parties", {"name": "A", "tax_code": CODE}), kind="parties")
    second = upload(filled("parties", {"name": "B", "tax_code": CODE}, {"name": "C", "tax_code": OTHER}), kind="parties")
    Import.objects.filter(pk=first.pk).update(finished_at=LONG_AGO)  # a test is one instant for the database
    with pytest.raises(errors.ChangedSince):
        undo_import(actor=cast.registrar, import_id=first.pk, at=NOON)

    undo_import(actor=cast.registrar, import_id=second.pk, at=NOON)
    assert list(Party.objects.values_list("name", flat=True)) == ["A"]
    undo_import(actor=cast.registrar, import_id=first.pk, at=NOON)
    assert not Party.objects.exists()


def test_what_an_import_changed_itself_does_not_count_as_changed_since(upload: Upload, cast: Cast) -> None:
    upload(workbook([row(1)]))
    changing = upload(workbook([row(1, model="Sunny-GII")]))

    undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)

    assert Instrument.objects.get().model == "Sunny-XE"


def test_a_record_gone_meanwhile_keeps_its_import_from_being_undone(upload: Upload, cast: Cast) -> None:
    party = make_party(tax_code=CODE, name="A")
    changing = upload(filled("parties", {"name": "B", "tax_code": CODE}), kind="parties")
    party.delete()

    with pytest.raises(errors.ChangedSince):
        undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)


@pytest.mark.parametrize(("one", "other", "same"), [
    ("Xoài tròn Yên Châu", "XOÀI TRÒN YÊN CHÂU", True), ("Xoài tròn Yên Châu", "Xoài Yên Châu", True), ("Chè Tà Xùa", "Cà phê Sơn La", False), ("", "", False),
])
def test_near_names_share_most_of_their_pieces(one: str, other: str, same: bool) -> None:
    assert (alike(one, other) >= 0.6) is same


def test_a_list_comes_in_after_a_temporary_table_that_was_undone(upload: Upload) -> None:
    # given a session that touched a temporary table in a transaction of which nothing is left
    with suppress(ZeroDivisionError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE undone AS SELECT 1 AS one")
        raise ZeroDivisionError

    imported = upload(filled("parties", {"name": "HTX Xoài Yên Châu", "kind": "Hợp tác xã"}), kind="parties")

    assert counts(imported) == (1, 0, 0, 0, 0)
