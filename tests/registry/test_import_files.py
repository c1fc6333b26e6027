# SPDX-License-Identifier: Apache-2.0
"""Bad files: each gets one clear sentence with a next step, memory stays bounded, and nothing is half imported."""

import io
import resource
import tracemalloc
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from django.test import override_settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import column_index_from_string

from chuan.imports import errors, guard
from chuan.imports.actions.imports import start_import
from chuan.imports.choices import ImportStatus
from chuan.imports.corners import corners_of
from chuan.imports.guard import check_file
from chuan.imports.models import Import
from chuan.lib.errors import NotAllowed
from chuan.registry.models import Instrument
from chuan.ui.messages import explain
from tests.make import NOON, Cast
from tests.registry.files import HEADINGS, csv_text, row, saved, sheet_xml, with_member, workbook

Upload = Callable[..., Import]
LIMIT = 25 * 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"


def refused(content: bytes, name: str = "danh-sach.xlsx") -> errors.FileRefused:
    with pytest.raises(errors.FileRefused) as refusal:
        check_file(content, name, max_bytes=LIMIT)
    with translation.override("vi"):
        sentence = explain(refusal.value)
    assert "{" not in sentence
    assert refusal.value.next_step
    return refusal.value


def ole(streams: list[str]) -> bytes:
    """The smallest compound file that holds streams of these names (version 3, 512-byte sectors)."""
    def entry(name: str, kind: int, child: int, left: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        return (raw.ljust(64, b"\0") + len(raw).to_bytes(2, "little") + bytes([kind, 1])
                + left.to_bytes(4, "little") + b"\xff\xff\xff\xff" + child.to_bytes(4, "little") + bytes(36)
                + b"\xfe\xff\xff\xff" + bytes(8))
    none, end = 0xFFFFFFFF, 0xFFFFFFFE
    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00" + bytes(10)
              + (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(4) + (4096).to_bytes(4, "little")
              + end.to_bytes(4, "little") + bytes(4) + end.to_bytes(4, "little") + bytes(4)
              + (0).to_bytes(4, "little") + b"\xff" * (108 * 4))
    fat = (0xFFFFFFFD).to_bytes(4, "little") + end.to_bytes(4, "little") + b"\xff" * 504
    directory = entry("Root Entry", 5, 1 if streams else none, none)
    for number, name in enumerate(streams, start=1):
        directory += entry(name, 2, none, number + 1 if number < len(streams) else none)
    return header[:512] + fat + directory.ljust(512, b"\0")


def test_an_empty_file(db: None) -> None:
    assert isinstance(refused(b""), errors.FileEmpty)


def test_a_file_that_is_too_large(db: None) -> None:
    assert refused(b"x" * (LIMIT + 1)).data == {"size": 25.0, "limit": 25}


def test_a_zip_renamed_to_xlsx() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("danh-sach.docx", b"x" * 100)

    assert isinstance(refused(out.getvalue()), errors.FileWithoutWorkbook)


def test_a_workbook_with_a_password() -> None:
    assert isinstance(refused(ole(["EncryptedPackage"])), errors.FileEncrypted)


def test_an_old_xls() -> None:
    assert isinstance(refused(ole(["Workbook"]), "cu.xls"), errors.FileOldExcel)


def test_a_broken_compound_file() -> None:
    assert isinstance(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 700), errors.FileUnreadable)


def test_text_named_xlsx() -> None:
    assert isinstance(refused("Hãng,Kiểu\n".encode()), errors.FileOfText)


def test_a_picture_named_csv() -> None:
    assert isinstance(refused(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "anh.csv"), errors.FileUnreadable)


@pytest.mark.parametrize("cut", [0.5, 0.9])
def test_a_workbook_cut_short(cut: float) -> None:
    content = workbook([row(1)])
    assert isinstance(refused(content[: int(len(content) * cut)]), errors.FileDamaged)


def test_a_workbook_with_a_flipped_byte() -> None:
    content = bytearray(workbook([row(number) for number in range(200)]))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        at = archive.getinfo(SHEET).header_offset + 200
    content[at] ^= 0xFF
    assert isinstance(refused(bytes(content)), errors.FileDamaged)


def test_a_zip_bomb_is_counted_not_unpacked() -> None:
    # given a sheet of 600 MB of blanks in 600 KB
    out = io.BytesIO()
    base = workbook([row(1)])
    with zipfile.ZipFile(io.BytesIO(base)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != SHEET:
                target.writestr(name, source.read(name))
        with target.open(SHEET, "w", force_zip64=True) as stream:
            for _ in range(600):
                stream.write(b" " * 1024 * 1024)

    # when / then
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert isinstance(refused(out.getvalue()), errors.FileSwells)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # KB


def test_a_bomb_that_lies_about_its_size_is_damaged() -> None:
    content = bytearray(with_member(workbook([row(1)]), SHEET, b" " * 3_000_000))
    for at in range(len(content) - 4):
        if content[at : at + 4] == (3_000_000).to_bytes(4, "little"):
            content[at : at + 4] = (1000).to_bytes(4, "little")
    assert isinstance(refused(bytes(content)), errors.FileDamaged)


@pytest.mark.parametrize(("cell", "row_number", "column"), [("XFD1048576", 1_048_576, 16_384), ("A300000", 300_000, 1),
                                                            ("BZZ2", 2, 2054), ("CV200000", 200_000, 100)])
def test_one_cell_far_away_is_named_before_anything_is_read(cell: str, row_number: int, column: int) -> None:
    body = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="%s"><v>1</v></c></row>' % cell.encode()
    tracemalloc.start()
    refusal = refused(with_member(workbook([]), SHEET, sheet_xml(body)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert isinstance(refusal, errors.SheetTooFar)
    assert (refusal.data["row"], refusal.data["column"]) == (row_number, column)
    assert peak < 10_000_000


@pytest.mark.parametrize("cell", [
    b'<c r="xfd1048576">', b"<c r='XFD1048576'>", b'<c r = "XFD1048576">', b'<c s="1" r="XFD1048576">', b'<c\nr="XFD1048576">',
    b'<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576">', b'<c r="XFD1048576" s="1">',
    b'<c t="%s" r="XFD1048576">' % (b"n" * 5_000_000),
])
@pytest.mark.parametrize("others", [1, 40_000])
def test_a_cell_far_away_is_seen_however_it_is_written(cell: bytes, others: int) -> None:
    plain = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, others + 1))
    body = plain + b"<row>" + cell + b"<v>1</v>" + cell[:cell.index(b"c") + 1].replace(b"<", b"</") + b"></row>" + plain
    with pytest.raises((errors.SheetTooFar, errors.FileDamaged)):
        check_file(with_member(workbook([]), SHEET, sheet_xml(body)), "a.xlsx", max_bytes=10**8)


@pytest.mark.parametrize("cell", [b"<c><v>1</v></c>", b"<c/>", b'<c s="1"><v>1</v></c>', b'<c r="&#67;9"><v>1</v></c>', b'<c r="9"><v>1</v></c>'])
def test_cells_that_do_not_say_where_they_are_are_not_guessed_at(cell: bytes) -> None:
    body = b'<row r="1"><c r="A1"><v>1</v></c></row><row>' + cell + b"</row>"
    assert isinstance(refused(with_member(workbook([]), SHEET, sheet_xml(body))), errors.FileDamaged)


_REFERENCE = st.tuples(st.from_regex(r"[A-Z]{1,2}", fullmatch=True), st.integers(1, 9999))


@given(st.lists(_REFERENCE, min_size=1, max_size=30), st.booleans())
def test_both_ways_of_measuring_find_the_same_corners(cells: list[tuple[str, int]], one_is_empty: bool) -> None:
    # given the same cells, once in a spelling that is read all at once
    plain = b"".join(b'<c r="%s%d" s="2"><v>5</v></c>' % (column.encode(), row) for column, row in cells)
    other = plain.replace(b'r="', b'r ="') + (b'<c r="ZZ10000" s="2"/>' if one_is_empty else b"")
    # when
    quick, slow = corners_of(plain), guard._corners_one_by_one(other)
    # then
    columns = [column_index_from_string(column) for column, _ in cells]
    assert quick == (len(cells), min(columns), max(columns), max(row for _, row in cells))
    assert slow == quick._replace(cells=len(cells) + one_is_empty)
    assert corners_of(other) is None


def test_a_workbook_with_a_document_type_is_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><workbook>&a;</workbook>'
    assert isinstance(refused(with_member(workbook([row(1)]), "xl/workbook.xml", bomb)), errors.FileDamaged)


def test_two_hundred_thousand_empty_rows_are_no_rows(upload: Upload) -> None:
    # given a short list, and styled empty cells far below it
    content = workbook([row(1), row(2)])
    xml = zipfile.ZipFile(io.BytesIO(content)).read(SHEET)
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (n, n, n) for n in range(4, 200_004))
    content = with_member(content, SHEET, xml.replace(b"</sheetData>", empty + b"</sheetData>"))

    imported = upload(content)

    assert (imported.rows_total, imported.rows_added) == (2, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_every_encoding_and_with_every_delimiter(upload: Upload, encoding: str, delimiter: str) -> None:
    text = csv_text([row(1), row(2, station="Cửa hàng Đồng Tiến")], delimiter=delimiter)
    if encoding == "cp1258":
        text = windows_1258(text)

    imported = upload(text.encode(encoding), name="danh-sach.csv")

    assert imported.rows_added == 2
    assert Instrument.objects.get(serial="00002").premises.name == "Cửa hàng Đồng Tiến"


def windows_1258(text: str) -> str:
    """The text with tone marks set apart, as that code page stores them."""
    import unicodedata
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"]
        rest = unicodedata.normalize("NFC", parts[0] + "".join(mark for mark in parts[1:] if mark not in tones))
        out.append(rest + "".join(tones))
    return "".join(out)


def closed(imported: Import) -> str:
    assert imported.status == ImportStatus.REFUSED
    assert not Instrument.objects.exists()
    return imported.error_code


def test_an_empty_sheet(upload: Upload) -> None:
    assert closed(upload(saved(openpyxl.Workbook()))) == "imports.sheet-empty"


def test_headings_without_rows(upload: Upload) -> None:
    assert closed(upload(workbook([]))) == "imports.no-rows"


def test_missing_columns_are_named(upload: Upload) -> None:
    headings = [name for name in HEADINGS if name not in {"Mã số thuế", "Xã, phường"}]
    imported = upload(workbook([[1] * 10], headings=headings))

    assert imported.status == ImportStatus.ASKING
    assert imported.question["missing"] == ["Mã số thuế", "Xã, phường"]


def test_a_list_of_something_else_is_asked_about_and_nothing_is_written(upload: Upload) -> None:
    imported = upload(b"ho ten,ngay sinh\nA,1\n", name="x.csv")

    assert imported.status == ImportStatus.ASKING
    assert [one["heading"] for one in imported.question["columns"]] == ["ho ten", "ngay sinh"]
    assert not Instrument.objects.exists()


def test_text_without_columns(upload: Upload) -> None:
    assert closed(upload(b"ho ten\nA\n", name="x.csv")) == "imports.headings-missing"


def test_the_list_is_found_on_the_second_sheet(upload: Upload) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Hướng dẫn"])
    sheet = book.create_sheet("Cột đo")
    for line in (HEADINGS, row(1), row(2, tax_code="1")):
        sheet.append(list(line))

    imported = upload(saved(book))

    assert (imported.rows_added, imported.rows_refused) == (1, 1)


@override_settings(UPLOAD_MAX_BYTES=100)
def test_nothing_is_kept_of_a_file_that_the_guard_refuses(places: None, cast: Cast) -> None:
    with pytest.raises(errors.FileTooLarge):
        start_import(actor=cast.registrar, at=NOON, name="a.xlsx", kind="fuel-dispenser", content=b"x" * 200)
    assert not Import.objects.exists()


def test_only_those_who_may_import(places: None, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        start_import(actor=cast.verifier, at=NOON, name="a.xlsx", kind="fuel-dispenser", content=workbook([row(1)]))


def test_more_than_twenty_thousand_rows_give_back_only_the_bad_ones(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chuan.imports.marking.MAX_ROWS_MARKED", 2)
    imported = upload(workbook([row(1), row(2, tax_code="1"), row(3), row(4)]))

    assert imported.marked_file is not None
    sheet = openpyxl.load_workbook(io.BytesIO(bytes(imported.marked_file.content))).active
    assert sheet is not None and sheet.max_row == 2
