# SPDX-License-Identifier: Apache-2.0
"""Goods: who makes, imports or sells what."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, search_column, track
from chuan.parties.models import Party, Premises
from chuan.products import regulated
from chuan.products.choices import GoodsRole, GoodsStatus, QuantityKind
from chuan.products.models.document import NormativeDocument

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class GtinOk(models.Func):
    """SQL twin of `rules.check_gtin`: made by the room's first migration."""

    function = "chuan_gtin_ok"
    output_field = models.BooleanField()


class GoodsQuerySet(QuerySet["Goods"]):
    """Reads of goods."""

    def visible_to(self, user: "User | AnonymousUser") -> "GoodsQuerySet":
        """Goods of parties this user may see."""
        scope = Scope.of(user)
        if scope.everything:
            return self
        return self.filter(
            Q(party__tax_code__in=scope.tax_codes) | Q(premises__current_unit__code__in=scope.place_codes)
            | Q(premises=None, party__in=Party.objects.visible_to(user).values("pk"))
        )


@track
class Goods(Row):
    """What one party makes, imports or sells, under one name, brand, model and quantity."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="goods", verbose_name=_("Party"))
    premises = models.ForeignKey(
        Premises, null=True, blank=True, on_delete=models.PROTECT, related_name="goods", verbose_name=_("Premises")
    )
    role = models.CharField(_("Role"), max_length=10, choices=GoodsRole)
    name = models.CharField(_("Name"), max_length=200)
    brand = models.CharField(_("Brand"), max_length=120, blank=True)
    model = models.CharField(_("Model or type"), max_length=120, blank=True)
    #: rules.identity_key of name, brand, model and quantity
    identity = models.CharField(max_length=520, editable=False)
    gtin = models.CharField(_("Barcode number (GTIN)"), max_length=14, blank=True)
    hs = models.CharField(_("HS code"), max_length=8, blank=True)
    standard = models.ForeignKey(
        NormativeDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="goods",
        verbose_name=_("Declared standard"),
    )
    #: rows of the list of regulated products, of the list in force when it was said; see `regulated.standing`
    regulated_codes = ArrayField(models.CharField(max_length=40), default=list, verbose_name=_("Regulated as"))
    quantity_kind = models.CharField(_("Prepackage"), max_length=10, choices=QuantityKind, blank=True, default="")
    nominal_value = models.DecimalField(_("Nominal quantity"), max_digits=12, decimal_places=4, null=True, blank=True)
    nominal_unit = models.CharField(_("Unit"), max_length=4, blank=True)
    status = models.CharField(_("Status"), max_length=10, choices=GoodsStatus, default=GoodsStatus.ON_SALE)
    status_since = models.DateField(_("Since"))
    registered_at = models.DateTimeField(_("Registered at"))
    search = search_column("name", "brand", "model", "gtin")

    objects = GoodsQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "goods"
        constraints = [
            models.UniqueConstraint(fields=["party", "role", "identity"], name="goods_once"),
            models.UniqueConstraint(fields=["gtin"], condition=Q(role="maker") & ~Q(gtin=""), name="goods_gtin_one_maker"),
            models.UniqueConstraint(fields=["party", "role", "gtin"], condition=~Q(gtin=""), name="goods_gtin_once"),
            models.CheckConstraint(condition=Q(gtin="") | Q(GtinOk(F("gtin"))), name="goods_gtin_check_digit"),
            models.CheckConstraint(condition=Q(hs__regex=r"^([0-9]{4}([0-9]{2}){0,2})?$"), name="goods_hs_digits"),
            models.CheckConstraint(
                condition=Q(quantity_kind="", nominal_value=None, nominal_unit="")
                | (~Q(quantity_kind="") & Q(nominal_value__gt=0) & ~Q(nominal_unit="")),
                name="goods_quantity_whole",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="goods_search"),
            GinIndex(fields=["regulated_codes"], name="goods_regulated"),
            models.Index(fields=["hs"], name="goods_hs"),
            models.Index(fields=["name", "id"], name="goods_by_name"),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.brand, self.model) if part)

    def regulated_on(self, day: date) -> list[regulated.Standing]:
        """Under which rows of the list of a day the goods fall, one for each code given."""
        return [regulated.standing(code, day, hs=self.hs) for code in self.regulated_codes]
