# SPDX-License-Identifier: Apache-2.0
"""Working days: weekends, holidays and their compensation, what a province supplies, and years nobody has made."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan import law
from chuan.law.engine.errors import LawUnknown, NoLawInForce
from chuan.law.engine.nodes import Source
from chuan.law.engine.overlay import Supplement, rows_of
from chuan.law.reckoning.errors import NegativeDays, NotInDays
from chuan.law.reckoning.working_days import (
    OpenYear,
    add_working_days,
    deadline,
    is_working_day,
    open_days,
    working_days_between,
)

# spans that keep inside the calendars of 2024–2027
DAYS = st.dates(date(2024, 1, 1), date(2027, 6, 30))
COUNTS = st.integers(0, 60)
SOURCE = Source("bo-luat-45-2019-qh14", ("art-112",))


@contextmanager
def announced(*days: tuple[str, str]) -> Iterator[None]:
    """A province that entered the announcement of 2026."""
    rows = rows_of({"id": f"day-{day}", "day": date.fromisoformat(day), "kind": kind} for day, kind in days)
    supplement = Supplement(
        marker="a", path="calendar/announced-days-off", from_day=date(2026, 1, 1), source=SOURCE, rows=rows
    )
    law.provide_overlay(lambda: ("a", [supplement]))
    law.refresh()
    try:
        yield
    finally:
        law.provide_overlay(None)
        law.refresh()


@pytest.mark.parametrize("day", [
    date(2026, 1, 1), date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 19), date(2026, 4, 26), date(2026, 4, 27),
    date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 2), date(2026, 11, 21), date(2026, 11, 22), date(2027, 5, 3),
])
def test_weekends_holidays_and_their_compensation_are_days_off(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 1, 2), date(2026, 4, 24), date(2026, 4, 28), date(2026, 11, 23)])
def test_other_days_are_worked(day: date) -> None:
    assert is_working_day(day)


def test_the_first_day_is_not_counted() -> None:
    assert add_working_days(date(2026, 11, 19), 1) == date(2026, 11, 20)
    assert add_working_days(date(2026, 11, 19), 2) == date(2026, 11, 23)


def test_a_count_from_a_day_off_starts_with_the_next_working_day() -> None:
    assert add_working_days(date(2026, 11, 21), 1) == date(2026, 11, 23)
    assert add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


@given(DAYS, COUNTS)
def test_counting_back_gives_the_count(day: date, count: int) -> None:
    last = add_working_days(day, count)
    assert working_days_between(day, last) == count
    assert working_days_between(last, day) == -count
    assert count == 0 or is_working_day(last)


@given(DAYS, COUNTS, COUNTS)
def test_two_steps_are_one(day: date, first: int, second: int) -> None:
    assert add_working_days(add_working_days(day, first), second) == add_working_days(day, first + second)


@given(DAYS, COUNTS)
def test_a_later_start_never_ends_earlier(day: date, count: int) -> None:
    assert add_working_days(day, count) <= add_working_days(day + timedelta(days=1), count)


@pytest.mark.parametrize("count", [-1, 10_001, True, 1.5])
def test_what_is_no_count_is_refused(count: object) -> None:
    with pytest.raises(NegativeDays):
        add_working_days(date(2026, 1, 5), count)  # type: ignore[arg-type]


def test_a_year_without_a_calendar_is_refused() -> None:
    with pytest.raises(LawUnknown):
        add_working_days(date(2027, 12, 30), 3)
    with pytest.raises(NoLawInForce):
        is_working_day(date(2023, 12, 29))


def test_what_is_announced_yearly_is_named_as_open() -> None:
    assert open_days(date(2025, 12, 1), date(2026, 1, 5)) == (
        OpenYear(2025, ("tet-fifth", "national-second", "announced")),
        OpenYear(2026, ("tet-fifth", "national-second", "announced")),
    )


def test_the_announcement_of_a_province_counts() -> None:
    # given Friday 2 January off, Saturday 10 January worked
    with announced(("2026-01-02", "off"), ("2026-01-10", "working")):
        # then
        assert not is_working_day(date(2026, 1, 2))
        assert is_working_day(date(2026, 1, 10))
        assert add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 5)
        assert open_days(date(2026, 1, 1), date(2026, 1, 9)) == (OpenYear(2026, ("tet-fifth", "national-second")),)
    assert is_working_day(date(2026, 1, 2))


@pytest.mark.parametrize(("path", "start", "last"), [
    ("procedures/penalty/decision-sent", date(2025, 6, 30), date(2025, 7, 2)),
    ("procedures/penalty/decision-sent", date(2025, 7, 1), date(2025, 7, 4)),
    ("procedures/penalty/compliance", date(2026, 11, 12), date(2026, 11, 22)),
    ("procedures/penalty/decision-explained", date(2026, 1, 31), date(2026, 2, 28)),
])
def test_a_deadline_follows_the_law_of_its_first_day(path: str, start: date, last: date) -> None:
    assert deadline(path, start).day == last


def test_a_deadline_says_whether_it_ends_on_a_day_off() -> None:
    found = deadline("procedures/penalty/compliance", date(2026, 11, 12))
    assert (found.count, found.unit, found.is_working_day) == (10, "day", False)


def test_years_are_counted_beyond_the_calendars_that_are_made() -> None:
    found = deadline("procedures/prepackages/group-2-validity", date(2024, 2, 29))
    assert (found.day, found.is_working_day) == (date(2029, 2, 28), None)


@pytest.mark.parametrize("path", ["procedures/penalty/minutes-forwarded", "procedures/penalty/no-minutes-individual"])
def test_a_limit_that_is_not_in_days_is_refused(path: str) -> None:
    with pytest.raises(NotInDays):
        deadline(path, date(2026, 1, 5))
