# SPDX-License-Identifier: Apache-2.0
"""Words of the room that are chosen from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: the acts a key may be given: what the operations below /api/v1/ ask for, apart from what anybody may do
ACTS = (
    "parties.read", "parties.edit", "registry.read", "registry.edit", "verification.read_certificate", "products.read",
    "products.edit", "products.receive", "campaigns.read", "campaigns.find",
)


class Mode(TextChoices):
    """What becomes of a batch some of whose items are refused."""

    ALL_OR_NOTHING = "all_or_nothing", _("All or nothing")
    GOOD_ROWS = "good_rows", _("The good rows")


class Outcome(TextChoices):
    """What became of an item."""

    ADDED = "added", _("Added")
    CHANGED = "changed", pgettext_lazy("item", "Changed")
    SAME = "same", _("Same as on file")
    REFUSED = "refused", _("Refused")


class KeyState(TextChoices):
    """Whether a key opens anything."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")
