# SPDX-License-Identifier: Apache-2.0
"""The workbook that people fill in: the headings of a kind, a note on each, and lists to choose from."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chuan.imports.kinds import Column, ImportKind

_ROWS = 2_000
#: what Excel takes as a list written into the cell's rule
_SHORT = 250


def template_workbook(kind: ImportKind, on: date) -> bytes:
    """Make the template, in the reader's language; lists are read in both."""
    import xlsxwriter  # slow to load, and most processes never write a workbook

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    must = book.add_format({"bold": True, "bg_color": "#D5E8E6", "border": 1, "text_wrap": True, "valign": "top"})
    may = book.add_format({"bold": True, "bg_color": "#F1F3F4", "border": 1, "text_wrap": True, "valign": "top"})
    text, wrap = book.add_format({"num_format": "@"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet, notes, lists = (book.add_worksheet(title) for title in (_("List"), _("How to fill it in"), _("Values to choose from")))
    choices = _choices(kind, on)
    sources = _write_lists(lists, kind.columns, choices)
    for at, column in enumerate(kind.columns):
        sheet.write_string(0, at, column.title, must if column.required else may)
        if column.hint:
            sheet.write_comment(0, at, column.hint)
        sheet.set_column(at, at, 20, text)
        if column.field in sources:
            # another spelling or a former name may be understood too, so another text is only warned about
            sheet.data_validation(1, at, _ROWS, at, {
                "validate": "list", "source": sources[column.field], "error_type": "information",
                "error_title": column.title[:32], "error_message": _("It is none of the values to choose from."),
            })
    sheet.freeze_panes(1, 0)
    _write_notes(notes, kind.columns, must, wrap)
    book.close()
    return out.getvalue()


def _choices(kind: ImportKind, on: date) -> Mapping[str, Sequence[str]]:
    found: dict[str, Sequence[str]] = {column.field: column.offered for column in kind.columns if column.choices}
    return found | {field: texts for field, texts in kind.lists(on).items() if texts}


def _write_lists(lists: Any, columns: Sequence[Column], choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    sources: dict[str, Any] = {}
    for column in columns:
        texts = choices.get(column.field)
        if not texts:
            continue
        at = len(sources)
        # not the heading itself: this is no list to be read
        lists.write_string(0, at, _("{column}: values").format(column=column.title))
        lists.set_column(at, at, 30)
        for row, one in enumerate(texts, start=1):
            lists.write_string(row, at, one)
        letter = _letters(at)
        sources[column.field] = f"='{lists.get_name()}'!${letter}$2:${letter}${len(texts) + 1}"
    return sources


def _letters(at: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(at))


def _write_notes(notes: Any, columns: Sequence[Column], bold: Any, wrap: Any) -> None:
    for at, (heading, width) in enumerate(((_("Column"), 28), (_("Required"), 12), (_("What to write"), 90))):
        notes.set_column(at, at, width)
        notes.write_string(0, at, heading, bold)
    for at, column in enumerate(columns, start=1):
        notes.write_string(at, 0, column.title, wrap)
        notes.write_string(at, 1, _("yes") if column.required else _("no"), wrap)
        among = column.offered if len("".join(column.offered)) < _SHORT else ()
        one_of = _("One of: {choices}.").format(choices="; ".join(among)) if among else ""
        notes.write_string(at, 2, " ".join(filter(None, (column.hint, one_of))), wrap)
