# SPDX-License-Identifier: Apache-2.0
"""Writes of reference-scale points: opened, corrected, closed; scales put there and taken away."""

from datetime import date

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.lib.text import key, tidy
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Premises
from chuan.registry.choices import InstrumentStatus
from chuan.registry.errors import (
    NotAReferenceScale,
    NotATradingPlace,
    PlaceClosed,
    PlaceNameMissing,
    PointClosed,
    PointDaysOutOfOrder,
    PointTaken,
    ScaleElsewhere,
    ScaleOfOthers,
    ScaleOutOfUse,
)
from chuan.registry.models import Instrument, ReferencePoint, ReferenceScale
from chuan.registry.points import is_weighing

#: where buyers buy
TRADING_PLACES = frozenset({PremisesKind.MARKET, PremisesKind.SHOP, PremisesKind.OTHER})
_ACT = "registry.keep_points"


@transaction.atomic
def open_point(
    *, actor: User, premises: Premises, place: str, since: date, until: date | None = None, keeper: str = "", hours: str = ""
) -> ReferencePoint:
    """Enter a point in a market or another trading place; `until` for one that is closed already."""
    require(actor, _ACT, premises)
    premises = Premises.objects.select_for_update().get(pk=premises.pk)
    if premises.kind not in TRADING_PLACES:
        raise NotATradingPlace(name=premises.name)
    place = _free_place(premises, place, is_open=until is None)
    _days(since, until)
    _within_the_market(premises, since, until)
    point = ReferencePoint.objects.create(
        premises=premises, place=place, place_key=key(place), keeper=tidy(keeper), hours=tidy(hours), since=since, until=until
    )
    record("registry.point.opened", actor=actor, subject=point, data={"place": premises.name, "since": since.isoformat()})
    return point


@transaction.atomic
def edit_point(*, actor: User, point: ReferencePoint, place: str, keeper: str, hours: str, since: date) -> ReferencePoint:
    """Correct what is known of a point; it stays where it is and closes by an act of its own."""
    require(actor, _ACT, point)
    point = _locked(point)
    _days(since, point.until)
    _within_the_market(point.premises, since, point.until)
    first = point.scales.order_by("since").values_list("since", flat=True).first()
    _days(since, first)
    wanted = {
        "place": _free_place(point.premises, place, is_open=point.until is None, other_than=point), "keeper": tidy(keeper),
        "hours": tidy(hours), "since": since,
    }
    wanted["place_key"] = key(str(wanted["place"]))
    changed = [name for name, value in wanted.items() if getattr(point, name) != value]
    for name in changed:
        setattr(point, name, wanted[name])
    if changed:
        point.save(update_fields=changed)
        record("registry.point.changed", actor=actor, subject=point, data={"changed": sorted(set(changed) - {"place_key"})})
    return point


@transaction.atomic
def close_point(*, actor: User, point: ReferencePoint, until: date) -> ReferencePoint:
    """Close a point for good; the scales there are taken away the same day."""
    require(actor, _ACT, point)
    point = _open(point)
    there = list(point.scales.select_for_update().filter(until=None))
    for first in [point.since, *(scale.since for scale in there)]:
        _days(first, until)
    point.until = until
    point.save(update_fields=["until"])
    for scale in there:
        scale.until = until
        scale.save(update_fields=["until"])
    record("registry.point.closed", actor=actor, subject=point, data={"on": until.isoformat(), "scales": len(there)})
    return point


@transaction.atomic
def place_scale(*, actor: User, point: ReferencePoint, instrument: Instrument, since: date) -> ReferenceScale:
    """Put a scale or control weights at a point. One that is not in force may be put there: it counts once it is verified."""
    require(actor, _ACT, point)
    require(actor, _ACT, instrument)
    point = _open(point)
    instrument = Instrument.objects.select_for_update(of=("self",)).select_related("premises", "owner").get(pk=instrument.pk)
    _fit(instrument, point)
    _days(point.since, since)
    before = instrument.reference_uses.order_by("-until").values_list("until", flat=True).first()
    if before is not None:
        _days(before, since)
    scale = ReferenceScale.objects.create(point=point, instrument=instrument, since=since)
    record("registry.reference_scale.placed", actor=actor, subject=point,
           data={"instrument": str(instrument), "since": since.isoformat()})
    return scale


@transaction.atomic
def take_scale_away(*, actor: User, scale: ReferenceScale, until: date) -> ReferenceScale:
    """Note the day on which a scale left its point."""
    require(actor, _ACT, scale.point)
    scale = ReferenceScale.objects.select_for_update(of=("self",)).select_related("point", "instrument").get(pk=scale.pk)
    if scale.until is not None:
        raise PointClosed(day=f"{scale.until:%d/%m/%Y}")
    _days(scale.since, until)
    scale.until = until
    scale.save(update_fields=["until"])
    record("registry.reference_scale.taken_away", actor=actor, subject=scale.point,
           data={"instrument": str(scale.instrument), "on": until.isoformat()})
    return scale


def _locked(point: ReferencePoint) -> ReferencePoint:
    """The point and its premises: what is written of one place waits for each other."""
    Premises.objects.select_for_update().get(pk=point.premises_id)
    return ReferencePoint.objects.select_for_update(of=("self",)).select_related("premises").get(pk=point.pk)


def _open(point: ReferencePoint) -> ReferencePoint:
    point = _locked(point)
    if point.until is not None:
        raise PointClosed(day=f"{point.until:%d/%m/%Y}")
    return point


def _days(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise PointDaysOutOfOrder(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")


def _within_the_market(premises: Premises, since: date, until: date | None) -> None:
    closed = premises.closed_on
    if closed is not None and (until is None or until > closed or since > closed):
        raise PlaceClosed(name=premises.name, day=f"{closed:%d/%m/%Y}")


def _free_place(premises: Premises, place: str, *, is_open: bool, other_than: ReferencePoint | None = None) -> str:
    place = tidy(place)
    if not key(place):
        raise PlaceNameMissing
    others = ReferencePoint.objects.filter(premises=premises, place_key=key(place), until=None)
    if is_open and (others.exclude(pk=other_than.pk) if other_than else others).exists():
        raise PointTaken(name=premises.name, place=place)
    return place


def _fit(instrument: Instrument, point: ReferencePoint) -> None:
    """Refuse what is no scale, no longer used, somebody else's, or at another point."""
    if not is_weighing(instrument.kind):
        raise NotAReferenceScale(instrument=str(instrument))
    if instrument.status == InstrumentStatus.OUT_OF_USE:
        raise ScaleOutOfUse(instrument=str(instrument))
    in_market = point.premises_id in {instrument.premises_id, instrument.premises.market_id}
    if not in_market and instrument.owner_id != point.premises.party_id:
        raise ScaleOfOthers(instrument=str(instrument), place=instrument.premises.name, owner=instrument.owner.name)
    elsewhere = instrument.reference_uses.filter(until=None).select_related("point__premises").first()
    if elsewhere is not None:
        raise ScaleElsewhere(instrument=str(instrument), place=elsewhere.point.place, name=elsewhere.point.premises.name)
