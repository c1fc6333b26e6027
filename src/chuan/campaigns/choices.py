# SPDX-License-Identifier: Apache-2.0
"""What a campaign may choose, how far it is, and what may be found on the spot."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.parties.choices import PremisesKind, Sector


class LawReviewed(TextChoices):
    """The law whose subjects are reviewed."""

    STANDARDS = "standards", _("Law on Standards and Technical Regulations")
    QUALITY = "quality", _("Law on Product and Goods Quality")
    METROLOGY = "metrology", _("Law on Measurement")


class CampaignStatus(TextChoices):
    """How far a campaign is."""

    DRAFT = "draft", pgettext_lazy("campaign", "In preparation")
    OPEN = "open", pgettext_lazy("campaign", "Under way")
    CLOSED = "closed", pgettext_lazy("campaign", "Closed")


class FindingKind(TextChoices):
    """What was found of an establishment; no value: nobody looked yet."""

    CONFIRMED = "confirmed", pgettext_lazy("finding", "Confirmed")
    CORRECTED = "corrected", pgettext_lazy("finding", "Corrected")
    CLOSED = "closed_down", pgettext_lazy("finding", "Closed down")
    NOT_FOUND = "not_found", pgettext_lazy("finding", "Not found")
    NEW = "new", pgettext_lazy("finding", "New")


class Gap(TextChoices):
    """What the registry still lacks of an establishment."""

    NO_TAX_CODE = "no_tax_code", _("Without tax code")
    NO_COMMUNE = "no_commune", _("Without commune")
    OVERDUE = "overdue", _("With overdue instruments")
    NEVER = "never", _("With instruments never verified")


#: the sector that a kind of premises says by itself, where no activity is on file
SECTOR_OF_KIND = {
    PremisesKind.PETROL_STATION: Sector.FUEL, PremisesKind.MARKET: Sector.TRADE, PremisesKind.STALL: Sector.TRADE,
    PremisesKind.CLINIC: Sector.HEALTH, PremisesKind.GARAGE: Sector.TRANSPORT,
}
