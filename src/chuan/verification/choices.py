# SPDX-License-Identifier: Apache-2.0
"""States and kinds of the room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VerificationKind(TextChoices):
    """Circular 23/2013, article 19."""

    INITIAL = "initial", _("Initial")
    PERIODIC = "periodic", _("Periodic")
    AFTER_REPAIR = "after_repair", _("After repair")


class JobStatus(TextChoices):
    """The life of a job."""

    OPEN = "open", _("To be measured")
    PASSED = "passed", _("Passed, waiting for the certificate")
    FAILED = "failed", _("Failed")
    ISSUED = "issued", _("Certificate issued")
    CANCELLED = "cancelled", _("Cancelled")


class FlowRate(TextChoices):
    """At which flow a dispenser is tested."""

    MAXIMUM = "maximum", _("Largest reachable flow")
    MINIMUM = "minimum", _("Smallest flow")


class MarkStatus(TextChoices):
    """The life of a verification mark."""

    IN_STOCK = "in_stock", _("In stock")
    RESERVED = "reserved", _("Reserved")
    APPLIED = "applied", _("Applied")
    VOID = "void", _("Void")


class StandardKind(TextChoices):
    """Kinds of measurement standard the walk needs."""

    PROVING_MEASURE = "proving_measure", _("Proving measure")
    THERMOMETER = "thermometer", _("Thermometer")
    STOPWATCH = "stopwatch", _("Stopwatch")


class CertificateStanding(TextChoices):
    """What a certificate is worth on a day."""

    VALID = "valid", _("In force")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")
