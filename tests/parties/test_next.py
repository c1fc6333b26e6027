# SPDX-License-Identifier: Apache-2.0
"""The pages of a party and of a place say what is next and everything that happened, whichever room it happened in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuan.campaigns.choices import CampaignStatus
from chuan.campaigns.models import Campaign, Establishment
from chuan.lib import clock
from chuan.parties import happenings
from chuan.parties.choices import PremisesKind
from chuan.products.models import Declaration, NormativeDocument
from chuan.registry.actions.reference_points import open_point
from tests import make
from tests.make import NOON, TODAY, Cast

SignIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def _next(client: Client, name: str, pk: Any) -> str:
    """The panel of what is next, or nothing."""
    page = client.get(reverse(name, args=[pk])).content.decode()
    _before, there, after = page.partition('id="next"')
    return after.partition("</section>")[0] if there else ""


def declaration(party: Any, number: str, **over: Any) -> Declaration:
    document = NormativeDocument.objects.get_or_create(kind="qcvn", number="QCVN 1:2022", number_key="qcvn12022", title="Xăng")[0]
    values = {"kind": "regulation", "party": party, "document": document, "number": number, "number_key": number,
              "declared_on": date(2023, 12, 1), "received_on": date(2023, 12, 2), "assessment": "certified",
              "assessor": "QUATEST 1", "certificate": "1", "certificate_until": date(2026, 12, 5), "state": "noticed",
              "noticed_on": date(2023, 12, 5), "notice_number": "1", "valid_until": date(2026, 12, 5), "registered_at": NOON}
    return Declaration.objects.create(**values | over)


def review(premises: Any, cast: Cast) -> Establishment:
    campaign = Campaign.objects.create(title="Rà soát chợ", laws=["metrology"], first_day=date(2026, 11, 1), last_day=date(2026, 12, 31),
                                       status=CampaignStatus.OPEN, planned_by=cast.planner, opened_at=NOON)
    return Establishment.objects.create(campaign=campaign, premises_id=premises.pk, name=premises.name, kind=premises.kind,
                                        commune=premises.current_unit, unit=make.make_unit("local"))


def test_nothing_is_next_where_all_is_well(db: None, cast: Cast, sign_in: SignIn) -> None:
    one = make.make_instrument(valid_until=date(2027, 6, 30))
    client = sign_in(cast.registrar)
    assert _next(client, "parties:party", one.owner_id) == ""
    assert _next(client, "parties:premises", one.premises_id) == ""


def test_what_is_due_runs_out_waits_and_is_ordered_stands_on_one_page(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    market = make.make_premises(kind=PremisesKind.MARKET, name="Chợ Chiềng Lề")
    make.make_instrument(kind="scale-counter", premises=market, characteristics={}, valid_until=date(2026, 10, 31))
    make.make_instrument(kind="scale-counter", premises=market, characteristics={}, valid_until=None, last_verified_on=None)
    dispenser = make.make_instrument(premises=market, valid_until=date(2026, 12, 1))
    runs_out, waits = declaration(market.party, "01/CB"), declaration(
        market.party, "02/CB", state="received", noticed_on=None, notice_number="", valid_until=None)
    under_review = review(market, cast)
    job = make.make_job(cast.verifier, instrument=dispenser)
    client = sign_in(cast.registrar)

    # when
    of_party, of_place = _next(client, "parties:party", market.party_id), _next(client, "parties:premises", market.pk)

    # then
    both = [reverse("campaigns:establishment", args=[under_review.pk]), job.order.get_absolute_url(), "standing=overdue",
            "standing=never", "standing=due_soon", "01/12/2026", "#reference-points"]
    for address in both:
        assert address in of_party and address in of_place, address
    for one in (runs_out, waits):
        assert reverse("products:declaration", args=[one.pk]) in of_party
    assert of_party.count("<li>") == 8 and of_place.count("<li>") == 6
    standing = next(part for part in of_party.split('"') if "standing=overdue" in part).replace("&amp;", "&")
    assert client.get(standing).context["page"].count == 1


def test_what_is_next_leaves_out_what_the_reader_may_not_see(db: None, cast: Cast, sign_in: SignIn) -> None:
    market = make.make_premises(kind=PremisesKind.MARKET, name="Chợ", party=make.make_party(tax_code=make.make_unit("enterprise").tax_code))
    review(market, cast)
    make.make_job(cast.verifier, instrument=make.make_instrument(premises=market))
    shown = _next(sign_in(cast.enterprise), "parties:party", market.party_id)
    assert "campaigns" not in shown and "orders" not in shown and "#reference-points" in shown


def test_a_persons_number_stands_in_no_address(db: None, cast: Cast, sign_in: SignIn) -> None:
    person = make.make_party(kind="household", name="Hộ Lò Văn A", tax_code="014099001234")
    place = make.make_premises(party=person)
    make.make_instrument(premises=place, valid_until=date(2026, 1, 1))
    client = sign_in(cast.registrar)
    pages = [client.get(reverse("parties:party", args=[person.pk])), client.get(reverse("parties:premises", args=[place.pk])),
             client.get(reverse("registry:instruments") + "?columns=tax_code"), client.get(reverse("search") + "?q=lo van a")]
    for page in pages:
        assert "014099001234" not in page.content.decode()


def test_everything_that_happened_comes_from_every_room(db: None, cast: Cast) -> None:
    # given
    market = make.make_premises(kind=PremisesKind.MARKET)
    point = open_point(actor=cast.registrar, premises=market, place="Cổng", since=TODAY)
    declared, job = declaration(market.party, "01/CB"), make.make_job(cast.verifier, instrument=make.make_instrument(premises=market))
    looked = review(market, cast)
    Establishment.objects.filter(pk=looked.pk).update(finding="confirmed", found_by=cast.registrar, found_at=NOON)

    # when
    of_party = happenings.subjects_of(cast.registrar, market.party)
    of_place = happenings.subjects_of(cast.registrar, market)

    # then
    assert {market.party, market, declared, job.order, looked} <= set(of_party)
    assert {market, point, job.order, looked} <= set(of_place)
