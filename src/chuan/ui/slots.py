# SPDX-License-Identifier: Apache-2.0
"""Named places in a lower room's page where a higher room shows something: the only inversion allowed.

A page says `{% slot "registry.instrument" instrument %}`; a room above registers a panel in its `AppConfig.ready`.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

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
