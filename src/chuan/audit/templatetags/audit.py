# SPDX-License-Identifier: Apache-2.0
"""Shows entries of the record in words."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from chuan.audit import sentences, timeline
from chuan.audit.models import Entry

register = template.Library()


@register.filter
def in_words(entry: Entry) -> str:
    """What happened, as the room that recorded it says it."""
    return str(sentences.sentence(entry.verb).text)


@register.filter
def details(entry: Entry) -> list[tuple[str, str]]:
    """The data of the act: name and value, in the reader's language."""
    return timeline.details(entry)


@register.simple_tag
def written(entries: Iterable[Entry]) -> SafeString:
    """Entries as the items of a timeline."""
    return timeline.written(entries)
