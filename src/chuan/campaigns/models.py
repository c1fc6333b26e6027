# SPDX-License-Identifier: Apache-2.0
"""Campaigns and their establishments. An establishment points at premises without a foreign key: what was found stays
as it was found when its premises are merged away afterwards.
"""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.accounts.models import Unit, User
from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, track
from chuan.campaigns.choices import CampaignStatus, FindingKind, LawReviewed
from chuan.parties.choices import PremisesKind, Sector
from chuan.places.models import AdministrativeUnit

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class CampaignQuerySet(QuerySet["Campaign"]):
    """Reads of campaigns."""

    def visible_to(self, user: "User | AnonymousUser") -> "CampaignQuerySet":
        """Campaigns concern the authority; a commune sees those in which it has a share."""
        scope = Scope.of(user)
        if scope.everything:
            return self
        return self.filter(pk__in=Establishment.objects.visible_to(user).values("campaign"))


@track
class Campaign(Row):
    """A review of the registry: what it reaches, from when to when, and how far it is. Empty lists narrow nothing."""

    title = models.CharField(_("Title"), max_length=200)
    laws = ArrayField(models.CharField(max_length=20, choices=LawReviewed), verbose_name=_("Laws"))
    sectors = ArrayField(models.CharField(max_length=20, choices=Sector), verbose_name=_("Sectors"), default=list, blank=True)
    premises_kinds = ArrayField(
        models.CharField(max_length=20, choices=PremisesKind), verbose_name=_("Kinds of premises"), default=list, blank=True
    )
    instrument_kinds = ArrayField(
        models.CharField(max_length=40), verbose_name=_("Kinds of instruments"), default=list, blank=True
    )
    #: codes of communes
    places = ArrayField(models.CharField(max_length=10), verbose_name=pgettext_lazy("campaign", "Communes"), default=list, blank=True)
    first_day = models.DateField(_("From"))
    last_day = models.DateField(_("Until"))
    status = models.CharField(_("Status"), max_length=10, choices=CampaignStatus, default=CampaignStatus.DRAFT)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="campaign_days_in_order"),
            models.CheckConstraint(
                condition=Q(status=CampaignStatus.DRAFT, opened_at=None, closed_at=None)
                | Q(status=CampaignStatus.OPEN, opened_at__isnull=False, closed_at=None)
                | Q(status=CampaignStatus.CLOSED, opened_at__isnull=False, closed_at__isnull=False),
                name="campaign_status_and_times",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("campaigns:campaign", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """True while findings may be noted."""
        return self.status == CampaignStatus.OPEN


def in_reach(scope: Scope, prefix: str = "") -> Q:
    """Establishments of a scope's communes, and of communes that were merged into them."""
    former = AdministrativeUnit.objects.all().leading_to(scope.place_codes).values("pk")
    return Q(**{f"{prefix}commune__code__in": scope.place_codes}) | Q(**{f"{prefix}commune__in": former})


class EstablishmentQuerySet(QuerySet["Establishment"]):
    """Reads of establishments under review."""

    def visible_to(self, user: "User | AnonymousUser") -> "EstablishmentQuerySet":
        """Everything for the authority; of a commune its own, with what became part of it since."""
        scope = Scope.of(user)
        return self if scope.everything else self.filter(in_reach(scope))

    def waiting(self) -> "EstablishmentQuerySet":
        """Those nobody noted anything of."""
        return self.filter(finding="")


class Establishment(Row):
    """Premises under review in one campaign, whose share they are, and the one finding about them."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="establishments")
    premises_id = models.UUIDField()
    #: as the registry had them when the list was drawn up
    name = models.CharField(_("Name"), max_length=200)
    address = models.CharField(_("Address"), max_length=300, blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=PremisesKind)
    sector = models.CharField(_("Sector"), max_length=20, choices=Sector, blank=True)
    commune = models.ForeignKey(
        AdministrativeUnit, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Commune")
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("Unit"))
    finding = models.CharField(_("Finding"), max_length=12, choices=FindingKind, blank=True)
    found_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(null=True)
    #: of one closed down: its last day
    closed_on = models.DateField(null=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    #: the fields the finding changed: {"address": "Số 1"}
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    #: what the registry lacked when the campaign closed; None until then
    no_tax_code = models.BooleanField(null=True)
    no_commune = models.BooleanField(null=True)
    overdue = models.PositiveIntegerField(null=True)
    never = models.PositiveIntegerField(null=True)

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "premises_id"], name="establishment_once"),
            models.CheckConstraint(
                condition=Q(finding="", found_by=None, found_at=None)
                | (~Q(finding="") & Q(found_by__isnull=False, found_at__isnull=False)),
                name="establishment_finding_signed",
            ),
            models.CheckConstraint(
                condition=Q(finding=FindingKind.CLOSED, closed_on__isnull=False)
                | (~Q(finding=FindingKind.CLOSED) & Q(closed_on=None)),
                name="establishment_closed_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "unit", "name", "id"], name="establishment_share"),
            models.Index(fields=["campaign", "commune", "finding"], name="establishment_progress"),
            # along which the lists are read page by page
            models.Index(fields=["campaign", "name", "id"], name="establishment_by_name"),
            models.Index(fields=["campaign", "-found_at", "-id"], condition=~Q(finding=""), name="establishment_latest"),
        ]

    def __str__(self) -> str:
        return self.name
