# SPDX-License-Identifier: Apache-2.0
"""A duplicate found, merged, and the merge undone, as a registrar does it. UPDATE_PICTURES=1 keeps the pictures for docs/vi."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served

Take = Callable[[Page, str], None]


def test_a_merge_undone(person: Callable[..., Page], served: Served, picture: Take) -> None:
    before = state(served)
    page = person("registrar")
    kept, away = a_pair_is_compared(page, served, picture)
    merge_page = it_is_merged(page, served, picture)
    the_old_address_leads_on(person("reception", at="phone"), served, away, picture)
    assert state(served) != before
    it_is_undone(page, served, merge_page, picture)
    assert state(served) == before
    for pk in (kept, away):
        page.goto(f"{served.address}/parties/{pk}/")
        expect(page.locator("#contacts")).to_be_visible()


def state(served: Served) -> list[tuple[str, ...]]:
    """Parties and premises as the database writes them."""
    return [
        *served.rows("SELECT p::text FROM parties_party p ORDER BY id"),
        *served.rows("SELECT p::text FROM parties_premises p ORDER BY id"),
        *served.rows("SELECT i::text FROM registry_instrument i WHERE owner_id IN (SELECT id FROM parties_party) ORDER BY id LIMIT 500"),
    ]


def a_pair_is_compared(page: Page, served: Served, picture: Take) -> tuple[str, str]:
    page.goto(f"{served.address}/merging/?kind=parties.party")
    expect(page.locator("article.pair").first).to_be_visible()
    picture(page, "40-ban-ghi-nghi-trung")
    page.locator("article.pair a").first.click()
    page.wait_for_selector("table.merge-table")
    kept, away = page.url.rstrip("/").split("/")[-2:]
    picture(page, "41-so-sanh-hai-ban-ghi")
    return kept, away


def it_is_merged(page: Page, served: Served, picture: Take) -> str:
    page.locator("input[name=keep][value=first]").check()
    page.locator("main form button.btn-primary", has_text="Gộp làm một").click()
    expect(page.locator("main")).to_contain_text("Hoàn tác")
    picture(page, "42-da-gop")
    verbs = served.rows("SELECT verb FROM audit_entry WHERE verb LIKE 'merging.%%' ORDER BY sequence")
    assert verbs == [("merging.rows.merged",)]
    return page.url


def the_old_address_leads_on(page: Page, served: Served, away: str, picture: Take) -> None:
    page.goto(f"{served.address}/parties/{away}/")
    expect(page.locator("main")).to_contain_text("Đã gộp vào")
    picture(page, "43-ban-ghi-da-gop-tren-dien-thoai")
    page.locator("main a.btn-primary").click()
    expect(page.locator("#premises")).to_be_visible()


def it_is_undone(page: Page, served: Served, merge_page: str, picture: Take) -> None:
    page.goto(merge_page)
    page.locator("form[action$='/undo/'] button").click()
    expect(page.locator("main")).to_contain_text("cả hai bản ghi đều còn")
    picture(page, "44-da-hoan-tac")
