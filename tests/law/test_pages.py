# SPDX-License-Identifier: Apache-2.0
"""The law browser, open to everybody."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuan import law

pytestmark = pytest.mark.django_db

STATIC_METER = reverse("law:parameter", args=["verification/cycles/elec-meter-1p-static"])


def page(client: Client, url: str, language: str = "vi", **query: str) -> str:
    client.cookies["chuan_language"] = language
    response = client.get(f"{url}?{urlencode(query)}")
    assert response.status_code == 200
    return response.content.decode()


def test_anybody_reads_the_law(client: Client) -> None:
    said = page(client, reverse("law:index"), on="2026-06-01")
    assert "Chu kỳ kiểm định – Cột đo xăng dầu" in said
    assert "chưa đối chiếu" in said
    assert "04/2026/TT-BKHCN" in said


def test_it_reads_in_english_too(client: Client) -> None:
    said = page(client, reverse("law:index"), "en", on="2026-06-01")
    assert "Verification cycle – Fuel dispenser" in said
    assert "not confirmed" in said


def test_search_finds_without_accents_and_says_when_nothing_fits(client: Client) -> None:
    found = page(client, reverse("law:index"), q="chu ky taximet")
    assert "Taximet" in found
    assert "Cột đo xăng dầu" not in found
    assert "Không có quy định nào phù hợp" in page(client, reverse("law:index"), q="khongcogi")


def test_a_day_before_everything_shows_that_no_rule_is_known(client: Client) -> None:
    assert "chưa biết quy định" in page(client, reverse("law:index"), on="2001-01-01")


def test_htmx_gets_the_rows_alone(client: Client) -> None:
    response = client.get(reverse("law:index"), {"q": "taximet"}, headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<div id="rows"')


def test_a_parameter_shows_all_its_versions_and_the_gap(client: Client) -> None:
    # when
    said = page(client, STATIC_METER, on="2015-01-01")
    # then
    assert "72 tháng" in said
    assert "? chưa biết" in said
    assert all(number in said for number in ("23/2013", "07/2019", "03/2024", "04/2026"))
    assert "Điều 4, mục 43" in said


def test_the_fuel_dispensers_limit_is_written_the_vietnamese_way(client: Client) -> None:
    url = reverse("law:parameter", args=["verification/mpe/fuel-dispenser"])
    assert "0,3 %" in page(client, url)
    assert "0.3 %" in page(client, url, "en")


@pytest.mark.parametrize("text_id", sorted(law.corpus().texts))
def test_every_text_has_its_page(client: Client, text_id: str) -> None:
    assert law.corpus().text(text_id).number in page(client, reverse("law:text", args=[text_id]))


@pytest.mark.parametrize("path", [
    "verification/validity-rule", "verification/controls/fuel-dispenser", "verification/cycles/elec-meter-1p-ind",
    "verification/in-use-limit/fuel-dispenser", "verification/procedures/fuel-dispenser/document",
    "verification/procedures/fuel-dispenser/flow-rates", "verification/procedures/fuel-dispenser/standard-ratio",
])
def test_parameters_of_all_shapes_have_their_page(client: Client, path: str) -> None:
    assert law.corpus().parameter(path).title in page(client, reverse("law:parameter", args=[path]))


@pytest.mark.parametrize("url", [
    reverse("law:parameter", args=["verification/cycles/hourglass"]), reverse("law:parameter", args=["../../etc/passwd"]),
    reverse("law:text", args=["tt-99-1999"]),
])
def test_what_is_not_there_is_not_found(client: Client, url: str) -> None:
    assert client.get(url).status_code == 404


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=30), on=st.one_of(st.text(max_size=12), st.dates().map(str)))
def test_no_question_breaks_a_page(client: Client, q: str, on: str) -> None:
    for url in (reverse("law:index"), STATIC_METER):
        query = urlencode({"q": q.encode("utf-8", "replace"), "on": on.encode("utf-8", "replace")})
        assert client.get(f"{url}?{query}").status_code in {200, 422}


def test_a_citation_shows_value_source_and_that_nobody_confirmed_it() -> None:
    # given
    cited = law.at(date(2026, 6, 1)).cite("verification/mpe/fuel-dispenser", "verification/controls/fuel-dispenser")
    # when
    with override("vi"):
        said = " ".join(render_to_string("law/_citation.html", {"citation": cited}).split())
    # then
    assert "0,3 %" in said
    assert "ĐLVN 10:2017" in said
    assert "từ 01/01/2018" in said
    assert said.count("chưa đối chiếu") == 2
    assert "phê duyệt mẫu, kiểm định ban đầu" in said
    assert f'href="{reverse("law:parameter", args=["verification/mpe/fuel-dispenser"])}?on=2026-06-01"' in said


def test_an_empty_citation_says_so() -> None:
    with override("vi"):
        assert "Không dẫn quy định nào" in render_to_string("law/_citation.html", {"citation": []})
