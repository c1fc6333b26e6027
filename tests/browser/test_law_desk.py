# SPDX-License-Identifier: Apache-2.0
"""The law desk as officers use it: a gap is filled by two people, and a draft is tried beside the law.

UPDATE_PICTURES=1 keeps the pictures for docs/vi.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.lawdesk import made

Take = Callable[[Page, str], None]
_TABLES = (
    "audit_entry", "registry_instrument", "verification_verificationcertificate", "planning_task", "lawdesk_supplement",
    "documents_storedfile", "registry_instrumentevent",
)


def test_the_law_desk(person: Callable[..., Page], served: Served, picture: Take, tmp_path: Path) -> None:
    place = made.gap(under="verification/cycles")
    law_page = f"{served.address}/luat/tham-so/{place.path}/?on={place.from_day:%Y-%m-%d}"
    a_verifier_supplies_the_value(person("verifier"), law_page, picture)
    the_director_agrees(person("director"), served, picture)
    anybody_reads_it(person(at="phone"), law_page, picture)
    a_draft_is_tried(person("planner"), served, picture, tmp_path)
    the_same_on_a_phone(person("director", at="phone"), served, picture)


def a_verifier_supplies_the_value(page: Page, law_page: str, picture: Take) -> None:
    page.goto(law_page)
    expect(page.locator("main")).to_contain_text("?")
    page.locator("main a[href*='/law-desk/propose/']").first.click()
    page.locator("main form[method=post] button[type=submit]").click()
    expect(page.locator(".form-errors")).to_be_visible()
    page.goto(page.url)  # a clean form for the picture
    page.fill("input[name=value]", "24")
    page.fill("input[name=place_art]", "4")
    page.fill("input[name=place_item]", "12")
    page.set_input_files("input[type=file]", {"name": "Thông tư, trang 5.pdf", "mimeType": "application/pdf", "buffer": made.PDF})
    picture(page, "13-bo-sung-gia-tri-phap-luat")
    page.locator("main form[method=post] button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Chờ duyệt")
    assert page.locator("form[action$='/accept/']").count() == 0
    page.goto(law_page)
    expect(page.locator("main")).to_contain_text("Đã đề xuất")


def the_director_agrees(page: Page, served: Served, picture: Take) -> None:
    page.goto(f"{served.address}/")
    page.locator("a[href*='/law-desk/']", has_text="Chu kỳ").first.click()
    expect(page.locator("main")).to_contain_text("24 tháng")
    with page.expect_download() as download:
        page.locator("a[href$='/page/']").click()
    assert Path(download.value.path()).read_bytes() == made.PDF
    picture(page, "14-duyet-gia-tri-phap-luat")
    page.locator("form[action$='/accept/'] button").click()
    expect(page.locator("main")).to_contain_text("Đang áp dụng")
    verbs = served.rows("SELECT verb FROM audit_entry WHERE verb LIKE 'lawdesk%%' ORDER BY sequence")
    assert verbs == [("lawdesk.supplement.proposed",), ("lawdesk.supplement.accepted",)]


def anybody_reads_it(page: Page, law_page: str, picture: Take) -> None:
    page.goto(law_page)
    expect(page.locator("main")).to_contain_text("24 tháng")
    expect(page.locator("main")).to_contain_text("tỉnh bổ sung")
    picture(page, "15-gia-tri-do-tinh-bo-sung")


def counts(served: Served) -> list[int]:
    return [served.rows(f"SELECT count(*) FROM {table}")[0][0] for table in _TABLES]


def a_draft_is_tried(page: Page, served: Served, picture: Take, folder: Path) -> None:
    before = counts(served)
    page.goto(f"{served.address}/law-desk/what-if/")
    form = page.locator("form", has=page.locator("input[name=how][value=cycle]"))
    form.locator("input[value=fuel-dispenser]").check()
    form.locator("input[name=cycle-months]").fill("6")
    form.locator("input[name=cycle-since]").fill("2027-01-01")
    picture(page, "16-thu-du-thao")
    form.locator("button[type=submit]").click()
    main = page.locator("main")
    expect(main).to_contain_text("12 tháng")
    expect(main).to_contain_text("6 tháng")
    for panel in ("instruments", "parties", "certificates", "tasks"):
        expect(page.locator(f"#{panel}")).to_be_visible()
    picture(page, "17-du-thao-thay-doi-gi")
    figure = page.locator("#instruments a.lawdesk-figure.tone-bad").first
    told = int("".join(c for c in figure.locator("b").inner_text() if c.isdigit()))
    figure.click()
    table = page.locator("details[open] table").first
    expect(table).to_be_visible()
    assert table.locator("tbody tr").count() == min(told, 50)
    with page.expect_download() as download:
        page.locator("details[open] button[value$='.xlsx']").first.click()
    target = folder / "list.xlsx"
    download.value.save_as(target)
    sheet = openpyxl.load_workbook(BytesIO(target.read_bytes())).active
    assert sheet is not None
    assert sheet.max_row == told + 1
    assert counts(served) == before


def the_same_on_a_phone(page: Page, served: Served, picture: Take) -> None:
    page.goto(f"{served.address}/law-desk/what-if/")
    page.locator("form", has=page.locator("input[value=example]")).locator("button").click()
    expect(page.locator("#instruments")).to_be_visible()
    picture(page, "18-du-thao-tren-dien-thoai")
