# SPDX-License-Identifier: Apache-2.0
"""What this room shows on the home page: pairs to decide."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.accounts.permissions import may
from chuan.merging import queries
from chuan.ui.worklists import WorkItem

_FIRST = 5


def work(user: User) -> Iterator[WorkItem]:
    """Pairs that may be one thing: one heap, whatever their kind."""
    if not may(user, "merging.merge"):
        return
    counts = [(kind, count) for kind, count in queries.pair_counts(user) if count]
    first: list[tuple[str, str, str]] = []
    for kind, _count in counts:
        for pair, one, other, _shared in queries.pairs_with_rows(
            user, kind, list(queries.open_pairs(user, kind)[: _FIRST - len(first)])
        ):
            address = reverse("merging:compare", args=[kind.label, pair.first_id, pair.second_id])
            first.append((f"{one} / {other}", address, str(kind.name)))
    yield WorkItem(
        title=_("Records that may be the same"), count=sum(count for _kind, count in counts), first=tuple(first),
        url=reverse("merging:pairs"), icon="arrows-join", act=_("Decide the pairs"), urgency="calm",
    )
