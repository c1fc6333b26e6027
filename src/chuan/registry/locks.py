# SPDX-License-Identifier: Apache-2.0
"""The lock under which instruments of a kind are entered."""

from django.db import connection


def lock_kind(kind: str) -> None:
    """Let one transaction at a time enter instruments of a kind; released at its end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('chuan.registry.kind:' || %s, 0))", [kind])
