# SPDX-License-Identifier: Apache-2.0
"""`chuan run`: everything one machine needs: prepared database, web server, worker, and the address to open."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Sequence
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
        """Run until told to stop."""
        host, port = options["host"], options["port"]
        _refuse_busy_port(host, port)
        for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell started us with Ctrl-C ignored
            signal.signal(number, _leave)
        call_command("prepare", stdout=self.stdout)
        if options["demo"]:
            call_command("demo", stdout=self.stdout)
        connections.close_all()
        os.environ["PORT"] = str(port)
        parts = [Part("web", web(host, port), pause_s=2), Part("worker", worker(), pause_s=90)]
        try:
            for part in parts:
                part.start()
            state = _wait_until_healthy(f"http://{host}:{port}/healthz", parts)
            self.stdout.write(f"\n  Chuẩn: http://localhost:{port}/   {state}\n  Ctrl-C stops it.\n")
            self.stdout.flush()
            self._watch(parts)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            _stop(parts)

    def _watch(self, parts: list["Part"]) -> None:
        """Start again what ended by itself, after a pause in which /healthz says so and nothing spins."""
        while True:
            for part in parts:
                if (code := part.ended()) is not None:
                    self.stderr.write(f"{part.name} ended by itself (exit status {code}); again in {part.pause_s} s.")
                elif part.is_due():
                    part.start()
            time.sleep(0.5)


class Part:
    """A process of ours and when to start it again."""

    def __init__(self, name: str, command: Sequence[str], *, pause_s: float) -> None:
        self.name, self.command, self.pause_s = name, command, pause_s
        self.process: subprocess.Popen[bytes] | None = None
        self._again_at = 0.0

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C reaches the supervisor alone, which stops its parts in order."""
        self.process = subprocess.Popen(  # noqa: S603
            self.command, start_new_session=True, preexec_fn=die_with_parent  # noqa: PLW1509
        )

    def ended(self) -> int | None:
        """Its exit status, said once after it ended."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        self.process, self._again_at = None, time.monotonic() + self.pause_s
        return code

    def is_due(self) -> bool:
        """True if it ended and its pause is over."""
        return self.process is None and time.monotonic() >= self._again_at


def _refuse_busy_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Choose another: PORT={port + 1} make run") from error


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def web(host: str, port: int) -> tuple[str, ...]:
    """The command of the web server."""
    return (
        str(_BIN / "granian"), "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "2",
        "--blocking-threads", "4", "--no-ws", "--log-level", "error", "--workers-kill-timeout", "5",
        "chuan.config.wsgi:application",
    )


def worker() -> tuple[str, ...]:
    """The command of the worker, which gives way: somebody waits for a page, nobody for the last second of an import."""
    gentle = ("nice", "-n", "10") if shutil.which("nice") else ()
    return (*gentle, str(_BIN / "chuan"), "procrastinate", "worker", "--shutdown-graceful-timeout", "5")


def _wait_until_healthy(url: str, parts: Sequence[Part]) -> str:
    deadline = time.monotonic() + _START_S
    state = "no answer"
    while time.monotonic() < deadline:
        for part in parts:
            if (code := part.ended()) is not None:
                raise CommandError(f"{part.name} ended while starting (exit status {code}); its last words are above.")
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 — our own address
                return json.dumps(json.load(answer))
        except urllib.error.HTTPError as error:
            state = error.read().decode()
        except OSError:
            pass
        time.sleep(0.2)
    raise CommandError(f"It did not come up within {_START_S} s: {state}")


def _stop(parts: Sequence[Part]) -> None:
    running = [part.process for part in parts if part.process is not None]
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
