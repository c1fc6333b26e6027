# SPDX-License-Identifier: Apache-2.0
"""Levels of administrative unit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Levels; the district one ended on 2025-07-01."""

    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")


class Doubt(TextChoices):
    """What is strange about a point; it is kept all the same."""

    OUTSIDE = "outside", _("The point lies outside the province.")
    SWAPPED = "swapped", _("Latitude and longitude seem to be swapped.")
