# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register
from chuan.campaigns.choices import FindingKind

register(
    {
        "campaigns.campaign.planned": Sentence(_("Prepared the review campaign"), "clipboard-list"),
        "campaigns.campaign.opened": Sentence(_("Opened the review campaign"), "player-play"),
        "campaigns.campaign.closed": Sentence(_("Closed the review campaign"), "lock"),
        "campaigns.finding.noted": Sentence(_("Noted what was found on the spot"), "clipboard-check"),
        "campaigns.finding.taken_back": Sentence(_("Took a finding back"), "arrow-back-up"),
    },
    fields={
        "finding": _("Finding"), "campaign": _("Campaign"), "establishments": _("Establishments"), "units": _("Units"),
        "waiting": _("Not reviewed"), "changed": _("Changed"),
    },
    values={"finding": FindingKind},
    kinds={"campaigns.campaign": _("Review campaign"), "campaigns.establishment": _("Establishment under review")},
)
