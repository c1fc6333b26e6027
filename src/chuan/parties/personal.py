# SPDX-License-Identifier: Apache-2.0
"""One person's data: what every room holds about a party that is a person, and which of it the law keeps.

A higher room registers a source in its apps.ready(); a source gives its holdings for a party.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from chuan.parties.models import Party


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Rows a room holds about a person. `kept_because`: why an erasure leaves them; empty if it takes them."""

    title: "str | Promise"
    headings: tuple["str | Promise", ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    kept_because: "str | Promise" = ""


#: (party) -> what a room holds about it
Source = Callable[["Party"], Iterable[Holding]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Let a room say what it holds about a person."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def elsewhere(party: "Party") -> list[Holding]:
    """What the higher rooms hold about a party, empty holdings left out."""
    return [holding for source in _SOURCES for holding in source(party) if holding.rows]
