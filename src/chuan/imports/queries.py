# SPDX-License-Identifier: Apache-2.0
"""Reads of imports."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from chuan.accounts.models import User
from chuan.accounts.permissions import may
from chuan.audit.models import Entry
from chuan.audit.queries import entries_about
from chuan.imports import errors, kinds
from chuan.imports.choices import RowOutcome
from chuan.imports.models import Import, ImportQuerySet, ImportRow
from chuan.lib.errors import ChuanError
from chuan.lib.text import fold


@dataclass
class _FormerSubject:
    """An import as the record of acts named it while it belonged to another room; the record is never rewritten."""

    pk: Any
    audit_subject: str = "registry.import"


def imports_shown(user: User) -> ImportQuerySet:
    """Imports with their uploader and the name of the file, without its bytes."""
    found = Import.objects.visible_to(user).select_related("file", "marked_file", "uploaded_by", "decided_by", "twin__uploaded_by")
    return found.defer("file__content", "marked_file__content")


def entries_of(imported: Import) -> QuerySet[Entry]:
    """Everything recorded about an import."""
    return entries_about(imported, _FormerSubject(imported.pk))


def rows_of(imported: Import, outcome: str = "") -> QuerySet[ImportRow]:
    """Rows to look at, of one outcome or the wrong ones."""
    return ImportRow.objects.filter(source=imported, outcome=outcome or RowOutcome.REFUSED).order_by("sheet", "number")


def kinds_for(user: User, text: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds of list the user may bring in as code and title, by group, in order; those whose names hold every word of the text."""
    groups: dict[str, list[tuple[str, str]]] = {}
    words = fold(text).split()
    for kind in kinds.every():
        if may(user, kind.act) and all(word in fold(f"{kind.group} {kind.title}") for word in words):
            groups.setdefault(str(kind.group), []).append((kind.code, str(kind.title)))
    return list(groups.items())


def may_see(user: User, kind: kinds.ImportKind | None) -> bool:
    """True for who may be shown people's data of such a list in full."""
    return kind is not None and all(may(user, column.personal.act) for column in kind.columns if column.personal)


def about_records(ids: Iterable[UUID], texts: Iterable[str] = ()) -> ImportQuerySet:
    """Imports that made or changed one of these records, or kept a row about it; or kept a row with one of these texts."""
    wanted = list(ids)
    rows = Q(rows__subject__in=wanted)
    for field in ("tax_code", "phone", "email", "name", "owner"):
        rows |= Q(**{f"rows__values__{field}__in": sorted(filter(None, texts))})
    return Import.objects.filter(pk__in=Import.objects.filter(rows | Q(made__ids__overlap=wanted)).values("pk"))


def looks_at(imports: Iterable[Import]) -> QuerySet[Entry]:
    """Who saw people's data of these imports in full, or fetched a file of them, the latest first."""
    return Entry.objects.filter(
        subject_kind=Import._meta.label_lower, subject_id__in=[str(one.pk) for one in imports],
        verb__in=["imports.import.unmasked", "imports.import.file_fetched"],
    ).order_by("-sequence")


def title_of(code: str) -> str:
    """The name of a kind of list in the reader's language."""
    kind = kinds.get(code)
    return str(kind.title) if kind else code


def refusal_of(imported: Import) -> ChuanError | None:
    """The error for which a whole file was refused."""
    known = {kind.code: kind for kind in errors.FileRefused.__subclasses__()}
    kind = known.get(imported.error_code)
    return kind(**imported.error_data) if kind else None
