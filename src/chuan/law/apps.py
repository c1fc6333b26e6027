# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Law."""

    name = "chuan.law"

    def ready(self) -> None:
        """Let the search box of the program find parameters and texts; where there is no database there is no box."""
        from django.conf import settings

        if settings.DATABASES:
            from chuan.law import hits
            from chuan.ui import searches

            searches.register_text(hits.find)
