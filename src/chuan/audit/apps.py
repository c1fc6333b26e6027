# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    """Audit."""

    name = "chuan.audit"

    def ready(self) -> None:
        """Let every room say what its verbs mean."""
        autodiscover_modules("verbs")
