# SPDX-License-Identifier: Apache-2.0
"""Key products of the province, who makes them, and how much came out of it year by year."""

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.audit.rows import Row, search_column, track
from chuan.parties.models import Party
from chuan.places.models import AdministrativeUnit
from chuan.products.models.document import NormativeDocument

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class KeyProductQuerySet(QuerySet["KeyProduct"]):
    """Reads of key products."""

    def visible_to(self, user: "User | AnonymousUser") -> "KeyProductQuerySet":
        """All of them for anybody with a role: the list of a province is published."""
        has_role = user.is_authenticated and bool(getattr(user, "roles", ()))
        return self if has_role else self.none()


@track
class KeyProduct(Row):
    """A product the province promotes, as its decision lists it."""

    name = models.CharField(_("Product"), max_length=200)
    #: lib.text.key of the name: what survives spelling
    name_key = models.CharField(max_length=200, unique=True, editable=False)
    area = models.CharField(_("Area of origin"), max_length=300, blank=True)
    units = models.ManyToManyField(AdministrativeUnit, related_name="+", blank=True, verbose_name=_("Communes"))
    producers = models.ManyToManyField(Party, related_name="key_products", blank=True, verbose_name=_("Producers"))
    standard = models.ForeignKey(
        NormativeDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="key_products",
        verbose_name=_("Standard applied"),
    )
    marks = models.CharField(_("Trade marks"), max_length=300, blank=True)
    indication = models.CharField(_("Geographical indication"), max_length=200, blank=True)
    traceability = models.CharField(_("Traceability code"), max_length=120, blank=True)
    listed_by = models.CharField(_("Listed by"), max_length=200, blank=True)
    listed_on = models.DateField(_("Listed on"), null=True, blank=True)
    ended_on = models.DateField(_("Off the list on"), null=True, blank=True)
    search = search_column("name", "area", "marks", "indication")

    objects = KeyProductQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(listed_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("listed_on")), name="key_days_in_order"
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="key_product_search")]

    def __str__(self) -> str:
        return self.name


@track
class KeyProductOutput(Row):
    """How much of a key product came out of a year, and who says so."""

    product = models.ForeignKey(KeyProduct, on_delete=models.CASCADE, related_name="outputs")
    year = models.PositiveSmallIntegerField(_("Year"))
    quantity = models.DecimalField(_("Amount of output"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("Unit"), max_length=40)
    source = models.CharField(_("Source"), max_length=300)

    class Meta:
        ordering = ["-year", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["product", "year", "unit"], name="key_output_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="key_output_not_negative"),
            models.CheckConstraint(condition=Q(year__range=(1945, 2150)), name="key_output_year"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.year}"
