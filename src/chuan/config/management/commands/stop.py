# SPDX-License-Identifier: Apache-2.0
"""`chuan stop`: stop the embedded database, if it still runs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from chuan.config import embedded


class Command(BaseCommand):
    """Stop the embedded database."""

    help = "Stop the embedded database."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Do it."""
        if settings.EMBEDDED_PGDATA and embedded.is_running(settings.EMBEDDED_PGDATA):
            embedded.stop(settings.EMBEDDED_PGDATA)
            self.stdout.write("The embedded database is stopped.")
