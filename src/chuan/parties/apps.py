# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Parties."""

    name = "chuan.parties"

    def ready(self) -> None:
        """Register what this room shows elsewhere, and how its rows merge."""
        from chuan.lists import kinds as list_kinds
        from chuan.parties import lists, merging, panels, tables
        from chuan.ui import searches, slots, worklists

        slots.register("places.unit", panels.premises_in_unit)
        searches.register(panels.search)
        worklists.register(panels.work)
        merging.register()
        for kind in (tables.PARTIES, tables.PREMISES):
            list_kinds.register(kind)
        lists.register_all()
