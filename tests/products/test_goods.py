# SPDX-License-Identifier: Apache-2.0
"""Goods: what is entered, what is refused, who sees what."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from chuan.audit.models import Entry
from chuan.lib.errors import NotAllowed
from chuan.products import queries
from chuan.products.actions.goods import Particulars, edit_goods, register_goods, set_goods_status
from chuan.products.errors import (
    GoodsTaken,
    GtinWrong,
    NotRegulated,
    PremisesOfOthers,
    StandardNotInForce,
    StatusDayWrong,
)
from chuan.products.models import Goods
from chuan.products.queries import Wanted
from tests import make
from tests.products.makers import make_document, make_goods

pytestmark = pytest.mark.django_db
GTIN = "8934563138165"


def _given(**over: Any) -> Particulars:
    return Particulars(**{"role": "maker", "name": "Dầu nhờn SAE 20W-50", "regulated_codes": ("bk-m06",)} | over)


def _enter(cast: make.Cast, **over: Any) -> Goods:
    party = over.pop("party", None) or make.make_party()
    return register_goods(actor=cast.registrar, at=make.NOON, party=party, particulars=_given(**over))


def test_goods_are_entered_and_recorded(cast: make.Cast) -> None:
    goods = _enter(cast, gtin=GTIN, hs="2710.19.46", quantity_kind="volume", nominal_value=Decimal("0.8"), nominal_unit="l")
    assert (goods.gtin, goods.hs, goods.status, goods.status_since) == (GTIN, "27101946", "on_sale", make.TODAY)
    assert Entry.objects.filter(verb="products.goods.registered", subject_id=str(goods.pk)).count() == 1


def test_goods_are_not_entered_twice_however_they_are_spelled(cast: make.Cast) -> None:
    party = make.make_party()
    _enter(cast, party=party)
    with pytest.raises(GoodsTaken):
        _enter(cast, party=party, name="dau nhon  SAE 20w50")


def test_a_barcode_has_one_maker_but_many_sellers(cast: make.Cast) -> None:
    _enter(cast, gtin=GTIN)
    with pytest.raises(GoodsTaken):
        _enter(cast, gtin=GTIN, name="Khác")
    assert _enter(cast, gtin=GTIN, role="trader").gtin == GTIN


def test_a_wrong_check_digit_is_refused_by_the_action_and_by_the_database(cast: make.Cast) -> None:
    with pytest.raises(GtinWrong):
        _enter(cast, gtin="8934563138166")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_goods(gtin="8934563138166")


@pytest.mark.parametrize("gtin", [GTIN, "96385074", "036000291452", "00012345600012", "8934563138166", "1234567", "11111111"])
def test_the_database_and_the_rule_agree_on_check_digits(gtin: str) -> None:
    from stdnum import ean

    with connection.cursor() as cursor:
        cursor.execute("SELECT chuan_gtin_ok(%s)", [gtin])
        assert cursor.fetchone()[0] == ean.is_valid(gtin)


def test_the_database_refuses_half_a_quantity_and_a_malformed_hs_code() -> None:
    for wrong in ({"quantity_kind": "mass"}, {"nominal_unit": "g"}, {"hs": "85166"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_goods(**wrong)


def test_a_product_not_regulated_on_the_day_is_refused(cast: make.Cast) -> None:
    with pytest.raises(NotRegulated):
        _enter(cast, regulated_codes=("old-14",))
    with pytest.raises(NotRegulated):
        _enter(cast, regulated_codes=("nothing",))


def test_what_the_former_list_said_may_stay_when_something_else_is_corrected(cast: make.Cast) -> None:
    goods = make_goods(regulated_codes=["old-1"])
    edited = edit_goods(actor=cast.registrar, on=make.TODAY, goods=goods,
                        particulars=_given(role="trader", regulated_codes=("old-1",), hs="27101224"))
    assert [standing.rows[0].code for standing in edited.regulated_on(make.TODAY)] == ["bk-h01a"]
    assert [standing.rows[0].code for standing in edited.regulated_on(date(2026, 6, 30))] == ["old-1"]


def test_a_standard_replaced_before_the_day_is_refused(cast: make.Cast) -> None:
    with pytest.raises(StandardNotInForce):
        _enter(cast, standard=make_document(ended_on=make.TODAY))


def test_premises_of_somebody_else_are_refused(cast: make.Cast) -> None:
    with pytest.raises(PremisesOfOthers):
        _enter(cast, premises=make.make_premises())


def test_the_inspector_may_and_the_verifier_may_not(cast: make.Cast) -> None:
    party = make.make_party()
    assert register_goods(actor=cast.inspector, at=make.NOON, party=party, particulars=_given())
    with pytest.raises(NotAllowed):
        register_goods(actor=cast.verifier, at=make.NOON, party=party, particulars=_given(name="Khác"))


def test_a_status_follows_the_one_before(cast: make.Cast) -> None:
    goods = make_goods()
    stopped = set_goods_status(actor=cast.registrar, on=make.TODAY, goods=goods, status="recalled", since=date(2026, 5, 1))
    assert (stopped.status, stopped.status_since) == ("recalled", date(2026, 5, 1))
    for day in (date(2026, 4, 30), date(2026, 11, 23)):
        with pytest.raises(StatusDayWrong):
            set_goods_status(actor=cast.registrar, on=make.TODAY, goods=goods, status="on_sale", since=day)


def test_an_enterprise_sees_its_own_goods_alone(cast: make.Cast) -> None:
    own = make_goods(party=make.make_party(tax_code=make.make_tax_code(9_999_000)))
    make_goods()
    assert list(Goods.objects.visible_to(cast.enterprise)) == [own]
    assert not Goods.objects.visible_to(cast.stranger).exists()


def test_a_commune_sees_the_goods_of_its_premises(cast: make.Cast) -> None:
    premises = make.make_premises()
    here = make_goods(party=premises.party, premises=premises)
    make_goods()
    assert list(Goods.objects.visible_to(cast.local_officer)) == [here]


def test_goods_of_a_former_code_are_found_under_todays_row(cast: make.Cast) -> None:
    former, todays, other = make_goods(regulated_codes=["old-14"]), make_goods(), make_goods(regulated_codes=["bk-m02"])
    found = set(queries.goods_matching(cast.registrar, Wanted(regulated="bk-m06"), on=make.TODAY))
    assert {former, todays} == found and other not in found


def test_a_prepackage_is_judged_by_the_rules_of_the_day() -> None:
    goods = make_goods(quantity_kind="mass", nominal_value=Decimal(500), nominal_unit="g")
    assert queries.lot_rules(goods, make.TODAY) == "vn-tt21-2014"
    assert queries.lot_rules(make_goods(), make.TODAY) == ""


def test_goods_are_entered_on_the_page_and_a_wrong_digit_is_explained(cast: make.Cast, sign_in: Callable[[Any], Client]) -> None:
    client, party, standard = sign_in(cast.registrar), make.make_party(), make_document()
    values = {"role": "maker", "name": "Xi măng PCB40", "standard": standard.number.lower(), "gtin": "8934563138166",
              "quantity_kind": "mass", "nominal_value": "50", "nominal_unit": "kg", "regulated_codes": ["bxd"]}
    address = reverse("products:new_goods", args=[party.pk])
    refused = client.post(address, values)
    assert refused.status_code == 422 and "8934563138166" in refused.content.decode()
    accepted = client.post(address, values | {"gtin": GTIN}, follow=True)
    assert accepted.status_code == 200
    goods = Goods.objects.get()
    assert (goods.standard, goods.regulated_codes, goods.nominal_value) == (standard, ["bxd"], Decimal(50))


@pytest.mark.parametrize("query", [
    "?on=31/02/2026", "?on=0001-01-01", "?on=9999-12-31", "?hs=x&level=y&ministry=z&page=-3", "?q=%00", "?q=" + "a" * 5000,
    "?regulated=x&role=y&status=z&page=x", "?standing=x&kind=%27", "?on=2015-01-01&q=xang",
])
def test_no_query_breaks_a_list(cast: make.Cast, sign_in: Callable[[Any], Client], query: str) -> None:
    client, goods = sign_in(cast.registrar), make_goods(standard=make_document())
    for name, args in (("regulated", []), ("changes", []), ("goods_list", []), ("documents", []), ("choose_party", []),
                       ("product", ["bk-m06"]), ("product", ["old-1"]), ("goods", [goods.pk]),
                       ("document", [goods.standard_id])):
        assert client.get(reverse(f"products:{name}", args=args) + query).status_code == 200, name


def test_pages_ask_a_constant_number_of_queries(
    cast: make.Cast, sign_in: Callable[[Any], Client], django_assert_max_num_queries: Any
) -> None:
    client = sign_in(cast.registrar)
    for _ in range(30):
        make_goods(standard=make_document())
    for name in ("goods_list", "documents"):
        with django_assert_max_num_queries(12):
            client.get(reverse(f"products:{name}"))
