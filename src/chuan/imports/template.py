# SPDX-License-Identifier: Apache-2.0
"""The workbook that people fill in: the headings of a kind, a note on each, and lists to choose from."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chuan.imports.kinds import Column, ImportKind

_ROWS = 2_000
#: what Excel takes as a list written into the cell's rule
_SHORT = 250


def template_workbook(kind: ImportKind, on: date) -> bytes:
    """Make the template; texts are Vietnamese since those who fill it in are."""
    import xlsxwriter  # slow to load, and most processes never write a workbook

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    must = book.add_format({"bold": True, "bg_color": "#D5E8E6", "border": 1, "text_wrap": True, "valign": "top"})
    may = book.add_format({"bold": True, "bg_color": "#F1F3F4", "border": 1, "text_wrap": True, "valign": "top"})
    text, wrap = book.add_format({"num_format": "@"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet, notes, lists = (book.add_worksheet(title) for title in ("Danh sách", "Hướng dẫn", "Danh mục"))
    choices = _choices(kind, on)
    sources = _write_lists(lists, kind.columns, choices)
    for at, column in enumerate(kind.columns):
        sheet.write_string(0, at, column.heading, must if column.required else may)
        if column.note:
            sheet.write_comment(0, at, column.note)
        sheet.set_column(at, at, 20, text)
        if column.field in sources:
            # another spelling or a former name may be understood too, so another text is only warned about
            sheet.data_validation(1, at, _ROWS, at, {
                "validate": "list", "source": sources[column.field], "error_type": "information",
                "error_title": column.heading[:32], "error_message": "Không có trong danh mục.",
            })
    sheet.freeze_panes(1, 0)
    _write_notes(notes, kind.columns, must, wrap)
    book.close()
    return out.getvalue()


def _choices(kind: ImportKind, on: date) -> Mapping[str, Sequence[str]]:
    found: dict[str, Sequence[str]] = {column.field: column.choices for column in kind.columns if column.choices}
    return found | {field: texts for field, texts in kind.lists(on).items() if texts}


def _write_lists(lists: Any, columns: Sequence[Column], choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    sources: dict[str, Any] = {}
    for column in columns:
        texts = choices.get(column.field)
        if not texts:
            continue
        at = len(sources)
        lists.write_string(0, at, f"{column.heading} – danh mục")  # not the heading itself: this is no list to be read
        lists.set_column(at, at, 30)
        for row, one in enumerate(texts, start=1):
            lists.write_string(row, at, one)
        letter = _letters(at)
        sources[column.field] = f"='Danh mục'!${letter}$2:${letter}${len(texts) + 1}"
    return sources


def _letters(at: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(at))


def _write_notes(notes: Any, columns: Sequence[Column], bold: Any, wrap: Any) -> None:
    for at, (heading, width) in enumerate((("Cột", 28), ("Bắt buộc", 12), ("Cách ghi", 90))):
        notes.set_column(at, at, width)
        notes.write_string(0, at, heading, bold)
    for at, column in enumerate(columns, start=1):
        notes.write_string(at, 0, column.heading, wrap)
        notes.write_string(at, 1, "Có" if column.required else "Không", wrap)
        among = f" Một trong: {'; '.join(column.choices)}." if column.choices and len("".join(column.choices)) < _SHORT else ""
        notes.write_string(at, 2, column.note + among, wrap)
