# SPDX-License-Identifier: Apache-2.0
"""The format of one law file: sections in, texts and parameters out; anything unexpected is refused by line."""

from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeVar

from chuan.law.engine.errors import BrokenLawFile
from chuan.law.engine.nodes import (
    ANCHORS,
    CONFIDENCES,
    PLACE,
    TEXT_STATUSES,
    UNITS,
    UNKNOWN,
    Confidence,
    Folder,
    Held,
    Names,
    Parameter,
    Row,
    Source,
    Text,
    Version,
)
from chuan.law.engine.strict_yaml import Section, Series

T = TypeVar("T")
_NAMES = ("name_vi", "name_en", "measurand")
PARAMETER_KEYS = frozenset({"title", "title_en", "unit", "anchor", "reviewed_on", "versions", *_NAMES})
_VERSION = {"from", "value", "rows", "unknown", "source", "confidence", "notes", "notes_en", "status", "reviewed_on"}
_TEXT = {
    "number", "title", "title_en", "issuer", "issued_on", "in_force_from", "status", "replaces", "amends", "confidence",
    "notes", "notes_en",
}


class Reader:
    """Takes typed values out of a section; every refusal names the file and the line."""

    def __init__(self, section: Section, file: str, allowed: set[str]) -> None:
        self.section = section
        self.file = file
        for key in section:
            if key not in allowed:
                raise self.refuse(key, f"the key '{key}' is not known here")

    def refuse(self, key: str, reason: str) -> BrokenLawFile:
        """The refusal, at the line of the key."""
        line = self.section.lines.get(key, self.section.line)
        return BrokenLawFile(file=self.file, line=line, reason=reason)

    def need(self, key: str, kind: type[T]) -> T:
        """The value of a key that must be there, of that type (a bool is no int)."""
        if key not in self.section:
            raise self.refuse(key, f"the key '{key}' is missing")
        value = self.section[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.refuse(key, f"'{key}' must be a {kind.__name__}")
        return value

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self.need(key, str).strip()
        if not value:
            raise self.refuse(key, f"'{key}' is empty")
        return value

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        """One of the known words."""
        value = self.text(key)
        if value not in choices:
            raise self.refuse(key, f"'{key}' must be one of: {', '.join(choices)}")
        return value

    def day_or_none(self, key: str, *, required: bool = True) -> date | None:
        """A day; null where it is not known."""
        if required and key not in self.section:
            raise self.refuse(key, f"the key '{key}' is missing (null if not known)")
        return None if self.section.get(key) is None else self.need(key, date)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words."""
        series = self.need(key, Series)
        if not all(isinstance(word, str) for word in series):
            raise self.refuse(key, f"'{key}' must be a list of words")
        return tuple(series)

    def confidence(self) -> Confidence:
        """How well the thing is known."""
        value = self.text("confidence")
        for known in CONFIDENCES:
            if value == known:
                return known
        raise self.refuse("confidence", f"'confidence' must be one of: {', '.join(CONFIDENCES)}")

    def notes(self) -> tuple[str, str]:
        """Notes come in both languages or not at all."""
        if ("notes" in self.section) != ("notes_en" in self.section):
            raise self.refuse("notes", "write 'notes' (Vietnamese) and 'notes_en' (English), both or neither")
        return (self.text("notes"), self.text("notes_en")) if "notes" in self.section else ("", "")


def read_text(text_id: str, section: Section, file: str) -> Text:
    """Check the file of a legal text."""
    reader = Reader(section, file, _TEXT)
    notes, notes_en = reader.notes()
    text = Text(
        id=text_id, number=reader.text("number"), title=reader.text("title"), title_en=reader.text("title_en"),
        issuer=reader.text("issuer"), issued_on=reader.day_or_none("issued_on"),
        in_force_from=reader.day_or_none("in_force_from"), status=reader.one_of("status", TEXT_STATUSES),
        replaces=reader.words("replaces"), amends=reader.words("amends"), confidence=reader.confidence(),
        notes=notes, notes_en=notes_en,
    )
    if text.issued_on and text.in_force_from and text.in_force_from < text.issued_on:
        raise reader.refuse("in_force_from", "a text is not in force before it is issued")
    return text


def read_folder(path: str, section: Section, file: str) -> Folder:
    """Check the index of a folder."""
    reader = Reader(section, file, {"title", "title_en", "order"})
    return Folder(path, reader.text("title"), reader.text("title_en"), reader.need("order", int))


def read_parameter(path: str, section: Section, file: str) -> Parameter:
    """Check the file of a parameter: its versions must stand in order of time and may not start on the same day."""
    reader = Reader(section, file, set(PARAMETER_KEYS))
    versions = read_versions(reader)
    reviewed_on = reader.day_or_none("reviewed_on")
    return Parameter(
        path=path, title=reader.text("title"), title_en=reader.text("title_en"), unit=reader.one_of("unit", UNITS),
        anchor=reader.one_of("anchor", ANCHORS), reviewed_on=reviewed_on,
        versions=tuple(version for version in versions if not version.is_draft),
        drafts=tuple(version for version in versions if version.is_draft), names=_names(reader),
    )


def read_versions(reader: Reader) -> list[Version]:
    """The list under `versions`, drafts among them."""
    series = reader.need("versions", Series)
    if not series:
        raise reader.refuse("versions", "there must be at least one version")
    versions = [_version(item, reader.file, line) for item, line in zip(series, series.lines, strict=True)]
    for earlier, later in pairwise(versions):
        if later.from_day <= earlier.from_day:
            raise BrokenLawFile(file=reader.file, line=later.line, reason="versions must be in order of time, one for a day")
    return versions


def _names(reader: Reader) -> Names | None:
    given = [key for key in _NAMES if key in reader.section]
    if not given:
        return None
    return Names(reader.text("name_vi"), reader.text("name_en"), reader.text("measurand"))


def _version(section: Any, file: str, line: int) -> Version:
    if not isinstance(section, Section):
        raise BrokenLawFile(file=file, line=line, reason="a version must be a mapping")
    reader = Reader(section, file, _VERSION)
    given = [key for key in ("value", "rows", "unknown") if key in section]
    if len(given) != 1:
        raise reader.refuse("from", "a version has one of: value, rows, unknown")
    if given == ["unknown"] and section["unknown"] is not True:
        raise reader.refuse("unknown", "'unknown' can only be true")
    notes, notes_en = reader.notes()
    if given == ["value"] and section["value"] is None and not notes:
        raise reader.refuse("value", "an ended value (null) needs notes that say why")
    if "status" in section:
        reader.one_of("status", ("draft",))
    return Version(
        from_day=reader.need("from", date), value=_held(reader) if given == ["value"] else None,
        rows=_rows(reader) if given == ["rows"] else None, is_unknown=given == ["unknown"], source=_source(reader),
        confidence=reader.confidence(), notes=notes, notes_en=notes_en, is_draft="status" in section,
        reviewed_on=reader.day_or_none("reviewed_on", required=False), line=line,
    )


def _held(reader: Reader) -> Held:
    value: Any = reader.section["value"]
    if isinstance(value, Section) or (isinstance(value, Series) and any(isinstance(v, list | dict) for v in value)):
        raise reader.refuse("value", "a value is one number, word or day, or a list of them; a table goes into 'rows'")
    return tuple(value) if isinstance(value, Series) else value


def _rows(reader: Reader) -> tuple[Row, ...]:
    rows: dict[str, Row] = {}
    columns: set[str] = set()
    series = reader.need("rows", Series)
    for row, line in zip(series, series.lines, strict=True):
        if not isinstance(row, Section) or not isinstance(row.get("id"), str):
            raise BrokenLawFile(file=reader.file, line=line, reason="a row is a mapping with an 'id' (a word)")
        if row["id"] in rows:
            raise BrokenLawFile(file=reader.file, line=line, reason=f"the row '{row['id']}' stands twice")
        columns = columns or set(row)
        if set(row) != columns:
            raise BrokenLawFile(file=reader.file, line=line, reason="all rows must have the same columns")
        rows[row["id"]] = MappingProxyType({key: _cell(cell) for key, cell in row.items()})
    return tuple(rows.values())


def _cell(cell: Any) -> Any:
    """A cell as it is held: `"?"` is the unknown one, a list cannot be changed any more."""
    return UNKNOWN if cell == "?" else tuple(cell) if isinstance(cell, Series) else cell


def _source(reader: Reader) -> Source:
    text, *places = reader.text("source").split("/")
    for place in places:
        if not PLACE.fullmatch(place):
            raise reader.refuse("source", f"'{place}' is no place in a text (art-4, cl-1, pt-a, item-12, annex-1)")
    return Source(text, tuple(places))
