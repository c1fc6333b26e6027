# SPDX-License-Identifier: Apache-2.0
"""Named places in a lower room's page where a higher room shows something: the only inversion allowed.

A page says `{% slot "registry.instrument" instrument %}`; a room above registers a panel in its `AppConfig.ready`.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from chuan.ui import statuses

#: (request, subject) -> HTML, empty to show nothing
Panel = Callable[[HttpRequest, Any], str]

_PANELS: dict[str, list[Panel]] = defaultdict(list)


def register(slot: str, panel: Panel) -> None:
    """Show a panel in a slot, after those registered before."""
    if panel not in _PANELS[slot]:
        _PANELS[slot].append(panel)


def panels(slot: str) -> list[Panel]:
    """What is shown in a slot."""
    return list(_PANELS[slot])


def next_line(state: Any, text: str, url: str, note: str = "") -> SafeString:
    """A line of what is next: how urgent it is, what there is to do, where it is done."""
    extra = format_html(' <span class="text-secondary">{}</span>', note) if note else ""
    return format_html('<li>{} <a href="{}">{}</a>{}</li>', statuses.tag(*statuses.look_of(state)), url, text, extra)
