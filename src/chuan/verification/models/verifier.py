# SPDX-License-Identifier: Apache-2.0
"""Who may verify: the card of a metrology verifier (circular 24/2013, articles 29–34)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuan.audit.rows import Row


class VerifierCard(Row):
    """One card per verifier, valid as long as the designation of the organisation."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verifier_card")
    number = models.CharField(_("Card number"), max_length=40, unique=True)
    valid_until = models.DateField(_("Holds until"))

    def __str__(self) -> str:
        return self.number

    def is_valid_on(self, day: date) -> bool:
        """True if the card holds on the day."""
        return day <= self.valid_until
