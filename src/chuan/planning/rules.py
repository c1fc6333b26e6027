# SPDX-License-Identifier: Apache-2.0
"""Pure decisions: where a task stands, and which quarter a day belongs to."""

from datetime import date, timedelta
from decimal import Decimal

from chuan.planning.choices import TaskState


def state_of(
    *, figure: Decimal | None, target: int | None, due_on: date | None, last_day: date, as_of: date
) -> TaskState:
    """Say where a task stands on a day.

    A deadline missed is "late" while something can be held against the task: a target, or, as long as the plan runs,
    the lack of any figure. Once the plan is over a task without a target is merely over.

    >>> year_end = date(2026, 12, 31)
    >>> state_of(figure=Decimal(3), target=2, due_on=year_end, last_day=year_end, as_of=date(2026, 5, 1)).name
    'REACHED'
    >>> state_of(figure=None, target=None, due_on=date(2026, 9, 30), last_day=year_end, as_of=date(2026, 10, 1)).name
    'LATE'
    >>> state_of(figure=None, target=None, due_on=year_end, last_day=year_end, as_of=date(2027, 1, 1)).name
    'OVER'
    """
    if target is not None and figure is not None and figure >= target:
        return TaskState.REACHED
    if due_on is not None and due_on < as_of and (target is not None or (figure is None and as_of <= last_day)):
        return TaskState.LATE
    if as_of > last_day:
        return TaskState.OVER
    return TaskState.COUNTED if figure is not None else TaskState.WAITING


def quarter_of(day: date) -> tuple[date, date]:
    """The first and last day of the calendar quarter.

    >>> quarter_of(date(2026, 11, 22))
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    first_month = 3 * ((day.month - 1) // 3) + 1
    first = day.replace(month=first_month, day=1)
    after = date(day.year + (first_month == 10), (first_month + 3 - 1) % 12 + 1, 1)
    return first, after - timedelta(days=1)
