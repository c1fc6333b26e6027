# SPDX-License-Identifier: Apache-2.0
"""Filters of the law: values, sources and notes in the reader's language."""

from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language

from chuan.law import labels
from chuan.law.engine.citation import as_text
from chuan.law.engine.nodes import PLACE, Source

register = template.Library()


def _english() -> bool:
    return (get_language() or "vi").startswith("en")


@register.filter
def law_value(value: Any, unit: str) -> str:
    """A value, as stored or in its canonical spelling, with its unit."""
    return labels.value_label(value if isinstance(value, str) else as_text(value), unit)


@register.filter
def law_title(thing: Any) -> str:
    """The title of a parameter, folder or text: the English one for English readers. Also of a frozen citation."""
    if isinstance(thing, dict):
        return str((thing.get("title_en") if _english() else "") or thing["title"])
    return str(thing.title_en if _english() else thing.title)


@register.filter
def law_notes(version: Any) -> str:
    """The notes of a version or text."""
    return str(version.notes_en if _english() else version.notes)


@register.filter
def law_place(source: Source | str) -> str:
    """The place in the text: `Điều 4, mục 12`. Takes a source, or a frozen one as text."""
    if isinstance(source, str):
        text, *places = source.split("/")
        source = Source(text, tuple(place for place in places if PLACE.fullmatch(place)))
    return source.place("en" if _english() else "vi")


@register.filter
def law_confidence(code: str) -> str:
    """How well it is known, in words."""
    return str(labels.CONFIDENCES.get(code, code))


@register.filter
def law_text_status(code: str) -> str:
    """The status of a text, in words."""
    return str(labels.TEXT_STATUSES.get(code, code))


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
