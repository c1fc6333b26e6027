# SPDX-License-Identifier: Apache-2.0
"""The register of declarations as a list with columns to choose, saved views and files."""

from datetime import date
from typing import Any

from django.db.models import DateField, UUIDField
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.lists.kinds import Column, ListKind
from chuan.products import queries
from chuan.products.choices import DeclarationKind, DeclarationStanding
from chuan.products.models import Declaration, DeclarationQuerySet
from chuan.ui.keysets import Key, Order

_LONGEST = 200


def wanted_of(query: QueryDict) -> queries.Wanted:
    """What an address narrows the register to; whatever cannot be understood narrows nothing."""
    kind, standing = query.get("kind", ""), query.get("standing", "")
    return queries.Wanted(
        text=query.get("q", "").replace("\0", "").strip()[:_LONGEST], kind=kind if kind in DeclarationKind.values else "",
        standing=standing if standing in DeclarationStanding.values else "",
    )


def _find(user: User, query: QueryDict, today: date) -> DeclarationQuerySet:
    return queries.declarations_matching(user, wanted_of(query), on=today).prefetch_related("goods")


def _goods(one: Declaration, _day: date) -> str:
    return "; ".join(str(goods) for goods in one.goods.all())


def _value(name: str) -> Any:
    return lambda one, _day: getattr(one, name)


DECLARATIONS = ListKind(
    code="products.declarations", title=_("Declarations of conformity"), act="products.read",
    url_name="products:declarations", file_name="cong-bo-hop-chuan-hop-quy", find=_find,
    columns=(
        Column(code="number", heading=_("Number of the declaration"), value=_value("number"),
               link=lambda one: reverse("products:declaration", args=[one.pk])),
        Column(code="party", heading=_("Party"), value=lambda one, _day: one.party.name,
               link=lambda one: reverse("parties:party", args=[one.party_id])),
        Column(code="tax_code", heading=_("Tax code"), value=lambda one, _day: one.party.tax_code, usual=False),
        Column(code="kind", heading=_("Kind"), value=lambda one, _day: one.get_kind_display(), usual=False),
        Column(code="document", heading=_("Declared by"), value=lambda one, _day: one.document.number,
               link=lambda one: reverse("products:document", args=[one.document_id])),
        Column(code="goods", heading=_("Goods"), value=_goods, usual=False),
        Column(code="assessment", heading=_("Assessment"), value=lambda one, _day: one.get_assessment_display(),
               note=lambda one: one.assessor),
        Column(code="assessor", heading=_("Assessed by"), value=_value("assessor"), usual=False),
        Column(code="received", heading=_("Received on"), value=_value("received_on")),
        Column(code="notice", heading=_("Number of the notice of receipt"), value=_value("notice_number")),
        Column(code="noticed", heading=_("Notice of receipt on"), value=_value("noticed_on"), usual=False),
        Column(code="valid_until", heading=_("Valid until"), value=_value("valid_until")),
        Column(code="standing", heading=_("Standing"), value=lambda one, day: one.standing_on(day)),
    ),
    orders={
        "received": (_("Received, the latest first"),
                     Order((Key("received_on", DateField()), Key("id", UUIDField())), descending=True)),
        "oldest": (_("Received, the earliest first"), Order((Key("received_on", DateField()), Key("id", UUIDField())))),
        "last_day": (_("Valid until, the earliest first"),
                     Order((Key("last_day", DateField(), queries.LAST_DAY), Key("id", UUIDField())))),
    },
)
