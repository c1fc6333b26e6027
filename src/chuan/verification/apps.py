# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Verification."""

    name = "chuan.verification"

    def ready(self) -> None:
        """Show this room's panels, work and search hits on the pages below."""
        from chuan.ui import searches, slots, worklists
        from chuan.verification import panels

        slots.register("registry.instrument", panels.panel_for_instrument)
        slots.register("registry.due_actions", panels.due_actions)
        worklists.register(panels.work)
        searches.register(panels.find)
