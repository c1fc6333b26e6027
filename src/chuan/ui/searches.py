# SPDX-License-Identifier: Apache-2.0
"""The global search box: each room registers how it looks for a word among its records."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import BooleanField, F, Model, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from chuan.lib.text import fold, key

M = TypeVar("M", bound=Model)


EXACT, PREFIX, WORDS = 0, 1, 2
#: of the rows that hold the words, so many are looked at to find the best
CANDIDATES = 200
#: so many pages of a table are read before its index is asked
_FIRST_PAGES = 20


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One record found. `rank`: its very key was typed, the beginning of its key, or words that stand in it."""

    title: str
    note: str
    url: str
    icon: str
    kind: str
    rank: int = WORDS


#: (user, query, limit) -> hits in order of relevance
Source = Callable[[Any, SearchQuery, int], Iterable[Hit]]
_SOURCES: list[Source] = []
#: (user, text as typed, limit) -> hits: for what does not stand in the database
TextSource = Callable[[Any, str, int], Iterable[Hit]]
_TEXT_SOURCES: list[TextSource] = []
#: (user, folded letters and digits of the whole text, limit) -> hits whose key is this or begins so
_KEY_SOURCES: list[TextSource] = []


def register(source: Source) -> None:
    """Add a room's search."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def register_text(source: TextSource) -> None:
    """Add a room's search that takes the text as it was typed; its hits come after those of the records."""
    if source not in _TEXT_SOURCES:
        _TEXT_SOURCES.append(source)


def register_keys(source: TextSource) -> None:
    """Add a room's search by what stands on a thing: a serial number, a tax code, a plate, however it is written."""
    if source not in _KEY_SOURCES:
        _KEY_SOURCES.append(source)


def prefix_query(text: str) -> SearchQuery | None:
    """Every word of the text as a prefix, folded; None if there is no word in it."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(text)).split()
    terms = [f"{word}:*" for word in words]
    return SearchQuery(" & ".join(terms), search_type="raw", config="simple") if terms else None


def best_of(found: "QuerySet[M, Any]", query: SearchQuery, limit: int) -> "QuerySet[M, Any]":
    """The most relevant rows among the first that hold the words: ranking all of a million would take seconds."""
    try:
        candidates = _candidates(found, query)
    except EmptyResultSet:
        return found.none()
    ranked: Any = found.filter(pk__in=candidates).annotate(relevance=SearchRank(F("search"), query))
    best: QuerySet[M, Any] = ranked.order_by("-relevance", "pk")[:limit]
    return best


def _candidates(found: "QuerySet[Any, Any]", query: SearchQuery) -> RawSQL:
    """The keys of the first rows, as they lie in the table, that hold the words.

    The index gathers every row that holds a word before it gives the first. So a few pages of the table are read before:
    a word that stands there often enough is not looked up. They grow with the root of the table, where reading pages for
    a rare word and gathering rows of a common one cost about the same.
    """
    table = connection.ops.quote_name(found.model._meta.db_table)
    asked = found.order_by().values("pk")
    pages = f"SELECT ('(' || greatest({_FIRST_PAGES}, sqrt(relpages))::int || ',0)')::tid FROM pg_class WHERE oid = '{table}'::regclass"  # noqa: S608 — names of our own
    at_the_front = RawSQL(f"{table}.ctid < ({pages})", [], BooleanField())  # noqa: S611 — the same
    # an expression that no index answers
    early = asked.alias(words=Coalesce("search", Value(""), output_field=SearchVectorField())).filter(at_the_front, words=query)
    first, values = early[:CANDIDATES].query.sql_with_params()
    later, others = asked.filter(search=query)[:CANDIDATES].query.sql_with_params()
    enough = f"(SELECT count(*) FROM early) = {CANDIDATES}"  # noqa: S608 — a number of ours
    return RawSQL(  # noqa: S611 — Django wrote it, and values are apart
        f"WITH early(pk) AS MATERIALIZED ({first}) SELECT pk FROM early WHERE {enough}"  # noqa: S608 — the same
        f" UNION ALL SELECT pk FROM ({later}) AS later(pk) WHERE NOT {enough}", [*values, *others],
    )


@contextmanager
def by_index() -> Iterator[None]:
    """Let words be looked up in their index only.

    The planner takes a prefix that nobody wrote for a common one and reads a whole table to find a few such rows early.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on")  # a failure rolls the setting back with the rest


def find(user: Any, text: str, limit: int = 20) -> list[Hit]:
    """Search all rooms: exact keys first, then beginnings of keys, then words."""
    query, typed = prefix_query(text), key(text)
    with by_index():
        found = [hit for source in _KEY_SOURCES for hit in source(user, typed, limit)] if typed else []
        found += [hit for source in _SOURCES for hit in source(user, query, limit)] if query else []
    once: dict[str, Hit] = {}
    for hit in sorted(map(partial(_placed, typed), found), key=lambda hit: hit.rank):
        once.setdefault(hit.url, hit)
    return list(once.values()) + [hit for source in _TEXT_SOURCES for hit in source(user, text, limit)]


def grouped(hits: Iterable[Hit], limit: int) -> list[tuple[str, list[Hit]]]:
    """Hits by kind, the kind of the best hit first, at most `limit` of each."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(str(hit.kind), []).append(hit)
    return [(kind, found[:limit]) for kind, found in groups.items()]


def _placed(typed: str, hit: Hit) -> Hit:
    """The hit with the rank that its name and note give it, if that is better."""
    if hit.rank < WORDS or not typed:
        return hit
    names = (key(hit.title), key(hit.note))
    rank = EXACT if typed in names else PREFIX if any(name.startswith(typed) for name in names) else WORDS
    return replace(hit, rank=rank)
