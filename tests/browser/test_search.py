# SPDX-License-Identifier: Apache-2.0
"""The search box as people use it: without accents, half a word, by keyboard at a desk and by thumb on a phone."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from chuan.lib.text import fold, key
from tests.browser.conftest import Served

Take = Callable[[Page, str], None]
_STATION = (
    "SELECT p.name, i.serial, p.id::text, i.id::text FROM parties_premises p JOIN registry_instrument i ON i.premises_id = p.id"
    " WHERE p.name LIKE 'Cửa hàng xăng dầu số 1 %%' ORDER BY i.serial LIMIT 1"
)


def test_search_without_accents(person: Callable[..., Page], served: Served, picture: Take) -> None:
    [(name, serial, place, instrument)] = served.rows(_STATION)
    desk = person("registrar")
    the_establishment_is_found_by_keyboard(desk, name, place, picture)
    the_instrument_is_found_by_its_serial_number(desk, serial, instrument)
    what_nobody_wrote_is_not_found(desk)
    the_same_is_found_with_a_thumb(person("reception", at="phone"), name, place, picture)


def hits_for(page: Page, typed: str) -> Locator:
    """Type over what stands in the field; the hits under it."""
    page.keyboard.press("/")
    field = page.locator("#search-input")
    expect(field).to_be_focused()
    field.fill("")
    with page.expect_response(lambda answer: "/search/?q=" in answer.url and len(typed) > 1):
        field.press_sequentially(typed)
    return page.locator("#search-hits a.hit")


def the_establishment_is_found_by_keyboard(page: Page, name: str, place: str, picture: Take) -> None:
    typed = fold(name)[:-1]  # no accents, and the last word is not finished
    assert typed.isascii()
    hits = hits_for(page, typed)
    expect(hits.first.locator("strong")).to_have_text(name)
    picture(page, "50-tim-khong-dau")
    page.keyboard.press("ArrowDown")
    expect(hits.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search-input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(place))
    expect(page.locator("h1")).to_contain_text(name)


def the_instrument_is_found_by_its_serial_number(page: Page, serial: str, instrument: str) -> None:
    hits = hits_for(page, key(serial))  # small letters, no signs between
    expect(hits.first.locator("strong")).to_contain_text(serial)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(instrument))
    expect(page.locator("h1")).to_contain_text(serial)


def what_nobody_wrote_is_not_found(page: Page) -> None:
    hits = hits_for(page, "zzqqzz")
    expect(page.locator("#search-hits .hits-none")).to_be_visible()
    expect(hits).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#search-hits")).to_be_empty()


def the_same_is_found_with_a_thumb(page: Page, name: str, place: str, picture: Take) -> None:
    page.locator("#search-input").tap()
    page.locator("#search-input").press_sequentially(fold(name)[:-1])
    first = page.locator("#search-hits a.hit").first
    expect(first.locator("strong")).to_have_text(name)
    box = first.bounding_box()
    assert box is not None
    assert box["height"] >= 44, "too small for a thumb"
    picture(page, "51-tim-tren-dien-thoai")
    first.tap()
    page.wait_for_url(re.compile(place))
    expect(page.locator("h1")).to_contain_text(name)
