# SPDX-License-Identifier: Apache-2.0
"""Entering, changing and placing parties and premises."""

from datetime import date

import pytest

from chuan.audit.models import Entry
from chuan.lib.errors import NotAllowed
from chuan.parties import actions
from chuan.parties.errors import NotASuccessor, PremisesNameTaken, TaxCodeTaken
from chuan.parties.models import Premises
from chuan.places.actions import load_places
from chuan.places.queries import unit_on
from tests import make
from tests.make import TODAY, Cast


def verbs() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("verb", flat=True))


def test_a_party_is_entered_with_a_checked_tax_code(db: None, cast: Cast) -> None:
    party = actions.register_party(actor=cast.registrar, kind="organisation", name="A", tax_code="0100 112 437")

    assert party.tax_code == "0100112437"
    assert verbs() == ["parties.party.registered"]


def test_two_parties_never_carry_one_tax_code(db: None, cast: Cast) -> None:
    party = make.make_party()
    with pytest.raises(TaxCodeTaken):
        actions.register_party(actor=cast.registrar, kind="organisation", name="B", tax_code=party.tax_code)


def test_an_edit_records_what_changed_and_nothing_when_nothing_did(db: None, cast: Cast) -> None:
    party = make.make_party()
    actions.edit_party(actor=cast.registrar, party=party, name=party.name, phone="0212")
    actions.edit_party(actor=cast.registrar, party=party, phone="0212")

    assert [entry.data for entry in Entry.objects.all()] == [{"changed": ["phone"]}]


def test_a_reader_enters_nothing(db: None, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.register_party(actor=cast.auditor, kind="organisation", name="A")


def test_premises_stated_in_a_former_commune_lie_in_its_successor(db: None, cast: Cast) -> None:
    load_places()
    old = unit_on("03667", date(2024, 1, 1))

    premises = actions.register_premises(
        actor=cast.registrar, on=TODAY, party=make.make_party(), kind="petrol_station", name="Trạm", stated_unit=old
    )

    assert premises.current_unit == unit_on("03664", TODAY)
    with pytest.raises(PremisesNameTaken):
        actions.register_premises(actor=cast.registrar, on=TODAY, party=premises.party, kind="shop", name="Trạm")


def test_a_divided_commune_waits_for_a_person_who_chooses_among_its_successors(db: None, cast: Cast) -> None:
    # given
    load_places()
    town = unit_on("03979", date(2024, 1, 1))
    premises = actions.register_premises(
        actor=cast.registrar, on=TODAY, party=make.make_party(), kind="petrol_station", name="Trạm", stated_unit=town
    )
    assert list(Premises.objects.undecided()) == [premises]

    # when
    with pytest.raises(NotASuccessor):
        actions.decide_commune(actor=cast.registrar, on=TODAY, premises=premises, unit=unit_on("03646", TODAY))
    actions.decide_commune(actor=cast.registrar, on=TODAY, premises=premises, unit=unit_on("03980", TODAY))

    # then
    assert not Premises.objects.undecided().exists()
    assert Entry.objects.get(verb="parties.commune.decided").data["decided"] == "03980"


def test_a_commune_officer_decides_for_places_that_may_be_in_the_commune(db: None, cast: Cast) -> None:
    load_places()
    premises = make.make_premises()
    Premises.objects.filter(pk=premises.pk).update(stated_unit=unit_on("03979", date(2024, 1, 1)), current_unit=None)
    with pytest.raises(NotAllowed):
        actions.decide_commune(actor=cast.local_officer, on=TODAY, premises=premises, unit=unit_on("03980", TODAY))

    near = make.make_member(role=make.Role.LOCAL_LEAD, username="mocchau", unit=make.make_unit(
        "local", code="unit-moc-chau", place_code="03980"))
    actions.decide_commune(actor=near, on=TODAY, premises=premises, unit=unit_on("03980", TODAY))

    premises.refresh_from_db()
    assert premises.current_unit == unit_on("03980", TODAY)
