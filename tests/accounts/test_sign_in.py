# SPDX-License-Identifier: Apache-2.0
"""Signing in: who may, how often they may fail, what is left behind."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

from chuan.accounts import actions
from chuan.audit.models import Entry
from chuan.config import settings as ours
from tests.make import PASSWORD, Cast, make_user

SignIn = Callable[..., Client]


def attempt(browser: Client, username: str, password: str) -> str:
    return browser.post("/accounts/login/", {"login": username, "password": password}).content.decode()


def test_a_person_signs_in_and_it_is_recorded(client: Client, cast: Cast, db: None) -> None:
    response = client.post("/accounts/login/", {"login": cast.verifier.username, "password": PASSWORD})
    assert response.headers["Location"] == "/"
    entry = Entry.objects.get(verb="accounts.user.signed_in")
    assert entry.actor == cast.verifier
    assert entry.data == {"address": "127.0.0.1"}


def test_after_signing_in_the_page_that_was_asked_for_opens(client: Client, cast: Cast, db: None) -> None:
    away = client.get("/people/me/").headers["Location"]
    assert away == "/accounts/login/?next=/people/me/"
    response = client.post(away, {"login": cast.verifier.username, "password": PASSWORD, "next": "/people/me/"})
    assert response.headers["Location"] == "/people/me/"


def test_a_wrong_password_is_recorded_but_what_was_typed_is_not(client: Client, cast: Cast, db: None) -> None:
    text = attempt(client, cast.verifier.username, "hoan-toan-sai")
    assert "Sai tên đăng nhập hoặc mật khẩu." in text
    attempt(client, PASSWORD, "typed-in-the-wrong-box")
    entry = Entry.objects.get(verb="accounts.user.sign_in_failed")
    assert entry.subject_id == str(cast.verifier.pk)
    assert entry.actor is None
    assert "hoan-toan-sai" not in str(entry.data)


def test_the_sixth_wrong_password_within_five_minutes_is_refused_and_so_is_the_right_one(
    client: Client, cast: Cast, db: None
) -> None:
    # given
    for _ in range(5):
        assert "Sai tên đăng nhập" in attempt(client, cast.verifier.username, "sai")
    # when
    sixth = attempt(client, cast.verifier.username, "sai")
    right = attempt(Client(), cast.verifier.username, PASSWORD)
    # then
    assert "Nhập sai quá nhiều lần. Hãy chờ năm phút" in sixth
    assert "Nhập sai quá nhiều lần. Hãy chờ năm phút" in right
    assert Entry.objects.filter(verb="accounts.user.sign_in_failed").count() == 5


def test_the_refusal_speaks_english_too(client: Client, cast: Cast, db: None) -> None:
    client.cookies["chuan_language"] = "en"
    for _ in range(6):
        text = attempt(client, cast.verifier.username, "sai")
    assert "Too many wrong attempts. Wait five minutes" in text


def test_a_deactivated_account_stays_out_and_its_sessions_end(cast: Cast, sign_in: SignIn, db: None) -> None:
    # given
    open_session = sign_in(cast.verifier)
    assert open_session.get("/").status_code == 200
    # when
    actions.deactivate_user(actor=cast.admin, user=cast.verifier, on=cast.admin.date_joined.date())
    # then
    assert open_session.get("/").status_code == 302
    text = Client().post(
        "/accounts/login/", {"login": cast.verifier.username, "password": PASSWORD}, follow=True
    ).content.decode()
    assert "đã bị khóa" in text or "Sai tên đăng nhập" in text
    assert not Entry.objects.filter(verb="accounts.user.signed_in").exists()


def test_nobody_signs_up(client: Client, db: None) -> None:
    response = client.get("/accounts/signup/")
    assert "đề nghị quản trị viên" in response.content.decode()
    posted = client.post("/accounts/signup/", {"username": "x1", "password1": PASSWORD, "password2": PASSWORD})
    assert "đề nghị quản trị viên" in posted.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_door_is_in_the_language_of_the_cookie(client: Client, language: str, db: None) -> None:
    client.cookies["chuan_language"] = language
    text = client.get("/accounts/login/", headers={"Accept-Language": "fr"}).content.decode()
    assert {"vi": "cột đo xăng dầu", "en": "fuel dispenser"}[language] in text
    assert f'<html lang="{language}">' in text


def test_passwords_are_argon2_outside_the_tests() -> None:
    hasher = import_string(ours.PASSWORD_HASHERS[0])()
    assert hasher.encode(PASSWORD, "muoi-muoi-muoi").startswith("argon2$argon2id$")


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client, cast: Cast, db: None) -> None:
    client.post("/accounts/login/", {"login": cast.verifier.username, "password": PASSWORD})
    cookie = client.cookies["chuan_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""  # ends with the browser
    assert settings.SESSION_COOKIE_AGE == 10 * 60 * 60
    assert bool(cookie["secure"]) is settings.HTTPS


def test_behind_tls_the_cookies_are_secure() -> None:
    code = (
        "from chuan.config import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"
    )
    environment = os.environ | {"CHUAN_HTTPS": "1", "CHUAN_SECRET_KEY": "x" * 50, "CHUAN_CHECK_KEY": "y" * 50}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "True True True"


def test_a_one_time_password_leads_to_choosing_another(client: Client, cast: Cast, db: None) -> None:
    # given
    password = actions.reset_password(actor=cast.admin, user=make_user("moi"))
    client.post("/accounts/login/", {"login": "moi", "password": password})
    # when
    assert client.get("/people/me/").headers["Location"] == "/accounts/password/change/"
    form = client.get("/accounts/password/change/").content.decode()
    response = client.post(
        "/accounts/password/change/",
        {"oldpassword": password, "password1": "chim-bay-ve-nui-92", "password2": "chim-bay-ve-nui-92"},
    )
    # then
    assert "mật khẩu dùng một lần" in form
    assert response.status_code == 302
    assert client.get("/").status_code == 403  # no role, but no longer led away
    assert Entry.objects.filter(verb="accounts.password.changed").count() == 1


def test_a_weak_new_password_is_refused_with_reasons(cast: Cast, sign_in: SignIn, db: None) -> None:
    response = sign_in(cast.verifier).post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "12345678", "password2": "12345678"}
    )
    text = response.content.decode()
    assert "phải chứa ít nhất 10 ký tự" in text
    assert "quá phổ biến" in text
