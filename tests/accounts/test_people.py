# SPDX-License-Identifier: Apache-2.0
"""The administrator gives accounts and roles, and takes them back."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from chuan.accounts import actions
from chuan.accounts.choices import Role
from chuan.accounts.errors import (
    AccountNotActive,
    LastAdministrator,
    RoleAlreadyEnded,
    RoleAlreadyHeld,
    UsernameTaken,
)
from chuan.accounts.models import Membership, User
from chuan.audit.models import Entry
from chuan.lib.errors import NotAllowed
from tests.make import TODAY, Cast, make_unit, make_user

SignIn = Callable[..., Client]
NEW = {"full_name": "Lò Văn  Khặm", "position": "Kiểm định viên", "email": "", "username": "Khamlv", "role": "verifier"}


def verbs() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("verb", flat=True))


def test_a_new_account_comes_with_a_role_and_a_one_time_password(cast: Cast, sign_in: SignIn, db: None) -> None:
    # when
    response = sign_in(cast.admin).post("/people/new/", NEW | {"unit": str(make_unit().pk)})
    # then
    password = re.search(r'id="one-time-password">([^<]+)<', response.content.decode())
    user = User.objects.get(username="khamlv")
    assert password
    assert user.check_password(password[1])
    assert user.must_change_password
    assert user.full_name == "Lò Văn Khặm"
    assert user.roles == {Role.VERIFIER}
    assert verbs() == ["accounts.user.created", "accounts.membership.granted"]
    assert password[1] not in str(list(Entry.objects.values()))
    assert "no-store" in response.headers["Cache-Control"]


def test_a_taken_name_is_refused_whatever_its_case(cast: Cast, sign_in: SignIn, db: None) -> None:
    make_user("khamlv")
    response = sign_in(cast.admin).post("/people/new/", NEW | {"unit": str(make_unit().pk)})
    assert response.status_code == 422
    assert "Tên đăng nhập khamlv đã có người dùng." in response.content.decode()
    assert 'value="Khamlv"' in response.content.decode()
    with pytest.raises(UsernameTaken):
        actions.create_user(actor=cast.admin, username="KHAMLV", full_name="X")


@pytest.mark.parametrize("username", ["a", "lò", "-abc", "a b c", "x" * 41])
def test_a_sign_in_name_has_no_accents_or_blanks(cast: Cast, sign_in: SignIn, db: None, username: str) -> None:
    response = sign_in(cast.admin).post("/people/new/", NEW | {"unit": str(make_unit().pk), "username": username})
    assert response.status_code == 422
    assert not User.objects.filter(username=username).exists()


def test_a_role_is_given_once_and_ended_once(cast: Cast, db: None) -> None:
    # given
    unit = make_unit("local")
    membership = actions.grant_membership(
        actor=cast.admin, user=cast.stranger, unit=unit, role=Role.LOCAL_OFFICER, on=TODAY
    )
    with pytest.raises(RoleAlreadyHeld):
        actions.grant_membership(actor=cast.admin, user=cast.stranger, unit=unit, role=Role.LOCAL_OFFICER, on=TODAY)
    # when
    actions.end_membership(actor=cast.admin, membership=membership, on=TODAY)
    # then
    assert list(Membership.objects.in_force_on(TODAY).filter(user=cast.stranger)) == []
    with pytest.raises(RoleAlreadyEnded):
        actions.end_membership(actor=cast.admin, membership=membership, on=TODAY)
    assert verbs() == ["accounts.membership.granted", "accounts.membership.ended"]


def test_a_role_never_ends_before_it_began(cast: Cast, db: None) -> None:
    membership = actions.grant_membership(
        actor=cast.admin, user=cast.stranger, unit=make_unit(), role=Role.TESTER, on=TODAY
    )
    ended = actions.end_membership(actor=cast.admin, membership=membership, on=date(2020, 1, 1))
    assert ended.ended_on == TODAY


def test_a_closed_account_gets_no_role(cast: Cast, db: None) -> None:
    actions.deactivate_user(actor=cast.admin, user=cast.stranger, on=TODAY)
    with pytest.raises(AccountNotActive):
        actions.grant_membership(actor=cast.admin, user=cast.stranger, unit=make_unit(), role=Role.TESTER, on=TODAY)


def test_the_last_administrator_cannot_be_shut_out(cast: Cast, sign_in: SignIn, db: None) -> None:
    with pytest.raises(LastAdministrator):
        actions.deactivate_user(actor=cast.admin, user=cast.admin, on=TODAY)
    with pytest.raises(LastAdministrator):
        actions.end_membership(actor=cast.admin, membership=cast.admin.memberships.get(), on=TODAY)
    response = sign_in(cast.admin).post(f"/people/{cast.admin.pk}/state/")
    assert response.status_code == 409
    assert "là quản trị viên cuối cùng" in response.content.decode()


def test_only_the_administrator_manages_people(cast: Cast, sign_in: SignIn, db: None) -> None:
    target = cast.stranger
    for actor in (cast.auditor, cast.registrar, cast.director):
        with pytest.raises(NotAllowed):
            actions.create_user(actor=actor, username="abc", full_name="X")
        with pytest.raises(NotAllowed):
            actions.reset_password(actor=actor, user=target)
        assert sign_in(actor).post(f"/people/{target.pk}/password/").status_code == 403
    assert Entry.objects.count() == 0


def test_closing_and_opening_an_account(cast: Cast, sign_in: SignIn, db: None) -> None:
    browser = sign_in(cast.admin)
    browser.post(f"/people/{cast.stranger.pk}/state/")
    cast.stranger.refresh_from_db()
    assert not cast.stranger.is_active
    browser.post(f"/people/{cast.stranger.pk}/state/", {"active": "1"})
    cast.stranger.refresh_from_db()
    assert cast.stranger.is_active
    assert verbs() == ["accounts.user.deactivated", "accounts.user.activated"]


def test_corrections_are_recorded_by_field_and_nothing_changed_is_nothing_recorded(
    cast: Cast, sign_in: SignIn, db: None
) -> None:
    browser, person = sign_in(cast.admin), cast.verifier
    same = {"full_name": person.full_name, "position": person.position, "email": person.email}
    browser.post(f"/people/{person.pk}/edit/", same)
    assert verbs() == []
    browser.post(f"/people/{person.pk}/edit/", same | {"position": "Trưởng phòng"})
    assert Entry.objects.get().data == {"fields": ["position"]}


def test_roles_are_given_and_ended_on_the_page_of_the_person(cast: Cast, sign_in: SignIn, db: None) -> None:
    browser, address = sign_in(cast.admin), f"/people/{cast.stranger.pk}/"
    response = browser.post(f"{address}roles/", {"role": "tester", "unit": str(make_unit().pk), "place_code": ""})
    assert response.headers["Location"] == address
    membership = cast.stranger.memberships.get()
    assert "Thử nghiệm viên" in browser.get(address).content.decode()
    browser.post(f"{address}roles/{membership.pk}/end/")
    membership.refresh_from_db()
    assert membership.ended_on is not None
    wrong = browser.post(f"{address}roles/", {"role": "king", "unit": "x", "place_code": "abc"})
    assert wrong.status_code == 422


def test_people_are_found_without_accents_and_filtered(cast: Cast, sign_in: SignIn, db: None) -> None:
    make_user("khamlv", full_name="Lò Văn Khặm")
    browser = sign_in(cast.auditor)
    _ = cast.verifier
    assert "Lò Văn Khặm" in browser.get("/people/?q=kham lo").content.decode()
    listed = browser.get("/people/?role=verifier", headers={"HX-Request": "true"}).content.decode()
    assert listed.strip().startswith('<div id="rows">')
    assert cast.verifier.full_name in listed
    assert "Lò Văn Khặm" not in listed


@pytest.mark.parametrize(
    "query", ["page=x", "page=-1", "page=99999999999", "role=king", "unit=x", "state=%00", "q=%00", "q=" + "x" * 5000]
)
def test_the_list_answers_whatever_the_address_holds(cast: Cast, sign_in: SignIn, db: None, query: str) -> None:
    assert sign_in(cast.admin).get(f"/people/?{query}").status_code == 200


def test_the_profile_shows_who_one_is_and_how_one_is_guarded(cast: Cast, sign_in: SignIn, db: None) -> None:
    text = sign_in(cast.verifier).get("/people/me/").content.decode()
    assert cast.verifier.full_name in text
    assert "Kiểm định viên" in text
    assert "/accounts/password/change/" in text
    assert "Phiên này hết hạn" in text
