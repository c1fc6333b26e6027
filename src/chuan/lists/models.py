# SPDX-License-Identifier: Apache-2.0
"""Saved views and exports."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import Unit
from chuan.audit.rows import Row
from chuan.documents.models import StoredFile
from chuan.lists.choices import ExportStatus, Format

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User

_LIST_CODE = 60


class SavedViewQuerySet(QuerySet["SavedView"]):
    """Reads of saved views."""

    def visible_to(self, user: "User | AnonymousUser") -> "SavedViewQuerySet":
        """One's own views, and those shared with a unit one works in."""
        if not user.is_authenticated:
            return self.none()
        units = [membership.unit_id for membership in user.current_memberships]
        return self.filter(Q(owner=user) | Q(unit__in=units))


class SavedView(Row):
    """Filters, columns and order of a list under a name: the query of its address."""

    list = models.CharField(max_length=_LIST_CODE)
    name = models.CharField(_("Name"), max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_views")
    #: everybody of the unit sees it; empty: the owner alone
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    #: what the owner's list opens with
    is_default = models.BooleanField(_("Open the list with this view"), default=False)
    saved_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "list", "name"], name="saved_view_once"),
            models.UniqueConstraint(fields=["owner", "list"], condition=Q(is_default=True), name="saved_view_one_default"),
        ]
        indexes = [models.Index(fields=["unit", "list"], name="saved_view_unit")]

    def __str__(self) -> str:
        return self.name


class ExportQuerySet(QuerySet["Export"]):
    """Reads of exports."""

    def visible_to(self, user: "User | AnonymousUser") -> "ExportQuerySet":
        """One's own: what a list held depends on who asked."""
        return self.filter(requested_by=user) if user.is_authenticated else self.none()


class Export(Row):
    """A list written to a file: who asked for which rows, how far it is, the file."""

    list = models.CharField(max_length=_LIST_CODE)
    query = models.CharField(max_length=2000, blank=True)
    format = models.CharField(_("Format"), max_length=4, choices=Format)
    language = models.CharField(max_length=2, default="vi")
    #: the day its values are as of, unless the query names another
    on = models.DateField(_("As of"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("Requested at"))
    status = models.CharField(_("Status"), max_length=10, choices=ExportStatus, default=ExportStatus.WAITING)
    #: 0 while nobody knows
    rows_expected = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(_("Rows"), default=0)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=80, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return f"{self.list} {self.requested_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        """How far it is."""
        return reverse("lists:export", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        """True once nothing more will happen."""
        return self.status in {ExportStatus.DONE, ExportStatus.REFUSED}
