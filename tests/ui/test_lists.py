# SPDX-License-Identifier: Apache-2.0
"""Pages by keys, and counts that stop."""

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db.models import CharField, Q, UUIDField
from django.test import RequestFactory

from chuan.parties.models import Party
from chuan.ui.figures import number
from chuan.ui.keysets import Cursor, Key, Order
from chuan.ui.lists import ListPage, keyset_page
from chuan.ui.tallies import (
    Share,
    Tally,
    rounded,
    tallies,
    tallies_of_beginnings,
    tallies_of_shares,
    tally,
)
from tests import make

BY_NAME = Order((Key("name", CharField()), Key("id", UUIDField())))
LAST_FIRST = Order(BY_NAME.keys, descending=True)


def page(query: dict[str, Any], order: Order = BY_NAME, size: int = 2) -> ListPage[Party]:
    return keyset_page(RequestFactory().get("/", query), Party.objects.all(), order=order, size=size)


def following(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


@pytest.fixture
def five(db: None) -> None:
    for name in ("B", "A", "B", "C", "A"):
        make.make_party(name=name)


@pytest.mark.parametrize("order", [BY_NAME, LAST_FIRST])
def test_pages_forward_and_back_show_every_row_once(five: None, order: Order) -> None:
    # given
    expected = list(order.sorted(Party.objects.all()))

    # when
    first = page({"q": "x"}, order)
    second = page(following(first.next_url), order)
    third = page(following(second.next_url), order)

    # then
    assert first.rows + second.rows + third.rows == expected
    assert [(one.first_index, one.last_index) for one in (first, second, third)] == [(1, 2), (3, 4), (5, 5)]
    assert (first.previous_url, third.next_url) == ("", "")
    assert following(first.next_url)["q"] == "x"
    back = page(following(third.previous_url), order)
    assert (back.rows, back.first_index) == (second.rows, 3)
    again = page(following(back.previous_url), order)
    assert (again.rows, again.previous_url) == (first.rows, "")


def test_a_row_that_comes_meanwhile_moves_no_other(five: None) -> None:
    first = page({})
    make.make_party(name="0")
    assert page(following(first.next_url)).rows[0].name == "B"


@pytest.mark.parametrize("value", [
    "", "x", "%00", "AAAA", base64.urlsafe_b64encode(b"[1]").decode(), base64.urlsafe_b64encode(b'[1,null,"x"]').decode(),
    base64.urlsafe_b64encode(json.dumps([1, "A", "no-uuid"]).encode()).decode(), "A" * 5000,
    base64.urlsafe_b64encode(json.dumps([10**30, "A", "00000000-0000-0000-0000-000000000000"]).encode()).decode(),
    base64.urlsafe_b64encode(json.dumps([1, "A\0", "00000000-0000-0000-0000-000000000000"]).encode()).decode(),
])
def test_a_cursor_that_cannot_be_read_gives_the_first_page(five: None, value: str) -> None:
    assert page({"after": value}).rows == page({}).rows
    assert page({"before": value}).rows == page({}).rows
    assert Cursor.read(value, BY_NAME) is None


def test_a_count_stops_at_its_bound_and_says_so(five: None) -> None:
    assert (tally(Party.objects.all()), tally(Party.objects.all()).more) == (5, False)
    counted = tally(Party.objects.all(), bound=3)
    assert (int(counted), counted.more) == (3, True)
    many = tallies({"a": Party.objects.filter(name="A"), "none": Party.objects.none(), "all": Party.objects.all()}, bound=4)
    assert [(name, int(one), one.more) for name, one in many.items()] == [("a", 2, False), ("none", 0, False), ("all", 4, True)]


def test_a_count_that_stopped_is_written_as_more_than() -> None:
    assert number(Tally(10_000, more=True)) == ">10.000"
    assert number(Tally(10_000)) == "10.000"
    assert [rounded(n) for n in (7, 123, 1_049_876)] == [7, 120, 1_000_000]


@pytest.mark.parametrize("bound", [0, 1, 2, 3, 10])
def test_shares_of_a_set_are_counted_as_each_by_itself(five: None, bound: int) -> None:
    # given
    everybody = Party.objects.all()
    shares = {name: Share(Q(name=name), everybody.filter(name=name)) for name in ("A", "B", "C", "none")}
    others = {"not A": everybody.exclude(name="A")}
    # when
    found = tallies_of_shares(everybody, shares, others, bound=bound)
    # then
    alone = tallies({name: share.rows for name, share in shares.items()} | others, bound=bound)
    assert {name: (count, count.more) for name, count in found.items()} == {
        name: (count, count.more) for name, count in alone.items()
    }


def test_shares_of_nothing_are_none(five: None) -> None:
    nothing = Party.objects.none()
    assert tallies_of_shares(nothing, {"a": Share(Q(name="A"), nothing)}, {"b": nothing}) == {"a": 0, "b": 0}


@pytest.mark.parametrize("bound", [0, 1, 2, 4, 5, 10])
def test_beginnings_of_an_order_are_counted_as_each_by_itself(five: None, bound: int) -> None:
    # given
    everybody = Party.objects.all()
    ends = {name: Q(name__lte=name) for name in ("0", "A", "B", "Z")}
    # when
    found = tallies_of_beginnings(everybody.order_by("name"), ends, {"C": everybody.filter(name="C")}, bound=bound)
    # then
    alone = tallies({name: everybody.filter(end) for name, end in ends.items()} | {"C": everybody.filter(name="C")}, bound=bound)
    assert {name: (count, count.more) for name, count in found.items()} == {
        name: (count, count.more) for name, count in alone.items()
    }
    assert tallies_of_beginnings(Party.objects.none(), ends, {}, bound=bound) == dict.fromkeys(ends, 0)
