# SPDX-License-Identifier: Apache-2.0
"""Lists as they really come: old fonts, split letters, a thousand columns, communes that are no more."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from chuan import law
from chuan.imports import kinds
from chuan.imports.actions.imports import answer_columns
from chuan.imports.choices import ImportStatus
from chuan.imports.models import Import
from chuan.imports.run import run_import
from chuan.imports.template import template_workbook
from chuan.lib.legacy_encodings import _TCVN3_MEANT, _TCVN3_SEEN, convert, detect
from chuan.lib.text import key
from chuan.parties.models import Premises
from chuan.registry.kinds import families, fields_of
from chuan.registry.models import Instrument
from tests import workbooks
from tests.make import NOON, TODAY, Cast
from tests.registry.files import HEADINGS, csv_text, opened, row, workbook

Upload = Callable[..., Import]


def test_a_sheet_of_a_thousand_columns_is_searched_for_ours(upload: Upload) -> None:
    wide = [f"Cột {n}" for n in range(980)]
    imported = upload(workbook([[*["x"] * 980, *row(1)]], headings=[*wide, *HEADINGS]))

    assert imported.rows_added == 1


def test_letters_that_were_split_into_parts_compare_as_whole_ones(upload: Upload) -> None:
    split = [unicodedata.normalize("NFD", value) if isinstance(value, str) else value for value in row(1, station="Cửa hàng Đồng Tiến")]
    headings = [unicodedata.normalize("NFD", name) for name in HEADINGS]
    upload(workbook([split], headings=headings))

    assert Premises.objects.get().name == "Cửa hàng Đồng Tiến"
    assert upload(workbook([row(1, station="Cửa hàng Đồng Tiến")])).rows_same == 1


def test_a_commune_that_is_no_more_leads_to_its_successor(upload: Upload) -> None:
    imported = upload(workbook([row(1, commune="Xã Chiềng Chung, huyện Mai Sơn", last="10/12/2025")]))

    assert imported.rows_added == 1
    place = Premises.objects.get()
    assert place.stated_unit is not None and place.current_unit is not None
    assert str(place.stated_unit) == "Xã Chiềng Chung" and place.stated_unit.valid_until is not None
    assert str(place.current_unit) != "Xã Chiềng Chung" and place.current_unit.valid_until is None


def test_text_that_looks_like_a_formula_stays_text(upload: Upload) -> None:
    evil = '=HYPERLINK("http://x","y")'
    rows = [row(1, station=evil, tax_code="0123"), row(2, station="+84 212", model="@SUM(A1)")]
    from_workbook = upload(workbooks.workbook(rows, headings=HEADINGS))
    from_csv = upload(csv_text([[str(cell).replace(chr(34), "") for cell in line] for line in rows]).encode(), name="danh-sach.csv")

    assert (from_workbook.rows_added, from_workbook.rows_refused, from_csv.rows_refused) == (1, 1, 1)
    for imported in (from_workbook, from_csv):
        assert imported.marked_file is not None
        cells = [cell for line in opened(bytes(imported.marked_file.content)).worksheets[0].iter_rows() for cell in line]
        assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
        assert {cell.data_type for cell in cells} <= {"s", "n"}
    kept = Instrument.objects.get()
    assert (kept.model, kept.premises.name) == ("@SUM(A1)", "+84 212")


@pytest.mark.parametrize(("encoding", "written", "meant"), [
    ("tcvn3", "C«ng ty Cæ phÇn x¨ng dÇu S¬n La, ph­êng T« HiÖu", "Công ty Cổ phần xăng dầu Sơn La, phường Tô Hiệu"),
    ("tcvn3", "Tr¹m biÕn ¸p B¶n H×n, x· M­êng Chanh", "Trạm biến áp Bản Hìn, xã Mường Chanh"),
    ("vni", "Coâng ty Coå phaàn xaêng daàu Sôn La, phöôøng Toâ Hieäu", "Công ty Cổ phần xăng dầu Sơn La, phường Tô Hiệu"),
    ("vni", "Traïm bieán aùp Baûn Hìn, xaõ Möôøng Chanh; ñoàng hoà nöôùc", "Trạm biến áp Bản Hìn, xã Mường Chanh; đồng hồ nước"),
])
def test_texts_of_old_fonts_are_known_and_read(encoding: str, written: str, meant: str) -> None:
    assert detect([written]) == encoding
    assert convert(written, encoding) == meant
    assert detect([meant]) == "" and convert(meant, encoding) == meant


def test_texts_of_today_and_of_other_languages_are_left_alone() -> None:
    for text in ("Khoá hoà toà xuân quý", "Hoà Bình, Thanh Hoá", "5 µm, 20 °C, ½ m²", "São Paulo © 2020", "Müller & Söhne", ""):
        assert detect([text]) == "", text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_in_an_old_font_is_asked_about_and_comes_in_converted(upload: Upload, cast: Cast, kind: str) -> None:
    # given
    seen = str.maketrans(dict(zip(_TCVN3_MEANT, _TCVN3_SEEN, strict=True)))
    headings = [name.translate(seen) for name in HEADINGS]
    rows: list[list[Any]] = [[value.translate(seen) if isinstance(value, str) else value
                              for value in row(n, station="Cửa hàng Đồng Tiến")] for n in range(4)]
    content = csv_text(rows, headings=headings).encode("cp1252") if kind == "csv" else workbook(rows, headings=headings)

    # when
    asking = upload(content, name=f"danh-sach.{kind}")

    # then nothing is written before a person says so
    assert (asking.status, asking.question["encoding"]) == (ImportStatus.ASKING, "tcvn3")
    assert not Instrument.objects.exists()
    mapping = {one["key"]: one["field"] for one in asking.question["columns"]}
    answer_columns(actor=cast.registrar, import_id=asking.pk, mapping=mapping, at=NOON, encoding="tcvn3")
    assert run_import(asking.pk, NOON).rows_added == 4
    assert Premises.objects.get().name == "Cửa hàng Đồng Tiến"


def test_every_kind_of_the_law_has_fields_a_list_and_a_template(db: None) -> None:
    assert set(families()) <= set(law.kinds())
    for kind in law.kinds():
        fields = fields_of(kind)
        assert {"year_made", "owner_code", "position"} < {field.code for field in fields}, kind
        assert len({field.code for field in fields}) == len(fields), kind
        found = kinds.get(kind)
        assert found is not None
        headings = [key(column.heading) for column in found.columns]
        assert len(set(headings)) == len(headings), kind


def test_a_template_has_notes_and_lists(places: None) -> None:
    kind = kinds.get("elec-meter-1p-static")
    assert kind is not None
    book = opened(template_workbook(kind, TODAY))

    sheet = book["Danh sách"]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in kind.columns]
    assert sheet["A1"].comment is not None
    assert len(sheet.data_validations.dataValidation) >= 4
    assert "Phường Tô Hiệu" in {cell.value for row_ in book["Danh mục"].iter_rows() for cell in row_}
