# SPDX-License-Identifier: Apache-2.0
"""What the public page may answer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """What a number and its check code are worth."""

    VALID = "valid", _("This certificate is in force")
    EXPIRED = "expired", _("This certificate has expired")
    REVOKED = "revoked", _("This certificate has been revoked")
    UNKNOWN = "unknown", _("No such certificate was issued")
    FORGED = "forged", _("The number and the check code do not belong together")
