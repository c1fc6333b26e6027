# SPDX-License-Identifier: Apache-2.0
"""What every page knows."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from chuan.accounts.permissions import may
from chuan.config.demo.mark import is_demonstration
from chuan.config.navigation import SIDEBAR
from chuan.lib import clock


def page(request: HttpRequest) -> dict[str, Any]:
    """Today, and the sidebar entries that the user's roles may open."""
    user = getattr(request, "user", None)
    if user is None:
        return {"today": clock.today(), "is_demonstration": is_demonstration}
    groups = [(title, [entry for entry in entries if may(user, entry.act)]) for title, entries in SIDEBAR]
    # the template calls it, so that fragments and files, which show no ribbon, cost no query
    return {"today": clock.today(), "is_demonstration": is_demonstration, "profile_url": reverse("accounts:profile"),
            "sidebar": [(title, entries) for title, entries in groups if entries]}
