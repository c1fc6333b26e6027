# SPDX-License-Identifier: Apache-2.0
"""What happened at a party or at its premises, wherever it is recorded: rooms above name the rows of theirs that are about it."""

from collections.abc import Callable, Iterable
from typing import Any

from chuan.accounts.models import User
from chuan.audit.rows import Subject
from chuan.parties.models import Party, Premises

#: (user, party or premises) → orders, declarations, reviews … the user may see, the latest first
Source = Callable[[User, Any], Iterable[Any]]
_SOURCES: list[Source] = []
#: of each room so many rows
FEW = 20


def register(source: Source) -> None:
    """Add a room's rows about a party or premises."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def subjects_of(user: User, about: Party | Premises) -> list[Subject]:
    """The party or the premises; of a party its premises too; and what other rooms did there."""
    places: list[Any] = []
    if isinstance(about, Party):
        places = list(Premises.objects.visible_to(user).filter(party=about).only("pk").order_by("-pk")[:FEW])
    return [about, *places, *(row for source in _SOURCES for row in source(user, about))]
