# SPDX-License-Identifier: Apache-2.0
"""The law browser, open to everybody."""

from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuan import law
from chuan.law import relies
from chuan.lib.text import fold

pytestmark = pytest.mark.django_db

A_TEXT = reverse("law:text", args=["tt-07-2019-bkhcn"])
STATIC_METER = reverse("law:parameter", args=["verification/cycles/elec-meter-1p-static"])


def page(client: Client, url: str, language: str = "vi", **query: str) -> str:
    client.cookies["chuan_language"] = language
    response = client.get(f"{url}?{urlencode(query)}")
    assert response.status_code == 200
    return response.content.decode()


CYCLES = reverse("law:folder", args=["verification/cycles"])


def test_the_first_page_is_a_tree_of_folders_with_counts(client: Client) -> None:
    said = page(client, reverse("law:index"), on="2026-06-01")
    assert CYCLES in said
    assert f"{len(law.corpus().parameters)} tham số tại ngày 01/06/2026" in said
    assert "?on=2026-06-01" in said


def test_anybody_reads_a_folder(client: Client) -> None:
    said = page(client, CYCLES, on="2026-06-01")
    assert "Chu kỳ kiểm định – Cột đo xăng dầu" in said
    assert "chưa đối chiếu" in said
    assert "04/2026/TT-BKHCN" in said


def test_it_reads_in_english_too(client: Client) -> None:
    said = page(client, CYCLES, "en", on="2026-06-01")
    assert "Verification cycle – Fuel dispenser" in said
    assert "not confirmed" in said


@pytest.mark.parametrize("path", sorted(law.corpus().folders)[::4])
def test_a_folder_has_its_page(client: Client, path: str) -> None:
    assert law.corpus().folders[path].title in unescape(page(client, reverse("law:folder", args=[path])))


def test_only_gaps_and_only_unconfirmed_narrow_the_list(client: Client) -> None:
    # given
    gaps = page(client, reverse("law:index"), only="gaps", q="chu ky cong to", on="2015-01-01")
    rest = page(client, reverse("law:index"), only="unconfirmed", q="chu ky cong to", on="2015-01-01")
    # then
    assert "cycles/elec-meter-1p-static" in gaps
    assert "cycles/elec-meter-1p-ind" not in gaps
    assert "cycles/elec-meter-1p-ind" in rest
    assert "cycles/elec-meter-1p-static" not in rest


def test_what_was_found_in_a_note_is_shown_with_the_words_marked(client: Client) -> None:
    version = next(v for p in law.corpus().parameters.values() for v in p.versions if len(v.notes.split()) > 6)
    words = " ".join(fold(version.notes).split()[:4])
    assert "<mark>" in page(client, reverse("law:index"), q=words)


def test_search_finds_without_accents_and_says_when_nothing_fits(client: Client) -> None:
    found = page(client, reverse("law:index"), q="chu ky taximet")
    assert "Taximet" in found
    assert "Cột đo xăng dầu" not in found
    assert "Không có quy định nào phù hợp" in page(client, reverse("law:index"), q="khongcogi")


def test_a_day_before_everything_shows_that_no_rule_is_known(client: Client) -> None:
    assert "chưa biết quy định" in page(client, reverse("law:index"), on="1950-01-01")
    assert "chưa biết quy định" in page(client, STATIC_METER, on="1950-01-01")


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


def test_a_version_has_an_address_for_ever_and_a_sentence_to_cite(client: Client) -> None:
    # when
    said = page(client, "/luat/verification/cycles/taximeter/tu/2020-01-01/")
    # then
    assert "18 tháng" in said
    assert "http://testserver/luat/verification/cycles/taximeter/tu/2020-01-01/" in said
    assert law.fingerprint()[:12] in said
    assert "/luat/verification/cycles/taximeter/tu/2013-11-15/" in said
    assert "12 tháng" in said


def test_a_table_shows_headings_in_words_and_gaps_as_question_marks(client: Client) -> None:
    # given
    url = reverse("law:parameter", args=["prepackages/vn-tt21-2014/sampling/destructive"])
    # when
    vietnamese, english = page(client, url), page(client, url, "en")
    # then
    assert "Cỡ mẫu" in vietnamese
    assert "Sample size" in english
    assert 'title="sample_size"' in vietnamese
    assert '<abbr class="law-gap" title="chưa biết">?</abbr>' in vietnamese


def test_the_page_says_which_cases_test_the_parameter_and_who_relies_on_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(relies, "_ENTRIES", [])
    relies.register("verification/cycles", "Giấy chứng nhận", lambda _user, _path: (1234, "/danh-sach/"))
    # when
    said = page(client, reverse("law:parameter", args=["verification/cycles/taximeter"]))
    # then
    assert '<a href="/danh-sach/">Giấy chứng nhận</a> <strong>1.234</strong>' in said
    assert "cases/" in said


@pytest.mark.parametrize("text_id", sorted(law.corpus().texts)[::6])
def test_a_text_has_its_page(client: Client, text_id: str) -> None:
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
    reverse("law:text", args=["tt-99-1999"]), reverse("law:folder", args=["verification/nothing"]),
    reverse("law:version", args=["verification/cycles/taximeter", "2020-01-02"]),
    reverse("law:version", args=["verification/cycles/taximeter", "2020-1-1"]),
    reverse("law:version", args=["verification/cycles/taximeter", "20200101"]),
    reverse("law:version", args=["verification/cycles/taximeter", "0001-01-01"]),
    reverse("law:version", args=["verification/cycles/taximeter", "gestern"]),
    reverse("law:version", args=["verification/cycles/hourglass", "2020-01-01"]),
])
def test_what_is_not_there_is_not_found(client: Client, url: str) -> None:
    assert client.get(url).status_code == 404


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=30), on=st.one_of(st.text(max_size=12), st.dates().map(str)),
       only=st.sampled_from(["", "gaps", "unconfirmed", "x"]), number=st.sampled_from(["", "0", "-1", "2", "x", "9" * 30]))
def test_no_question_breaks_a_page(client: Client, q: str, on: str, only: str, number: str) -> None:
    asked = {"q": q, "on": on, "only": only, "page": number, "from": on, "to": q, "under": q, "kind": only, "standing": only,
             "issuer": q, "family": q}
    query = urlencode({name: text.encode("utf-8", "replace") for name, text in asked.items()})
    for url in (*(reverse(f"law:{name}") for name in ("index", "texts", "changes", "gaps")), STATIC_METER, CYCLES, A_TEXT):
        assert client.get(f"{url}?{query}").status_code == 200, url


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
