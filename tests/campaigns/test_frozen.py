# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL itself keeps a closed campaign as it was, and lets one of two officers be first."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from chuan.campaigns import actions
from chuan.campaigns.choices import FindingKind
from chuan.campaigns.errors import FoundAlready
from chuan.campaigns.models import Campaign, Establishment
from tests import make
from tests.campaigns import made
from tests.make import NOON, Cast


@pytest.mark.django_db
def test_nothing_of_a_closed_campaign_can_be_written(cast: Cast) -> None:
    make.make_premises()
    campaign = actions.close_campaign(actor=cast.planner, at=NOON, campaign=made.opened(cast))
    rows, campaigns = Establishment.objects.all(), Campaign.objects.filter(pk=campaign.pk)
    for write in (lambda: rows.update(name="x"), lambda: rows.update(note="x"), rows.delete, lambda: campaigns.update(title="x")):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            write()


def test_of_two_officers_at_once_one_is_first_and_the_other_is_told(committed_db: str, cast: Cast) -> None:
    # given
    premises = make.make_premises()
    row = made.row(made.opened(cast), premises)
    users, results = (cast.local_officer, cast.local_lead), []
    gate = threading.Barrier(2)

    def at_once(user: object) -> None:
        try:
            gate.wait()
            actions.note_finding(actor=user, at=NOON, establishment=row, finding=FindingKind.CONFIRMED)  # type: ignore[arg-type]
            results.append("noted")
        except FoundAlready:
            results.append("told")
        finally:
            connection.close()

    # when
    threads = [threading.Thread(target=at_once, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # then
    assert sorted(results) == ["noted", "told"]
