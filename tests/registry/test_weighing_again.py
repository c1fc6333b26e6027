# SPDX-License-Identifier: Apache-2.0
"""Goods weighed again at a reference-scale point: the examples of circular 09/2017, and whatever else is typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuan.audit.models import Entry
from chuan.lib import clock
from chuan.registry.models import ReferencePoint
from tests import make
from tests.make import NOON, TODAY, Cast
from tests.registry.test_reference_points import point, put, scale

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
TYPED = {
    "goods": "Thịt bò", "trader": "Quầy 12", "role": "seller", "declared": "1,02", "found": "1", "mass_unit": "kg", "scale": "8000/20",
    "reference": "", "on": "2026-11-22", "accuracy_class": "III", "max": "", "e": "",
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def where(cast: Cast) -> ReferencePoint:
    return point(cast)


def _url(where: ReferencePoint) -> str:
    return reverse("registry:weigh_again", args=[where.pk])


def _page(client: Client, where: ReferencePoint, **typed: str) -> Any:
    return client.post(_url(where), TYPED | typed)


@pytest.mark.parametrize(("typed", "passed", "said"), [
    # the three examples of the circular, and a gram beyond each
    ({}, True, "20 g"),
    ({"declared": "1,021"}, False, "21 g"),
    ({"scale": "10000/50", "declared": "7,1", "found": "7"}, True, "100 g"),
    ({"scale": "10000/50", "declared": "7.101", "found": "7"}, False, "101 g"),
    ({"scale": "100000/200", "role": "buyer", "declared": "49,4", "found": "50"}, True, "600 g"),
    ({"scale": "100000/200", "role": "buyer", "declared": "49,2", "found": "50"}, False, "800 g"),
    # in grams; on an electronic scale of class III: twice the error allowed at its first verification
    ({"mass_unit": "g", "declared": "1021", "found": "1000"}, False, "21 g"),
    ({"scale": "other", "max": "15", "e": "0,005", "declared": "2,005", "found": "2"}, True, "5 g"),
    ({"scale": "other", "max": "15", "e": "0,005", "declared": "2,011", "found": "2"}, False, "11 g"),
    # more than was paid for is no shortage
    ({"declared": "0,9"}, True, "100 g"),
    ({"declared": "1"}, True, "Không thiếu"),
])
def test_the_verdict_is_that_of_the_law_of_the_day(
    where: ReferencePoint, cast: Cast, sign_in: SignIn, typed: dict[str, str], passed: bool, said: str
) -> None:
    answer = _page(sign_in(cast.registrar), where, **typed)
    assert answer.status_code == 200
    result = answer.context["result"]
    assert result["verdict"]["tone"] == ("good" if passed else "bad")
    assert said in result["reasons"][0]


def test_the_page_to_print_says_who_what_and_by_which_law(where: ReferencePoint, cast: Cast, sign_in: SignIn) -> None:
    page = _page(sign_in(cast.registrar), where, declared="1,05").content.decode()
    for text in ("Thịt bò", "Quầy 12", "1,05 kg", "Max 8 kg", where.place, where.premises.name, "22/11/2026", "09/2017/TT-BKHCN"):
        assert text in page, text


def test_the_scale_in_force_is_offered_first_and_another_one_is_warned_of(where: ReferencePoint, cast: Cast, sign_in: SignIn) -> None:
    # given
    old = put(cast, where, scale(where.premises, valid_until=TODAY.replace(month=1)))
    good = put(cast, where, scale(where.premises))
    weights = put(cast, where, make.make_instrument(kind="weight-upto-f1", premises=where.premises, characteristics={}))
    client = sign_in(cast.registrar)

    # when
    form = client.get(_url(where)).context["form"]
    offered = [code for code, _label in form.fields["reference"].choices]
    by_the_good, by_the_old = (_page(client, where, reference=str(use.pk)) for use in (good, old))

    # then
    assert form["reference"].value() == str(good.pk)
    assert offered == [str(good.pk), str(old.pk), ""] and str(weights.pk) not in offered
    assert by_the_good.context["result"]["idle"] is None
    assert by_the_old.context["result"]["idle"][0].pk == old.pk
    assert old.instrument.serial in by_the_old.content.decode()


@pytest.mark.parametrize(("typed", "field"), [
    ({"found": ""}, "found"), ({"declared": "nhiều"}, "declared"), ({"declared": "-1"}, "declared"), ({"found": "0"}, "found"),
    ({"found": "0,001"}, "found"), ({"found": "99"}, "found"), ({"found": "9" * 41}, "found"), ({"declared": "1e999999999"}, "declared"),
    ({"declared": "NaN"}, "declared"), ({"scale": ""}, "scale"), ({"scale": "7000/20"}, "scale"), ({"scale": "x/y"}, "scale"),
    ({"scale": "other"}, "max"), ({"scale": "other", "max": "15", "e": "0"}, "e"), ({"scale": "other", "max": "1", "e": "0,005"}, "found"),
    ({"scale": "other", "max": "15", "e": "0,005", "accuracy_class": "V"}, "accuracy_class"),
    ({"role": "thief"}, "role"), ({"mass_unit": "t"}, "mass_unit"), ({"on": "31/02/2026"}, "on"), ({"on": ""}, "on"),
    ({"on": "2026-11-23"}, "on"), ({"reference": "nobody"}, "reference"), ({"goods": "x" * 121}, "goods"), ({"goods": "a\0"}, "goods"),
])
def test_what_cannot_be_judged_is_said_beside_its_field(
    where: ReferencePoint, cast: Cast, sign_in: SignIn, typed: dict[str, str], field: str
) -> None:
    answer = _page(sign_in(cast.registrar), where, **({"found": "2"} if typed.get("max") == "1" else {}) | typed)
    assert answer.status_code == 422
    assert answer.context["result"] is None
    assert list(answer.context["form"].errors) == [field] or (field == "max" and "e" in answer.context["form"].errors)


def test_before_the_circular_there_is_no_verdict(where: ReferencePoint, cast: Cast, sign_in: SignIn) -> None:
    answer = _page(sign_in(cast.registrar), where, on="2017-08-14", scale="other", max="15", e="0,005")
    assert (answer.status_code, answer.context["result"]) == (422, None)


def test_nothing_typed_is_kept_and_only_who_sees_the_point_comes_here(where: ReferencePoint, cast: Cast, sign_in: SignIn) -> None:
    entries = Entry.objects.count()
    assert _page(sign_in(cast.local_officer), where).status_code == 200
    assert Entry.objects.count() == entries
    for answer in (sign_in(cast.enterprise).get(_url(where)), _page(sign_in(cast.enterprise), where)):
        assert answer.status_code == 404
    assert _url(where) in sign_in(cast.auditor).get(reverse("registry:reference_point", args=[where.pk])).content.decode()
    for text in ("", "?on=9999-12-31", "?on=%00&scale=x"):
        assert sign_in(cast.auditor).get(_url(where) + text).status_code == 200
    assert Client().get(_url(where)).status_code == 302
