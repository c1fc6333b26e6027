# SPDX-License-Identifier: Apache-2.0
"""The first walk, as the officers do it: from a company's Excel list to a signed certificate and a counted plan.

UPDATE_PICTURES=1 keeps the pictures for docs/vi.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Locator, Page, expect

from chuan.lib import clock
from tests import make, workbooks
from tests.browser.conftest import Served

STATION = "Cửa hàng xăng dầu Pha Luông số 1"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMN = {name: index for index, name in enumerate(workbooks.HEADINGS)}
Take = Callable[[Page, str], None]


def test_the_walk(person: Callable[..., Page], served: Served, picture: Take, tmp_path: Path) -> None:
    today = clock.today()
    planner = person("planner")
    before = figures(planner, served)

    rows = workbooks.fuel_company(today)
    known = served.rows("SELECT maker, serial FROM registry_instrument WHERE kind = 'fuel-dispenser' ORDER BY id LIMIT 1")[0]
    spoil(rows, known)
    first = workbooks.workbook(rows)
    registrar = person("registrar")
    mended = the_list_goes_in(registrar, served, picture, first, tmp_path)
    the_mended_list_adds_what_was_missing(registrar, served, picture, mended, first)

    an_order_for_one_station(person("reception"), served, picture)
    phone = person("verifier", at="phone")
    a_dispenser_passes_on_the_phone(phone, served, picture)
    a_dispenser_fails(phone, served, picture)

    certificate = the_certificate_is_issued(person("centre_director"), served, picture)
    anyone_checks_it(person(at="phone"), certificate, picture)
    the_plan_counted_one_more(planner, served, picture, before)
    the_auditor_sees_it_all(person("auditor"), served, picture, certificate)


def spoil(rows: list[list[Any]], known: tuple[str, str]) -> None:
    """Sheet row 7: an impossible tax code; row 12: a commune that never was; row 15: a dispenser registered elsewhere."""
    right = rows[7 - 2][_COLUMN["Mã số thuế"]]
    rows[7 - 2][_COLUMN["Mã số thuế"]] = f"{right[:-1]}{(int(right[-1]) + 1) % 10}"
    rows[12 - 2][_COLUMN["Xã, phường"]] = "Xã Mường Không Có"
    rows[15 - 2][_COLUMN["Hãng sản xuất"]], rows[15 - 2][_COLUMN["Số chế tạo"]] = known


def upload(page: Page, served: Served, name: str, content: bytes) -> None:
    """Upload a list and wait until it is worked off."""
    page.goto(f"{served.address}/imports/new/fuel-dispenser/")
    page.check("input[name=decision][value=good]")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": _XLSX, "buffer": content})
    with served.held("SELECT pg_advisory_lock(hashtextextended('chuan.registry.kind:fuel-dispenser', 0))"):
        page.locator("main form[method=post] button").click()
        expect(page.locator("#outcome progress")).to_be_visible()
    expect(page.locator("#outcome:not([hx-get])")).to_be_visible(timeout=60_000)


def counts(served: Served) -> tuple[int, int, int]:
    """(added, same, refused) of the newest import."""
    return served.rows(
        "SELECT rows_added, rows_same, rows_refused FROM imports_import ORDER BY uploaded_at DESC LIMIT 1"
    )[0]  # type: ignore[return-value]


def the_list_goes_in(page: Page, served: Served, picture: Take, content: bytes, folder: Path) -> bytes:
    upload(page, served, "Pha Luong 2026.xlsx", content)
    assert counts(served) == (21, 0, 3)
    picture(page, "01-nhap-danh-sach")
    for sentence in ("Mã số thuế", "Xã Mường Không Có", "sổ đăng ký"):
        expect(page.locator("main")).to_contain_text(sentence)
    with page.expect_download() as download:
        page.locator("#outcome a[download][href*=marked]").click()
    marked = folder / "marked.xlsx"
    download.value.save_as(marked)
    return mend(marked)


def mend(marked: Path) -> bytes:
    """Look at the marks as the company would, and put right exactly the marked cells."""
    book = openpyxl.load_workbook(marked)
    sheet = book.active
    assert sheet is not None and sheet.max_row == 25
    painted = {
        cell.coordinate for row in sheet.iter_rows(min_row=2, max_col=len(workbooks.HEADINGS)) for cell in row
        if cell.fill.fill_type == "solid"
    }
    letter = {name: openpyxl.utils.get_column_letter(index + 1) for name, index in _COLUMN.items()}
    assert f"{letter['Mã số thuế']}7" in painted
    assert f"{letter['Xã, phường']}12" in painted
    assert f"{letter['Số chế tạo']}15" in painted
    assert {int(re.sub(r"\D", "", name)) for name in painted} == {7, 12, 15}
    reasons = [sheet.cell(row=number, column=sheet.max_column).value for number in (7, 12, 15)]
    assert all(reasons), reasons
    sheet[f"{letter['Mã số thuế']}7"] = make.make_tax_code(8_000_001)
    sheet[f"{letter['Xã, phường']}12"] = "Phường Chiềng Cơi"
    sheet[f"{letter['Số chế tạo']}15"] = "PX900015"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def the_mended_list_adds_what_was_missing(page: Page, served: Served, picture: Take, mended: bytes, first: bytes) -> None:
    upload(page, served, "Pha Luong 2026 da sua.xlsx", mended)
    assert counts(served) == (3, 21, 0)
    upload(page, served, "Pha Luong 2026.xlsx", first)
    assert counts(served)[0] == 0
    assert served.rows("SELECT count(*) FROM registry_instrument i JOIN parties_party p ON p.id = i.owner_id"
                       " WHERE p.name = 'Công ty TNHH Xăng dầu Pha Luông'") == [(24,)]


def an_order_for_one_station(page: Page, served: Served, picture: Take) -> None:
    page.goto(f"{served.address}/registry/due/?within=90")
    expect(page.locator("main")).to_contain_text("Cột đo xăng dầu")
    picture(page, "02-danh-sach-den-han")
    page.goto(f"{served.address}/registry/due/?within=90&q=pha+luong")
    heap = page.locator("tbody", has_text=STATION)
    boxes = heap.locator("input[name=instrument]")
    assert boxes.count() >= 2
    for index in range(2):
        boxes.nth(index).check()
    page.locator("button[formaction*='/verification/orders/new/']").first.click()
    choose_verifier(page, served)
    picture(page, "03-phieu-yeu-cau")
    page.locator("main form[method=post] button.btn-primary").click()
    page.wait_for_url(re.compile(r"/verification/orders/[0-9a-f-]{36}/"))
    expect(page.locator("main")).to_contain_text(STATION)


def choose_verifier(page: Page, served: Served) -> None:
    """The person who signs in as verifier."""
    identifier = served.rows("SELECT id FROM accounts_user WHERE username = 'verifier'")[0][0]
    page.select_option("select[name=verifier]", str(identifier))


def open_jobs(served: Served) -> list[str]:
    """Addresses of the station's open jobs."""
    rows = served.rows(
        "SELECT j.id FROM verification_job j JOIN registry_instrument i ON i.id = j.instrument_id"
        " JOIN parties_premises p ON p.id = i.premises_id WHERE j.status = 'open' AND p.name = %s ORDER BY j.id", STATION,
    )
    return [f"{served.address}/verification/jobs/{pk}/" for (pk,) in rows]


def fill_sheet(page: Page, *, indication: str, reference: str = "20,00") -> None:
    """Choose the proving measure and type every cell, going on with Enter as at the pump."""
    disabled = page.locator("#standards input[type=checkbox][disabled]")
    assert disabled.count() >= 1
    expect(page.locator("#standards .choice-refusal").first).to_be_visible()
    page.locator("#standards li", has_text=re.compile("20 L|20 l")).locator("input[type=checkbox]:not([disabled])").first.check()
    page.locator("input[name=visual_passed][value=yes]").check()
    page.locator("input[name=technical_passed][value=yes]").check()
    cells: Locator = page.locator("input[data-cell]")
    cells.first.focus()
    for index in range(cells.count()):
        text = {0: indication, 1: reference, 2: "24,5"}[index % 3]
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def close_sheet(page: Page) -> None:
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("button[name=act][value=submit]").click()
    page.wait_for_load_state("networkidle")


def a_dispenser_passes_on_the_phone(page: Page, served: Served, picture: Take) -> None:
    page.goto(f"{served.address}/verification/jobs/")
    page.locator("main a", has_text="PX").first.click()
    job = page.url
    assert job in open_jobs(served)
    picture(page, "04-bien-ban-do-dien-thoai")
    fill_sheet(page, indication="20,02")
    expect(page.locator("#found.found-passed")).to_be_visible()
    # 20.02 L against 20.00 L in a steel measure at 24.5 °C, which then holds a little more than it reads
    expect(page.locator(".points")).to_contain_text(re.compile(r"0,0[78]"))
    picture(page, "05-ket-qua-khi-dang-go")
    close_sheet(page)
    assert status_of(served, job) == "passed"


def a_dispenser_fails(page: Page, served: Served, picture: Take) -> None:
    job = open_jobs(served)[0]
    marks = "SELECT count(*) FROM verification_verificationmark WHERE status = 'in_stock'"
    stock = served.rows(marks)
    page.goto(job)
    fill_sheet(page, indication="20,12")
    expect(page.locator("#found.found-failed")).to_be_visible()
    close_sheet(page)
    assert status_of(served, job) == "failed"
    assert served.rows(marks) == stock
    assert served.rows("SELECT count(*) FROM verification_verificationcertificate WHERE job_id = %s", job.split("/")[-2]) == [(0,)]
    picture(page, "06-khong-dat")


def status_of(served: Served, job: str) -> str:
    return str(served.rows("SELECT status FROM verification_job WHERE id = %s", job.split("/")[-2])[0][0])


def the_certificate_is_issued(page: Page, served: Served, picture: Take) -> str:
    page.goto(f"{served.address}/")
    picture(page, "07-viec-cho-ky")
    page.goto(f"{served.address}/verification/waiting/")
    page.locator("tr", has_text=STATION).locator("input[name=job]").check()
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("button[name=act][value=chosen]").click()
    page.wait_for_load_state("networkidle")
    (identifier,) = served.rows(
        "SELECT id FROM verification_verificationcertificate WHERE job_id IS NOT NULL ORDER BY issued_at DESC LIMIT 1"
    )[0]
    address = f"{served.address}/verification/certificates/{identifier}/"
    page.goto(address)
    picture(page, "08-giay-chung-nhan")
    paper = page.request.get(f"{address}certificate.pdf")
    assert paper.ok and paper.body().startswith(b"%PDF-") and b"/ByteRange" in paper.body() and b"/ETSI.CAdES.detached" in paper.body()
    (valid_until, verified_on) = served.rows(
        "SELECT valid_until, verified_on FROM verification_verificationcertificate WHERE id = %s", identifier)[0]
    assert (valid_until + timedelta(days=1)).day == 1
    assert valid_until.month == verified_on.month and valid_until.year == verified_on.year + 1
    return address


def anyone_checks_it(page: Page, certificate: str, picture: Take) -> None:
    code = public_address(page, certificate)
    page.goto(code)
    expect(page.locator("main")).to_contain_text("còn hiệu lực")
    expect(page.locator("main")).not_to_contain_text("Pha Luông")
    picture(page, "09-tra-cuu-cong-khai")
    number, check = code.rstrip("/").split("/")[-2:]
    other = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
    page.goto(code.replace(f"/{number}/", f"/{other}/"))
    expect(page.locator("main")).to_contain_text(re.compile("giả|không khớp|sửa", re.IGNORECASE))
    page.goto(code.replace(check, check[::-1]))
    expect(page.locator("main")).not_to_contain_text("còn hiệu lực")


def public_address(page: Page, certificate: str) -> str:
    """What the QR code says: the staff's page shows it in words beside the picture."""
    from playwright.sync_api import Browser

    browser: Browser = page.context.browser  # type: ignore[assignment]
    staff = browser.new_context(locale="vi-VN")
    other = staff.new_page()
    origin = "/".join(certificate.split("/")[:3])
    other.goto(f"{origin}/accounts/login/")
    other.fill("input[name=login]", "auditor")
    other.fill("input[name=password]", "chuan-sonla-2026")
    other.press("input[name=password]", "Enter")
    other.wait_for_url(f"{origin}/")
    other.goto(certificate)
    address = other.locator("a.qr-link").get_attribute("href")
    staff.close()
    assert address is not None and address.startswith(origin)
    return address


def figures(page: Page, served: Served) -> tuple[int, int]:
    """What the task "verify fuel dispensers" of the 2026 plan says: (today, as of last week)."""
    (plan,) = served.rows("SELECT id FROM planning_plan WHERE year = 2026")[0]
    found = []
    for day in (clock.today(), clock.today() - timedelta(days=7)):
        page.goto(f"{served.address}/planning/plans/{plan}/?as_of={day:%Y-%m-%d}")
        row = page.locator("tr", has_text="R5.7")
        found.append(int(re.sub(r"\D", "", row.locator("a[href*='/records/']").first.inner_text())))
    return found[0], found[1]


def the_plan_counted_one_more(page: Page, served: Served, picture: Take, before: tuple[int, int]) -> None:
    assert figures(page, served) == (before[0] + 1, before[1])
    (plan,) = served.rows("SELECT id FROM planning_plan WHERE year = 2026")[0]
    page.goto(f"{served.address}/planning/plans/{plan}/")
    picture(page, "10-ke-hoach-2026")
    page.locator("tr", has_text="R5.7").locator("a[href*='/records/']").first.click()
    expect(page.locator("main")).to_contain_text(STATION)
    picture(page, "11-ho-so-sau-con-so")
    (old,) = served.rows("SELECT id FROM planning_plan WHERE year = 2024")[0]
    page.goto(f"{served.address}/planning/plans/{old}/")
    expect(page.locator("main")).to_contain_text("254/KH-SKHCN")
    assert page.locator("section[id^=group-]").count() == 7


def the_auditor_sees_it_all(page: Page, served: Served, picture: Take, certificate: str) -> None:
    page.goto(certificate)
    picture(page, "12-lich-su")
    verbs = [verb for (verb,) in served.rows("SELECT DISTINCT verb FROM audit_entry")]
    assert {"imports.import.finished", "verification.certificate.issued"} <= set(verbs)
    history = page.locator("main")
    for name in ("Phiếu", "Giấy chứng nhận", "Pha Luong 2026"):
        expect(history).to_contain_text(name)
    assert page.locator("main form[method=post]").count() == 0
    refused = page.request.post(f"{certificate}revoke/", form={"reason": "thử"})
    assert refused.status == 403
