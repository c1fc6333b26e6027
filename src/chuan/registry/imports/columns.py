# SPDX-License-Identifier: Apache-2.0
"""The columns of a list of fuel dispensers, and how they are found under whatever headings people write."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chuan.lib.text import key
from chuan.registry.errors import ColumnsMissing

#: the column in which we answer; a workbook uploaded again may carry it, and it is ignored
REASON = "Lý do (Chuẩn)"
#: headings stand within so many rows, under titles, logos and merged cells
HEADER_ROWS = 40
_ENOUGH = 3
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")


#: whether a list must have the column, and each row a value in it
_MUST, _MAY = True, False


@dataclass(frozen=True)
class Column:
    """A column: its field, the heading of the template, other headings that mean it."""

    field: str
    heading: str
    required: bool
    aliases: tuple[str, ...]
    note: str


COLUMNS = (
    Column("maker", "Hãng sản xuất", _MUST, ("Hãng", "Nhà sản xuất", "Hãng SX", "Nơi sản xuất", "Maker", "Manufacturer"),
           "Tên hãng trên nhãn của cột đo."),
    Column("model", "Kiểu", _MUST, ("Kiểu loại", "Model", "Ký mã hiệu", "Kiểu cột đo", "Kiểu máy", "Type"),
           "Kiểu (model) trên nhãn."),
    Column("serial", "Số sản xuất", _MUST,
           ("Số chế tạo", "Số máy", "Số seri", "Số serial", "Serial", "Serial number", "Số SX", "Số hiệu", "Số xuất xưởng"),
           "Số sản xuất trên nhãn, giữ nguyên các số 0 ở đầu (định dạng ô là Văn bản)."),
    Column("type_approval_mark", "Ký hiệu phê duyệt mẫu", _MAY,
           ("Phê duyệt mẫu", "PDM", "Ký hiệu PDM", "Số phê duyệt mẫu", "Quyết định phê duyệt mẫu", "Type approval mark"),
           "Ví dụ: PDM 123-2019."),
    Column("hoses", "Số vòi", _MAY, ("Vòi", "Số vòi bơm", "Số lượng vòi", "Hoses"), "Số vòi bơm, số nguyên."),
    Column("q_max", "Lưu lượng lớn nhất (L/min)", _MAY,
           ("Q max", "Qmax", "Lưu lượng max", "Lưu lượng lớn nhất Qmax", "Lưu lượng"), "Qmax, lít trên phút."),
    Column("last_verified_on", "Ngày kiểm định gần nhất", _MAY,
           ("Ngày kiểm định", "Kiểm định gần nhất", "Ngày KĐ", "Ngày KĐ gần nhất", "Ngày kiểm định cuối",
            "Lần kiểm định gần nhất", "Last verification date"), "Ngày/tháng/năm; để trống nếu chưa kiểm định lần nào."),
    Column("station", "Tên cửa hàng", _MUST,
           ("Cửa hàng", "Tên trạm", "Trạm", "Cửa hàng xăng dầu", "Tên cửa hàng xăng dầu", "CHXD", "Tên cơ sở", "Cơ sở",
            "Nơi sử dụng", "Nơi lắp đặt", "Station", "Station name"), "Tên cửa hàng xăng dầu nơi đặt cột đo."),
    Column("tax_code", "Mã số thuế", _MUST, ("MST", "Mã số DN", "Mã số doanh nghiệp", "Tax code"),
           "10 số, 13 số (chi nhánh) hoặc 12 số (hộ kinh doanh); định dạng ô là Văn bản."),
    Column("owner", "Tên doanh nghiệp", _MAY,
           ("Doanh nghiệp", "Chủ sở hữu", "Tên chủ sở hữu", "Đơn vị", "Tên đơn vị", "Công ty", "Tên công ty", "Chủ cơ sở",
            "Owner"), "Chủ sở hữu; có thể để trống nếu đã có trong sổ đăng ký."),
    Column("address", "Địa chỉ", _MAY, ("Địa chỉ cửa hàng", "Address"), "Số nhà, đường, bản, tiểu khu."),
    Column("commune", "Xã, phường", _MUST,
           ("Xã", "Phường", "Xã/phường/thị trấn", "Xã, phường, thị trấn", "Phường/xã", "Đơn vị hành chính", "Commune"),
           "Tên hiện nay hoặc tên cũ; nếu trùng tên thì viết thêm huyện, ví dụ: Xã Chiềng Chung, huyện Mai Sơn."),
)
HEADINGS = {column.field: column.heading for column in COLUMNS}
REQUIRED = tuple(column.field for column in COLUMNS if column.required)


def heading_key(text: str) -> str:
    """A heading as it compares: without brackets, accents, case, blanks and signs."""
    return key(_BRACKETS.sub("", text)) or key(text)


_FIELDS = {
    heading_key(name): column.field for column in COLUMNS for name in (column.heading, *column.aliases)
}


@dataclass(frozen=True)
class Header:
    """Where the headings stand: positions by field, and the index of the last heading row."""

    positions: dict[str, int]
    last_row: int

    @property
    def missing(self) -> list[str]:
        """Headings of the required columns that are not there."""
        return [HEADINGS[field] for field in REQUIRED if field not in self.positions]


def find_header(rows: Sequence[Sequence[str | None]]) -> Header:
    """Find the heading row among the first rows; headings merged over two rows are read together.

    Raises `ColumnsMissing` with the names of what is not there.
    """
    best = Header({}, 0)
    for index, row in enumerate(rows[:HEADER_ROWS]):
        alone = _positions(row)
        below = rows[index + 1] if index + 1 < len(rows) else ()
        together = _positions(below) | {f: p for f, p in alone.items() if not _text(below, p)}
        if len(alone) > len(best.positions):
            best = Header(alone, index)
        if len(together) > max(len(best.positions), len(alone)) and alone:
            best = Header(together, index + 1)
    if best.missing:
        raise ColumnsMissing(columns=", ".join(best.missing))
    return best


def looks_like_header(rows: Sequence[Sequence[str | None]]) -> bool:
    """True if some row holds a few of our headings: this is the sheet of the list."""
    return any(len(_positions(row)) >= _ENOUGH for row in rows[:HEADER_ROWS])


def _positions(row: Sequence[str | None]) -> dict[str, int]:
    positions: dict[str, int] = {}
    for position, cell in enumerate(row):
        field = _FIELDS.get(heading_key(cell)) if cell else None
        if field:
            positions.setdefault(field, position)
    return positions


def _text(row: Sequence[str | None], position: int) -> str:
    return (row[position] or "").strip() if position < len(row) else ""
