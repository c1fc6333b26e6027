# SPDX-License-Identifier: Apache-2.0
"""`chuan demo [--on DAY]`: load the demonstration province into an empty database. Again: nothing changes."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from chuan.config.demo import PASSWORD
from chuan.config.demo.build import build
from chuan.config.demo.people import PEOPLE
from chuan.lib import clock


class Command(BaseCommand):
    """Load the demonstration province."""

    help = "Load the invented province into an empty database; where it stands already, change nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--on."""
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="the day it is (YYYY-MM-DD); today")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Do it and say who may sign in."""
        built = build(on=options["on"] or clock.today())
        if built.is_new:
            self.stdout.write("The demonstration province is loaded; everything in it is invented but the "
                              "administrative units and the plan of 2024.")
        else:
            self.stdout.write("The demonstration province stands already: nothing was changed.")
        self.stdout.write(", ".join(f"{count} {name}" for name, count in built.counts.items()))
        self.stdout.write(f"Sign in as {', '.join(person[0] for person in PEOPLE)}; password: {PASSWORD}")
