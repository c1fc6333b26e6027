# SPDX-License-Identifier: Apache-2.0
"""What officers find, and taking it back."""

from datetime import timedelta

import pytest

from chuan.audit.models import Entry
from chuan.campaigns import actions
from chuan.campaigns.choices import FindingKind
from chuan.campaigns.errors import (
    ChangedSince,
    DayNotYet,
    FoundAlready,
    NothingCorrected,
    NothingFound,
    NotOpen,
    NotYourPlace,
)
from chuan.campaigns.models import Establishment
from chuan.lib.errors import NotAllowed, NotFound
from chuan.parties.errors import TaxCodeTaken
from chuan.parties.models import Premises
from tests import make
from tests.campaigns import made
from tests.make import NOON, TODAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def premises() -> Premises:
    return make.make_premises(name="Cửa hàng số 1")


@pytest.fixture
def row(cast: Cast, premises: Premises) -> Establishment:
    return made.row(made.opened(cast), premises)


def find(cast: Cast, row: Establishment, finding: FindingKind, **over: object) -> Establishment:
    return actions.note_finding(**{  # type: ignore[arg-type]
        "actor": cast.local_officer, "at": NOON, "establishment": row, "finding": finding} | over)


def test_an_officer_confirms_in_their_commune_and_the_record_keeps_it(cast: Cast, row: Establishment) -> None:
    found = find(cast, row, FindingKind.CONFIRMED)
    assert (found.finding, found.found_by, found.after) == ("confirmed", cast.local_officer, {})
    assert Entry.objects.filter(verb="campaigns.finding.noted", subject_id=str(row.pk)).count() == 1


def test_a_correction_is_written_through_the_parties_room_with_before_and_after(
    cast: Cast, row: Establishment, premises: Premises
) -> None:
    found = find(cast, row, FindingKind.CORRECTED, corrections={"address": "Số 9 phố Mới", "name": "Cửa hàng số 1", "phone": "0912345678"})
    premises.refresh_from_db()
    assert premises.address == "Số 9 phố Mới"
    assert Premises.objects.get(pk=premises.pk).party.phone == "0912345678"
    assert found.before == {"address": "Số 1 đường Tô Hiệu", "phone": ""}
    assert found.after == {"address": "Số 9 phố Mới", "phone": "0912345678"}
    verbs = set(Entry.objects.filter(actor_id=cast.local_officer.pk).values_list("verb", flat=True))
    assert verbs >= {"parties.premises.edited", "parties.party.edited", "campaigns.finding.noted"}


def test_a_correction_that_corrects_nothing_is_refused(cast: Cast, row: Establishment) -> None:
    with pytest.raises(NothingCorrected):
        find(cast, row, FindingKind.CORRECTED, corrections={"name": "Cửa hàng số 1"})


def test_a_person_s_phone_is_not_kept_in_a_finding(cast: Cast, premises: Premises) -> None:
    premises.party.kind = "household"
    premises.party.save()
    row = made.row(made.opened(cast), premises)
    with pytest.raises(NothingCorrected):
        find(cast, row, FindingKind.CORRECTED, corrections={"phone": "0912345678"})


def test_closed_down_closes_the_premises_on_its_day(cast: Cast, row: Establishment, premises: Premises) -> None:
    find(cast, row, FindingKind.CLOSED, closed_on=TODAY - timedelta(30))
    premises.refresh_from_db()
    assert premises.closed_on == TODAY - timedelta(30)


def test_nothing_closes_in_the_future(cast: Cast, row: Establishment) -> None:
    with pytest.raises(DayNotYet):
        find(cast, row, FindingKind.CLOSED, closed_on=TODAY + timedelta(1))


def test_not_found_changes_nothing_in_the_registry(cast: Cast, row: Establishment, premises: Premises) -> None:
    find(cast, row, FindingKind.NOT_FOUND, note="Không còn biển hiệu")
    before = premises.address
    premises.refresh_from_db()
    assert (premises.address, premises.closed_on) == (before, None)


def test_the_second_officer_is_told_who_was_first(cast: Cast, row: Establishment) -> None:
    find(cast, row, FindingKind.CONFIRMED)
    with pytest.raises(FoundAlready) as told:
        find(cast, row, FindingKind.NOT_FOUND, actor=cast.local_lead)
    assert told.value.data["who"] == str(cast.local_officer)
    assert Establishment.objects.get(pk=row.pk).finding == "confirmed"


def test_others_may_not_find(cast: Cast, row: Establishment) -> None:
    for user in (cast.planner, cast.auditor, cast.enterprise, cast.reception):
        with pytest.raises(NotAllowed):
            find(cast, row, FindingKind.CONFIRMED, actor=user)


def test_an_officer_finds_nothing_in_another_commune(cast: Cast) -> None:
    there = make.make_premises(current_unit=made.other_commune())
    row = made.row(made.opened(cast), there)
    with pytest.raises(NotAllowed):
        find(cast, row, FindingKind.CONFIRMED)
    assert find(cast, row, FindingKind.CONFIRMED, actor=cast.inspector).finding == "confirmed"


def test_taking_back_restores_what_the_finding_changed(cast: Cast, row: Establishment, premises: Premises) -> None:
    find(cast, row, FindingKind.CORRECTED, corrections={"address": "Số 9", "kind": "shop"})
    left = actions.take_back(actor=cast.local_officer, at=NOON, establishment=row)
    premises.refresh_from_db()
    assert (premises.address, premises.kind) == ("Số 1 đường Tô Hiệu", "petrol_station")
    assert left is not None
    assert (left.finding, left.after) == ("", {})


def test_taking_a_closure_back_opens_the_premises_again(cast: Cast, row: Establishment, premises: Premises) -> None:
    find(cast, row, FindingKind.CLOSED, closed_on=TODAY)
    actions.take_back(actor=cast.local_officer, at=NOON, establishment=row)
    premises.refresh_from_db()
    assert premises.closed_on is None


def test_a_finding_whose_fields_changed_again_is_not_taken_back(cast: Cast, row: Establishment, premises: Premises) -> None:
    find(cast, row, FindingKind.CORRECTED, corrections={"address": "Số 9"})
    Premises.objects.filter(pk=premises.pk).update(address="Số 10")
    with pytest.raises(ChangedSince):
        actions.take_back(actor=cast.local_officer, at=NOON, establishment=row)


def test_nothing_is_taken_back_twice(cast: Cast, row: Establishment) -> None:
    with pytest.raises(NothingFound):
        actions.take_back(actor=cast.local_officer, at=NOON, establishment=row)


def test_premises_that_are_gone_are_told_of(cast: Cast, row: Establishment, premises: Premises) -> None:
    Premises.objects.filter(pk=premises.pk).delete()
    with pytest.raises(NotFound):
        find(cast, row, FindingKind.CONFIRMED)
    assert find(cast, row, FindingKind.NOT_FOUND).finding == "not_found"


def test_a_new_establishment_is_entered_with_its_owner_by_a_local_officer(cast: Cast, row: Establishment) -> None:
    # when
    made_row = actions.note_new(
        actor=cast.local_officer, at=NOON, campaign=row.campaign, commune=make.make_place(),
        premises={"name": "Cửa hàng mới", "kind": "shop", "address": "Số 5"},
        owner={"kind": "household", "name": "Hộ kinh doanh Lò Văn Pánh", "tax_code": "", "phone": ""},
    )
    # then
    premises = Premises.objects.get(pk=made_row.premises_id)
    assert (premises.party.name, premises.current_unit, made_row.finding) == ("Hộ kinh doanh Lò Văn Pánh", make.make_place(), "new")
    assert made_row.unit == make.make_unit("local")


def test_a_new_establishment_of_an_owner_known_elsewhere_is_entered(cast: Cast, row: Establishment) -> None:
    owner = make.make_premises(current_unit=made.other_commune()).party
    values = {"name": "Chi nhánh", "kind": "shop", "address": ""}
    made_row = actions.note_new(actor=cast.local_officer, at=NOON, campaign=row.campaign, commune=make.make_place(), premises=values, owner=owner)
    assert Premises.objects.get(pk=made_row.premises_id).party == owner


def test_a_tax_code_of_somebody_else_is_refused_and_nothing_is_left_behind(cast: Cast, row: Establishment) -> None:
    taken = make.make_party()
    with pytest.raises(TaxCodeTaken):
        actions.note_new(
            actor=cast.local_officer, at=NOON, campaign=row.campaign, commune=make.make_place(),
            premises={"name": "Cửa hàng mới", "kind": "shop"}, owner={"kind": "organisation", "name": "X", "tax_code": taken.tax_code},
        )
    assert not Premises.objects.filter(name="Cửa hàng mới").exists()


def test_new_establishments_lie_in_one_s_own_communes(cast: Cast, row: Establishment) -> None:
    with pytest.raises(NotYourPlace):
        actions.note_new(
            actor=cast.local_officer, at=NOON, campaign=row.campaign, commune=made.other_commune(),
            premises={"name": "Cửa hàng mới", "kind": "shop"}, owner=make.make_party(),
        )


def test_taking_a_new_one_back_leaves_its_premises_in_the_registry(cast: Cast, row: Establishment) -> None:
    new = actions.note_new(
        actor=cast.local_officer, at=NOON, campaign=row.campaign, commune=make.make_place(),
        premises={"name": "Cửa hàng mới", "kind": "shop"}, owner=make.make_party(),
    )
    assert actions.take_back(actor=cast.local_officer, at=NOON, establishment=new) is None
    assert Premises.objects.filter(name="Cửa hàng mới").exists()
    assert row.campaign.establishments.count() == 1


def test_a_closed_campaign_takes_no_finding(cast: Cast, row: Establishment) -> None:
    actions.close_campaign(actor=cast.planner, at=NOON, campaign=row.campaign)
    with pytest.raises(NotOpen):
        find(cast, row, FindingKind.CONFIRMED)
