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


METER_HEADINGS = (
    "STT", "Hãng sản xuất", "Kiểu", "Số công tơ", "Ký hiệu phê duyệt mẫu", "Cấp chính xác", "Ib (A)", "Imax (A)", "Un (V)",
    "Hằng số công tơ", "Số pha", "Cách đấu", "Năm sản xuất", "Mã khách hàng", "Ngày kiểm định gần nhất", "Trạm biến áp",
    "Mã số thuế", "Tên đơn vị", "Xã, phường",
)
_METERS = (("Gelex Emic", "CE-18G", "PDM 401-2015"), ("Hữu Hồng", "HHM-11", "PDM 618-2017"), ("Vinasino", "VSE11", "PDM 272-2016"))
METER_KIND = "elec-meter-1p-static"


def electricity_meters(count: int, today: date, *, prefix: str = "24") -> list[list[Cell]]:
    """Single-phase meters of one power company, about seventy at each transformer station."""
    code = make.make_tax_code(6_000_003)
    return [
        [
            i + 1, *_METERS[i % 3], "1", "10", ("40", "60", "80")[i % 3], "220", ("1600 imp/kWh", "1200 imp/kWh")[i % 2], "1",
            "Trực tiếp", 2018 + i % 7, f"PA{11_000_000 + i}", today - timedelta(days=1 + i % 1500),
            f"TBA Nà Cóong {1 + i // 70}", code, "Công ty Điện lực Pha Luông", COMMUNES[(i // 70) % len(COMMUNES)],
        ]
        for i in range(count)
    ]


def meter_rows(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows in the order of `METER_HEADINGS`, their serial numbers with zeros in front."""
    return [[*row[:3], f"00{24_000_000 + at:09d}", *row[3:]] for at, row in enumerate(rows)]
