# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class LawdeskConfig(AppConfig):
    """Law desk."""

    name = "chuan.lawdesk"
    label = "lawdesk"

    def ready(self) -> None:
        """Lay accepted supplements over the law, and show this room's buttons and work elsewhere."""
        from chuan import law
        from chuan.lawdesk import panels
        from chuan.lawdesk.overlay import overlay
        from chuan.ui import slots, worklists

        law.provide_overlay(overlay)
        slots.register("law.gap", panels.at_gap)
        slots.register("law.version", panels.at_version)
        worklists.register(panels.work)
