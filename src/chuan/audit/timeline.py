# SPDX-License-Identifier: Apache-2.0
"""Entries of the record as a timeline, written in Python: an instrument's page tells dozens of acts, and a template
would look up the same sentences and icons again for each.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from chuan.audit import sentences
from chuan.audit.models import Entry
from chuan.ui import figures, icons

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HASH = re.compile(r"[0-9a-f]{32,}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


def written(entries: Iterable[Entry]) -> SafeString:
    """The items of the timeline: what happened, to what, who did it and when, and the data of the act."""
    heads: dict[str, str] = {}
    names: dict[tuple[str, str], str] = {}
    items = [_item(entry, heads, names) for entry in entries]
    if not items:
        nothing = _("Nothing is recorded yet.")  # not inside the f-string, where nobody collects messages
        items = [
            f'<li><span class="timeline-dot">{icons.svg_or_square("history-off")}</span>'
            f'<p class="timeline-who">{conditional_escape(nothing)}</p></li>'
        ]
    return mark_safe("".join(items))  # noqa: S308 — every value is escaped here and in _item


def _item(entry: Entry, heads: dict[str, str], names: dict[tuple[str, str], str]) -> str:
    head = heads.get(entry.verb)
    if head is None:
        head = heads[entry.verb] = _head(entry.verb)
    return (
        f'{head} <span class="timeline-subject">{conditional_escape(entry.subject_label)}</span></p>'
        f'<p class="timeline-who">{conditional_escape(entry.actor_name)} ·'
        f' <time datetime="{timezone.localtime(entry.at).isoformat()}">{figures.moment(entry.at)}</time></p>{_data(entry, names)}</li>'
    )


def _head(verb: str) -> str:
    said = sentences.sentence(verb)
    return (
        f'<li><span class="timeline-dot">{icons.svg_or_square(said.icon)}</span>'
        f'<p class="timeline-what">{conditional_escape(str(said.text))}'
    )


def _data(entry: Entry, names: dict[tuple[str, str], str]) -> str:
    parts = []
    for key, value in _known(entry):
        name = names.get((entry.verb, key))
        if name is None:
            name = names[entry.verb, key] = conditional_escape(sentences.field_name(key, entry.verb))
        parts.append(f"<dt>{name}</dt><dd>{conditional_escape(_short(_said(key, value)))}</dd>")
    return f'<dl class="timeline-data">{"".join(parts)}</dl>' if parts else ""


def details(entry: Entry) -> list[tuple[str, str]]:
    """The data of the act: name and value, in the reader's language."""
    return [(sentences.field_name(key, entry.verb), _short(_said(key, value))) for key, value in _known(entry)]


def _known(entry: Entry) -> list[tuple[str, Any]]:
    data = entry.data if isinstance(entry.data, dict) else {"": entry.data}
    return [(key, value) for key, value in data.items() if value not in ("", None, [], {})]


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
