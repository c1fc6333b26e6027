# SPDX-License-Identifier: Apache-2.0
"""What a draft of the law would change: higher rooms enter a source, the what-if page shows what the sources find.

A source counts in sets, reads only, and shows nobody more than they may see. It gives figures, lists (the first rows
for the page, all of them for a file) and pictures with their numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from chuan.lawdesk.trial import Trial

#: Rows of a list on the page.
SHOWN = 50


@dataclass(frozen=True)
class Link:
    """A cell that opens a record."""

    text: str
    url: str

    def __str__(self) -> str:
        return self.text


def address_of(url_name: str) -> Callable[[UUID], str]:
    """Addresses of records of one page: asked of the router once, however many rows there are."""
    nobody = UUID(int=0)
    before, _id, after = reverse(url_name, args=[nobody]).partition(str(nobody))
    return lambda pk: f"{before}{pk}{after}"


Cell = str | int | date | Link | None


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list behind a figure. `fetch` gives so many rows (None: all), each as long as `columns`."""

    key: str
    title: str
    columns: Sequence[str]
    count: int
    fetch: Callable[[int | None], Iterable[Sequence[Cell]]]

    @property
    def first(self) -> list[Sequence[Cell]]:
        """The rows of the page."""
        return list(self.fetch(SHOWN))

    @property
    def has_more(self) -> bool:
        """True if the file has more than the page."""
        return self.count > SHOWN


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number, what it counts, and the key of the list behind it; `before` where two are compared."""

    label: str
    value: int
    tone: str = ""
    listing: str = ""
    before: int | None = None


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Pairs of bars, before and after, by label; always shown with its numbers."""

    title: str
    label: str
    pairs: Sequence[tuple[str, int, int]]
    note: str = ""
    #: months and the like, in order; names lie
    is_upright: bool = False


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a draft would do to the records of one kind."""

    key: str
    title: str
    icon: str
    explanation: str = ""
    figures: Sequence[Figure] = ()
    listings: Sequence[Listing] = ()
    bars: Sequence[Bars] = field(default=())


#: (trial) -> effects; none if the draft does not concern its records
Source = Callable[[Trial], Iterable[Effect]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Add a room's source of effects."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def of_draft(trial: Trial) -> list[Effect]:
    """What all rooms find, in the order of the rooms."""
    return [effect for source in _SOURCES for effect in source(trial)]


def listing_of(trial: Trial, key: str) -> Listing | None:
    """The list of a key."""
    found: Any = (listing for effect in of_draft(trial) for listing in effect.listings if listing.key == key)
    return next(found, None)
