# SPDX-License-Identifier: Apache-2.0
"""Keeping files and taking numbers."""

import hashlib
from datetime import date

from django.db import connection, transaction

from chuan.accounts.models import User
from chuan.documents.models import StoredFile
from chuan.lib import clock


def next_number(series: str, *, on: date) -> int:
    """Take the next number of a series in the year of `on`: from 1, no gaps, no doubles.

    Call it inside the transaction of the act, as late as possible: others wait for the row until that ends, and a
    roll-back gives the number back.
    """
    assert connection.in_atomic_block, "a number belongs to the transaction of its act"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_numberseries (series, year, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (series, year) DO UPDATE SET last = documents_numberseries.last + 1 RETURNING last",
            [series, on.year],
        )
        return int(cursor.fetchone()[0])


@transaction.atomic
def store_file(*, name: str, content_type: str, content: bytes, actor: User | None) -> StoredFile:
    """Keep a file as it is. Whoever reads it back never serves it inline unless this system made it."""
    return StoredFile.objects.create(
        name=name[-200:], content_type=content_type, size=len(content), sha256=hashlib.sha256(content).hexdigest(),
        content=content, stored_at=clock.now(), stored_by=actor,
    )


@transaction.atomic
def empty_file(file: StoredFile, *, name: str) -> None:
    """Take the bytes of a file away, and give it a name that tells nothing; whoever does so records why."""
    StoredFile.objects.filter(pk=file.pk).update(content=b"", size=0, name=name)
