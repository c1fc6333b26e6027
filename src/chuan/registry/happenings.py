# SPDX-License-Identifier: Apache-2.0
"""What happened to an instrument, wherever it is recorded: rooms above name the rows of theirs that are about it."""

from collections.abc import Callable, Iterable
from typing import Any

from chuan.accounts.models import User
from chuan.audit.rows import Subject
from chuan.registry.models import Instrument

#: (user, instrument) → orders, jobs, certificates … the user may see
Source = Callable[[User, Instrument], Iterable[Any]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Add a room's rows about an instrument."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def subjects_of(user: User, instrument: Instrument) -> list[Subject]:
    """The instrument, the list it came with, and what other rooms did with it."""
    others = [row for source in _SOURCES for row in source(user, instrument)]
    came_with = [instrument.source_import] if instrument.source_import else []
    return [instrument, *came_with, *others]
