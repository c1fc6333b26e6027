# SPDX-License-Identifier: Apache-2.0
"""The console script `chuan`: Django's commands and ours, with the embedded database up before they need it.

What only reads the law and judges takes a short way past Django's start: others call it in their scripts, a lot at a
time, and the whole house takes seconds to wake.
"""

import os
import sys

#: Commands that must work without a database.
WITHOUT_DATABASE = {"law", "judge", "stop", "messages", "makemessages", "compilemessages", "collectstatic", "help", "version", "findstatic"}
#: What of `chuan law` reads nothing but the law files.
LAW_FILES_ONLY = {"check", "show", "diff", "gaps", "review-due", "export"}
#: The exit status of a program whose reader left, as shells have it (128 + SIGPIPE).
NOBODY_LISTENS = 141


def main() -> None:
    """Run a management command."""
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command == "judge":
        _judge()
    if command == "law" and len(sys.argv) > 2 and sys.argv[2] in LAW_FILES_ONLY and "DJANGO_SETTINGS_MODULE" not in os.environ:
        return _law()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuan.config.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from chuan.config import embedded

    explains = sys.argv[1:3] == ["law", "explain"]
    if settings.EMBEDDED_PGDATA and (explains or command not in WITHOUT_DATABASE):
        embedded.start_for_this_process(settings.EMBEDDED_PGDATA)
    return execute_from_command_line(sys.argv)


def _judge() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "chuan.config.light"
    from chuan.judge.program import run

    sys.exit(run(sys.argv[2:]))


def _law() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "chuan.config.light"
    from django.apps import apps
    from django.conf import settings
    from django.core.management import load_command_class

    apps.populate(settings.INSTALLED_APPS)
    try:
        load_command_class("chuan.law", "law").run_from_argv(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read had enough: `chuan law gaps | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOBODY_LISTENS)
