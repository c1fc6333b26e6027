# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register

register(
    {"places.units.loaded": Sentence(_("Loaded administrative units"), "map-2"),
     "places.boundaries.loaded": Sentence(_("Loaded boundaries for the map"), "map-pin-plus")},
    fields={
        "communes": _("Communes with a shape"), "unknown": _("Shapes of no commune"),
        "units_added": _("Units added"), "units_changed": _("Units changed"), "successions_added": _("Successions added"),
    },
    kinds={"places.administrativeunit": _("Administrative unit")},
)
