# SPDX-License-Identifier: Apache-2.0
"""Rows of an import as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chuan.imports.choices import ImportStatus, RowOutcome
from chuan.imports.kinds import ImportKind
from chuan.imports.models import Import, ImportRow
from chuan.imports.problems import sentence
from chuan.lib.text import tidy


@dataclass(frozen=True)
class ShownRow:
    """A row: its cells that name it, what is wrong, what changes."""

    row: ImportRow
    cells: list[tuple[str, str]]
    reasons: list[str]
    changes: list[tuple[str, str, str]]
    link: str


def shown_rows(rows: Iterable[ImportRow], kind: ImportKind | None) -> list[ShownRow]:
    """The rows for the page; of a kind nobody knows any more, as far as they speak for themselves."""
    columns = [(c.field, c.heading) for c in kind.columns if c.field in kind.shown] if kind else []
    return [ShownRow(
        row=row, cells=[(heading, str(row.values.get(field) or "")) for field, heading in columns],
        reasons=[sentence(problem, kind) for problem in row.problems], changes=_changes(row, kind),
        link=kind.link(row.subject) if kind and row.subject else "",
    ) for row in rows]


def _changes(row: ImportRow, kind: ImportKind | None) -> list[tuple[str, str, str]]:
    found = []
    for name, before in row.before.items():
        after = row.values.get(name, before)
        if isinstance(before, dict) and isinstance(after, dict):
            found += [_change(kind, one, before.get(one), after[one]) for one in after if after[one] != before.get(one)]
        elif after != before:
            found.append(_change(kind, name, before, after))
    return found


def _change(kind: ImportKind | None, name: str, before: Any, after: Any) -> tuple[str, str, str]:
    headings = {c.field: str(c.heading) for c in kind.columns} if kind else {}
    if kind and name not in headings:
        (said, before), (_name, after) = kind.words(name, before), kind.words(name, after)
        return str(said), _plain(before), _plain(after)
    return headings.get(name, name), _plain(before), _plain(after)


def _plain(value: Any) -> str:
    text = tidy(str(value if value is not None else ""))
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text or "–"


def tabs_of(imported: Import, wanted: str) -> tuple[list[tuple[RowOutcome, int]], str]:
    """The outcomes with rows to look at, and the one shown: the wanted, else the first."""
    counts = [
        (RowOutcome.REFUSED, imported.rows_refused), (RowOutcome.LIKELY, imported.rows_likely),
        (RowOutcome.CHANGED, imported.rows_changed), (RowOutcome.ADDED, imported.rows_added),
        (RowOutcome.SAME, imported.rows_same),
    ]
    previewed = imported.status == ImportStatus.READY
    tabs = [(one, count) for one, count in counts
            if count and (previewed or one not in (RowOutcome.ADDED, RowOutcome.SAME))]
    known = [one.value for one, _ in tabs]
    return tabs, wanted if wanted in known else (known[0] if known else RowOutcome.REFUSED.value)


