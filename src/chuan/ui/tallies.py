# SPDX-License-Identifier: Apache-2.0
"""Counts that stay fast: exact up to a bound, then "more than", with what the planner expects beside it."""

import json
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


def tallies(querysets: "dict[str, QuerySet[Any, Any]]", *, bound: int = BOUND) -> dict[str, Tally]:
    """Count several sets of rows in one query, none further than the bound."""
    parts: list[str] = []
    params: list[Any] = []
    for queryset in querysets.values():
        try:
            sql, values = queryset.order_by().values("pk")[: bound + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, values = "SELECT 1 WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")  # noqa: S608 — Django wrote it
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        counts = cursor.fetchone()
    return {name: Tally(min(count, bound), more=count > bound) for name, count in zip(querysets, counts, strict=True)}


def _expected(queryset: "QuerySet[Any, Any]", bound: int) -> int:
    plan = json.loads(queryset.order_by().values("pk").explain(format="json"))
    rows = int(plan[0]["Plan"]["Plan Rows"])
    return rounded(rows) if rows > bound else 0


def rounded(rows: int) -> int:
    """An estimate with the two figures it is worth."""
    size = 10 ** max(len(str(rows)) - 2, 0)
    return int(round(rows / size) * size)
