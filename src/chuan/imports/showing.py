# SPDX-License-Identifier: Apache-2.0
"""Rows of an import as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chuan.imports.choices import ImportStatus, RowOutcome
from chuan.imports.kinds import ImportKind
from chuan.imports.models import Import, ImportRow
from chuan.imports.problems import Problem, sentence
from chuan.lib.text import tidy


@dataclass(frozen=True)
class ShownRow:
    """A row: its cells that name it, what is wrong, what changes; whether something of it is hidden."""

    row: ImportRow
    cells: list[tuple[str, str]]
    reasons: list[str]
    changes: list[tuple[str, str, str]]
    link: str
    hides: bool


def shown_rows(rows: Iterable[ImportRow], kind: ImportKind | None, *, revealed: bool = False) -> list[ShownRow]:
    """The rows for the page; of a kind nobody knows any more, as far as they speak for themselves.

    What is known of people is masked unless it is `revealed`, which is an act of its own.
    """
    found = list(rows)
    links = kind.pages({row.subject for row in found if row.subject}) if kind else {}
    return [_shown(row, kind, _Veil(kind, lifted=revealed), links.get(row.subject, "") if row.subject else "") for row in found]


class _Veil:
    """Masks texts by column, and remembers whether it hid something."""

    def __init__(self, kind: ImportKind | None, *, lifted: bool) -> None:
        self.kind, self.lifted, self.hid = kind, lifted, False

    def __call__(self, field: str, text: str) -> str:
        personal = None if self.lifted or self.kind is None else self.kind.personal(field)
        masked = personal.mask(text) if personal and text else text
        self.hid = self.hid or masked != text
        return masked

    def problem(self, found: Problem, row: ImportRow) -> Problem:
        """The problem as its sentence may be read; it may quote a cell of another column."""
        cells = {str(text): field for field, text in row.values.items() if isinstance(text, str)}
        data = {name: self(cells.get(value, found["column"]), value) if isinstance(value, str) else value
                for name, value in found["data"].items()}
        return {**found, "data": data}


def _shown(row: ImportRow, kind: ImportKind | None, veil: _Veil, link: str) -> ShownRow:
    columns = [(c.field, c.title) for c in kind.columns if c.field in kind.shown] if kind else []
    cells = [(heading, veil(field, str(row.values.get(field) or ""))) for field, heading in columns]
    reasons = [sentence(veil.problem(problem, row), kind) for problem in row.problems]
    changes = [(said, veil(name, before), veil(name, after)) for name, said, before, after in _changes(row, kind)]
    return ShownRow(row, cells, reasons, changes, link, veil.hid)


def _changes(row: ImportRow, kind: ImportKind | None) -> list[tuple[str, str, str, str]]:
    found = []
    for name, before in row.before.items():
        after = row.values.get(name, before)
        if isinstance(before, dict) and isinstance(after, dict):
            found += [(one, *_change(kind, one, before.get(one), after[one])) for one in after if after[one] != before.get(one)]
        elif after != before:
            found.append((name, *_change(kind, name, before, after)))
    return found


def _change(kind: ImportKind | None, name: str, before: Any, after: Any) -> tuple[str, str, str]:
    headings = {c.field: c.title for c in kind.columns} if kind else {}
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


