# SPDX-License-Identifier: Apache-2.0
"""A buyer doubts the weight: an officer at the market, with a phone and with nothing but the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served

Take = Callable[[Page, str], None]


@pytest.mark.parametrize(("at", "language", "short", "right"), [
    ("phone", "vi", "Cân thiếu", "Cân đúng"), ("desk", "en", "Short weight", "Weighed rightly"),
])
def test_goods_are_weighed_again_by_the_keyboard(
    person: Callable[..., Page], served: Served, picture: Take, at: str, language: str, short: str, right: str
) -> None:
    # given
    point = served.rows(
        "SELECT p.id FROM registry_referencepoint p JOIN registry_referencescale s ON s.point_id = p.id"
        " WHERE p.until IS NULL AND s.until IS NULL ORDER BY p.id LIMIT 1")[0][0]
    page = person("registrar", at=at, language=language)
    page.goto(f"{served.address}/registry/markets/points/{point}/")
    page.locator("a[href$='/weigh/']").press("Enter")

    # when: declared, found, then past the unit to the scale
    page.locator("input[name=declared]").press_sequentially("1,05")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.locator("select[name=scale]:focus").select_option("8000/20")
    page.locator("input[name=goods]").press("Enter")

    # then: the verdict has the focus and is read out
    verdict = page.locator("#ket-qua")
    expect(verdict).to_contain_text(short)
    expect(verdict).to_be_focused()
    picture(page, f"can-lai-{at}")
    page.locator("input[name=declared]").fill("1,02")
    page.locator("input[name=declared]").press("Enter")
    expect(page.locator("#ket-qua")).to_contain_text(right)
