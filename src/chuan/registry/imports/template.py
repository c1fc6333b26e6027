# SPDX-License-Identifier: Apache-2.0
"""The workbook that companies fill in: our headings, a note on each, and the communes to choose from."""

import io

from chuan.places.models import AdministrativeUnit
from chuan.registry.imports.columns import COLUMNS

_ROWS = 2_000


def template_workbook(communes: list[AdministrativeUnit]) -> bytes:
    """Make the template; texts are Vietnamese since the companies are."""
    import xlsxwriter  # slow to load, and most processes never write a workbook

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    must = book.add_format({"bold": True, "bg_color": "#D5E8E6", "border": 1, "text_wrap": True, "valign": "top"})
    may = book.add_format({"bold": True, "bg_color": "#F1F3F4", "border": 1, "text_wrap": True, "valign": "top"})
    text, wrap = book.add_format({"num_format": "@"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet, notes, names = (book.add_worksheet(title) for title in ("Danh sách", "Hướng dẫn", "Xã phường"))
    for at, column in enumerate(COLUMNS):
        sheet.write_string(0, at, column.heading, must if column.required else may)
        sheet.write_comment(0, at, column.note)
        sheet.set_column(at, at, 20, text)
        if column.field == "commune" and communes:
            source = f"='Xã phường'!$A$1:$A${len(communes)}"
            # a former name is welcome too, so another text is only warned about
            sheet.data_validation(1, at, _ROWS, at, {"validate": "list", "source": source, "error_type": "information",
                                  "error_title": "Xã, phường", "error_message": "Không có trong danh sách hiện nay."})
        if column.field == "hoses":
            sheet.data_validation(1, at, _ROWS, at, {"validate": "integer", "criteria": "between", "minimum": 1,
                                  "maximum": 99, "error_type": "warning", "error_message": "Số nguyên từ 1."})
    sheet.freeze_panes(1, 0)
    notes.set_column(0, 0, 28)
    notes.set_column(1, 1, 12)
    notes.set_column(2, 2, 90)
    for at, heading in enumerate(("Cột", "Bắt buộc", "Cách ghi")):
        notes.write_string(0, at, heading, must)
    for at, column in enumerate(COLUMNS, start=1):
        notes.write_string(at, 0, column.heading, wrap)
        notes.write_string(at, 1, "Có" if column.required else "Không", wrap)
        notes.write_string(at, 2, column.note, wrap)
    for at, unit in enumerate(communes):
        names.write_string(at, 0, unit.full_name)
    names.set_column(0, 0, 30)
    book.close()
    return out.getvalue()
