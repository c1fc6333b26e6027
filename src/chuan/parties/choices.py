# SPDX-License-Identifier: Apache-2.0
"""Kinds of party and premises, what parties do, and on what basis people are kept on file."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartyKind(TextChoices):
    """Kinds of party. A list that gives a tax code only says "organisation", and that stands until somebody knows more."""

    ORGANISATION = "organisation", _("Organisation")
    ENTERPRISE = "enterprise", pgettext_lazy("party", "Enterprise")
    COOPERATIVE = "cooperative", _("Cooperative")
    PUBLIC_BODY = "public_body", _("Public body")
    HOUSEHOLD = "household", _("Household business")
    PERSON = "person", _("Individual")


#: behind these stands one person: what is known of them is personal data
PERSONAL_KINDS = frozenset({PartyKind.HOUSEHOLD, PartyKind.PERSON})


class PartyStatus(TextChoices):
    """Whether a party carries on its business."""

    ACTIVE = "active", pgettext_lazy("party", "In business")
    SUSPENDED = "suspended", pgettext_lazy("party", "Suspended")
    CLOSED = "closed", pgettext_lazy("party", "Closed down")


class PremisesKind(TextChoices):
    """Kinds of premises."""

    PETROL_STATION = "petrol_station", _("Petrol station")
    MARKET = "market", _("Market")
    STALL = "stall", _("Market stall")
    SHOP = "shop", _("Shop")
    PLANT = "plant", _("Plant")
    WORKSHOP = "workshop", _("Workshop")
    NETWORK = "network", _("Supply network")
    GARAGE = "garage", _("Vehicle depot")
    CLINIC = "clinic", _("Clinic")
    OFFICE = "office", pgettext_lazy("premises", "Office")
    OTHER = "other", _("Other")


class Openness(TextChoices):
    """Whether premises are open, for lists."""

    OPEN = "open", pgettext_lazy("premises", "Open")
    CLOSED = "closed", pgettext_lazy("premises", "Closed")


class ActivityRole(TextChoices):
    """What a party does with goods or instruments."""

    MAKER = "maker", pgettext_lazy("activity", "Makes")
    IMPORTER = "importer", pgettext_lazy("activity", "Imports")
    TRADER = "trader", pgettext_lazy("activity", "Trades")
    USER = "user", pgettext_lazy("activity", "Uses instruments")


class Sector(TextChoices):
    """What a party is active in, as an officer would sort files."""

    FUEL = "fuel", _("Petrol and oil")
    GAS = "gas", _("Liquefied gas")
    ELECTRICITY = "electricity", _("Electricity")
    WATER = "water", _("Water supply")
    TRANSPORT = "transport", _("Transport")
    GOLD = "gold", _("Gold and jewellery")
    HEALTH = "health", _("Health")
    FOOD = "food", _("Food")
    AGRICULTURE = "agriculture", _("Farm products and supplies")
    BUILDING = "building", _("Building materials")
    ELECTRICAL = "electrical", _("Electrical and electronic goods")
    TOYS = "toys", _("Toys and helmets")
    TRADE = "trade", _("Retail and markets")
    TESTING = "testing", _("Measuring and testing services")
    OTHER = "other", _("Other")


class ContactBasis(TextChoices):
    """Why a person's particulars may be kept."""

    CONSENT = "consent", _("The person's consent")
    LAW = "law", _("A duty by law")
