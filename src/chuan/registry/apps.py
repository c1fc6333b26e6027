# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Registry."""

    name = "chuan.registry"

    def ready(self) -> None:
        """Register what this room shows elsewhere."""
        from chuan.registry import panels
        from chuan.ui import searches, slots, worklists

        slots.register("parties.premises", panels.instruments_at_premises)
        slots.register("parties.party", panels.instruments_of_party)
        searches.register(panels.search)
        worklists.register(panels.work)
