# SPDX-License-Identifier: Apache-2.0
"""Plans, task groups and tasks."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, track

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


def _reaches_plans(user: "User | AnonymousUser") -> bool:
    scope = Scope.of(user)
    return scope.everything or bool(scope.place_codes)


class PlanQuerySet(QuerySet["Plan"]):
    """Reads of plans."""

    def visible_to(self, user: "User | AnonymousUser") -> "PlanQuerySet":
        """Plans concern every unit of the State; an enterprise has none."""
        return self if _reaches_plans(user) else self.none()


class Plan(Row):
    """A plan of a year, with the plan it continues. Titles are Vietnamese originals; `*_en` helps a reader of English."""

    #: the name of the file it was loaded from: loading again finds it by this
    code = models.SlugField(max_length=40, unique=True)
    year = models.PositiveSmallIntegerField(_("Year"))
    number = models.CharField(_("Number and symbol"), max_length=40, blank=True)  # as written: 254/KH-SKHCN; blank: not known
    title = models.CharField(_("Title"), max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    issuer = models.CharField(_("Issuer"), max_length=200)
    issued_on = models.DateField(_("Promulgated on"), null=True, blank=True)
    first_day = models.DateField(_("From"))
    last_day = models.DateField(_("Until"))
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    is_invented = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    #: what holds for the plan as a whole: [{"id": "R0.1", "title": …, "title_en": …, "note": …}]
    requirements = models.JSONField(default=list)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return self.title

    @property
    def heading(self) -> str:
        """The title in the reader's language."""
        return _in_readers_language(self.title, self.title_en)

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("planning:plan", args=[self.pk])


class TaskGroup(Row):
    """One of the seven groups."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="task_group_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def heading(self) -> str:
        """The title in the reader's language."""
        return _in_readers_language(self.title, self.title_en)


class TaskQuerySet(QuerySet["Task"]):
    """Reads of tasks."""

    def visible_to(self, user: "User | AnonymousUser") -> "TaskQuerySet":
        """Tasks of the plans this user may see."""
        return self if _reaches_plans(user) else self.none()


@track
class Task(Row):
    """A task of a group; `indicator` names the query that counts it, and no indicator means none is defined yet."""

    group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="tasks")
    reference = models.CharField(_("Clause"), max_length=10)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("Task"), max_length=400)
    title_en = models.CharField(max_length=400, blank=True)
    actor = models.CharField(_("Done by"), max_length=200, blank=True)
    deadline = models.CharField(_("Deadline"), max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    deliverable = models.CharField(_("Evidence"), max_length=400, blank=True)
    #: what the plan's wording leaves open
    note = models.CharField(_("Note"), max_length=500, blank=True)
    #: what changed since 2025-07-01
    adaptation = models.CharField(_("Now"), max_length=500, blank=True)
    indicator = models.CharField(_("Indicator"), max_length=60, blank=True)
    #: never given by us: empty until a planner enters one
    target = models.PositiveIntegerField(_("Target"), null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["group__number", "position"]
        constraints = [models.UniqueConstraint(fields=["group", "reference"], name="task_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def heading(self) -> str:
        """The title in the reader's language."""
        return _in_readers_language(self.title, self.title_en)


def _in_readers_language(vietnamese: str, english: str) -> str:
    return english if english and (get_language() or "").startswith("en") else vietnamese
