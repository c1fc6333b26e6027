# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Campaigns."""

    name = "chuan.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        """Register whose work waits."""
        from chuan.campaigns.worklist import work_for
        from chuan.ui import worklists

        worklists.register(work_for)
