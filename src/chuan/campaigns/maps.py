# SPDX-License-Identifier: Apache-2.0
"""Progress of a campaign on the map, where boundaries were loaded; the tiles of the page serve where there are none."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from chuan.campaigns.models import Campaign
from chuan.campaigns.queries import Line
from chuan.places import maps
from chuan.places.maps import Drawing, Told
from chuan.places.models import AdministrativeUnit
from chuan.ui.figures import number

#: shades of the map for nothing yet, begun, more than half, all
_SHADES = (1, 2, 3, 5)


def progress_map(campaign: Campaign, lines: list[Line], on: date) -> Drawing | None:
    """Each commune of the campaign shaded by how much of it was reviewed; None while nobody loaded boundaries."""
    if maps.frame_of_today(on) is None:
        return None
    base = reverse("campaigns:establishments", args=[campaign.pk])
    by_code = {line.code: line for line in lines}

    def told(unit: AdministrativeUnit) -> Told:
        line = by_code.get(unit.code)
        if line is None:
            return Told(_("not in this campaign"), 0)
        text = _("{done} of {total} reviewed").format(done=number(line.done), total=number(line.counts["total"]))
        return Told(text, _SHADES[line.level], f"{base}?commune={unit.code}", line.percent)

    return maps.draw(on, told)
