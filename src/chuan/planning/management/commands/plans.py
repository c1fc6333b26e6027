# SPDX-License-Identifier: Apache-2.0
"""`chuan plans [FOLDER]`: load plans from files. Again: nothing changes, and targets stay as people set them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chuan.lib.errors import ChuanError
from chuan.planning.actions import DATA, load_plans


class Command(BaseCommand):
    """Load plans."""

    help = "Load plans from plan-*.yaml files (default: those that come with Chuẩn)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FOLDER."""
        parser.add_argument("folder", nargs="?", type=Path, default=DATA)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Do it."""
        try:
            loaded = load_plans(folder=options["folder"])
        except ChuanError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{loaded.plans_added} plans added, {loaded.rows_changed} rows changed")
