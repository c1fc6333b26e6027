# SPDX-License-Identifier: Apache-2.0
"""Twenty officers at work, quiet and while the worker brings in 100,000 meters: how much longer do their pages take?

The real server and the real worker, as `chuan run` starts them, on a database of their own. An officer reads: after each page come three
to six seconds until the next one. Twenty clients that never pause would measure how few cores the machine has, not how
pages and imports get along. Quiet times lie before and after each import, so that what else the machine does counts for
both. Set ROWS, ROUNDS and INSTRUMENTS in the environment for other sizes.
"""

import http.client
import os
import socket
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from bench import large
from bench.rooms import installation
from chuan.accounts.choices import Role
from chuan.accounts.models import User
from chuan.config.management.commands import run
from chuan.imports.actions.imports import start_import
from chuan.imports.choices import FINISHED
from chuan.imports.models import Import
from chuan.lib import clock
from chuan.registry.models import Instrument
from tests import databases, make, workbooks

ROWS = int(os.environ.get("ROWS", "100000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
INSTRUMENTS = int(os.environ.get("INSTRUMENTS", "200000"))
OFFICERS, QUIET_S, WARM_S = 20, 40, 15


@dataclass
class Desk:
    """What officers do, and how long each page took them, by what went on meanwhile."""

    port: int
    pages: list[tuple[str, str, bool]]
    phase: str = ""
    stopped: bool = False
    took: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)

    def work(self, officer: int, cookie: str) -> None:
        """Open page after page, each officer beginning elsewhere and keeping a pace of their own."""
        line = http.client.HTTPConnection("localhost", self.port, timeout=60)
        time.sleep(officer * 4.5 / OFFICERS)
        for step in range(1_000_000):
            if self.stopped:
                return
            name, address, fragment = self.pages[(officer * 3 + step) % len(self.pages)]
            phase, started = self.phase, time.perf_counter()
            line.request("GET", address, headers={"Cookie": cookie} | ({"HX-Request": "true"} if fragment else {}))
            answer = line.getresponse()
            answer.read()
            seconds = time.perf_counter() - started
            if answer.status != 200:
                self.wrong.append(f"{answer.status} {address}")
            if phase == self.phase:  # a page that began in one phase and ended in another tells of neither
                self.took[phase, name].append(seconds)
            time.sleep(max(3 + (officer * 7 + step * 5) % 13 / 4 - seconds, 0))


def main() -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    with installation():
        large.fill(INSTRUMENTS)
        registrar = make.make_member(Role.REGISTRAR)
        port = _free_port()
        desk = Desk(port, _pages())
        cookies = [_signed_in(registrar) for _ in range(OFFICERS)]
        with serving(port):
            took = _measured(desk, cookies, registrar)
    _report(desk, took)


def _measured(desk: Desk, cookies: list[str], registrar: User) -> list[float]:
    """The seconds of each import; the officers' times are the desk's."""
    officers = [threading.Thread(target=desk.work, args=(n, cookie), daemon=True) for n, cookie in enumerate(cookies)]
    for officer in officers:
        officer.start()
    time.sleep(WARM_S)
    took = []
    for number in range(ROUNDS):
        content = _meters(number)
        desk.phase = "quiet"
        time.sleep(QUIET_S)
        desk.phase, started = "import", time.perf_counter()
        _import(registrar, content, number)
        took.append(time.perf_counter() - started)
        desk.phase = ""
        time.sleep(5)  # what the import leaves behind, vacuum and checkpoint, is neither
    desk.phase = "quiet"
    time.sleep(QUIET_S)
    desk.stopped = True
    for officer in officers:
        officer.join(20)
    return took


def _import(registrar: User, content: bytes, number: int) -> None:
    """Hand a list to the worker and wait until it is in."""
    imported: Import = start_import(
        actor=registrar, at=clock.now(), name=f"cong-to-{number}.xlsx", content=content, kind=workbooks.METER_KIND, decision="good"
    )
    while (now := _state(imported.pk)).status not in FINISHED:
        time.sleep(0.5)
    assert now.rows_added == ROWS, (now.status, now.error_code, now.rows_added, now.rows_refused)


def _state(pk: UUID) -> Import:
    return Import.objects.only("status", "error_code", "rows_added", "rows_refused").get(pk=pk)


def _meters(number: int) -> bytes:
    """A workbook of meters nobody has seen yet."""
    rows = workbooks.meter_rows(workbooks.electricity_meters(ROWS, clock.today()))
    fresh = [[*row[:3], f"{number + 1}{row[3]}", *row[4:]] for row in rows]
    return workbooks.workbook(fresh, headings=workbooks.METER_HEADINGS)


def _pages() -> list[tuple[str, str, bool]]:
    """What an officer opens, with some variety: name, address, whether it is the box under the search field."""
    some = list(Instrument.objects.order_by("id").values_list("pk", "serial")[1000:1000 + 7 * 9:9])
    communes = ["03646", "03664", "03670"]
    pages: list[tuple[str, str, bool]] = []
    for at, (pk, serial) in enumerate(some):
        pages += [
            ("search", f"/search/?q={serial[:8]}", True), ("search", f"/search/?q={serial}", True),
            ("instrument", f"/registry/instruments/{pk}/", False),
            ("list", ("/registry/?all=1", "/registry/?kind=taximeter", "/registry/?standing=overdue")[at % 3], False),
            ("due list", f"/registry/due/?commune={communes[at % 3]}" if at % 2 else "/registry/due/", False),
        ]
    return pages


def _signed_in(user: User) -> str:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(port: int) -> Iterator[None]:
    """Web server and worker on this database, as `chuan run` starts them; the database stands already."""
    call_command("collectstatic", interactive=False, verbosity=0)
    name = str(connection.settings_dict["NAME"])
    environment = os.environ | {"DATABASE_URL": databases.url(name), "CHUAN_VAR": str(settings.VAR), "PORT": str(port)}
    with tempfile.NamedTemporaryFile("w+", suffix=".log") as log:
        parts = [
            subprocess.Popen(command, env=environment, stdout=log, stderr=log) for command in (run.web("127.0.0.1", port), run.worker())
        ]
        try:
            _wait_for(f"http://localhost:{port}/accounts/login/", parts, Path(log.name))
            yield
        finally:
            for part in parts:
                part.terminate()
            for part in parts:
                part.wait(60)


def _wait_for(url: str, parts: "list[subprocess.Popen[bytes]]", log: Path) -> None:
    for _ in range(240):
        assert all(part.poll() is None for part in parts), log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(log.read_text())


def _report(desk: Desk, took: list[float]) -> None:
    assert not desk.wrong, desk.wrong[:5]
    print(f"  {OFFICERS} officers, {INSTRUMENTS:,} instruments; {ROUNDS} imports of {ROWS:,} meters in {', '.join(f'{s:.0f}' for s in took)} s")
    print("  page         quiet ms (p95)      n   import ms (p95)      n   ratio  ratio of p95   (at most 2)")
    for name in [*dict.fromkeys(name for name, _, _ in desk.pages), "all"]:
        quiet, busy = (_of(desk, phase, name) for phase in ("quiet", "import"))
        medians, lates = [statistics.median(x) for x in (quiet, busy)], [_p95(x) for x in (quiet, busy)]
        print(f"  {name:10s} {medians[0]:9.0f} ({lates[0]:5.0f}) {len(quiet):6d} {medians[1]:9.0f} ({lates[1]:5.0f}) {len(busy):6d}"
              f" {medians[1] / medians[0]:7.2f} {lates[1] / lates[0]:13.2f}")


def _of(desk: Desk, phase: str, name: str) -> list[float]:
    return [s * 1000 for (when, page), times in desk.took.items() if when == phase and name in {page, "all"} for s in times]


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
