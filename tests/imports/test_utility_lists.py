# SPDX-License-Identifier: Apache-2.0
"""The utilities' monthly changes: installed, removed, verified again; in one column or on three sheets."""

from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
from django.utils import translation

from chuan.imports import kinds
from chuan.imports.choices import ImportStatus
from chuan.imports.models import Import, ImportRow
from chuan.imports.queries import rows_of
from chuan.imports.showing import shown_rows
from chuan.registry.models import Instrument
from tests.make import make_tax_code
from tests.registry.files import saved, workbook

Upload = Callable[..., Import]
HEADINGS = ("Loại", "Biến động", "Hãng SX", "Số công tơ", "Kiểu", "Imax", "Hằng số", "Ngày kiểm định", "TBA", "MST", "Xã")
ONE_PHASE, THREE_PHASE = "Công tơ điện xoay chiều 1 pha kiểu điện tử", "Công tơ điện xoay chiều 3 pha kiểu điện tử"
CODE = make_tax_code(6_000_003)


def meter(number: int, change: str, **over: Any) -> list[Any]:
    values: dict[str, Any] = {
        "kind": ONE_PHASE, "change": change, "maker": "Gelex", "serial": f"00{number:04d}", "model": "CE-18G", "imax": "60 A",
        "constant": "1600 imp/kWh", "day": "10/01/2026", "station": "TBA Nà Cóong 1", "code": CODE, "commune": "Xã Mường Chanh",
    }
    return list((values | over).values())


def counts(imported: Import) -> tuple[int, int, int, int]:
    return imported.rows_added, imported.rows_changed, imported.rows_same, imported.rows_refused


def test_one_workbook_installs_removes_and_verifies_again(upload: Upload) -> None:
    # given the meters of last month
    first = [meter(n, "Treo mới") for n in range(3)] + [meter(3, "Lắp mới", kind=THREE_PHASE)]
    assert counts(upload(workbook(first, headings=HEADINGS), kind="electricity-changes")) == (4, 0, 0, 0)
    one = Instrument.objects.get(serial="000000")
    assert (one.kind, one.characteristics["i_max_a"], one.characteristics["constant"]) == ("elec-meter-1p-static", "60", "1600 imp/kWh")

    # when this month's list comes: one removed, one verified again, one new, two that are not on file
    second = [
        meter(0, "Tháo", model=None, station=None, commune=None, day=None), meter(1, "Kiểm định lại", day="20/11/2026", station=None),
        meter(4, "lắp"), meter(8, "tháo dỡ"), meter(9, "KĐ lại"),
    ]
    imported = upload(workbook(second, headings=HEADINGS), kind="electricity-changes")

    # then
    assert counts(imported) == (1, 2, 0, 2)
    assert {r.problems[0]["code"] for r in ImportRow.objects.filter(source=imported, outcome="refused")} == {"registry.serial-not-on-file"}
    assert Instrument.objects.get(serial="000000").status == "out_of_use"
    verified = Instrument.objects.get(serial="000001")
    assert (verified.last_verified_on, verified.premises.name) == (date(2026, 11, 20), "TBA Nà Cóong 1")
    assert verified.valid_until is not None and verified.valid_until.year > 2030

    # and when the removed one is installed elsewhere
    assert counts(upload(workbook([meter(0, "Lắp mới", station="TBA Nà Cóong 2")], headings=HEADINGS), kind="electricity-changes")) == (0, 1, 0, 0)
    again = Instrument.objects.get(serial="000000")
    assert (again.status, again.premises.name) == ("in_use", "TBA Nà Cóong 2")


def test_three_sheets_say_what_happened_by_their_names(upload: Upload) -> None:
    headings = [name for name in HEADINGS if name != "Biến động"]
    book = openpyxl.Workbook()
    assert book.active is not None
    upload(workbook([meter(n, "Lắp") for n in (1, 2)], headings=HEADINGS), kind="electricity-changes")
    for at, (title, number) in enumerate((("Lắp mới", 3), ("Tháo", 1), ("Kiểm định lại", 2))):
        sheet = book.active if at == 0 else book.create_sheet()
        sheet.title = title
        row = meter(number, "", day="20/11/2026")
        for line in (headings, [*row[:1], *row[2:]]):
            sheet.append(list(line))

    imported = upload(saved(book), kind="electricity-changes")

    assert (imported.status, counts(imported)) == (ImportStatus.DONE, (1, 2, 0, 0))
    assert Instrument.objects.get(serial="000001").status == "out_of_use"
    assert set(ImportRow.objects.filter(source=imported).values_list("sheet", "number")) == {("Tháo", 2), ("Kiểm định lại", 2)}


def test_what_is_installed_must_say_where(upload: Upload) -> None:
    imported = upload(workbook([meter(1, "Lắp mới", station=None)], headings=HEADINGS), kind="electricity-changes")

    assert [(p["column"], p["code"]) for p in ImportRow.objects.get(source=imported).problems] == [("station", "imports.value-missing")]


def test_the_page_says_in_words_what_became_of_a_meter(upload: Upload) -> None:
    upload(workbook([meter(1, "Lắp mới")], headings=HEADINGS), kind="electricity-changes")
    imported = upload(workbook([meter(1, "Tháo", station=None)], headings=HEADINGS), kind="electricity-changes")

    with translation.override("vi"):
        shown = shown_rows(rows_of(imported, "changed"), kinds.get(imported.kind))

    assert [line.changes for line in shown] == [[("Trạng thái", "Đang sử dụng", "Ngừng sử dụng")]]
    assert ("Nơi sử dụng", "TBA Nà Cóong 1") in shown[0].cells
