# SPDX-License-Identifier: Apache-2.0
"""Pages that look at the whole law: what changed, what is not known, the legal texts, the JSON document, the search box."""

import io
import json
from datetime import date
from html import unescape
from urllib.parse import urlencode

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from chuan import law
from chuan.law import reviews
from chuan.ui import searches, slots
from tests.make import Cast

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, language: str = "vi", **query: str) -> str:
    client.cookies["chuan_language"] = language
    response = client.get(f"{reverse(f'law:{name}')}?{urlencode(query)}")
    assert response.status_code == 200
    return unescape(response.content.decode())


SPAN = {"from": "2026-04-14", "to": "2026-04-15", "under": "verification"}


def test_what_changed_is_counted_and_grouped_by_folder(client: Client) -> None:
    said = page(client, "changes", **SPAN)
    assert "Kiểm định phương tiện đo" in said
    assert "Chu kỳ kiểm định – Cân phân tích" in said
    assert "12 tháng" in said
    assert "24 tháng" in said
    assert "/luat/verification/cycles/scale-analytical/tu/2026-04-15/" in said


def test_one_kind_of_change_can_be_asked_for(client: Client) -> None:
    said = page(client, "changes", kind="ended", **SPAN)
    assert "Chu kỳ kiểm định – Cân phân tích" not in said


def test_a_day_compared_with_itself_shows_nothing(client: Client) -> None:
    said = page(client, "changes", **{"from": "2026-04-15", "to": "2026-04-15"})
    assert "Không có gì thay đổi" in said


def test_the_workbook_holds_what_the_page_shows(client: Client) -> None:
    # when
    response = client.get(f"{reverse('law:changes_workbook')}?{urlencode(SPAN)}")
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    # then
    assert response.headers["Content-Disposition"] == 'attachment; filename="thay-doi-2026-04-14-2026-04-15.xlsx"'
    analytical = next(row for row in rows if row[2] == "verification/cycles/scale-analytical")
    assert analytical[5:8] == ("12 tháng", "24 tháng", "2026-04-15")


def test_every_gap_is_listed_by_its_family(client: Client) -> None:
    # given
    every = list(reviews.gaps(law.corpus()))
    mine = [gap for gap in every if gap.path.startswith("gold-weighing/")]
    # when
    said = page(client, "gaps", family="gold-weighing")
    # then
    assert all(gap.parameter.title in said for gap in mine)
    assert f"({len(mine)})" in said
    assert "Chu kỳ kiểm định – " not in said


def test_each_gap_offers_its_place_to_other_rooms(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    seen: list[tuple[str, date, str, str]] = []
    monkeypatch.setitem(slots._PANELS, "law.gap", [
        lambda _request, gap: seen.append((gap.parameter.path, gap.from_day, gap.row, gap.column)) or ""])
    # when
    page(client, "gaps", family="prepackages")
    page(client, "gaps", path="prepackages/vn-tt21-2014/sampling/destructive")
    # then
    every = [(g.parameter.path, g.from_day, g.row, g.column) for g in reviews.gaps(law.corpus())]
    assert set(seen) <= set(every)
    assert {one for one in every if one[0] == "prepackages/vn-tt21-2014/sampling/destructive"} <= set(seen)


def test_many_cells_of_one_table_stand_in_one_row(client: Client) -> None:
    heaps = {(g.parameter.path, g.from_day) for g in reviews.gaps(law.corpus()) if g.path.startswith("gold-weighing/")}
    assert page(client, "gaps", family="gold-weighing").count("<tr>") == len(heaps) + 1


def test_a_page_of_a_gap_offers_it_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(slots._PANELS, "law.gap", [lambda _request, gap: f"[fill {gap['path']} {gap['from_day']}]"])
    said = client.get("/luat/verification/cycles/elec-meter-1p-static/tu/2013-11-15/").content.decode()
    assert "[fill verification/cycles/elec-meter-1p-static 2013-11-15]" in said


def test_the_texts_are_listed_with_their_standing_of_a_day(client: Client) -> None:
    # when
    in_force = page(client, "texts", q="23/2013", standing="amended", on="2021-01-01")
    nothing = page(client, "texts", q="23/2013", standing="not_yet", on="2021-01-01")
    # then
    assert "23/2013/TT-BKHCN" in in_force
    assert "Không có văn bản nào phù hợp" in nothing


def test_a_text_shows_its_chain_and_what_it_is_cited_for(client: Client) -> None:
    said = client.get(reverse("law:text", args=["tt-07-2019-bkhcn"]), {"on": "2019-12-31"}, headers={"Accept-Language": "vi"}).content.decode()
    assert 'href="/luat/van-ban/tt-23-2013-bkhcn/"' in said
    assert "law-chain-bar" in said
    assert "Đã ban hành, chưa có hiệu lực" in said
    assert "/luat/verification/cycles/taximeter/tu/2020-01-01/" in said


def test_the_json_is_public_and_not_sent_twice(client: Client) -> None:
    # when
    first = client.get(reverse("law:json"))
    again = client.get(reverse("law:json"), headers={"If-None-Match": first.headers["ETag"]})
    # then
    assert first.headers["ETag"] == f'"{law.fingerprint()}"'
    assert "public" in first.headers["Cache-Control"]
    assert json.loads(first.content)["fingerprint"] == law.fingerprint()
    assert (again.status_code, again.content) == (304, b"")


def test_the_json_travels_compressed_and_still_is_not_sent_twice(client: Client) -> None:
    first = client.get(reverse("law:json"), headers={"Accept-Encoding": "gzip"})
    again = client.get(reverse("law:json"), headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    assert first.headers["Content-Encoding"] == "gzip"
    assert again.status_code == 304


def test_the_search_box_finds_rules_and_texts(cast: Cast) -> None:
    # when
    hits = searches.find(cast.registrar, "chu ky taximet", 5)
    # then
    hit = next(hit for hit in hits if hit.url == reverse("law:parameter", args=["verification/cycles/taximeter"]))
    assert hit.note == "18 tháng"
    texts = [hit.url for hit in searches.find(cast.registrar, "07/2019/TT-BKHCN", 5)]
    assert reverse("law:text", args=["tt-07-2019-bkhcn"]) in texts


@pytest.mark.parametrize("text", ["", "x", "?", "\0", "' OR 1=1"])
def test_the_search_box_is_quiet_about_nothing(cast: Cast, text: str) -> None:
    assert not [hit for hit in searches.find(cast.registrar, text, 5) if hit.url.startswith("/luat/")]
