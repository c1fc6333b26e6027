# SPDX-License-Identifier: Apache-2.0
"""States of instruments."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InstrumentStatus(TextChoices):
    """What the instrument is, apart from the days: circular 23/2013, article 20."""

    IN_USE = "in_use", _("In use")
    OUT_OF_USE = "out_of_use", _("Out of use")
    INVALID_MODIFIED = "invalid_modified", _("Invalid: modified")
    INVALID_DEFECTIVE = "invalid_defective", _("Invalid: defective or out of tolerance")
    INVALID_CERTIFICATE_LOST = "invalid_certificate_lost", _("Invalid: mark or certificate lost")


class Standing(TextChoices):
    """Where an instrument stands on a day."""

    IN_FORCE = "in_force", _("In force")
    DUE_SOON = "due_soon", _("Due soon")
    OVERDUE = "overdue", _("Overdue")
    NEVER = "never", _("Never verified")
    NOT_SUBJECT = "not_subject", _("Not subject to periodic verification")
    UNKNOWN = "unknown", _("Cycle of the law not known")
    #: of a past day, when only later verifications are on file
    UNRECORDED = "unrecorded", _("Nothing on file for this day")
    INVALID = "invalid", _("Invalid")
    OUT_OF_USE = "out_of_use", _("Out of use")


class Within(TextChoices):
    """How far the due list looks ahead."""

    DAYS_30 = "30", _("Due within 30 days")
    DAYS_60 = "60", _("Due within 60 days")
    DAYS_90 = "90", _("Due within 90 days")
    OVERDUE = "overdue", _("Overdue")
    NEVER = "never", _("Never verified")


class PointStanding(TextChoices):
    """What a reference-scale point is good for on a day."""

    READY = "point_ready", _("Ready for use")
    PART_OVERDUE = "point_part_overdue", _("Ready, but not every scale is in force")
    NOT_IN_FORCE = "point_not_in_force", _("No scale in force")
    NO_SCALE = "point_no_scale", _("Without a scale")
    NOT_YET = "not_yet", _("Not open yet")
    CLOSED = "closed", pgettext_lazy("point", "Closed")


class MarketGap(TextChoices):
    """What a market lacks on a day."""

    NO_POINT = "no_point", _("Without a reference-scale point")
    NOT_READY = "not_ready", _("No point with a scale in force")
    OVERDUE = "overdue", _("With overdue scales")
