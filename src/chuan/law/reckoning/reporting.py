# SPDX-License-Identifier: Apache-2.0
"""Periods of reports: administrative ones run from the day after the cut-off (15th to 14th), statistical ones by the calendar."""

from datetime import date, timedelta

from chuan import law
from chuan.law.reckoning.amounts import one_of
from chuan.law.reckoning.errors import NoTier
from chuan.lib.dates import add_months

CUTOFF = "reports/administrative-cutoff"
DEADLINE = "reports/administrative-deadline"
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


def administrative_period(kind: str, year: int, number: int = 1) -> tuple[date, date]:
    """The first and last day of the data of a period: `number` counts the months, quarters or halves of the year.

    >>> administrative_period("quarter", 2026, 1)
    (datetime.date(2025, 12, 15), datetime.date(2026, 3, 14))
    """
    first_month, last_month = _span(kind, year, number)
    cutoff = int(law.at(last_month).value(CUTOFF).value)
    before = add_months(first_month, -1)
    return before.replace(day=cutoff) + timedelta(days=1), last_month.replace(day=cutoff)


def statistical_period(kind: str, year: int, number: int = 1) -> tuple[date, date]:
    """The first and last day of a calendar period.

    >>> statistical_period("half-year", 2026, 2)
    (datetime.date(2026, 7, 1), datetime.date(2026, 12, 31))
    """
    first_month, last_month = _span(kind, year, number)
    return first_month, add_months(last_month, 1) - timedelta(days=1)


def administrative_deadline(kind: str, year: int, number: int = 1) -> date:
    """The latest day on which the province sends the report of a period to the Government.

    >>> administrative_deadline("year", 2026)
    datetime.date(2026, 12, 25)
    """
    _first, last_month = _span(kind, year, number)
    return last_month.replace(day=int(law.at(last_month).value(DEADLINE).value))


def _span(kind: str, year: int, number: int) -> tuple[date, date]:
    months = _MONTHS[one_of(kind, _MONTHS)]
    if not 1 <= number <= 12 // months or not 1901 <= year <= 9998:
        raise NoTier(path="reports/administrative-periods", given=f"{kind} {number}/{year}")
    return date(year, (number - 1) * months + 1, 1), date(year, number * months, 1)
