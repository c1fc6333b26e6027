# SPDX-License-Identifier: Apache-2.0
"""Reads of the room."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    DateField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from chuan import law
from chuan.accounts.models import User
from chuan.judge import rule_sets
from chuan.judge.errors import RuleSetEnded
from chuan.lib.text import key
from chuan.parties.models import Party, PartyQuerySet
from chuan.products import regulated
from chuan.products.choices import QuantityKind
from chuan.products.models import (
    Declaration,
    DeclarationQuerySet,
    Goods,
    GoodsQuerySet,
    KeyProduct,
    KeyProductQuerySet,
    NormativeDocument,
    NormativeDocumentQuerySet,
)
from chuan.ui.searches import prefix_query

#: last valid days, those nobody knows at the end
LAST_DAY = Coalesce(F("valid_until"), Value(date(9999, 12, 31)), output_field=DateField())


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list is narrowed to; empty texts narrow nothing."""

    text: str = ""
    kind: str = ""
    standing: str = ""
    regulated: str = ""
    role: str = ""


def documents_shown(user: User) -> NormativeDocumentQuerySet:
    """Documents the user may see, with owner and successors: a constant number of queries."""
    shown = NormativeDocument.objects.visible_to(user).select_related("owner").prefetch_related("replaced_by")
    return shown.defer("search", "owner__search")


def documents_matching(user: User, wanted: Wanted, *, on: date) -> NormativeDocumentQuerySet:
    """Documents, narrowed."""
    found = documents_shown(user)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.standing:
        found = found.filter(pk__in=NormativeDocument.objects.all().standing(wanted.standing, on).values("pk"))
    query = prefix_query(wanted.text)
    if query:
        found = found.filter(Q(search=query) | Q(number_key__startswith=key(wanted.text)))
    return found.order_by("kind", "number", "id")


def document_numbered(user: User, number: str, *, party: Party | None = None) -> NormativeDocument | None:
    """The document of a number as somebody types it: public, or the party's own."""
    found = NormativeDocument.objects.visible_to(user).filter(number_key=key(number))
    return found.filter(Q(owner=None) | Q(owner=party)).order_by("owner__pk").first() if key(number) else None


def numbers_offered(user: User, party: Party | None = None) -> list[str]:
    """Numbers to choose from while typing: the public documents still running, and the party's own."""
    found = NormativeDocument.objects.visible_to(user).filter(Q(owner=None) | Q(owner=party), ended_on=None)
    return list(found.order_by("kind", "number").values_list("number", flat=True)[:300])


def goods_shown(user: User) -> GoodsQuerySet:
    """Goods the user may see, with party, premises and standard."""
    return Goods.objects.visible_to(user).select_related("party", "premises", "standard").defer(
        "search", "party__search", "premises__search", "standard__search"
    )


def goods_matching(user: User, wanted: Wanted, *, on: date) -> GoodsQuerySet:
    """Goods, narrowed; `regulated` is a row of the list of the day, found also under its codes of former lists."""
    found = goods_shown(user)
    if wanted.role:
        found = found.filter(role=wanted.role)
    if wanted.standing:
        found = found.filter(status=wanted.standing)
    if wanted.regulated:
        found = _under(found, wanted.regulated, on)
    query = prefix_query(wanted.text)
    if query:
        found = found.filter(Q(search=query) | Q(party__in=Party.objects.filter(search=query).values("pk")))
    return found.order_by("name", "id")


def _under(found: GoodsQuerySet, code: str, on: date) -> GoodsQuerySet:
    """Goods that fall, or may fall, under a row on a day; where a HS code settles it elsewhere, they do not."""
    combinations = Goods.objects.filter(pk__in=found.values("pk")).order_by().values_list("regulated_codes", "hs").distinct()
    fitting = Q(pk__in=[])
    for codes, hs in combinations:
        rows = [row.code for one in codes for row in regulated.standing(one, on, hs=hs).rows]
        if code in rows:
            fitting |= Q(regulated_codes=codes, hs=hs)
    return found.filter(fitting)


def declarations_shown(user: User) -> DeclarationQuerySet:
    """Declarations the user may see, with party and document."""
    return Declaration.objects.visible_to(user).select_related("party", "document").defer(
        "search", "party__search", "document__search"
    )


def declarations_matching(user: User, wanted: Wanted, *, on: date) -> DeclarationQuerySet:
    """Declarations, narrowed."""
    found = declarations_shown(user)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.standing:
        found = found.standing(wanted.standing, on)
    query = prefix_query(wanted.text)
    if query:
        goods = Declaration.goods.through.objects.filter(goods__search=query).values("declaration")
        found = found.filter(
            Q(search=query) | Q(party__in=Party.objects.filter(search=query).values("pk")) | Q(document__search=query)
            | Q(pk__in=goods)
        )
    return found


def key_products_shown(user: User) -> KeyProductQuerySet:
    """Key products the user may see, with their standard."""
    return KeyProduct.objects.visible_to(user).select_related("standard").defer("search", "standard__search")


def key_products_matching(user: User, text: str) -> KeyProductQuerySet:
    """Key products by name, area, mark or geographical indication, with their outputs."""
    found, query = key_products_shown(user), prefix_query(text)
    if query:
        found = found.filter(search=query)
    producers = KeyProduct.producers.through.objects.filter(keyproduct=OuterRef("pk")).order_by()
    counted: QuerySet[Any, Any] = producers.annotate(how_many=Func(F("pk"), function="count", output_field=IntegerField()))
    shown = found.annotate(makers=Subquery(counted.values("how_many"), output_field=IntegerField()))
    return shown.prefetch_related("outputs").order_by("name", "id")


def parties_to_choose(user: User, text: str) -> PartyQuerySet:
    """Parties goods or a declaration may belong to, by name or tax code."""
    found = Party.objects.visible_to(user).defer("search")
    query = prefix_query(text)
    return (found.filter(search=query) if query else found).order_by("name", "id")


def lot_rules(goods: Goods, on: date) -> str:
    """The rule set of this country by which a lot of these prepackages is judged on a day; empty if there is none."""
    if goods.quantity_kind not in {QuantityKind.MASS, QuantityKind.VOLUME, QuantityKind.LENGTH, QuantityKind.AREA,
                                   QuantityKind.COUNT}:
        return ""
    for name in rule_sets.rule_set_ids():
        if name.startswith("vn-"):
            try:
                rule_sets.rule_set(name, on)
            except (RuleSetEnded, law.LawUnknown, law.NoLawInForce, law.NoSuchParameter):
                continue
            return name
    return ""
