# SPDX-License-Identifier: Apache-2.0
"""What the law files say, as values: texts, parameters, versions, folders."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal


class Unknown(Enum):
    """A cell of a table that something fills, but nobody has found what: no number, no text, never equal to one."""

    UNKNOWN = "?"

    def __str__(self) -> str:
        return self.value


UNKNOWN = Unknown.UNKNOWN

Scalar = str | int | Decimal | bool | date | None
#: What a version may hold: one value, or a list of them.
Held = Scalar | tuple[Scalar, ...]
#: A row of a table: read-only, always with a stable `id`.
Row = MappingProxyType[str, Any]

#: How well the value is known: read in the text, read in a machine-read scan of it, or only remembered.
Confidence = Literal["seen", "ocr", "memory"]
CONFIDENCES: tuple[Confidence, ...] = ("seen", "ocr", "memory")

#: Which date of a case chooses the version.
ANCHORS = ("verification_date", "inspection_date", "violation_date", "decision_date", "act_date")
#: The unit of a value. The columns of a table carry theirs in their names (`min_vnd`, `qn_le_g`): its unit is `table`.
UNITS = (
    "month", "percent", "times-mpe", "ratio", "count", "words", "document", "hour", "day", "working-day", "year", "vnd", "mm", "table",
)
TEXT_STATUSES = ("in_force", "amended", "replaced", "ended", "unknown")

_PLACE = {
    "art": "Điều", "cl": "khoản", "pt": "điểm", "item": "mục", "annex": "Phụ lục", "amending-art": "sửa đổi Điều",
    "part": "Phần", "ch": "Chương", "sec": "mục", "table": "Bảng", "par": "đoạn",
}
_PLACE_EN = {
    "art": "Art.", "cl": "clause", "pt": "point", "item": "item", "annex": "Annex", "amending-art": "amending Art.",
    "part": "Part", "ch": "Chapter", "sec": "section", "table": "Table", "par": "paragraph",
}
PLACE = re.compile(
    r"(amending-art|art|cl|pt|item|annex|part|ch|sec|table|par)-([0-9a-zđ]+(?:[.-][0-9a-zđ]+)*)"
)


@dataclass(frozen=True)
class Source:
    """A place in a legal text: `tt-07-2019-bkhcn/amending-art-4/item-2`."""

    text: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join((self.text, *self.places))

    def place(self, language: str = "vi") -> str:
        """The place as people write it.

        >>> Source("tt-24-2013-bkhcn", ("art-41", "cl-10")).place()
        'Điều 41, khoản 10'
        """
        names = _PLACE if language == "vi" else _PLACE_EN
        found = [PLACE.fullmatch(place) for place in self.places]
        return ", ".join(f"{names[match[1]]} {match[2]}" for match in found if match)


@dataclass(frozen=True)
class Text:
    """A legal text. An unknown day is None."""

    id: str
    number: str
    title: str
    title_en: str
    issuer: str
    issued_on: date | None
    in_force_from: date | None
    status: str
    replaces: tuple[str, ...]
    amends: tuple[str, ...]
    confidence: Confidence
    notes: str
    notes_en: str


@dataclass(frozen=True)
class Supply:
    """What a province put where the files have a gap: a whole version (no row) or one cell of its table."""

    marker: str
    row: str
    column: str
    source: Source
    reviewed_on: date | None


@dataclass(frozen=True)
class Version:
    """What a parameter is from a day on, until the next version.

    `is_unknown`: something was in force, nobody has found what. `value` None and not unknown: ended, or not applied.
    `supplied`: what of it comes from the province and not from the files.
    """

    from_day: date
    value: Held
    rows: tuple[Row, ...] | None
    is_unknown: bool
    source: Source
    confidence: Confidence
    notes: str
    notes_en: str
    is_draft: bool
    reviewed_on: date | None
    line: int
    supplied: tuple[Supply, ...] = ()

    @cached_property
    def by_row(self) -> Mapping[str, Row]:
        """The rows of its table by their id; empty if it has none."""
        return MappingProxyType({row["id"]: row for row in self.rows or ()})

    @cached_property
    def unknown_cells(self) -> tuple[tuple[str, str], ...]:
        """The (row, column) of every cell of its table that nobody has found."""
        return tuple((row["id"], column) for row in self.rows or () for column, cell in row.items() if cell is UNKNOWN)


@dataclass(frozen=True)
class Names:
    """What a kind of instrument is called, and what it measures."""

    name_vi: str
    name_en: str
    measurand: str


@dataclass(frozen=True)
class Parameter:
    """One thing the law fixes, with all its versions in order of time; drafts are kept apart."""

    path: str
    title: str
    title_en: str
    unit: str
    anchor: str
    reviewed_on: date | None
    versions: tuple[Version, ...]
    drafts: tuple[Version, ...]
    names: Names | None

    @property
    def folder(self) -> str:
        """The path without its last step."""
        return self.path.rpartition("/")[0]

    def version_on(self, day: date) -> Version | None:
        """The last version that starts no later than the day."""
        found = bisect_right(self._starts, day)
        return self.versions[found - 1] if found else None

    @cached_property
    def _starts(self) -> tuple[date, ...]:
        return tuple(version.from_day for version in self.versions)

    def until(self, version: Version) -> date | None:
        """The first day the version no longer holds; None for the newest."""
        later = [other.from_day for other in self.versions if other.from_day > version.from_day]
        return min(later, default=None)

    def is_confirmed(self, version: Version) -> bool:
        """True if a person re-read the text and confirmed this version: an unknown one never is."""
        return self.reviewed_on_of(version) is not None and not version.is_unknown

    def reviewed_on_of(self, version: Version) -> date | None:
        """The day a person confirmed the version; the day on the file counts for the newest only."""
        newest = self.versions[-1] if self.versions else None
        return version.reviewed_on or (self.reviewed_on if version is newest else None)


@dataclass(frozen=True)
class Folder:
    """A group of parameters: its label, and where it stands among its neighbours."""

    path: str
    title: str
    title_en: str
    order: int
