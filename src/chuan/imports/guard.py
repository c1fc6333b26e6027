# SPDX-License-Identifier: Apache-2.0
"""Is this file safe to open? Decided from its bytes, in bounded memory, before any reader of spreadsheets sees it."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any
from xml.etree import ElementTree

import olefile

from chuan.imports import errors
from chuan.imports.corners import Corners, corners_of

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 400 * MEGABYTE
#: the pool of texts is held in memory by every reader
MAX_STRINGS = 100 * MEGABYTE
MAX_ROWS = 250_000
MAX_COLUMNS = 1_024
#: readers hold the whole rectangle from the first cell to the last
MAX_CELLS = 5_000_000
_CHUNK = MEGABYTE
_MAX_INDEX = MEGABYTE
_MAX_UNCACHED = 100_000
_WORKBOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedstrings.xml"
_NOTHING_READ = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError)

_CELL_START = re.compile(rb"<(?:\w+:)?c(?=[\s>/])")
#: every spelling that a reader understands
_CELL = re.compile(rb"""<(?:\w+:)?c(?=\s)[^>]*?\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["'][^>]*?(/?)>""")
_UNCACHED = re.compile(
    rb'<(?:\w+:)?c(?=\s)[^>]*?\sr="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass
class SheetExtent:
    """How far a sheet reaches, counted from 1, and what is in it."""

    name: str
    first_column: int = 0
    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    #: formulas that were never calculated, as (row, column)
    uncached: set[tuple[int, int]] = field(default_factory=set)


@dataclass(frozen=True)
class Checked:
    """What the file is: "xlsx" with its sheets, or "csv"."""

    kind: str
    sheets: tuple[SheetExtent, ...] = ()

    @classmethod
    def of(cls, extent: "dict[str, Any]", content: bytes, name: str) -> "Checked":
        """What was found at the upload (`extent`); older imports kept none, and their file is measured again."""
        if not extent:
            return check_file(content, name, max_bytes=len(content))
        sheets = [SheetExtent(**{**sheet, "uncached": {(row, column) for row, column in sheet["uncached"]}})
                  for sheet in extent["sheets"]]
        return cls(extent["kind"], tuple(sheets))

    def kept(self) -> "dict[str, Any]":
        """The same as JSON."""
        sheets = [asdict(sheet) | {"uncached": sorted(sheet.uncached)} for sheet in self.sheets]
        return {"kind": self.kind, "sheets": sheets}

    @property
    def cells(self) -> int:
        """Cells in all sheets, empty styled ones included."""
        return sum(sheet.cells for sheet in self.sheets)


def check_file(content: bytes, name: str, *, max_bytes: int) -> Checked:
    """Say what the file is; raise a `FileRefused` that says why it cannot be taken."""
    if not content:
        raise errors.FileEmpty()
    if len(content) > max_bytes:
        raise errors.FileTooLarge(size=round(len(content) / MEGABYTE, 1), limit=max_bytes // MEGABYTE)
    if content.startswith(olefile.MAGIC):
        raise _old_format(content, name)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Checked("xlsx", _check_zip(content, name))
    if name.lower().endswith((".xlsx", ".xlsm")):
        raise (errors.FileDamaged() if _is_binary(content) else errors.FileOfText(file=name))
    if _is_binary(content):
        raise errors.FileUnreadable(file=name)
    return Checked("csv")


def _is_binary(content: bytes) -> bool:
    """True for what is no text: zero bytes, unless it is UTF-16."""
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    zeros = head.count(0)
    half = min(head[0::2].count(0), head[1::2].count(0))  # UTF-16 without a mark: zeros on one side only
    return zeros > 0 and (half > 0 or zeros < len(head) // 8)


def _old_format(content: bytes, name: str) -> errors.FileRefused:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:  # type: ignore[no-untyped-call]
            encrypted = ole.exists("EncryptedPackage")
    except (OSError, ValueError, IndexError, AttributeError, TypeError):  # olefile on broken containers
        return errors.FileUnreadable(file=name)
    return errors.FileEncrypted() if encrypted else errors.FileOldExcel(file=name)


def _check_zip(content: bytes, name: str) -> tuple[SheetExtent, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _check_archive(archive, name)
    except _NOTHING_READ as error:
        raise errors.FileDamaged() from error


def _check_archive(archive: zipfile.ZipFile, name: str) -> tuple[SheetExtent, ...]:
    members = archive.infolist()
    if not any(member.filename.lower() == _WORKBOOK for member in members):
        raise errors.FileWithoutWorkbook(file=name)
    if any(member.flag_bits & 1 for member in members):
        raise errors.FileEncrypted()
    if sum(member.file_size for member in members) > MAX_UNPACKED or any(
        member.file_size > MAX_STRINGS for member in members if member.filename.lower() == _STRINGS
    ):
        raise errors.FileSwells(limit=MAX_UNPACKED // MEGABYTE)
    sheets = {path: SheetExtent(title) for title, path in _sheet_paths(archive)}
    for member in members:
        # every member is unpacked once and thrown away: a size that lies fails here, where memory is bounded
        extent = sheets.get(member.filename)
        for chunk in _cells_chunks(archive, member):
            if extent is not None:
                _measure(chunk, extent)
    return tuple(sheets.values())


def _cells_chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member in pieces, each cut before a cell that is not complete yet."""
    rest = b""
    with archive.open(member) as stream:
        while piece := stream.read(_CHUNK):
            rest += piece
            tail = max(0, len(rest) - 65536)
            cut = max(0, rest.rfind(b"<c ", tail)) or max((match.start() for match in _CELL_START.finditer(rest, tail)), default=0)
            if cut:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > 2 * _CHUNK:
                yield rest[:-65536]
                rest = rest[-65536:]
    yield rest


def _measure(chunk: bytes, extent: SheetExtent) -> None:
    # <c> pieces end where the next begins, so a formula and its value stand in the same chunk
    corners = corners_of(chunk) or _corners_one_by_one(chunk)
    extent.cells += corners.cells
    if corners.last_row:
        extent.last_row = max(extent.last_row, corners.last_row)
        extent.last_column = max(extent.last_column, corners.last_column)
        extent.first_column = min(extent.first_column or corners.first_column, corners.first_column)
    if b"<f" in chunk or b":f" in chunk:
        for match in _UNCACHED.finditer(chunk):
            if len(extent.uncached) < _MAX_UNCACHED:
                extent.uncached.add((int(match[2]), _column_number(match[1])))
    height, width = extent.last_row, extent.last_column - extent.first_column + 1
    if height > MAX_ROWS or extent.last_column > MAX_COLUMNS or height * width > MAX_CELLS:
        raise errors.SheetTooFar(row=height, column=extent.last_column, rows=MAX_ROWS, columns=MAX_COLUMNS)


def _corners_one_by_one(chunk: bytes) -> Corners:
    """The corners of the full cells, and the number of all: empty ones, prefixes of namespaces, any order of attributes."""
    found = _CELL.findall(chunk)
    if len(found) < len(_CELL_START.findall(chunk)):  # a reader would guess where the others are
        raise errors.FileDamaged()
    columns = [_column_number(name) for name in {column for column, _, empty in found if not empty}]
    rows = {int(row) for _, row, empty in found if not empty}
    return Corners(len(found), min(columns, default=0), max(columns, default=0), max(rows, default=0))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _sheet_paths(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Names and members of the worksheets, in the order of the tabs."""
    relations = {
        element.get("Id"): element.get("Target", "")
        for element in _index(archive, "xl/_rels/workbook.xml.rels").iter() if element.tag.endswith("}Relationship")
    }
    paths = []
    for element in _index(archive, _WORKBOOK).iter():
        if element.tag.endswith("}sheet"):
            relation = next((value for name, value in element.items() if name.endswith("}id")), "")
            target = relations.get(relation, "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            paths.append((element.get("name", ""), path))
    return paths


def _index(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    member = archive.getinfo(name)
    text = archive.read(member) if member.file_size <= _MAX_INDEX else b""
    if not text or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise errors.FileDamaged()
    try:
        return ElementTree.fromstring(text)  # noqa: S314 — small, and without a document type
    except ElementTree.ParseError as error:
        raise errors.FileDamaged() from error
