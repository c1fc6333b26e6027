# SPDX-License-Identifier: Apache-2.0
"""Files as companies send them: made here, byte by byte where it matters."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl

from tests.make import make_tax_code

HEADINGS = ("Hãng sản xuất", "Kiểu", "Số sản xuất", "Ký hiệu phê duyệt mẫu", "Số vòi", "Lưu lượng lớn nhất (L/min)",
            "Ngày kiểm định gần nhất", "Tên cửa hàng", "Mã số thuế", "Tên doanh nghiệp", "Địa chỉ", "Xã, phường")
TAX_CODE = make_tax_code(700)


def row(number: int, **over: Any) -> list[Any]:
    """A good row; name a heading's field to change it."""
    values: dict[str, Any] = {
        "maker": "Tatsuno", "model": "Sunny-XE", "serial": f"0{number:04d}", "mark": "PDM 123-2019", "hoses": 2,
        "q_max": 45, "last": "10/12/2025", "station": f"CHXD số {number % 6}", "tax_code": TAX_CODE,
        "owner": "Công ty Xăng dầu Sơn La", "address": "Tiểu khu 1", "commune": "Xã Mường Chanh",
    }
    return list((values | over).values())


def workbook(rows: Sequence[Sequence[Any]], *, headings: Sequence[Any] = HEADINGS, above: Sequence[Sequence[Any]] = (),
             merge: Sequence[str] = (), title: str = "Danh sách") -> bytes:
    """An .xlsx with headings and rows, titles above, cells merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for line in (*above, headings, *rows):
        sheet.append(list(line))
    for cells in merge:
        sheet.merge_cells(cells)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opened(content: bytes) -> openpyxl.Workbook:
    """The workbook of bytes."""
    return openpyxl.load_workbook(io.BytesIO(content))


def csv_text(rows: Sequence[Sequence[Any]], *, headings: Sequence[str] = HEADINGS, delimiter: str = ",") -> str:
    """The same as CSV, every value quoted."""
    lines = [delimiter.join(f'"{value}"' for value in line) for line in (headings, *rows)]
    return "\r\n".join(lines) + "\r\n"


def with_member(content: bytes, name: str, replacement: bytes) -> bytes:
    """A workbook in which one member of the zip is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            target.writestr(member, replacement if member == name else source.read(member))
    return out.getvalue()


def sheet_xml(body: bytes) -> bytes:
    """A worksheet's XML around rows."""
    return (b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
            b'2006/main"><sheetData>' + body + b"</sheetData></worksheet>")
