# SPDX-License-Identifier: Apache-2.0
"""`chuan run` as a person meets it: up, Ctrl-C, kill -9, up again; on an embedded database of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import psycopg
import pytest

from chuan.config import embedded

CHUAN = str(Path(sys.executable).parent / "chuan")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(var: Path, port: int) -> "subprocess.Popen[bytes]":
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PYTHONDEVMODE"}}
    with (var / "run.log").open("ab") as log:
        return subprocess.Popen([CHUAN, "run", "--port", str(port)], env=environment | {"CHUAN_VAR": str(var)}, stdout=log, stderr=log)


def health(server: "subprocess.Popen[bytes]", port: int, var: Path, seconds: float = 90) -> dict[str, str]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=2) as answer:
                if "Ctrl-C stops it" in (var / "run.log").read_text().rpartition("Prepared")[2]:
                    return dict(json.load(answer))
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError((var / "run.log").read_text()[-3000:])


def processes_of(var: Path) -> list[psutil.Process]:
    """Every process that serves this data folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("CHUAN_VAR") == str(var) or str(var) in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return [p for p in found if p.pid != os.getpid()]


def gone(var: Path, seconds: float = 20) -> list[psutil.Process]:
    deadline = time.monotonic() + seconds
    while (left := processes_of(var)) and time.monotonic() < deadline:
        time.sleep(0.2)
    return left


@pytest.fixture
def var(tmp_path: Path) -> Path:
    folder = tmp_path / "v"
    folder.mkdir()
    for parent in (tmp_path, *tmp_path.parents):  # root runs PostgreSQL as another user, who must reach it
        if parent.stat().st_uid == os.getuid():
            parent.chmod(parent.stat().st_mode | 0o011)
    return folder


def test_it_comes_up_stops_on_ctrl_c_and_loses_nothing_to_kill_9(var: Path) -> None:
    port = free_port()
    server = start(var, port)
    try:
        assert health(server, port, var) == {"web": "ok", "database": "ok", "worker": "ok"}

        # a committed row, then everything is killed without warning
        with psycopg.connect(embedded.url(var / "postgres")) as connection:
            connection.execute("INSERT INTO documents_numberseries (series, year, last) VALUES ('proof', 2026, 41)")
        for process in processes_of(var):
            process.kill()
        server.wait(10)
        assert gone(var) == []

        # up again: the row is there
        server = start(var, port)
        assert health(server, port, var)["database"] == "ok"
        with psycopg.connect(embedded.url(var / "postgres")) as connection:
            assert connection.execute("SELECT last FROM documents_numberseries WHERE series = 'proof'").fetchone() == (41,)

        # Ctrl-C: nothing stays behind, the database included
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0
        assert gone(var) == []
    finally:
        server.kill()
        for process in processes_of(var):
            process.kill()


def state(port: int) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=5) as answer:
            return answer.status, dict(json.load(answer))
    except urllib.error.HTTPError as error:
        return error.code, dict(json.load(error))


def state_becomes(port: int, part: str, beginning: str, seconds: float) -> tuple[int, dict[str, str]]:
    deadline = time.monotonic() + seconds
    while not (seen := state(port))[1][part].startswith(beginning) and time.monotonic() < deadline:
        time.sleep(0.5)
    return seen


def test_a_dead_worker_and_a_dead_database_show(var: Path) -> None:
    port = free_port()
    server = start(var, port)
    try:
        health(server, port, var)
        # the worker dies: the web goes on and says so
        for process in processes_of(var):
            if "procrastinate" in " ".join(process.cmdline()):
                process.kill()
        status, seen = state_becomes(port, "worker", "silent", 60)
        assert (status, seen) == (503, {"web": "ok", "database": "ok", "worker": "silent"})
        assert "worker ended by itself (exit status -9); again in 90 s." in (var / "run.log").read_text()
        # the database dies: the web says that too
        psutil.Process(int((var / "postgres" / "postmaster.pid").read_text().split()[0])).kill()
        status, seen = state_becomes(port, "database", "unreachable", 20)
        assert status == 503
        assert seen["database"].startswith("unreachable")
        # and Ctrl-C still ends everything
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0
        assert gone(var) == []
    finally:
        server.kill()
        for process in processes_of(var):
            process.kill()


def test_a_taken_port_is_named_with_the_way_out(var: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        server = start(var, port)
        assert server.wait(60) == 1
    assert f"Port {port} is taken. Choose another: PORT={port + 1} make run" in (var / "run.log").read_text()
    assert gone(var) == []
