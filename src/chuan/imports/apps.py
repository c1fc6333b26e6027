# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Imports."""

    name = "chuan.imports"
    label = "imports"

    def ready(self) -> None:
        """Register what this room shows elsewhere."""
        from chuan.imports import panels
        from chuan.ui import worklists

        worklists.register(panels.work)
