# SPDX-License-Identifier: Apache-2.0
"""Parties and premises."""

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, search_column, track
from chuan.parties.choices import PartyKind, PremisesKind
from chuan.places.models import AdministrativeUnit

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class PartyQuerySet(QuerySet["Party"]):
    """Reads of parties."""

    def visible_to(self, user: "User | AnonymousUser") -> "PartyQuerySet":
        """Parties this user may see."""
        scope = Scope.of(user)
        if scope.everything:
            return self
        here = Premises.objects.filter(current_unit__code__in=scope.place_codes).values("party")
        return self.filter(Q(tax_code__in=scope.tax_codes) | Q(pk__in=here))


@track
class Party(Row):
    """Whoever the laws reach. The tax code identifies it where there is one."""

    kind = models.CharField(_("Kind"), max_length=20, choices=PartyKind, default=PartyKind.ORGANISATION)
    name = models.CharField(_("Name"), max_length=200)
    tax_code = models.CharField(_("Tax code"), max_length=14, blank=True)
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    address = models.CharField(_("Address"), max_length=300, blank=True)
    search = search_column("name", "tax_code")

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["tax_code"], condition=~Q(tax_code=""), name="party_tax_code_once")
        ]
        indexes = [GinIndex(fields=["search"], name="party_search")]

    def __str__(self) -> str:
        return self.name


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
    longitude = models.FloatField(_("Longitude"), null=True, blank=True)
    latitude = models.FloatField(_("Latitude"), null=True, blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    search = search_column("name", "address")

    objects = PremisesQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="premises_once")]
        indexes = [GinIndex(fields=["search"], name="premises_search")]

    def __str__(self) -> str:
        return self.name
