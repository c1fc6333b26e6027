# SPDX-License-Identifier: Apache-2.0
"""States of a task."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TaskState(TextChoices):
    """Where a task stands on a day; nobody sets it, it follows from figure, target and days."""

    REACHED = "done", _("Target reached")
    COUNTED = "in_progress", _("Being counted")
    LATE = "late", _("Past its deadline")
    WAITING = "waiting", _("Not counted yet")
    OVER = "ended", _("Period over")
