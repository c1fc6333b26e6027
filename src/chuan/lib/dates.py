# SPDX-License-Identifier: Apache-2.0
"""Calendar arithmetic that the law needs, nothing more."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or that month's last day if it is shorter.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """Return the last day of the month.

    >>> month_end(date(2027, 11, 26))
    datetime.date(2027, 11, 30)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
