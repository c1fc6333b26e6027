# SPDX-License-Identifier: Apache-2.0
"""Instruments place by place: commune after commune, and in each the stations by name.

The order runs over three tables, so no index holds it. Where very many rows are wanted they are not all sorted for one
page of them: each commune gives its first rows along indexes, and once there are enough no further commune is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, CharField, DateField, Q, QuerySet, UUIDField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from chuan.registry.models import LAST_DAY
from chuan.ui.keysets import Cursor, Key, Order, Reader, RowsFrom, as_they_are

_TEXT: "CharField[str, str]" = CharField()
#: after the last commune of the alphabet
_NO_COMMUNE = "\U0010ffff"


@dataclass(frozen=True)
class _PlaceByPlace(Order):
    """The order, and the way to its first rows."""

    def page(
        self, queryset: "QuerySet[Any, Any]", cursor: Cursor | None, *, backward: bool, limit: int, many: bool,
        read: Reader = as_they_are,
    ) -> list[Any]:
        """The rows after a place; commune by commune if there are very many."""
        if not many:
            return super().page(queryset, cursor, backward=backward, limit=limit, many=many, read=read)
        try:
            sql, params = self._walk(queryset, cursor, backward=backward, limit=limit)
        except EmptyResultSet:
            return []
        found = queryset.filter(pk__in=RawSQL(sql, params))  # noqa: S611 — Django wrote it, and values are apart
        return list(read(self.sorted(found, backward=backward)))

    def _walk(
        self, queryset: "QuerySet[Any, Any]", cursor: Cursor | None, *, backward: bool, limit: int
    ) -> tuple[str, list[Any]]:
        direction, sign = ("DESC", "<") if backward else ("ASC", ">")
        name = cursor.values[0] if cursor else _NO_COMMUNE if backward else ""
        further = RawSQL(f"unit.name {sign} %s", [name], BooleanField())  # noqa: S611 — nothing typed is in it
        here = self._of_commune(queryset, cursor, further, backward=backward)
        known, values = _sql(here.filter(premises__current_unit_id=RawSQL("unit.id", [])), limit)
        beyond = RawSQL(f"%s::text {sign} %s", [_NO_COMMUNE, name], BooleanField())  # noqa: S611 — the same
        elsewhere = self._of_commune(queryset, cursor, beyond, backward=backward).filter(premises__current_unit=None)
        unknown, others = _sql(elsewhere, limit)
        names = [f"k{at}" for at in range(1, len(self.keys))]
        order = ", ".join(f"{column} {direction}" for column in ["k0", *names])
        return (
            f"SELECT pk FROM ((SELECT unit.name AS k0, here.* FROM (SELECT id, name FROM places_administrativeunit"  # noqa: S608 — Django wrote it
            f" WHERE name {sign}= %s ORDER BY name {direction} OFFSET 0) AS unit"
            f" CROSS JOIN LATERAL ({known}) AS here(pk, {', '.join(names)}) ORDER BY {order} LIMIT {limit:d})"
            f" UNION ALL SELECT '{_NO_COMMUNE}', elsewhere.* FROM ({unknown}) AS elsewhere(pk, {', '.join(names)})) AS found"
            f" ORDER BY {order} LIMIT {limit:d}"
        ), [name, *values, *others]

    def _of_commune(
        self, queryset: "QuerySet[Any, Any]", cursor: Cursor | None, is_further: RawSQL, *, backward: bool
    ) -> "QuerySet[Any, Any]":
        """The rows in the order within a commune: all, if the commune lies further than the place, else those after it."""
        within = Order(self.keys[1:])
        found = within.sorted(queryset, backward=backward)
        if cursor is not None:
            found = found.filter(Q(is_further) | Q(RowsFrom(within, cursor.values[1:], backward=backward)))
        return found.values_list("pk", *(key.name for key in within.keys))


def _sql(found: "QuerySet[Any, Any]", limit: int) -> tuple[str, Sequence[Any]]:
    sql, params = found[:limit].query.sql_with_params()
    return sql, params


#: communes stay together, and in them stations
PLACE_BY_PLACE = _PlaceByPlace((
    Key("commune_name", _TEXT, Coalesce("premises__current_unit__name", Value(_NO_COMMUNE))),
    Key("premises__name", _TEXT), Key("premises_id", UUIDField()), Key("last_day", DateField(), LAST_DAY), Key("serial", _TEXT), Key("id", UUIDField()),
))
