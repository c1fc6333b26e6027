# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Parties."""

    name = "chuan.parties"

    def ready(self) -> None:
        """Register what this room shows elsewhere, and how its rows merge."""
        from chuan.parties import merging, panels
        from chuan.ui import searches, slots, worklists

        slots.register("places.unit", panels.premises_in_unit)
        searches.register(panels.search)
        worklists.register(panels.work)
        merging.register()
