# SPDX-License-Identifier: Apache-2.0
"""People to be reached at a party. No history table: what was erased must be nowhere."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.audit.rows import Row
from chuan.parties import rules
from chuan.parties.choices import ContactBasis
from chuan.parties.models.party import Party
from chuan.parties.models.premises import Premises

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class ContactQuerySet(QuerySet["Contact"]):
    """Reads of contacts."""

    def visible_to(self, user: "User | AnonymousUser") -> "ContactQuerySet":
        """Contacts of parties this user may see."""
        return self.filter(party__in=Party.objects.visible_to(user).values("pk"))

    def usable(self) -> "ContactQuerySet":
        """Contacts that are neither erased nor withdrawn."""
        return self.filter(erased_on=None, withdrawn_on=None)


class Contact(Row):
    """A person to be reached, for one purpose; on what basis, and whether it still stands (law 91/2025)."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("Party"))
    premises = models.ForeignKey(
        Premises, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts", verbose_name=_("Premises")
    )
    name = models.CharField(_("Full name"), max_length=120)
    role = models.CharField(pgettext_lazy("contact", "Position"), max_length=120, blank=True)
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    purpose = models.CharField(_("Purpose"), max_length=200)
    basis = models.CharField(_("Basis"), max_length=10, choices=ContactBasis, default=ContactBasis.CONSENT)
    consent_on = models.DateField(_("Consent given on"), null=True, blank=True)
    #: how it was given: a signed form, an e-mail, a recorded call
    consent_by = models.CharField(_("Consent given by"), max_length=200, blank=True)
    withdrawn_on = models.DateField(_("Consent withdrawn on"), null=True, blank=True)
    erased_on = models.DateField(null=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis=ContactBasis.CONSENT) | (Q(consent_on__isnull=False) & ~Q(consent_by="")),
                name="contact_consent_told",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(consent_on=None) | Q(withdrawn_on__gte=F("consent_on")),
                name="contact_days_in_order",
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="contact_has_purpose"),
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(name="", role="", phone="", email=""), name="contact_erased_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.name or "–"

    @property
    def shown_phone(self) -> str:
        """The phone number with its middle hidden."""
        return rules.masked_phone(self.phone)

    @property
    def shown_email(self) -> str:
        """The e-mail address with its middle hidden."""
        return rules.masked_email(self.email)
