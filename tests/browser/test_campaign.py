# SPDX-License-Identifier: Apache-2.0
"""A review campaign: opened at a desk, worked through on a phone from the share, closed, and its report on paper.

UPDATE_PICTURES=1 keeps the pictures for docs/vi.
"""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served

Take = Callable[[Page, str], None]
_TITLE = "Rà soát cơ sở có phương tiện đo 2026"


def test_a_review_campaign(person: Callable[..., Page], served: Served, picture: Take) -> None:
    planner = person("planner")
    campaign = a_planner_opens_it(planner, served, picture)
    officer = person("local_officer", at="phone")
    an_officer_works_through_the_share(officer, person("local_lead", at="phone"), served, picture)
    the_planner_closes_it(planner, campaign, picture)
    the_closed_campaign_takes_nothing(officer, served)
    the_report_in_english(person("auditor", at="phone", language="en"), campaign)


def a_planner_opens_it(page: Page, served: Served, picture: Take) -> str:
    page.goto(f"{served.address}/campaigns/new/")
    page.fill("input[name=title]", _TITLE)
    page.locator("input[name=laws]").last.check()
    page.fill("input[name=first_day]", served.rows("SELECT to_char(now(), 'DD/MM/YYYY')")[0][0])
    page.fill("input[name=last_day]", served.rows("SELECT to_char(now() + '30 days', 'DD/MM/YYYY')")[0][0])
    page.locator("details", has=page.locator("input[name=places]")).locator("summary").click()
    page.locator("input[name=places][value='03646']").check()
    for place in (4, 9, 14):
        page.locator("input[name=places]").nth(place).check()
    picture(page, "30-lap-dot-ra-soat")
    page.locator("main form button[type=submit]").click()
    page.locator("form[action$='/open/'] button").click()
    expect(page.locator("main")).to_contain_text("Tô Hiệu")
    return page.url


def an_officer_works_through_the_share(page: Page, second: Page, served: Served, picture: Take) -> None:
    page.goto(f"{served.address}/")
    page.locator("a[href*='/campaigns/']", has_text="Tiếp tục rà soát").click()
    share = page.url
    rows = page.locator("article.campaign-row")
    assert rows.count() >= 4, rows.count()
    second.goto(share)
    picture(page, "31-phan-ra-soat-tren-dien-thoai")
    confirmed, corrected, closed, missing = (rows.nth(place).get_attribute("id") for place in range(4))
    page.locator(f"#{confirmed} [data-first]").tap()
    expect(page.locator(f"#{confirmed}")).to_have_attribute("data-finding", "confirmed")
    expect(page.locator(f"#{corrected} [data-first]")).to_be_focused()
    expect(page.locator("#campaign-progress")).to_contain_text("Đã rà soát 1/")
    correct(page, f"#{corrected}", picture)
    the_signal_is_lost(page, served, f"#{missing}", picture)
    shut(page, f"#{closed}")
    page.locator(f"#{missing} input[value=not_found] + button").tap()
    expect(page.locator(f"#{missing}")).to_have_attribute("data-finding", "not_found")
    page.locator(f"#{missing} button", has_text="Rút lại").tap()
    expect(page.locator(f"#{missing}")).to_have_attribute("data-finding", "")
    second.locator(f"#{confirmed} input[value=not_found] + button").tap()
    expect(second.locator(f"#{confirmed} [role=alert]")).to_contain_text("Tòng Văn Thoan")
    picture(second, "33-nguoi-thu-hai-duoc-bao")
    enter_a_new_one(page, share, picture)


def correct(page: Page, row: str, picture: Take) -> None:
    page.locator(f"{row} summary", has_text="Sửa").tap()
    page.locator(f"{row} input[name=address]").fill("Số 99 đường Tô Hiệu")
    picture(page, "32-sua-co-so-tai-cho")
    page.locator(f"{row} button", has_text="Lưu nội dung sửa").tap()
    expect(page.locator(f"{row} ins")).to_contain_text("Số 99 đường Tô Hiệu")


def shut(page: Page, row: str) -> None:
    page.locator(f"{row} summary", has_text="Đã đóng cửa").tap()
    page.locator(f"{row} button", has_text="Ghi là đã đóng cửa").tap()
    expect(page.locator(row)).to_have_attribute("data-finding", "closed_down")


def the_signal_is_lost(page: Page, served: Served, row: str, picture: Take) -> None:
    """What was typed stays, also when the page comes anew, and goes off when the connection is back."""
    page.locator(f"{row} summary", has_text="Sửa").tap()
    page.locator(f"{row} input[name=address]").fill("Ngõ 7 phố chợ")
    page.context.set_offline(True)
    page.locator(f"{row} button", has_text="Lưu nội dung sửa").tap()
    expect(page.locator(f"{row} .campaign-lost")).to_contain_text("Mất kết nối")
    picture(page, "38-mat-song-khi-dang-ra-soat")
    page.context.set_offline(False)
    expect(page.locator(f"{row} ins")).to_contain_text("Ngõ 7 phố chợ")
    page.locator(f"{row} button", has_text="Rút lại").tap()
    expect(page.locator(row)).to_have_attribute("data-finding", "")
    page.locator(f"{row} summary", has_text="Sửa").tap()
    page.locator(f"{row} input[name=address]").fill("Ngõ 8 phố chợ")
    page.reload()
    expect(page.locator(f"{row} .campaign-back")).to_be_visible()
    expect(page.locator(f"{row} input[name=address]")).to_have_value("Ngõ 8 phố chợ")
    page.locator(f"{row} [data-forget]").tap()
    expect(page.locator(f"{row} input[name=address]")).not_to_have_value("Ngõ 8 phố chợ")


def enter_a_new_one(page: Page, share: str, picture: Take) -> None:
    page.goto(share)
    page.locator("a", has_text="Thêm cơ sở mới").tap()
    owner = page.locator("input[name=owner_name]")
    page.fill("input[name=name]", "Cửa hàng cân ký Chiềng Lề")
    page.select_option("select[name=kind]", "shop")
    owner.fill("Hộ kinh doanh Lò Thị Xôm")
    expect(page.locator("[data-only-stall]")).to_be_hidden()
    page.context.set_offline(True)
    page.locator("main form button", has_text="Ghi vào sổ").tap()
    expect(page.locator(".campaign-lost")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("[data-entered], button[value=new]").first).to_be_attached()
    if page.locator("button[value=new]").count():
        page.locator("button[value=new]").tap()
    expect(page.locator("main")).to_contain_text("Cửa hàng cân ký Chiềng Lề")
    picture(page, "34-co-so-moi")


def the_planner_closes_it(page: Page, campaign: str, picture: Take) -> None:
    page.goto(campaign)
    picture(page, "35-tien-do-ra-soat")
    page.locator("a", has_text="Những gì đã thay đổi").click()
    expect(page.locator("main")).to_contain_text("Số 99 đường Tô Hiệu")
    page.goto(campaign)
    page.locator("a[href$='/close/']").click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Tổng cộng")
    picture(page, "36-bao-cao-ra-soat")
    with page.expect_download() as download:
        page.locator("a[href$='report.pdf']").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    with page.expect_download() as download:
        page.locator("a[href$='report.docx']").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    figure = page.locator("a[href*='finding=confirmed']").last
    told = int(figure.inner_text())
    figure.click()
    assert page.locator("#rows tbody tr").count() == told


def the_closed_campaign_takes_nothing(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/")
    assert page.locator("a[href*='/campaigns/']", has_text="Tiếp tục rà soát").count() == 0
    verbs = {verb for (verb,) in served.rows("SELECT DISTINCT verb FROM audit_entry WHERE verb LIKE 'campaigns%%'")}
    assert verbs == {
        "campaigns.campaign.planned", "campaigns.campaign.opened", "campaigns.finding.noted", "campaigns.finding.taken_back",
        "campaigns.campaign.closed",
    }


def the_report_in_english(page: Page, campaign: str) -> None:
    page.goto(f"{campaign}report/")
    expect(page.locator("main")).to_contain_text("With overdue instruments")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
