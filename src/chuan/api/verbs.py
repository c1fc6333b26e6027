# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.accounts.choices import Role
from chuan.api.choices import Mode
from chuan.audit.sentences import Sentence, register

register(
    {
        "api.key.issued": Sentence(_("Issued the API key"), "key", {"role": _("Role"), "unit": _("Organisation")}),
        "api.key.revoked": Sentence(_("Revoked the API key"), "key-off"),
        "api.batch.written": Sentence(_("Sent a batch through the API"), "api"),
    },
    fields={
        "unit": _("Organisation"), "acts": _("Acts"), "until": _("Last day"), "what": _("Records"), "mode": _("Mode"),
        "items": _("Items"), "added": _("Added"), "changed": pgettext_lazy("item", "Changed"), "same": _("Same as on file"),
        "refused": _("Refused"),
    },
    values={"role": Role, "mode": Mode},
    kinds={"api.apikey": _("API key")},
)
