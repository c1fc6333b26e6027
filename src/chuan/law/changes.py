# SPDX-License-Identifier: Apache-2.0
"""What changed between two days, arranged for the page and as a workbook."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from chuan.law import labels, tables, words
from chuan.law.browse import steps
from chuan.law.engine.citation import as_text
from chuan.law.engine.compare import KINDS, Change, compare
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import Folder, Version
from chuan.law.order import by_number, rank
from chuan.law.tables import Grid, grid

#: How many of the latest days of change the page offers.
_OFFERED = 8


@dataclass(frozen=True)
class Shown:
    """One change for the page."""

    change: Change
    before: str
    after: str

    @property
    def grid(self) -> Grid | None:
        """The new table with what changed marked, if a table became another table."""
        change = self.change
        if change.kind != "changed" or change.before is None or change.after is None or not change.before.rows or not change.after.rows:
            return None
        return grid(change.after.rows, change)


@dataclass(frozen=True)
class Group:
    """The changes of a folder: those that say something new, and those that only have another source."""

    folder: Folder
    trail: list[Folder]
    shown: list[Shown]
    restated: list[Change]


@dataclass(frozen=True)
class Offer:
    """A day on which something changed, and how much."""

    day: date
    count: int

    @property
    def eve(self) -> date:
        """The day before."""
        return self.day - timedelta(days=1)


def between_days(corpus: Corpus, day: date, later: date, *, under: str = "", kind: str = "") -> list[Change]:
    """The changes, of one kind if one is named."""
    return [change for change in compare(corpus, day, corpus, later, under=under) if kind in {"", change.kind}]


def by_folder(corpus: Corpus, changes: Sequence[Change]) -> list[Group]:
    """The changes by folder in the order of the tree, each folder's by title."""
    found: dict[str, list[Change]] = {}
    for change in sorted(changes, key=lambda one: by_number(one.parameter.title)):
        found.setdefault(change.parameter.folder, []).append(change)
    return [
        Group(
            corpus.folders[path], steps(corpus, path)[:-1],
            [Shown(c, held(c.before, c.parameter.unit), held(c.after, c.parameter.unit)) for c in group if c.kind != "restated"],
            [c for c in group if c.kind == "restated"],
        )
        for path, group in sorted(found.items(), key=lambda item: rank(corpus, item[0]))
    ]


def counted(changes: Sequence[Change]) -> list[tuple[str, int]]:
    """How many of each kind there are."""
    return [(kind, sum(change.kind == kind for change in changes)) for kind in KINDS]


@lru_cache(maxsize=2)
def offers(corpus: Corpus) -> list[Offer]:
    """The latest days on which versions start, the newest first."""
    starts: dict[date, int] = {}
    for parameter in corpus.parameters.values():
        for version in parameter.versions:
            starts[version.from_day] = starts.get(version.from_day, 0) + 1
    return [Offer(day, starts[day]) for day in sorted(starts, reverse=True)[:_OFFERED]]


def held(version: Version | None, unit: str) -> str:
    """What a version says, in a few words."""
    if version is None:
        return _("no rule")
    if version.is_unknown:
        return "?"
    if version.rows is not None:
        return _("table of %(count)s rows") % {"count": len(version.rows)}
    return labels.value_label(as_text(version.value), unit)


def workbook(changes: Sequence[Change]) -> bytes:
    """The changes as an Excel workbook: a line for each parameter, and for each cell or row of a table that changed."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Changes"))
    head = book.add_format({"bold": True, "bottom": 1})
    for column, (title, width) in enumerate(_headings()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    sheet.freeze_panes(1, 0)
    for number, line in enumerate((line for change in changes for line in _lines(change)), 1):
        for column, text in enumerate(line):
            sheet.write_string(number, column, text)
    book.close()
    return out.getvalue()


def _headings() -> list[tuple[str, int]]:
    return [
        (_("Change"), 14), (_("Parameter"), 48), (_("Path"), 40), (_("Row"), 20), (_("Column"), 24), (_("Before"), 28),
        (_("After"), 28), (_("In force from"), 14), (_("Source before"), 34), (_("Source after"), 34),
    ]


def _lines(change: Change) -> Iterator[list[str]]:
    parameter, unit = change.parameter, change.parameter.unit
    title = parameter.title_en if words.is_english() else parameter.title
    start = change.after.from_day.isoformat() if change.after else ""
    sources = [str(version.source) if version else "" for version in (change.before, change.after)]

    def line(kind: str, row: str, column: str, before: str, after: str) -> list[str]:
        return [str(labels.CHANGES[kind]), title, parameter.path, row, column, before, after, start, *sources]

    yield line(change.kind, "", "", held(change.before, unit), held(change.after, unit))
    for cell in change.cells:
        label = words.column_label(cell.column)
        yield line("changed", cell.row, label, tables.cell_text(cell.before), tables.cell_text(cell.after))
    for row in change.rows_added:
        yield line("added", str(row["id"]), "", "", _row_text(row))
    for row in change.rows_ended:
        yield line("ended", str(row["id"]), "", _row_text(row), "")


def _row_text(row: Any) -> str:
    return "; ".join(f"{words.column_label(k)}: {tables.cell_text(v)}" for k, v in row.items() if k != "id" and v is not None)
