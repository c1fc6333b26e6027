# SPDX-License-Identifier: Apache-2.0
"""Kinds of party and premises."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartyKind(TextChoices):
    """Kinds of party."""

    ORGANISATION = "organisation", _("Organisation")
    HOUSEHOLD = "household", _("Household business")
    PERSON = "person", _("Individual")


class PremisesKind(TextChoices):
    """Kinds of premises."""

    PETROL_STATION = "petrol_station", _("Petrol station")
    MARKET = "market", _("Market")
    SHOP = "shop", _("Shop")
    PLANT = "plant", _("Plant")
    NETWORK = "network", _("Supply network")
    GARAGE = "garage", _("Vehicle depot")
    CLINIC = "clinic", _("Clinic")
    OTHER = "other", _("Other")
