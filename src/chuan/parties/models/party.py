# SPDX-License-Identifier: Apache-2.0
"""Parties: their names of then and now, and what they do."""

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, search_column, track
from chuan.parties import rules
from chuan.parties.choices import PERSONAL_KINDS, ActivityRole, PartyKind, PartyStatus, Sector

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.contrib.postgres.search import SearchQuery

    from chuan.accounts.models import User


class PartyQuerySet(QuerySet["Party"]):
    """Reads of parties."""

    def visible_to(self, user: "User | AnonymousUser") -> "PartyQuerySet":
        """Parties this user may see."""
        from chuan.parties.models.premises import Premises

        scope = Scope.of(user)
        if scope.everything:
            return self
        here = Premises.objects.filter(current_unit__code__in=scope.place_codes).values("party")
        return self.filter(Q(tax_code__in=scope.tax_codes) | Q(pk__in=here))

    def named(self, query: "SearchQuery") -> "PartyQuerySet":
        """Parties whose name or tax code fits, former names included."""
        return self.filter(search=query) | self.formerly(query)

    def formerly(self, query: "SearchQuery") -> "PartyQuerySet":
        """Parties of which a former name fits."""
        return self.filter(pk__in=FormerName.objects.filter(search=query).values("party"))


@track
class Party(Row):
    """Whoever the laws reach. The tax code identifies it where there is one."""

    kind = models.CharField(_("Kind"), max_length=20, choices=PartyKind, default=PartyKind.ORGANISATION)
    name = models.CharField(_("Name"), max_length=200)
    tax_code = models.CharField(_("Tax code"), max_length=14, blank=True)
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    address = models.CharField(_("Address"), max_length=300, blank=True)
    status = models.CharField(_("Status"), max_length=10, choices=PartyStatus, default=PartyStatus.ACTIVE)
    #: the first day of the status; None: active since nobody knows when
    status_since = models.DateField(_("Since"), null=True, blank=True)
    #: the day on which the personal data of this person was erased at their request
    erased_on = models.DateField(_("Personal data erased on"), null=True, blank=True, editable=False)
    search = search_column("name", "tax_code")

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["tax_code"], condition=~Q(tax_code=""), name="party_tax_code_once"),
            models.CheckConstraint(condition=Q(tax_code="") | Q(tax_code__regex=rules.TAX_CODE), name="party_tax_code_form"),
            models.CheckConstraint(
                condition=Q(status=PartyStatus.ACTIVE) | Q(status_since__isnull=False), name="party_status_since"
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="party_search"), models.Index(fields=["name", "id"], name="party_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_personal(self) -> bool:
        """True if what is known of it is known of a person: an individual, or the one behind a household business."""
        return self.kind in PERSONAL_KINDS

    @property
    def shown_tax_code(self) -> str:
        """The tax code; of a personal number the ends only."""
        return rules.masked_number(self.tax_code)

    @property
    def shown_phone(self) -> str:
        """The phone number; a person's with its middle hidden."""
        return rules.masked_phone(self.phone) if self.is_personal else self.phone

    @property
    def shown_email(self) -> str:
        """The e-mail address; a person's with its middle hidden."""
        return rules.masked_email(self.email) if self.is_personal else self.email

    @property
    def hides_something(self) -> bool:
        """True if the page shows less than is on file."""
        shown = (self.shown_tax_code, self.shown_phone, self.shown_email)
        return shown != (self.tax_code, self.phone, self.email)


@track
class FormerName(Row):
    """A name a party bore until a day; both days may be unknown."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="former_names", verbose_name=_("Party"))
    name = models.CharField(_("Name"), max_length=200)
    since = models.DateField(_("From"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)
    search = search_column("name")

    class Meta:
        ordering = ["-until", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")), name="former_name_days_in_order"
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="former_name_search")]

    def __str__(self) -> str:
        return self.name


class ActivityQuerySet(QuerySet["Activity"]):
    """Reads of activities."""

    def on(self, day: "date") -> "ActivityQuerySet":
        """Activities carried on that day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day))


@track
class Activity(Row):
    """What a party does in a sector: makes, imports, trades or uses instruments; at one of its premises or at all."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="activities", verbose_name=_("Party"))
    premises = models.ForeignKey(
        "parties.Premises", null=True, blank=True, on_delete=models.PROTECT, related_name="activities",
        verbose_name=_("Premises"),
    )
    sector = models.CharField(_("Sector"), max_length=20, choices=Sector)
    role = models.CharField(pgettext_lazy("activity", "Role"), max_length=10, choices=ActivityRole)
    valid_from = models.DateField(_("From"), null=True, blank=True)
    valid_until = models.DateField(_("Until"), null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["sector", "role", "valid_from"]
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="activity_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["party", "premises", "sector", "role"], condition=Q(valid_until=None), nulls_distinct=False,
                name="activity_open_once",
            ),
        ]
        indexes = [models.Index(fields=["sector", "role"], name="activity_by_sector")]

    def __str__(self) -> str:
        return f"{self.get_sector_display()}, {self.get_role_display()}"
