# SPDX-License-Identifier: Apache-2.0
"""Which record on file an item means, by the keys that survive spelling; only records the caller may see."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from chuan.accounts.models import User
from chuan.api.errors import (
    CommuneUnknown,
    PartyUnknown,
    PremisesUnknown,
    SeveralFit,
    StandardUnknown,
    Unidentified,
)
from chuan.lib.errors import NotFound
from chuan.lib.text import key as spelled
from chuan.parties.models import Party, Premises
from chuan.parties.rules import check_tax_code
from chuan.places.choices import Level
from chuan.places.models import AdministrativeUnit
from chuan.products.models import NormativeDocument
from chuan.products.queries import document_numbered
from chuan.registry.models import Instrument
from chuan.ui.searches import prefix_query

T = TypeVar("T", Party, Premises, Instrument)


def party_of(user: User, tax_code: str) -> Party:
    """The party of a tax code, on file."""
    code = check_tax_code(tax_code)
    found = Party.objects.visible_to(user).defer("search").filter(tax_code=code).first()
    if found is None:
        raise PartyUnknown(value=code, where="owner_tax_code")
    return found


def owner_of(user: User, pk: UUID | None, tax_code: str) -> Party:
    """The party that is named by id or by tax code."""
    if pk is not None:
        return by_id(Party, user, pk)
    if not tax_code:
        raise Unidentified(names="owner_id · owner_tax_code")
    return party_of(user, tax_code)


def lock_parties(items: list[Any]) -> None:
    """Lock the owners of items, those named by id before those named by tax code."""
    codes = {item.owner_tax_code for item in items if item.owner_tax_code}
    ids = {item.owner_id for item in items if item.owner_id}
    list(Party.objects.filter(pk__in=ids).order_by("pk").select_for_update().values_list("pk"))
    list(Party.objects.filter(tax_code__in=codes).order_by("pk").select_for_update().values_list("pk"))


def party_spelled(user: User, name: str, address: str) -> Party | None:
    """The party without a tax code whose name and address are these, however spelled."""
    query = prefix_query(name)
    if query is None:
        return None
    near = Party.objects.visible_to(user).defer("search").filter(tax_code="", search=query)
    wanted = (spelled(name), spelled(address))
    return _only([one for one in near if (spelled(one.name), spelled(one.address)) == wanted])


def premises_spelled(party: Party, name: str) -> Premises | None:
    """The premises of a party of that name, however spelled."""
    own = Premises.objects.filter(party=party).defer("search").select_related("party")
    return _only([one for one in own if spelled(one.name) == spelled(name)])


def premises_of(user: User, pk: UUID | None, tax_code: str, name: str | None) -> Premises | None:
    """The place of use that is named by id, or by owner and name; None when none is named."""
    if pk is not None:
        return by_id(Premises, user, pk)
    if not (tax_code and name):
        return None
    party = party_of(user, tax_code)
    found = premises_spelled(party, name)
    if found is None:
        raise PremisesUnknown(party=party.name, name=name, where="premises_name")
    return found


def instrument_spelled(kind: str, maker: str, serial: str) -> Instrument | None:
    """The instrument of a kind with that maker and serial number, however spelled. An unseen one is refused later."""
    return Instrument.objects.defer("search").filter(
        kind=kind, maker_key=spelled(maker), serial_key=spelled(serial)
    ).select_related("premises", "owner").first()


def commune(code: str, on: date) -> AdministrativeUnit:
    """The commune of a code: today's, else the last that carried it."""
    units = AdministrativeUnit.objects.defer("search").filter(level=Level.COMMUNE, code=code)
    found = units.on(on).first() or units.order_by("-valid_from").first()
    if found is None:
        raise CommuneUnknown(value=code, where="commune")
    return found


def document(user: User, number: str, party: Party | None, *, where: str) -> NormativeDocument:
    """The normative document of a number, on file: public, or the party's own."""
    found = document_numbered(user, number, party=party)
    if found is None:
        raise StandardUnknown(value=number, where=where)
    return found


def by_id(model: type[T], user: User, pk: UUID) -> T:
    """The record of an id, as far as the caller may see it."""
    found = model.objects.visible_to(user).defer("search").filter(pk=pk).first()
    if found is None:
        raise NotFound(where="id")
    return found


def _only(found: list[T]) -> T | None:
    if len(found) > 1:
        raise SeveralFit(count=len(found))
    return found[0] if found else None
