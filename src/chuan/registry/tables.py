# SPDX-License-Identifier: Apache-2.0
"""The two lists of the room: their columns, orders, and how their rows are found from an address."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chuan import law
from chuan.accounts.models import User
from chuan.lists.kinds import Column, ListKind
from chuan.parties.rules import masked_number
from chuan.registry import queries
from chuan.registry.asof import shown_standing
from chuan.registry.by_place import PLACE_BY_PLACE
from chuan.registry.choices import InstrumentStatus, Within
from chuan.registry.models import InstrumentQuerySet
from chuan.ui.addresses import of_row

_LONGEST = 200
#: years in which anything measured by us may stand
_EARLIEST, _LATEST = 1950, 2150


def wanted_of(query: QueryDict) -> queries.Wanted:
    """What an address narrows a list to; whatever cannot be understood narrows nothing."""
    def value(name: str) -> str:
        return query.get(name, "").replace("\0", "").strip()[:_LONGEST]

    return queries.Wanted(
        text=value("q"), kind=value("kind"), commune=value("commune"), owner=value("owner"), standing=value("standing")
    )


def day_of(query: QueryDict, today: date) -> date:
    """The day a list is as of: `?on=`, today unless it names one."""
    text = query.get("on", "").strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 — a day has no zone
        except ValueError:
            continue
        return day if _EARLIEST <= day.year <= _LATEST else today
    return today


def span_of(query: QueryDict) -> str:
    """How far the due list looks; 30 days unless something else was asked."""
    asked = query.get("within", "")
    return asked if asked in Within.values else Within.DAYS_30.value


#: what a row of a list holds; rows of four models would take longer to make than the database takes to find them
_FIELDS = (
    "id", "kind", "maker", "maker_key", "model", "serial", "serial_key", "type_approval_mark", "characteristics", "status", "last_verified_on",
    "valid_until", "registered_at", "owner_id", "owner__name", "owner__tax_code", "premises_id", "premises__name",
    "premises__address", "premises__current_unit__name", "premises__current_unit__full_name",
)


def as_tuples(found: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    """Rows as plain tuples of what the columns show, named by their paths."""
    rows: QuerySet[Any, Any] = found.values_list(*_FIELDS, *found.query.annotations, named=True)
    return rows


def _instruments(user: User, query: QueryDict, today: date) -> InstrumentQuerySet:
    return queries.instruments_matching(user, wanted_of(query), on=day_of(query, today), today=today)


def _due(user: User, query: QueryDict, today: date) -> InstrumentQuerySet:
    return queries.instruments_due(user, wanted_of(query), on=today, within=span_of(query))


def _then(one: Any, then: str, now: str) -> date | None:
    value: date | None = getattr(one, then if hasattr(one, then) else now)
    return value


COLUMNS = (
    Column(code="serial", heading=_("Serial number"), value=lambda one, _day: one.serial, note=lambda one: f"{one.maker} {one.model}",
           link=lambda one: of_row("registry:instrument", one.id)),
    Column(code="maker", heading=_("Maker"), value=lambda one, _day: one.maker, usual=False),
    Column(code="model", heading=_("Model"), value=lambda one, _day: one.model, usual=False),
    Column(code="kind", heading=_("Kind"), value=lambda one, _day: law.kind_name(one.kind)),
    Column(code="mark", heading=_("Type-approval mark"), value=lambda one, _day: one.type_approval_mark, usual=False),
    Column(code="plate", heading=_("Number plate"), value=lambda one, _day: one.characteristics.get("plate", ""), usual=False),
    Column(code="owner", heading=_("Owner"), value=lambda one, _day: one.owner__name, usual=False,
           link=lambda one: of_row("parties:party", one.owner_id)),
    Column(code="tax_code", heading=_("Tax code"), value=lambda one, _day: masked_number(one.owner__tax_code), usual=False),
    Column(code="place", heading=_("Place of use"), value=lambda one, _day: one.premises__name, note=lambda one: one.owner__name,
           link=lambda one: of_row("parties:premises", one.premises_id)),
    Column(code="address", heading=_("Address"), value=lambda one, _day: one.premises__address, usual=False),
    Column(code="commune", heading=_("Commune"), value=lambda one, _day: one.premises__current_unit__full_name or ""),
    Column(code="verified", heading=_("Last verified on"), value=lambda one, _day: _then(one, "verified_then", "last_verified_on")),
    Column(code="valid_until", heading=_("Valid until"), value=lambda one, _day: _then(one, "valid_then", "valid_until")),
    Column(code="standing", heading=_("Standing"), value=shown_standing),
    Column(code="status", heading=_("Status"), value=lambda one, _day: InstrumentStatus(one.status).label, usual=False),
    Column(code="registered", heading=_("Registered at"), value=lambda one, _day: one.registered_at, usual=False),
)
_LAST_DAY = (_("Valid until, the earliest first"), queries.ORDERS["last_day"])

INSTRUMENTS = ListKind(
    code="registry.instruments", title=_("Instruments"), act="registry.read", url_name="registry:instruments",
    file_name="phuong-tien-do", columns=COLUMNS, find=_instruments, read=as_tuples, day=day_of,
    orders={
        "identity": (_("Kind, maker, serial number"), queries.ORDERS["identity"]),
        "last_day": _LAST_DAY,
        "newest": (_("Entered, the latest first"), queries.ORDERS["newest"]),
    },
)
DUE = ListKind(
    code="registry.due", title=_("Due list"), act="registry.due", url_name="registry:due", file_name="den-han-kiem-dinh",
    columns=COLUMNS, find=_due, read=as_tuples,
    orders={"place": (_("Place by place"), PLACE_BY_PLACE), "last_day": _LAST_DAY},
)
