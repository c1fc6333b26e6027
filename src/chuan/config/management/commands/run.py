# SPDX-License-Identifier: Apache-2.0
"""`chuan run`: everything one machine needs: prepared database, web server, worker, and the address to open."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from chuan.config.supervision import die_with_parent

_START_S = 60
_STOP_S = 10
_BIN = Path(sys.executable).parent


class Command(BaseCommand):
    """Prepare, serve, work; stop all of it on Ctrl-C."""

    help = "Prepare the database, then serve the web and work off the jobs until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--port, --host, --demo."""
        parser.add_argument("--port", type=int, default=int(settings.ENV.port))
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--demo", action="store_true", help="load the demonstration province into an empty database")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Run until told to stop or until a part fails."""
        host, port = options["host"], options["port"]
        _refuse_busy_port(host, port)
        for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell started us with Ctrl-C ignored
            signal.signal(number, _leave)
        call_command("prepare", stdout=self.stdout)
        if options["demo"]:
            call_command("demo", stdout=self.stdout)
        connections.close_all()
        os.environ["PORT"] = str(port)
        parts = {"web": _web(host, port), "worker": _worker()}
        try:
            state = _wait_until_healthy(f"http://{host}:{port}/healthz", parts)
            self.stdout.write(f"\n  Chuẩn: http://localhost:{port}/   {state}\n  Ctrl-C stops it.\n")
            self.stdout.flush()
            self._watch(parts)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            _stop(parts)

    def _watch(self, parts: dict[str, "subprocess.Popen[bytes]"]) -> None:
        while True:
            for name, process in parts.items():
                if (code := process.poll()) is not None:
                    raise CommandError(f"{name} ended by itself (exit status {code}); its last words are above.")
            time.sleep(0.5)


def _refuse_busy_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Choose another: PORT={port + 1} make run") from error


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _spawn(*command: str) -> "subprocess.Popen[bytes]":
    # a session of its own: Ctrl-C reaches this process alone, which then stops its parts in order
    return subprocess.Popen(command, start_new_session=True, preexec_fn=die_with_parent)  # noqa: S603, PLW1509


def _web(host: str, port: int) -> "subprocess.Popen[bytes]":
    return _spawn(
        str(_BIN / "granian"), "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "2",
        "--blocking-threads", "4", "--no-ws", "--log-level", "error", "--workers-kill-timeout", "5",
        "chuan.config.wsgi:application",
    )


def _worker() -> "subprocess.Popen[bytes]":
    return _spawn(str(_BIN / "chuan"), "procrastinate", "worker", "--shutdown-graceful-timeout", "5")


def _wait_until_healthy(url: str, parts: dict[str, "subprocess.Popen[bytes]"]) -> str:
    deadline = time.monotonic() + _START_S
    state = "no answer"
    while time.monotonic() < deadline:
        if any(process.poll() is not None for process in parts.values()):
            break
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 — our own address
                return json.dumps(json.load(answer))
        except urllib.error.HTTPError as error:
            state = error.read().decode()
        except OSError:
            pass
        time.sleep(0.2)
    raise CommandError(f"It did not come up within {_START_S} s: {state}")


def _stop(parts: dict[str, "subprocess.Popen[bytes]"]) -> None:
    for process in parts.values():
        process.terminate()
    for process in parts.values():
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
