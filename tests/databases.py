# SPDX-License-Identifier: Apache-2.0
"""Template and clones: migrating takes seconds, cloning a tenth of one."""

import hashlib
import io
import itertools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from psycopg.conninfo import make_conninfo

from chuan.config import embedded
from chuan.lib import clock

_COUNTER = itertools.count()
_SOURCES = Path(settings.PACKAGE)


def url(database: str) -> str:
    """The address of a database on the test server, as the application's role."""
    if settings.EMBEDDED_PGDATA:
        return embedded.url(settings.EMBEDDED_PGDATA, database=database)
    return make_conninfo(settings.ENV.database_url, dbname=database)


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """A connection from which databases are made and dropped."""
    if settings.EMBEDDED_PGDATA:
        embedded.start_for_this_process(settings.EMBEDDED_PGDATA)
    with psycopg.connect(url("postgres"), autocommit=True) as connection:
        yield connection


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Point Django, all its threads included, at another database."""
    connections["default"].close()
    before = connections.settings["default"]["NAME"]
    connections.settings["default"]["NAME"] = connections["default"].settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"]["NAME"] = connections["default"].settings_dict["NAME"] = before


def template() -> str:
    """Make the template of today's migrations unless it stands."""
    return _made_once(f"chuan_template_{_fingerprint('*/migrations/*.py')}", _migrate)


def demonstration() -> str:
    """Make the demonstration province of today and of this code unless it stands."""
    source = template()
    name = f"chuan_demo_{_fingerprint('**/*.py', '**/*.yaml', '**/*.csv')}_{clock.today():%m%d}"
    return _made_once(name, _demonstrate, source=source)


def _demonstrate() -> None:
    # a real server will read these passwords, and it knows no cheap ones
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        call_command("demo", stdout=io.StringIO())


def _migrate() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def _made_once(name: str, fill: Callable[[], object], *, source: str = "template1") -> str:
    with maintenance() as server:
        server.execute("SELECT pg_advisory_lock(hashtext('chuan.tests.template'))")
        if not _exists(server, name):
            _drop_old(server)
            building = f"{name}_building"
            server.execute(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{building}" TEMPLATE "{source}"')
            with connected_to(building):
                fill()
            server.execute(f'COMMENT ON DATABASE "{building}" IS \'{clock.today()}\'')
            server.execute(f'ALTER DATABASE "{building}" RENAME TO "{name}"')
    return name


def _drop_old(server: psycopg.Connection) -> None:
    """Templates of other days are of no use to anybody."""
    rows = server.execute(
        "SELECT datname FROM pg_database WHERE datname ~ '^chuan_(template|demo)_'"
        " AND shobj_description(oid, 'pg_database') <> %s", [str(clock.today())]
    ).fetchall()
    for (name,) in rows:
        _drop(server, name)


def _drop(server: psycopg.Connection, name: str, attempts: int = 50) -> None:
    """Drop a database and its connections; one that is being vacuumed may not be forced, and is soon done."""
    try:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    except psycopg.errors.InsufficientPrivilege:
        if not attempts:
            raise
        time.sleep(0.2)
        _drop(server, name, attempts - 1)


@contextmanager
def clone(source: str) -> Iterator[str]:
    """A copy of a database, dropped afterwards."""
    name = f"chuan_test_{os.getpid()}_{next(_COUNTER)}"
    with maintenance() as server:
        server.execute("SELECT pg_advisory_lock(hashtext('chuan.tests.template'))")
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        server.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    try:
        yield name
    finally:
        with maintenance() as server:
            _drop(server, name)


def _exists(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _fingerprint(*patterns: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in _SOURCES.glob(pattern)):
        digest.update(path.read_bytes())
    digest.update((_SOURCES.parent.parent / "requirements.txt").read_bytes())
    return digest.hexdigest()[:12]
