# SPDX-License-Identifier: Apache-2.0
"""Accepted supplements as the law lays them over its files: what `law.provide_overlay` is given."""

from collections.abc import Hashable, Iterable, Iterator

from django.db import connection

from chuan.law.engine.nodes import Source
from chuan.law.engine.overlay import Supplement as Laid
from chuan.law.engine.overlay import rows_of
from chuan.lawdesk import rules
from chuan.lawdesk.choices import SupplementKind, SupplementState, ValueType
from chuan.lawdesk.models import Supplement
from chuan.lib.clock import day_of


def source_of(supplement: Supplement) -> Source:
    """Text and place."""
    text, *places = supplement.source.split("/")
    return Source(text, tuple(places))


def laid(supplement: Supplement) -> Laid:
    """A supplement as the engine takes it; before its review it counts as reviewed on no day."""
    kind = ValueType(supplement.value_type)
    is_table = kind == ValueType.ROWS
    return Laid(
        marker=str(supplement.pk), path=supplement.path, from_day=supplement.from_day, row=supplement.row,
        column=supplement.column, source=source_of(supplement),
        value=None if is_table else rules.held(supplement.value, kind),
        rows=rows_of(rules.rows_of_text(supplement.value)) if is_table else None,
        reviewed_on=day_of(supplement.reviewed_at) if supplement.reviewed_at else None,
        notes=supplement.note, notes_en=supplement.note,
        confirms=supplement.kind == SupplementKind.CONFIRMS,
    )


def token() -> str | None:
    """What names the set of accepted supplements: equal tokens, equal law. None: there are none.

    An accepted row never changes but by being taken back, so the ids say everything.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT md5(string_agg(id::text, ' ' ORDER BY id)) FROM lawdesk_supplement WHERE state = %s",
            [SupplementState.ACCEPTED.value],
        )
        found: str | None = cursor.fetchone()[0]
        return found


def overlay() -> tuple[Hashable, Iterable[Laid]]:
    """The law's overlay: supplements are read only if the token is new."""
    return token(), _accepted()


def _accepted() -> Iterator[Laid]:
    for one in Supplement.objects.accepted():
        yield laid(one)
