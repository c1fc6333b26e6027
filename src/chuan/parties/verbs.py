# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register

register(
    {
        "parties.party.registered": Sentence(_("Entered the party"), "building-store"),
        "parties.party.edited": Sentence(_("Changed the party's particulars"), "pencil"),
        "parties.premises.registered": Sentence(_("Entered the premises"), "map-pin"),
        "parties.premises.edited": Sentence(_("Changed the premises' particulars"), "pencil"),
        "parties.commune.decided": Sentence(_("Chose the commune of today"), "map-check"),
    },
    fields={
        "tax_code": _("Tax code"), "changed": _("Changed"), "party": _("Party"), "stated": _("Commune as stated"),
        "decided": _("Commune chosen"),
    },
    kinds={"parties.party": _("Party"), "parties.premises": _("Premises")},
)
