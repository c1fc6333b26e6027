# SPDX-License-Identifier: Apache-2.0
"""A list of contacts as a registrar and an auditor see it, and what is left of it once a person asked to be erased."""

from collections.abc import Callable
from typing import Any

from django.utils import translation
from playwright.sync_api import Page, expect

from chuan.imports import kinds
from chuan.imports.template import template_workbook
from chuan.lib import clock
from tests import make, workbooks
from tests.browser.conftest import Served
from tests.registry.files import opened, saved

Take = Callable[[Page, str], None]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CODE = make.make_tax_code(6_000_177)
LAN, WRONG = "0912 345 678", "0988 777 666"


def contacts(language: str, *rows: dict[str, Any]) -> bytes:
    """The template of contacts in a language, filled in."""
    kind = kinds.get("contacts")
    assert kind is not None
    with translation.override(language):
        book = opened(template_workbook(kind, clock.today()))
    for number, row in enumerate(rows, start=2):
        for at, column in enumerate(kind.columns, start=1):
            book.worksheets[0].cell(number, at, row.get(column.field))
    return saved(book)


def upload(page: Page, served: Served, code: str, name: str, content: bytes) -> None:
    page.goto(f"{served.address}/imports/new/{code}/")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": _XLSX, "buffer": content})
    page.locator("main form[method=post] button.btn-primary").click()
    expect(page.locator("#outcome:not([hx-get])")).to_be_visible(timeout=60_000)


def test_people_in_lists_are_hidden_shown_by_name_of_who_looks_and_erased(
    person: Callable[..., Page], served: Served, picture: Take
) -> None:
    # given: an English template with one good row and one without consent
    page = person("registrar", language="en")
    page.goto(f"{served.address}/imports/new/contacts/")
    expect(page.locator("main table")).to_contain_text("Consent given on")
    picture(page, "contacts-columns-en")
    good = {"tax_code": _CODE, "owner": "Công ty Điện Thử", "name": "Phạm Thị Lan", "phone": LAN, "purpose": "Hẹn kiểm định",
            "basis": "The person's consent", "consent_on": "05/01/2026", "consent_by": "Phiếu có chữ ký"}
    upload(page, served, "contacts", "lien-he.xlsx", contacts("en", good, good | {"name": "Lò Văn Bun", "phone": WRONG, "consent_on": None}))
    where = page.url.partition("?")[0]

    # when: looked at, by who may see people and by who may not
    outcome = page.locator("#outcome")
    expect(outcome).to_contain_text("the day of the person's consent, or how it was given, is missing")
    expect(outcome).not_to_contain_text(WRONG)
    picture(page, "contacts-preview-en")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(outcome).to_contain_text(WRONG)
    auditor, phone = person("auditor"), person("registrar", at="phone")
    auditor.goto(where)
    expect(auditor.locator("#outcome")).to_contain_text("09xx xxx 666")
    expect(auditor.locator("#outcome form[action*=show]")).to_have_count(0)
    expect(auditor.locator("#outcome a[download]")).to_have_count(0)
    picture(auditor, "contacts-auditor")
    phone.goto(where)
    picture(phone, "contacts-phone")

    # then: written, and erased at the person's request
    it_is_erased(page, phone, served, where, picture)


def it_is_erased(page: Page, phone: Page, served: Served, where: str, picture: Take) -> None:
    page.goto(where)
    page.locator("#outcome button[name=decision][value=good]").click()
    expect(page.locator("#outcome:not([hx-get])")).to_be_visible(timeout=60_000)
    upload(page, served, "parties", "ghi-chu.xlsx", notes())
    noted = page.url
    contact = served.rows("SELECT id FROM parties_contact WHERE name = 'Phạm Thị Lan'")[0][0]
    page.goto(f"{served.address}/parties/contacts/{contact}/erase/")
    page.fill("main form [name=reason]", "Đơn ngày 20/11")
    page.check("main form [name=sure]")
    picture(page, "contacts-erase-en")
    page.locator("main form button.btn-danger").click()
    page.goto(where)
    expect(page.locator("main")).to_contain_text("The files of this import were withdrawn")
    picture(page, "contacts-withdrawn-en")
    phone.goto(where)
    expect(phone.locator("main")).to_contain_text("đã được rút")
    picture(phone, "contacts-withdrawn-phone")
    page.goto(noted)
    expect(page.locator("main")).to_contain_text("were withdrawn", timeout=30_000)  # found by the worker in a column nobody reads


def notes() -> bytes:
    """A list of parties with a telephone number in a column of its sender's own."""
    return workbooks.workbook([("Công ty Điện Thử", _CODE, f"gọi chị Lan {LAN}")], headings=("Tên doanh nghiệp", "MST", "Ghi chú của tôi"))
