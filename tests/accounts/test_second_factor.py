# SPDX-License-Identifier: Apache-2.0
"""The second factor: turned on with an app, asked for at the door, saved by recovery codes."""

import re
from collections.abc import Callable
from time import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from chuan.accounts import actions
from chuan.audit.models import Entry
from tests.make import PASSWORD, Cast

SignIn = Callable[..., Client]


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time()) // 30))


def enrolled(username: str) -> tuple[Client, str]:
    """A browser whose user has just turned the second factor on, and the secret."""
    browser = Client()
    browser.post("/accounts/login/", {"login": username, "password": PASSWORD})
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = browser.get("/accounts/2fa/totp/activate/").content.decode()
    found = re.search(r'<span class="secret">([A-Z2-7]+)</span>', page)
    assert found
    assert 'src="data:image/svg+xml' in page
    done = browser.post("/accounts/2fa/totp/activate/", {"code": code_now(found[1])}, follow=True)
    assert "Mã khôi phục" in done.content.decode()
    return browser, found[1]


def test_the_code_is_asked_for_after_the_password(cast: Cast, db: None) -> None:
    # given
    enrolled(cast.verifier.username)
    browser = Client()
    # when
    asked = browser.post("/accounts/login/", {"login": cast.verifier.username, "password": PASSWORD}, follow=True)
    # then
    assert "sáu chữ số" in asked.content.decode()
    assert browser.get("/").status_code == 302
    wrong = browser.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Mã sai hoặc đã hết hạn." in wrong.content.decode()


def test_a_recovery_code_opens_the_account_once(cast: Cast, db: None) -> None:
    # given
    browser, _ = enrolled(cast.verifier.username)
    page = browser.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<li>([0-9a-z-]+)</li>", page)
    assert len(codes) == 10
    # when
    other = Client()
    other.post("/accounts/login/", {"login": cast.verifier.username, "password": PASSWORD})
    inside = other.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    # then
    assert inside.headers["Location"] == "/"
    third = Client()
    third.post("/accounts/login/", {"login": cast.verifier.username, "password": PASSWORD})
    assert "Mã sai" in third.post("/accounts/2fa/authenticate/", {"code": codes[0]}).content.decode()


def test_every_page_about_the_second_factor_is_in_our_look(cast: Cast, db: None) -> None:
    browser, _ = enrolled(cast.verifier.username)
    for address in ("/accounts/2fa/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/",
                    "/accounts/2fa/recovery-codes/generate/", "/accounts/password/change/", "/accounts/logout/"):
        response = browser.get(address)
        assert response.status_code == 200, address
        assert "chuan.css" in response.content.decode()


def test_whoever_sits_at_an_open_session_confirms_who_they_are_before_changing_the_guard(cast: Cast, sign_in: SignIn, db: None) -> None:
    response = sign_in(cast.verifier).get("/accounts/2fa/totp/activate/", follow=True)
    assert "Xác nhận chính là bạn" in response.content.decode()


def test_the_administrator_lets_in_whoever_lost_the_telephone(cast: Cast, sign_in: SignIn, db: None) -> None:
    # given
    enrolled(cast.verifier.username)
    # when
    sign_in(cast.admin).post(f"/people/{cast.verifier.pk}/second-factor/")
    # then
    response = Client().post("/accounts/login/", {"login": cast.verifier.username, "password": PASSWORD})
    assert response.headers["Location"] == "/"
    assert Entry.objects.filter(verb="accounts.second_factor.removed", actor=cast.admin).count() == 1
    actions.remove_second_factor(actor=cast.admin, user=cast.verifier)
    assert Entry.objects.filter(verb="accounts.second_factor.removed").count() == 1


def test_turning_it_on_and_off_is_recorded(cast: Cast, django_capture_on_commit_callbacks: Any, db: None) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        browser, _ = enrolled(cast.verifier.username)
    browser.post("/accounts/2fa/totp/deactivate/")
    recorded = set(Entry.objects.filter(actor=cast.verifier).values_list("verb", flat=True))
    assert {"accounts.second_factor.turned_on", "accounts.second_factor.turned_off"} <= recorded
