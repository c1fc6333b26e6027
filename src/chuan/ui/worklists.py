# SPDX-License-Identifier: Apache-2.0
"""The worklist of the home page: each room registers what waits for whom; each entry is one click from its act."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class WorkItem:
    """A heap of work: how much, how bad, where to begin."""

    title: str
    count: int
    url: str
    icon: str
    act: str
    #: "late", "due", "waiting" or "calm"
    urgency: str = "waiting"
    #: up to five lines to look at: (label, url, note)
    first: tuple[tuple[str, str, str], ...] = ()


#: (user) -> items; a source gives nothing for roles it has no work for
Source = Callable[[Any], Iterable[WorkItem]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Add a room's source of work."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def items_for(user: Any) -> list[WorkItem]:
    """All work waiting for a user: late first, empty heaps left out."""
    order = {"late": 0, "due": 1, "waiting": 2, "calm": 3}
    items = [item for source in _SOURCES for item in source(user) if item.count]
    return sorted(items, key=lambda item: order[item.urgency])
