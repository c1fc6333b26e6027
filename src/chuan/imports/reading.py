# SPDX-License-Identifier: Apache-2.0
"""Cells as text, of workbooks (calamine) and CSV in the encodings Vietnamese offices write."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chuan.imports import errors
from chuan.imports.choices import Encoding
from chuan.imports.columns import HEADER_ROWS, Finder, Header
from chuan.imports.guard import MAX_COLUMNS, MAX_ROWS, Checked, SheetExtent
from chuan.imports.kinds import ImportKind
from chuan.lib import legacy_encodings

if TYPE_CHECKING:  # slow to load, and only the worker reads lists
    import fastexcel
    import polars

_DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_LINES = 60
#: rows in which a legacy encoding is looked for
_SAMPLED = 400
#: stands for a formula without a value; no cell can hold it
UNCACHED = "\x00formula"
#: a row of the whole file is one number: sheet * STRIDE + row of the sheet
STRIDE = 2_000_000


@dataclass(frozen=True)
class Sheet:
    """A sheet that holds a list: its cells as texts, without names, and where its headings stand."""

    name: str
    frame: "polars.DataFrame"
    header: Header
    extent: SheetExtent | None = None


@dataclass(frozen=True)
class Table:
    """The rows of all sheets: `line` (sheet and row), then the texts by field; blank rows are left out."""

    frame: "polars.DataFrame"
    sheets: tuple[Sheet, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the list has."""
        return tuple(name for name in self.frame.columns if name != "line")

    def place(self, line: int) -> tuple[str, int]:
        """The sheet (named only where there are several) and the row of a line."""
        at, row = divmod(line, STRIDE)
        return (self.sheets[at].name[:40] if len(self.sheets) > 1 else ""), row


def read_sheets(content: bytes, checked: Checked, kind: ImportKind, encoding: str) -> tuple[list[Sheet], str]:
    """The sheets that hold a list, or else the first with anything in it; and the legacy encoding they seem to be in."""
    finder = Finder(kind.columns)
    raw: list[tuple[str, polars.DataFrame, SheetExtent | None]]
    if checked.kind == "csv":
        raw = [("", _read_text(content, finder), None)]
    else:
        raw = [(extent.name, frame, extent) for extent, frame in _read_workbook(content, checked)]
    suspected = _suspected(raw) if encoding == Encoding.UNSAID else ""
    if encoding in (Encoding.TCVN3, Encoding.VNI) or suspected:
        # what only seems so is converted for the question, and asked
        raw = [(name, _converted(frame, suspected or encoding), extent) for name, frame, extent in raw]
    sheets: list[Sheet] = []
    others: list[Sheet] = []
    for name, frame, extent in raw:
        head = _rows(frame.head(HEADER_ROWS + 1))
        header = finder.find(head)
        if header is not None:
            (sheets if finder.looks_like_header(head) else others).append(Sheet(name, frame, header, extent))
    if not sheets and not others:
        raise errors.HeadingsMissing()
    full = [sheet for sheet in sheets if not finder.missing(sheet.header, tuple(kind.sheet(sheet.name)))]
    return (full or sheets or others)[: None if full else 1], suspected


def table_of(sheets: list[Sheet], kind: ImportKind) -> Table:
    """The rows under the headings. Raises `NoRows` if there are none."""
    import polars

    frames = [_rows_of(at, sheet, kind) for at, sheet in enumerate(sheets)]
    frame = polars.concat(frames, how="diagonal") if len(frames) > 1 else frames[0]
    if frame.is_empty():
        raise errors.NoRows()
    return Table(frame, tuple(sheets))


def _rows_of(at: int, sheet: Sheet, kind: ImportKind) -> "polars.DataFrame":
    import polars

    start = sheet.header.last_row + 1
    source = sheet.frame.columns
    below = sheet.frame.slice(start)
    picked = [_tidied(below[source[position]]).alias(name) for name, position in sheet.header.positions.items()]
    first_line = at * STRIDE + start + 1
    lines = polars.int_range(first_line, first_line + below.height, dtype=polars.Int64, eager=True).alias("line")
    frame = polars.DataFrame([lines, *picked])
    fields = list(sheet.header.positions)
    if sheet.extent is not None:
        frame = _with_uncached(frame, sheet, at)
    frame = frame.with_columns(polars.when(polars.col(f) == "").then(None).otherwise(polars.col(f)).alias(f) for f in fields)
    if not fields:
        return frame.clear()
    frame = frame.filter(polars.any_horizontal(polars.col(f).is_not_null() for f in fields))
    said = {name: text for name, text in kind.sheet(sheet.name).items() if name not in fields}
    return frame.with_columns(polars.lit(text).alias(name) for name, text in said.items())


def _tidied(series: "polars.Series") -> "polars.Series":
    """Texts in composed letters, white space folded; where few are distinct, each is worked on once."""
    distinct = series.unique()
    if 4 * distinct.len() > series.len():
        return _folded(series)
    folded = _folded(distinct)
    changed = distinct.ne_missing(folded)
    return series.replace(distinct.filter(changed), folded.filter(changed)) if changed.any() else series


def _folded(series: "polars.Series") -> "polars.Series":
    return series.str.normalize("NFC").str.replace_all(r"[\s\u00a0]+", " ").str.strip_chars()


def _with_uncached(frame: "polars.DataFrame", sheet: Sheet, at: int) -> "polars.DataFrame":
    import polars

    assert sheet.extent is not None
    for name, position in sheet.header.positions.items():
        lines = [at * STRIDE + row for row, column in sheet.extent.uncached if column == position + sheet.extent.first_column]
        if lines:
            wrong = polars.col("line").is_in(lines)
            frame = frame.with_columns(polars.when(wrong).then(polars.lit(UNCACHED)).otherwise(polars.col(name)).alias(name))
    return frame


def _read_workbook(content: bytes, checked: Checked) -> "Iterator[tuple[SheetExtent, polars.DataFrame]]":
    filled = [sheet for sheet in checked.sheets if sheet.last_row]
    if not filled:
        raise errors.SheetEmpty()
    reader = open_workbook(content)
    for extent in filled:
        yield extent, sheet_of(reader, extent.name)


def open_workbook(content: bytes) -> "fastexcel.ExcelReader":
    """A reader of a workbook. Raises `FileDamaged`, also where the reader itself breaks down."""
    import fastexcel

    try:
        return fastexcel.read_excel(content)
    except BaseException as error:
        raise _damaged(error) from error


def sheet_of(reader: "fastexcel.ExcelReader", name: str) -> "polars.DataFrame":
    """All cells of a sheet as texts. Raises `FileDamaged`."""
    try:
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        return sheet.to_polars()
    except BaseException as error:
        raise _damaged(error) from error


def _damaged(error: BaseException) -> BaseException:
    """A panic of the reader (no `Exception`) and its own errors mean a damaged file; all else passes."""
    import fastexcel

    own = isinstance(error, fastexcel.FastExcelError) or type(error).__name__ == "PanicException"
    return errors.FileDamaged() if own else error


def _read_text(content: bytes, finder: Finder) -> "polars.DataFrame":
    import polars

    text = decode(content)
    if not text.strip():
        raise errors.SheetEmpty()
    lines = text.splitlines()[:_SNIFFED_LINES]
    delimiter = max(_DELIMITERS, key=lambda sign: _headings(lines, sign, finder))
    rows = list(_csv_rows(text, delimiter))
    width = max(map(len, rows), default=0)
    columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    return polars.DataFrame({f"column_{at}": texts for at, texts in enumerate(columns)})


def decode(content: bytes) -> str:
    """The text, in whichever encoding: UTF-16 or UTF-8 by mark or shape, otherwise Windows-1258."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in content[:1000]:
        encoding = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
    else:
        encoding = "utf-8-sig"
    # bytes of the legacy encodings are looked at as Windows-1252, in which their fonts were made
    last = "cp1252" if legacy_encodings.detect([content[:20_000].decode("cp1252", "ignore")]) else "cp1258"
    for attempt in (encoding, last, "cp1258"):
        try:
            return unicodedata.normalize("NFC", content.decode(attempt))
        except UnicodeDecodeError:
            continue
    raise errors.FileUnreadable(file="CSV")


def _csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if number > MAX_ROWS or len(row) > MAX_COLUMNS:
                raise errors.SheetTooFar(row=number, column=len(row), rows=MAX_ROWS, columns=MAX_COLUMNS)
            yield row
    except csv.Error as error:
        raise errors.FileUnreadable(file="CSV") from error


def _headings(lines: list[str], delimiter: str, finder: Finder) -> tuple[int, int]:
    """How many of our headings appear in the best of the first lines, split by this sign; then, how many cells."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0, 0
    return max((sum(finder.knows(cell) for cell in row if cell) for row in rows), default=0), max(map(len, rows), default=0)


def _rows(frame: "polars.DataFrame") -> list[tuple[str | None, ...]]:
    return [tuple(unicodedata.normalize("NFC", cell) if cell else cell for cell in row) for row in frame.rows()]


def _suspected(raw: "list[tuple[str, polars.DataFrame, SheetExtent | None]]") -> str:
    texts = [cell for _, frame, _ in raw for row in frame.head(_SAMPLED).iter_rows() for cell in row if cell]
    return legacy_encodings.detect(texts)


def _converted(frame: "polars.DataFrame", encoding: str) -> "polars.DataFrame":
    """Every text converted, each distinct one once."""
    import polars

    out = []
    for series in frame:
        distinct = series.unique().drop_nulls()
        table: Mapping[str, str] = {text: legacy_encodings.convert(text, encoding) for text in distinct}
        changed = {before: after for before, after in table.items() if before != after}
        out.append(series.replace(list(changed), list(changed.values())) if changed else series)
    return polars.DataFrame(out)
