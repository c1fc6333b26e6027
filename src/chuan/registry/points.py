# SPDX-License-Identifier: Apache-2.0
"""Reads of markets and their reference-scale points, as of a day: stalls, scales, what stands at a point, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from chuan import law
from chuan.accounts.models import User
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Party, Premises, PremisesQuerySet
from chuan.registry.asof import as_of, shown_standing
from chuan.registry.choices import InstrumentStatus, MarketGap, PointStanding, Standing
from chuan.registry.models import (
    Instrument,
    InstrumentQuerySet,
    ReferencePoint,
    ReferencePointQuerySet,
    ReferenceScale,
)
from chuan.registry.queries import instruments_shown
from chuan.ui.searches import prefix_query
from chuan.ui.tallies import Tally, tallies

#: kinds of the law by which goods are weighed, and weights to check them
SCALES, WEIGHTS = "scale-", "weight-"
#: a scale so may be used on the day
IN_FORCE = frozenset({Standing.IN_FORCE, Standing.DUE_SOON, Standing.NOT_SUBJECT})
_LAW = ("retail-weighing/control-weights", "retail-weighing/allowed-shortage")
_REPORTS, _REPORT = "reports/calendar", "market-board"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list is narrowed to; empty texts narrow nothing."""

    text: str = ""
    commune: str = ""
    gap: str = ""
    standing: str = ""


def is_weighing(kind: str) -> bool:
    """True for scales and weights."""
    return kind.startswith((SCALES, WEIGHTS))


def points_shown(user: User, *, on: date, today: date) -> ReferencePointQuerySet:
    """Points the user may see, with `scale_count` and `force_count`: how many scales stood there, how many of them in force."""
    found = ReferencePoint.objects.visible_to(user).select_related("premises__party", "premises__current_unit").defer(
        "search", "premises__search", "premises__party__search", "premises__current_unit__search"
    )
    placed = _standing_there(on).filter(reference_uses__point=OuterRef("pk"))
    return found.annotate(scale_count=_count(placed), force_count=_count(_in_force(placed, on, today)))


def points_matching(user: User, wanted: Wanted, *, on: date, today: date) -> ReferencePointQuerySet:
    """Points, narrowed; by their own words or their market's. Those that closed before the day only when asked for."""
    found = points_shown(user, on=on, today=today)
    if wanted.commune:
        found = found.filter(premises__current_unit__code=wanted.commune)
    query = prefix_query(wanted.text)
    if query:
        found = found.filter(Q(search=query) | Q(premises__in=Premises.objects.filter(search=query).values("pk")))
    if wanted.standing in PointStanding.values:
        return found.annotate(standing_code=_standing(on)).filter(standing_code=wanted.standing)
    return found.filter(Q(until=None) | Q(until__gte=on))


def standing_of(point: ReferencePoint, on: date) -> PointStanding:
    """What a point of `points_shown` is good for on the day it was read for."""
    read: Any = point
    if point.since > on:
        return PointStanding.NOT_YET
    if _past(point.until, on) or _past(point.premises.closed_on, on):
        return PointStanding.CLOSED
    if not read.scale_count:
        return PointStanding.NO_SCALE
    if not read.force_count:
        return PointStanding.NOT_IN_FORCE
    return PointStanding.READY if read.force_count == read.scale_count else PointStanding.PART_OVERDUE


def scales_at(point: ReferencePoint, *, on: date, today: date) -> list[tuple[ReferenceScale, Standing]]:
    """The scales at a point on a day, and where each stood."""
    uses = point.scales.filter(Q(until=None) | Q(until__gt=on), since__lte=on).order_by("since", "id")
    instruments = Instrument.objects.filter(pk__in=uses.values("instrument")).select_related("premises", "owner").defer(
        "search", "premises__search", "owner__search"
    )
    by_pk = {one.pk: one for one in (as_of(instruments, on) if on < today else instruments)}
    found = []
    for use in uses:
        use.instrument = by_pk[use.instrument_id]
        found.append((use, shown_standing(use.instrument, on)))
    return found


def scales_before(point: ReferencePoint) -> QuerySet[ReferenceScale]:
    """Scales that were taken away, the latest first."""
    return point.scales.exclude(until=None).select_related("instrument").defer("instrument__search").order_by("-until", "-id")


def scales_to_choose(user: User, point: ReferencePoint, text: str) -> InstrumentQuerySet:
    """Scales and weights in use that stand in the market or belong to its management and are at no open point."""
    found = instruments_shown(user).in_use().filter(
        Q(kind__startswith=SCALES) | Q(kind__startswith=WEIGHTS),
        Q(premises_id__in=Premises.objects.filter(Q(pk=point.premises_id) | Q(market=point.premises_id)).values("pk"))
        | Q(owner=point.premises.party_id),
    ).exclude(pk__in=ReferenceScale.objects.filter(until=None).values("instrument"))
    query = prefix_query(text)
    own_first = Case(When(owner=point.premises.party_id, then=0), default=1, output_field=IntegerField())
    return (found.filter(search=query) if query else found).order_by(own_first, "kind", "maker", "serial", "id")


def point_of(instrument: Instrument) -> ReferenceScale | None:
    """Where an instrument is a reference scale now."""
    uses = ReferenceScale.objects.filter(instrument=instrument, until=None)
    return uses.select_related("point__premises").defer("point__search", "point__premises__search").first()


def markets_shown(user: User, *, on: date, today: date) -> PremisesQuerySet:
    """Markets open on a day, with their counts: stalls, scales, overdue ones, points, points with a scale in force."""
    markets = Premises.objects.visible_to(user).filter(kind=PremisesKind.MARKET).open_on(on)
    markets = markets.filter(Q(opened_on=None) | Q(opened_on__lte=on)).select_related("party", "current_unit").defer(
        "search", "party__search", "current_unit__search"
    )
    stalls = Premises.objects.filter(market=OuterRef("pk")).filter(Q(opened_on=None) | Q(opened_on__lte=on)).open_on(on)
    here = Premises.objects.filter(Q(pk=OuterRef(OuterRef("pk"))) | Q(market=OuterRef(OuterRef("pk")))).values("pk")
    scales = Instrument.objects.filter(kind__startswith=SCALES, premises_id__in=here)
    points = ReferencePoint.objects.filter(premises=OuterRef("pk")).open_on(on)
    ready = points.filter(pk__in=_in_force(_standing_there(on), on, today).values("reference_uses__point"))
    return markets.annotate(
        stall_count=_count(stalls), scale_count=_count(_in_use(scales, on, today)), overdue_count=_count(_overdue(scales, on, today)),
        point_count=_count(points), ready_count=_count(ready),
    )


def markets_matching(user: User, wanted: Wanted, *, on: date, today: date) -> PremisesQuerySet:
    """Markets, narrowed; by their own words or their management's."""
    found = markets_shown(user, on=on, today=today)
    if wanted.commune:
        found = found.filter(current_unit__code=wanted.commune)
    query = prefix_query(wanted.text)
    if query:
        found = found.filter(Q(search=query) | Q(party__in=Party.objects.named(query).values("pk")))
    return found.filter(_GAPS[MarketGap(wanted.gap)]) if wanted.gap in MarketGap.values else found


def gap_counts(
    user: User, wanted: Wanted, *, on: date, today: date, gaps: Iterable[MarketGap] = tuple(MarketGap)
) -> dict[str, Tally]:
    """How many markets there are, and how many with each gap, in one query; "" counts all of them."""
    found: QuerySet[Any, Any] = markets_matching(user, Wanted(text=wanted.text, commune=wanted.commune), on=on, today=today)
    return tallies({"": found} | {gap.value: found.filter(_GAPS[gap]) for gap in gaps})


def report_of_the_market(on: date) -> dict[str, Any] | None:
    """The report a market's management owes, as the calendar of the law of the day has it; None where nobody knows."""
    try:
        return next((dict(row) for row in law.at(on).table(_REPORTS) if row["id"] == _REPORT), None)
    except (law.LawUnknown, law.NoLawInForce, law.NoSuchParameter):
        return None


def citation(on: date) -> list[dict[str, Any]]:
    """The law of weighing again at a reference scale on a day; empty where there was none."""
    try:
        return law.at(on).cite(*_LAW)
    except (law.LawUnknown, law.NoLawInForce, law.NoSuchParameter):
        return []


_GAPS: dict[MarketGap, Q] = {
    MarketGap.NO_POINT: Q(point_count=0), MarketGap.NOT_READY: Q(point_count__gt=0, ready_count=0),
    MarketGap.OVERDUE: Q(overdue_count__gt=0),
}


def _past(day: date | None, on: date) -> bool:
    return day is not None and day < on


def _count(rows: "QuerySet[Any, Any]") -> Subquery:
    """How many rows a correlated query has: an aggregate would group by every column."""
    counted = rows.order_by().annotate(how_many=Func(F("pk"), function="count", output_field=IntegerField()))
    return Subquery(counted.values("how_many"), output_field=IntegerField())


def _standing_there(on: date) -> InstrumentQuerySet:
    """Instruments at some reference-scale point on a day."""
    still = Q(reference_uses__until=None) | Q(reference_uses__until__gt=on)
    return Instrument.objects.filter(still, reference_uses__since__lte=on)


def _then(found: InstrumentQuerySet, on: date) -> "QuerySet[Any, Any]":
    return as_of(found, on)


def _in_force(found: InstrumentQuerySet, on: date, today: date) -> "QuerySet[Any, Any]":
    if on < today:
        return _then(found, on).filter(status_then=InstrumentStatus.IN_USE, valid_then__gte=on)
    return found.in_use().filter(valid_until__gte=on)


def _overdue(found: InstrumentQuerySet, on: date, today: date) -> "QuerySet[Any, Any]":
    if on < today:
        return _then(found, on).filter(status_then=InstrumentStatus.IN_USE, valid_then__lt=on)
    return found.overdue_on(on)


def _in_use(found: InstrumentQuerySet, on: date, today: date) -> "QuerySet[Any, Any]":
    return _then(found, on).filter(status_then=InstrumentStatus.IN_USE) if on < today else found.in_use()


def _standing(on: date) -> Case:
    """`standing_of` for many."""
    return Case(
        When(since__gt=on, then=Value(PointStanding.NOT_YET)),
        When(Q(until__lt=on) | Q(premises__closed_on__lt=on), then=Value(PointStanding.CLOSED)),
        When(scale_count=0, then=Value(PointStanding.NO_SCALE)),
        When(force_count=0, then=Value(PointStanding.NOT_IN_FORCE)),
        When(force_count=F("scale_count"), then=Value(PointStanding.READY)),
        default=Value(PointStanding.PART_OVERDUE),
    )
