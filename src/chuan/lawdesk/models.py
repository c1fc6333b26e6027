# SPDX-License-Identifier: Apache-2.0
"""Supplements: values of the law that the province read in the signed text."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, track
from chuan.documents.models import StoredFile
from chuan.lawdesk.choices import SupplementKind, SupplementState, ValueType

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User

_REVIEWED = [SupplementState.ACCEPTED, SupplementState.REFUSED, SupplementState.REVOKED]


class SupplementQuerySet(QuerySet["Supplement"]):
    """Reads of supplements."""

    def visible_to(self, user: "User | AnonymousUser") -> "SupplementQuerySet":
        """The law is the same for the whole province: everybody of the State sees its supplements, no enterprise does."""
        scope = Scope.of(user)
        return self if scope.everything or scope.place_codes else self.none()

    def accepted(self) -> "SupplementQuerySet":
        """Those that count."""
        return self.filter(state=SupplementState.ACCEPTED)

    def waiting(self) -> "SupplementQuerySet":
        """Those that wait for a second person, the oldest first."""
        return self.filter(state=SupplementState.PROPOSED).order_by("proposed_at", "id")

    def at_place(self, path: str, from_day: date, row: str, column: str) -> "SupplementQuerySet":
        """Those of one place of the law files."""
        return self.filter(path=path, from_day=from_day, row=row, column=column)


@track
class Supplement(Row):
    """A value for one place of the law files: a version, or one cell of its table; counts once a second person agreed."""

    kind = models.CharField(_("Kind"), max_length=10, choices=SupplementKind)
    path = models.CharField(_("Parameter"), max_length=200)
    from_day = models.DateField(_("In force from"))
    #: both empty for a whole version
    row = models.CharField(max_length=100, blank=True)
    column = models.CharField(max_length=100, blank=True)
    value_type = models.CharField(_("Kind of value"), max_length=10, choices=ValueType)
    #: canonical text (law.engine.citation.as_text); JSON for tables
    value = models.TextField(_("Value"), blank=True)
    source_text = models.CharField(_("Legal text"), max_length=100)
    #: art-4/item-12
    source_place = models.CharField(_("Place in the text"), max_length=200, blank=True)
    page = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Copy of the page"))
    note = models.CharField(_("Note"), max_length=1000, blank=True)
    state = models.CharField(_("Status"), max_length=10, choices=SupplementState, default=SupplementState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supplements",
                                    verbose_name=_("Proposed by"))
    proposed_at = models.DateTimeField(_("Proposed at"))
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
                                    verbose_name=_("Reviewed by"))
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True)
    review_note = models.CharField(_("Word of the reviewer"), max_length=1000, blank=True)
    #: taken back by the proposer, or by a reviewer after it had counted
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(_("Reason"), max_length=1000, blank=True)

    objects = SupplementQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("proposed_by")), name="supplement_second_person"),
            models.CheckConstraint(
                condition=Q(state__in=_REVIEWED, reviewed_by__isnull=False, reviewed_at__isnull=False)
                | (~Q(state__in=_REVIEWED) & Q(reviewed_by=None, reviewed_at=None)),
                name="supplement_reviewed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(row="", column="") | (~Q(row="") & ~Q(column="")), name="supplement_cell_has_row_and_column"
            ),
            models.UniqueConstraint(
                fields=["path", "from_day", "row", "column"], condition=Q(state=SupplementState.PROPOSED), name="supplement_one_proposal"
            ),
            models.UniqueConstraint(
                fields=["path", "from_day", "row", "column"], condition=Q(state=SupplementState.ACCEPTED), name="supplement_one_accepted"
            ),
        ]
        indexes = [models.Index(fields=["state", "proposed_at"], name="supplement_state")]

    def __str__(self) -> str:
        return f"{self.place} ({self.from_day:%d/%m/%Y})"

    @property
    def place(self) -> str:
        """The name of the place as `chuan law gaps` writes it."""
        return f"{self.path}#{self.row}/{self.column}" if self.row else self.path

    @property
    def source(self) -> str:
        """Text and place as the law files write a source."""
        return "/".join(part for part in (self.source_text, self.source_place) if part)

    @property
    def is_waiting(self) -> bool:
        """True until it is reviewed or withdrawn."""
        return self.state == SupplementState.PROPOSED

    @property
    def counts(self) -> bool:
        """True while it is part of the law here."""
        return self.state == SupplementState.ACCEPTED

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("lawdesk:supplement", args=[self.pk])
