# SPDX-License-Identifier: Apache-2.0
"""One person's data: what every room holds about a party that is a person, and which of it the law keeps.

A higher room registers a source in its apps.ready(); a source gives its holdings for a party.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chuan.imports.people import Sought

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from chuan.parties.models import Contact, Party

#: what stands before the name of the person
_HOUSEHOLD = re.compile(r"^(hộ kinh doanh|hkd|hộ)\s+", re.IGNORECASE)
#: lists that say more of a person than whose something is
_LISTS_OF_PARTIES, _LISTS_OF_CONTACTS = ("parties", "activities", "contacts"), ("contacts",)


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


def sought_party(party: "Party", *, named: bool) -> Sought:
    """A person as imported lists may name them. `named`: the name stays, so that lists which only name them may stay too."""
    names = [party.name, *party.former_names.values_list("name", flat=True)]
    people = [_HOUSEHOLD.sub("", name) for name in names]
    return Sought.of(numbers=(party.phone, party.email), names=[*names, *people, party.tax_code], codes=_LISTS_OF_PARTIES if named else None)


def sought_contacts(contacts: "Iterable[Contact]") -> Sought:
    """People to be reached, as imported lists may name them: a bare name tells them from others in lists of contacts only."""
    known = list(contacts)
    numbers = [text for one in known for text in (one.phone, one.email)]
    return Sought.of(numbers=numbers, names=[one.name for one in known], codes=_LISTS_OF_CONTACTS)
