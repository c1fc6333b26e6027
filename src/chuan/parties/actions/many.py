# SPDX-License-Identifier: Apache-2.0
"""Writes of many parties or premises together: the same rules as for one, few statements, one act in the record for each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record_many
from chuan.audit.rows import Row
from chuan.lib.errors import ChuanError, NotAllowed
from chuan.lib.text import tidy
from chuan.parties.actions.premises import commune_of, possible
from chuan.parties.errors import PremisesNameTaken, TaxCodeTaken
from chuan.parties.models import Party, Premises
from chuan.parties.rules import check_tax_code
from chuan.places.models import AdministrativeUnit

_ACT = "parties.edit"
_AT_ONCE = 250
R = TypeVar("R", Party, Premises)


@transaction.atomic
def register_parties(*, actor: User, rows: Sequence[Mapping[str, str]]) -> list[Party | ChuanError]:
    """Enter parties, each as `register_party` takes it; those that may not stand are not entered, and why is returned.

    No two rows may have the same tax code.
    """
    require(actor, _ACT)
    found: list[Party | ChuanError] = []
    for row in rows:
        try:
            code = check_tax_code(row["tax_code"], kind=row["kind"]) if row.get("tax_code", "").strip() else ""
        except ChuanError as error:
            found.append(error)
            continue
        tidied = {name: tidy(row.get(name, "")) for name in ("name", "address")}
        found.append(Party(kind=row["kind"], tax_code=code, phone=row.get("phone", ""), email=row.get("email", ""), **tidied))
    codes = {one.tax_code for one in found if isinstance(one, Party) and one.tax_code}
    taken = {one.tax_code: one for one in Party.objects.defer("search").filter(tax_code__in=codes)}
    for at, one in enumerate(found):
        other = taken.get(one.tax_code) if isinstance(one, Party) else None
        if other is not None:
            found[at] = TaxCodeTaken(name=other.name, value=other.shown_tax_code)
    made = [one for one in found if isinstance(one, Party)]
    Party.objects.bulk_create(made)
    record_many("parties.party.registered", actor=actor, told=[(one, {"tax_code": one.shown_tax_code}) for one in made])
    return found


@transaction.atomic
def change_parties(*, actor: User, rows: Sequence[tuple[Party, Mapping[str, str]]]) -> list[Party]:
    """Correct name, address, phone and e-mail of parties, each one once; NotAllowed if there is one the actor may not change."""
    require(actor, _ACT)
    standing = _locked(actor, [party for party, _ in rows])
    wanted = [(standing[party.pk], {name: tidy(value) if name in {"name", "address"} else value for name, value in given.items()})
              for party, given in rows]
    _put(wanted, "parties.party.edited", actor)
    return [one for one, _ in wanted]


@transaction.atomic
def register_premises_of(
    *, actor: User, on: date, rows: Sequence[tuple[Party, Mapping[str, Any]]]
) -> list[Premises | ChuanError]:
    """Enter places of business of parties the actor may change; what may not stand is not entered, and why is returned.

    No two rows may be of one party and name.
    """
    require(actor, _ACT)
    owners = _seen(actor, [party for party, _ in rows])
    communes: dict[Any, AdministrativeUnit | None] = {None: None}
    found: list[Premises | ChuanError] = []
    for party, given in rows:
        stated = given.get("stated_unit")
        if stated is not None and stated.pk not in communes:
            communes[stated.pk] = commune_of(stated, on)
        one = Premises(**{**given, "party": party, "name": tidy(given["name"]), "address": tidy(given.get("address", "")),
                          "current_unit": communes[stated.pk if stated else None]})
        found.append(_refusal(one) or (one if party.pk in owners else NotAllowed(act=_ACT)))
    near = Premises.objects.filter(party__in=owners, name__in={one.name for one in found if isinstance(one, Premises)})
    taken = set(near.values_list("party", "name"))
    for at, new in enumerate(found):
        if isinstance(new, Premises) and (new.party_id, new.name) in taken:
            found[at] = PremisesNameTaken(party=new.party.name, name=new.name)
    made = [one for one in found if isinstance(one, Premises)]
    Premises.objects.bulk_create(made)
    record_many("parties.premises.registered", actor=actor, told=[(one, {"party": str(one.party_id)}) for one in made])
    return found


@transaction.atomic
def change_premises(*, actor: User, rows: Sequence[tuple[Premises, Mapping[str, Any]]]) -> list[Premises | ChuanError]:
    """Correct address, coordinates and days of premises, each once; what may not stand is left, and why is returned.

    NotAllowed if there are any the actor may not change.
    """
    require(actor, _ACT)
    standing = _locked(actor, [premises for premises, _ in rows])
    found: list[Premises | ChuanError] = []
    wanted = []
    for premises, given in rows:
        one, values = standing[premises.pk], {name: tidy(value) if name == "address" else value for name, value in given.items()}
        merely = Premises(**{name: getattr(one, name) for name in ("kind", "market", "longitude", "latitude", "opened_on", "closed_on")}
                          | values)
        refusal = _refusal(merely)
        found.append(refusal or one)
        if refusal is None:
            wanted.append((one, values))
    _put(wanted, "parties.premises.edited", actor)
    return found


def _refusal(one: Premises) -> ChuanError | None:
    try:
        possible(one.kind, one.market, (one.longitude, one.latitude), (one.opened_on, one.closed_on))
    except ChuanError as error:
        return error
    return None


def _seen(actor: User, parties: Sequence[Party]) -> set[UUID]:
    """Those among the parties that the actor may change, locked."""
    found = Party.objects.visible_to(actor).filter(pk__in={one.pk for one in parties}).order_by("pk")
    return set(found.select_for_update(of=("self",)).values_list("pk", flat=True))


def _locked(actor: User, rows: Sequence[R]) -> dict[UUID, R]:
    if not rows:
        return {}
    model, wanted = type(rows[0]), {one.pk for one in rows}
    seen: Any = model.objects.visible_to(actor).filter(pk__in=wanted).defer("search").order_by("pk")
    seen = seen.select_related("market") if model is Premises else seen
    found = {one.pk: one for one in seen.select_for_update(of=("self",))}
    if len(found) != len(wanted):
        raise NotAllowed(act=_ACT)
    return found


def _put(wanted: Sequence[tuple[R, Mapping[str, Any]]], verb: str, actor: User) -> None:
    told: list[tuple[Row, dict[str, Any]]] = []
    columns = set[str]()
    for one, values in wanted:
        changed = sorted(name for name, value in values.items() if getattr(one, name) != value)
        for name in changed:
            setattr(one, name, values[name])
        if changed:
            told.append((one, {"changed": changed}))
            columns |= set(changed)
    if told:
        model: Any = type(told[0][0])
        model.objects.bulk_update([one for one, _ in told], sorted(columns), batch_size=_AT_ONCE)
    record_many(verb, actor=actor, told=told)
