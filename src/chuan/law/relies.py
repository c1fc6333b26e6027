# SPDX-License-Identifier: Apache-2.0
"""Who relies on a parameter: higher rooms say what of theirs rests on which folders of the law."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: (user, path of the parameter) -> how many there are and the address of their list ("" for none); None: not for this user
Count = Callable[[Any, str], tuple[int, str] | None]


@dataclass(frozen=True)
class Reliance:
    """What rests on a parameter; `count` None where it is not counted, or not for this reader."""

    label: str
    count: int | None = None
    url: str = ""


@dataclass(frozen=True)
class _Entry:
    prefix: str
    label: Any
    count: Count | None


_ENTRIES: list[_Entry] = []


def register(prefix: str, label: Any, count: Count | None = None) -> None:
    """Say that things called `label` (lazy, plural) rest on all parameters at or under `prefix`."""
    entry = _Entry(prefix.rstrip("/"), label, count)
    if entry not in _ENTRIES:
        _ENTRIES.append(entry)


def on(path: str, user: Any) -> list[Reliance]:
    """What rests on a parameter, in the order of registration."""
    found = []
    for entry in _ENTRIES:
        if path == entry.prefix or path.startswith(f"{entry.prefix}/"):
            counted = entry.count(user, path) if entry.count else None
            found.append(Reliance(str(entry.label), *counted) if counted else Reliance(str(entry.label)))
    return found
