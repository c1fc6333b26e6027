# SPDX-License-Identifier: Apache-2.0
"""The global search box: each room registers how it looks for a word among its records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery

from chuan.lib.text import fold


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One record found."""

    title: str
    note: str
    url: str
    icon: str
    kind: str


#: (user, query, limit) -> hits in order of relevance
Source = Callable[[Any, SearchQuery, int], Iterable[Hit]]
_SOURCES: list[Source] = []
#: (user, text as typed, limit) -> hits: for what does not stand in the database
TextSource = Callable[[Any, str, int], Iterable[Hit]]
_TEXT_SOURCES: list[TextSource] = []


def register(source: Source) -> None:
    """Add a room's search."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def register_text(source: TextSource) -> None:
    """Add a room's search that takes the text as it was typed; its hits come after those of the records."""
    if source not in _TEXT_SOURCES:
        _TEXT_SOURCES.append(source)


def prefix_query(text: str) -> SearchQuery | None:
    """Every word of the text as a prefix, folded; None if there is no word in it."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(text)).split()
    terms = [f"{word}:*" for word in words]
    return SearchQuery(" & ".join(terms), search_type="raw", config="simple") if terms else None


def find(user: Any, text: str, limit: int = 20) -> list[Hit]:
    """Search all rooms."""
    query = prefix_query(text)
    found = [hit for source in _SOURCES for hit in source(user, query, limit)] if query else []
    return found + [hit for source in _TEXT_SOURCES for hit in source(user, text, limit)]
