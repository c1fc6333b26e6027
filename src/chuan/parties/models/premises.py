# SPDX-License-Identifier: Apache-2.0
"""Premises: places of business."""

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, search_column, track
from chuan.parties.choices import PremisesKind
from chuan.parties.models.party import Party
from chuan.places.models import AdministrativeUnit

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class PremisesQuerySet(QuerySet["Premises"]):
    """Reads of premises."""

    def visible_to(self, user: "User | AnonymousUser") -> "PremisesQuerySet":
        """Premises this user may see."""
        scope = Scope.of(user)
        if scope.everything:
            return self
        undecided_here = Q(
            current_unit=None, stated_unit__in=AdministrativeUnit.objects.all().leading_to(scope.place_codes)
        )
        return self.filter(
            Q(current_unit__code__in=scope.place_codes) | undecided_here | Q(party__tax_code__in=scope.tax_codes)
        )

    def open_on(self, day: "date") -> "PremisesQuerySet":
        """Premises not closed on a day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=day))

    def undecided(self) -> "PremisesQuerySet":
        """Premises whose commune of today a person must still say."""
        return self.filter(current_unit=None).exclude(stated_unit=None)


@track
class Premises(Row):
    """A place of business: the address as written, the commune as stated then, the commune competent today."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="premises", verbose_name=_("Owner"))
    kind = models.CharField(_("Kind"), max_length=20, choices=PremisesKind, default=PremisesKind.OTHER)
    name = models.CharField(_("Name"), max_length=200)
    address = models.CharField(_("Address"), max_length=300, blank=True)
    stated_unit = models.ForeignKey(
        AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("Commune as stated"),
    )
    current_unit = models.ForeignKey(
        AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="premises",
        verbose_name=_("Commune"),
    )
    #: of a stall: the market it belongs to
    market = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="stalls", verbose_name=_("Market")
    )
    longitude = models.FloatField(_("Longitude"), null=True, blank=True)
    latitude = models.FloatField(_("Latitude"), null=True, blank=True)
    opened_on = models.DateField(_("Opened on"), null=True, blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    search = search_column("name", "address")

    objects = PremisesQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["party", "name"], name="premises_once"),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="premises_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(
                    longitude__isnull=False, latitude__isnull=False, longitude__range=(-180, 180), latitude__range=(-90, 90)
                ),
                name="premises_coordinates_both",
            ),
            models.CheckConstraint(
                condition=Q(kind=PremisesKind.STALL, market__isnull=False) | (~Q(kind=PremisesKind.STALL) & Q(market=None)),
                name="premises_stall_in_market",
            ),
            models.CheckConstraint(condition=~Q(market=F("id")), name="premises_not_its_own_market"),
        ]
        indexes = [
            GinIndex(fields=["search"], name="premises_search"),
            models.Index(fields=["name", "id"], name="premises_by_name"),
        ]

    def __str__(self) -> str:
        return self.name
