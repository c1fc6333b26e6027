# SPDX-License-Identifier: Apache-2.0
"""Lists of fuel dispensers: what comes in, what is refused and why, and that nothing comes in twice."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import translation

from chuan.audit.models import Entry
from chuan.imports import kinds
from chuan.imports.choices import ImportStatus
from chuan.imports.columns import REASON
from chuan.imports.models import Import, ImportRow
from chuan.imports.problems import sentences
from chuan.parties.models import Party, Premises
from chuan.registry.models import Instrument
from tests import make
from tests.registry.files import HEADINGS, TAX_CODE, csv_text, opened, row, workbook

Upload = Callable[..., Import]


def counts(imported: Import) -> tuple[int, int, int]:
    return imported.rows_added, imported.rows_same, imported.rows_refused


def problems(imported: Import) -> dict[int, list[tuple[str, str]]]:
    return {r.number: [(p["column"], p["code"]) for p in r.problems] for r in ImportRow.objects.filter(source=imported)}


def test_good_rows_become_instruments_at_their_stations(upload: Upload) -> None:
    imported = upload(workbook([row(number) for number in range(24)]))

    assert (imported.status, counts(imported)) == (ImportStatus.DONE, (24, 0, 0))
    assert (Party.objects.count(), Premises.objects.count(), Instrument.objects.count()) == (1, 6, 24)
    first = Instrument.objects.select_related("owner", "premises__current_unit").get(serial="00000")
    assert (first.owner.name, first.owner.tax_code) == ("Công ty Xăng dầu Sơn La", TAX_CODE)
    assert first.characteristics == {"hoses": 2, "q_max_l_min": "45"}
    assert (first.last_verified_on, first.valid_until) == (date(2025, 12, 10), date(2026, 12, 31))
    assert str(first.premises.current_unit) == "Xã Mường Chanh"
    assert Entry.objects.get(verb="imports.import.finished").data == {
        "added": 24, "changed": 0, "same": 0, "likely": 0, "refused": 0, "rows": 24}


def test_the_walk_three_bad_rows_come_back_marked_and_only_they_are_missing(upload: Upload) -> None:
    # given a list whose rows 7, 12 and 15 of the sheet are wrong
    make.make_instrument(serial="00013", maker="TATSUNO", model="Sunny-XE")
    rows = [row(number) for number in range(24)]
    rows[5][8], rows[10][11] = "0123", "Xã Không Có"
    content = workbook(rows)

    # when
    imported = upload(content)

    # then
    assert counts(imported) == (21, 0, 3)
    assert problems(imported) == {
        7: [("tax_code", "parties.tax-code-too-short")], 12: [("commune", "parties.commune-unknown")],
        15: [("serial", "registry.serial-elsewhere")],
    }
    assert imported.marked_file is not None
    book = opened(bytes(imported.marked_file.content))
    sheet = book["Danh sách"]
    assert sheet.cell(1, 13).value == REASON
    assert sheet["I7"].fill.start_color.rgb.endswith("FFC7CE")
    assert "Mã số thuế" in sheet.cell(7, 13).value and "0123" in sheet.cell(7, 13).value
    assert sheet["I7"].comment is not None
    assert sheet.cell(8, 13).value is None

    # when the marked workbook is mended and uploaded again
    sheet["I7"], sheet["L12"], sheet["C15"] = TAX_CODE, "Xã Mường Chanh", "00099"
    from tests.registry.files import saved
    mended = upload(saved(book))

    # then only what was missing is added, and the first list adds nothing
    assert counts(mended) == (3, 21, 0)
    assert counts(upload(content))[0] == 0
    assert Instrument.objects.count() == 25


def test_the_same_list_twice_adds_nothing(upload: Upload) -> None:
    content = workbook([row(number) for number in range(10)])
    upload(content)

    assert counts(upload(content)) == (0, 10, 0)


def test_a_marked_workbook_that_is_still_wrong_is_marked_afresh(upload: Upload) -> None:
    rows = [row(1, tax_code="0123"), row(2, commune="Xã Không Có")]
    first = upload(workbook(rows))
    assert first.marked_file is not None
    book = opened(bytes(first.marked_file.content))
    book["Danh sách"]["I2"] = TAX_CODE
    from tests.registry.files import saved

    second = upload(saved(book))

    assert counts(second) == (1, 0, 1)
    assert second.marked_file is not None
    sheet = opened(bytes(second.marked_file.content))["Danh sách"]
    assert [cell.value for cell in sheet[1]].count(REASON) == 1
    assert sheet["M2"].value is None and sheet["I2"].fill.fill_type is None and sheet["I2"].comment is None
    assert "Xã, phường" in sheet["M3"].value


@pytest.mark.parametrize(
    ("over", "column", "code"),
    [
        ({"maker": None}, "maker", "imports.value-missing"),
        ({"serial": "---"}, "serial", "imports.without-characters"),
        ({"serial": "x" * 200}, "serial", "imports.value-too-long"),
        ({"station": "x" * 300}, "station", "imports.value-too-long"),
        ({"last": "31/02/2025"}, "last_verified_on", "imports.date-impossible"),
        ({"last": "12/13/2025"}, "last_verified_on", "imports.date-impossible"),
        ({"last": "tháng 12"}, "last_verified_on", "imports.date-unreadable"),
        ({"last": "23/11/2026"}, "last_verified_on", "imports.date-in-future"),
        ({"last": "01/01/77"}, "last_verified_on", "imports.date-in-future"),
        ({"hoses": "hai"}, "hoses", "imports.count-unreadable"),
        ({"hoses": 2.5}, "hoses", "imports.count-unreadable"),
        ({"hoses": 10**30}, "hoses", "imports.count-unreadable"),
        ({"q_max": "-4"}, "q_max_l_min", "imports.number-unreadable"),
        ({"q_max": "1e999999"}, "q_max_l_min", "imports.number-unreadable"),
        ({"tax_code": "0100112438"}, "tax_code", "parties.tax-code-impossible"),
        ({"tax_code": "MST-mới"}, "tax_code", "parties.tax-code-not-digits"),
        ({"commune": "Xã Mường Chnh"}, "commune", "parties.commune-misspelled"),
        ({"commune": "Xã Chiềng Chung"}, "commune", "parties.commune-ambiguous"),
    ],
)
def test_a_wrong_cell_is_refused_for_its_own_reason(upload: Upload, over: dict[str, Any], column: str, code: str) -> None:
    imported = upload(workbook([row(1), row(2, **over)]))

    assert counts(imported) == (1, 0, 1)
    assert problems(imported) == {3: [(column, code)]}


def test_all_problems_of_a_row_are_told_at_once_and_in_vietnamese(upload: Upload) -> None:
    imported = upload(workbook([row(1, tax_code="0123", last="31/02/2025", commune="Xã Chiềng Chung")]))
    with translation.override("vi"):
        text = sentences(ImportRow.objects.get(source=imported).problems, kinds.get(imported.kind))

    assert "Mã số thuế: " in text and "31/02/2025" in text
    assert "Xã Chiềng Chung, Huyện Mai Sơn" in text and "Xã Chiềng Chung, Thị xã Mộc Châu" in text


@pytest.mark.parametrize(
    ("last", "day"),
    [
        (datetime(2025, 12, 5, 8, 30), date(2025, 12, 5)),  # noqa: DTZ001 — a cell of a workbook
        (date(2025, 12, 5), date(2025, 12, 5)), ("5/12/25", date(2025, 12, 5)),
        ("05-12-2025", date(2025, 12, 5)), ("5.12.2025", date(2025, 12, 5)), (45996, date(2025, 12, 5)),
        ("2025-12-05", date(2025, 12, 5)), (None, None), ("", None),
    ],
)
def test_days_are_understood_as_people_write_them(upload: Upload, last: Any, day: date | None) -> None:
    upload(workbook([row(1, last=last)]))

    assert Instrument.objects.get().last_verified_on == day


def test_zeros_in_front_are_kept_and_those_that_excel_took_are_put_back(upload: Upload) -> None:
    imported = upload(workbook([
        row(1, serial="000123", tax_code="0100112437"), row(2, serial="000124", tax_code=100112437, station="B"),
        row(3, serial="000125.0", tax_code="100112437.0", station="C"), row(4, serial=126.0, station="D"),
    ]))

    assert counts(imported) == (4, 0, 0)
    assert sorted(Instrument.objects.values_list("serial", flat=True)) == ["000123", "000124", "000125", "126"]
    assert set(Party.objects.values_list("tax_code", flat=True)) == {"0100112437", TAX_CODE}


def test_a_serial_twice_in_the_file_names_the_other_row(upload: Upload) -> None:
    imported = upload(workbook([row(1), row(2), row(1, serial="0 0001", maker="tatsuno")]))

    assert counts(imported) == (2, 0, 1)
    assert ImportRow.objects.get(source=imported).problems[0]["data"] == {"value": "0 0001", "row": 2}


def test_one_station_in_two_communes_is_refused(upload: Upload) -> None:
    imported = upload(workbook([row(1, station="A"), row(2, station="A", commune="Phường Tô Hiệu")]))
    again = upload(workbook([row(3, station="A", commune="Phường Tô Hiệu")]))

    assert problems(imported) == {3: [("commune", "registry.station-elsewhere-in-file")]}
    assert problems(again) == {2: [("commune", "registry.station-elsewhere")]}


def test_a_station_in_a_divided_town_comes_in_and_waits_for_a_person(upload: Upload) -> None:
    imported = upload(workbook([row(1, commune="TT. Mộc Châu")]))

    assert counts(imported) == (1, 0, 0)
    premises = Premises.objects.undecided().get()
    assert str(premises.stated_unit) == "Thị trấn Mộc Châu"


def test_columns_in_another_order_without_accents_under_merged_titles_are_found(upload: Upload) -> None:
    headings = ["STT", "XA PHUONG", "ten tram", "MST", "Hang SX", "kieu loai", "SO SERI", "Ngay kiem dinh (gan nhat)"]
    body = [[1, "Xã Mường Chanh", "Trạm 1", TAX_CODE, "Tatsuno", "Sunny", "77", "1/2/2025"]]
    title = [["DANH SÁCH CỘT ĐO XĂNG DẦU", *[None] * 7], [None] * 8]

    imported = upload(workbook(body, headings=headings, above=title, merge=["A1:H1"]))

    assert counts(imported) == (1, 0, 0)
    assert Instrument.objects.get().last_verified_on == date(2025, 2, 1)


def test_headings_merged_over_two_rows_are_read_together(upload: Upload) -> None:
    upper = ["STT", "Cột đo", None, None, "Cửa hàng", None, "Mã số thuế"]
    lower = [None, "Hãng sản xuất", "Kiểu", "Số máy", "Tên cửa hàng", "Xã", None]
    body = [[1, "Tatsuno", "Sunny", "77", "Trạm 1", "Xã Mường Chanh", TAX_CODE]]
    content = workbook(body, headings=lower, above=[upper], merge=["B1:D1", "E1:F1", "G1:G2", "A1:A2"])

    assert counts(upload(content)) == (1, 0, 0)


def test_formulas_give_their_cached_value_and_one_without_is_a_problem_of_its_row(upload: Upload) -> None:
    from tests.registry.files import with_member
    content = workbook([row(1), row(2), row(3)])
    import io
    import zipfile
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    cell = b'<c r="E3" t="n"><v>2</v></c>'
    assert cell in xml
    xml = xml.replace(cell, b'<c r="E3"><f>1+3</f><v>4</v></c>').replace(
        b'<c r="E4" t="n"><v>2</v></c>', b'<c r="E4"><f>1+3</f><v></v></c>')

    imported = upload(with_member(content, "xl/worksheets/sheet1.xml", xml))

    assert problems(imported) == {4: [("hoses", "imports.formula-without-value")]}
    assert Instrument.objects.get(serial="00002").characteristics["hoses"] == 4


def test_a_csv_gets_its_bad_rows_back_as_a_workbook(upload: Upload) -> None:
    content = csv_text([row(1), row(2, tax_code="=1+1", owner="=cmd()")]).encode()
    imported = upload(content, name="danh-sach.csv")

    assert counts(imported) == (1, 0, 1)
    assert imported.marked_file is not None
    sheet = opened(bytes(imported.marked_file.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == [*HEADINGS, REASON]
    assert (sheet.max_row, sheet["J2"].value, sheet["J2"].data_type) == (2, "=cmd()", "s")


def test_what_uploads_write_does_not_grow_with_the_rows(upload: Upload, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(80):
        upload(workbook([row(number, station=f"Trạm {number % 50}") for number in range(900)]))
