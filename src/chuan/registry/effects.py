# SPDX-License-Identifier: Apache-2.0
"""What a draft of the law would do to the registry: last valid days of instruments, and whose they are. Counted in SQL."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuan import law
from chuan.lawdesk.effects import Bars, Cell, Effect, Figure, Link, Listing, address_of
from chuan.lawdesk.trial import (
    FATES,
    Trial,
    day_or_none,
    embedded,
    first_of_months,
    rows_of,
    tried_sql,
)
from chuan.parties.rules import masked_number
from chuan.registry.models import Instrument

#: How many months of the picture, beginning with that of the day.
MONTHS = 18
_LOOKS: dict[str, tuple["str | Promise", str]] = {
    "overdue": (gettext_lazy("newly overdue"), "tone-bad"),
    "saved": (gettext_lazy("no longer overdue"), "tone-good"),
    "shorter": (gettext_lazy("due earlier"), "tone-soon"),
    "longer": (gettext_lazy("due later"), "tone-good"),
    "bound": (gettext_lazy("get a last valid day"), "tone-soon"),
    "released": (gettext_lazy("need no periodic verification any more"), "tone-good"),
    "unknown": (gettext_lazy("last valid day no longer known"), "tone-calm"),
}


def tried_instruments(trial: Trial) -> tuple[str, dict[str, Any]]:
    """`WITH … fated` over the verified instruments in use of the touched kinds that the person may see, and parameters."""
    params: dict[str, Any] = {}
    seen = (
        Instrument.objects.visible_to(trial.user).in_use().filter(kind__in=trial.kinds).exclude(last_verified_on=None)
        .order_by().annotate(verified_on=F("last_verified_on")).values("id", "kind", "verified_on", "owner_id", "premises_id")
    )
    return tried_sql(trial, things=embedded(seen, params, prefix="seen"), params=params)


def effects(trial: Trial) -> Iterator[Effect]:
    """Instruments, then the businesses they belong to."""
    if not trial.kinds:
        return
    head, params = tried_instruments(trial)
    counted = rows_of(f"{head} SELECT kind, fate, count(*) FROM fated GROUP BY kind, fate", params)  # noqa: S608 — literals
    yield _instruments(trial, head, params, counted)
    if any(fate != "same" for _kind, fate, _count in counted):
        yield _businesses(head, params)


def _instruments(trial: Trial, head: str, params: dict[str, Any], counted: list[tuple[Any, ...]]) -> Effect:
    by_fate = {fate: sum(count for _k, f, count in counted if f == fate) for fate in FATES}
    total = sum(count for _kind, _fate, count in counted)
    late = rows_of(f"{head} SELECT kind, count(*) FILTER (WHERE before_until < %(on)s), count(*) FILTER (WHERE after_until < %(on)s)"  # noqa: S608
                   " FROM fated GROUP BY kind ORDER BY kind", params)
    figures = [
        Figure(label=_("verified instruments in use of the kinds the draft touches"), value=total),
        Figure(label=_("overdue on the day"), value=sum(row[2] for row in late), before=sum(row[1] for row in late)),
        *(Figure(label=str(_LOOKS[fate][0]), value=count, tone=_LOOKS[fate][1], listing=f"instruments.{fate}")
          for fate, count in by_fate.items() if count),
    ]
    return Effect(
        key="instruments", title=_("Instruments"), icon="gauge", figures=figures,
        listings=[_listing(trial, head, params, fate, count) for fate, count in by_fate.items() if count],
        bars=[_by_month(trial, head, params), _by_kind(trial, head, params), _overdue_by_kind(late)] if total else [],
    )


def _listing(trial: Trial, head: str, params: dict[str, Any], fate: str, count: int) -> Listing:
    def fetch(limit: int | None) -> Iterable[Sequence[Cell]]:
        sql = (
            f"{head} SELECT f.id, f.kind, i.maker, i.model, i.serial, o.name, p.name, f.verified_on,"  # noqa: S608
            " NULLIF(f.before_until, 'infinity'), NULLIF(f.after_until, 'infinity')"
            " FROM fated f JOIN registry_instrument i ON i.id = f.id JOIN parties_party o ON o.id = f.owner_id"
            " JOIN parties_premises p ON p.id = f.premises_id WHERE f.fate = %(fate)s"
            " ORDER BY f.after_until NULLS LAST, f.kind, i.serial, f.id LIMIT %(limit)s"
        )
        url, names = address_of("registry:instrument"), trial.names()
        return [
            (Link(f"{maker} {model} · {serial}", url(pk)), names[kind], owner, place,
             verified_on, before, after)
            for pk, kind, maker, model, serial, owner, place, verified_on, before, after
            in rows_of(sql, params | {"fate": fate, "limit": limit})
        ]

    return Listing(
        key=f"instruments.{fate}", title=_("Instruments: %(fate)s") % {"fate": _LOOKS[fate][0]}, count=count, fetch=fetch,
        columns=[_("Instrument"), _("Kind"), _("Owner"), _("Place of use"), _("Last verified on"), _("Last valid day now"),
                 _("by the draft")],
    )


def _by_month(trial: Trial, head: str, params: dict[str, Any]) -> Bars:
    months = first_of_months(trial.on, MONTHS + 1)
    found: dict[str, dict[date | None, int]] = {}
    for side in ("before", "after"):
        sql = (
            f"{head} SELECT CASE WHEN {side}_until < %(first)s THEN NULL ELSE date_trunc('month', {side}_until)::date END, count(*)"  # noqa: S608
            f" FROM fated WHERE {side}_until < %(last)s GROUP BY 1"
        )
        rows = rows_of(sql, params | {"first": months[0], "last": months[-1]})
        found[side] = {day_or_none(month): count for month, count in rows}
    pairs = [(_("earlier"), found["before"].get(None, 0), found["after"].get(None, 0))]
    pairs += [(f"{m:%m/%Y}", found["before"].get(m, 0), found["after"].get(m, 0)) for m in months[:-1]]
    return Bars(title=_("Instruments by the month in which their verification ends"), label=_("Month"), pairs=pairs,
                is_upright=True)


def _by_kind(trial: Trial, head: str, params: dict[str, Any]) -> Bars:
    """Verifications a year: every instrument once per cycle, by the cycles of the last day the draft changes anything."""
    counts = dict(rows_of(f"{head} SELECT kind, count(*) FROM fated GROUP BY kind", params))  # noqa: S608
    day = max([trial.on, *trial.begins.values()])

    def yearly(corpus: Any, kind: str) -> int:
        parameter = corpus.parameters.get(f"{law.CYCLES}/{kind}")
        version = parameter.version_on(day) if parameter else None
        months = version.value if version else None
        return round(counts.get(kind, 0) * 12 / months) if months else 0

    return Bars(
        title=_("Verifications a year that the cycles ask for"), label=_("Kind"),
        pairs=[(name, yearly(trial.before, kind), yearly(trial.after, kind)) for kind, name in trial.names().items()],
        note=_("Every instrument once per cycle, by the law and by the draft as they are on %(day)s.") % {"day": f"{day:%d/%m/%Y}"},
    )


def _overdue_by_kind(late: list[tuple[Any, ...]]) -> Bars:
    return Bars(title=_("Overdue on the day, by kind"), label=_("Kind"),
                pairs=[(law.kind_name(kind), before, after) for kind, before, after in late])


def _businesses(head: str, params: dict[str, Any]) -> Effect:
    changed = f"{head} SELECT count(DISTINCT owner_id), count(DISTINCT premises_id) FROM fated WHERE fate <> 'same'"  # noqa: S608
    [(owners, places)] = rows_of(changed, params)

    def fetch(limit: int | None) -> Iterable[Sequence[Cell]]:
        sql = (
            f"{head} SELECT o.id, o.name, o.tax_code, count(*), count(*) FILTER (WHERE fate = 'overdue'), count(DISTINCT premises_id)"  # noqa: S608
            " FROM fated JOIN parties_party o ON o.id = fated.owner_id WHERE fate <> 'same'"
            " GROUP BY o.id, o.name, o.tax_code ORDER BY 5 DESC, 4 DESC, o.name, o.id LIMIT %(limit)s"
        )
        url = address_of("parties:party")
        return [
            (Link(name, url(pk)), masked_number(tax_code), count, overdue, premises)
            for pk, name, tax_code, count, overdue, premises in rows_of(sql, params | {"limit": limit})
        ]

    listing = Listing(
        key="parties", title=_("Businesses concerned"), count=owners, fetch=fetch,
        columns=[_("Business"), _("Tax code"), _("Instruments concerned"), _("newly overdue"), _("Places of use")],
    )
    return Effect(
        key="parties", title=_("Businesses"), icon="building-store", listings=[listing],
        figures=[Figure(label=_("owners of instruments whose last day changes"), value=owners, listing="parties"),
                 Figure(label=_("places of use"), value=places)],
    )
