# SPDX-License-Identifier: Apache-2.0
"""The one way to write into the record."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from chuan.audit.rows import Actor, Subject


def record(verb: str, *, actor: Actor | None, subject: Subject, data: Mapping[str, Any] | None = None) -> None:
    """Append an act; call it last in an action, since it holds the chain until the transaction ends.

    `actor` is None for what the system does by itself. `data` must be JSON; no personal data beyond names.
    """
    encoded = DjangoJSONEncoder(ensure_ascii=False, sort_keys=True).encode(dict(data or {}))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (sequence, at, verb, actor_id, actor_name, subject_kind, subject_id,"
            " subject_label, data, previous_hash, hash) VALUES (0, now(), %s, %s, %s, %s, %s, %s, %s::jsonb, '', '')",
            [
                verb,
                actor.pk if actor else None,
                actor.get_full_name() if actor else "Chuẩn",
                subject.audit_subject,
                str(subject.pk),
                str(subject)[:300],
                encoded,
            ],
        )


def record_many(verb: str, *, actor: Actor | None, told: Sequence[tuple[Subject, Mapping[str, Any]]]) -> None:
    """Append one act for each subject, in their order and by one statement; each has its own place in the chain."""
    encoder = DjangoJSONEncoder(ensure_ascii=False, sort_keys=True)
    rows = [(one.audit_subject, str(one.pk), str(one)[:300], encoder.encode(dict(data))) for one, data in told]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (sequence, at, verb, actor_id, actor_name, subject_kind, subject_id,"
            " subject_label, data, previous_hash, hash) SELECT 0, now(), %s, %s::uuid, %s, kind, id, label, data::jsonb, '', ''"
            " FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) WITH ORDINALITY AS told (kind, id, label, data, n)"
            " ORDER BY n",
            [verb, actor.pk if actor else None, actor.get_full_name() if actor else "Chuẩn", *map(list, zip(*rows, strict=True))],
        )
