# SPDX-License-Identifier: Apache-2.0
"""`chuan places load [FOLDER]`: administrative units from files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chuan.places.actions import DATA, load_places
from chuan.places.errors import UnitFileMalformed


class Command(BaseCommand):
    """Loads the units and successions of a folder."""

    help = "Administrative units: `places load [FOLDER]` makes the tables say what units-*.csv and successions-*.csv say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `load` and the folder."""
        parser.add_argument("what", choices=["load"])
        parser.add_argument("folder", nargs="?", type=Path, default=DATA)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Load."""
        try:
            loaded = load_places(folder=options["folder"])
        except UnitFileMalformed as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{loaded.units_added} units added, {loaded.units_changed} changed; "
            f"{loaded.successions_added} successions added"
        )
