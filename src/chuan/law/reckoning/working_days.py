# SPDX-License-Identifier: Apache-2.0
"""Working days of State agencies: weekly days off, public holidays and their compensation, swaps announced for a year.

The first day is not counted: two working days from a Thursday end on Monday. Lunar holidays and announcements are data
of the year (calendar/public-holidays, calendar/announced-days-off): a year without a table raises the law's own
refusal, a year whose announcement nobody has entered is counted with what is known, and `open_days` says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from chuan import law
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.edition import Edition
from chuan.law.engine.errors import LawUnknown, NoLawInForce
from chuan.law.engine.nodes import UNKNOWN
from chuan.law.reckoning.errors import NegativeDays, NotInDays
from chuan.lib.dates import add_months

HOLIDAYS = "calendar/public-holidays"
ANNOUNCED = "calendar/announced-days-off"
COMPENSATION = "calendar/compensation-rule"
WEEKLY = "calendar/weekly-days-off"
_MOST_DAYS = 10_000
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class OpenYear:
    """A year whose days off are not all known; `what` names the rows, or `announced` for the yearly announcement."""

    year: int
    what: tuple[str, ...]
    code: str = "law.calendar-open"


@dataclass(frozen=True)
class Deadline:
    """The last day of a time limit, what it was counted from, and what about the calendar is not known."""

    day: date
    path: str
    count: int
    unit: str
    is_working_day: bool | None
    open_years: tuple[OpenYear, ...]


@dataclass(frozen=True)
class _Year:
    weekly: frozenset[int]
    off: frozenset[date]
    working: frozenset[date]
    unknown: tuple[str, ...]


def is_working_day(day: date) -> bool:
    """True if State agencies work on the day, as far as the calendar of its year knows.

    >>> is_working_day(date(2026, 4, 24)), is_working_day(date(2026, 4, 30))
    (True, False)
    """
    year = _year(law.corpus(), day.year)
    return day in year.working or (day.weekday() not in year.weekly and day not in year.off)


def add_working_days(day: date, count: int) -> date:
    """The day on which the count is reached, the first day not counted; the day itself for 0.

    Over a weekend, the Hùng Kings' day on a Sunday and its compensation on Monday:

    >>> add_working_days(date(2026, 4, 23), 2)
    datetime.date(2026, 4, 28)
    """
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= _MOST_DAYS:
        raise NegativeDays(given=count)
    left = count
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first` up to and with `last`; negative if `last` is the earlier.

    >>> working_days_between(date(2026, 4, 23), date(2026, 4, 28))
    2
    """
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def open_days(first: date, last: date) -> tuple[OpenYear, ...]:
    """The years of a span whose calendar is not complete, with what is missing.

    >>> open_days(date(2026, 4, 1), date(2026, 5, 1))[0].year
    2026
    """
    years = ((year, _year(law.corpus(), year).unknown) for year in range(first.year, last.year + 1))
    return tuple(OpenYear(year, unknown) for year, unknown in years if unknown)


def deadline(path: str, start: date) -> Deadline:
    """The last day of the time limit of a parameter in the law of the day it starts.

    Limits in days, months and years are counted by the calendar and may end on a day off: `is_working_day` tells, or is
    None where the year's holidays are not known yet.

    >>> deadline("procedures/penalty/decision-sent", date(2025, 6, 30)).day
    datetime.date(2025, 7, 2)
    >>> deadline("procedures/penalty/decision-sent", date(2025, 7, 1)).day
    datetime.date(2025, 7, 4)
    """
    limit = law.at(start).value(path)
    if limit.value is None or limit.unit not in {"working-day", "day", "month", "year"}:
        raise NotInDays(path=path)
    count = int(limit.value)
    last = _counted(start, count, limit.unit)
    if limit.unit == "working-day":
        return Deadline(last, path, count, limit.unit, is_working_day(last), open_days(start, last))
    try:
        works = is_working_day(last)
    except (LawUnknown, NoLawInForce):
        return Deadline(last, path, count, limit.unit, None, ())
    return Deadline(last, path, count, limit.unit, works, open_days(last, last))


def _counted(start: date, count: int, unit: str) -> date:
    if unit == "working-day":
        return add_working_days(start, count)
    if unit == "day":
        return start + timedelta(days=count)
    return add_months(start, count * (12 if unit == "year" else 1))


@lru_cache(maxsize=64)
def _year(of: Corpus, year: int) -> _Year:
    edition = Edition(of, date(year, 1, 1))
    rows = edition.table(HOLIDAYS)
    unknown = [row["id"] for row in rows if row["day"] is UNKNOWN]
    holidays = {_day(row["day"]) for row in rows if row["day"] is not UNKNOWN}
    weekly = frozenset(_WEEKDAYS.index(name) for name in edition.value(WEEKLY).value)
    off = holidays | _compensation(edition, holidays, weekly)
    working: set[date] = set()
    try:
        for row in edition.table(ANNOUNCED):
            (working if row["kind"] == "working" else off).add(_day(row["day"]))
    except LawUnknown:
        unknown.append("announced")
    return _Year(weekly, frozenset(off), frozenset(working), tuple(unknown))


def _compensation(edition: Edition, holidays: set[date], weekly: frozenset[int]) -> set[date]:
    """The days off that make up for holidays on weekly days off: the next working day, by the rule the law names."""
    days: set[date] = set()
    if edition.value(COMPENSATION).value != "next-working-day":
        return days
    for holiday in sorted(holidays):
        if holiday.weekday() in weekly:
            day = holiday
            while day.weekday() in weekly or day in holidays or day in days:
                day += timedelta(days=1)
            days.add(day)
    return days


def _day(cell: Any) -> date:
    """A day of a table; what a province supplied may come as text."""
    return cell if isinstance(cell, date) else date.fromisoformat(str(cell))
