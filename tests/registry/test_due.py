# SPDX-License-Identifier: Apache-2.0
"""The counts of the due list are those of its lists, however few or many rows they are counted from."""

from datetime import date, timedelta

import pytest

from chuan.registry.choices import InstrumentStatus, Standing, Within
from chuan.registry.models import Instrument
from chuan.registry.queries import ORDERS, Wanted, due_counts, instruments_due
from tests import make
from tests.make import Cast

TODAY = date(2026, 11, 22)
#: last valid days around every edge of the spans, counted from today
EDGES = (-400, -1, 0, 1, 30, 31, 60, 61, 90, 91, 400)


@pytest.fixture
def instruments(db: None) -> None:
    """At two communes: on each edge, never verified, without a last day, and the same out of use."""
    away = make.make_place("03664", name="Chiềng An", full_name="Phường Chiềng An")
    for place in (make.make_premises(), make.make_premises(current_unit=away, name="Trạm Chiềng An")):
        for status in (InstrumentStatus.IN_USE, InstrumentStatus.OUT_OF_USE):
            for days in EDGES:
                make.make_instrument(premises=place, status=status, valid_until=TODAY + timedelta(days=days))
            make.make_instrument(premises=place, status=status, last_verified_on=None, valid_until=None)
            make.make_instrument(premises=place, status=status, valid_until=None)


@pytest.mark.parametrize("bound", [0, 3, 5, 10_000])
@pytest.mark.parametrize("wanted", [
    Wanted(), Wanted(commune="03664"), Wanted(text="tram chieng an"), Wanted(text="tram chieng an", commune="03664"),
    Wanted(commune="99999"), Wanted(text="zzqqzz"), Wanted(kind="taximeter", commune="03664"),
])
def test_each_count_is_the_length_of_its_list(
    instruments: None, cast: Cast, wanted: Wanted, bound: int
) -> None:
    for user in (cast.registrar, cast.local_officer, cast.stranger):
        counts = due_counts(user, wanted, on=TODAY, bound=bound)
        for within in Within:
            many = instruments_due(user, wanted, on=TODAY, within=within).count()
            count = counts[f"within_{within.value}"]
            assert (int(count), count.more) == (min(many, bound), many > bound), within


def test_a_commune_is_counted_to_the_day(instruments: None, cast: Cast) -> None:
    counts = due_counts(cast.registrar, Wanted(commune="03664"), on=TODAY)
    assert counts == {"within_30": 3, "within_60": 5, "within_90": 7, "within_overdue": 2, "within_never": 1}


def test_what_was_never_verified_is_listed_along_the_index_of_last_days(instruments: None, cast: Cast) -> None:
    # given
    never = [one.pk for one in Instrument.objects.order_by("pk") if one.standing_on(TODAY) == Standing.NEVER]
    # when
    due = instruments_due(cast.registrar, Wanted(), on=TODAY, within=Within.NEVER)
    # then
    assert len(never) == 2
    assert [one.pk for one in ORDERS["last_day"].page(due, None, backward=False, limit=9, many=True)] == never
    assert "= '9999-12-31'::date" in due.explain()
