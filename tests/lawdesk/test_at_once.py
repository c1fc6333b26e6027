# SPDX-License-Identifier: Apache-2.0
"""Several people at the same moment, several processes, and what follows from a change of the law: real commits."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.db import connections

from chuan import law
from chuan.accounts.models import User
from chuan.audit.queries import first_broken_link
from chuan.lawdesk.actions.supplements import refuse_supplement
from chuan.lawdesk.choices import SupplementState
from chuan.lawdesk.models import Supplement
from chuan.lib.errors import ChuanError
from chuan.registry.models import Instrument
from tests import make
from tests.lawdesk import made
from tests.make import NOON, Cast


def together(*acts: Callable[[], Any]) -> list[str]:
    """Run the acts at the same moment; what each raised, or "done"."""
    barrier, said = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            act()
            said[place] = "done"
        except ChuanError as error:
            said[place] = error.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return said


def test_of_two_reviewers_at_once_one_decides(committed_db: str) -> None:
    cast = Cast()
    director, other = cast.director, cast.centre_director
    for number in range(4):
        proposed = made.propose(cast.verifier, made.gap(number=number))
        refusal = partial(refuse_supplement, actor=other, at=NOON, supplement=proposed, note="Mờ")
        said = together(partial(made.accept, director, proposed), refusal)
        assert sorted(said) == ["done", "lawdesk.not-waiting"]
    states = set(Supplement.objects.values_list("state", flat=True))
    assert states <= {SupplementState.ACCEPTED, SupplementState.REFUSED}
    assert first_broken_link() is None


def test_of_two_proposals_at_once_one_is_kept(committed_db: str) -> None:
    cast = Cast()
    people: list[User] = [cast.verifier, cast.inspector, cast.planner, cast.registrar]
    said = together(*(partial(made.propose, person) for person in people))
    assert sorted(said) == ["done", *["lawdesk.place-taken"] * 3]
    assert Supplement.objects.count() == 1


def test_accepting_the_same_twice_at_once_counts_once(committed_db: str) -> None:
    cast = Cast()
    proposed, director, other = made.propose(cast.verifier), cast.director, cast.centre_director
    said = together(lambda: made.accept(director, proposed), lambda: made.accept(other, proposed))
    assert sorted(said) == ["done", "lawdesk.not-waiting"]


def test_another_process_sees_it_from_its_next_request_or_job(committed_db: str) -> None:
    place = made.gap()
    code = (
        "import django; django.setup(); from datetime import date; from chuan import law; law.corpus(); print('ready', flush=True); input();"
        f"\nwith law.steady():\n    print(law.at(date.fromisoformat('{place.from_day}')).value('{place.path}').value, law.fingerprint(), flush=True)"
    )
    environment = os.environ | {"DATABASE_URL": committed_db, "DJANGO_SETTINGS_MODULE": "chuan.config.settings"}
    other = subprocess.Popen([sys.executable, "-c", code], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    cast = Cast()
    made.accept(cast.director, made.propose(cast.verifier, place))
    out, _err = other.communicate("go\n", timeout=60)
    assert out.split() == ["24", law.fingerprint()]


def test_due_dates_follow_when_a_cycle_is_filled_and_when_it_is_taken_back(committed_db: str) -> None:
    # given a meter verified while its cycle was a gap: nobody knows how long that holds
    from chuan.lawdesk.actions.supplements import revoke_supplement

    cast, place = Cast(), made.gap(under="verification/cycles")
    kind = place.path.rpartition("/")[2]
    meter = make.make_instrument(kind=kind, last_verified_on=date(2019, 6, 3), valid_until=None)
    # when the gap is filled, and the worker has worked
    accepted = made.accept(cast.director, made.propose(cast.verifier, place, value="120"))
    work(committed_db)
    # then
    assert Instrument.objects.get(pk=meter.pk).valid_until == date(2029, 6, 30)
    # and back
    revoke_supplement(actor=cast.director, at=NOON, supplement=accepted, reason="Nhầm")
    work(committed_db)
    assert Instrument.objects.get(pk=meter.pk).valid_until is None


def work(url: str) -> None:
    """A worker process of its own until nothing is left to do."""
    environment = os.environ | {"DATABASE_URL": url}
    code = "from chuan.config.cli import main; main()"
    subprocess.run([sys.executable, "-c", code, "procrastinate", "worker", "-c", "1", "--one-shot"], env=environment, timeout=120, check=True)


def test_while_a_review_waits_for_its_lock_the_law_of_others_stands(committed_db: str) -> None:
    """A transaction that is rolled back leaves no trace in the law of this process."""
    import pytest
    from django.db import transaction

    cast, before = Cast(), law.fingerprint()
    proposed = made.propose(cast.verifier)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        made.accept(cast.director, proposed)
        raise ZeroDivisionError
    law.refresh()
    assert law.fingerprint() == before
