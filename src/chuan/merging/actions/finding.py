# SPDX-License-Identifier: Apache-2.0
"""Finding pairs: rows that share a key, for the whole table in one statement per key."""

from django.db import connection, transaction

from chuan.lib.ids import uuid7
from chuan.merging.choices import PairStatus
from chuan.merging.kinds import MergeKind
from chuan.merging.models import Pair

#: a key that more rows share says nothing about any two of them
_CROWD = 8


@transaction.atomic
def find_pairs(*, kind: MergeKind) -> int:
    """Look for pairs of a kind anew; decided ones stay decided, open ones that share nothing any more go. How many are new.

    The system does this by itself: nobody's act, nothing in the record.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"chuan.merging:{kind.label}"])
        cursor.execute("CREATE TEMPORARY TABLE found_pair (first_id uuid, second_id uuid, code text) ON COMMIT DROP")
        for key in kind.keys:
            query, values = key.rows().order_by().query.sql_with_params()
            cursor.execute(_JOIN.format(rows=query, apart=_apart(kind)), [*values, key.code])
        cursor.execute(_INSERT, [kind.label, PairStatus.OPEN.value])
        new = _give_ids(kind)
        cursor.execute(_REMOVE, [kind.label, PairStatus.OPEN.value])
        cursor.execute("DROP TABLE found_pair")
    return new


def _apart(kind: MergeKind) -> str:
    quoted = [connection.ops.quote_name(column) for column in kind.apart]
    same = " AND ".join(f"(x.{column} = '' OR y.{column} = '' OR x.{column} = y.{column})" for column in quoted)
    table = connection.ops.quote_name(kind.model._meta.db_table)
    return f"JOIN {table} x ON x.id = a.id JOIN {table} y ON y.id = b.id WHERE {same}" if same else ""


_JOIN = f"""
    INSERT INTO found_pair
    WITH keyed AS (SELECT DISTINCT k.id, k.key FROM ({{rows}}) AS k(id, key) WHERE k.key <> ''),
         few AS (SELECT key FROM keyed GROUP BY key HAVING count(*) BETWEEN 2 AND {_CROWD})
    SELECT DISTINCT a.id, b.id, %s
    FROM few JOIN keyed a USING (key) JOIN keyed b ON b.key = a.key AND b.id > a.id {{apart}}
"""  # noqa: S608 — our own query of a registered kind
_INSERT = """
    INSERT INTO merging_pair (id, province, kind, first_id, second_id, found_by, status)
    SELECT gen_random_uuid(), '', %s, first_id, second_id, array_agg(DISTINCT code ORDER BY code), %s
    FROM found_pair GROUP BY first_id, second_id
    ON CONFLICT (kind, first_id, second_id) DO UPDATE SET found_by = excluded.found_by
    WHERE merging_pair.found_by IS DISTINCT FROM excluded.found_by
"""
_REMOVE = """
    DELETE FROM merging_pair p WHERE kind = %s AND status = %s
    AND NOT EXISTS (SELECT FROM found_pair f WHERE f.first_id = p.first_id AND f.second_id = p.second_id)
"""


def _give_ids(kind: MergeKind) -> int:
    """Our identifiers and our province for the rows the database has just made."""
    new = list(Pair.objects.filter(kind=kind.label, province=""))
    province = Pair._meta.get_field("province").get_default()
    Pair.objects.filter(pk__in=[pair.pk for pair in new]).delete()
    for pair in sorted(new, key=lambda pair: (pair.first_id, pair.second_id)):
        pair.pk, pair.province = uuid7(), province
    Pair.objects.bulk_create(new, batch_size=5000)
    return len(new)
