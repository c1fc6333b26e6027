# SPDX-License-Identifier: Apache-2.0
"""`chuan prepare`: bring a database and the static files to today's version. Safe to repeat; part of every start."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from chuan import law
from chuan.config import catalogues
from chuan.places.actions import load_places
from chuan.planning.actions import load_plans
from chuan.registry.actions.instruments import refresh_due_dates


class Command(BaseCommand):
    """Migrate, load what every province has, bring due dates to today's law, collect static files."""

    help = "Migrate the database, load administrative units and plans, apply the law data, compile catalogues, collect static files."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Do it."""
        catalogues.compile_all()
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        load_places()
        load_plans()
        law.refresh()  # with what the province supplied
        refresh_due_dates()
        where = "embedded PostgreSQL" if settings.EMBEDDED_PGDATA else "PostgreSQL at DATABASE_URL"
        self.stdout.write(f"Prepared: {where}")
