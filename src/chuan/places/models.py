# SPDX-License-Identifier: Apache-2.0
"""Administrative units and their successions."""

from datetime import date

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.audit.rows import Row, search_column
from chuan.places.choices import Level
from chuan.places.errors import AmbiguousSuccession, NoSuccessor


class AdministrativeUnitQuerySet(QuerySet["AdministrativeUnit"]):
    """Reads of units."""

    def on(self, day: date) -> "AdministrativeUnitQuerySet":
        """Units that exist on a day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day))

    def leading_to(self, codes: frozenset[str]) -> "AdministrativeUnitQuerySet":
        """Units of former days of which these codes hold a part, over at most two changes of the map."""
        once = Succession.objects.filter(successor__code__in=codes).values("predecessor")
        twice = Succession.objects.filter(successor__in=once).values("predecessor")
        return self.filter(Q(pk__in=once) | Q(pk__in=twice))


class AdministrativeUnit(Row):
    """A unit as it was called between two days, both included; empty days mean "not known to begin / end"."""

    code = models.CharField(_("Code"), max_length=10)
    level = models.CharField(_("Level"), max_length=10, choices=Level)
    kind = models.CharField(_("Kind"), max_length=20)  # xã, phường, thị trấn, huyện … as the law writes it
    name = models.CharField(_("Name"), max_length=100)
    full_name = models.CharField(pgettext_lazy("place", "Full name"), max_length=120)
    #: the spelling of older official lists, where it differs: people still write it
    also_spelled = models.CharField(_("Also spelled"), max_length=120, blank=True)
    parent_code = models.CharField(_("Parent"), max_length=10, blank=True)
    valid_from = models.DateField(_("From"), null=True)
    valid_until = models.DateField(_("Until"), null=True)
    area_km2 = models.DecimalField(_("Area"), max_digits=9, decimal_places=2, null=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    source = models.CharField(pgettext_lazy("place", "Source"), max_length=200)
    search = search_column("full_name", "also_spelled", "code")

    objects = AdministrativeUnitQuerySet.as_manager()

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["level", "code", "valid_from"], nulls_distinct=False, name="unit_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="unit_days_in_order",
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="unit_search"), models.Index(fields=["parent_code"], name="unit_parent")]

    def __str__(self) -> str:
        return self.full_name

    def exists_on(self, day: date) -> bool:
        """True if the unit exists on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def successors_on(self, day: date) -> "list[AdministrativeUnit]":
        """The units that hold on a day what this one was: itself while it exists, nothing if its level ended."""
        found: dict[object, AdministrativeUnit] = {}
        frontier = [self]
        while frontier:
            found.update({unit.pk: unit for unit in frontier if unit.exists_on(day)})
            ended = [unit.pk for unit in frontier if unit.valid_until is not None and unit.valid_until < day]
            after = AdministrativeUnit.objects.filter(precessions__predecessor__in=ended).distinct() if ended else []
            frontier = [unit for unit in after if unit.pk not in found]
        return sorted(found.values(), key=lambda unit: unit.code)

    def successor_on(self, day: date) -> "AdministrativeUnit":
        """Who is competent on a day for what this unit was.

        Raises `AmbiguousSuccession` where a person must choose, `NoSuccessor` where nobody took its place.
        """
        units = self.successors_on(day)
        if not units:
            raise NoSuccessor(unit=self.full_name)
        if len(units) > 1:
            raise AmbiguousSuccession(unit=self.full_name, candidates=", ".join(unit.full_name for unit in units))
        return units[0]


class Succession(Row):
    """What a unit became on a day. Several rows that lead to different units mean: a person must say which."""

    predecessor = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="precessions")
    happened_on = models.DateField()
    relation = models.CharField(max_length=30)
    confidence = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    source = models.CharField(pgettext_lazy("place", "Source"), max_length=200, blank=True)

    class Meta:
        ordering = ["happened_on", "id"]
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Boundary(Row):
    """The shape of a commune of today for the map: for orientation, no record of administrative boundaries."""

    unit = models.OneToOneField(AdministrativeUnit, on_delete=models.CASCADE, related_name="boundary")
    #: polygons of rings of [longitude, latitude]
    polygons = models.JSONField()
    source = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.unit)
