# SPDX-License-Identifier: Apache-2.0
"""The lists of parties and premises: their columns, orders, and how their rows are found from an address.

A person's number is shown with its middle hidden, in files too.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.lists.kinds import Column, ListKind
from chuan.parties import queries
from chuan.parties.choices import (
    ActivityRole,
    Openness,
    PartyKind,
    PartyStatus,
    PremisesKind,
    Sector,
)
from chuan.parties.models import Party, Premises, PremisesQuerySet
from chuan.ui.addresses import of_row
from chuan.ui.keysets import BY_NAME, NEWEST

_LONGEST = 200
_ORDERS = {"name": (_("By name"), BY_NAME), "newest": (_("Entered, the latest first"), NEWEST)}


def _value(query: QueryDict, name: str, choices: Any = None) -> str:
    """What an address asks for under a name; whatever cannot be understood narrows nothing."""
    value = query.get(name, "").replace("\0", "").strip()[:_LONGEST]
    return value if choices is None or value in choices.values else ""


def _parties(user: User, query: QueryDict, today: date) -> QuerySet[Party]:
    return queries.parties_matching(
        user, text=_value(query, "q"), kind=_value(query, "kind", PartyKind), commune=_value(query, "commune"),
        status=_value(query, "status", PartyStatus), role=_value(query, "role", ActivityRole),
        sector=_value(query, "sector", Sector), on=today,
    )


def _premises(user: User, query: QueryDict, today: date) -> PremisesQuerySet:
    return queries.premises_matching(
        user, text=_value(query, "q"), kind=_value(query, "kind", PremisesKind), commune=_value(query, "commune"),
        openness=_value(query, "openness", Openness), on=today,
    )


def _field(name: str) -> Any:
    return lambda one, _day: getattr(one, name)


def _kind(one: Any, _day: date) -> str:
    return str(one.get_kind_display())


def _openness(one: Premises, day: date) -> Openness:
    return Openness.CLOSED if one.closed_on is not None and one.closed_on < day else Openness.OPEN


def _commune(one: Premises, _day: date) -> str:
    return one.current_unit.full_name if one.current_unit else ""


PARTIES = ListKind(
    code="parties.parties", title=_("Parties"), act="parties.read", url_name="parties:parties", file_name="to-chuc-ca-nhan",
    find=_parties, orders=_ORDERS,
    columns=(
        Column(code="name", heading=_("Party"), value=_field("name"), link=lambda one: of_row("parties:party", one.pk)),
        Column(code="kind", heading=_("Kind"), value=_kind),
        Column(code="tax_code", heading=_("Tax code"), value=_field("shown_tax_code")),
        Column(code="address", heading=_("Address"), value=_field("address")),
        Column(code="phone", heading=_("Phone"), value=_field("shown_phone"), usual=False),
        Column(code="email", heading=_("E-mail"), value=_field("shown_email"), usual=False),
        Column(code="premises", heading=_("Open premises"), value=_field("premises_count")),
        Column(code="status", heading=_("Status"), value=lambda one, _day: PartyStatus(one.status)),
        Column(code="since", heading=_("Since"), value=_field("status_since"), usual=False),
    ),
)
PREMISES = ListKind(
    code="parties.premises", title=_("Premises"), act="parties.read", url_name="parties:all_premises", file_name="co-so",
    find=_premises, orders=_ORDERS,
    columns=(
        Column(code="name", heading=_("Premises"), value=_field("name"), link=lambda one: of_row("parties:premises", one.pk)),
        Column(code="kind", heading=_("Kind"), value=_kind),
        Column(code="owner", heading=_("Owner"), value=lambda one, _day: one.party.name,
               link=lambda one: of_row("parties:party", one.party_id)),
        Column(code="tax_code", heading=_("Tax code"), value=lambda one, _day: one.party.shown_tax_code, usual=False),
        Column(code="address", heading=_("Address"), value=_field("address")),
        Column(code="commune", heading=_("Commune"), value=_commune),
        Column(code="market", heading=_("Market"), value=lambda one, _day: one.market.name if one.market else "", usual=False),
        Column(code="latitude", heading=_("Latitude"), value=_field("latitude"), usual=False),
        Column(code="longitude", heading=_("Longitude"), value=_field("longitude"), usual=False),
        Column(code="opened", heading=_("Opened on"), value=_field("opened_on"), usual=False),
        Column(code="closed", heading=_("Closed on"), value=_field("closed_on"), usual=False),
        Column(code="status", heading=_("Status"), value=_openness),
    ),
)
