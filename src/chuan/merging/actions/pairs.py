# SPDX-License-Identifier: Apache-2.0
"""Saying that two rows are not the same, and taking that back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.merging.choices import PairStatus
from chuan.merging.errors import RowGone, SameRow
from chuan.merging.kinds import MergeKind
from chuan.merging.models import Pair


@transaction.atomic
def decide_not_same(*, actor: User, at: datetime, kind: MergeKind, first_id: UUID, second_id: UUID) -> Pair:
    """Remember that two rows are two things: the pair is not offered again."""
    require(actor, "merging.merge")
    if first_id == second_id:
        raise SameRow
    found = {row.pk: row for row in kind.rows(actor).filter(pk__in=[first_id, second_id])}
    if len(found) < 2:
        raise RowGone
    low, high = sorted((first_id, second_id))
    said = {"status": PairStatus.NOT_SAME, "decided_by": actor, "decided_at": at}
    pair, _ = Pair.objects.update_or_create(kind=kind.label, first_id=low, second_id=high, defaults=said)
    record("merging.pair.not_same", actor=actor, subject=found[low],
           data={"other": str(found[high])[:300], "other_id": str(high)})
    return pair


@transaction.atomic
def reopen_pair(*, actor: User, kind: MergeKind, pair: Pair) -> Pair:
    """Offer a pair again that somebody had called not the same."""
    require(actor, "merging.merge", pair)
    pair = Pair.objects.select_for_update().get(pk=pair.pk)
    first = kind.rows(actor).filter(pk=pair.first_id).first()
    if first is None or pair.status == PairStatus.MERGED:
        raise RowGone
    pair.status, pair.decided_by, pair.decided_at = PairStatus.OPEN, None, None
    pair.save(update_fields=["status", "decided_by", "decided_at"])
    record("merging.pair.reopened", actor=actor, subject=first, data={"other_id": str(pair.second_id)})
    return pair
