# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register

register(
    {
        "merging.rows.merged": Sentence(_("Merged a duplicate into this record"), "arrows-join"),
        "merging.merge.undone": Sentence(_("Undid the merge"), "arrow-back-up"),
        "merging.pair.not_same": Sentence(_("Said that two records are not the same"), "equal-not"),
        "merging.pair.reopened": Sentence(_("Offered the pair for decision again"), "refresh"),
    },
    fields={
        "away": _("Merged away"), "away_id": _("Id of the record merged away"), "taken": _("Values taken from it"),
        "merge": _("Merge"), "other": _("The other record"), "other_id": _("Id of the other record"),
        "parties.Premises.party": _("Premises moved"),
    },
)
