# SPDX-License-Identifier: Apache-2.0
"""Normative documents: standards and technical regulations, national, local and of one's own."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, search_column, track
from chuan.parties.models import Party
from chuan.products.choices import DocumentKind, DocumentStanding
from chuan.products.rules import standing_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class NormativeDocumentQuerySet(QuerySet["NormativeDocument"]):
    """Reads of normative documents."""

    def visible_to(self, user: "User | AnonymousUser") -> "NormativeDocumentQuerySet":
        """Public documents, and the own standards of parties this user may see."""
        scope = Scope.of(user)
        if scope.everything:
            return self
        return self.filter(Q(owner=None) | Q(owner__in=Party.objects.visible_to(user).values("pk")))

    def standing(self, standing: str, day: date) -> "NormativeDocumentQuerySet":
        """Documents that stand so on a day: `NormativeDocument.standing_on` for many."""
        running = self.filter(Q(ended_on=None) | Q(ended_on__gt=day))
        over = self.filter(ended_on__lte=day)
        replaced = NormativeDocument.objects.exclude(replaced_by=None).values("pk")
        return {
            DocumentStanding.IN_FORCE: running.filter(in_force_from__lte=day),
            DocumentStanding.NOT_YET: running.filter(Q(in_force_from__gt=day) | Q(in_force_from=None, issued_on__gt=day)),
            DocumentStanding.UNKNOWN: running.filter(in_force_from=None).exclude(issued_on__gt=day),
            DocumentStanding.REPLACED: over.filter(pk__in=replaced),
            DocumentStanding.ENDED: over.exclude(pk__in=replaced),
        }[DocumentStanding(standing)]


@track
class NormativeDocument(Row):
    """A standard or technical regulation. Its number identifies it; an own standard's, within its party."""

    kind = models.CharField(_("Kind"), max_length=10, choices=DocumentKind)
    number = models.CharField(_("Number"), max_length=80)
    #: lib.text.key of the number: what survives spelling
    number_key = models.CharField(max_length=80, editable=False)
    title = models.CharField(_("Title"), max_length=400)
    managing_body = models.CharField(_("Managing body"), max_length=200, blank=True)
    owner = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="own_standards", verbose_name=_("Owner")
    )
    #: the id of the text of the law files that issued it
    law_text = models.CharField(_("Issued by the text"), max_length=80, blank=True)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    in_force_from = models.DateField(_("In force from"), null=True, blank=True)
    #: the first day on which it no longer counts
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    replaces = models.ManyToManyField(
        "self", symmetrical=False, related_name="replaced_by", blank=True, verbose_name=_("Replaces")
    )
    source = models.CharField(_("Known from"), max_length=300, blank=True)
    search = search_column("number", "title")

    objects = NormativeDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["number_key", "owner"], name="normative_number_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=(Q(kind="tccs") & ~Q(owner=None)) | (~Q(kind="tccs") & Q(owner=None)), name="normative_owner"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(in_force_from=None) | Q(ended_on__gte=F("in_force_from")),
                name="normative_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(in_force_from=None) | Q(in_force_from__gte=F("issued_on")),
                name="normative_issued_first",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="normative_search"),
            models.Index(fields=["kind", "number", "id"], name="normative_by_number"),
        ]

    def __str__(self) -> str:
        return self.number

    def standing_on(self, day: date) -> DocumentStanding:
        """What it is on a day; asks who replaced it only where that matters."""
        over = self.ended_on is not None and self.ended_on <= day
        return standing_of(
            in_force_from=self.in_force_from, ended_on=self.ended_on, issued_on=self.issued_on, day=day,
            is_replaced=over and bool(self.replaced_by.all()),
        )
