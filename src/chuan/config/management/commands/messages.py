# SPDX-License-Identifier: Apache-2.0
"""`chuan messages [ROOM …]`: bring the catalogues up to date and say what is untranslated; `--compile` compiles them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from chuan.config import catalogues


class Command(BaseCommand):
    """Update or compile the message catalogues."""

    help = "Update the rooms' message catalogues (default), or compile them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Rooms, --compile."""
        parser.add_argument("rooms", nargs="*", help="only these rooms")
        parser.add_argument("--compile", action="store_true", help="write the .mo files")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Do it."""
        if options["compile"]:
            self.stdout.write(f"{catalogues.compile_all()} catalogues compiled")
            return
        for room in catalogues.rooms():
            if options["rooms"] and room.name not in options["rooms"]:
                continue
            catalogue = catalogues.update(room)
            missing = catalogues.gaps(catalogue)
            self.stdout.write(f"{room.name}: {len(catalogue)} messages, {len(missing)} untranslated")
            for message in missing:
                self.stdout.write(f"    {message}")
