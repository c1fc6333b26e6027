# SPDX-License-Identifier: Apache-2.0
"""The power company's monthly list, with rows that are wrong: previewed, mended, written, undone, as a registrar does it.

UPDATE_PICTURES=1 keeps the pictures for docs/vi.
"""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Page, expect

from chuan.lib import clock
from tests import make, workbooks
from tests.browser.conftest import Served

Take = Callable[[Page, str], None]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADINGS = ("Loại", "Biến động", "Hãng sản xuất", "Số công tơ", "Kiểu", "Imax", "Ngày kiểm định", "Trạm biến áp", "MST", "Xã, phường")
_COLUMN = {name: at for at, name in enumerate(_HEADINGS)}
_KIND, _STATION = "Công tơ điện xoay chiều 1 pha kiểu điện tử", "TBA Bản Mòng"
_NEVER, _IMPOSSIBLE = "Xã Mường Không Có", "31/02/2026"


def meter(number: int, change: str, day: str, **over: str) -> list[Any]:
    """A row of the power company."""
    row = [_KIND, change, "Gelex Emic", f"00{61_000_000 + number}", "CE-18G", "60", day, _STATION, make.make_tax_code(6_000_177),
           "Phường Chiềng Cơi"]
    for name, value in over.items():
        row[{"serial": 3, "code": 8, "commune": 9}[name]] = value
    return row


def last_month() -> bytes:
    """Ten meters put up."""
    day = f"{clock.today() - timedelta(days=400):%d/%m/%Y}"
    return workbooks.workbook([meter(n, "Lắp mới", day) for n in range(10)], headings=_HEADINGS)


def this_month() -> bytes:
    """Rows 2 to 4 are right; 5 to 9 are wrong, each in its own way; the serial number of row 10 is misread."""
    day, code = f"{clock.today() - timedelta(days=3):%d/%m/%Y}", make.make_tax_code(6_000_177)
    return workbooks.workbook([
        meter(0, "Tháo", day), meter(1, "Kiểm định lại", day), meter(100, "Lắp mới", day),
        meter(101, "Lắp mới", day, code=f"{code[:-1]}{(int(code[-1]) + 1) % 10}"),
        meter(102, "Lắp mới", day, commune=_NEVER), meter(2, "Kiểm định lại", _IMPOSSIBLE), meter(999, "Tháo", day),
        meter(100, "Lắp mới", day), meter(3, "Kiểm định lại", day, serial="OO61OOOOO3"),
    ], headings=_HEADINGS)


def test_a_monthly_list_with_errors_is_mended_written_and_undone(
    person: Callable[..., Page], served: Served, picture: Take, tmp_path: Path
) -> None:
    page, phone = person("registrar"), person("registrar", at="phone")
    upload(page, served, "Dien luc thang 10.xlsx", last_month(), decision="good")
    assert figures(served) == {"status": "done", "added": 10, "changed": 0, "same": 0, "likely": 0, "wrong": 0}
    before = state(served)

    upload(page, served, "Dien luc thang 11.xlsx", this_month())
    assert figures(served) == {"status": "ready", "added": 1, "changed": 2, "same": 0, "likely": 1, "wrong": 5}
    the_preview_says_what_and_why(page, phone, picture)
    mended = mend(the_marked_workbook(page, tmp_path))
    page.locator("#outcome button[formaction$='/cancel/']").click()
    expect(page.locator("#outcome")).to_contain_text("Đã hủy")
    assert state(served) == before  # nothing was written so far

    upload(page, served, "Dien luc thang 11 - sua loi.xlsx", mended)
    assert figures(served) == {"status": "ready", "added": 4, "changed": 5, "same": 0, "likely": 0, "wrong": 0}
    it_is_written(page, served, phone, picture)
    it_is_undone(page, picture)
    assert state(served) == before


def upload(page: Page, served: Served, name: str, content: bytes, *, decision: str = "") -> None:
    """Upload a list and wait until it is worked off."""
    page.goto(f"{served.address}/imports/new/electricity-changes/")
    page.check(f"input[name=decision][value='{decision}']")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": _XLSX, "buffer": content})
    page.locator("main form[method=post] button.btn-primary").click()
    worked_off(page)


def worked_off(page: Page) -> None:
    """Wait until the page is no longer waiting."""
    expect(page.locator("#outcome:not([hx-get])")).to_be_visible(timeout=60_000)


def figures(served: Served) -> dict[str, Any]:
    """How the newest import stands."""
    names = ("status", "added", "changed", "same", "likely", "wrong")
    row = served.rows(
        "SELECT status, rows_added, rows_changed, rows_same, rows_likely, rows_refused FROM imports_import"
        " ORDER BY uploaded_at DESC LIMIT 1")[0]
    return dict(zip(names, row, strict=True))


def state(served: Served) -> list[tuple[Any, ...]]:
    """All meters, owners and places as the database writes them."""
    return [
        *served.rows("SELECT i::text FROM registry_instrument i WHERE kind LIKE 'elec-meter-%%' ORDER BY id"),
        *served.rows("SELECT p::text FROM parties_party p ORDER BY id"),
        *served.rows("SELECT p::text FROM parties_premises p ORDER BY id"),
    ]


def the_preview_says_what_and_why(page: Page, phone: Page, picture: Take) -> None:
    rows = page.locator("#outcome table tbody")
    for sentence in ("sai chữ số kiểm tra", _NEVER, _IMPOSSIBLE, "0061000999", "dòng 4"):
        expect(rows).to_contain_text(sentence)
    picture(page, "50-bien-dong-cong-to-xem-truoc")
    phone.goto(page.url)
    phone.locator("#outcome .nav-tabs").scroll_into_view_if_needed()
    phone.evaluate("window.scrollTo(0, 440)")
    picture(phone, "51-bien-dong-cong-to-tren-dien-thoai")
    page.locator("#outcome .nav-tabs a[href*=likely]").click()
    expect(rows).to_contain_text("0061000003")
    picture(page, "52-co-le-trung")
    page.locator("#outcome .nav-tabs a[href*=changed]").click()
    for words in ("Ngày kiểm định gần nhất", "Đang sử dụng", "Ngừng sử dụng"):
        expect(rows).to_contain_text(words)
    picture(page, "53-se-thay-doi")


def the_marked_workbook(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.locator("#outcome a[download][href*=marked]").click()
    marked = folder / "marked.xlsx"
    download.value.save_as(marked)
    return marked


def mend(marked: Path) -> bytes:
    """Look at the marks as the company would, and put right exactly the marked cells."""
    book = openpyxl.load_workbook(marked)
    sheet = book.active
    assert sheet is not None
    painted = {
        (cell.row, _HEADINGS[cell.column - 1]) for line in sheet.iter_rows(min_row=2, max_col=len(_HEADINGS)) for cell in line
        if cell.fill.fill_type == "solid"
    }
    right = {
        (5, "MST"): make.make_tax_code(6_000_177), (6, "Xã, phường"): "Phường Chiềng Cơi",
        (7, "Ngày kiểm định"): f"{clock.today() - timedelta(days=3):%d/%m/%Y}", (8, "Số công tơ"): "0061000004",
        (9, "Số công tơ"): "0061000103", (10, "Số công tơ"): "0061000003",
    }
    assert painted == set(right)
    assert all(sheet.cell(number, len(_HEADINGS) + 1).value for number, _ in right)
    for (number, name), text in right.items():
        sheet.cell(number, _COLUMN[name] + 1).value = text
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def it_is_written(page: Page, served: Served, phone: Page, picture: Take) -> None:
    picture(page, "54-da-sua-het-loi")
    page.locator("#outcome button[name=decision][value=good]").click()
    worked_off(page)
    assert figures(served) == {"status": "done", "added": 4, "changed": 5, "same": 0, "likely": 0, "wrong": 0}
    picture(page, "55-da-ghi")
    phone.goto(page.url)
    picture(phone, "56-da-ghi-tren-dien-thoai")
    written = dict(served.rows("SELECT serial, status FROM registry_instrument WHERE serial LIKE '0061000%%'"))
    assert len(written) == 14
    assert {serial for serial, status in written.items() if status == "out_of_use"} == {"0061000000", "0061000004"}


def it_is_undone(page: Page, picture: Take) -> None:
    page.locator("#outcome a[href$='/undo/']").click()
    picture(page, "57-hoan-tac-lan-nhap")
    page.locator("main form button.btn-danger").click()
    expect(page.locator("#outcome")).to_contain_text("Đã hoàn tác")
    picture(page, "58-da-hoan-tac-lan-nhap")
