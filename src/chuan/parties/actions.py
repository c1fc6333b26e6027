# SPDX-License-Identifier: Apache-2.0
"""Writes of parties and premises. Locks: party before premises."""

from datetime import date
from typing import Any

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.parties.errors import NotASuccessor, PremisesNameTaken, TaxCodeTaken
from chuan.parties.models import Party, Premises
from chuan.parties.rules import check_tax_code
from chuan.places.errors import AmbiguousSuccession, NoSuccessor
from chuan.places.models import AdministrativeUnit


@transaction.atomic
def register_party(
    *, actor: User, kind: str, name: str, tax_code: str = "", phone: str = "", email: str = "", address: str = ""
) -> Party:
    """Enter a party; its tax code, if it has one, is checked and is nobody else's."""
    require(actor, "parties.edit")
    code = _free_tax_code(tax_code, kind)
    party = Party.objects.create(kind=kind, name=name, tax_code=code, phone=phone, email=email, address=address)
    record("parties.party.registered", actor=actor, subject=party, data={"tax_code": code})
    return party


@transaction.atomic
def edit_party(*, actor: User, party: Party, **changes: Any) -> Party:
    """Change what is known of a party: kind, name, tax code, phone, e-mail, address."""
    require(actor, "parties.edit", party)
    party = Party.objects.select_for_update().get(pk=party.pk)
    if "tax_code" in changes:
        kind = changes.get("kind", party.kind)
        changes["tax_code"] = _free_tax_code(changes["tax_code"], kind, other_than=party)
    changed = _apply(party, changes)
    if changed:
        record("parties.party.edited", actor=actor, subject=party, data={"changed": changed})
    return party


@transaction.atomic
def register_premises(
    *, actor: User, on: date, party: Party, kind: str, name: str, address: str = "",
    stated_unit: AdministrativeUnit | None = None, longitude: float | None = None, latitude: float | None = None,
) -> Premises:
    """Enter a place of business. A commune of former days is followed to today's; where it was divided, nobody guesses."""
    require(actor, "parties.edit", party)
    Party.objects.select_for_update().get(pk=party.pk)
    _free_name(party, name)
    premises = Premises.objects.create(
        party=party, kind=kind, name=name, address=address, stated_unit=stated_unit,
        current_unit=_commune_of(stated_unit, on), longitude=longitude, latitude=latitude,
    )
    record("parties.premises.registered", actor=actor, subject=premises, data={"party": str(party.pk)})
    return premises


@transaction.atomic
def edit_premises(*, actor: User, on: date, premises: Premises, **changes: Any) -> Premises:
    """Change what is known of premises; a new stated commune is followed to today's."""
    require(actor, "parties.edit", premises)
    premises = Premises.objects.select_for_update().select_related("party").get(pk=premises.pk)
    if changes.get("name", premises.name) != premises.name:
        _free_name(premises.party, changes["name"])
    if "stated_unit" in changes and changes["stated_unit"] != premises.stated_unit:
        changes["current_unit"] = _commune_of(changes["stated_unit"], on)
    changed = _apply(premises, changes)
    if changed:
        record("parties.premises.edited", actor=actor, subject=premises, data={"changed": changed})
    return premises


@transaction.atomic
def decide_commune(*, actor: User, on: date, premises: Premises, unit: AdministrativeUnit) -> Premises:
    """Say in which of a divided commune's successors the premises lie."""
    require(actor, "places.decide", premises)
    premises = Premises.objects.select_for_update(of=("self",)).select_related("stated_unit").get(pk=premises.pk)
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


def _free_tax_code(text: str, kind: str, *, other_than: Party | None = None) -> str:
    if not text.strip():
        return ""
    code = check_tax_code(text, kind=kind)
    others = Party.objects.exclude(pk=other_than.pk) if other_than else Party.objects.all()
    taken = others.filter(tax_code=code).first()
    if taken is not None:
        raise TaxCodeTaken(name=taken.name, value=code)
    return code


def _free_name(party: Party, name: str) -> None:
    if Premises.objects.filter(party=party, name=name).exists():
        raise PremisesNameTaken(party=party.name, name=name)


def _commune_of(stated: AdministrativeUnit | None, on: date) -> AdministrativeUnit | None:
    try:
        return stated.successor_on(on) if stated else None
    except (AmbiguousSuccession, NoSuccessor):
        return None


def _apply(row: Party | Premises, changes: dict[str, Any]) -> list[str]:
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    if changed:
        row.save(update_fields=changed)
    return sorted(changed)
