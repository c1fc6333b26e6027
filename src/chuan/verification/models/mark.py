# SPDX-License-Identifier: Apache-2.0
"""Verification marks: numbered stickers that a verifier holds in stock and answers for."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row
from chuan.verification.choices import MarkStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class VerificationMarkQuerySet(QuerySet["VerificationMark"]):
    """Reads of marks."""

    def visible_to(self, user: "User | AnonymousUser") -> "VerificationMarkQuerySet":
        """Marks this user may see."""
        return self if Scope.of(user).everything else self.none()

    def in_stock_of(self, user: "User") -> "VerificationMarkQuerySet":
        """Marks a verifier can still apply, in order of their numbers."""
        return self.filter(holder=user, status=MarkStatus.IN_STOCK).order_by("series", "number")


class VerificationMark(Row):
    """One mark; series and number are printed on it."""

    series = models.CharField(_("Series"), max_length=10)
    number = models.PositiveIntegerField(_("Number"))
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="marks", verbose_name=_("Holder")
    )
    status = models.CharField(_("Status"), max_length=10, choices=MarkStatus, default=MarkStatus.IN_STOCK)

    objects = VerificationMarkQuerySet.as_manager()

    class Meta:
        ordering = ["series", "number"]
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="mark_once")]
        indexes = [models.Index(fields=["holder", "status", "series", "number"], name="mark_stock")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """As printed: SL26 000123."""
        return f"{self.series} {self.number:06d}"
