# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register
from chuan.registry.choices import InstrumentStatus

register(
    {
        "registry.instrument.registered": Sentence(_("Entered the instrument"), "gauge", {"kind": _("Kind")}),
        "registry.instrument.changed": Sentence(_("Changed the instrument's particulars"), "pencil"),
        "registry.instrument.status_set": Sentence(_("Changed the instrument's status"), "status-change"),
        "registry.point.opened": Sentence(_("Entered the reference-scale point"), "scale-outline", {"place": _("Market")}),
        "registry.point.changed": Sentence(_("Changed the reference-scale point's particulars"), "pencil"),
        "registry.point.closed": Sentence(_("Closed the reference-scale point"), "lock", {"scales": _("Scales there")}),
        "registry.reference_scale.placed": Sentence(_("Put a scale at the point"), "plus", {"instrument": _("Instrument")}),
        "registry.reference_scale.taken_away": Sentence(_("Took a scale away"), "minus", {"instrument": _("Instrument")}),
    },
    fields={
        "before": _("Before"), "after": _("After"), "reason": _("Reason"), "kind": _("Kind"),
        "maker": _("Maker"), "model": _("Model"), "serial": _("Serial number"), "hoses": _("Hoses"),
        "type_approval_mark": _("Type-approval mark"), "q_max_l_min": _("Q max (L/min)"), "place": _("Place of use"),
        "owner": _("Owner"),
    },
    values={"before": InstrumentStatus, "after": InstrumentStatus},
    kinds={"registry.instrument": _("Instrument"), "registry.referencepoint": _("Reference-scale point")},
)
