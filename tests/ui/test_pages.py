# SPDX-License-Identifier: Apache-2.0
"""The frame of pages, and the pages for what went wrong."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from chuan.config import urls
from chuan.lib.errors import NotFound, RuleViolation
from chuan.ui import errors
from tests.make import Cast

SignIn = Callable[..., Client]


class _Refused(RuleViolation):
    code = "tests.refused"
    message = "Mark {number} is applied."
    next_step = "Take another."


def _refuse(request: HttpRequest) -> HttpResponse:
    raise _Refused(number="<7>")


def _break(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@pytest.fixture
def broken_addresses(settings: object) -> Iterator[None]:
    before = list(urls.urlpatterns)
    urls.urlpatterns += [path("t/refuse/", _refuse), path("t/break/", _break)]
    from django.urls import clear_url_caches

    clear_url_caches()
    yield
    urls.urlpatterns[:] = before
    clear_url_caches()


def test_the_frame_says_the_title_twice_and_marks_the_current_entry(cast: Cast, sign_in: SignIn, db: None) -> None:
    text = sign_in(cast.admin).get("/people/").content.decode()
    assert "<title>Người dùng · Chuẩn</title>" in text
    assert '<h1 class="page-title">Người dùng</h1>' in text
    assert re.search(r'href="/people/" aria-current="page"', text)


def test_no_page_carries_inline_script_or_style(cast: Cast, sign_in: SignIn, db: None) -> None:
    for address in ("/", "/people/", "/people/me/", "/audit/"):
        text = sign_in(cast.admin).get(address).content.decode()
        assert " style=" not in text
        assert " onclick=" not in text
        assert "<style" not in text
        assert not re.search(r"<script(?![^>]* src=)", text), address


def test_the_policy_allows_only_our_own_scripts_and_styles(client: Client, db: None) -> None:
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_wrong_address_is_a_kind_page(client: Client, cast: Cast, sign_in: SignIn, db: None) -> None:
    for browser in (client, sign_in(cast.verifier)):
        response = browser.get("/khong-co/")
        assert response.status_code == 404
        assert "Không có trang nào ở địa chỉ này." in response.content.decode()


def test_a_forbidden_page_names_the_next_step_in_both_languages(cast: Cast, sign_in: SignIn, db: None) -> None:
    browser = sign_in(cast.verifier)
    response = browser.get("/people/")
    assert response.status_code == 403
    assert "Hãy đề nghị quản trị viên" in response.content.decode()
    browser.cookies["chuan_language"] = "en"
    assert "Ask the administrator" in browser.get("/people/").content.decode()


def test_a_refusal_becomes_a_page_or_a_toast(client: Client, broken_addresses: None, db: None) -> None:
    page = client.get("/t/refuse/")
    assert page.status_code == 409
    assert "tests.refused" in page.content.decode()
    toast = client.get("/t/refuse/", headers={"HX-Request": "true"})
    assert toast.status_code == 409
    assert "<html" not in toast.content.decode()
    assert "Mark &lt;7&gt; is applied." in toast.content.decode()


def test_a_bug_becomes_an_incident_number(client: Client, broken_addresses: None, db: None) -> None:
    client.raise_request_exception = False
    response = client.get("/t/break/")
    text = response.content.decode()
    assert response.status_code == 500
    assert re.search(r"<code>[0-9A-F]{12}</code>", text)
    assert "ZeroDivision" not in text
    assert "Something broke" in text


def test_an_expired_form_says_what_to_do(cast: Cast, db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/language/", {"language": "en"})
    assert response.status_code == 403
    assert "Biểu mẫu này đã hết hạn." in response.content.decode()


def test_error_views_need_nothing_but_a_request(rf: RequestFactory) -> None:
    assert errors.server_error(rf.get("/")).status_code == 500
    assert NotFound.status == 404
