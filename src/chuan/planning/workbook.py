# SPDX-License-Identifier: Apache-2.0
"""A plan with its figures as an Excel workbook, for the report that somebody still wants by e-mail."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chuan.planning.queries import PlanSheet, TaskSheet


def plan_workbook(sheet: PlanSheet) -> bytes:
    """One sheet: a row per task under its group, figures as numbers, days as days."""
    import xlsxwriter  # slow to load, and most processes never write a workbook

    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(str(sheet.plan.year))
        _write(book, page, sheet)
    return output.getvalue()


def _write(book: Any, page: Any, sheet: PlanSheet) -> None:
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E6EFEE", "valign": "vcenter"})
    group_style = book.add_format({"bold": True, "border": 1, "bg_color": "#F4F4F4"})
    plan = sheet.plan
    page.write(0, 0, plan.heading, title)
    page.write(1, 0, f"{_('Number and symbol')}: {plan.number or _('no number yet')} · {_('As of')}: {sheet.as_of:%d/%m/%Y}")
    columns = _columns()
    for column, (label, width) in enumerate(columns):
        page.set_column(column, column, width)
        page.write(3, column, label, head)
    page.freeze_panes(4, 2)
    styles = {name: book.add_format({"text_wrap": True, "border": 1, "valign": "top"} | extra) for name, extra in (
        ("text", {}), ("number", {"num_format": "#,##0.##"}), ("day", {"num_format": "dd/mm/yyyy"}))}
    row = 4
    for group in sheet.groups:
        page.merge_range(row, 0, row, len(columns) - 1, f"{group.group.number}. {group.group.heading}", group_style)
        for task in group.tasks:
            row += 1
            _write_task(page, row, task, styles)
        row += 1
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(3)


def _columns() -> list[tuple[str, int]]:
    return [
        (_("Clause"), 8), (_("Task"), 48), (_("Done by"), 24), (_("Deadline"), 20), (_("Due on"), 12),
        (_("Evidence"), 36), (_("Figure"), 12), (pgettext("measure", "Unit"), 18), (_("Target"), 12), (_("State"), 18),
        (_("What the wording leaves open"), 32), (_("Now"), 32),
    ]


def _write_task(page: Any, row: int, sheet: TaskSheet, styles: dict[str, Any]) -> None:
    task = sheet.task
    unit = str(sheet.indicator.unit) if sheet.indicator else _("no indicator yet")
    words = {
        0: task.reference, 1: task.heading, 2: task.actor, 3: task.deadline, 5: task.deliverable, 7: unit,
        9: str(sheet.state.label), 10: task.note, 11: task.adaptation,
    }
    for column, word in words.items():
        page.write_string(row, column, word, styles["text"])
    for column, number in ((6, sheet.figure), (8, task.target)):
        if number is None:
            page.write_blank(row, column, None, styles["number"])
        else:
            page.write_number(row, column, number, styles["number"])
    if task.due_on:
        page.write_datetime(row, 4, task.due_on, styles["day"])
    else:
        page.write_blank(row, 4, None, styles["text"])
