# SPDX-License-Identifier: Apache-2.0
"""The record can be added to and read, by nobody rewritten unseen."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from time import sleep

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, connections, transaction

from chuan.audit import queries
from chuan.audit.actions import record
from chuan.audit.models import Entry
from chuan.config import embedded
from tests.make import make_user

_WRITES = ("UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry")


@pytest.fixture
def three_entries(committed_db: str) -> None:
    user = make_user("hoa")
    for verb in ("tests.thing.made", "tests.thing.changed", "tests.thing.ended"):
        record(verb, actor=user, subject=user, data={"number": 7, "tên": "Lò"})


@pytest.fixture
def superuser(committed_db: str) -> Iterator[psycopg.Connection]:
    if settings.EMBEDDED_PGDATA is None:
        pytest.skip("the server behind DATABASE_URL lends no superuser")
    name = connection.settings_dict["NAME"]
    address = embedded.url(settings.EMBEDDED_PGDATA, role="postgres", database=name)
    with psycopg.connect(address, autocommit=True) as session:
        yield session
    while _superuser_is_there():  # its process ends a moment after the session; until then the database cannot go
        sleep(0.05)


def _superuser_is_there() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = 'postgres'")
        return cursor.fetchone() is not None


def verify() -> str:
    output = StringIO()
    call_command("audit", "verify", stdout=output)
    return output.getvalue()


@pytest.mark.parametrize("statement", _WRITES)
def test_the_application_lacks_the_privilege_to_change_the_record(three_entries: None, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", _WRITES)
def test_even_a_superuser_is_stopped_by_the_trigger(
    three_entries: None, superuser: psycopg.Connection, statement: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        superuser.execute(statement)


def test_an_unbroken_chain_is_told_with_length_and_head(three_entries: None) -> None:
    length, head = queries.chain_head()
    assert length == 3
    assert verify() == f"3 entries, the chain holds; head {head}\n"


def test_an_empty_record_holds(committed_db: str) -> None:
    assert "0 entries" in verify()


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE audit_entry SET actor_name = 'Không ai' WHERE sequence = 2", 2),
        ("UPDATE audit_entry SET data = '{}' WHERE sequence = 1", 1),
        ("UPDATE audit_entry SET at = at - interval '1 day' WHERE sequence = 3", 3),
        ("DELETE FROM audit_entry WHERE sequence = 2", 3),
        ("DELETE FROM audit_entry WHERE sequence = 1", 2),
        ("UPDATE audit_entry e SET verb = 'x' WHERE sequence = 2;"
         "UPDATE audit_entry e SET hash = audit_entry_hash(e) WHERE sequence = 2", 3),
    ],
)
def test_tampering_behind_the_triggers_is_found(
    three_entries: None, superuser: psycopg.Connection, tampering: str, broken: int
) -> None:
    # given
    superuser.execute("ALTER TABLE audit_entry DISABLE TRIGGER ALL")
    for statement in tampering.split(";"):
        superuser.execute(statement)  # type: ignore[call-overload]
    superuser.execute("ALTER TABLE audit_entry ENABLE TRIGGER ALL")
    # when / then
    with pytest.raises(CommandError, match=f"broken at entry {broken}:"):
        verify()


def test_the_database_dates_and_numbers_entries_itself(three_entries: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (sequence, at, verb, actor_name, subject_kind, subject_id, subject_label, data,"
            " previous_hash, hash) VALUES (900, '1999-01-01', 'x', 'x', 'x', 'x', 'x', '{}', 'f', 'f')"
        )
    last = Entry.objects.order_by("-sequence")[0]
    assert last.sequence == 4
    assert last.at.year > 1999
    assert queries.first_broken_link() is None


def test_twenty_at_once_keep_the_chain_whole(committed_db: str) -> None:
    # given
    user = make_user("hoa")

    def act(number: int) -> None:
        try:
            with transaction.atomic():
                record("tests.thing.made", actor=user, subject=user, data={"number": number})
        finally:
            connections["default"].close()

    # when
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(act, range(60)))
    # then
    assert list(Entry.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 61))
    assert queries.first_broken_link() is None


def test_what_is_rolled_back_was_never_recorded(committed_db: str) -> None:
    user = make_user("hoa")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("tests.thing.made", actor=user, subject=user)
        raise ZeroDivisionError
    record("tests.thing.kept", actor=user, subject=user)
    assert list(Entry.objects.values_list("sequence", "verb")) == [(1, "tests.thing.kept")]
    assert queries.first_broken_link() is None
