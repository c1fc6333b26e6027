# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register
from chuan.parties.choices import ActivityRole, ContactBasis, PartyStatus, Sector

register(
    {
        "parties.party.registered": Sentence(_("Entered the party"), "building-store"),
        "parties.party.edited": Sentence(_("Changed the party's particulars"), "pencil"),
        "parties.party.renamed": Sentence(_("The party is called otherwise"), "signature", {"before": _("Former name")}),
        "parties.former_name.added": Sentence(_("Added a former name"), "history", {"name": _("Former name")}),
        "parties.party.status_set": Sentence(_("Changed the state of the business"), "status-change"),
        "parties.activity.added": Sentence(_("Entered an activity"), "briefcase", {"role": _("Activity")}),
        "parties.activity.ended": Sentence(_("Ended an activity"), "briefcase-off", {"role": _("Activity")}),
        "parties.contact.added": Sentence(_("Entered a contact"), "address-book"),
        "parties.contact.edited": Sentence(_("Changed a contact"), "pencil"),
        "parties.contact.consent_withdrawn": Sentence(_("A contact withdrew their consent"), "ban"),
        "parties.contact.unmasked": Sentence(_("Looked at a contact's numbers"), "eye"),
        "parties.contact.erased": Sentence(_("Erased a contact"), "trash"),
        "parties.party.unmasked": Sentence(_("Looked at the person's numbers"), "eye"),
        "parties.person.copied": Sentence(_("Handed out a copy of the personal data"), "file-download"),
        "parties.party.erased": Sentence(_("Erased the personal data"), "trash"),
        "parties.premises.registered": Sentence(_("Entered the premises"), "map-pin"),
        "parties.premises.edited": Sentence(_("Changed the premises' particulars"), "pencil"),
        "parties.commune.decided": Sentence(_("Chose the commune of today"), "map-check"),
    },
    fields={
        "tax_code": _("Tax code"), "changed": _("Changed"), "party": _("Party"), "stated": _("Commune as stated"),
        "decided": _("Commune chosen"), "contact": _("Contact"), "imports": _("Imported lists"), "purpose": _("Purpose"), "basis": _("Basis"),
        "sector": _("Sector"), "since": _("Since"), "on": _("Day"), "format": _("Format"), "erased": _("Erased"),
        "kept": _("Record kept"),
    },
    values={"before": PartyStatus, "after": PartyStatus, "sector": Sector, "role": ActivityRole, "basis": ContactBasis},
    kinds={"parties.party": _("Party"), "parties.premises": _("Premises")},
)
