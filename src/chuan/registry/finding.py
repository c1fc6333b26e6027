# SPDX-License-Identifier: Apache-2.0
"""Instruments by what stands on them: serial number, type-approval mark, number plate."""

from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection

from chuan.accounts.models import User
from chuan.accounts.scope import Scope
from chuan.registry.models import Instrument
from chuan.registry.queries import instruments_shown
from chuan.ui.searches import EXACT, PREFIX

#: what a hit shows of an instrument
HIT_FIELDS = ("id", "kind", "maker", "model", "serial", "characteristics", "premises__name")
#: `lib.text.key` in SQL, as the indexes of migration 0002 have it
_KEY = "regexp_replace(chuan_fold({}), '[^0-9a-z]+', '', 'g')"
_COLUMNS = (
    "serial_key",
    f"type_approval_mark <> '' AND {_KEY.format('type_approval_mark')}",
    "characteristics ? 'plate' AND " + _KEY.format("(characteristics ->> 'plate')"),
)


def instruments_keyed(user: User, typed: str, limit: int) -> list[tuple[int, Any]]:
    """Instruments, as rows of `HIT_FIELDS`, with their rank whose serial number, mark or plate is this key, or begins with it.

    Each is asked along its own index for at most `limit` rows, all in one query.
    """
    mine, of_mine = _within_sight(user)
    parts: list[str] = []
    params: list[Any] = []
    for column in _COLUMNS:
        for rank, sign, value in ((EXACT, "=", typed), (PREFIX, "LIKE", f"{typed}%")):  # a key holds letters and digits
            parts.append(
                f"(SELECT id, {rank:d} AS rank FROM registry_instrument"  # noqa: S608 — nothing typed is in it
                f" WHERE {column} {sign} %s{mine} LIMIT {limit:d})"
            )
            params += [value, *of_mine]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, min(rank) FROM ({' UNION ALL '.join(parts)}) AS found GROUP BY id", params)  # noqa: S608 — ours
        ranks: dict[UUID, int] = dict(cursor.fetchall())
    if not ranks:
        return []
    found = instruments_shown(user).filter(pk__in=list(ranks)).values_list(*HIT_FIELDS, named=True)
    return sorted(((ranks[one.id], one) for one in found), key=lambda pair: (pair[0], pair[1].serial, pair[1].id))


def _within_sight(user: User) -> tuple[str, tuple[Any, ...]]:
    """The condition that leaves what the user may see; empty for who sees everything."""
    if Scope.of(user).everything:
        return "", ()
    try:
        sql, params = Instrument.objects.visible_to(user).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return " AND false", ()
    return f" AND id IN ({sql})", params
