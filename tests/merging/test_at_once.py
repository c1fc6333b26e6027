# SPDX-License-Identifier: Apache-2.0
"""Two people at once: the same pair merged twice, and a merge while another edits. Real commits, real threads."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, connections, transaction

from chuan.lib.errors import ChuanError
from chuan.merging import actions
from chuan.merging.errors import MergedAway, PairChanged
from chuan.merging.models import Merge
from chuan.parties.actions import edit_party
from chuan.parties.models import Party, Premises
from tests.make import NOON, Cast
from tests.merging import made


def at_once(*acts: Callable[[], Any]) -> list[BaseException | None]:
    """Run acts in threads that start together; what each raised."""
    gate, raised = threading.Barrier(len(acts)), [None] * len(acts)  # type: ignore[var-annotated]

    def run(number: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            act()
        except ChuanError as error:
            raised[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_people_merging_one_pair_merge_it_once(committed_db: str, cast: Cast) -> None:
    first, second = made.twins()
    people = [cast.registrar, cast.registrar]
    kind = made.kind()

    def merge(kept: Party, away: Party, user: Any) -> Callable[[], Any]:
        return lambda: actions.merge(actor=user, at=NOON, kind=kind, kept_id=kept.pk, away_id=away.pk)

    raised = at_once(merge(first, second, people[0]), merge(second, first, people[1]))

    assert [type(one) for one in raised].count(type(None)) == 1
    assert [one for one in raised if one is not None and not isinstance(one, MergedAway)] == []
    assert Merge.objects.count() == Party.objects.filter(pk__in=[first.pk, second.pk]).count() == 1
    assert Premises.objects.filter(party=Party.objects.get(pk__in=[first.pk, second.pk])).count() == 2


def test_an_edit_and_a_merge_come_one_after_the_other(committed_db: str, cast: Cast) -> None:
    # given somebody in the middle of editing the one that is to go
    first, second = made.twins()
    kind, user = made.kind(), cast.registrar
    seen = actions.fingerprint(kind, first.pk, second.pk)
    raised: list[BaseException | None] = []

    def merge() -> None:
        raised.extend(at_once(lambda: actions.merge(
            actor=user, at=NOON, kind=kind, kept_id=first.pk, away_id=second.pk, seen=seen)))

    # when
    with transaction.atomic():
        edit_party(actor=user, party=second, email="moi@example.vn")
        thread = threading.Thread(target=merge)
        thread.start()
        _until_somebody_waits()
    thread.join()

    # then: the merge saw that it was changed, nothing was lost
    assert [type(one) for one in raised] == [PairChanged]
    assert Party.objects.get(pk=second.pk).email == "moi@example.vn"


def _until_somebody_waits() -> None:
    waiting = 0
    with connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute("SELECT count(*), pg_sleep(0.05) FROM pg_locks WHERE NOT granted")
            waiting = cursor.fetchone()[0]
            if waiting:
                return
    raise AssertionError("the merge did not wait")
