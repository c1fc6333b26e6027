# SPDX-License-Identifier: Apache-2.0
"""The record as its readers see it."""

from collections.abc import Callable

import pytest
from django.template import engines
from django.test import Client
from django.utils import translation

from chuan.accounts import actions
from chuan.audit import timeline
from chuan.audit.actions import record
from chuan.audit.queries import entries_about
from tests.make import TODAY, Cast

SignIn = Callable[..., Client]
READERS = ("auditor", "director", "centre_director", "admin")


@pytest.mark.parametrize("role", READERS)
def test_the_record_is_read_in_sentences(cast: Cast, sign_in: SignIn, db: None, role: str) -> None:
    actions.deactivate_user(actor=cast.admin, user=cast.stranger, on=TODAY)
    text = sign_in(getattr(cast, role)).get("/audit/").content.decode()
    assert "Khóa tài khoản" in text
    assert cast.stranger.full_name in text


@pytest.mark.parametrize("role", ["verifier", "registrar", "enterprise", "local_officer", "planner"])
def test_others_do_not_read_it(cast: Cast, sign_in: SignIn, db: None, role: str) -> None:
    assert sign_in(getattr(cast, role)).get("/audit/").status_code == 403


def test_filters_narrow_the_record(cast: Cast, sign_in: SignIn, db: None) -> None:
    # given
    record("tests.thing.made", actor=cast.verifier, subject=cast.stranger)
    actions.deactivate_user(actor=cast.admin, user=cast.stranger, on=TODAY)
    browser = sign_in(cast.auditor)

    def rows(query: str) -> int:
        response = browser.get(f"/audit/?{query}", headers={"HX-Request": "true"})
        return response.content.decode().count("data-label=\"Đối tượng\"")

    # then
    assert rows("") == 2
    assert rows("verb=tests.thing.made") == 1
    assert rows("actor=nguoi verifier") == 1
    assert rows("kind=accounts.user") == 2
    assert rows("since=01/01/2200") == 0
    assert rows("until=2000-01-01") == 0


@pytest.mark.parametrize(
    "query", ["page=x", "since=99/99/9999", "until=9999-12-31", "since=0001-01-01", "verb=%00", "actor=%00", "kind=x"]
)
def test_the_list_answers_whatever_the_address_holds(cast: Cast, sign_in: SignIn, db: None, query: str) -> None:
    assert sign_in(cast.auditor).get(f"/audit/?{query}").status_code == 200


def test_a_subject_has_its_own_page_with_the_way_to_the_record(cast: Cast, sign_in: SignIn, db: None) -> None:
    actions.reset_password(actor=cast.admin, user=cast.stranger)
    text = sign_in(cast.auditor).get(f"/audit/accounts.user/{cast.stranger.pk}/").content.decode()
    assert "Cấp mật khẩu dùng một lần" in text
    assert f'href="/people/{cast.stranger.pk}/"' in text


@pytest.mark.parametrize("address", ["x/y", "accounts.user/x", "accounts.nothing/1", "a.b.c/1"])
def test_a_subject_nobody_knows_is_not_found(cast: Cast, sign_in: SignIn, db: None, address: str) -> None:
    assert sign_in(cast.auditor).get(f"/audit/{address}/").status_code == 404


def test_nothing_in_the_record_can_be_posted_to(cast: Cast, sign_in: SignIn, db: None) -> None:
    browser = sign_in(cast.auditor)
    assert browser.post("/audit/").status_code == 405
    assert browser.delete("/audit/").status_code == 405


def test_the_time_line_writes_days_numbers_and_words_in_the_language(cast: Cast, db: None) -> None:
    # given
    data = {"on": "2026-03-09", "count": 1234.5, "role": "verifier", "signed": True, "list": ["2026-01-02"],
            "at": "2026-03-09T18:30:00+00:00", "like": "2026-99-99", "evil": "<script>"}
    record("tests.unheard.of", actor=None, subject=cast.stranger, data=data)
    template = engines["django"].from_string('{% include "audit/_history.html" with entries=entries only %}')
    # when
    with translation.override("vi"):
        shown = template.render({"entries": entries_about(cast.stranger)})
    # then
    for expected in ("09/03/2026", "1.234,5", "Kiểm định viên", "có", "02/01/2026", "10/03/2026 01:30", "2026-99-99",
                     "&lt;script&gt;", "tests.unheard.of", "Chuẩn"):
        assert expected in shown


def test_an_empty_time_line_says_so(db: None) -> None:
    template = engines["django"].from_string('{% include "audit/_history.html" with entries=entries only %}')
    with translation.override("vi"):
        assert "Chưa có ghi nhận nào." in template.render({"entries": []})


def test_whatever_stands_in_the_record_is_shown_as_text(cast: Cast, db: None) -> None:
    # given
    cast.stranger.full_name = "<b>bold</b>"
    cast.stranger.save()
    record("<i>", actor=cast.stranger, subject=cast.stranger, data={"<u>": ["<s>", {"<p>": "a" * 40}]})
    # when
    shown = str(timeline.written(entries_about(cast.stranger)))
    # then
    assert "&lt;b&gt;bold" in shown
    assert "&lt;u&gt;" in shown
    assert not any(tag in shown for tag in ("<b>", "<i>", "<u>", "<s>", "<p>"))
