# SPDX-License-Identifier: Apache-2.0
"""What this room shows on others' pages: the button at a gap of the law, and work for those who review and propose."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chuan.accounts.permissions import may
from chuan.lawdesk import queries
from chuan.lawdesk.models import Supplement
from chuan.ui.figures import day
from chuan.ui.worklists import WorkItem

_SHOWN = 5


def at_gap(request: HttpRequest, gap: Any) -> str:
    """The button that supplies what stands at a gap, or what has been proposed for it already.

    `gap` has path, from_day, row and column (both empty for a whole version), as attributes or as keys.
    """
    return _at_place(request, gap, "lawdesk/_gap.html", "lawdesk:propose")


def at_version(request: HttpRequest, version: Any) -> str:
    """The button that confirms a known version nobody has confirmed yet; `version` is named like a gap."""
    return _at_place(request, version, "lawdesk/_confirm.html", "lawdesk:confirm")


def _at_place(request: HttpRequest, subject: Any, template: str, url_name: str) -> str:
    if not may(request.user, "lawdesk.read"):
        return ""
    read: Any = subject.get if isinstance(subject, Mapping) else lambda name: getattr(subject, name, "")
    path, _hash, cell = str(read("path")).partition("#")
    row, column = (read("row") or cell.partition("/")[0], read("column") or cell.partition("/")[2])
    from_day: date = read("from_day")
    waiting = _waiting(request).get((path, from_day, row, column))
    query = urlencode({"path": path, "from": from_day.isoformat(), "row": row, "column": column})
    return render_to_string(template, {
        "waiting": waiting, "url": f"{reverse(url_name)}?{query}",
        "may_propose": may(request.user, "lawdesk.propose"),
    }, request)


def _waiting(request: HttpRequest) -> dict[tuple[str, date, str, str], Supplement]:
    """What waits for review, by place: asked once for a page with hundreds of gaps."""
    kept: dict[tuple[str, date, str, str], Supplement] | None = getattr(request, "_lawdesk_waiting", None)
    if kept is None:
        rows = Supplement.objects.visible_to(request.user).waiting().only("path", "from_day", "row", "column", "state")
        kept = {(one.path, one.from_day, one.row, one.column): one for one in rows}
        request._lawdesk_waiting = kept  # type: ignore[attr-defined]
    return kept


def work(user: Any) -> Iterable[WorkItem]:
    """For reviewers: what waits for a second person; for proposers: what was refused."""
    if may(user, "lawdesk.review"):
        waiting = queries.waiting_for(user)
        yield _heap(waiting, title=_("Values of the law waiting for review"), state="proposed", icon="eye-check",
                    act=_("Review the values"))
    if may(user, "lawdesk.propose"):
        refused = queries.refused_of(user)
        yield _heap(refused, title=_("Your values of the law that were refused"), state="refused", icon="file-x",
                    act=_("Mend and propose anew"))


def _heap(found: Any, *, title: str, state: str, icon: str, act: str) -> WorkItem:
    first = []
    rows = list(found[:_SHOWN])
    for one in rows:
        shown = queries.shown(one)
        label = shown.parameter.title if shown.parameter else one.path
        first.append((label, one.get_absolute_url(), f"{one.proposed_by.get_full_name()} · {day(one.proposed_at)}"))
    return WorkItem(title=title, count=found.count() if len(rows) == _SHOWN else len(rows), url=f"{reverse('lawdesk:supplements')}?state={state}", icon=icon,
                    act=act, first=tuple(first))
