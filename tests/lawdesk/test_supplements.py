# SPDX-License-Identifier: Apache-2.0
"""Supplying a value of the law: one person proposes, another agrees, and only then it counts."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from chuan import law
from chuan.audit.models import Entry
from chuan.law.engine.overlay import Supplement as Laid
from chuan.lawdesk import errors
from chuan.lawdesk.actions.supplements import (
    Page,
    Place,
    refuse_supplement,
    revoke_supplement,
    withdraw_supplement,
)
from chuan.lawdesk.choices import SupplementState
from chuan.lawdesk.models import Supplement
from chuan.lawdesk.overlay import overlay
from chuan.lib.errors import NotAllowed
from tests.lawdesk import made
from tests.make import NOON, TODAY, Cast

pytestmark = pytest.mark.django_db


def asked(place: Place) -> Any:
    return law.at(place.from_day).value(place.path)


def test_a_proposal_does_not_count(cast: Cast) -> None:
    before = law.fingerprint()
    made.propose(cast.verifier)
    law.refresh()
    assert law.fingerprint() == before
    with pytest.raises(law.LawUnknown):
        asked(made.gap())


def test_an_accepted_value_is_the_law_here_with_its_source_and_day(cast: Cast) -> None:
    # given
    before, place = law.fingerprint(), made.gap()
    # when
    made.accept(cast.director, made.propose(cast.verifier))
    # then
    found = asked(place)
    assert (found.value, str(found.source)) == (24, f"{made.source_of(place)}/art-4/item-12")
    assert (found.is_confirmed, found.reviewed_on) == (True, TODAY)
    assert law.fingerprint() != before
    cited = law.at(place.from_day).cite(place.path)[0]
    assert (cited["value"], cited["source_place"], cited["reviewed_on"]) == ("24", "Điều 4, mục 12", TODAY.isoformat())


def test_a_cell_of_a_table_is_supplied_by_itself(cast: Cast) -> None:
    place = made.cell()
    made.accept(cast.centre_director, made.propose(cast.inspector, place, value="13"))
    edition = law.at(place.from_day)
    assert edition.cell(place.path, place.row, place.column) == 13
    with pytest.raises(law.LawUnknown):
        edition.cell(place.path, place.row, "factor")


def test_a_whole_table_is_supplied_row_by_row(cast: Cast) -> None:
    place = made.gap("table")
    made.accept(cast.director, made.propose(cast.planner, place, value="- {id: a, max: 0.50, who: x}\n- {id: b, max: null, who: y}"))
    rows = law.at(place.from_day).table(place.path)
    assert [dict(row) for row in rows] == [{"id": "a", "max": Decimal("0.50"), "who": "x"}, {"id": "b", "max": None, "who": "y"}]


def test_a_text_may_fix_nothing_but_then_the_note_says_why(cast: Cast) -> None:
    with pytest.raises(errors.NoteMissing):
        made.propose(cast.verifier, value="", fixes_nothing=True)
    made.accept(cast.director, made.propose(cast.verifier, value="", fixes_nothing=True, note="Không có trong bảng của thông tư."))
    assert asked(made.gap()).value is None


@pytest.mark.parametrize(("unit", "value", "error"), [
    ("month", "", errors.ValueMissing),
    ("month", "  ", errors.ValueMissing),
    ("month", "mười hai", errors.ValueNotWhole),
    ("month", "12,5", errors.ValueNotWhole),
    ("month", "-12", errors.ValueNotWhole),
    ("month", "1e3", errors.ValueNotWhole),
    ("month", "١٢", errors.ValueNotWhole),
    ("month", "9" * 400, errors.ValueTooLong),
    ("percent", "NaN", errors.ValueNotNumber),
    ("percent", "1e5", errors.ValueNotNumber),
    ("percent", "0,5 %", errors.ValueNotNumber),
    ("percent", "1.500", errors.ValueAmbiguous),
    ("words", "hằng năm", errors.ValueNotKnownWord),
    ("table", "id: a", errors.RowsRefused),
    ("table", "- {id: a}\n- {id: a}", errors.ValueDoesNotFit),
    ("table", "- {id: a, x: 1}\n- {id: b}", errors.ValueDoesNotFit),
    ("table", "- [1, 2]", errors.ValueDoesNotFit),
    ("table", "- {id: a, x: [1]}", errors.ValueDoesNotFit),
    ("table", "- &a {id: a}\n- *a", errors.RowsRefused),
    ("table", "- {id: a, x: 010}", errors.RowsRefused),
    ("table", "[]", errors.ValueDoesNotFit),
])
def test_what_cannot_stand_there_is_refused_and_nothing_is_kept(cast: Cast, unit: str, value: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        made.propose(cast.verifier, made.gap(unit, under="verification/controls" if unit == "words" else ""), value=value)
    assert Supplement.objects.count() == 0


@pytest.mark.parametrize(("content", "error"), [
    (b"", errors.PageEmpty),
    (b"MZ\x90\x00", errors.PageNotAScan),
    (b"<html>%PDF-1.4 %%EOF", errors.PageNotAScan),
    (made.PDF[:20], errors.PageNotAScan),
    (b"\x89PNG\r\n\x1a\n", errors.PageNotAScan),
    (b"%PDF-1.4" + b"\0" * (25 * 2**20) + b"%%EOF", errors.PageTooLarge),
])
def test_a_page_that_is_no_scan_is_refused(cast: Cast, content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        made.propose(cast.verifier, page=Page(name="trang.pdf", content=content))


def test_a_value_comes_with_its_page(cast: Cast) -> None:
    with pytest.raises(errors.PageMissing):
        made.propose(cast.verifier, page=None)
    kept = made.propose(cast.verifier).page
    assert kept is not None
    assert (kept.content_type, bytes(kept.content)) == ("application/pdf", made.PDF)


def test_only_gaps_are_filled(cast: Cast) -> None:
    with pytest.raises(errors.NotAGap):
        made.propose(cast.verifier, made.known())
    with pytest.raises(law.NoSuchParameter):
        made.propose(cast.verifier, Place(path="verification/cycles/no-such-thing", from_day=TODAY))
    with pytest.raises(law.NoSuchParameter):
        made.propose(cast.verifier, Place(path=made.gap().path, from_day=TODAY + timedelta(days=4000)))


def test_a_text_that_was_not_in_force_yet_is_no_source(cast: Cast) -> None:
    place = made.gap()
    late = max((t for t in law.corpus().texts.values() if t.in_force_from), key=lambda t: t.in_force_from)  # type: ignore[arg-type,return-value]
    with pytest.raises(errors.ValueDoesNotFit):
        made.propose(cast.verifier, place, source_text=late.id)
    with pytest.raises(law.NoSuchText):
        made.propose(cast.verifier, place, source_text="tt-khong-co")


def test_one_open_proposal_per_place(cast: Cast) -> None:
    made.propose(cast.verifier)
    with pytest.raises(errors.PlaceTaken):
        made.propose(cast.inspector)
    made.propose(cast.inspector, made.gap(number=1))


def test_who_may_propose_and_who_may_review(cast: Cast) -> None:
    for nobody in (cast.director, cast.auditor, cast.reception, cast.local_officer, cast.enterprise, cast.stranger):
        with pytest.raises(NotAllowed):
            made.propose(nobody)
    proposed = made.propose(cast.verifier)
    for nobody in (cast.verifier, cast.auditor, cast.registrar, cast.admin, cast.stranger):
        with pytest.raises(NotAllowed):
            made.accept(nobody, proposed)


def test_nobody_reviews_what_they_proposed(cast: Cast) -> None:
    from chuan.accounts.choices import Role
    from chuan.accounts.models import Membership
    from tests import make

    both = make.make_member(Role.VERIFIER, username="ca-hai")
    Membership.objects.create(user=both, unit=make.make_unit("centre"), role=Role.CENTRE_DIRECTOR, started_on=TODAY.replace(year=2020))
    proposed = made.propose(both)
    with pytest.raises(errors.ReviewerProposed):
        made.accept(both, proposed)
    with pytest.raises(errors.ReviewerProposed):
        refuse_supplement(actor=both, at=NOON, supplement=proposed, note="Không")


def test_not_even_sql_makes_the_proposer_a_reviewer_or_accepts_twice(cast: Cast) -> None:
    made.accept(cast.director, made.propose(cast.verifier))
    row = Supplement.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE lawdesk_supplement SET reviewed_by_id = proposed_by_id")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE lawdesk_supplement SET reviewed_by_id = NULL")
    row.pk = None
    row.id = made.propose(cast.verifier, made.gap(number=1)).id  # any other id
    with pytest.raises(IntegrityError), transaction.atomic():
        Supplement.objects.filter(pk=row.id).update(path=row.path, from_day=row.from_day, state="accepted",
                                                    reviewed_by=cast.director, reviewed_at=NOON)


def test_a_refusal_has_a_reason_and_leaves_the_gap_open_to_another_proposal(cast: Cast) -> None:
    proposed = made.propose(cast.verifier)
    with pytest.raises(errors.ReasonMissing):
        refuse_supplement(actor=cast.director, at=NOON, supplement=proposed, note="  ")
    refused = refuse_supplement(actor=cast.director, at=NOON, supplement=proposed, note="Trang này là của thông tư khác.")
    assert (refused.state, refused.reviewed_by) == (SupplementState.REFUSED, cast.director)
    with pytest.raises(errors.NotWaiting):
        made.accept(cast.centre_director, proposed)
    assert made.propose(cast.verifier, value="36").is_waiting


def test_only_the_proposer_withdraws_and_only_before_the_review(cast: Cast) -> None:
    from chuan.accounts.choices import Role
    from tests import make

    proposed = made.propose(cast.verifier)
    with pytest.raises(errors.NotOwn):
        withdraw_supplement(actor=make.make_member(Role.VERIFIER, username="khac"), at=NOON, supplement=proposed)
    withdraw_supplement(actor=cast.verifier, at=NOON, supplement=proposed, reason="Đọc nhầm dòng")
    with pytest.raises(errors.NotWaiting):
        withdraw_supplement(actor=cast.verifier, at=NOON, supplement=proposed)
    again = made.accept(cast.director, made.propose(cast.verifier))
    with pytest.raises(errors.NotWaiting):
        withdraw_supplement(actor=cast.verifier, at=NOON, supplement=again)


def test_what_was_accepted_wrongly_is_taken_back_with_a_reason_and_the_gap_is_a_gap_again(cast: Cast) -> None:
    before = law.fingerprint()
    accepted = made.accept(cast.director, made.propose(cast.verifier))
    with pytest.raises(errors.ReasonMissing):
        revoke_supplement(actor=cast.director, at=NOON, supplement=accepted, reason="")
    revoke_supplement(actor=cast.centre_director, at=NOON, supplement=accepted, reason="Đọc nhầm cột")
    law.refresh()
    assert law.fingerprint() == before
    with pytest.raises(law.LawUnknown):
        asked(made.gap())
    with pytest.raises(errors.NotCounting):
        revoke_supplement(actor=cast.director, at=NOON, supplement=accepted, reason="Lần nữa")
    made.accept(cast.director, made.propose(cast.verifier, value="36"))
    assert asked(made.gap()).value == 36


def test_a_known_value_is_confirmed_by_two_people(cast: Cast) -> None:
    place = made.known()
    assert not asked(place).is_confirmed
    with pytest.raises(errors.NothingToConfirm):
        made.confirm(cast.verifier, made.gap())
    made.accept(cast.director, made.confirm(cast.verifier, place))
    assert (asked(place).is_confirmed, asked(place).reviewed_on) == (True, TODAY)
    with pytest.raises(errors.AlreadyConfirmed):
        made.confirm(cast.inspector, place)


def test_a_table_completed_cell_by_cell_can_then_be_confirmed_as_a_whole(cast: Cast) -> None:
    # given a table of which the province filled every cell
    parameter = law.corpus().parameter(made.CELL_PATH)
    version = next(v for v in parameter.versions if v.unknown_cells)
    for row, column in version.unknown_cells:
        place = Place(path=made.CELL_PATH, from_day=version.from_day, row=row, column=column)
        made.accept(cast.director, made.propose(cast.inspector, place, value="1"))
    whole = Place(path=made.CELL_PATH, from_day=version.from_day)
    # when
    made.accept(cast.director, made.confirm(cast.verifier, whole))
    # then
    assert law.standing.refused() == ()
    found = law.corpus().parameter(made.CELL_PATH)
    assert found.is_confirmed(next(v for v in found.versions if v.from_day == version.from_day))
    with pytest.raises(errors.NotAGap):
        made.propose(cast.inspector, place)


@pytest.mark.parametrize("unit", ["words", "percent", "table", "document"])
def test_values_of_every_kind_can_be_confirmed(cast: Cast, unit: str) -> None:
    place = made.known(unit)
    made.accept(cast.director, made.confirm(cast.verifier, place))
    parameter = law.corpus().parameter(place.path)
    version = next(v for v in parameter.versions if v.from_day == place.from_day)
    assert parameter.is_confirmed(version)


def test_every_known_version_of_the_law_survives_the_way_through_a_confirmation() -> None:
    from chuan.law.engine.overlay import apply, rows_of
    from chuan.lawdesk import rules
    from chuan.lawdesk.choices import ValueType

    files, laid = law.standing.files(), []
    for parameter in files.parameters.values():
        for version in parameter.versions:
            if rules.is_whole(version):
                kind, text = rules.value_of(version)
                is_table = kind == ValueType.ROWS
                laid.append(Laid(
                    marker=f"{parameter.path} {version.from_day}", path=parameter.path, from_day=version.from_day,
                    source=version.source, confirms=True, value=None if is_table else rules.held(text, kind),
                    rows=rows_of(rules.rows_of_text(text)) if is_table else None,
                ))
    apply(files, laid)
    assert len(laid) > 500


def test_a_supplement_that_the_files_overtook_is_not_accepted_and_says_so(cast: Cast) -> None:
    # given a proposal for a place that a newer release of the files knows by now
    proposed, known = made.propose(cast.verifier), made.known()
    Supplement.objects.filter(pk=proposed.pk).update(path=known.path, from_day=known.from_day)
    # then
    with pytest.raises(errors.Overtaken):
        made.accept(cast.director, proposed)
    proposed.refresh_from_db()
    assert proposed.is_waiting


def test_an_accepted_supplement_that_the_files_overtook_is_left_out_and_reported(cast: Cast) -> None:
    from chuan.lawdesk.queries import overtaken

    accepted, known = made.accept(cast.director, made.propose(cast.verifier)), made.known()
    Supplement.objects.filter(pk=accepted.pk).update(path=known.path, from_day=known.from_day)
    law.provide_overlay(lambda: ("anew", list(overlay()[1])))
    law.refresh()
    assert law.fingerprint() == law.standing.files().fingerprint
    assert [one.supplement.pk for one, _reason in overtaken(cast.director)] == [accepted.pk]


def test_every_act_is_recorded(cast: Cast) -> None:
    first = made.propose(cast.verifier)
    withdraw_supplement(actor=cast.verifier, at=NOON, supplement=first)
    refuse_supplement(actor=cast.director, at=NOON, supplement=made.propose(cast.verifier), note="Mờ")
    accepted = made.accept(cast.director, made.propose(cast.verifier))
    revoke_supplement(actor=cast.director, at=NOON, supplement=accepted, reason="Sai")
    verbs = list(Entry.objects.filter(verb__startswith="lawdesk").order_by("sequence").values_list("verb", flat=True))
    said = [verb.removeprefix("lawdesk.supplement.") for verb in verbs]
    assert said == ["proposed", "withdrawn", "proposed", "refused", "proposed", "accepted", "revoked"]


def test_the_row_before_each_change_is_kept(cast: Cast) -> None:
    made.accept(cast.director, made.propose(cast.verifier))
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, value FROM lawdesk_supplementevent")
        assert cursor.fetchall() == [("proposed", "24")]


def test_no_supplement_costs_the_law_one_query_and_no_reading(cast: Cast, django_assert_num_queries: Any) -> None:
    made.accept(cast.director, made.propose(cast.verifier))
    with django_assert_num_queries(1):
        law.refresh()
