# SPDX-License-Identifier: Apache-2.0
"""Counts that stay fast: exact up to a bound, then "more than", with what the planner expects beside it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

#: counting further costs more than anybody reads out of it
BOUND = 10_000


class Tally(int):
    """A count; `more` says that there are more than this, and `expected` about how many the planner expects (0: unasked)."""

    more: bool
    expected: int

    def __new__(cls, value: int, *, more: bool = False, expected: int = 0) -> "Tally":
        """Make one."""
        made = super().__new__(cls, value)
        made.more, made.expected = more, expected
        return made

    @property
    def bound(self) -> int:
        """The plain figure."""
        return int(self)


def tally(queryset: "QuerySet[Any, Any]", *, bound: int = BOUND) -> Tally:
    """Count rows; beyond the bound ask the planner instead."""
    counted = tallies({"rows": queryset}, bound=bound)["rows"]
    return Tally(counted, more=True, expected=_expected(queryset, bound)) if counted.more else counted


def tallies(querysets: "Mapping[str, QuerySet[Any, Any]]", *, bound: int = BOUND) -> dict[str, Tally]:
    """Count several sets of rows in one query, none further than the bound."""
    counted = [_counted(queryset, bound) for queryset in querysets.values()]
    sql = f"SELECT {', '.join(part for part, _values in counted)}"
    return _read(sql, [value for _part, values in counted for value in values], list(querysets), bound)


@dataclass(frozen=True)
class Share:
    """A part of a set of rows: the condition that tells it from the rest, and its rows asked for by themselves."""

    condition: Any
    rows: "QuerySet[Any, Any]"


def tallies_of_shares(
    whole: "QuerySet[Any, Any]", shares: Mapping[str, Share], others: "Mapping[str, QuerySet[Any, Any]]", *, bound: int = BOUND
) -> dict[str, Tally]:
    """Count shares of one set of rows, and others beside, in one query.

    The whole is read once; if it is too many rows for that, each share is counted by itself as `tallies` does.
    """
    most = 2 * bound
    parts: list[str] = []
    values: list[Any] = []
    for at, share in enumerate(shares.values()):
        part, more = _counted(share.rows, bound)
        parts.append(
            f"CASE WHEN (SELECT count(*) FROM whole) <= {most} THEN (SELECT count(*) FROM whole WHERE share_{at}) ELSE {part} END"  # noqa: S608 — ours
        )
        values += more
    conditions = {name: share.condition for name, share in shares.items()}
    return _read_with(whole.order_by(), conditions, most + 1, parts, values, others, bound)


def tallies_of_beginnings(
    whole: "QuerySet[Any, Any]", beginnings: Mapping[str, Any], others: "Mapping[str, QuerySet[Any, Any]]", *, bound: int = BOUND
) -> dict[str, Tally]:
    """Count the first rows of an order up to several ends, and others beside, in one query.

    Each condition holds for rows from the first up to some row: none needs more of them than the bound.
    """
    parts = [f"(SELECT count(*) FROM whole WHERE share_{at})" for at in range(len(beginnings))]  # noqa: S608 — a number
    return _read_with(whole, beginnings, bound + 1, parts, [], others, bound)


def _read_with(
    whole: "QuerySet[Any, Any]", conditions: Mapping[str, Any], limit: int, parts: Sequence[str], values: Sequence[Any],
    others: "Mapping[str, QuerySet[Any, Any]]", bound: int,
) -> dict[str, Tally]:
    """Read the parts, SQL over `whole` with a column for each condition, and count the others."""
    flagged = whole.annotate(**{f"share_{at}": condition for at, condition in enumerate(conditions.values())})
    try:
        sql, params = flagged.values(*(f"share_{at}" for at in range(len(conditions))))[:limit].query.sql_with_params()
    except EmptyResultSet:
        return dict.fromkeys(conditions, Tally(0)) | tallies(others, bound=bound)
    counted = [_counted(queryset, bound) for queryset in others.values()]
    select = ", ".join([*parts, *(part for part, _values in counted)])
    return _read(
        f"WITH whole AS MATERIALIZED ({sql}) SELECT {select}",
        [*params, *values, *(value for _part, more in counted for value in more)], [*conditions, *others], bound,
    )


def _counted(queryset: "QuerySet[Any, Any]", bound: int) -> tuple[str, Sequence[Any]]:
    """SQL that counts rows up to one more than the bound."""
    try:
        sql, values = queryset.order_by().values("pk")[: bound + 1].query.sql_with_params()
    except EmptyResultSet:
        sql, values = "SELECT 1 WHERE false", ()
    return f"(SELECT count(*) FROM ({sql}) AS counted)", values  # noqa: S608 — Django wrote it


def _read(sql: str, params: Sequence[Any], names: Sequence[str], bound: int) -> dict[str, Tally]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        counts = cursor.fetchone()
    return {name: Tally(min(count, bound), more=count > bound) for name, count in zip(names, counts, strict=True)}


def _expected(queryset: "QuerySet[Any, Any]", bound: int) -> int:
    plan = json.loads(queryset.order_by().values("pk").explain(format="json"))
    rows = int(plan[0]["Plan"]["Plan Rows"])
    return rounded(rows) if rows > bound else 0


def rounded(rows: int) -> int:
    """An estimate with the two figures it is worth."""
    size = 10 ** max(len(str(rows)) - 2, 0)
    return int(round(rows / size) * size)
