# SPDX-License-Identifier: Apache-2.0
"""The rules in a real Chromium under our Content-Security-Policy: the verdict while typing, and every collected payload."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from chuan.judge.instruments import judge_instrument
from chuan.judge.lots import judge_lot
from chuan.law import export
from chuan.metrology.draws import draw
from tests.browser.conftest import Served
from tests.judge.engine import compare, payloads

JUDGE_ALL = """
async ([exported, lots, instruments]) => {
  const { Law, Refusal, judgeInstrument, judgeLot } = await import("/static/judge/judge.js");
  const law = new Law(exported);
  const ask = (judge, payload) => {
    try {
      return { answer: judge(payload, law) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { error: { code: error.code, data: error.data } };
    }
  };
  return JSON.stringify([lots.map((payload) => ask(judgeLot, payload)), instruments.map((payload) => ask(judgeInstrument, payload))]);
}
"""
DRAW = "async (wanted) => (await import('/static/judge/judge.js')).draw(wanted)"
Take = Callable[[Page, str], None]


def test_the_verdict_while_typing_is_the_one_after_judge(person: Callable[..., Page], served: Served, picture: Take) -> None:
    # given
    page = person()
    page.goto(f"{served.address}/tinh-toan/lo-hang/?vi-du=ca-phe-500g")
    live = page.locator("#dang-go")
    expect(live).to_be_hidden()
    readings = page.locator("textarea[name=readings]")
    typed = readings.input_value()
    # when: the last package is typed once more
    readings.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("0")
    # then
    expect(live).to_be_visible(timeout=20_000)  # the law is fetched first
    expect(live).to_have_attribute("data-verdict", "pass")
    expect(live.locator("[data-live=verdict]")).to_have_text("Đạt")
    # when: one package is short by more than twice T
    readings.fill("\n".join(["440", *typed.split("\n")[1:]]))
    # then
    expect(live).to_have_attribute("data-verdict", "fail")
    expect(live.locator("[data-live=t2]")).to_have_text("1")
    live.scroll_into_view_if_needed()
    picture(page, "23-tinh-toan-dang-go")
    # when: something is no number
    readings.fill(typed + "\nabc")
    # then
    expect(live).to_be_hidden()
    # when: it is put right and judged by the server
    readings.fill("\n".join(["440", *typed.split("\n")[1:]]))
    expect(live).to_have_attribute("data-verdict", "fail")
    page.locator("#calculator button[type=submit].btn-primary").click()
    expect(page.locator("#ket-qua")).to_have_class("judge-verdict tone-bad")


def test_the_verdict_on_a_scale_moves_with_its_readings(person: Callable[..., Page], served: Served, picture: Take) -> None:
    # given
    page = person(at="phone")
    page.goto(f"{served.address}/tinh-toan/can/?vi-du=can-ban-15kg")
    live, first = page.locator("#dang-go"), page.locator("input[name=indication_1]")
    reading = first.input_value()
    # when: nothing new is said
    first.fill(f"{reading},0" if "," not in reading and "." not in reading else f"{reading}0")
    # then
    expect(live).to_have_attribute("data-verdict", "pass", timeout=20_000)
    # when: the first reading is far off
    first.fill("9")
    # then
    expect(live).to_have_attribute("data-verdict", "fail")
    expect(page.locator("tr.judge-row-bad")).to_have_count(1)
    live.scroll_into_view_if_needed()
    picture(page, "24-tinh-toan-can-dang-go")
    # when
    page.locator("#calculator button[type=submit].btn-primary").click()
    # then
    expect(page.locator("#ket-qua")).to_have_class("judge-verdict tone-bad")


def test_chromium_judges_every_collected_payload_as_python_does(person: Callable[..., Page], served: Served) -> None:
    # given
    page = person()
    page.goto(f"{served.address}/tinh-toan/")
    lots, instruments = payloads("lots"), payloads("instruments")
    # when
    asked = [export.as_json(), list(lots.values()), list(instruments.values())]
    of_lots, of_instruments = json.loads(page.evaluate(JUDGE_ALL, asked))
    # then
    assert compare(judge_lot, lots, of_lots) == []
    assert compare(judge_instrument, instruments, of_instruments) == []


def test_chromium_draws_as_python_does(person: Callable[..., Page], served: Served) -> None:
    page = person()
    page.goto(f"{served.address}/tinh-toan/")
    wanted: dict[str, Any] = {"seed": "Sơn La 2026-05-01", "population": 3200, "size": 80}
    assert page.evaluate(DRAW, wanted) == list(draw(**wanted))
