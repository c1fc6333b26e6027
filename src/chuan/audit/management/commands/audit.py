# SPDX-License-Identifier: Apache-2.0
"""`chuan audit verify`: does the chain of the record hold?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chuan.audit import queries


class Command(BaseCommand):
    """Verify the record of acts."""

    help = "verify: recompute every link of the record of acts; exits 1 and names the first broken entry."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The only subcommand."""
        parser.add_argument("what", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Check the whole chain."""
        broken = queries.first_broken_link()
        if broken is not None:
            raise CommandError(f"the chain is broken at entry {broken}: it, or one before it, was changed or removed")
        length, head = queries.chain_head()
        self.stdout.write(f"{length} entries, the chain holds; head {head}")
