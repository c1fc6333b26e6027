# SPDX-License-Identifier: Apache-2.0
"""Lists on pages of other rooms: each row once and in its place, though rows come in while somebody pages on."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib import import_module
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuan.accounts.models import User
from chuan.campaigns.models import Campaign, Establishment
from chuan.lib.ids import uuid7
from chuan.merging.models import Merge, Pair
from chuan.parties import actions as parties
from chuan.parties.models import Premises
from chuan.parties.queries import accesses_to
from chuan.products.models import Goods
from chuan.ui.lists import keyset_page
from tests import make
from tests.campaigns import made
from tests.make import NOON, TODAY, Cast
from tests.merging.made import PARTY
from tests.products.makers import make_document, make_goods

pytestmark = pytest.mark.django_db
_SIZE = 3
#: names in their order; rows are entered in another
NAMES = ("B1", "B2", "B3", "B3", "C", "Đ", "E")
GARBAGE = ("zz", "%00", "WzAsMl0", "bnVsbA", "W10", "-1", "9" * 3000, "WzEsIuG6oCIsImEiLCJiIl0", "WzEsMSwyLDMsNF0")


@dataclass(frozen=True)
class Paged:
    """A list: where it is shown, how a row comes in, and its rows in order as they stand."""

    view: str
    url: str
    user: User
    enter: Callable[[str], Any]
    rows: Callable[[], list[Any]]
    page: str = "page"


def _establishment(campaign: Any, name: str, **over: Any) -> Establishment:
    values = {"premises_id": uuid7(), "name": name, "kind": "shop", "commune": make.make_place(), "unit": make.make_unit("local")} | over
    return Establishment.objects.create(campaign=campaign, **values)


def _campaign(cast: Cast) -> Any:
    """A campaign under way, its list empty."""
    make.make_premises()
    campaign = made.opened(cast)
    campaign.establishments.all().delete()
    return campaign


def campaigns(cast: Cast) -> Paged:
    def latest(_name: str) -> Any:
        day = TODAY + timedelta(Campaign.objects.count() // 2)
        return made.planned(cast, first_day=day, last_day=day)

    return Paged("chuan.campaigns.views.campaigns", "/campaigns/", cast.planner, latest,
                 lambda: list(Campaign.objects.order_by("-first_day", "-id")))


def establishments(cast: Cast) -> Paged:
    campaign = _campaign(cast)
    return Paged("chuan.campaigns.views.report", reverse("campaigns:establishments", args=[campaign.pk]), cast.planner,
                 partial(_establishment, campaign), lambda: list(campaign.establishments.order_by("name", "id")))


def to_review(cast: Cast) -> Paged:
    campaign = _campaign(cast)
    url = reverse("campaigns:share", args=[campaign.pk, make.make_unit("local").pk])
    return Paged("chuan.campaigns.views.share", url, cast.local_officer, partial(_establishment, campaign),
                 lambda: list(campaign.establishments.order_by("name", "id")))


def _found(cast: Cast, view: str, url_name: str, query: str) -> Paged:
    campaign = _campaign(cast)

    def latest(name: str) -> Any:
        # one after the other within a thousandth of a second
        at = NOON + timedelta(microseconds=campaign.establishments.count())
        return _establishment(campaign, name, finding="corrected", found_by=cast.local_officer, found_at=at)

    args = [campaign.pk, *([make.make_unit("local").pk] if url_name == "share" else [])]
    return Paged(view, reverse(f"campaigns:{url_name}", args=args) + query, cast.planner, latest,
                 lambda: list(campaign.establishments.order_by("-found_at", "-id")))


def reviewed(cast: Cast) -> Paged:
    return _found(cast, "chuan.campaigns.views.share", "share", "?show=done")


def changes(cast: Cast) -> Paged:
    return _found(cast, "chuan.campaigns.views.report", "changes", "")


def stalls(cast: Cast) -> Paged:
    market = make.make_premises(kind="market", name="Chợ Chiềng Lề")

    def enter(name: str) -> Premises:
        return make.make_premises(kind="stall", name=name, market=market)

    return Paged("chuan.parties.views.premises", reverse("parties:premises", args=[market.pk]), cast.registrar, enter,
                 lambda: list(Premises.objects.filter(market=market).order_by("name", "id")), page="stalls")


def undecided(cast: Cast) -> Paged:
    places = [make.make_place(code, name=code, full_name=code) for code in ("03650", "03651")]

    def enter(name: str) -> Premises:
        made = make.make_premises(name=name, stated_unit=places[name > "B3"])
        Premises.objects.filter(pk=made.pk).update(current_unit=None)
        return made

    return Paged("chuan.parties.views.premises", reverse("parties:undecided"), cast.registrar, enter,
                 lambda: list(Premises.objects.undecided().order_by("stated_unit__code", "name", "id")))


def premises_of_a_party(cast: Cast) -> Paged:
    owner = make.make_party()
    names = iter(range(100))

    def enter(name: str) -> Premises:
        return make.make_premises(party=owner, name=f"{name} {next(names)}")  # a name once for each owner

    return Paged("chuan.parties.views.parties", reverse("parties:party", args=[owner.pk]), cast.registrar, enter,
                 lambda: list(owner.premises.order_by("name", "id")))


def accesses(cast: Cast) -> Paged:
    person = make.make_party(kind="household", tax_code="014099001234")

    def latest(_name: str) -> None:
        parties.reveal_party(actor=cast.registrar, party=person)

    return Paged("chuan.parties.views.people", reverse("parties:person", args=[person.pk]), cast.registrar, latest,
                 lambda: list(accesses_to(person)))


def goods_of_a_document(cast: Cast) -> Paged:
    document = make_document()
    return Paged("chuan.products.views.documents", reverse("products:document", args=[document.pk]), cast.registrar,
                 lambda name: make_goods(name=name, standard=document), lambda: list(document.goods.order_by("name", "id")))


def goods_of_a_regulated_product(cast: Cast) -> Paged:
    return Paged("chuan.products.views.regulated", reverse("products:product", args=["bk-m06"]) + "?on=2026-11-22", cast.registrar,
                 lambda name: make_goods(name=name), lambda: list(Goods.objects.order_by("name", "id")))


def pairs(cast: Cast) -> Paged:
    def enter(name: str) -> Pair:
        first, second = sorted((make.make_party(name=name).pk, make.make_party(name=name).pk))
        return Pair.objects.create(kind=PARTY, first_id=first, second_id=second)

    return Paged("chuan.merging.views", reverse("merging:pairs") + f"?kind={PARTY}", cast.registrar, enter,
                 lambda: list(Pair.objects.order_by("id")))


def merges(cast: Cast) -> Paged:
    def latest(name: str) -> Merge:
        return Merge.objects.create(
            kind=PARTY, kept_id=uuid7(), away_id=uuid7(), kept_label=name, away_label=name, before={}, away={}, after={},
            merged_by=cast.registrar, merged_at=NOON + timedelta(microseconds=Merge.objects.count()),
        )

    return Paged("chuan.merging.views", reverse("merging:merges"), cast.registrar, latest,
                 lambda: list(Merge.objects.order_by("-merged_at", "-id")))


LISTS = [
    campaigns, establishments, to_review, reviewed, changes, stalls, undecided, premises_of_a_party, accesses,
    goods_of_a_document, goods_of_a_regulated_product, pairs, merges,
]


@pytest.fixture(params=LISTS, ids=lambda made: made.__name__)
def paged(request: pytest.FixtureRequest, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Paged]:
    """A list of seven rows, three on a page."""
    assert cast.local_officer
    found: Paged = request.param(cast)
    for name in sorted(NAMES, key=lambda name: (len(name), name), reverse=True):
        found.enter(name)

    def short(*args: Any, **kwargs: Any) -> Any:
        return keyset_page(*args, **kwargs | {"size": _SIZE})

    monkeypatch.setattr(import_module(found.view), "keyset_page", short)
    yield found


def _address(paged: Paged, url: str) -> str:
    return paged.url.partition("?")[0] + url if url else paged.url


def _open(client: Client, paged: Paged, url: str = "") -> Any:
    answer = client.get(_address(paged, url))
    assert answer.status_code == 200
    return answer.context[paged.page]


def test_each_row_follows_the_one_before_it_though_rows_come_in_between(paged: Paged, cast: Cast, sign_in: Any) -> None:
    # given
    client, expected = sign_in(paged.user), paged.rows()
    assert len(expected) == len(NAMES)

    # when: on each page somebody enters a row that stands before it, and one that stands at the end
    page = _open(client, paged)
    seen = list(page.rows)
    for name in ("A", "Z"):
        paged.enter(name)
    while page.next_url:
        page = _open(client, paged, page.next_url)
        seen += page.rows

    # then
    assert [row for row in seen if row in expected] == expected
    assert len(seen) == len(set(seen))
    back = list(page.rows)
    while page.previous_url:
        page = _open(client, paged, page.previous_url)
        back = [*page.rows, *back]
    assert back == paged.rows()


def test_the_way_on_keeps_what_the_list_is_narrowed_to(paged: Paged, cast: Cast, sign_in: Any) -> None:
    client = sign_in(paged.user)
    narrowed = paged.url.partition("?")[2]
    page = _open(client, paged)
    on = _open(client, paged, page.next_url)
    assert page.next_url.startswith(f"?{narrowed}" if narrowed else "?after=")
    assert on.previous_url.startswith(f"?{narrowed}" if narrowed else "?before=")
    assert "before=" not in on.next_url and "after=" not in on.previous_url


def test_a_place_nobody_wrote_opens_the_list_from_its_beginning(paged: Paged, cast: Cast, sign_in: Any) -> None:
    client, first = sign_in(paged.user), paged.rows()[:_SIZE]
    joint = "&" if "?" in paged.url else "?"
    for side, text in product(("after", "before"), GARBAGE):
        answer = client.get(f"{paged.url}{joint}{side}={text}&page=-1")
        assert answer.status_code == 200, text
        assert answer.context[paged.page].rows == first, text


def test_no_place_breaks_a_list(paged: Paged, cast: Cast, sign_in: Any) -> None:
    client, joint, some_id = sign_in(paged.user), "&" if "?" in paged.url else "?", str(uuid7())
    for values in (
        [1, "9" * 500], [1, 10**40], [1, -10**40], [1, "9999-12-31", some_id], [1, "0001-01-01T00:00:00+14:00", some_id],
        [1, "\ud800", some_id], [1, "\ud800", "", some_id], [1, "a\0", some_id], [1, "", some_id], [10**11, "", "", some_id], [1, {}, []],
    ):
        text = urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
        for side in ("after", "before"):
            assert client.get(f"{paged.url}{joint}{side}={text}").status_code == 200, values
