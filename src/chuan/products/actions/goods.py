# SPDX-License-Identifier: Apache-2.0
"""Writes of goods. Locks: the party, then the goods."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record, record_many
from chuan.lib.clock import day_of
from chuan.lib.errors import ChuanError, NotAllowed
from chuan.lib.text import tidy
from chuan.parties.models import Party, Premises
from chuan.products import regulated
from chuan.products.choices import GoodsStatus
from chuan.products.errors import (
    GoodsTaken,
    NotRegulated,
    PremisesOfOthers,
    StandardNotInForce,
    StatusDayWrong,
)
from chuan.products.models import Goods, NormativeDocument
from chuan.products.rules import check_gtin, check_hs, check_quantity, identity_key


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What is known of goods."""

    role: str
    name: str
    brand: str = ""
    model: str = ""
    gtin: str = ""
    hs: str = ""
    premises: Premises | None = None
    standard: NormativeDocument | None = None
    regulated_codes: tuple[str, ...] = ()
    quantity_kind: str = ""
    nominal_value: Decimal | None = None
    nominal_unit: str = ""


@transaction.atomic
def register_goods(*, actor: User, at: datetime, party: Party, particulars: Particulars, since: date | None = None) -> Goods:
    """Enter goods of a party: on the market since a day, today if nobody says."""
    require(actor, "products.edit", party)
    party = Party.objects.select_for_update().get(pk=party.pk)
    goods = _registrable(party, particulars, since, at)
    _free(party, particulars_of(goods))
    goods.save(force_insert=True)
    record("products.goods.registered", actor=actor, subject=goods, data=_told(goods))
    return goods


@transaction.atomic
def register_many(*, actor: User, at: datetime, rows: Sequence[tuple[Party, Particulars, date | None]]) -> list[Goods | ChuanError]:
    """Enter goods of several parties together, each since a day; what may not stand is not entered, and why is returned.

    No two rows may be the same goods.
    """
    require(actor, "products.edit")
    parties = {one.pk: one for one in Party.objects.visible_to(actor).defer("search").filter(
        pk__in={party.pk for party, _, _ in rows}).order_by("pk").select_for_update(of=("self",))}
    found: list[Goods | ChuanError] = []
    for party, particulars, since in rows:
        try:
            if party.pk not in parties:
                raise NotAllowed(act="products.edit")
            found.append(_registrable(parties[party.pk], particulars, since, at))
        except ChuanError as error:
            found.append(error)
    taken = _taken([one for one in found if isinstance(one, Goods)])
    found = [taken.get(one.pk, one) if isinstance(one, Goods) else one for one in found]
    made = [one for one in found if isinstance(one, Goods)]
    Goods.objects.bulk_create(made)
    record_many("products.goods.registered", actor=actor, told=[(one, _told(one)) for one in made])
    return found


@transaction.atomic
def edit_goods(*, actor: User, on: date, goods: Goods, particulars: Particulars) -> Goods:
    """Correct what is known of goods. Only what is newly said must stand in the law of the day: what stood, may stay."""
    require(actor, "products.edit", goods)
    party = Party.objects.select_for_update().get(pk=goods.party_id)
    goods = Goods.objects.select_for_update(of=("self",)).select_related("premises", "standard").get(pk=goods.pk)
    values = _checked(particulars, party)
    _listed([code for code in values["regulated_codes"] if code not in goods.regulated_codes], on)
    if particulars.standard is not None and particulars.standard.pk != goods.standard_id:
        _in_force(particulars.standard, on)
    _free(party, values, other_than=goods)
    before = {name: _plain(getattr(goods, name)) for name in values}
    changed = [name for name, value in values.items() if before[name] != _plain(value)]
    for name in changed:
        setattr(goods, name, values[name])
    if changed:
        goods.save(update_fields=changed)
        shown = [name for name in changed if name != "identity"]
        record("products.goods.edited", actor=actor, subject=goods, data={
            "before": {name: before[name] for name in shown}, "after": {name: _plain(values[name]) for name in shown},
        })
    return goods


@transaction.atomic
def set_goods_status(*, actor: User, on: date, goods: Goods, status: str, since: date, reason: str = "") -> Goods:
    """Say that goods are stopped, recalled, or on the market again, since a day not before the status they have."""
    require(actor, "products.edit", goods)
    goods = Goods.objects.select_for_update().get(pk=goods.pk)
    if since > on or since < goods.status_since:
        raise StatusDayWrong(day=f"{since:%d/%m/%Y}", since=f"{goods.status_since:%d/%m/%Y}")
    before = goods.status
    if before != status:
        goods.status, goods.status_since = GoodsStatus(status), since
        goods.save(update_fields=["status", "status_since"])
        record("products.goods.status_set", actor=actor, subject=goods,
               data={"before": before, "after": status, "since": since.isoformat(), "reason": tidy(reason)})
    return goods


def particulars_of(goods: Goods) -> dict[str, Any]:
    """What is known of goods on file, by the names of `Particulars`, and their identity."""
    return {name: getattr(goods, name) for name in (*(field.name for field in fields(Particulars)), "identity")}


def would_change(goods: Goods, particulars: Particulars) -> bool:
    """True if `edit_goods` would change anything, or refuse."""
    try:
        values = _checked(particulars, goods.party)
    except ChuanError:
        return True
    return any(_plain(getattr(goods, name)) != _plain(value) for name, value in values.items())


def _registrable(party: Party, particulars: Particulars, since: date | None, at: datetime) -> Goods:
    """New goods as they would stand, by the law of the day; whether they are on file already is not asked here."""
    today = day_of(at)
    values = _checked(particulars, party)
    _listed(values["regulated_codes"], today)
    _in_force(particulars.standard, today)
    if since is not None and since > today:
        raise StatusDayWrong(day=f"{since:%d/%m/%Y}", since=f"{today:%d/%m/%Y}")
    return Goods(party=party, registered_at=at, status_since=since or today, **values)


def _told(goods: Goods) -> dict[str, str]:
    return {"party": goods.party.name, "role": goods.role}


def _taken(wanted: Sequence[Goods]) -> dict[UUID, GoodsTaken]:
    """`_free` for many: which of them are on file, by two queries."""
    codes = {one.gtin for one in wanted if one.gtin}
    own = Goods.objects.filter(party__in={one.party_id for one in wanted}, identity__in={one.identity for one in wanted})
    standing = [*own.select_related("party"), *(Goods.objects.filter(gtin__in=codes).select_related("party") if codes else ())]
    by_identity = {(one.party_id, one.role, one.identity): one for one in standing}
    by_code = {(one.party_id, one.role, one.gtin): one for one in standing if one.gtin}
    made = {one.gtin: one for one in standing if one.gtin and one.role == "maker"}
    found = {}
    for one in wanted:
        other = by_identity.get((one.party_id, one.role, one.identity)) or by_code.get((one.party_id, one.role, one.gtin))
        other = other or (made.get(one.gtin) if one.role == "maker" else None)
        if other is not None:
            found[one.pk] = GoodsTaken(party=other.party.name, name=str(other))
    return found


def _checked(given: Particulars, party: Party) -> dict[str, Any]:
    kind, value, unit = check_quantity(given.quantity_kind, given.nominal_value, given.nominal_unit)
    if given.premises is not None and given.premises.party_id != party.pk:
        raise PremisesOfOthers(premises=given.premises.name, party=party.name)
    name, brand, model = tidy(given.name), tidy(given.brand), tidy(given.model)
    amount = f"{value.normalize():f}{unit}" if value is not None else ""
    return {
        "role": given.role, "name": name, "brand": brand, "model": model,
        "identity": identity_key(name, brand, model, amount), "gtin": check_gtin(given.gtin), "hs": check_hs(given.hs),
        "premises": given.premises, "standard": given.standard,
        "regulated_codes": sorted(set(given.regulated_codes)),
        "quantity_kind": kind, "nominal_value": value, "nominal_unit": unit,
    }


def _listed(codes: Iterable[str], day: date) -> None:
    for code in codes:
        if regulated.standing(code, day).state != "listed":
            known = regulated.ever_listed(code)
            raise NotRegulated(product=known.name if known else code, day=f"{day:%d/%m/%Y}")


def _in_force(standard: NormativeDocument | None, day: date) -> None:
    """Refuse a standard known to have ended or not to have begun; one whose days nobody knows may be declared."""
    if standard is None:
        return
    standing = standard.standing_on(day)
    if standing not in {"in_force", "unknown"}:
        raise StandardNotInForce(number=standard.number, day=f"{day:%d/%m/%Y}", standing=str(standing.label))


def _free(party: Party, values: dict[str, Any], *, other_than: Goods | None = None) -> None:
    same = Goods.objects.filter(party=party, role=values["role"], identity=values["identity"])
    if values["gtin"]:
        same = same | Goods.objects.filter(party=party, role=values["role"], gtin=values["gtin"])
        if values["role"] == "maker":
            same = same | Goods.objects.filter(role="maker", gtin=values["gtin"])
    taken = (same.exclude(pk=other_than.pk) if other_than else same).select_related("party").first()
    if taken is not None:
        raise GoodsTaken(party=taken.party.name, name=str(taken))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value) if hasattr(value, "pk") else value
