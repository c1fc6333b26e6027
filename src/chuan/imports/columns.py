# SPDX-License-Identifier: Apache-2.0
"""How the columns of a kind are found under whatever headings people write."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chuan.imports.kinds import Column
from chuan.lib.text import key

#: the column in which we answer; a workbook uploaded again may carry it, and it is ignored
REASON = "Lý do (Chuẩn)"
#: headings stand within so many rows, under titles, logos and merged cells
HEADER_ROWS = 40
_ENOUGH = 2
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
Cells = Sequence[str | None]


def heading_key(text: str) -> str:
    """A heading as it compares: without brackets, accents, case, blanks and signs."""
    return key(_BRACKETS.sub("", text)) or key(text)


@dataclass(frozen=True)
class Header:
    """Where the headings stand: positions by field, the index of the last heading row, the headings themselves."""

    positions: dict[str, int]
    last_row: int
    headings: tuple[str, ...] = ()

    @property
    def signature(self) -> str:
        """The hash by which the same headings are known again."""
        return hashlib.sha256("|".join(heading_key(text) for text in self.headings).encode()).hexdigest()

    def mapped(self, mapping: Mapping[str, str]) -> "Header":
        """The same headings, some of them meaning what a person said; "" means: leave out."""
        positions = dict(self.positions)
        said = {heading_key(text): at for at, text in reversed(list(enumerate(self.headings))) if text}
        for heading, field in mapping.items():
            at = said.get(heading)
            if at is None:
                continue
            positions = {name: where for name, where in positions.items() if where != at}
            if field:
                positions[field] = at
        return Header(positions, self.last_row, self.headings)


class Finder:
    """Finds the headings of a kind's columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._fields = {
            heading_key(name): column.field for column in columns for name in (column.heading, *column.aliases)
        }

    def missing(self, header: Header, given: Sequence[str] = ()) -> list[str]:
        """Headings of the required columns that are not there."""
        return [c.title for c in self._columns
                if c.required and c.field not in header.positions and c.field not in given]

    def knows(self, text: str) -> bool:
        """True for a heading of ours."""
        return heading_key(text) in self._fields

    def looks_like_header(self, rows: Sequence[Cells]) -> bool:
        """True if some row holds a few of our headings: this is the sheet of the list."""
        return any(len(self._positions(row)) >= _ENOUGH for row in rows[:HEADER_ROWS])

    def find(self, rows: Sequence[Cells]) -> Header | None:
        """The heading row among the first rows; headings merged over two rows are read together; None if none is one."""
        best, best_rows = Header({}, 0), (0, 0)
        for index, row in enumerate(rows[:HEADER_ROWS]):
            alone = self._positions(row)
            below = rows[index + 1] if index + 1 < len(rows) else ()
            together = self._positions(below) | {f: p for f, p in alone.items() if not _text(below, p)}
            if len(alone) > len(best.positions):
                best, best_rows = Header(alone, index), (index, index)
            if len(together) > max(len(best.positions), len(alone)) and alone:
                best, best_rows = Header(together, index + 1), (index, index + 1)
        if not best.positions:
            at = _fullest(rows)
            if at is None:
                return None
            best, best_rows = Header({}, at), (at, at)
        return Header(best.positions, best.last_row, _headings(rows, *best_rows))

    def _positions(self, row: Cells) -> dict[str, int]:
        positions: dict[str, int] = {}
        for position, cell in enumerate(row):
            field = self._fields.get(heading_key(cell)) if cell else None
            if field:
                positions.setdefault(field, position)
        return positions


def _headings(rows: Sequence[Cells], upper: int, lower: int) -> tuple[str, ...]:
    above = rows[upper]
    return tuple(_text(rows[lower], at) or _text(above, at) for at in range(len(above)))


def _fullest(rows: Sequence[Cells]) -> int | None:
    """The first of the fullest among the first rows: what people make headings look like."""
    filled = [sum(1 for cell in row if cell and not cell.replace(".", "").isdigit()) for row in rows[:10]]
    most = max(filled, default=0)
    return filled.index(most) if most >= _ENOUGH else None


def _text(row: Cells, position: int) -> str:
    return (row[position] or "").strip() if position < len(row) else ""
