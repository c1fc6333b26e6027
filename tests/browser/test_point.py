# SPDX-License-Identifier: Apache-2.0
"""Where premises lie: taken from the phone, clicked on the map, or typed where there is no script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served

Take = Callable[[Page, str], None]


@pytest.fixture
def form(served: Served) -> str:
    """The address of the form of some premises in Tô Hiệu."""
    found = served.rows(
        "SELECT p.id FROM parties_premises p JOIN places_administrativeunit u ON u.id = p.current_unit_id"
        " WHERE u.code = '03646' ORDER BY p.name, p.id LIMIT 1")
    return f"{served.address}/parties/premises/{found[0][0]}/edit/"


def test_a_phone_gives_its_position(person: Callable[..., Page], form: str, picture: Take, served: Served) -> None:
    page = person("local_officer", at="phone")
    page.context.grant_permissions(["geolocation"], origin=served.address)
    page.context.set_geolocation({"latitude": 21.32771, "longitude": 103.91234, "accuracy": 8})
    page.goto(form)
    page.locator("[data-point-ask]").tap()
    expect(page.locator("[data-point-says]")).to_contain_text("8 m")
    expect(page.locator("input[name=latitude]")).to_have_value("21,32771")
    expect(page.locator("[data-point-doubt]")).to_be_hidden()
    page.context.set_geolocation({"latitude": 10.77, "longitude": 106.7, "accuracy": 30})
    page.locator("[data-point-ask]").tap()
    expect(page.locator("[data-point-doubt]")).to_be_visible()
    page.fill("input[name=latitude]", "21,32771")
    page.fill("input[name=longitude]", "103,91234")
    expect(page.locator("[data-point-doubt]")).to_be_hidden()
    page.locator("main form button[type=submit]").last.tap()
    page.wait_for_url(lambda url: not url.endswith("/edit/"))
    assert served.rows("SELECT count(*) FROM parties_premises WHERE latitude = 21.32771 AND longitude = 103.91234") == [(1,)]


def test_a_refused_position_says_so_and_the_map_gives_one(person: Callable[..., Page], form: str, picture: Take) -> None:
    page = person("registrar")
    page.goto(form)
    page.locator("[data-point-open]").click()
    drawn = page.locator("[data-point-map]")
    expect(drawn).to_be_visible()
    page.fill("input[name=latitude]", "")
    page.fill("input[name=longitude]", "")
    drawn.click(position={"x": 200, "y": 150})
    expect(page.locator("input[name=latitude]")).not_to_have_value("")
    expect(page.locator("[data-point-says]")).to_contain_text("khoảng")
    expect(page.locator("[data-point-mark]")).to_be_visible()
    before = page.input_value("input[name=longitude]")
    drawn.press("ArrowRight")
    assert page.input_value("input[name=longitude]") > before
    picture(page, "37-chon-vi-tri-tren-ban-do")


def test_the_clicked_point_is_the_one_that_was_meant(person: Callable[..., Page], form: str) -> None:
    page = person("registrar", language="en")
    page.goto(form)
    page.fill("input[name=latitude]", "21.32700")
    page.fill("input[name=longitude]", "103.91400")
    page.locator("[data-point-open]").click()
    mark = page.locator("[data-point-mark]")
    expect(mark).to_be_visible()
    box = mark.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert abs(float(page.input_value("input[name=latitude]")) - 21.327) < 0.001
    assert abs(float(page.input_value("input[name=longitude]")) - 103.914) < 0.001


def test_without_script_the_numbers_are_typed(person: Callable[..., Page], form: str, served: Served) -> None:
    context = person("registrar").context
    plain = context.browser
    assert plain
    bare = plain.new_context(java_script_enabled=False, storage_state=context.storage_state(), locale="vi-VN")
    page = bare.new_page()
    page.goto(form)
    expect(page.locator("[data-point-ask]")).to_be_hidden()
    page.fill("input[name=latitude]", "21°19'38\"")
    page.fill("input[name=longitude]", "103.91400")
    page.locator("main form button[type=submit]").last.click()
    assert served.rows("SELECT count(*) FROM parties_premises WHERE round(latitude::numeric, 5) = 21.32722") == [(1,)]
    bare.close()
