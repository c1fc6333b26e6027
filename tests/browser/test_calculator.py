# SPDX-License-Identifier: Apache-2.0
"""The public calculator in a real browser: paste, judge, mend, take the paper along. Nobody signs in.

UPDATE_PICTURES=1 keeps the pictures for docs/vi.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from chuan.judge import examples
from tests.browser.conftest import Served

Take = Callable[[Page, str], None]
#: what Excel puts on the clipboard for a block of three columns
BLOCK = "0,1\t0,1\t0,0025\n2,5\t2,5\t0,0045\n5\t5\t0,003\n10\t10\t0,0035\n15\t15,005\t0,004\n5\t5\t0,003\n0,1\t0,1\t0,002"


def test_a_lot_is_judged_mended_and_taken_along(person: Callable[..., Page], served: Served, picture: Take, tmp_path: Path) -> None:
    page = person()
    page.goto(f"{served.address}/tinh-toan/")
    page.get_by_role("link", name=re.compile("Hàng đóng gói sẵn")).click()

    # given the readings of a spreadsheet, one of them mistyped
    readings = [value.replace(".", ",") for value in examples.payload("bon-goi-thieu")["net"]]
    page.locator("[name=nominal_value]").fill("500")
    page.locator("[name=lot_size]").fill("300")
    page.locator("[name=readings]").fill("\n".join([*readings[:6], "49o,8", *readings[7:]]))
    expect(page.locator(".numbered-count").first).to_have_text("n = 50")
    page.get_by_role("button", name="Tính và kết luận").click()

    # then the line is named and nothing is lost
    expect(page.locator(".form-errors")).to_contain_text("Dòng 7: “49o,8” không phải là số.")
    expect(page.locator("[name=readings]")).to_have_value(re.compile(f"^{readings[0]}\n"))
    picture(page, "20-tinh-toan-dong-sai")

    # when it is mended
    page.locator("[name=readings]").fill("\n".join(readings))
    page.get_by_role("button", name="Tính và kết luận").click()
    verdict = page.locator("#ket-qua")
    expect(verdict).to_contain_text("Không đạt")
    expect(verdict).to_contain_text("4 gói thiếu quá T; chỉ được phép 3.")
    expect(page.locator(".judge-bar").first).to_be_visible()
    expect(page.get_by_text("50 gói, từng gói một")).to_be_visible()
    picture(page, "21-tinh-toan-lo-hang")

    # and the paper is the same verdict
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải bản PDF").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"%PDF-") and download.value.suggested_filename.startswith("tinh-toan-lo-hang-")


def test_a_scale_is_judged_on_the_phone(person: Callable[..., Page], served: Served, picture: Take) -> None:
    page = person(at="phone")
    page.goto(f"{served.address}/tinh-toan/can/")
    page.locator("[name=kind]").select_option("scale-counter")
    page.locator("[name=max]").fill("15")
    page.locator("[name=e]").fill("0,005")
    paste(page, "#id_load_1", BLOCK)
    expect(page.locator("#id_delta_l_5")).to_have_value("0,004")
    page.get_by_role("button", name="Tính và kết luận").click()
    expect(page.locator("#ket-qua")).to_contain_text("Đạt")
    expect(page.locator("#ket-qua")).to_be_in_viewport()
    picture(page, "22-tinh-toan-can-dien-thoai")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_everything_works_without_javascript(person: Callable[..., Page], served: Served) -> None:
    page = person()
    context: Any = page.context.browser
    plain = context.new_context(java_script_enabled=False, locale="vi-VN").new_page()
    plain.goto(f"{served.address}/tinh-toan/lo-hang/?vi-du=ca-phe-500g")
    plain.get_by_role("button", name="Tính và kết luận").click()
    expect(plain.locator("#ket-qua")).to_contain_text("Đạt")
    plain.context.close()


def paste(page: Page, cell: str, text: str) -> None:
    """Paste as the browser does, clipboard permissions aside."""
    page.locator(cell).focus()
    page.evaluate(
        """([cell, text]) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.querySelector(cell).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [cell, text],
    )
