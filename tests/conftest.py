# SPDX-License-Identifier: Apache-2.0
"""Real PostgreSQL for every test: one migrated template database, cloned per worker; the named cast; no network."""

import itertools
import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from chuan.ui import icons
from tests import databases, make

os.environ.setdefault("PYTHONDEVMODE", "1")


def pytest_configure() -> None:
    """Cheap passwords and plain static files: neither is what the suite is about, and both have tests of their own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = True
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    icons.strict = True


@pytest.fixture(scope="session", autouse=True)
def only_this_machine() -> Iterator[None]:
    """Refuse every connection that leaves the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family == socket.AF_UNIX or str(address[0]) in {"127.0.0.1", "::1", "localhost"}:
            return connect(self, address)
        raise OSError(f"tests stay on this machine: {address}")

    socket.socket.connect = guarded  # type: ignore[method-assign,assignment]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def template_database(django_db_blocker: Any) -> str:
    """The name of a migrated, empty database that nobody is connected to."""
    with django_db_blocker.unblock():
        return databases.template()


@pytest.fixture(scope="session")
def demonstration_database(django_db_blocker: Any) -> str:
    """The name of a database with today's demonstration province in it; clone it, leave it as it is."""
    with django_db_blocker.unblock():
        return databases.demonstration()


@pytest.fixture
def demonstration(django_db_blocker: Any, demonstration_database: str) -> Iterator[str]:
    """A demonstration province of its own for one test. Its address."""
    with django_db_blocker.unblock(), databases.clone(demonstration_database) as name, databases.connected_to(name):
        yield databases.url(name)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, template_database: str) -> Iterator[None]:
    """Give this worker its own clone (pytest-django's hook)."""
    with django_db_blocker.unblock(), databases.clone(template_database) as name, databases.connected_to(name):
        yield


@pytest.fixture
def committed_db(django_db_blocker: Any, template_database: str) -> Iterator[str]:
    """A database of its own for one test, where commits are real: for threads, workers and servers. Its address."""
    with django_db_blocker.unblock(), databases.clone(template_database) as name, databases.connected_to(name):
        yield databases.url(name)


@pytest.fixture
def sign_in() -> Callable[[Any], Client]:
    """A browser (without JavaScript) in which this user is signed in."""

    def signed_in(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


@pytest.fixture
def cast() -> "make.Cast":
    """The named cast: one person per role, made when first named, and a stranger without any."""
    return make.Cast()


@pytest.fixture(autouse=True)
def _numbers_begin_at_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "NUMBERS", itertools.count(1))


@pytest.fixture(autouse=True)
def _close_threads_connections() -> Iterator[None]:
    yield
    for alias in connections:
        connections[alias].run_on_commit = []
