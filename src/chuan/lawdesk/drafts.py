# SPDX-License-Identifier: Apache-2.0
"""Drafts to be tried: a YAML text, or the commonest one made from a form. Nothing is kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from chuan import law
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.overlay import with_draft
from chuan.lawdesk import errors
from chuan.lawdesk.depth import refuse_deep
from chuan.lawdesk.reasons import said

#: A circular of ninety kinds is a tenth of this.
MOST_BYTES = 256 * 1024
EXAMPLE = Path(__file__).parent / "examples" / "cycles-2027.yaml"


def example() -> str:
    """A draft to begin with: invented, and it says so."""
    return EXAMPLE.read_text(encoding="utf-8")


def decoded(content: bytes) -> str:
    """The text of a draft file."""
    if len(content) > MOST_BYTES:
        raise errors.DraftTooLarge(size=len(content) // 1024, limit=MOST_BYTES // 1024)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise errors.DraftNotText from error


def laid_over(text: str) -> Corpus:
    """The law in force with a draft laid over it."""
    if not text.strip():
        raise errors.DraftEmpty
    size = len(text.encode())
    if size > MOST_BYTES:
        raise errors.DraftTooLarge(size=size // 1024, limit=MOST_BYTES // 1024)
    try:
        refuse_deep(text, "draft")
        return with_draft(law.corpus(), {"draft": text})
    except law.BrokenLawFile as error:
        raise errors.DraftRefused(line=error.data["line"], reason=said(error.data["reason"])) from error


def cycles(kinds: Sequence[str], *, months: int | None, since: date) -> str:
    """A draft that gives some kinds another cycle from a day on; None: no periodic verification any more."""
    value = "null" if months is None else str(months)
    notes = "" if months is not None else ", notes: Không còn kiểm định định kỳ theo dự thảo, notes_en: No periodic verification by the draft"
    lines = [
        "texts:", "  du-thao:", "    number: Dự thảo", "    title: Dự thảo đang thử", "    title_en: Draft being tried",
        "    issuer: Chưa ban hành", "    issued_on: null", f"    in_force_from: {since.isoformat()}", "    status: unknown",
        "    replaces: []", "    amends: []", "    confidence: memory", "parameters:",
    ]
    for kind in kinds:
        lines += [
            f"  - path: {law.CYCLES}/{kind}", "    versions:",
            f"      - {{from: {since.isoformat()}, value: {value}, source: du-thao/art-1, confidence: memory{notes}}}",
        ]
    return "\n".join(lines) + "\n"


@contextmanager
def nothing_is_written() -> Iterator[None]:
    """Inside, PostgreSQL itself refuses every write."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield
