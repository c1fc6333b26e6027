# SPDX-License-Identifier: Apache-2.0
"""Plans, task groups and tasks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuan.audit.rows import Row


class Plan(Row):
    """A plan of a year, with the plan it continues."""

    year = models.PositiveSmallIntegerField(_("Year"))
    number = models.CharField(_("Number"), max_length=40, blank=True)  # as written: 254/KH-SKHCN; blank: not known
    title = models.CharField(_("Title"), max_length=300)
    issuer = models.CharField(_("Issuer"), max_length=200)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    first_day = models.DateField(_("From"))
    last_day = models.DateField(_("Until"))
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    is_invented = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return self.title


class TaskGroup(Row):
    """One of the seven groups."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="task_group_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Task(Row):
    """A task of a group; `indicator` names the query that counts it, and no indicator means none is defined yet."""

    group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="tasks")
    reference = models.CharField(_("Clause"), max_length=10)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("Task"), max_length=400)
    actor = models.CharField(_("Done by"), max_length=200, blank=True)
    deadline = models.CharField(_("Deadline"), max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    deliverable = models.CharField(_("Evidence"), max_length=400, blank=True)
    note = models.CharField(_("Note"), max_length=500, blank=True)
    indicator = models.CharField(_("Indicator"), max_length=60, blank=True)
    target = models.PositiveIntegerField(_("Target"), null=True, blank=True)

    class Meta:
        ordering = ["group__number", "position"]
        constraints = [models.UniqueConstraint(fields=["group", "reference"], name="task_once")]

    def __str__(self) -> str:
        return self.title
