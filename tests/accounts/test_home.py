# SPDX-License-Identifier: Apache-2.0
"""The worklist, the search box, the language."""

from collections.abc import Callable, Iterable

import pytest
from django.contrib.postgres.search import SearchQuery
from django.test import Client

from chuan.accounts.models import User
from chuan.ui import searches, worklists
from tests.make import Cast

SignIn = Callable[..., Client]


def _heaps(user: User) -> Iterable[worklists.WorkItem]:
    yield worklists.WorkItem(title="Phiếu mới", count=1234, url="/a/", icon="gauge", act="Mở", urgency="waiting",
                             first=(("Trạm <1>", "/a/1/", "xã Mường Bú"),))
    yield worklists.WorkItem(title="Việc trễ", count=2, url="/b/", icon="gauge", act="Làm ngay", urgency="late")
    yield worklists.WorkItem(title="Trống", count=0, url="/c/", icon="gauge", act="Xem")


def _found(user: User, query: SearchQuery, limit: int) -> Iterable[searches.Hit]:
    yield searches.Hit(title="TS-00001 <b>", note="Cửa hàng số 1", url="/x/1/", icon="gauge", kind="Phương tiện đo")
    yield searches.Hit(title="Công ty A", note="", url="/y/1/", icon="building-store", kind="Đơn vị")
    yield searches.Hit(title="TS-00002", note="", url="/x/2/", icon="gauge", kind="Phương tiện đo")


@pytest.fixture
def heaps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklists, "_SOURCES", [_heaps])


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "_SOURCES", [_found])
    monkeypatch.setattr(searches, "_TEXT_SOURCES", [])


def test_late_work_comes_first_and_empty_heaps_not_at_all(cast: Cast, sign_in: SignIn, heaps: None, db: None) -> None:
    text = sign_in(cast.verifier).get("/").content.decode()
    assert text.index("Việc trễ") < text.index("Phiếu mới")
    assert "Trống" not in text
    assert "1.234" in text
    assert "Trạm &lt;1&gt;" in text


def test_without_work_the_page_says_so(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(worklists, "_SOURCES", [])
    assert "Không có việc nào đang chờ bạn" in sign_in(cast.verifier).get("/").content.decode()


def test_somebody_unknown_is_led_to_the_door(client: Client, db: None) -> None:
    assert client.get("/").headers["Location"] == "/accounts/login/?next=/"


def test_hits_are_grouped_by_kind_as_page_and_as_fragment(cast: Cast, sign_in: SignIn, finds: None, db: None) -> None:
    browser = sign_in(cast.verifier)
    page = browser.get("/search/?q=ts").content.decode()
    assert page.count('class="hits-kind"') == 2
    assert "TS-00001 &lt;b&gt;" in page
    fragment = browser.get("/search/?q=ts", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert fragment.count('class="hit"') == 3


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=!!!", "q=%27%27", "q=" + "a " * 3000, "q=a%26b%7C%3A*"])
def test_the_search_answers_whatever_is_typed(cast: Cast, sign_in: SignIn, db: None, query: str) -> None:
    assert sign_in(cast.verifier).get(f"/search/?{query}").status_code == 200


def test_the_language_stays_with_cookie_and_account(cast: Cast, sign_in: SignIn, db: None) -> None:
    browser = sign_in(cast.verifier)
    response = browser.post("/language/", {"language": "en", "next": "/people/me/"})
    assert response.headers["Location"] == "/people/me/"
    assert "Sign-in name" in browser.get("/people/me/").content.decode()
    cast.verifier.refresh_from_db()
    assert cast.verifier.language == "en"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_language_switch_leads_nowhere_else(client: Client, db: None, target: str) -> None:
    assert client.post("/language/", {"language": "en", "next": target}).headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(client: Client, db: None) -> None:
    response = client.post("/language/", {"language": "xx"})
    assert "chuan_language" not in response.cookies
