# SPDX-License-Identifier: Apache-2.0
"""The public calculator: anybody, no account, nothing kept, nothing typed lost."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from chuan.judge import examples
from chuan.judge.instrument_forms import PAGES, ScaleForm
from chuan.judge.instruments import FAMILIES, judge_instrument
from chuan.judge.rule_sets import rule_set_ids

pytestmark = pytest.mark.django_db

LOT, SCALE = "/tinh-toan/lo-hang/", "/tinh-toan/can/"
GOOD = examples.lot("ca-phe-500g") | {"reading": "net", "on": "2026-05-01"}
GOOD_SCALE = ScaleForm.initial_from(examples.payload("can-ban-15kg")) | {"indication": "digital", "on": "2026-05-01"}


def words(answer: Any) -> str:
    """What a reader sees of the main part, blanks folded."""
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def test_the_front_page_leads_to_the_calculators(client: Client) -> None:
    text = client.get("/tinh-toan/").content.decode()
    assert all(address in text for address in (LOT, SCALE, reverse("judge:schema", args=["lot"])))


def test_a_good_lot_passes_with_every_step(client: Client) -> None:
    text = words(client.post(LOT, GOOD))
    for said in ("Đạt", "501,378", "≥ 498,802003", "500 − 0,379 × 3,16094083", "21/2014/TT-BKHCN", "Chưa đối chiếu với bản ký"):
        assert said in text


def test_a_failed_lot_says_why(client: Client) -> None:
    text = words(client.post(LOT, GOOD | {"readings": examples.lot("bon-goi-thieu")["readings"]}))
    assert "Không đạt 4 gói thiếu quá T; chỉ được phép 3." in text


def test_the_page_speaks_english_too(client: Client) -> None:
    client.cookies["chuan_language"] = "en"
    assert "Failed 4 packages are short by more than T; 3 are allowed." in words(
        client.post(LOT, GOOD | {"readings": examples.lot("bon-goi-thieu")["readings"]})
    )


def test_gross_readings_less_one_packaging_give_the_same_verdict(client: Client) -> None:
    gross = "\n".join(f"{float(value) + 12:.1f}" for value in examples.payload("ca-phe-500g")["net"])
    text = words(client.post(LOT, GOOD | {"reading": "gross", "readings": gross, "tare": "12"}))
    assert "Đạt" in text and "501,378" in text


def test_a_mean_alone_is_judged_as_far_as_it_goes(client: Client) -> None:
    text = words(client.post(LOT, GOOD | {"readings": "", "mean": "498,2", "lot_size": "10"}))
    assert "Không đạt Giá trị trung bình 498,2 thấp hơn giới hạn 500." in text
    text = words(client.post(LOT, GOOD | {"readings": "", "mean": "502", "lot_size": "10"}))
    assert "Chưa kết luận" in text


@pytest.mark.parametrize(("over", "said"), [
    ({"readings": "500,9\n1.234\nabc", "mark": ","}, "Dòng 3: “abc” không phải là số."),
    ({"readings": "500\n1.234", "mark": ""}, "Dòng 2: “1.234” có thể hiểu theo hai cách."),
    ({"readings": "\n".join(["500"] * 2001)}, "nhiều nhất 2000 số"),
    ({"readings": ""}, "Hãy nhập số đo của từng gói."),
    ({"reading": "gross", "tare": ""}, "Cân cả bì thì phải có khối lượng bì."),
    ({"nominal_value": "1.000"}, "“1.000” có thể hiểu theo hai cách"),
    ({"lot_size": "10"}, "Số gói trong lô"),
    ({"readings": "500\n\n-3", "lot_size": "5"}, "Dòng 3"),
    ({"on": "2010-01-01"}, "01/01/2010"),
    ({"on": "2010-13-01"}, "Ngày kiểm tra"),
    ({"nominal_unit": "stone"}, "Đơn vị"),
], ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(client: Client, over: dict[str, str], said: str) -> None:
    # when
    answer = client.post(LOT, GOOD | over)
    # then
    assert answer.status_code == 422
    assert said in words(answer)
    typed = (GOOD | over)["readings"]
    assert not typed or typed.split("\n")[0] in words(answer)


def test_the_day_comes_back_in_the_form_whichever_way_it_was_typed(client: Client) -> None:
    for typed in ("01/05/2026", "2026-05-01"):
        assert 'value="2026-05-01"' in client.post(LOT, GOOD | {"on": typed}).content.decode()


def test_the_picture_has_a_title_and_the_packages_a_table(client: Client) -> None:
    text = client.post(LOT, GOOD).content.decode()
    assert re.search(r'<svg class="judge-picture" role="img"[^>]* aria-labelledby="picture-title picture-text"', text)
    assert text.count("<tr><td>") == 50


def test_every_rule_set_of_the_law_can_be_chosen_and_answers(client: Client) -> None:
    offered = set(re.findall(r'<option value="([a-z0-9-]+)"', client.get(LOT).content.decode()))
    assert set(rule_set_ids()) <= offered
    for rule_set in rule_set_ids():
        assert client.post(LOT, GOOD | {"rule_set": rule_set}).status_code in {200, 422}, rule_set


def test_all_units_and_odd_input_get_an_answer_never_an_error(client: Client) -> None:
    for over in (
        {"nominal_unit": "ml", "unit": "g", "density": "1,03"}, {"nominal_unit": "m"}, {"nominal_unit": "m2"}, {"nominal_unit": "1"},
        {"nominal_value": "0"}, {"nominal_value": "1" * 39}, {"readings": "500"}, {"readings": "\n".join(["500"] * 50)},
        {"tare": "1\n2\n3", "reading": "gross", "unit": "kg"}, {"destructive": "on"}, {"place": "market"}, {"lot_size": "99999999999"},
        {"readings": "0" * 50}, {"readings": "9" * 35}, {"mean": "500"}, {"density": "x"}, {"reading": "x"}, {"mark": "x"},
    ):
        assert client.post(LOT, GOOD | over).status_code in {200, 422}, over


def test_a_good_scale_passes_and_a_bad_point_fails(client: Client) -> None:
    assert "Đạt" in words(client.post(SCALE, GOOD_SCALE))
    text = words(client.post(SCALE, GOOD_SCALE | {"indication_3": "5,03"}))
    assert "Không đạt" in text and "Điểm 3: sai số" in text


@pytest.mark.parametrize(("over", "said"), [
    ({"indication_2": "abc"}, "Điểm 2: “abc” không phải là số."),
    ({"indication_2": ""}, "Điểm 2: Thiếu Số chỉ."),
    ({"load_2": "99"}, "Điểm 2"),
    ({"e": "0,9"}, "Giá trị độ chia kiểm e"),
    ({"accuracy_class": "V"}, "Cấp chính xác"),
    ({f"{name}_{n}": "" for name in ("load", "indication", "delta_l") for n in range(1, 25)}, "Hãy nhập ít nhất một điểm"),
], ids=lambda value: str(value)[:30])
def test_what_is_wrong_with_a_scale_is_said_at_its_place(client: Client, over: dict[str, str], said: str) -> None:
    answer = client.post(SCALE, GOOD_SCALE | over)
    assert answer.status_code == 422
    assert said in words(answer)


def test_every_kind_of_scale_that_is_judged_can_be_chosen(client: Client) -> None:
    text = client.get(SCALE).content.decode()
    assert all(f'value="{kind}"' in text for kind in FAMILIES if kind.startswith("scale-"))


@pytest.mark.parametrize(("slug", "name"), [(slug, name) for slug, page in PAGES.items() for name, _title in page.examples])
def test_every_example_of_an_instrument_is_judged_by_its_page(client: Client, slug: str, name: str) -> None:
    # given
    page, payload = PAGES[slug], examples.payload(name)
    assert client.get(f"/tinh-toan/{slug}/?vi-du={name}").status_code == 200
    filled = {key: value for key, value in page.initial_from(payload).items() if value is not None}
    # when
    answer = client.post(f"/tinh-toan/{slug}/", filled)
    # then the page says what the judge says
    assert answer.status_code == 200, words(answer)
    verdict = {"pass": "Đạt", "fail": "Không đạt"}[judge_instrument(payload)["verdict"]]
    assert re.search(rf'class="judge-verdict-word">{verdict}<', answer.content.decode())
    assert client.post(f"/tinh-toan/{slug}/pdf/", filled).content.startswith(b"%PDF-")


@pytest.mark.parametrize("slug", PAGES)
def test_odd_input_of_an_instrument_gets_an_answer_never_an_error(client: Client, slug: str) -> None:
    filled = PAGES[slug].initial_from(examples.payload(PAGES[slug].examples[0][0]))
    for key in (key for key in filled if not re.search(r"_([2-9]|\d\d)$", key)):
        for odd in ("", "0", "-1", "1e999", "9" * 39, "\x00"):
            status = client.post(f"/tinh-toan/{slug}/", {k: v for k, v in filled.items() if v is not None} | {key: odd}).status_code
            assert status in {200, 422}, (key, odd)


def test_other_calculators_do_not_exist(client: Client) -> None:
    assert client.get("/tinh-toan/dong-ho-cat/").status_code == 404


def test_examples_fill_the_form_and_unknown_ones_fill_nothing(client: Client) -> None:
    assert "507.4" in client.get(LOT + "?vi-du=bon-goi-thieu").content.decode()
    assert 'value="15.005"' in client.get(SCALE + "?vi-du=can-ban-15kg").content.decode()
    for odd in ("can-ban-15kg", "../../x", "\x00", "x" * 5000):
        assert client.get(LOT, {"vi-du": odd}).status_code == 200
        assert client.get(SCALE, {"vi-du": odd}).status_code == 200


def test_nothing_is_kept_and_no_session_begins(client: Client) -> None:
    client.get(LOT)
    client.post(LOT, GOOD)
    assert Session.objects.count() == 0
    assert "chuan_session" not in client.cookies


def test_pages_ask_the_database_next_to_nothing(client: Client, django_assert_max_num_queries: Any) -> None:
    # the ribbon of a demonstration, and whether the law has got supplements
    for address in ("/tinh-toan/", LOT, SCALE):
        with django_assert_max_num_queries(2):
            client.get(address)
    with django_assert_max_num_queries(2):
        client.post(LOT, GOOD)


def test_no_inline_style_or_script(client: Client) -> None:
    for answer in (client.get("/tinh-toan/"), client.post(LOT, GOOD), client.post(SCALE, GOOD_SCALE)):
        text = answer.content.decode()
        assert " style=" not in text
        assert "<style" not in text
        assert not re.search(r"<script(?![^>]* src=)", text)


def test_forms_need_the_token_of_the_page() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(LOT, GOOD).status_code == 403
