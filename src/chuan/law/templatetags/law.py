# SPDX-License-Identifier: Apache-2.0
"""Filters of the law: values, sources and notes in the reader's language."""

from datetime import date
from typing import Any

from django import template

from chuan.law import changes, labels, standing, tables, words
from chuan.law.engine.citation import as_text
from chuan.law.engine.nodes import PLACE, Source

register = template.Library()



@register.filter
def law_value(value: Any, unit: str) -> str:
    """A value, as stored or in its canonical spelling, with its unit."""
    return labels.value_label(value if isinstance(value, str) else as_text(value), unit)


@register.filter
def law_title(thing: Any) -> str:
    """The title of a parameter, folder or text: the English one for English readers. Also of a frozen citation."""
    if isinstance(thing, dict):
        return str((thing.get("title_en") if words.is_english() else "") or thing["title"])
    return str(thing.title_en if words.is_english() else thing.title)


@register.filter
def law_notes(version: Any) -> str:
    """The notes of a version or text."""
    return str(version.notes_en if words.is_english() else version.notes)


@register.filter
def law_place(source: Source | str) -> str:
    """The place in the text: `Điều 4, mục 12`. Takes a source, or a frozen one as text."""
    if isinstance(source, str):
        text, *places = source.split("/")
        source = Source(text, tuple(place for place in places if PLACE.fullmatch(place)))
    return source.place("en" if words.is_english() else "vi")


@register.filter
def law_confidence(code: str) -> str:
    """How well it is known, in words."""
    return str(labels.CONFIDENCES.get(code, code))


@register.filter
def law_text_status(code: str) -> str:
    """The status of a text, in words."""
    return str(labels.TEXT_STATUSES.get(code, code))


@register.filter
def law_standing(code: str) -> str:
    """What a text is worth on a day, in words."""
    return str(labels.STANDINGS.get(code, code))


@register.filter
def law_relation(code: str) -> str:
    """How a text of a chain stands to the text in question."""
    return str(labels.RELATIONS.get(code, code))


@register.filter
def law_change(code: str) -> str:
    """The kind of a change, in words."""
    return str(labels.CHANGES.get(code, code))


@register.filter
def law_column(code: str) -> str:
    """The heading of a column."""
    return words.column_label(code)


@register.filter
def law_text_number(text_id: str) -> str:
    """The number of a legal text by its id."""
    text = standing.corpus().texts.get(text_id)
    return text.number if text else text_id


@register.filter
def law_grid(rows: Any) -> tables.Grid:
    """Rows of a table, arranged for reading."""
    return tables.grid(rows)


@register.filter
def law_held(version: Any, unit: str) -> str:
    """What a version says, in a few words: its value, `?`, or how many rows its table has."""
    return changes.held(version, unit)


@register.filter
def law_anchor(code: str) -> str:
    """Which date chooses the version, in words."""
    return str(labels.ANCHORS.get(code, code))


@register.filter
def iso_day(text: str | None) -> date | None:
    """The day of an ISO text; None if it is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
