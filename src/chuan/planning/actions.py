# SPDX-License-Identifier: Apache-2.0
"""Loading plans and setting targets. Rows are locked in one order: plan, task."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.planning.errors import TargetOutOfRange, TaskNotCounted
from chuan.planning.files import GroupLine, PlanLine, read_plans
from chuan.planning.indicators import INDICATORS
from chuan.planning.models import Plan, Task, TaskGroup

#: The plans that come with the package.
DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Loaded:
    """What a load changed."""

    plans_added: int
    rows_changed: int


@transaction.atomic
def load_plans(*, folder: Path = DATA, actor: User | None = None) -> Loaded:
    """Make the plans say what the files of a folder say; targets stay as people set them.

    Loading twice changes nothing. A task that left its file stays: it may have been counted.
    """
    added = changed = 0
    for line in read_plans(folder):
        before = Plan.objects.filter(code=line.predecessor_code).first() if line.predecessor_code else None
        plan, is_new, count = _write_plan(line, before)
        added, changed = added + is_new, changed + count
        if count:
            record("planning.plan.loaded", actor=actor, subject=plan, data={"file": line.code, "rows": count})
    return Loaded(plans_added=added, rows_changed=changed)


def _write_plan(line: PlanLine, before: Plan | None) -> tuple[Plan, bool, int]:
    plan, is_new = Plan.objects.select_for_update().get_or_create(
        code=line.code, defaults=line.values | {"predecessor": before}
    )
    count = int(is_new or _bring_to(plan, line.values | {"predecessor": before}))
    for group in line.groups:
        count += _write_group(plan, group)
    return plan, is_new, count


def _write_group(plan: Plan, line: GroupLine) -> int:
    titles = {"title": line.title, "title_en": line.title_en}
    group, is_new = TaskGroup.objects.get_or_create(plan=plan, number=line.number, defaults=titles)
    count = int(is_new or _bring_to(group, titles))
    standing = {task.reference: task for task in group.tasks.select_for_update()}
    new = []
    for task_line in line.tasks:
        values = asdict(task_line)
        task = standing.get(task_line.reference)
        if task is None:
            new.append(Task(group=group, **values))
        else:
            count += _bring_to(task, values)
    Task.objects.bulk_create(new)
    return count + len(new)


def _bring_to(row: Plan | TaskGroup | Task, values: dict[str, Any]) -> bool:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


@transaction.atomic
def set_task_target(*, task: Task, target: int | None, actor: User) -> Task:
    """Say what a counted task should reach by the end of its plan; None takes the target away."""
    require(actor, "planning.edit", task)
    task = Task.objects.select_for_update().get(pk=task.pk)
    indicator = INDICATORS.get(task.indicator)
    if indicator is None:
        raise TaskNotCounted(task=task.reference)
    if indicator.is_share and target is not None and target > 100:
        raise TargetOutOfRange()
    before, task.target = task.target, target
    if before != target:
        task.save(update_fields=["target"])
        record(
            "planning.task.target_set", actor=actor, subject=task,
            data={"reference": task.reference, "before": before, "after": target},
        )
    return task
