# SPDX-License-Identifier: Apache-2.0
"""The console script `chuan`: Django's commands and ours, with the embedded database up before they need it."""

import os
import sys

#: Commands that must work without a database.
WITHOUT_DATABASE = {"law", "stop", "messages", "makemessages", "compilemessages", "collectstatic", "help", "version", "findstatic"}


def main() -> None:
    """Run a management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuan.config.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from chuan.config import embedded

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if settings.EMBEDDED_PGDATA and command not in WITHOUT_DATABASE:
        embedded.start_for_this_process(settings.EMBEDDED_PGDATA)
    execute_from_command_line(sys.argv)
