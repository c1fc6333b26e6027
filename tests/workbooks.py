# SPDX-License-Identifier: Apache-2.0
"""Lists of fuel dispensers as companies send them: believable, invented, deterministic."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from io import BytesIO

import xlsxwriter

from tests import make

HEADINGS = (
    "STT", "Hãng sản xuất", "Kiểu", "Số chế tạo", "Ký hiệu phê duyệt mẫu", "Số vòi", "Q max (L/min)",
    "Ngày kiểm định gần nhất", "Tên cửa hàng xăng dầu", "Mã số thuế", "Tên doanh nghiệp", "Địa chỉ", "Xã, phường",
)
COMMUNES = ("Phường Tô Hiệu", "Phường Chiềng An", "Phường Chiềng Cơi", "Phường Chiềng Sinh", "Phường Mộc Châu", "Xã Mai Sơn")
_MAKERS = (("Tatsuno", "Sunny-XE", "PDM 123-2019"), ("Tominaga", "TM-2000", "PDM 087-2018"), ("Gilbarco", "SK700", "PDM 201-2020"))
Cell = str | int | date


def dispenser_row(index: int, *, station: int, tax_code: str, verified_on: date, prefix: str = "PX") -> list[Cell]:
    """One dispenser of a station."""
    maker, model, mark = _MAKERS[index % len(_MAKERS)]
    return [
        index + 1, maker, model, f"{prefix}{index + 1:06d}", mark, 1 + index % 2, 45 + 5 * (index % 3), verified_on,
        f"Cửa hàng xăng dầu Pha Luông số {station + 1}", tax_code, "Công ty TNHH Xăng dầu Pha Luông",
        f"Số {10 + station} Quốc lộ 6", COMMUNES[station % len(COMMUNES)],
    ]


def fuel_company(today: date, *, prefix: str = "PX") -> list[list[Cell]]:
    """Six stations with four dispensers each; the certificates run out in this month and the two after it."""
    code = make.make_tax_code(8_000_001)
    return [
        dispenser_row(i, station=i // 4, tax_code=code, verified_on=today - timedelta(days=365 - 25 * (i % 4)), prefix=prefix)
        for i in range(24)
    ]


def many_dispensers(count: int, today: date) -> list[list[Cell]]:
    """A list as long as one likes, forty dispensers a company."""
    return [
        dispenser_row(i, station=i // 4, tax_code=make.make_tax_code(7_000_000 + 20 * (i // 40)), verified_on=today - timedelta(days=i % 700))
        for i in range(count)
    ]


def workbook(rows: Iterable[Sequence[Cell]], *, headings: Sequence[str] = HEADINGS) -> bytes:
    """The rows as an .xlsx whose tax codes and serials are text and whose dates are dates."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Cột đo")
        sheet.write_row(0, 0, headings, bold)
        sheet.set_column(1, len(headings), 18)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)  # type: ignore[arg-type]
                elif isinstance(value, int):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, value)
    return target.getvalue()
