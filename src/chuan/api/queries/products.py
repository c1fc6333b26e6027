# SPDX-License-Identifier: Apache-2.0
"""Goods, declarations and normative documents for programs."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from chuan.accounts.models import User
from chuan.api.queries.registry import narrowed
from chuan.lib.text import key
from chuan.products.models import Declaration, Goods, NormativeDocument

_PARTY = ("party__search",)


def goods(user: User, asked: dict[str, Any]) -> QuerySet[Goods]:
    """Goods the caller may see, with party and standard."""
    found: QuerySet[Goods] = Goods.objects.visible_to(user).select_related("party", "standard").defer(
        "search", "standard__search", *_PARTY
    )
    for name, column in (("owner_id", "party_id"), ("owner_tax_code", "party__tax_code"), ("gtin", "gtin"), ("role", "role"),
                         ("hs", "hs__startswith")):
        if name in asked:
            found = found.filter(**{column: asked[name]})
    return narrowed(found, asked, entered="registered_at")


def declarations(user: User, asked: dict[str, Any]) -> QuerySet[Declaration]:
    """Declarations the caller may see, with party, document and goods."""
    found = Declaration.objects.visible_to(user)
    if "standing" in asked:
        found = found.standing(asked["standing"], date.fromisoformat(asked["on"]))
    for name, column in (("owner_id", "party_id"), ("owner_tax_code", "party__tax_code"), ("notice_number", "notice_number")):
        if name in asked:
            found = found.filter(**{column: asked[name]})
    whole = found.select_related("party", "document").prefetch_related("goods")
    return narrowed(whole.defer("search", "document__search", *_PARTY), asked, entered="registered_at")


def documents(user: User, asked: dict[str, Any]) -> QuerySet[NormativeDocument]:
    """Normative documents the caller may see, with what they replace and are replaced by."""
    found = NormativeDocument.objects.visible_to(user)
    if "standing" in asked:
        found = found.standing(asked["standing"], date.fromisoformat(asked["on"]))
    if "number" in asked:
        found = found.filter(number_key=key(asked["number"]))
    return narrowed(found.prefetch_related("replaces", "replaced_by").defer("search"), asked)


def goods_out(one: Goods) -> dict[str, Any]:
    """Goods."""
    plain = ("role", "name", "brand", "model", "gtin", "hs", "premises_id", "regulated_codes", "quantity_kind", "nominal_value",
             "nominal_unit", "status", "status_since", "registered_at")
    return {name: getattr(one, name) for name in plain} | {
        "id": one.pk, "owner_id": one.party_id, "owner_name": one.party.name, "owner_tax_code": one.party.shown_tax_code,
        "standard": one.standard.number if one.standard else "",
    }


def declaration_out(one: Declaration, *, on: date) -> dict[str, Any]:
    """A declaration as it stands on a day."""
    plain = ("kind", "number", "declared_on", "dossier", "received_on", "assessment", "assessor", "certificate",
             "certificate_until", "state", "notice_number", "noticed_on", "valid_until", "closed_on", "registered_at")
    return {name: getattr(one, name) for name in plain} | {
        "id": one.pk, "owner_id": one.party_id, "owner_name": one.party.name, "owner_tax_code": one.party.shown_tax_code,
        "document": one.document.number, "goods_ids": sorted(goods.pk for goods in one.goods.all()),
        "standing": one.standing_on(on).value,
    }


def document_out(one: NormativeDocument, *, on: date) -> dict[str, Any]:
    """A normative document as it stands on a day."""
    plain = ("kind", "number", "title", "managing_body", "owner_id", "issued_on", "in_force_from", "ended_on")
    return {name: getattr(one, name) for name in plain} | {
        "id": one.pk, "standing": one.standing_on(on).value,
        "replaces": sorted(other.number for other in one.replaces.all()),
        "replaced_by": sorted(other.number for other in one.replaced_by.all()),
    }
