# SPDX-License-Identifier: Apache-2.0
"""The lists of markets and of reference-scale points: their columns, orders, and how their rows are found from an address."""

from datetime import date
from typing import Any

from django.db.models import CharField, IntegerField
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.lists.kinds import Column, ListKind
from chuan.parties.models import Premises, PremisesQuerySet
from chuan.registry import points
from chuan.registry.choices import MarketGap
from chuan.registry.models import ReferencePoint, ReferencePointQuerySet
from chuan.registry.tables import day_of
from chuan.ui.keysets import BY_NAME, ID, Key, Order

_LONGEST = 200
_TEXT: "CharField[str, str]" = CharField()


def wanted_of(query: QueryDict) -> points.Wanted:
    """What an address narrows a list to; whatever cannot be understood narrows nothing."""
    def value(name: str) -> str:
        return query.get(name, "").replace("\0", "").strip()[:_LONGEST]

    return points.Wanted(text=value("q"), commune=value("commune"), gap=value("gap"), standing=value("standing"))


def _markets(user: User, query: QueryDict, today: date) -> PremisesQuerySet:
    return points.markets_matching(user, wanted_of(query), on=day_of(query, today), today=today)


def _points(user: User, query: QueryDict, today: date) -> ReferencePointQuerySet:
    return points.points_matching(user, wanted_of(query), on=day_of(query, today), today=today)


def _commune(premises: Premises) -> str:
    return premises.current_unit.full_name if premises.current_unit else ""


def _gaps(market: Any, _day: date) -> str:
    """What a market lacks, in words."""
    found = []
    if not market.point_count:
        found.append(MarketGap.NO_POINT)
    elif not market.ready_count:
        found.append(MarketGap.NOT_READY)
    if market.overdue_count:
        found.append(MarketGap.OVERDUE)
    return "; ".join(str(gap.label) for gap in found)


def _number(name: str) -> Any:
    return lambda one, _day: getattr(one, name)


MARKETS = ListKind(
    code="registry.markets", title=_("Markets"), act="registry.read", url_name="registry:markets", file_name="cho",
    find=_markets, day=day_of,
    columns=(
        Column(code="name", heading=_("Market"), value=lambda one, _day: one.name, link=lambda one: reverse("parties:premises", args=[one.pk])),
        Column(code="commune", heading=_("Commune"), value=lambda one, _day: _commune(one)),
        Column(code="management", heading=_("Management"), value=lambda one, _day: one.party.name, usual=False,
               link=lambda one: reverse("parties:party", args=[one.party_id])),
        Column(code="address", heading=_("Address"), value=lambda one, _day: one.address, usual=False),
        Column(code="stalls", heading=_("Market stalls"), value=_number("stall_count")),
        Column(code="scales", heading=_("Scales in use"), value=_number("scale_count")),
        Column(code="overdue", heading=_("Overdue scales"), value=_number("overdue_count")),
        Column(code="points", heading=_("Reference-scale points"), value=_number("point_count")),
        Column(code="ready", heading=_("Points with a scale in force"), value=_number("ready_count"), usual=False),
        Column(code="gaps", heading=_("What is missing"), value=_gaps),
    ),
    orders={
        "name": (_("By name"), BY_NAME),
        "overdue": (_("Most overdue scales first"), Order((Key("overdue_count", IntegerField()), ID), descending=True)),
        "stalls": (_("Most stalls first"), Order((Key("stall_count", IntegerField()), ID), descending=True)),
    },
)


def _standing(point: ReferencePoint, day: date) -> Any:
    return points.standing_of(point, day)


REFERENCE_POINTS = ListKind(
    code="registry.reference_points", title=_("Reference-scale points"), act="registry.read", url_name="registry:reference_points",
    file_name="diem-can-doi-chung", find=_points, day=day_of,
    columns=(
        Column(code="place", heading=_("Where in it"), value=lambda one, _day: one.place,
               link=lambda one: reverse("registry:reference_point", args=[one.pk])),
        Column(code="market", heading=_("Market or trading place"), value=lambda one, _day: one.premises.name,
               link=lambda one: reverse("parties:premises", args=[one.premises_id])),
        Column(code="commune", heading=_("Commune"), value=lambda one, _day: _commune(one.premises)),
        Column(code="management", heading=_("Management"), value=lambda one, _day: one.premises.party.name, usual=False),
        Column(code="keeper", heading=_("Looked after by"), value=lambda one, _day: one.keeper),
        Column(code="hours", heading=_("Opening hours"), value=lambda one, _day: one.hours, usual=False),
        Column(code="scales", heading=_("Scales there"), value=_number("scale_count")),
        Column(code="in_force", heading=_("Of them in force"), value=_number("force_count")),
        Column(code="since", heading=_("Since"), value=lambda one, _day: one.since, usual=False),
        Column(code="until", heading=_("Until"), value=lambda one, _day: one.until, usual=False),
        Column(code="standing", heading=_("Standing"), value=_standing),
    ),
    orders={
        "market": (_("By market"), Order((Key("premises__name", _TEXT), Key("place", _TEXT), ID))),
        "place": (_("By place"), Order((Key("place", _TEXT), ID))),
    },
)
