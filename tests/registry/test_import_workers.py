# SPDX-License-Identifier: Apache-2.0
"""Workers that die and uploads that meet: real commits, a real worker process, SIGKILL."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from django.db import connection, connections

from chuan.accounts.choices import Role
from chuan.accounts.models import User
from chuan.audit.queries import first_broken_link
from chuan.imports.actions.imports import start_import
from chuan.imports.choices import ImportStatus
from chuan.imports.models import Import
from chuan.imports.run import run_import
from chuan.places.actions import load_places
from chuan.registry.locks import lock_kind
from chuan.registry.models import Instrument
from chuan.registry.tasks import DEAD_AFTER_S
from tests import make
from tests.make import NOON, Cast
from tests.registry.files import row, workbook


def start(cast: Cast, content: bytes, *, actor: User | None = None) -> Import:
    return start_import(actor=actor or cast.registrar, at=NOON, name="danh-sach.xlsx", content=content,
                        kind="fuel-dispenser", decision="good")


def worker(url: str) -> "subprocess.Popen[bytes]":
    environment = os.environ | {"DATABASE_URL": url}
    command = [sys.executable, "-m", "chuan.config.cli", "procrastinate", "worker", "-c", "1"]
    code = "from chuan.config.cli import main; main()"
    return subprocess.Popen([sys.executable, "-c", code, *command[3:]], env=environment, start_new_session=True)


def wait_for(what: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.1)


def kill(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_an_import_whose_worker_is_killed_is_begun_anew_by_the_next_and_never_doubles(
    committed_db: str, cast: Cast
) -> None:
    # given a worker in the middle of its last transaction: it waits for the kind that we hold
    load_places()
    imported = start(cast, workbook([row(number) for number in range(1500)]))
    holder = connections.create_connection("default")
    holder.set_autocommit(False)
    holder.cursor().execute(
        "SELECT pg_advisory_xact_lock(hashtextextended('chuan.registry.kind:fuel-dispenser', 0))")
    first = worker(committed_db)
    wait_for(lambda: Import.objects.get().status == ImportStatus.WRITING)

    # when it is killed
    kill(first)
    holder.rollback()
    holder.close()

    # then nothing of its rows stands, and the import is not finished
    assert not Instrument.objects.exists()
    assert not Import.objects.get().is_finished

    # when the dead worker's heartbeat is old and another worker runs
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - make_interval(secs => %s)",
                       [DEAD_AFTER_S + 1])
    second = worker(committed_db)
    try:
        wait_for(lambda: Import.objects.get().is_finished, seconds=100)
    finally:
        kill(second)

    # then everything stands once
    done = Import.objects.get(pk=imported.pk)
    assert (done.status, done.rows_added, done.rows_checked) == (ImportStatus.DONE, 1500, 1500)
    assert Instrument.objects.count() == 1500
    assert first_broken_link() is None


def test_two_people_who_upload_one_file_at_once_register_each_instrument_once(committed_db: str, cast: Cast) -> None:
    # given
    load_places()
    content, colleague = workbook([row(number) for number in range(400)]), make.make_member(Role.REGISTRAR, username="colleague")
    imports = [start(cast, content), start(cast, content, actor=colleague)]

    # when
    at_once(lambda n: run_import(imports[n].pk, NOON))

    # then
    results = sorted((i.rows_added, i.rows_same, i.rows_refused) for i in Import.objects.all())
    assert results == [(0, 400, 0), (400, 0, 0)]
    assert Instrument.objects.count() == 400
    assert {one.uploaded_by for one in Import.objects.all()} == {cast.registrar, colleague}
    assert Import.objects.get(pk=imports[1].pk).twin == imports[0]


def test_two_workers_on_the_same_import_write_it_once(committed_db: str, cast: Cast) -> None:
    load_places()
    imported = start(cast, workbook([row(number) for number in range(400)]))
    at_once(lambda n: run_import(imported.pk, NOON))

    assert Instrument.objects.count() == 400
    assert Import.objects.get().rows_added == 400


def test_the_lock_of_a_kind_ends_with_its_transaction(committed_db: str) -> None:
    from django.db import transaction
    for _ in range(2):
        with transaction.atomic():
            lock_kind("fuel-dispenser")


def at_once(work: Callable[[int], object]) -> None:
    barrier = threading.Barrier(2)
    failures: list[BaseException] = []

    def run(number: int) -> None:
        try:
            barrier.wait()
            work(number)
        except BaseException as error:  # noqa: BLE001 — carried to the test's own thread
            failures.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures
