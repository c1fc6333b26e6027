# SPDX-License-Identifier: Apache-2.0
"""Lists of goods, declarations, key products and documents: in, again, changed, undone; what is wrong; what is probably the same."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuan.imports import errors, kinds
from chuan.imports.actions.imports import answer_columns, start_import
from chuan.imports.actions.undo import undo_import
from chuan.imports.choices import ImportStatus
from chuan.imports.models import Import, ImportRow
from chuan.imports.run import run_import
from chuan.lib.errors import NotAllowed
from chuan.parties.models import Party
from chuan.products.actions.key import set_producer
from chuan.products.models import Declaration, Goods, KeyProduct, NormativeDocument
from tests import make
from tests.imports.filling import counts, filled, judged, reasons
from tests.make import NOON, TODAY, Cast, make_tax_code
from tests.products.makers import make_document, make_goods
from tests.registry.files import opened, workbook

Upload = Callable[..., Import]
SignIn = Callable[[Any], Client]
CODE, OTHER = make_tax_code(160_000), make_tax_code(320_000)
OIL = {"name": "Dầu nhờn động cơ 4T", "brand": "Sao Vàng", "role": "Kinh doanh", "tax_code": CODE, "owner": "Công ty A",
       "gtin": "8934563138165", "hs": "2710.19.43", "standard": "TCVN 9001:2020", "regulated": "bk-m06", "quantity": "1,5 lít"}
CLAIM = {"number": "01/2026/CB", "tax_code": CODE, "owner": "Công ty A", "standard": "QCVN 16:2023/BXD", "declared_on": "01/03/2026",
         "received_on": "02/03/2026", "assessment": "Tự đánh giá", "goods": "Xi măng PCB40"}
MANGO = {"name": "Xoài tròn Yên Châu", "area": "Huyện Yên Châu (cũ)", "units": "Xã Yên Châu; Phường Tô Hiệu", "producers": CODE,
         "standard": "TCVN 9001:2020", "indication": "Yên Châu", "listed_by": "123/QĐ-UBND", "listed_on": "01/02/2026"}
NEW = {"number": "TCVN 7001:2025", "title": "Xi măng mới", "managing_body": "Bộ Xây dựng", "issued_on": "01/12/2025",
       "in_force_from": "01/01/2026", "status": "Còn hiệu lực", "replaces": "TCVN 7001:2010"}
OLD = {"number": "TCVN 7001:2010", "title": "Xi măng cũ", "in_force_from": "01/01/2011", "status": "Bị thay thế"}


@pytest.fixture
def party(db: None) -> Party:
    return make.make_party(tax_code=CODE, name="Công ty A")


@pytest.fixture
def standard(db: None) -> NormativeDocument:
    return make_document(number="TCVN 9001:2020")


@pytest.fixture
def regulation(db: None) -> NormativeDocument:
    return make_document(kind="qcvn", number="QCVN 16:2023/BXD")


def test_goods_go_in_are_the_same_again_change_and_come_back(upload: Upload, cast: Cast, standard: NormativeDocument) -> None:
    # given
    first = upload(filled("goods", OIL), kind="goods")
    assert (reasons(first), counts(first)) == ({}, (1, 0, 0, 0, 0))
    one = Goods.objects.get()
    assert (one.gtin, one.hs, one.standard, one.regulated_codes) == ("8934563138165", "27101943", standard, ["bk-m06"])
    assert (str(one.nominal_value.normalize() if one.nominal_value else ""), one.nominal_unit, one.party.name) == ("1.5", "l", "Công ty A")
    assert counts(upload(filled("goods", OIL | {"name": "DẦU NHỜN động cơ 4T"}), kind="goods")) == (0, 1, 0, 0, 0)
    assert counts(upload(filled("goods", OIL), kind="goods")) == (0, 1, 0, 0, 0)
    assert counts(upload(filled("goods", OIL), kind="goods")) == (0, 0, 1, 0, 0)

    # when the brand and the quantity change, known by the barcode
    changing = upload(filled("goods", OIL | {"brand": "Sao Xanh", "quantity": "500 ml"}), kind="goods")
    assert counts(changing) == (0, 1, 0, 0, 0)
    one.refresh_from_db()
    assert (one.brand, one.identity, one.nominal_unit) == ("Sao Xanh", "daunhondongco4t|saoxanh||500ml", "ml")
    row = ImportRow.objects.get(source=changing)
    assert (row.before["quantity"], row.values["quantity"]) == ("1.5 l", "500 ml")

    # then
    undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)
    one.refresh_from_db()
    assert (one.brand, one.identity, one.nominal_unit) == ("Sao Vàng", "daunhondongco4t|saovang||15l", "l")
    undo_import(actor=cast.registrar, import_id=first.pk, at=NOON)
    assert not Goods.objects.exists() and not Party.objects.exists()


def test_wrong_cells_of_goods_say_why(upload: Upload, standard: NormativeDocument, party: Party) -> None:
    make_document(number="TCVN 1:1999", ended_on=date(2020, 1, 1), in_force_from=None, issued_on=None)
    make_goods(role="maker", gtin="8934563138172", name="Của người khác")
    rows: list[dict[str, Any]] = [
        OIL | {"gtin": "8934563138166"}, OIL | {"gtin": "8,93456E+12"}, OIL | {"hs": "27"}, OIL | {"name": "D5", "gtin": None, "standard": "TCVN 404"},
        OIL | {"name": "D6", "gtin": None, "standard": "TCVN 1:1999"}, OIL | {"regulated": "xx-99"}, OIL | {"quantity": "nhiều"}, OIL | {"role": "Trồng"}, OIL, OIL | {"name": "Khác tên"},
        OIL | {"tax_code": OTHER, "owner": None, "gtin": None}, OIL | {"name": "Làm ra", "role": "Sản xuất", "gtin": "8934563138172"}, {"name": "Trống"},
    ]
    imported = upload(filled("goods", *rows), kind="goods")

    assert {number: found[0] for number, found in reasons(imported).items()} == {
        2: ("gtin", "products.gtin-wrong"), 3: ("gtin", "products.gtin-wrong"), 4: ("hs", "products.hs-malformed"),
        5: ("standard", "products.document-unknown"), 6: ("standard", "products.standard-not-in-force"), 7: ("regulated", "products.not-regulated"),
        8: ("quantity", "products.quantity-incomplete"), 9: ("role", "imports.choice-unknown"), 11: ("name", "imports.row-twice"),
        12: ("owner", "parties.owner-nameless"), 13: ("name", "products.goods-taken"), 14: ("role", "imports.value-missing"),
    }


def test_barcodes_keep_their_zeros(upload: Upload, party: Party) -> None:
    upload(filled("goods", {"name": "A", "role": "Sản xuất", "tax_code": CODE, "gtin": "00012345678905"}), kind="goods")

    assert Goods.objects.get().gtin == "00012345678905"


def test_goods_without_brand_are_probably_those_with_one(upload: Upload, cast: Cast, standard: NormativeDocument) -> None:
    upload(filled("goods", OIL), kind="goods")
    bare = {"name": OIL["name"], "role": "KD", "tax_code": CODE, "model": "SN"}
    preview = upload(filled("goods", bare), kind="goods", decision="")
    assert counts(preview) == (0, 0, 0, 1, 0)

    assert counts(judged(preview, cast, "same")) == (0, 1, 0, 0, 0)
    one = Goods.objects.get()
    assert (one.brand, one.model, one.identity) == ("Sao Vàng", "SN", "daunhondongco4t|saovang|sn|15l")
    other = upload(filled("goods", bare | {"brand": "Sao Đỏ"}), kind="goods")
    assert counts(other) == (1, 0, 0, 0, 0)


def test_declarations_go_in_are_the_same_again_change_and_come_back(
    upload: Upload, cast: Cast, party: Party, regulation: NormativeDocument
) -> None:
    # given
    cement = make_goods(party=party, name="Xi măng PCB40", identity="ximangpcb40|||")
    first = upload(filled("declarations", CLAIM), kind="declarations")
    assert (reasons(first), counts(first)) == ({}, (1, 0, 0, 0, 0))
    one = Declaration.objects.get()
    assert (one.kind, one.state, one.document, list(one.goods.all())) == ("regulation", "received", regulation, [cement])
    assert counts(upload(filled("declarations", CLAIM), kind="declarations")) == (0, 0, 1, 0, 0)

    # when the notice is issued and another kind of goods joins
    more = make_goods(party=party, name="Vữa", gtin="8934563138165", identity="vua|||")
    noticed = CLAIM | {"notice_number": "12/TB", "noticed_on": "05/03/2026", "goods": "xi măng PCB40; 8934563138165"}
    changing = upload(filled("declarations", noticed), kind="declarations")
    assert (reasons(changing), counts(changing)) == ({}, (0, 1, 0, 0, 0))
    one.refresh_from_db()
    assert (one.state, one.notice_number, set(one.goods.all())) == ("noticed", "12/TB", {cement, more})
    assert counts(upload(filled("declarations", noticed), kind="declarations")) == (0, 0, 1, 0, 0)

    # then all of it comes back
    undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)
    one.refresh_from_db()
    assert (one.state, one.notice_number, one.valid_until, set(one.goods.all())) == ("received", "", None, {cement})
    undo_import(actor=cast.registrar, import_id=first.pk, at=NOON)
    assert not Declaration.objects.exists()


def test_wrong_cells_of_declarations_say_why(upload: Upload, cast: Cast, party: Party, regulation: NormativeDocument) -> None:
    make_goods(party=party, name="Xi măng PCB40", identity="ximangpcb40|||")
    upload(filled("declarations", CLAIM | {"notice_number": "1/TB", "noticed_on": "05/03/2026"}), kind="declarations")
    Declaration.objects.update(state="withdrawn")
    rows: list[dict[str, Any]] = [
        CLAIM | {"number": "2", "standard": "QCVN 404"}, CLAIM | {"number": "3", "received_on": "01/02/2026"}, CLAIM | {"number": "4", "goods": "Cát"},
        CLAIM | {"number": "5", "assessment": "Bên thứ ba"}, CLAIM | {"number": "6", "notice_number": "6/TB"}, CLAIM | {"number": "7", "valid_until": "01/01/2030"},
        CLAIM | {"number": "8", "notice_number": "1/TB", "noticed_on": "05/03/2026"}, CLAIM | {"notice_number": "9/TB", "noticed_on": "05/03/2026"},
        CLAIM | {"number": "10", "declared_on": "01/01/2020", "received_on": "01/01/2020"}, CLAIM | {"number": "11", "declared_on": "31/02/2026"},
        CLAIM | {"number": "12", "received_on": "01/01/2030"}, CLAIM | {"number": "13"}, CLAIM | {"number": "13."},
        CLAIM | {"number": "14", "notice_number": "14/TB", "noticed_on": "01/01/2026"},
    ]
    imported = upload(filled("declarations", *rows), kind="declarations")

    assert {number: found[0] for number, found in reasons(imported).items()} == {
        2: ("standard", "products.document-unknown"), 3: ("received_on", "products.days-swapped"), 4: ("goods", "products.goods-unknown"),
        5: ("assessor", "products.assessor-missing"), 6: ("notice_number", "products.notice-incomplete"), 7: ("notice_number", "products.notice-incomplete"),
        8: ("notice_number", "products.notice-taken"), 9: ("notice_number", "products.wrong-state"), 10: ("standard", "products.standard-not-in-force"),
        11: ("declared_on", "imports.date-impossible"), 12: ("received_on", "imports.date-in-future"), 14: ("number", "imports.row-twice"),
        15: ("noticed_on", "products.days-swapped"),
    }


def test_a_declaration_numbered_with_or_without_zeros_is_probably_one(
    upload: Upload, cast: Cast, party: Party, regulation: NormativeDocument
) -> None:
    claim = CLAIM | {"goods": None}
    upload(filled("declarations", claim), kind="declarations")
    preview = upload(filled("declarations", claim | {"number": "1/2026/CB", "dossier": "H.1"}), kind="declarations", decision="")
    assert counts(preview) == (0, 0, 0, 1, 0)
    assert counts(judged(preview, cast, "same")) == (0, 1, 0, 0, 0)
    assert Declaration.objects.get().dossier == "H.1"


def test_key_products_go_in_are_the_same_again_change_and_come_back(
    upload: Upload, cast: Cast, party: Party, standard: NormativeDocument
) -> None:
    # given
    first = upload(filled("key-products", MANGO), kind="key-products")
    assert (reasons(first), counts(first)) == ({}, (1, 0, 0, 0, 0))
    one = KeyProduct.objects.get()
    assert {str(unit) for unit in one.units.all()} == {"Xã Yên Châu", "Phường Tô Hiệu"} and list(one.producers.all()) == [party]
    assert counts(upload(filled("key-products", MANGO | {"producers": "CÔNG TY A"}), kind="key-products")) == (0, 0, 1, 0, 0)

    # when
    changing = upload(filled("key-products", MANGO | {"units": "Xã Yên Châu", "marks": "Xoài Yên Châu"}), kind="key-products")
    assert counts(changing) == (0, 1, 0, 0, 0)
    row = ImportRow.objects.get(source=changing)
    assert (set(row.before["units"].split("; ")), row.values["units"]) == ({"Xã Yên Châu", "Phường Tô Hiệu"}, "Xã Yên Châu")
    assert one.units.count() == 1

    # then undo gives both back; a producer set by hand since keeps the product
    undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)
    one.refresh_from_db()
    assert (one.marks, one.units.count()) == ("", 2)
    Import.objects.filter(pk=first.pk).update(finished_at=NOON - timedelta(days=3000))
    set_producer(actor=cast.registrar, product=one, party=make.make_party(), produces=True)
    with pytest.raises(errors.ChangedSince):
        undo_import(actor=cast.registrar, import_id=first.pk, at=NOON)
    assert one.producers.count() == 2


def test_a_key_product_nobody_touched_is_taken_back_with_its_relations(upload: Upload, cast: Cast, party: Party, standard: NormativeDocument) -> None:
    imported = upload(filled("key-products", MANGO), kind="key-products")
    undo_import(actor=cast.registrar, import_id=imported.pk, at=NOON)

    assert not KeyProduct.objects.exists() and Party.objects.exists()


def test_wrong_cells_and_likely_rows_of_key_products(upload: Upload, cast: Cast, party: Party, standard: NormativeDocument) -> None:
    upload(filled("key-products", MANGO), kind="key-products")
    rows: list[dict[str, Any]] = [
        {"name": "Chè", "producers": "Không ai"}, {"name": "Cà phê", "producers": "0100112430"}, {"name": "Nhãn", "units": "Xã Không Có; Xã Yên Châu"},
        {"name": "Mận", "standard": "TCVN 404"}, {"name": "Na", "listed_on": "01/02/2026", "ended_on": "01/02/2020"}, {"name": "Chè Tà Xùa"},
        {"name": "chè tà xùa"}, {"name": "Xoài Yên Châu"},
    ]
    imported = upload(filled("key-products", *rows), kind="key-products", decision="")

    assert {number: found[0] for number, found in reasons(imported).items()} == {
        2: ("producers", "products.producer-unknown"), 3: ("producers", "parties.tax-code-impossible"), 4: ("units", "parties.commune-unknown"),
        5: ("standard", "products.document-unknown"), 6: ("ended_on", "products.days-swapped"), 8: ("name", "imports.row-twice"),
        9: ("name", "imports.likely-same"),
    }
    assert counts(judged(imported, cast, "new")) == (2, 0, 0, 0, 6)
    assert KeyProduct.objects.filter(name="Xoài Yên Châu").exists()


def test_documents_go_in_replace_each_other_change_and_come_back(upload: Upload, cast: Cast) -> None:
    # given one on file that the list replaces, and one of the list replaced by another of it
    on_file = make_document(number="TCVN 60:2001", in_force_from=date(2001, 1, 1), issued_on=None)
    rows = [NEW | {"replaces": "TCVN 7001:2010; tcvn 60 : 2001"}, OLD]
    first = upload(filled("documents", *rows), kind="documents")
    assert (reasons(first), counts(first)) == ({}, (2, 0, 0, 0, 0))
    new, old = NormativeDocument.objects.get(number="TCVN 7001:2025"), NormativeDocument.objects.get(number="TCVN 7001:2010")
    assert (new.kind, set(new.replaces.all()), old.ended_on) == ("tcvn", {old, on_file}, date(2026, 1, 1))
    on_file.refresh_from_db()
    assert (on_file.ended_on, on_file.standing_on(TODAY)) == (date(2026, 1, 1), "replaced")
    assert counts(upload(filled("documents", *rows), kind="documents")) == (0, 0, 2, 0, 0)

    # when
    changing = upload(filled("documents", NEW | {"title": "Xi măng poóc lăng", "managing_body": None, "replaces": "TCVN 7001:2010"}), kind="documents")
    assert counts(changing) == (0, 1, 0, 0, 0)
    assert set(new.replaces.all()) == {old}

    # then
    undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)
    new.refresh_from_db()
    assert (new.title, set(new.replaces.all())) == ("Xi măng mới", {old, on_file})
    undo_import(actor=cast.registrar, import_id=first.pk, at=NOON)
    on_file.refresh_from_db()
    assert (on_file.ended_on, NormativeDocument.objects.count()) == (None, 1)


def test_wrong_cells_of_documents_say_why(upload: Upload, party: Party) -> None:
    on_file = make_document(number="TCVN 60:2001")
    rows: list[dict[str, Any]] = [
        NEW | {"number": "TCVN 1:2020", "replaces": "TCVN 1:2020"}, NEW | {"number": "TCVN 2:2020", "replaces": "TCVN 3:2020"},
        NEW | {"number": "TCVN 3:2020", "replaces": "TCVN 2:2020"}, NEW | {"number": "TCVN 4:2020", "replaces": "TCVN 404"},
        OLD, NEW | {"number": "TCVN 5:2020", "replaces": None, "issued_on": "01/02/2026"},
        NEW | {"number": "TCVN 6:2020", "replaces": None, "ended_on": "01/02/2026"}, {"number": "TCCS 1", "title": "Riêng"},
        {"number": "TCVN 8:2020", "title": "Có chủ", "tax_code": CODE}, {"number": "TCVN 9:2020"}, {"number": "TCVN 10", "title": "A"},
        {"number": "tcvn10", "title": "B"}, NEW | {"number": "TCVN 11:2020", "replaces": "TCVN 6:2020"}, {"number": "TCCS 2", "title": "Riêng", "tax_code": CODE},
        {"number": "TCVN 60:2001", "title": "Vòng", "replaces": "TCVN 60:2001"}, {"number": "TCVN 12:2020", "title": "Tốt", "replaced_by": "TCVN 10"},
    ]
    imported = upload(filled("documents", *rows), kind="documents")

    assert {number: found[0] for number, found in reasons(imported).items()} == {
        2: ("replaces", "products.replaces-itself"), 3: ("replaces", "products.replaces-itself"), 4: ("replaces", "products.replaces-itself"),
        5: ("replaces", "products.document-not-listed"), 6: ("ended_on", "products.end-unknown"), 7: ("in_force_from", "products.days-swapped"),
        8: ("status", "products.standing-contradicted"), 9: ("owner", "products.owner-missing"), 10: ("owner", "products.owner-missing"),
        11: ("title", "imports.value-missing"), 13: ("number", "imports.row-twice"), 14: ("replaces", "products.document-not-listed"),
        16: ("replaces", "products.replaces-itself"),
    }
    assert set(NormativeDocument.objects.exclude(pk=on_file.pk).values_list("number", flat=True)) == {"TCVN 10", "TCCS 2", "TCVN 12:2020"}
    assert NormativeDocument.objects.get(number="TCVN 12:2020").replaced_by.get().number == "TCVN 10"


def test_a_document_numbered_with_or_without_zeros_is_probably_one(upload: Upload, cast: Cast) -> None:
    make_document(kind="qcvn", number="QCVN 4:2009/BKHCN", title="Điện")
    preview = upload(filled("documents", {"number": "QCVN 04:2009/BKHCN", "title": "Thiết bị điện"}), kind="documents", decision="")
    assert counts(preview) == (0, 0, 0, 1, 0)
    assert counts(judged(preview, cast, "same")) == (0, 1, 0, 0, 0)
    assert NormativeDocument.objects.get().title == "Thiết bị điện"


def test_lists_in_an_old_font_are_offered_converted(upload: Upload, cast: Cast) -> None:
    content = workbook([["Xoµi trßn Yªn Ch©u, b¶n M­êng", "HuyÖn Yªn Ch©u, vïng s¶n xuÊt cò"]], headings=["Tªn s¶n phÈm", "Vïng s¶n xuÊt"])
    asking = upload(content, kind="key-products")
    assert (asking.status, asking.question["encoding"]) == (ImportStatus.ASKING, "tcvn3")

    mapping = {one["key"]: one["field"] for one in asking.question["columns"]}
    answer_columns(actor=cast.registrar, import_id=asking.pk, mapping=mapping, at=NOON, encoding="tcvn3")

    assert counts(run_import(asking.pk, NOON)) == (1, 0, 0, 0, 0)
    assert KeyProduct.objects.get().name == "Xoài tròn Yên Châu, bản Mường"


LISTS = (("goods", "products:goods_list"), ("declarations", "products:declarations"), ("key-products", "products:key_products"),
         ("documents", "products:documents"))


@pytest.mark.parametrize(("code", "page"), LISTS)
def test_who_may_not_import_is_refused_and_sees_no_button(code: str, page: str, cast: Cast, sign_in: SignIn, places: None) -> None:
    with pytest.raises(NotAllowed):
        start_import(actor=cast.inspector, at=NOON, name="a.xlsx", content=filled(code), kind=code)
    address = reverse("imports:new_import", args=[code])
    assert address in sign_in(cast.registrar).get(reverse(page)).content.decode()
    assert sign_in(cast.registrar).get(address).status_code == 200
    assert address not in sign_in(cast.inspector).get(reverse(page)).content.decode()
    assert sign_in(cast.inspector).get(address).status_code == 403


@pytest.mark.parametrize("code", ["parties", "premises", *(code for code, _ in LISTS)])
def test_templates_offer_choices_and_say_how_to_fill_in(code: str, places: None) -> None:
    kind = kinds.get(code)
    assert kind is not None
    book = opened(filled(code))
    assert book.sheetnames == ["Danh sách", "Hướng dẫn", "Danh mục"]
    offered = {column.heading for column in kind.columns if column.choices or kind.lists(TODAY).get(column.field)}
    assert offered and {f"{heading}: danh mục" for heading in offered} == {cell.value for cell in book["Danh mục"][1]}
    assert len(book["Danh sách"].data_validations.dataValidation) == len(offered)
