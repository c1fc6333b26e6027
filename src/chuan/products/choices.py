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


#: the units each quantity is stated in, as they are printed
UNITS: dict[str, tuple[str, ...]] = {
    QuantityKind.MASS.value: ("mg", "g", "kg"), QuantityKind.VOLUME.value: ("ml", "cl", "l"),
    QuantityKind.LENGTH.value: ("mm", "cm", "m"), QuantityKind.AREA.value: ("cm2", "m2"), QuantityKind.COUNT.value: ("pc",),
}
