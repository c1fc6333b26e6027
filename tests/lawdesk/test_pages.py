# SPDX-License-Identifier: Apache-2.0
"""The pages of supplied values: buttons at the gap, form, review, list, worklist, files handed out safely."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.translation import override

from chuan import law
from chuan.lawdesk.actions.supplements import Place, refuse_supplement
from chuan.lawdesk.choices import SupplementState
from chuan.lawdesk.models import Supplement
from chuan.ui import worklists
from tests.lawdesk import made
from tests.make import NOON, Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


def address(page: str, place: Place) -> str:
    query = {"path": place.path, "from": place.from_day.isoformat(), "row": place.row, "column": place.column}
    return f"/law-desk/{page}/?{urlencode(query)}"


def upload(content: bytes = made.PDF, name: str = "trang 5.pdf") -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def typed(place: Place, **over: Any) -> dict[str, Any]:
    return {"value": "24", "source_text": made.source_of(place), "place_art": "4", "place_item": "12", "page": upload(), "note": ""} | over


def test_a_value_goes_from_the_gap_through_two_people_into_the_law(cast: Cast, sign_in: SignIn) -> None:
    # given a gap whose page has the button for a verifier, and none for the public
    place = made.gap()
    page = f"/luat/tham-so/{place.path}/?on={place.from_day.isoformat()}"
    verifier, director = sign_in(cast.verifier), sign_in(cast.director)
    assert b"/law-desk/propose/" in verifier.get(page).content
    assert b"/law-desk/propose/" not in Client().get(page).content
    assert b"/law-desk/propose/" not in director.get(page).content
    # when the verifier proposes and the director agrees
    assert verifier.get(address("propose", place)).status_code == 200
    sent = verifier.post(address("propose", place), typed(place))
    assert sent.status_code == 302
    detail = sent["Location"]
    assert b"/law-desk/propose/" not in verifier.get(page).content
    assert detail.encode() in verifier.get(page).content
    assert director.post(f"{detail}accept/", {"note": "Đã xem trang"}).status_code == 302
    # then the next request of anybody sees it
    shown = Client().get(page).content.decode()
    assert "24" in shown
    assert law.at(place.from_day).value(place.path).value == 24
    assert director.get(detail).status_code == 200


@pytest.mark.parametrize("query", [
    "", "path=x", "path=x&from=2020-01-01", "from=2020-01-01", "path=verification/cycles/taximeter&from=abc",
    "path=verification/cycles/taximeter&from=1900-01-01", "path=verification/cycles/taximeter&from=2020-01-01&row=a&column=b",
    "path=" + "x" * 500 + "&from=2020-01-01", "path=%00&from=2020-01-01", "path=../../etc/passwd&from=2020-01-01",
])
def test_an_address_that_names_no_place_is_not_found(cast: Cast, sign_in: SignIn, query: str) -> None:
    client = sign_in(cast.verifier)
    for page in ("propose", "confirm"):
        assert client.get(f"/law-desk/{page}/?{query}").status_code == 404


@pytest.mark.parametrize("over", [
    {"value": ""}, {"value": "x"}, {"value": "9" * 1000}, {"value": "12\0"}, {"source_text": ""}, {"source_text": "x"},
    {"place_art": "điều bốn"}, {"place_art": "../4"}, {"place_art": "x" * 30}, {"note": "x" * 1001}, {"page": ""},
    {"page": "no file"}, {"page": upload(b"")}, {"page": upload(b"<svg onload=alert(1)>", "x.png")},
])
def test_bad_input_comes_back_with_the_form(cast: Cast, sign_in: SignIn, over: dict[str, Any]) -> None:
    place = made.gap()
    answer = sign_in(cast.verifier).post(address("propose", place), typed(place, **over))
    assert answer.status_code == 422
    assert Supplement.objects.count() == 0


def test_sent_twice_it_is_proposed_once(cast: Cast, sign_in: SignIn) -> None:
    place, client = made.gap(), sign_in(cast.verifier)
    assert client.post(address("propose", place), typed(place)).status_code == 302
    assert client.post(address("propose", place), typed(place)).status_code == 422
    assert Supplement.objects.count() == 1


def test_a_gap_that_was_filled_meanwhile_says_so(cast: Cast, sign_in: SignIn) -> None:
    place, client = made.gap(), sign_in(cast.inspector)
    made.accept(cast.director, made.propose(cast.verifier, place))
    assert "Propose" not in client.get(address("propose", place), headers={"accept-language": "en"}).content.decode()
    assert client.post(address("propose", place), typed(place)).status_code == 422


def test_a_known_value_is_confirmed_from_its_page(cast: Cast, sign_in: SignIn) -> None:
    place, client = made.known(), sign_in(cast.planner)
    assert client.post(address("confirm", place), {}).status_code == 422
    sent = client.post(address("confirm", place), {"compared": "on", "place_art": "4"})
    assert sent.status_code == 302
    assert sign_in(cast.director).post(f"{sent['Location']}accept/").status_code == 302
    law.refresh()  # the next request does
    assert law.at(place.from_day).value(place.path).is_confirmed


def test_the_page_is_handed_out_to_keep_and_never_to_run(cast: Cast, sign_in: SignIn) -> None:
    proposed = made.propose(cast.verifier)
    answer = sign_in(cast.auditor).get(f"/law-desk/{proposed.pk}/page/")
    assert answer.content == made.PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert sign_in(cast.director).get(f"/law-desk/{made.confirm(cast.verifier).pk}/page/").status_code == 404
    assert sign_in(cast.enterprise).get(f"/law-desk/{proposed.pk}/page/").status_code == 403


def test_a_second_review_is_told_what_became_of_it(cast: Cast, sign_in: SignIn) -> None:
    proposed = made.propose(cast.verifier)
    director, other = sign_in(cast.director), sign_in(cast.centre_director)
    assert director.post(f"/law-desk/{proposed.pk}/refuse/", {"note": ""}).status_code == 422
    assert director.post(f"/law-desk/{proposed.pk}/refuse/", {"note": "Mờ"}).status_code == 302
    late = other.post(f"/law-desk/{proposed.pk}/accept/", {"note": ""})
    assert late.status_code == 422
    assert sign_in(cast.verifier).post(f"/law-desk/{proposed.pk}/withdraw/", {"note": ""}).status_code == 422
    assert other.post(f"/law-desk/{proposed.pk}/revoke/", {"note": "x"}).status_code == 422


def test_the_proposer_withdraws_and_the_reviewer_takes_back(cast: Cast, sign_in: SignIn) -> None:
    first = made.propose(cast.verifier)
    assert sign_in(cast.verifier).post(f"/law-desk/{first.pk}/withdraw/", {"note": ""}).status_code == 302
    second = made.accept(cast.director, made.propose(cast.verifier))
    assert sign_in(cast.director).post(f"/law-desk/{second.pk}/revoke/", {"note": "Sai cột"}).status_code == 302
    assert set(Supplement.objects.values_list("state", flat=True)) == {SupplementState.WITHDRAWN, SupplementState.REVOKED}


@pytest.mark.parametrize("query", ["", "state=accepted", "state=x", "kind=confirms", "mine=on", "q=taximet", "q=%00", "page=999", "page=x", "q=" + "a" * 300])
def test_the_list_bears_any_filter(cast: Cast, sign_in: SignIn, query: str) -> None:
    made.propose(cast.verifier)
    made.confirm(cast.verifier)
    for headers in ({}, {"HX-Request": "true"}):
        assert sign_in(cast.auditor).get(f"/law-desk/?{query}", headers=headers).status_code == 200


def test_the_list_is_narrowed(cast: Cast, sign_in: SignIn) -> None:
    place = made.gap()
    made.accept(cast.director, made.propose(cast.verifier, place))
    made.confirm(cast.inspector)
    client = sign_in(cast.inspector)

    def count(query: str) -> int:
        return int(client.get(f"/law-desk/?{query}").context["page"].count)

    assert [count(q) for q in ("", "state=accepted", "kind=confirms", "mine=on", "q=khong+co+gi", f"q={place.path.rpartition('/')[2]}")][:5] == [2, 1, 1, 1, 0]


def test_work_waits_for_the_reviewer_and_what_was_refused_for_the_proposer(cast: Cast) -> None:
    def work(user: Any) -> dict[str, int]:
        return {item.icon: item.count for item in worklists.items_for(user) if "law-desk" in item.url}

    proposed = made.propose(cast.verifier)
    assert (work(cast.director), work(cast.centre_director), work(cast.verifier)) == ({"eye-check": 1}, {"eye-check": 1}, {})
    refuse_supplement(actor=cast.director, at=NOON + timedelta(hours=1), supplement=proposed, note="Mờ")
    assert (work(cast.director), work(cast.verifier)) == ({}, {"file-x": 1})
    made.propose(cast.verifier)
    assert work(cast.verifier) == {}


def test_an_accepted_value_shows_where_it_came_from_in_the_law_browser(cast: Cast, sign_in: SignIn) -> None:
    place = made.gap()
    made.accept(cast.director, made.propose(cast.verifier, place))
    shown = Client().get(f"/luat/tham-so/{place.path}/?on={place.from_day.isoformat()}", headers={"accept-language": "vi"})
    assert shown.status_code == 200
    assert "tỉnh bổ sung" in shown.content.decode().lower()


def test_a_citation_says_that_the_province_supplied_the_value_and_when_it_was_reviewed(cast: Cast) -> None:
    from django.template.loader import render_to_string

    place = made.gap()
    made.accept(cast.director, made.propose(cast.verifier, place))
    cited = law.at(place.from_day).cite(place.path)
    with override("vi"):
        html = render_to_string("law/_citation.html", {"citation": cited})
    assert "tỉnh bổ sung (22/11/2026)" in html
    assert [supply["marker"] for supply in cited[0]["supplied"]] == [str(Supplement.objects.get().pk)]


def test_tables_and_cells_have_pages_too(cast: Cast, sign_in: SignIn) -> None:
    table, cell, known = made.gap("table"), made.cell(), made.known("table")
    verifier = sign_in(cast.verifier)
    for place, page in ((table, "propose"), (cell, "propose"), (known, "confirm")):
        assert verifier.get(address(page, place)).status_code == 200
    rows = "- {id: a, max: 0.50, who: x, ends: null}\n- {id: b, max: \"?\", who: y, ends: null}"
    for proposed in (made.propose(cast.verifier, table, value=rows), made.propose(cast.verifier, cell, value="13"),
                     made.confirm(cast.verifier, known)):
        made.accept(cast.director, proposed)
        assert verifier.get(proposed.get_absolute_url()).status_code == 200
        assert Client().get(f"/luat/tham-so/{proposed.path}/?on={proposed.from_day.isoformat()}").status_code == 200
    assert verifier.get("/law-desk/").status_code == 200


def test_a_page_with_hundreds_of_gaps_asks_for_proposals_once(cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any) -> None:
    made.propose(cast.verifier)
    client = sign_in(cast.verifier)
    with django_assert_max_num_queries(15):
        assert client.get("/luat/chua-biet/").status_code == 200
