# SPDX-License-Identifier: Apache-2.0
"""Kinds and states of goods and normative documents."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(TextChoices):
    """Kinds of normative document."""

    TCVN = "tcvn", _("National standard (TCVN)")
    QCVN = "qcvn", _("National technical regulation (QCVN)")
    QCDP = "qcdp", _("Local technical regulation (QCĐP)")
    TCCS = "tccs", _("Own standard (TCCS)")
    OTHER = "other", _("Other standard")


class DocumentStanding(TextChoices):
    """What a normative document is on a day."""

    IN_FORCE = "in_force", _("In force")
    NOT_YET = "not_yet", _("Not yet in force")
    REPLACED = "replaced", pgettext_lazy("normative document", "Replaced")
    ENDED = "ended", _("No longer in force")
    UNKNOWN = "unknown", _("Not known")


class GoodsRole(TextChoices):
    """What a party does with goods."""

    MAKER = "maker", pgettext_lazy("role", "Makes")
    IMPORTER = "importer", pgettext_lazy("role", "Imports")
    TRADER = "trader", pgettext_lazy("role", "Sells")


class GoodsStatus(TextChoices):
    """Whether goods are on the market."""

    ON_SALE = "on_sale", _("On the market")
    STOPPED = "stopped", pgettext_lazy("goods", "Stopped")
    RECALLED = "recalled", _("Recalled")


class QuantityKind(TextChoices):
    """How the quantity of a prepackage is stated."""

    NONE = "", _("Not a prepackage")
    MASS = "mass", _("By mass")
    VOLUME = "volume", _("By volume")
    LENGTH = "length", _("By length")
    AREA = "area", _("By area")
    COUNT = "count", _("By number")


class DeclarationKind(TextChoices):
    """What a declaration is measured by."""

    STANDARD = "standard", _("Conformity with a standard")
    REGULATION = "regulation", _("Conformity with a technical regulation")


class Assessment(TextChoices):
    """Who found the goods to conform."""

    SELF = "self", _("Self-assessment")
    CERTIFIED = "certified", _("Certification by a body")


class DeclarationState(TextChoices):
    """How far a dossier is."""

    RECEIVED = "received", pgettext_lazy("dossier", "Received")
    SUPPLEMENT_ASKED = "supplement_asked", _("Supplement asked")
    NOTICED = "noticed", _("Notice of receipt issued")
    REFUSED = "refused", pgettext_lazy("dossier", "Not received")
    WITHDRAWN = "withdrawn", pgettext_lazy("dossier", "Withdrawn")


class DeclarationStanding(TextChoices):
    """Where a declaration stands on a day."""

    RECEIVED = "received", pgettext_lazy("dossier", "Received")
    SUPPLEMENT_ASKED = "supplement_asked", _("Supplement asked")
    VALID = "valid", _("In force")
    DUE_SOON = "due_soon", _("Due soon")
    EXPIRED = "expired", _("Expired")
    UNKNOWN = "unknown", _("Term not known")
    REFUSED = "refused", pgettext_lazy("dossier", "Not received")
    WITHDRAWN = "withdrawn", pgettext_lazy("dossier", "Withdrawn")


#: the units each quantity is stated in, as they are printed
UNITS: dict[str, tuple[str, ...]] = {
    QuantityKind.MASS.value: ("mg", "g", "kg"), QuantityKind.VOLUME.value: ("ml", "cl", "l"),
    QuantityKind.LENGTH.value: ("mm", "cm", "m"), QuantityKind.AREA.value: ("cm2", "m2"), QuantityKind.COUNT.value: ("pc",),
}
