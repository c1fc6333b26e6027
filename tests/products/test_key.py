# SPDX-License-Identifier: Apache-2.0
"""Key products of the province: what they are, who makes them, how much."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from chuan.audit.models import Entry
from chuan.lib.errors import NotAllowed
from chuan.products import queries
from chuan.products.actions import key as acts
from chuan.products.errors import DaysSwapped, KeyProductTaken, NumberMissing, OutputWrong
from chuan.products.models import KeyProduct, KeyProductOutput
from tests import make
from tests.products.makers import make_document

pytestmark = pytest.mark.django_db


def _enter(cast: make.Cast, name: str = "Xoài tròn Yên Châu", **over: Any) -> KeyProduct:
    return acts.register_key_product(
        actor=cast.registrar, particulars=acts.Particulars(name=name, **over), units=[make.make_place()]
    )


def test_a_key_product_is_on_the_list_once(cast: make.Cast) -> None:
    product = _enter(cast)
    assert list(product.units.all()) == [make.make_place()]
    with pytest.raises(KeyProductTaken):
        _enter(cast, "XOÀI TRÒN yên  châu")
    with pytest.raises(NumberMissing):
        _enter(cast, " ! ")


def test_days_the_wrong_way_round_are_refused(cast: make.Cast) -> None:
    with pytest.raises(DaysSwapped):
        _enter(cast, listed_on=date(2024, 1, 2), ended_on=date(2024, 1, 1))


def test_without_permission_nothing_changes(cast: make.Cast) -> None:
    product = _enter(cast)
    for user in (cast.local_officer, cast.enterprise, cast.auditor):
        with pytest.raises(NotAllowed):
            acts.set_producer(actor=user, product=product, party=make.make_party(), produces=True)


def test_a_producer_is_added_once_and_taken_off(cast: make.Cast) -> None:
    product, party = _enter(cast), make.make_party()
    for produces in (True, True, False):
        acts.set_producer(actor=cast.inspector, product=product, party=party, produces=produces)
    assert not product.producers.exists()
    assert Entry.objects.filter(subject_id=str(product.pk), verb__contains="producer").count() == 2


def test_a_figure_is_corrected_and_what_it_was_stays_in_the_record(cast: make.Cast) -> None:
    product = _enter(cast)
    for quantity in ("100", "120.5"):
        acts.enter_output(actor=cast.registrar, on=make.TODAY, product=product, year=2025, quantity=Decimal(quantity),
                          unit="tấn", source="Niên giám (giả định)")
    assert [output.quantity for output in product.outputs.all()] == [Decimal("120.5")]
    assert Entry.objects.filter(verb="products.key_product.output_entered").order_by("sequence").last().data["was"] == "100.00"  # type: ignore[union-attr]


@pytest.mark.parametrize("over", [{"year": 2027}, {"year": 1900}, {"quantity": Decimal(-1)}, {"unit": " "}, {"source": ""}])
def test_a_figure_that_cannot_be_is_refused(cast: make.Cast, over: dict[str, Any]) -> None:
    values = {"year": 2025, "quantity": Decimal(1), "unit": "tấn", "source": "x"} | over
    with pytest.raises(OutputWrong):
        acts.enter_output(actor=cast.registrar, on=make.TODAY, product=_enter(cast), **values)


def test_the_database_refuses_what_cannot_be(cast: make.Cast) -> None:
    product = _enter(cast)
    for wrong in ({"quantity": Decimal(-1)}, {"year": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            KeyProductOutput.objects.create(**{"product": product, "year": 2025, "quantity": 1, "unit": "t", "source": "x"} | wrong)


def test_a_key_product_is_kept_on_its_pages(cast: make.Cast, sign_in: Callable[[Any], Client]) -> None:
    client, place, standard, party = sign_in(cast.registrar), make.make_place(), make_document(), make.make_party()
    values = {"name": "Chè Tà Xùa", "area": "Bắc Yên", "units": [place.pk], "standard": standard.number, "indication": "Tà Xùa"}
    assert client.post(reverse("products:new_key_product"), values | {"standard": "TCVN 0"}).status_code == 422
    assert client.post(reverse("products:new_key_product"), values, follow=True).status_code == 200
    product = KeyProduct.objects.get()
    edited = client.post(reverse("products:edit_key_product", args=[product.pk]), values | {"marks": "CHÈ TÀ XÙA"}, follow=True)
    assert edited.status_code == 200
    output = reverse("products:enter_output", args=[product.pk])
    assert client.post(output, {"year": 2025, "quantity": "x", "unit": "tấn", "source": "x"}).status_code == 422
    assert client.post(output, {"year": 2025, "quantity": "1.234,5", "unit": "tấn", "source": "x"}).status_code == 302
    producer = reverse("products:set_producer", args=[product.pk, party.pk])
    assert client.get(producer).status_code == 200 and client.post(producer).status_code == 302
    page = client.get(reverse("products:key_product", args=[product.pk])).content.decode()
    assert "CHÈ TÀ XÙA" in page and party.name in page and standard.number in page
    assert product.outputs.get().quantity == Decimal("1234.5")
    assert client.get(reverse("products:choose_producer", args=[product.pk])).status_code == 200
    assert [one.makers for one in queries.key_products_matching(cast.registrar, "che ta xua")] == [1]  # type: ignore[attr-defined]


def test_everybody_with_a_role_sees_the_list_and_strangers_do_not(cast: make.Cast) -> None:
    _enter(cast)
    assert KeyProduct.objects.visible_to(cast.enterprise).exists()
    assert not KeyProduct.objects.visible_to(cast.stranger).exists()


@pytest.mark.parametrize("query", ["", "?q=%00", "?page=99", "?q=" + "x" * 900])
def test_no_query_breaks_the_list(cast: make.Cast, sign_in: Callable[[Any], Client], query: str) -> None:
    _enter(cast)
    assert sign_in(cast.registrar).get(reverse("products:key_products") + query).status_code == 200
