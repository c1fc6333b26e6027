# SPDX-License-Identifier: Apache-2.0
"""Filters of the trial of a draft: versions, cells, plain numbers for drawings."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from chuan.law import labels
from chuan.law.engine.citation import as_text
from chuan.law.engine.nodes import Parameter, Version
from chuan.lawdesk.effects import Cell, Link
from chuan.ui import figures

register = template.Library()


@register.filter
def version_value(version: Version | None, parameter: Parameter) -> str:
    """What a version says, with its unit; a dash where there is none, a question mark where nobody knows."""
    if version is None:
        return "–"
    if version.is_unknown:
        return "?"
    return _("table") if version.rows is not None else labels.value_label(as_text(version.value), parameter.unit)


@register.filter
def cell(value: Cell) -> str:
    """A cell of a list: a link, a day, a number, a text, or a dash."""
    if isinstance(value, Link):
        return format_html('<a href="{}">{}</a>', value.url, value.text)
    if isinstance(value, date):
        return figures.day(value)
    if isinstance(value, int):
        return figures.number(value)
    return "–" if value in (None, "") else str(value)


@register.filter
def nth(values: Sequence[Any], place: int) -> Any:
    """One of several."""
    return values[place]


@register.filter
def plain(value: float) -> str:
    """A number as SVG reads it, whatever the language."""
    return f"{value:g}"


@register.filter
def day_before(day: date) -> date:
    """The last day before."""
    return day - timedelta(days=1)
