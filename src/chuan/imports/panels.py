# SPDX-License-Identifier: Apache-2.0
"""What this room shows on others' pages: work for whoever uploaded a list."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.accounts.permissions import may
from chuan.imports import queries
from chuan.imports.choices import ImportStatus
from chuan.lib import clock
from chuan.ui.worklists import WorkItem

_RECENT_DAYS = 30
_FIRST = 5


def work(user: User) -> Iterator[WorkItem]:
    """Lists that wait for an answer, and lists with wrong rows."""
    if not may(user, "imports.upload"):
        return
    mine = queries.imports_shown(user).filter(uploaded_by=user, uploaded_at__gt=clock.now() - timedelta(days=_RECENT_DAYS))
    waiting = mine.filter(status__in=[ImportStatus.ASKING, ImportStatus.READY])
    wrong = mine.filter(status=ImportStatus.DONE, rows_refused__gt=0)
    for found, title, act in (
        (waiting, _("Lists that wait for your answer"), _("Answer")),
        (wrong, _("Imported lists with wrong rows"), _("Mend the lists")),
    ):
        first = tuple(
            (one.file.name, reverse("imports:import", args=[one.pk]), queries.title_of(one.kind)) for one in found[:_FIRST]
        )
        yield WorkItem(title=title, count=found.count(), url=reverse("imports:imports"), icon="table-import", act=act, first=first)
