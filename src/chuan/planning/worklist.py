# SPDX-License-Identifier: Apache-2.0
"""What waits for the planner: tasks past their deadline, tasks due until the quarter ends."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from chuan.accounts.permissions import may
from chuan.lib import clock
from chuan.planning.queries import TaskSheet, tasks_of_the_quarter
from chuan.ui.figures import day
from chuan.ui.worklists import WorkItem

if TYPE_CHECKING:
    from chuan.accounts.models import User

_SHOWN = 5


def work_for(user: "User") -> Iterable[WorkItem]:
    """Two heaps, for those who edit plans."""
    if not may(user, "planning.edit"):
        return
    late, due = tasks_of_the_quarter(on=clock.today(), user=user)
    if late:
        yield _heap(late, title=_("Tasks past their deadline"), urgency="late")
    if due:
        yield _heap(due, title=_("Tasks due this quarter"), urgency="due")


def _heap(sheets: list[TaskSheet], *, title: str, urgency: str) -> WorkItem:
    plan_url = reverse("planning:plan", args=[sheets[0].task.group.plan_id])
    first = tuple(
        (f"{s.task.reference} · {s.task.heading}", f"{plan_url}#{s.task.reference}", day(s.task.due_on))
        for s in sheets[:_SHOWN]
    )
    return WorkItem(
        title=title, count=len(sheets), url=plan_url, icon="target-arrow", act=_("Open the plan"), urgency=urgency,
        first=first,
    )
