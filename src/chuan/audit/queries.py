# SPDX-License-Identifier: Apache-2.0
"""Reads of the record."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q, QuerySet

from chuan.audit import sentences
from chuan.audit.models import Entry
from chuan.audit.rows import Fold, Subject
from chuan.lib.clock import VIETNAM
from chuan.lib.text import fold


def entries_about(*subjects: Subject) -> QuerySet[Entry]:
    """Everything recorded about these rows, oldest first."""
    by_kind: dict[str, list[str]] = {}
    for subject in subjects:
        by_kind.setdefault(subject.audit_subject, []).append(str(subject.pk))
    about = Q(pk__in=[])
    for kind, keys in by_kind.items():
        about |= Q(subject_kind=kind, subject_id__in=keys)
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


def kinds() -> Iterable[tuple[str, str]]:
    """Every kind of subject ever recorded, with its name."""
    recorded = Entry.objects.order_by("subject_kind").values_list("subject_kind", flat=True).distinct()
    return [(kind, sentences.kind(kind)) for kind in recorded]


def entries(
    *, verb: str = "", actor: str = "", kind: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Entry]:
    """Acts, the latest first; both days included, in Vietnamese time; names are found without accents."""
    found = Entry.objects.order_by("-sequence")
    if verb:
        found = found.filter(verb=verb)
    if kind:
        found = found.filter(subject_kind=kind)
    if since is not None:
        found = found.filter(at__gte=_midnight(since))
    if until is not None and until < date.max:
        found = found.filter(at__lt=_midnight(until + timedelta(days=1)))
    for word in fold(actor).split():
        found = found.alias(folded=Fold("actor_name")).filter(folded__contains=word)
    return found


def entries_of(kind: str, pk: str) -> QuerySet[Entry]:
    """Everything recorded about one row, oldest first."""
    return Entry.objects.filter(subject_kind=kind, subject_id=pk).order_by("sequence")


def subject_url(kind: str, pk: str, *, user: Any) -> str:
    """The page of the row itself; empty if it has none, or this user may not see it."""
    try:
        model = apps.get_model(kind)
        rows: Any = model._default_manager.all()
        visible = rows.visible_to(user) if hasattr(rows, "visible_to") else rows
        row = visible.filter(pk=pk).first()
    except (LookupError, ValueError, ValidationError):
        return ""
    return str(row.get_absolute_url()) if hasattr(row, "get_absolute_url") else ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)
