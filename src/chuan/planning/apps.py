# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Planning."""

    name = "chuan.planning"

    def ready(self) -> None:
        """Register the planner's work."""
        from chuan.lawdesk import effects as drafts
        from chuan.planning import effects
        from chuan.planning.worklist import work_for
        from chuan.ui import worklists

        worklists.register(work_for)
        drafts.register(effects.effects)
