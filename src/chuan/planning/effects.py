# SPDX-License-Identifier: Apache-2.0
"""Which tasks of the plans a draft of the law concerns: how many verifications fall into a plan's year, the share in force."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from chuan.lawdesk.effects import Cell, Effect, Figure, Link, Listing
from chuan.lawdesk.trial import Trial, rows_of
from chuan.planning.indicators import INDICATORS
from chuan.planning.models import Plan, Task
from chuan.registry.effects import tried_instruments
from chuan.registry.models import Instrument
from chuan.ui.figures import number

#: The indicator that is a share of last valid days.
_SHARE = "instruments.in-force"


@dataclass(frozen=True)
class _Row:
    task: Task
    what: str
    before: str
    after: str


def effects(trial: Trial) -> Iterator[Effect]:
    """Tasks of plans that are not over the day before the draft begins."""
    if not trial.kinds:
        return
    first = min([trial.on, *trial.begins.values()]) - timedelta(days=1)
    plans = list(Plan.objects.visible_to(trial.user).filter(last_day__gte=first).order_by("year", "code"))
    rows = [row for plan in plans for row in _rows_of(trial, plan)]
    if not rows:
        return

    def fetch(limit: int | None) -> Iterable[Sequence[Cell]]:
        return [_cells(row) for row in rows[:limit]]

    moved = sum(row.before != row.after for row in rows)
    yield Effect(
        key="tasks", title=_("Plan tasks"), icon="target-arrow",
        explanation=_("What the plans that are not over count of the kinds the draft touches: a target set by the law now may be too high or too low."),
        figures=[Figure(label=_("tasks that count what the draft touches"), value=len(rows), listing="tasks"),
                 Figure(label=_("of these with another figure by the draft"), value=moved, tone="tone-soon" if moved else "")],
        listings=[Listing(
            key="tasks", title=_("Plan tasks concerned"), count=len(rows), fetch=fetch,
            columns=[_("Task"), _("Plan of"), _("What is counted"), _("Target"), _("By the law now"), _("By the draft")],
        )],
    )


def _cells(row: _Row) -> Sequence[Cell]:
    plan = row.task.group.plan
    link = Link(f"{row.task.reference} · {row.task.heading}", f"{plan.get_absolute_url()}#{row.task.reference}")
    return (link, str(plan.year), row.what, row.task.target, row.before, row.after)


def _rows_of(trial: Trial, plan: Plan) -> Iterator[_Row]:
    due = _falling_due(trial, plan)
    for task in Task.objects.filter(group__plan=plan).select_related("group__plan").order_by("group__number", "position"):
        indicator = INDICATORS.get(task.indicator)
        if indicator is None:
            continue
        if indicator.name == _SHARE:
            before, after = _shares(trial)
            yield _Row(task, _("Share of instruments whose last valid day is not past, in percent"), number(before), number(after))
        elif indicator.subject == "certificate":
            counted = [pair for kind, *pair in due if kind.startswith(indicator.kind_prefix)]
            if counted:
                what = _("Instruments whose verification ends within the plan")
                yield _Row(task, what, number(sum(pair[0] for pair in counted)), number(sum(pair[1] for pair in counted)))


def _falling_due(trial: Trial, plan: Plan) -> list[tuple[Any, ...]]:
    """(kind, before, after): how many last valid days of the touched kinds lie within the plan."""
    head, params = tried_instruments(trial)
    return rows_of(
        f"{head} SELECT kind, count(*) FILTER (WHERE before_until BETWEEN %(first)s AND %(last)s),"  # noqa: S608 — literals
        " count(*) FILTER (WHERE after_until BETWEEN %(first)s AND %(last)s) FROM fated GROUP BY kind",
        params | {"first": plan.first_day, "last": plan.last_day},
    )


def _shares(trial: Trial) -> tuple[Decimal, Decimal]:
    """The share of instruments in use, subject to periodic verification, whose last valid day is not past; both ways."""
    used = Instrument.objects.visible_to(trial.user).in_use()
    others = used.exclude(kind__in=trial.kinds).filter(Q(valid_until__isnull=False) | Q(last_verified_on=None))
    never = used.filter(kind__in=trial.kinds, last_verified_on=None).count()
    whole, good = others.count() + never, others.filter(valid_until__gte=trial.on).count()
    head, params = tried_instruments(trial)
    [(bound_before, good_before, bound_after, good_after)] = rows_of(
        f"{head} SELECT count(*) FILTER (WHERE before_until < 'infinity'), count(*) FILTER (WHERE before_until >= %(on)s AND before_until < 'infinity'),"  # noqa: S608
        " count(*) FILTER (WHERE after_until < 'infinity'), count(*) FILTER (WHERE after_until >= %(on)s AND after_until < 'infinity') FROM fated",
        params,
    )
    return _percent(good + good_before, whole + bound_before), _percent(good + good_after, whole + bound_after)


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), rounding=ROUND_DOWN) if whole else Decimal(0)
