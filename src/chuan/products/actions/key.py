# SPDX-License-Identifier: Apache-2.0
"""Writes of key products and their output. Locks: the product."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.lib.text import key, tidy
from chuan.parties.models import Party
from chuan.places.models import AdministrativeUnit
from chuan.products.errors import KeyProductTaken, NumberMissing, OutputWrong
from chuan.products.models import KeyProduct, KeyProductOutput, NormativeDocument
from chuan.products.rules import in_order

_EARLIEST = 1945


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What is known of a key product."""

    name: str
    area: str = ""
    standard: NormativeDocument | None = None
    marks: str = ""
    indication: str = ""
    traceability: str = ""
    listed_by: str = ""
    listed_on: date | None = None
    ended_on: date | None = None


@transaction.atomic
def register_key_product(*, actor: User, particulars: Particulars, units: Iterable[AdministrativeUnit] = ()) -> KeyProduct:
    """Enter a key product of the province."""
    require(actor, "products.edit")
    values = _checked(particulars)
    product = KeyProduct.objects.create(**values)
    product.units.set(units)
    record("products.key_product.registered", actor=actor, subject=product)
    return product


@transaction.atomic
def edit_key_product(
    *, actor: User, product: KeyProduct, particulars: Particulars, units: Iterable[AdministrativeUnit] = ()
) -> KeyProduct:
    """Correct what is known of a key product."""
    require(actor, "products.edit", product)
    product = KeyProduct.objects.select_for_update().get(pk=product.pk)
    values = _checked(particulars, other_than=product)
    changed = sorted(name for name, value in values.items() if getattr(product, name) != value)
    for name in changed:
        setattr(product, name, values[name])
    if changed:
        product.save(update_fields=changed)
    wanted = list(units)
    if {unit.pk for unit in wanted} != set(product.units.values_list("pk", flat=True)):
        product.units.set(wanted)
        changed.append("units")
    if changed:
        record("products.key_product.edited", actor=actor, subject=product,
               data={"changed": [name for name in changed if name != "name_key"]})
    return product


@transaction.atomic
def set_producer(*, actor: User, product: KeyProduct, party: Party, produces: bool) -> KeyProduct:
    """Say that a party produces a key product, or that it does not."""
    require(actor, "products.edit", product)
    product = KeyProduct.objects.select_for_update().get(pk=product.pk)
    if product.producers.filter(pk=party.pk).exists() != produces:
        (product.producers.add if produces else product.producers.remove)(party)
        verb = "producer_added" if produces else "producer_removed"
        record(f"products.key_product.{verb}", actor=actor, subject=product, data={"party": party.name})
    return product


@transaction.atomic
def enter_output(
    *, actor: User, on: date, product: KeyProduct, year: int, quantity: Decimal, unit: str, source: str
) -> KeyProductOutput:
    """Enter the output of a year, or correct it; a figure has a source."""
    require(actor, "products.edit", product)
    product = KeyProduct.objects.select_for_update().get(pk=product.pk)
    unit, source = tidy(unit), tidy(source)
    if not _EARLIEST <= year <= on.year or not 0 <= quantity < Decimal(10**12) or not unit or not source:
        raise OutputWrong
    before = product.outputs.filter(year=year, unit=unit).first()
    was = f"{before.quantity:f}" if before else ""
    output, _made = KeyProductOutput.objects.update_or_create(
        product=product, year=year, unit=unit, defaults={"quantity": quantity, "source": source}
    )
    record("products.key_product.output_entered", actor=actor, subject=product, data={
        "year": year, "quantity": f"{quantity:f}", "was": was, "unit": unit, "source": source,
    })
    return output


def _checked(given: Particulars, *, other_than: KeyProduct | None = None) -> dict[str, Any]:
    name = tidy(given.name)
    if not key(name):
        raise NumberMissing
    in_order((_("Listed on"), given.listed_on), (_("Off the list on"), given.ended_on))
    others = KeyProduct.objects.filter(name_key=key(name))
    if (others.exclude(pk=other_than.pk) if other_than else others).exists():
        raise KeyProductTaken(name=name)
    return {
        "name": name, "name_key": key(name), "area": tidy(given.area), "standard": given.standard,
        "marks": tidy(given.marks), "indication": tidy(given.indication), "traceability": tidy(given.traceability),
        "listed_by": tidy(given.listed_by), "listed_on": given.listed_on, "ended_on": given.ended_on,
    }
