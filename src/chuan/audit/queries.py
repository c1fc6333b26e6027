# SPDX-License-Identifier: Apache-2.0
"""Reads of the record."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet

from chuan.audit.models import Entry
from chuan.audit.rows import Subject


def entries_about(*subjects: Subject) -> QuerySet[Entry]:
    """Everything recorded about these rows, oldest first."""
    about = Q(pk__in=[])
    for subject in subjects:
        about |= Q(subject_kind=subject.audit_subject, subject_id=str(subject.pk))
    return Entry.objects.filter(about).select_related("actor").order_by("sequence")


def first_broken_link() -> int | None:
    """The sequence number of the first entry whose hash or predecessor does not fit; None if the chain holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT sequence FROM (
                SELECT sequence, hash, previous_hash,
                       lag(hash, 1, repeat('0', 64)) OVER (ORDER BY sequence) AS expected_previous,
                       row_number() OVER (ORDER BY sequence) AS expected_sequence,
                       audit_entry_hash(e) AS expected_hash
                FROM audit_entry e
            ) AS chain
            WHERE hash <> expected_hash OR previous_hash <> expected_previous OR sequence <> expected_sequence
            ORDER BY sequence LIMIT 1
            """
        )
        row = cursor.fetchone()
    return row[0] if row else None


def chain_head() -> tuple[int, str]:
    """Length and last hash of the chain: keep it elsewhere, and a cut-off end is noticed too."""
    last = Entry.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return last or (0, "0" * 64)


def verbs() -> Iterable[str]:
    """Every verb ever recorded, for the filter."""
    return Entry.objects.order_by("verb").values_list("verb", flat=True).distinct()
