# SPDX-License-Identifier: Apache-2.0
"""Pages of merging: pairs found, two rows side by side, the merge and its way back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuan.lib import clock
from chuan.merging import actions
from chuan.merging.choices import PairStatus
from chuan.merging.models import Merge, Pair
from chuan.merging.panels import work
from chuan.parties.models import Party
from tests import make
from tests.make import NOON, Cast
from tests.merging import made

SignIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def url(first: Party, second: Party) -> str:
    return reverse("merging:compare", args=[made.PARTY, first.pk, second.pk])


def choices(page: Any, keep: str = "first", **over: str) -> dict[str, str]:
    """The form as the page proposes it."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields if name.startswith("f-")}
    return values | {"keep": keep, "seen": page.context["seen"]} | over


def test_pairs_are_found_by_what_survives_spelling(db: None, cast: Cast) -> None:
    # given: the same shop twice, a namesake elsewhere, and two taxpayers of one name
    make.make_premises(party=(one := make.make_party(name="Công ty TNHH MTV Hoà Bình", tax_code="")), name="A")
    make.make_premises(party=(two := make.make_party(name="Cty TNHH HÒA BÌNH")), name="B")
    elsewhere = make.make_place("03650", name="Chiềng Lề", full_name="Phường Chiềng Lề")
    make.make_premises(party=make.make_party(name="Hoà Bình", tax_code=""), current_unit=elsewhere)
    for _ in range(2):
        make.make_premises(party=make.make_party(name="Công ty Minh Anh"))

    # when
    new = actions.find_pairs(kind=made.kind())

    # then
    assert new == 1
    pair = Pair.objects.get()
    assert (pair.first_id, pair.second_id, pair.found_by) == (one.pk, two.pk, ["name-place"])
    assert pair.province == "14"
    assert actions.find_pairs(kind=made.kind()) == 0


def test_serial_numbers_that_look_alike_are_a_pair(db: None) -> None:
    one = make.make_instrument(serial="TS-0101")
    two = make.make_instrument(serial="TS-OIO1", premises=make.make_premises())
    make.make_instrument(serial="TS-0102")

    assert actions.find_pairs(kind=made.kind(made.INSTRUMENT)) == 1
    assert {one.pk, two.pk} == set(Pair.objects.values_list("first_id", "second_id").get())


def test_a_pair_called_not_the_same_is_not_offered_again(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    first, second = make.make_party(name="Hoà Bình", tax_code="", address="Số 1"), make.make_party(name="Hòa Bình", address="số 1")
    actions.find_pairs(kind=made.kind())
    client = sign_in(cast.registrar)
    assert [item.count for item in work(cast.registrar)] == [1]
    assert "Hoà Bình" in client.get(reverse("merging:pairs")).content.decode()

    # when
    client.post(reverse("merging:not_same", args=[made.PARTY, first.pk, second.pk]))

    # then
    actions.find_pairs(kind=made.kind())
    pair = Pair.objects.get()
    assert (pair.status, pair.decided_by) == (PairStatus.NOT_SAME, cast.registrar)
    assert [item.count for item in work(cast.registrar)] == [0]
    page = client.get(url(first, second))
    assert page.context["said"] == pair
    client.post(reverse("merging:reopen", args=[pair.pk]))
    assert [item.count for item in work(cast.registrar)] == [1]


def test_a_registrar_merges_and_undoes_and_old_addresses_lead_on(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    first, second = made.twins()
    before = made.state()
    client = sign_in(cast.registrar)
    page = client.get(url(first, second))
    assert page.context["comparison"].proposed == "first"

    # when
    answer = client.post(url(first, second), choices(page, **{"f-name": "second"}))

    # then
    done = Merge.objects.get()
    assert answer["Location"] == reverse("merging:merge", args=[done.pk])
    assert done.taken == ["email", "name", "phone"]
    away = client.get(reverse("parties:party", args=[second.pk]))
    assert away.status_code == 200
    assert reverse("parties:party", args=[first.pk]) in away.content.decode()
    assert client.get(reverse("parties:party", args=[first.pk])).status_code == 200
    assert client.get(reverse("merging:merges")).status_code == 200
    assert client.post(reverse("merging:undo", args=[done.pk])).status_code == 302
    assert {name: made.state()[name] for name in before if name != "accounts_user"} == {
        name: value for name, value in before.items() if name != "accounts_user"
    }


def test_a_merge_that_cannot_be_undone_says_why(db: None, cast: Cast, sign_in: SignIn) -> None:
    first, second = made.twins()
    client = sign_in(cast.registrar)
    client.post(url(first, second), choices(client.get(url(first, second))))
    make.make_premises(party=first)
    done = Merge.objects.get()

    page = client.get(reverse("merging:merge", args=[done.pk]))
    assert len(page.context["reasons"]) == 1
    refused = client.post(reverse("merging:undo", args=[done.pk]))
    assert refused.status_code == 409
    assert refused.context["reasons"] == page.context["reasons"]


def test_a_row_that_changed_meanwhile_is_shown_again(db: None, cast: Cast, sign_in: SignIn) -> None:
    first, second = made.twins()
    client = sign_in(cast.registrar)
    values = choices(client.get(url(first, second)))
    Party.objects.filter(pk=second.pk).update(email="khac@example.vn")

    answer = client.post(url(first, second), values)
    assert answer.status_code == 422
    assert Party.objects.filter(pk=second.pk).exists()


def test_strange_addresses_break_nothing(db: None, cast: Cast, sign_in: SignIn) -> None:
    party = make.make_party()
    client = sign_in(cast.registrar)
    for address in ("/merging/?kind=x&page=y", "/merging/done/?page=%00", f"/merging/x.y/{party.pk}/",
                    f"/merging/{made.PARTY}/{party.pk}/?q=%27%00)(", url(party, party)):
        assert client.get(address).status_code < 500, address


def test_a_party_is_looked_up_to_be_merged(db: None, cast: Cast, sign_in: SignIn) -> None:
    first, second = made.twins()
    page = sign_in(cast.registrar).get(reverse("merging:choose", args=[made.PARTY, first.pk]) + "?q=xang dau")
    assert url(first, second) in page.content.decode()
