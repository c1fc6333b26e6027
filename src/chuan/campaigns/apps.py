# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Campaigns."""

    name = "chuan.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        """Register whose work waits."""
        from chuan.campaigns import panels
        from chuan.campaigns.worklist import work_for
        from chuan.parties import happenings
        from chuan.ui import slots, worklists

        worklists.register(work_for)
        happenings.register(panels.happened)
        for slot in ("parties.party_next", "parties.premises_next"):
            slots.register(slot, panels.next_of)
