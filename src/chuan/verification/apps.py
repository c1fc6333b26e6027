# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Verification."""

    name = "chuan.verification"

    def ready(self) -> None:
        """Show this room's panels, work and search hits on the pages below."""
        from django.utils.translation import gettext_lazy as _

        from chuan.law import explainers, relies
        from chuan.lawdesk import effects as drafts
        from chuan.parties import happenings as at_parties
        from chuan.registry import happenings
        from chuan.ui import searches, slots, worklists
        from chuan.verification import effects, finding, law_uses, merging, panels

        slots.register("registry.instrument", panels.panel_for_instrument)
        slots.register("registry.due_actions", panels.due_actions)
        happenings.register(panels.happened_to)
        at_parties.register(panels.happened_at)
        for slot in ("parties.party_next", "parties.premises_next"):
            slots.register(slot, panels.next_of)
        worklists.register(panels.work)
        searches.register(panels.find)
        searches.register_keys(finding.marks_keyed)
        drafts.register(effects.effects)
        explainers.register("certificate", law_uses.acts)
        for prefix in ("cycles", "mpe", "procedures", "validity-rule"):
            relies.register(f"verification/{prefix}", _("Verification certificates"), law_uses.certificates_resting_on)
        merging.register()
