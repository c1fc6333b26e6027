# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register
from chuan.lawdesk.choices import SupplementKind

_FIELDS = {
    "place": _("Place in the law files"), "from_day": _("In force from"), "value": _("Value"), "source": _("Source"),
    "note": _("Remark"), "reason": _("Reason"), "kind": _("What it does"),
}

register(
    {
        "lawdesk.supplement.proposed": Sentence(_("Proposed a value of the law"), "file-plus", _FIELDS),
        "lawdesk.supplement.accepted": Sentence(_("Agreed: the value counts"), "circle-check", _FIELDS),
        "lawdesk.supplement.refused": Sentence(_("Did not agree to the value"), "circle-x", _FIELDS),
        "lawdesk.supplement.withdrawn": Sentence(_("Withdrew the proposal"), "arrow-back-up", _FIELDS),
        "lawdesk.supplement.revoked": Sentence(_("Took the value back"), "ban", _FIELDS),
    },
    values={"kind": SupplementKind},
    kinds={"lawdesk.supplement": _("Supplied value of the law")},
)
