# SPDX-License-Identifier: Apache-2.0
"""Parties of every kind: tax codes, names of then and now, states, activities; premises of every kind; their pages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from chuan.lib import clock
from chuan.parties import actions, queries
from chuan.parties.choices import PartyKind
from chuan.parties.errors import (
    ActivityKnown,
    CoordinatesIncomplete,
    DaysOutOfOrder,
    MarketHasStalls,
    NotAMarket,
    SameName,
    StallWithoutMarket,
    StatusDateMissing,
    TaxCodeImpossible,
    TaxCodeOfPerson,
)
from chuan.parties.models import Activity, FormerName, Party, Premises
from chuan.parties.rules import core_name
from tests import make
from tests.make import NOON, TODAY, Cast

SignIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.mark.parametrize("kind", PartyKind.values)
def test_every_kind_of_party_is_entered(db: None, cast: Cast, kind: str) -> None:
    party = actions.register_party(actor=cast.registrar, kind=kind, name="  Tên   gọi ", tax_code="0100112437")
    assert (party.kind, party.name) == (kind, "Tên gọi")


def test_a_personal_number_belongs_to_a_person_or_household_only(db: None, cast: Cast) -> None:
    for kind in ("enterprise", "cooperative", "public_body"):
        with pytest.raises(TaxCodeOfPerson):
            actions.register_party(actor=cast.registrar, kind=kind, name="A", tax_code="014099001234")
    party = actions.register_party(actor=cast.registrar, kind="person", name="A", tax_code="014099001234")
    with pytest.raises(TaxCodeOfPerson):
        actions.edit_party(actor=cast.registrar, party=party, kind="enterprise")


def test_the_database_takes_no_tax_code_of_another_form(db: None) -> None:
    for code in ("12345", "0101234567-1", "A101234567"):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.make_party(tax_code=code)


def test_a_renamed_party_is_found_by_both_names(db: None, cast: Cast, sign_in: SignIn) -> None:
    party = make.make_party(name="Xí nghiệp Xăng dầu Mộc Châu")
    actions.rename_party(actor=cast.registrar, on=date(2024, 5, 1), party=party, name="Công ty Thảo Nguyên")

    for text in ("moc chau xi nghiep", "thao nguyen"):
        assert list(queries.parties_matching(cast.registrar, text=text)) == [party]
        assert "Công ty Thảo Nguyên" in sign_in(cast.registrar).get(reverse("search"), {"q": text}).content.decode()
    assert FormerName.objects.get().until == date(2024, 5, 1)
    with pytest.raises(SameName):
        actions.rename_party(actor=cast.registrar, on=TODAY, party=party, name="Công ty  Thảo Nguyên")
    with pytest.raises(DaysOutOfOrder):
        actions.rename_party(actor=cast.registrar, on=date(2023, 1, 1), party=party, name="Khác")


def test_a_suspended_business_says_since_when(db: None, cast: Cast) -> None:
    party = make.make_party()
    with pytest.raises(StatusDateMissing):
        actions.set_status(actor=cast.registrar, party=party, status="suspended", since=None)
    actions.set_status(actor=cast.registrar, party=party, status="suspended", since=TODAY)
    with pytest.raises(DaysOutOfOrder):
        actions.set_status(actor=cast.registrar, party=party, status="closed", since=date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_party(status="closed")


def test_activities_have_days_that_do_not_overlap(db: None, cast: Cast) -> None:
    party = make.make_party()

    def add(first: date | None, last: date | None) -> Activity:
        return actions.add_activity(actor=cast.registrar, party=party, sector="food", role="maker", valid_from=first,
                                    valid_until=last)

    add(date(2020, 1, 1), date(2022, 12, 31))
    add(date(2023, 1, 1), None)
    for days in ((None, None), (date(2022, 12, 31), date(2022, 12, 31)), (date(2025, 1, 1), None), (None, date(2020, 1, 1))):
        with pytest.raises(ActivityKnown):
            add(*days)
    with pytest.raises(DaysOutOfOrder):
        add(date(2019, 2, 1), date(2019, 1, 1))
    add(None, date(2019, 12, 31))
    assert queries.parties_matching(cast.registrar, role="maker", sector="food", on=date(2021, 6, 1)).count() == 1
    ended = actions.end_activity(actor=cast.registrar, activity=Activity.objects.get(valid_until=None), on=TODAY)
    assert ended.valid_until == TODAY
    assert not queries.parties_matching(cast.registrar, role="maker", on=date(2027, 1, 1)).exists()


def premises(cast: Cast, **over: Any) -> Premises:
    values = {"party": over.pop("party", None) or make.make_party(), "kind": "shop", "name": "A"}
    return actions.register_premises(actor=cast.registrar, on=TODAY, **values | over)


def test_a_stall_belongs_to_a_market_and_nothing_else_does(db: None, cast: Cast) -> None:
    market = premises(cast, kind="market")
    stall = premises(cast, kind="stall", market=market)
    for wrong in ({"kind": "stall"}, {"kind": "shop", "market": market}):
        with pytest.raises(StallWithoutMarket):
            premises(cast, **wrong)
    with pytest.raises(NotAMarket):
        premises(cast, kind="stall", market=stall)
    with pytest.raises(MarketHasStalls):
        actions.edit_premises(actor=cast.registrar, on=TODAY, premises=market, kind="shop")
    with pytest.raises(IntegrityError), transaction.atomic():
        Premises.objects.filter(pk=stall.pk).update(market=None)


def test_coordinates_are_a_place_on_the_globe_and_days_in_order(db: None, cast: Cast) -> None:
    for wrong in ({"longitude": 103.9}, {"longitude": 103.9, "latitude": 121.3}, {"longitude": 200.0, "latitude": 21.0}):
        with pytest.raises(CoordinatesIncomplete):
            premises(cast, **wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            make.make_premises(**wrong)
    with pytest.raises(DaysOutOfOrder):
        premises(cast, opened_on=TODAY, closed_on=date(2026, 1, 1))
    assert premises(cast, longitude=103.9, latitude=21.3, opened_on=date(2020, 1, 1)).pk


@pytest.mark.parametrize(("name", "address"), [
    ("CTY TNHH xăng dầu SƠN LA", ""), ("Công ty Xăng dầu Sơn La", "số 9"), ("xang dau son la", ""),
])
def test_what_is_probably_on_file_is_offered_and_not_refused(
    db: None, cast: Cast, sign_in: SignIn, name: str, address: str
) -> None:
    # given
    known = make.make_party(name="Công ty TNHH Xăng dầu Sơn La", address="Số 9")
    make.make_party(name="Công ty Nước Sơn La")
    client = sign_in(cast.registrar)
    form = {"kind": "enterprise", "name": name, "address": address}

    # when
    answer = client.post(reverse("parties:new_party"), form)

    # then
    assert answer.status_code == 422
    assert answer.context["offered"] == [known]
    assert client.post(reverse("parties:new_party"), form | {"anyway": "1"}).status_code == 302
    assert Party.objects.count() == 3


def test_bad_tax_codes_are_refused_in_words(db: None, cast: Cast, sign_in: SignIn) -> None:
    known = make.make_party(name="Công ty Có Sẵn")
    client = sign_in(cast.registrar)
    for code, word in (("0100112438", "0100112438"), (known.tax_code, "Có Sẵn"), ("01O0112437", "01O0112437"), ("123", "3")):
        answer = client.post(reverse("parties:new_party"), {"kind": "enterprise", "name": "Mới", "tax_code": code})
        assert answer.status_code == 422, code
        assert word in str(answer.context["form"].errors), answer.context["form"].errors
    with pytest.raises(TaxCodeImpossible):
        actions.edit_party(actor=cast.registrar, party=known, tax_code="0100112438")


def test_the_page_of_a_party_says_everything_on_one_screen(db: None, cast: Cast, sign_in: SignIn) -> None:
    party = make.make_party(status="suspended", status_since=date(2026, 3, 1))
    make.make_instrument(premises=make.make_premises(party=party), serial="TS-4711")
    FormerName.objects.create(party=party, name="Tên ngày xưa")
    actions.add_activity(actor=cast.registrar, party=party, sector="fuel", role="trader")
    page = sign_in(cast.registrar).get(reverse("parties:party", args=[party.pk])).content.decode()
    for needle in ("Tên ngày xưa", "01/03/2026", "TS-4711", party.tax_code, 'id="contacts"', 'id="activities"'):
        assert needle in page, needle


def test_every_form_opens_and_saves(db: None, cast: Cast, sign_in: SignIn) -> None:
    party = make.make_party()
    place = make.make_premises(party=party)
    client = sign_in(cast.registrar)
    posts: list[tuple[str, dict[str, str]]] = [
        (reverse("parties:rename", args=[party.pk]), {"name": "Tên mới", "on": "01/02/2026"}),
        (reverse("parties:rename", args=[party.pk]), {"former-name": "Tên cổ", "former": "1"}),
        (reverse("parties:status", args=[party.pk]), {"status": "closed", "since": "01/03/2026"}),
        (reverse("parties:new_activity", args=[party.pk]), {"role": "user", "sector": "fuel", "premises": str(place.pk)}),
        (reverse("parties:new_contact", args=[party.pk]), {
            "name": "Anh Minh", "phone": "0912345678", "purpose": "Hẹn", "basis": "law", "premises": str(place.pk)}),
        (reverse("parties:edit_premises", args=[place.pk]), {
            "name": "Cửa hàng", "kind": "shop", "latitude": "21,3", "longitude": "103,9", "opened_on": "01/02/2020"}),
    ]
    for address, form in posts:
        assert client.get(address).status_code == 200
        answer = client.post(address, form)
        assert answer.status_code == 302, (address, answer.context["form"].errors)
    activity, contact = Activity.objects.get(), party.contacts.get()
    for name, pk in (("end_activity", activity.pk), ("withdraw", contact.pk)):
        assert client.post(reverse(f"parties:{name}", args=[pk]), {"on": "22/11/2026"}).status_code == 302
    assert client.get(reverse("parties:erase_contact", args=[contact.pk])).status_code == 200
    assert client.get(reverse("parties:premises", args=[place.pk])).status_code == 200
    place.refresh_from_db()
    assert (place.latitude, place.longitude) == (21.3, 103.9)


def test_lists_keep_their_filters_in_the_address_and_never_break(db: None, cast: Cast, sign_in: SignIn) -> None:
    make.make_premises(party=make.make_party(kind="cooperative", name="Hợp tác xã A"), kind="workshop", closed_on=date(2026, 1, 1))
    make.make_premises(kind="clinic")
    client = sign_in(cast.registrar)
    assert client.get(reverse("parties:parties") + "?kind=cooperative").context["page"].count == 1
    assert client.get(reverse("parties:all_premises") + "?openness=closed").context["page"].count == 1
    assert client.get(reverse("parties:all_premises") + "?kind=clinic&openness=open&commune=03646").context["page"].count == 1
    for query in ("?kind=x&page=%00&q=%27)(&role=z&sector=&status=1", "?openness=q&commune=" + "9" * 50, "?after=zz&page=-1"):
        for name in ("parties", "all_premises"):
            assert client.get(reverse(f"parties:{name}") + query).status_code == 200


def test_the_words_that_count_are_the_same_in_python_and_in_sql(db: None) -> None:
    from chuan.parties.merging import _core

    names = ("Công ty TNHH MTV Xăng dầu Sơn La", "HKD  Nguyễn Văn A", "Cửa hàng", "Đỗ – Đạt & Co.", "Hợp tác xã 1-5")
    parties = [make.make_party(name=name) for name in names]
    found = dict(Party.objects.annotate(k=_core("name")).values_list("pk", "k"))
    assert [found[party.pk] for party in parties] == [core_name(name) for name in names]
