# SPDX-License-Identifier: Apache-2.0
"""`chuan judge …` for those who reach it through Django (`call_command`, `manage.py`); the console script starts faster."""

import sys
from argparse import REMAINDER, ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from chuan.judge import program


class Command(BaseCommand):
    """Judge a lot or an instrument given as JSON."""

    help = "Judge a lot of prepackages or an instrument: JSON in, JSON out."
    requires_system_checks = []

    def run_from_argv(self, argv: list[str]) -> NoReturn:
        """Leave the arguments to the program: it has its own."""
        sys.exit(program.run(argv[2:]))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """All that follows is the program's."""
        parser.add_argument("arguments", nargs=REMAINDER)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Do it; impossible input leaves with the program's status."""
        if status := program.run(options["arguments"]):
            sys.exit(status)
