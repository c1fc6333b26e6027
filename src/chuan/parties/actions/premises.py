# SPDX-License-Identifier: Apache-2.0
"""Writes of premises."""

from datetime import date
from typing import Any

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.accounts.scope import Scope
from chuan.audit.actions import record
from chuan.lib.text import tidy
from chuan.parties.actions.locking import allowed, apply, locked
from chuan.parties.choices import PremisesKind
from chuan.parties.errors import (
    CoordinatesIncomplete,
    DaysOutOfOrder,
    MarketHasStalls,
    NotAMarket,
    NotASuccessor,
    PremisesNameTaken,
    StallWithoutMarket,
)
from chuan.parties.models import Party, Premises
from chuan.places.errors import AmbiguousSuccession, NoSuccessor
from chuan.places.models import AdministrativeUnit

_CHECKED = ("kind", "market", "longitude", "latitude", "opened_on", "closed_on")
_HIGHEST_LONGITUDE, _HIGHEST_LATITUDE = 180, 90


@transaction.atomic
def register_premises(
    *, actor: User, on: date, party: Party, kind: str, name: str, address: str = "",
    stated_unit: AdministrativeUnit | None = None, longitude: float | None = None, latitude: float | None = None,
    market: Premises | None = None, opened_on: date | None = None, closed_on: date | None = None,
) -> Premises:
    """Enter a place of business. A commune of former days is followed to today's; where it was divided, nobody guesses."""
    _require_reach(actor, party, stated_unit)
    party = locked(party)
    name = tidy(name)
    _free_name(party, name)
    possible(kind, market, (longitude, latitude), (opened_on, closed_on))
    premises = Premises.objects.create(
        party=party, kind=kind, name=name, address=tidy(address), stated_unit=stated_unit, market=market,
        current_unit=commune_of(stated_unit, on), longitude=longitude, latitude=latitude, opened_on=opened_on,
        closed_on=closed_on,
    )
    record("parties.premises.registered", actor=actor, subject=premises, data={"party": str(party.pk)})
    return premises


@transaction.atomic
def edit_premises(*, actor: User, on: date, premises: Premises, **changes: Any) -> Premises:
    """Change what is known of premises; a new stated commune is followed to today's."""
    allowed(actor, "parties.edit", premises)
    premises = locked(premises, "party")
    if changes.get("name", premises.name) != premises.name:
        _free_name(premises.party, changes["name"])
    if "stated_unit" in changes and changes["stated_unit"] != premises.stated_unit:
        changes["current_unit"] = commune_of(changes["stated_unit"], on)
    after = {name: changes.get(name, getattr(premises, name)) for name in _CHECKED}
    possible(after["kind"], after["market"], (after["longitude"], after["latitude"]), (after["opened_on"], after["closed_on"]))
    _still_a_market(premises, after["kind"])
    changed = apply(premises, changes)
    if changed:
        record("parties.premises.edited", actor=actor, subject=premises, data={"changed": changed})
    return premises


@transaction.atomic
def decide_commune(*, actor: User, on: date, premises: Premises, unit: AdministrativeUnit) -> Premises:
    """Say in which of a divided commune's successors the premises lie."""
    allowed(actor, "places.decide", premises)
    premises = locked(premises, "stated_unit")
    stated = premises.stated_unit
    candidates = stated.successors_on(on) if stated else []
    if unit not in candidates:
        names = ", ".join(candidate.full_name for candidate in candidates)
        raise NotASuccessor(unit=unit.full_name, stated=stated.full_name if stated else "–", candidates=names or "–")
    before = premises.current_unit_id
    premises.current_unit = unit
    premises.save(update_fields=["current_unit"])
    record("parties.commune.decided", actor=actor, subject=premises,
           data={"stated": stated.code if stated else "", "decided": unit.code, "before": str(before or "")})
    return premises


def _require_reach(actor: User, party: Party, stated: AdministrativeUnit | None) -> None:
    """In their own commune officers enter the premises of any party; elsewhere of parties they see."""
    here = stated is not None and stated.code in Scope.of(actor).place_codes
    require(actor, "parties.edit", None if here else party)


def _free_name(party: Party, name: str) -> None:
    if Premises.objects.filter(party=party, name=name).exists():
        raise PremisesNameTaken(party=party.name, name=name)


def commune_of(stated: AdministrativeUnit | None, on: date) -> AdministrativeUnit | None:
    """The commune of a day that a stated one became; None where it was divided and nobody decided."""
    try:
        return stated.successor_on(on) if stated else None
    except (AmbiguousSuccession, NoSuccessor):
        return None


def possible(
    kind: str, market: Premises | None, place: tuple[float | None, float | None], days: tuple[date | None, date | None]
) -> None:
    """Refuse what the database would refuse, in words."""
    if (kind == PremisesKind.STALL) != (market is not None):
        raise StallWithoutMarket
    if market is not None and market.kind != PremisesKind.MARKET:
        raise NotAMarket(name=market.name)
    longitude, latitude = place
    if (longitude is None) != (latitude is None):
        raise CoordinatesIncomplete
    if longitude is not None and latitude is not None and not (
        abs(longitude) <= _HIGHEST_LONGITUDE and abs(latitude) <= _HIGHEST_LATITUDE
    ):
        raise CoordinatesIncomplete
    opened, closed = days
    if opened is not None and closed is not None and closed < opened:
        raise DaysOutOfOrder(first=f"{opened:%d/%m/%Y}", last=f"{closed:%d/%m/%Y}")


def _still_a_market(premises: Premises, kind: str) -> None:
    stalls = premises.stalls.count() if premises.kind == PremisesKind.MARKET and kind != premises.kind else 0
    if stalls:
        raise MarketHasStalls(count=stalls, name=premises.name)
