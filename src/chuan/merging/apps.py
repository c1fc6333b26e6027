# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class MergingConfig(AppConfig):
    """Merging."""

    name = "chuan.merging"
    label = "merging"

    def ready(self) -> None:
        """Register the work this room has for the home page."""
        from chuan.merging import panels
        from chuan.ui import worklists

        worklists.register(panels.work)
