# SPDX-License-Identifier: Apache-2.0
"""Keys: who gets one, what it opens, and when it stops."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from chuan.accounts.choices import Role
from chuan.accounts.permissions import PERMISSIONS, PUBLIC
from chuan.api import description
from chuan.api.actions.keys import count_call, issue_key, revoke_key
from chuan.api.errors import ActNotOfRole, LastDayPast, OrganisationUnfit
from chuan.api.models import ApiKey
from chuan.audit.models import Entry
from chuan.lib import clock
from chuan.lib.errors import NotAllowed
from tests import make
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-7000-8000-000000000007"


def test_a_call_without_a_key_is_told_to_bring_one(anybody: Program) -> None:
    answer = anybody.get("/parties")
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="chuan"'
    assert answer.json()["code"] == "api.key-missing"
    assert "administrator" in answer.json()["next_step"]


@pytest.mark.parametrize("text", ["chuan_wrong", "x" * 5000, "chuan_ế", "a b"])
def test_a_wrong_key_opens_nothing(text: str) -> None:
    assert Program(text).get("/parties").json()["code"] == "api.key-wrong"


def test_other_schemes_of_authorization_are_no_key(anybody: Program) -> None:
    assert anybody.get("/parties", Authorization="Basic eDp5").json()["code"] == "api.key-missing"


def test_a_revoked_key_opens_nothing_and_its_account_is_closed(program: Callable[..., Program], cast: make.Cast) -> None:
    one = program()
    assert one.get("/parties").status_code == 200
    revoke_key(actor=cast.admin, at=clock.now(), key=one.key)
    assert one.get("/parties").json()["code"] == "api.key-revoked"
    one.key.user.refresh_from_db()
    assert not one.key.user.is_active
    assert list(Entry.objects.filter(subject_kind="api.apikey").order_by("sequence").values_list("verb", flat=True)) == [
        "api.key.issued", "api.key.revoked"]


def test_an_expired_key_opens_nothing(program: Callable[..., Program]) -> None:
    one = program()
    ApiKey.objects.filter(pk=one.key.pk).update(expires_on=date(2026, 1, 31))
    answer = one.get("/parties").json()
    assert (answer["status"], answer["code"], answer["detail"]) == (401, "api.key-expired", "This key expired on 31/01/2026.")


def test_a_key_whose_account_was_deactivated_opens_nothing(program: Callable[..., Program]) -> None:
    one = program()
    type(one.key.user).objects.filter(pk=one.key.user_id).update(is_active=False)
    assert one.get("/parties").json()["code"] == "api.key-revoked"


def test_a_key_does_only_what_it_was_issued_for(program: Callable[..., Program]) -> None:
    one = program(acts=["parties.read"])
    assert one.get("/parties").status_code == 200
    assert one.get("/instruments").json()["code"] == "api.act-not-of-key"
    assert one.post("/parties/batch", {"items": [{}]}).json()["code"] == "api.act-not-of-key"


def test_the_key_is_kept_as_a_hash_and_its_use_is_noted(program: Callable[..., Program]) -> None:
    one = program()
    one.get("/parties")
    kept = ApiKey.objects.get(pk=one.key.pk)
    assert one.text not in str(kept.__dict__)
    assert one.text.startswith(kept.prefix)
    assert kept.last_used_at is not None
    assert not kept.user.has_usable_password()


def test_beyond_its_calls_a_minute_a_key_must_wait(program: Callable[..., Program]) -> None:
    one = program(calls_per_minute=2)
    answers = [one.get("/parties") for _ in range(5)]
    late = next(answer for answer in answers if answer.status_code == 429)  # a minute may turn in between
    assert late.json()["code"] == "api.too-many-calls"
    assert 1 <= int(late.headers["Retry-After"]) <= 60


def test_calls_are_counted_anew_each_minute(program: Callable[..., Program]) -> None:
    key = program().key
    counts = [count_call(key=key, at=at) for at in (make.NOON, make.NOON, make.NOON + timedelta(minutes=1))]
    assert counts == [1, 2, 1]


@pytest.mark.parametrize(("over", "error"), [
    ({"acts": ["parties.edit"], "role": Role.AUDITOR}, ActNotOfRole),
    ({"acts": []}, ActNotOfRole),
    ({"acts": ["accounts.manage"], "role": Role.ADMIN}, ActNotOfRole),
    ({"expires_on": make.TODAY}, LastDayPast),
    ({"expires_on": date(2999, 1, 1)}, LastDayPast),
    ({"role": Role.ENTERPRISE}, OrganisationUnfit),
])
def test_a_key_beyond_its_role_its_time_or_its_organisation_is_not_issued(
    cast: make.Cast, over: dict[str, Any], error: type[Exception]
) -> None:
    values = {"unit": make.make_unit("authority"), "role": Role.REGISTRAR, "name": "X", "acts": ["parties.read"],
              "expires_on": date(2027, 1, 31)} | over
    with pytest.raises(error):
        issue_key(actor=cast.admin, at=make.NOON, **values)


def test_an_enterprise_gets_no_key_of_the_authority(cast: make.Cast) -> None:
    with pytest.raises(OrganisationUnfit):
        issue_key(actor=cast.admin, at=make.NOON, unit=make.make_unit("enterprise"), role=Role.REGISTRAR, name="X",
                  acts=["parties.read"], expires_on=date(2027, 1, 31))


def test_only_the_administrator_issues_and_revokes(program: Callable[..., Program], cast: make.Cast) -> None:
    one = program()
    with pytest.raises(NotAllowed):
        revoke_key(actor=cast.registrar, at=make.NOON, key=one.key)
    with pytest.raises(NotAllowed):
        issue_key(actor=cast.registrar, at=make.NOON, unit=one.key.unit, role=Role.REGISTRAR, name="X",
                  acts=["parties.read"], expires_on=date(2027, 1, 31))


def test_every_operation_by_every_role(program: Callable[..., Program]) -> None:
    wrong = []
    for role in Role:
        one = program(role, calls_per_minute=1000) if role in PERMISSIONS["parties.read"] else None
        assert one is not None
        for method, path, act in description.operations():
            address = re.sub(r"{pk}|{number}|{path}", NOBODY, path).removeprefix("/api/v1")
            answer = one.get(address) if method == "GET" else one.post(address, {})
            allowed = act in PUBLIC or role in PERMISSIONS[act]
            if (answer.status_code != 403) != allowed or answer.status_code in {401, 500}:
                wrong.append((role, method, path, answer.status_code))
    assert wrong == []


def test_the_permission_table_has_the_last_word(program: Callable[..., Program]) -> None:
    one = program(Role.AUDITOR, acts=["parties.read"])
    ApiKey.objects.filter(pk=one.key.pk).update(acts=["parties.read", "parties.edit"])
    assert one.post("/parties/batch", {"items": [{}]}).json()["code"] == "chuan.not-allowed"


def test_a_session_of_a_person_opens_no_operation(sign_in: Callable[[Any], Client], cast: make.Cast) -> None:
    assert sign_in(cast.admin).get("/api/v1/parties").status_code == 401
