# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Registry."""

    name = "chuan.registry"

    def ready(self) -> None:
        """Register what this room shows elsewhere."""
        from django.utils.translation import gettext_lazy as _

        from chuan.imports import kinds as import_kinds
        from chuan.law import relies
        from chuan.lawdesk import effects as drafts
        from chuan.lawdesk import followers
        from chuan.lists import kinds as list_kinds
        from chuan.parties import happenings
        from chuan.registry import (
            effects,
            lists,
            merging,
            next,
            panels,
            point_list,
            point_panels,
            point_tables,
            tables,
        )
        from chuan.registry.actions.instruments import follow_the_law
        from chuan.registry.english import ENGLISH
        from chuan.ui import searches, slots, worklists

        for kind in (tables.INSTRUMENTS, tables.DUE, point_tables.MARKETS, point_tables.REFERENCE_POINTS):
            list_kinds.register(kind)
        import_kinds.register(point_list.PointList(), ENGLISH)
        lists.register_all()
        merging.register()
        slots.register("parties.premises", point_panels.points_of_premises)
        slots.register("parties.premises", panels.instruments_at_premises)
        slots.register("registry.instrument", point_panels.point_of_instrument)
        slots.register("parties.party", panels.instruments_of_party)
        slots.register("parties.party_next", next.of_party)
        slots.register("parties.premises_next", next.of_premises)
        happenings.register(next.happened)
        searches.register_keys(panels.search_keys)
        searches.register(panels.search)
        searches.register(point_panels.search)
        worklists.register(panels.work)
        worklists.register(point_panels.work)
        drafts.register(effects.effects)
        followers.register(follow_the_law)
        for prefix in ("cycles", "controls", "mpe"):
            relies.register(f"verification/{prefix}", _("Instruments in the registry"), panels.instruments_of_kind)
