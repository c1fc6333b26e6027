# SPDX-License-Identifier: Apache-2.0
"""Reads: a plan with its figures as they stood on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

from chuan.planning.choices import TaskState
from chuan.planning.indicators import INDICATORS, Indicator
from chuan.planning.models import Plan, Task, TaskGroup
from chuan.planning.rules import quarter_of, state_of

if TYPE_CHECKING:
    from chuan.accounts.models import User


@dataclass(frozen=True)
class TaskSheet:
    """A task with its figure; no figure where nothing counts it."""

    task: Task
    indicator: Indicator | None
    figure: Decimal | None
    state: TaskState

    @property
    def is_late(self) -> bool:
        """True if the deadline is past and nothing shows the task was done."""
        return self.state == TaskState.LATE

    @property
    def progress_max(self) -> int:
        """The length of the progress bar; a target of nought is reached at once."""
        return max(self.task.target or 0, 1)

    @property
    def progress(self) -> Decimal:
        """How far the progress bar is filled."""
        return min(self.figure or Decimal(0), Decimal(self.progress_max))


@dataclass(frozen=True)
class GroupSheet:
    """A group with its tasks."""

    group: TaskGroup
    tasks: tuple[TaskSheet, ...]

    def count(self, state: TaskState) -> int:
        """How many tasks are in a state."""
        return sum(sheet.state == state for sheet in self.tasks)


@dataclass(frozen=True)
class PlanSheet:
    """A plan with its groups on a day."""

    plan: Plan
    as_of: date
    groups: tuple[GroupSheet, ...]

    @property
    def tasks(self) -> list[TaskSheet]:
        """All tasks of all groups."""
        return [sheet for group in self.groups for sheet in group.tasks]


def plans_listed(*, user: "User") -> "QuerySet[Plan, Any]":
    """Plans in order of their years, with what they continue and how much they hold."""
    return (
        Plan.objects.visible_to(user).select_related("predecessor").prefetch_related("successors")
        .annotate(task_count=Count("groups__tasks")).order_by("year", "code")
    )


def plan_with_figures(*, plan: Plan, as_of: date, user: "User") -> PlanSheet:
    """The seven groups with every task's figure on a day; one count per distinct indicator, however many tasks."""
    tasks = list(Task.objects.filter(group__plan=plan).select_related("group").order_by("group__number", "position"))
    figures = {
        name: INDICATORS[name].figure_for(user, plan.first_day, plan.last_day, as_of)
        for name in sorted({task.indicator for task in tasks} & INDICATORS.keys())
    }
    sheets = [_sheet(plan, task, figures.get(task.indicator), as_of) for task in tasks]
    groups = tuple(
        GroupSheet(group, tuple(sheet for sheet in sheets if sheet.task.group_id == group.pk))
        for group in plan.groups.order_by("number")
    )
    return PlanSheet(plan=plan, as_of=as_of, groups=groups)


def _sheet(plan: Plan, task: Task, figure: Decimal | None, as_of: date) -> TaskSheet:
    state = state_of(figure=figure, target=task.target, due_on=task.due_on, last_day=plan.last_day, as_of=as_of)
    return TaskSheet(task=task, indicator=INDICATORS.get(task.indicator), figure=figure, state=state)


def records_behind(*, task: Task, as_of: date, user: "User") -> "QuerySet[Any]":
    """The records that a task's figure counts, ready to be listed; the task must have an indicator."""
    plan, indicator = task.group.plan, INDICATORS[task.indicator]
    records: QuerySet[Any, Any] = indicator.records_for(user, plan.first_day, plan.last_day, as_of)
    if indicator.subject == "certificate":
        return records.select_related("instrument__owner", "instrument__premises").order_by("-issued_on", "-number")
    if indicator.subject == "instrument":
        return records.defer("search").select_related("owner", "premises__current_unit").order_by("kind", "maker", "serial", "id")
    parties: QuerySet[Any, Any] = records.defer("search").annotate(instrument_count=Count("instruments"))
    return parties.order_by("name", "id")


def tasks_of_the_quarter(*, on: date, user: "User") -> tuple[list[TaskSheet], list[TaskSheet]]:
    """Tasks of the plans in force that are late, and those due until the quarter ends."""
    late: list[TaskSheet] = []
    due: list[TaskSheet] = []
    last = quarter_of(on)[1]
    for plan in Plan.objects.visible_to(user).filter(first_day__lte=on, last_day__gte=on):
        for sheet in plan_with_figures(plan=plan, as_of=on, user=user).tasks:
            if sheet.is_late:
                late.append(sheet)
            elif sheet.task.due_on and on <= sheet.task.due_on <= last and sheet.state != TaskState.REACHED:
                due.append(sheet)
    return late, due
