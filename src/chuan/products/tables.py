# SPDX-License-Identifier: Apache-2.0
"""The lists of the room: declarations, goods, key products, normative documents; columns, orders, how rows are found."""

from datetime import date
from typing import Any

from django.db.models import CharField, DateField, IntegerField
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.lists.kinds import Column, ListKind
from chuan.products import queries
from chuan.products.choices import (
    DeclarationKind,
    DeclarationStanding,
    DocumentKind,
    DocumentStanding,
    GoodsRole,
    GoodsStatus,
)
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
from chuan.ui.addresses import of_row
from chuan.ui.figures import number
from chuan.ui.keysets import BY_NAME, ID, NEWEST, Key, Order

_LONGEST = 200
_TEXT: "CharField[str, str]" = CharField()
_BY_NAME = (_("By name"), BY_NAME)
_NEWEST = (_("Entered, the latest first"), NEWEST)


def _asked(query: QueryDict, name: str, choices: Any = None) -> str:
    """What an address asks for under a name; whatever cannot be understood narrows nothing."""
    value = query.get(name, "").replace("\0", "").strip()[:_LONGEST]
    return value if choices is None or value in choices.values else ""


def wanted_of(query: QueryDict) -> queries.Wanted:
    """What an address narrows the register of declarations to."""
    return queries.Wanted(
        text=_asked(query, "q"), kind=_asked(query, "kind", DeclarationKind), standing=_asked(query, "standing", DeclarationStanding)
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
        Column(code="tax_code", heading=_("Tax code"), value=lambda one, _day: one.party.shown_tax_code, usual=False),
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
                     Order((Key("received_on", DateField()), ID), descending=True)),
        "oldest": (_("Received, the earliest first"), Order((Key("received_on", DateField()), ID))),
        "last_day": (_("Valid until, the earliest first"),
                     Order((Key("last_day", DateField(), queries.LAST_DAY), ID))),
    },
)


def _find_goods(user: User, query: QueryDict, today: date) -> GoodsQuerySet:
    wanted = queries.Wanted(
        text=_asked(query, "q"), role=_asked(query, "role", GoodsRole), standing=_asked(query, "status", GoodsStatus),
        regulated=_asked(query, "regulated"),
    )
    return queries.goods_matching(user, wanted, on=today)


def _find_documents(user: User, query: QueryDict, today: date) -> NormativeDocumentQuerySet:
    wanted = queries.Wanted(
        text=_asked(query, "q"), kind=_asked(query, "kind", DocumentKind), standing=_asked(query, "standing", DocumentStanding)
    )
    return queries.documents_matching(user, wanted, on=today)


def _find_key(user: User, query: QueryDict, _today: date) -> KeyProductQuerySet:
    return queries.key_products_matching(user, _asked(query, "q"))


_UNSETTLED = {"choose": _("To be chosen"), "unknown": _("List not known"), "not_listed": _("No longer listed")}


def _regulated(one: Goods, day: date) -> str:
    """The rows of the list of the day, or why there is none to name."""
    told = [
        str(_UNSETTLED[standing.state]) if standing.state in _UNSETTLED else ", ".join(row.name for row in standing.rows)
        for standing in one.regulated_on(day)
    ]
    return "; ".join(told)


def _quantity(one: Goods, _day: date) -> str:
    return f"{number(one.nominal_value)} {one.nominal_unit}" if one.nominal_value is not None else ""


def _body(one: NormativeDocument, _day: date) -> str:
    return one.owner.name if one.owner else one.managing_body


def _output(one: KeyProduct, _day: date) -> str:
    """The latest output on file."""
    latest = next(iter(one.outputs.all()), None)
    return f"{number(latest.quantity)} {latest.unit} ({latest.year})" if latest else gettext("not known")


GOODS = ListKind(
    code="products.goods", title=_("Goods"), act="products.read", url_name="products:goods_list", file_name="hang-hoa",
    find=_find_goods, orders={"name": _BY_NAME, "newest": _NEWEST},
    columns=(
        Column(code="name", heading=_("Goods"), value=lambda one, _day: str(one), note=lambda one: one.gtin,
               link=lambda one: of_row("products:goods", one.pk)),
        Column(code="brand", heading=_("Brand"), value=_value("brand"), usual=False),
        Column(code="quantity", heading=_("Nominal quantity"), value=_quantity, usual=False),
        Column(code="gtin", heading=_("Barcode number (GTIN)"), value=_value("gtin"), usual=False),
        Column(code="party", heading=_("Party"), value=lambda one, _day: one.party.name,
               link=lambda one: of_row("parties:party", one.party_id)),
        Column(code="tax_code", heading=_("Tax code"), value=lambda one, _day: one.party.shown_tax_code, usual=False),
        Column(code="role", heading=_("Role"), value=lambda one, _day: one.get_role_display()),
        Column(code="hs", heading=_("HS code"), value=_value("hs"), usual=False),
        Column(code="regulated", heading=_("Regulated as"), value=_regulated),
        Column(code="standard", heading=_("Declared standard"), value=lambda one, _day: one.standard.number if one.standard else ""),
        Column(code="status", heading=_("Status"), value=lambda one, _day: GoodsStatus(one.status)),
        Column(code="since", heading=_("Since"), value=_value("status_since"), usual=False),
    ),
)
DOCUMENTS = ListKind(
    code="products.documents", title=_("Normative documents"), act="products.read", url_name="products:documents",
    file_name="tieu-chuan-quy-chuan", find=_find_documents,
    orders={
        "number": (_("Kind and number"), Order((Key("kind", _TEXT), Key("number", _TEXT), ID))),
        "newest": _NEWEST,
    },
    columns=(
        Column(code="number", heading=_("Number"), value=_value("number"), link=lambda one: of_row("products:document", one.pk)),
        Column(code="title", heading=_("Title"), value=_value("title")),
        Column(code="kind", heading=_("Kind"), value=lambda one, _day: one.get_kind_display()),
        Column(code="body", heading=_("Managing body"), value=_body),
        Column(code="issued", heading=_("Issued on"), value=_value("issued_on"), usual=False),
        Column(code="from", heading=_("In force from"), value=_value("in_force_from")),
        Column(code="ended", heading=_("Ended on"), value=_value("ended_on"), usual=False),
        Column(code="replaced", heading=_("Replaced by"), usual=False,
               value=lambda one, _day: "; ".join(other.number for other in one.replaced_by.all())),
        Column(code="standing", heading=_("Today"), value=lambda one, day: one.standing_on(day)),
    ),
)
KEY_PRODUCTS = ListKind(
    code="products.key_products", title=_("Key products of the province"), act="products.read", url_name="products:key_products",
    file_name="san-pham-chu-luc", find=_find_key,
    orders={
        "name": _BY_NAME,
        "producers": (_("Most producers first"), Order((Key("makers", IntegerField()), ID), descending=True)),
    },
    columns=(
        Column(code="name", heading=_("Product"), value=_value("name"), link=lambda one: of_row("products:key_product", one.pk)),
        Column(code="area", heading=_("Area of origin"), value=_value("area")),
        Column(code="indication", heading=_("Geographical indication"), value=_value("indication")),
        Column(code="marks", heading=_("Trade marks"), value=_value("marks")),
        Column(code="traceability", heading=_("Traceability code"), value=_value("traceability"), usual=False),
        Column(code="standard", heading=_("Standard applied"), usual=False,
               value=lambda one, _day: one.standard.number if one.standard else ""),
        Column(code="listed_by", heading=_("Listed by"), value=_value("listed_by"), usual=False),
        Column(code="listed_on", heading=_("Listed on"), value=_value("listed_on"), usual=False),
        Column(code="ended", heading=_("Off the list on"), value=_value("ended_on"), usual=False),
        Column(code="producers", heading=_("Producers"), value=_value("makers")),
        Column(code="output", heading=_("Latest output"), value=_output),
    ),
)
