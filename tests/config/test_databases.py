# SPDX-License-Identifier: Apache-2.0
from threading import Thread
from typing import Any

from django.test import Client

from tests import make


def test_a_template_of_todays_migrations_is_cloned_for_every_worker(db: None, cast: make.Cast) -> None:
    assert cast.verifier.roles == {"verifier"}
    assert make.make_instrument().premises.current_unit is not None


def test_health_says_what_is_wrong(db: None) -> None:
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"web": "ok", "database": "ok", "worker": "silent"}


def test_health_says_that_the_database_is_gone(db: None, django_db_blocker: Any) -> None:
    from django.db import connections

    from tests.databases import connected_to

    def ask() -> None:
        with connected_to("no_such_database"):
            answers.append(Client().get("/healthz"))

    # in a thread of its own, for this one's connection is inside the test's transaction
    answers: list[Any] = []
    thread = Thread(target=lambda: (ask(), connections.close_all()))
    thread.start()
    thread.join()
    assert answers[0].status_code == 503
    assert answers[0].json() == {"web": "ok", "database": "unreachable (OperationalError)", "worker": "unknown"}


def test_a_database_of_its_own_sees_real_commits(committed_db: str, cast: make.Cast) -> None:
    import psycopg

    make.make_party(name="Bên A")
    with psycopg.connect(committed_db) as other:
        assert other.execute("SELECT name FROM parties_party").fetchall() == [("Bên A",)]
