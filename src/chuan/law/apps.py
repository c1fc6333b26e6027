# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Law."""

    name = "chuan.law"

    def ready(self) -> None:
        """Let the search box find parameters and texts, and parameters say what is worked out from them."""
        from chuan.law import hits, relies
        from chuan.law.reckoning import uses
        from chuan.ui import searches

        searches.register_text(hits.find)
        for prefix, label in uses.USES:
            relies.register(prefix, label)
