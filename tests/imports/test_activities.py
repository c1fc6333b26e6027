# SPDX-License-Identifier: Apache-2.0
"""Lists of what parties do: by sector and role, whose, where and when."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist

from chuan.imports import errors, kinds
from chuan.imports.actions.undo import undo_import
from chuan.imports.models import Import, ImportRow
from chuan.imports.showing import shown_rows
from chuan.parties.models import Activity, Party
from chuan.parties.queries import parties_matching
from tests.imports.filling import counts, filled, reasons
from tests.make import NOON, TODAY, Cast, make_party, make_premises, make_tax_code

Upload = Callable[..., Import]
CODE, OTHER = make_tax_code(160_000), make_tax_code(320_000)
FUEL = {"sector": "Xăng dầu", "role": "Kinh doanh"}


def bring(upload: Upload, *rows: dict[str, Any], **how: Any) -> Import:
    return upload(filled("activities", *rows), kind="activities", **how)


def test_activities_come_in_by_tax_code_and_the_party_with_them(upload: Upload, cast: Cast) -> None:
    # given
    known = make_party(tax_code=CODE, name="Công ty A")

    # when
    done = bring(upload, {"tax_code": CODE, **FUEL, "valid_from": "01/02/2020"},
                 {"tax_code": CODE, "sector": "Khí dầu mỏ hóa lỏng", "role": "Nhập khẩu"},
                 {"tax_code": OTHER, "owner": "Công ty Mới", "sector": "VLXD", "role": "Nhà sản xuất"})

    # then
    assert counts(done) == (3, 0, 0, 0, 0)
    assert set(Activity.objects.values_list("party__tax_code", "sector", "role", "valid_from")) == {
        (CODE, "fuel", "trader", date(2020, 2, 1)), (CODE, "gas", "importer", None), (OTHER, "building", "maker", None),
    }
    assert parties_matching(cast.registrar, sector="fuel", role="trader", on=TODAY).get() == known
    assert counts(bring(upload, {"tax_code": CODE, **FUEL})) == (0, 0, 1, 0, 0)


def test_of_parties_of_one_name_the_address_tells(upload: Upload) -> None:
    there = make_party(tax_code="", name="Hộ Lò Văn A", kind="household", address="Bản Hìn")
    make_party(tax_code="", name="Hộ Lò Văn A", kind="household", address="Bản Cọ")

    done = bring(upload, {"owner": "hộ lò văn a", "address": "bản hìn", **FUEL}, {"owner": "Hộ Lò Văn A", **FUEL},
                 {"owner": "Không Ai Biết", **FUEL}, {**FUEL})

    assert counts(done) == (1, 0, 0, 0, 3)
    assert Activity.objects.get().party == there
    assert {code for found in reasons(done).values() for _, code in found} == {"parties.owner-unknown", "parties.owner-missing"}


def test_an_end_is_a_change_and_undo_takes_it_back(upload: Upload, cast: Cast) -> None:
    # given
    standing = Activity.objects.create(party=make_party(tax_code=CODE), sector="fuel", role="trader")
    done = bring(upload, {"tax_code": CODE, **FUEL, "valid_until": "31/12/2025"}, {"tax_code": OTHER, "owner": "B", **FUEL})
    assert counts(done) == (1, 1, 0, 0, 0)
    standing.refresh_from_db()
    assert standing.valid_until == date(2025, 12, 31)

    # when
    undo_import(actor=cast.registrar, import_id=done.pk, at=NOON)

    # then
    assert list(Activity.objects.values_list("pk", "valid_until")) == [(standing.pk, None)]
    assert not Party.objects.filter(tax_code=OTHER).exists()


def test_what_was_changed_since_is_not_undone(upload: Upload, cast: Cast) -> None:
    Activity.objects.create(party=make_party(tax_code=CODE), sector="fuel", role="trader")
    done = bring(upload, {"tax_code": CODE, **FUEL, "valid_until": "31/12/2025"})
    Activity.objects.update(valid_until=date(2026, 1, 31))
    with pytest.raises(errors.ChangedSince):
        undo_import(actor=cast.registrar, import_id=done.pk, at=NOON)


def test_an_activity_that_ended_is_not_silently_carried_on(upload: Upload) -> None:
    party = make_party(tax_code=CODE)
    Activity.objects.create(party=party, sector="fuel", role="trader", valid_until=date(2022, 6, 30))

    assert reasons(bring(upload, {"tax_code": CODE, **FUEL})) == {2: [("valid_from", "parties.activity-ended")]}
    assert counts(bring(upload, {"tax_code": CODE, **FUEL, "valid_from": "1/1/2024"})) == (1, 0, 0, 0, 0)
    assert Activity.objects.count() == 2


def test_premises_of_the_party_are_another_place_of_the_activity(upload: Upload) -> None:
    premises = make_premises(party=make_party(tax_code=CODE), name="CHXD Chiềng Mai")

    done = bring(upload, {"tax_code": CODE, **FUEL}, {"tax_code": CODE, **FUEL, "premises": "chxd chiềng mai"},
                 {"tax_code": CODE, **FUEL, "premises": "CHXD khác"})

    assert counts(done) == (2, 0, 0, 0, 1)
    assert set(Activity.objects.values_list("premises", flat=True)) == {None, premises.pk}
    assert reasons(done) == {4: [("premises", "parties.premises-unknown")]}


@pytest.mark.parametrize(("rows", "expected"), [
    ([{"valid_from": "2/1/2020", "valid_until": "1/1/2020"}], {2: [("valid_until", "parties.days-out-of-order")]}),
    ([{}, {}], {3: [("sector", "imports.row-twice")]}),
    ([{"valid_until": "31/12/2019"}, {"valid_from": "1/1/2020"}], {}),
    ([{"valid_from": "31/02/2020"}], {2: [("valid_from", "imports.date-impossible")]}),
    ([{"sector": "Bói toán"}], {2: [("sector", "imports.choice-unknown")]}),
    ([{"role": None}], {2: [("role", "imports.value-missing")]}),
])
def test_impossible_and_double_activities_are_told(upload: Upload, rows: list[dict[str, Any]], expected: dict[int, Any]) -> None:
    made = [{"tax_code": CODE, "owner": "A", **FUEL, **row} for row in rows]
    assert reasons(bring(upload, *made)) == expected


def test_a_period_that_would_cover_another_on_file_is_refused(upload: Upload) -> None:
    party = make_party(tax_code=CODE)
    for first, last in ((date(2010, 1, 1), date(2012, 1, 1)), (date(2020, 1, 1), None)):
        Activity.objects.create(party=party, sector="fuel", role="trader", valid_from=first, valid_until=last)

    assert reasons(bring(upload, {"tax_code": CODE, **FUEL, "valid_from": "1/6/2011"})) == {2: [("valid_from", "parties.activity-known")]}


def test_a_page_of_rows_asks_for_their_parties_once(
    upload: Upload, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for at in range(10):
        Activity.objects.create(party=make_party(tax_code=make_tax_code(160_000 + at)), sector="fuel", role="trader")
    rows = [{"tax_code": make_tax_code(160_000 + at), **FUEL, "valid_until": "31/12/2025"} for at in range(10)]
    found = ImportRow.objects.filter(source=bring(upload, *rows, decision=""))
    with django_assert_max_num_queries(2):
        shown = shown_rows(found, kinds.get("activities"))
    assert len({one.link for one in shown}) == 10
    assert all(one.link.startswith("/parties/") for one in shown)


def test_the_rows_shown_speak_in_words(upload: Upload) -> None:
    Activity.objects.create(party=make_party(tax_code=CODE, name="Công ty A"), sector="fuel", role="trader")
    done = bring(upload, {"tax_code": CODE, **FUEL, "valid_until": "31/12/2025"}, decision="")
    row = ImportRow.objects.get(source=done)
    assert (row.values["owner"], row.values["sector"], row.values["role"]) == ("Công ty A", "Xăng dầu", "Kinh doanh")
    with pytest.raises(ObjectDoesNotExist):
        Activity.objects.get(valid_until=date(2025, 12, 31))
