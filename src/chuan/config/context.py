# SPDX-License-Identifier: Apache-2.0
"""What every page knows."""

from typing import Any

from django.http import HttpRequest

from chuan.accounts.permissions import may
from chuan.config.navigation import SIDEBAR
from chuan.lib import clock


def page(request: HttpRequest) -> dict[str, Any]:
    """Today, and the sidebar entries that the user's roles may open."""
    user = getattr(request, "user", None)
    if user is None:
        return {"today": clock.today()}
    groups = [(title, [entry for entry in entries if may(user, entry.act)]) for title, entries in SIDEBAR]
    return {"today": clock.today(), "sidebar": [(title, entries) for title, entries in groups if entries]}
