# SPDX-License-Identifier: Apache-2.0
"""Merging two rows: what moves, what stays, what is refused; and back again, exactly."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chuan.audit.models import Entry
from chuan.lib.errors import NotAllowed
from chuan.merging import actions, kinds, queries
from chuan.merging.errors import (
    KeptEdited,
    KeptGone,
    MergedAway,
    PairChanged,
    PlaceTaken,
    RelationConflict,
    RelationUnknown,
    RowsAdded,
    RowsMovedOn,
    SameRow,
    UndoneAlready,
)
from chuan.merging.models import Merge
from chuan.merging.relations import unknown_relations
from chuan.parties.actions import edit_party
from chuan.parties.errors import TwoTaxCodes
from chuan.parties.models import Activity, FormerName, Party, Premises
from chuan.registry.errors import TwoKinds
from chuan.registry.models import Instrument
from tests import make
from tests.make import NOON, Cast
from tests.merging import made


def merge(cast: Cast, kept: Any, away: Any, *taken: str, **over: Any) -> Merge:
    kind = made.kind(kept.audit_subject)
    return actions.merge(actor=cast.registrar, at=NOON, kind=kind, kept_id=kept.pk, away_id=away.pk,
                         taken=frozenset(taken), **over)


def undo(cast: Cast, done: Merge) -> Merge:
    return actions.undo_merge(actor=cast.registrar, at=NOON, merge=done)


def test_every_foreign_key_to_what_may_be_merged_is_declared() -> None:
    assert {kind.label: unknown_relations(kind.model) for kind in kinds.all_kinds()} == {
        kind.label: [] for kind in kinds.all_kinds()
    }


def test_everything_that_hung_on_the_one_hangs_on_the_other(db: None, cast: Cast) -> None:
    # given
    first, second = made.twins()

    # when
    done = merge(cast, first, second, "phone", "status")

    # then
    assert not Party.objects.filter(pk=second.pk).exists()
    first.refresh_from_db()
    assert (first.phone, first.status, first.status_since) == ("02123 856 001", "suspended", date(2026, 1, 1))
    assert first.email == ""
    assert Premises.objects.filter(party=first).count() == Instrument.objects.filter(owner=first).count() == 2
    assert set(FormerName.objects.filter(party=first).values_list("name", flat=True)) == {
        "Công ty TNHH Xăng dầu Sơn La cũ", "CTY TNHH xăng dầu Sơn La cũ", "CTY TNHH xăng dầu Sơn La",
    }
    assert Activity.objects.filter(party=first, role="trader").count() == 1  # both said the same: once is enough
    assert Activity.objects.filter(party=first, role="user").count() == 2
    entry = Entry.objects.get(verb="merging.rows.merged")
    assert (entry.subject_id, entry.data["away"]) == (str(first.pk), done.away_label)
    assert entry.data["registry.Instrument.owner"] == 1


@pytest.mark.parametrize("keep_first", [True, False])
@pytest.mark.parametrize("taken", [(), ("name",), ("phone", "email", "address"), ("status", "kind", "tax_code", "name")])
def test_a_merge_undone_leaves_every_table_as_it_was(db: None, cast: Cast, keep_first: bool, taken: tuple[str, ...]) -> None:
    # given
    first, second = made.twins()
    kept, away = (first, second) if keep_first else (second, first)
    before = made.state()

    # when
    done = merge(cast, kept, away, *taken)
    assert made.state() != before
    undo(cast, done)

    # then
    assert made.state() == before
    assert actions.reasons_against_undo(Merge.objects.get(pk=done.pk))[0].code == UndoneAlready.code


def test_premises_and_instruments_merge_and_come_back_too(db: None, cast: Cast) -> None:
    # given
    first = make.make_premises()
    second = make.make_premises(party=first.party, longitude=103.9, latitude=21.3)
    one = make.make_instrument(premises=first, serial="TS-0001")
    two = make.make_instrument(premises=second, serial="TS-OOO1", last_verified_on=date(2026, 1, 5), valid_until=date(2027, 1, 31))
    before = made.state()

    # when
    instruments = merge(cast, one, two, "last_verified_on")
    places = merge(cast, first, second, "longitude")

    # then
    one.refresh_from_db()
    first.refresh_from_db()
    assert (one.valid_until, one.serial) == (date(2027, 1, 31), "TS-0001")
    assert (first.longitude, first.latitude) == (103.9, 21.3)
    undo(cast, places)
    undo(cast, instruments)
    assert made.state() == before


def test_a_certificate_moves_with_its_instrument(db: None, cast: Cast) -> None:
    # given
    one = make.make_instrument(serial="TS-0001")
    two = make.make_instrument(premises=one.premises, serial="TS-OOO1")
    job = make.make_job(cast.verifier, instrument=two) if hasattr(make, "make_job") else None

    # when
    comparison = queries.compare(cast.registrar, made.kind(made.INSTRUMENT), one.pk, two.pk)

    # then
    titles = {line.relation.label: (line.first, line.second) for line in comparison.relations}
    assert titles == ({"verification.Job.instrument": (0, 1)} if job else {})
    assert comparison.refusals == []


def test_a_merge_is_refused_while_a_foreign_key_is_unknown_to_it(db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = made.twins()
    before = made.state()
    known = {name: title for name, title in kinds._RELATIONS.items() if name != "registry.instrument.owner"}
    monkeypatch.setattr(kinds, "_RELATIONS", known)

    with pytest.raises(RelationUnknown) as refused, transaction.atomic():
        merge(cast, first, second)

    assert "registry.Instrument.owner" in str(refused.value)
    assert made.state() == before


def test_two_premises_of_one_name_are_merged_first(db: None, cast: Cast) -> None:
    # given
    first, second = make.make_party(tax_code=""), make.make_party(tax_code="")
    one, two = (make.make_premises(party=party, name="Cửa hàng số 1") for party in (first, second))
    before = made.state()
    with pytest.raises(RelationConflict) as refused, transaction.atomic():
        merge(cast, first, second)
    assert "Cửa hàng số 1" in str(refused.value)

    # when
    places = merge(cast, one, two)
    parties = merge(cast, first, second)

    # then
    undo(cast, parties)
    undo(cast, places)
    assert made.state() == before


def test_two_tax_codes_are_two_taxpayers_and_two_kinds_two_instruments(db: None, cast: Cast) -> None:
    with pytest.raises(TwoTaxCodes):
        merge(cast, make.make_party(), make.make_party())
    one, two = make.make_instrument(), make.make_instrument(kind="taximeter")
    with pytest.raises(TwoKinds):
        merge(cast, one, two)
    with pytest.raises(SameRow):
        merge(cast, one, one)


def test_what_changed_between_looking_and_merging_is_looked_at_again(db: None, cast: Cast) -> None:
    first, second = made.twins()
    seen = actions.fingerprint(made.kind(), first.pk, second.pk)
    edit_party(actor=cast.registrar, party=second, email="khac@example.vn")

    with pytest.raises(PairChanged):
        merge(cast, first, second, seen=seen)


def test_whoever_edits_the_one_that_went_is_told_where_it_went(db: None, cast: Cast) -> None:
    first, second = made.twins()
    merge(cast, first, second)

    with pytest.raises(MergedAway) as told:
        edit_party(actor=cast.registrar, party=second, email="khac@example.vn")
    assert told.value.data["kept"] == first.name
    with pytest.raises(MergedAway):
        merge(cast, first, second)


def test_undo_is_refused_when_the_kept_one_was_edited(db: None, cast: Cast) -> None:
    first, second = made.twins()
    done = merge(cast, first, second)
    edit_party(actor=cast.registrar, party=first, phone="0212")
    before = made.state()

    with pytest.raises(KeptEdited) as refused, transaction.atomic():
        undo(cast, done)
    assert refused.value.data["fields"]
    assert made.state() == before


def test_undo_is_refused_when_rows_came_or_went_since(db: None, cast: Cast) -> None:
    first, second = made.twins()
    done = merge(cast, first, second)
    make.make_premises(party=first)
    with pytest.raises(RowsAdded), transaction.atomic():
        undo(cast, done)

    other = make.make_party()
    Instrument.objects.filter(owner=first).update(owner=other)
    assert [reason.code for reason in actions.reasons_against_undo(done)] == [RowsAdded.code, RowsMovedOn.code]


def test_undo_is_refused_when_the_kept_one_went_itself_and_works_backwards(db: None, cast: Cast) -> None:
    first, second = made.twins()
    third = make.make_party(tax_code="")
    before = made.state()
    done = merge(cast, first, second)
    later = merge(cast, third, first, "tax_code")

    with pytest.raises(KeptGone):
        undo(cast, done)
    undo(cast, later)
    undo(cast, Merge.objects.get(pk=done.pk))
    assert made.state() == before


def test_undo_is_refused_when_what_was_its_own_is_taken(db: None, cast: Cast) -> None:
    first, second = made.twins()
    code = first.tax_code
    done = merge(cast, second, first)  # the code goes with the first
    other = make.make_party(tax_code="")
    edit_party(actor=cast.registrar, party=other, tax_code=code)

    with pytest.raises(PlaceTaken) as refused, transaction.atomic():
        undo(cast, done)
    assert code in refused.value.data["cause"]


def test_only_those_who_may_merge_do(db: None, cast: Cast) -> None:
    first, second = made.twins()
    for user in (cast.reception, cast.auditor, cast.local_officer):
        with pytest.raises(NotAllowed):
            actions.merge(actor=user, at=NOON, kind=made.kind(), kept_id=first.pk, away_id=second.pk)


def test_the_database_itself_refuses_two_standing_merges_of_one_row(db: None, cast: Cast) -> None:
    first, second = made.twins()
    done = merge(cast, first, second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(kind=done.kind, kept_id=done.pk, away_id=done.away_id, kept_label="", away_label="", before={},
                             away={}, after={}, merged_by=cast.registrar, merged_at=NOON)
