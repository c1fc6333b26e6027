# SPDX-License-Identifier: Apache-2.0
"""Shows entries of the record in words."""

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from chuan.audit import sentences
from chuan.audit.models import Entry
from chuan.ui import figures

register = template.Library()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HASH = re.compile(r"[0-9a-f]{32,}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


@register.filter
def in_words(entry: Entry) -> str:
    """What happened, as the room that recorded it says it."""
    return str(sentences.sentence(entry.verb).text)


@register.filter
def picture(entry: Entry) -> str:
    """The icon of what happened."""
    return sentences.sentence(entry.verb).icon


@register.filter
def details(entry: Entry) -> list[tuple[str, str]]:
    """The data of the act: name and value, in the reader's language."""
    data = entry.data if isinstance(entry.data, dict) else {"": entry.data}
    return [
        (sentences.field_name(key, entry.verb), _short(_said(key, value)))
        for key, value in data.items() if value not in ("", None, [], {})
    ]


def _short(text: str) -> str:
    """A fingerprint by its first digits, whole in its title: nobody reads sixty-four of them."""
    return format_html('<span class="hash" title="{}">{}…</span>', text, text[:12]) if _HASH.fullmatch(text) else text


def _said(key: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_said(key, part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{sentences.field_name(name)}: {_said(name, part)}" for name, part in value.items())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return figures.number(value)
    return _text(str(sentences.value(key, value)))


def _text(text: str) -> str:
    try:
        if _DAY.fullmatch(text):
            return figures.day(date.fromisoformat(text))
        if _INSTANT.match(text):
            return figures.moment(datetime.fromisoformat(text))
    except ValueError:
        pass  # it only looked like a day
    return text
