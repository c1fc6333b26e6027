# SPDX-License-Identifier: Apache-2.0
"""Reads of the registry."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import CharField, DateField, DateTimeField, Q, QuerySet, UUIDField
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThan, LessThanOrEqual

from chuan import law
from chuan.accounts.models import User
from chuan.accounts.scope import Scope
from chuan.lib.text import fold
from chuan.parties.models import Party, Premises, PremisesQuerySet
from chuan.parties.queries import premises_shown
from chuan.registry.asof import as_of, standing_then
from chuan.registry.choices import Standing, Within
from chuan.registry.models import LAST_DAY, Instrument, InstrumentQuerySet
from chuan.ui.keysets import Key, Order
from chuan.ui.searches import by_index, prefix_query
from chuan.ui.tallies import BOUND, Share, Tally, tallies, tallies_of_beginnings, tallies_of_shares

_TEXT: "CharField[str, str]" = CharField()
_ID = Key("id", UUIDField())
#: so many rows are named one by one
_FEW = 3000
#: the ways a list of instruments may be ordered
ORDERS = {
    "identity": Order((Key("kind", _TEXT), Key("maker_key", _TEXT), Key("serial_key", _TEXT))),
    "last_day": Order((Key("last_day", DateField(), LAST_DAY), _ID)),
    "newest": Order((Key("registered_at", DateTimeField()), _ID), descending=True),
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list is narrowed to; empty texts narrow nothing."""

    text: str = ""
    kind: str = ""
    commune: str = ""
    owner: str = ""
    standing: str = ""
    #: set by `looked_up`: the instruments that hold the text, the owners so named; None: ask row by row
    ids: tuple[UUID, ...] | None = None
    owner_ids: tuple[UUID, ...] | None = None
    is_looked_up: bool = False


def looked_up(wanted: Wanted) -> Wanted:
    """The same with its words looked up, unless very many rows hold them.

    A list in order would otherwise read on and on for rows that hold rare words; of words that many hold it finds a
    page full soon.
    """
    if wanted.is_looked_up:
        return wanted
    text, owner = prefix_query(wanted.text), prefix_query(wanted.owner)
    if text is None and owner is None:
        return replace(wanted, is_looked_up=True)
    with by_index():
        ids, owners = _holding(text) if text else [], _pks(Party.objects.filter(search=owner)) if owner else []
    return replace(
        wanted, is_looked_up=True, ids=tuple(ids) if text and len(ids) <= _FEW else None,
        owner_ids=tuple(owners) if owner and len(owners) <= _FEW else None,
    )


def _holding(text: SearchQuery) -> "list[UUID]":
    there = _pks(Premises.objects.filter(search=text))
    if len(there) > _FEW:
        return there
    itself = _pks(Instrument.objects.filter(search=text))
    at_place = _pks(Instrument.objects.filter(premises_id__in=there)) if there else []
    return list({*itself, *at_place})


def _pks(found: "QuerySet[Any, Any]") -> "list[UUID]":
    return list(found.order_by().values_list("pk", flat=True)[: _FEW + 1])


def instruments_shown(user: User) -> InstrumentQuerySet:
    """Instruments the user may see, with owner, place and commune: one query for any number of rows."""
    return Instrument.objects.visible_to(user).select_related("owner", "premises__current_unit").defer(
        "search", "owner__search", "premises__search", "premises__current_unit__search"
    )


def instruments_matching(user: User, wanted: Wanted, *, on: date, today: date) -> InstrumentQuerySet:
    """Instruments of the registry as they stand on a day, narrowed; in no order yet.

    A day to come is told from the rows as they are, a past one from what was on file for it.
    """
    found = _narrowed(instruments_shown(user), looked_up(wanted))
    if on < today:
        found = as_of(found, on)
        return standing_then(found, wanted.standing, on) if wanted.standing in Standing.values else found
    return found.standing(wanted.standing, on) if wanted.standing in Standing.values else found


def instrument_on(user: User, *, on: date, today: date) -> InstrumentQuerySet:
    """Instruments for their page, as they stand on a day."""
    found = instruments_shown(user).select_related("source_import__file").defer(
        "search", "owner__search", "premises__search", "premises__current_unit__search", "source_import__file__content"
    )
    return as_of(found, on) if on < today else found


def instruments_due(user: User, wanted: Wanted, *, on: date, within: str) -> InstrumentQuerySet:
    """Instruments in use to be verified: due within some days, overdue, or never verified; in no order yet."""
    found = _narrowed(instruments_shown(user), looked_up(wanted))
    return _due_within(found, on, within)


def _due_within(found: InstrumentQuerySet, on: date, within: str) -> InstrumentQuerySet:
    if within == Within.OVERDUE:
        return found.overdue_on(on)
    if within == Within.NEVER:
        return _never(found, on)
    return found.due_between(on, on + timedelta(days=int(within)))


def _never(found: InstrumentQuerySet, on: date) -> InstrumentQuerySet:
    """What was never verified has no last day: said, so that the index of last days finds it."""
    return found.standing(Standing.NEVER, on).filter(Exact(LAST_DAY, date.max))


def due_counts(user: User, wanted: Wanted, *, on: date, bound: int = BOUND) -> dict[str, Tally]:
    """How many are due within each span, in one query; none is counted further than anybody reads."""
    wanted = looked_up(wanted)
    found = _narrowed(instruments_shown(user), wanted)
    spans = {within.value: _due_within(found, on, within) for within in Within}
    spans[Within.NEVER.value] = found.standing(Standing.NEVER, on)  # their own index holds all there is to count
    if wanted.commune or wanted.ids is not None or not Scope.of(user).everything:
        counts = _counted_once(found, spans, on, bound)
    elif wanted.text or wanted.owner:
        counts = tallies(spans, bound=bound)
    else:
        counts = _counted_in_order(found, spans, on, bound)
    return {f"within_{name}": counts[name] for name in spans}


def _ahead(on: date) -> dict[str, date]:
    """The spans that begin on a day, and their last days."""
    return {within.value: on + timedelta(days=int(within)) for within in Within if within.value.isdecimal()}


def _counted_once(found: InstrumentQuerySet, spans: "dict[str, InstrumentQuerySet]", on: date, bound: int) -> dict[str, Tally]:
    """The spans of few rows: each lies in the longest or before it, so these rows are read once for all."""
    days = _ahead(on)
    shares = {name: Share(Q(GreaterThanOrEqual(LAST_DAY, on), LessThanOrEqual(LAST_DAY, last)), spans[name])
              for name, last in days.items()}
    shares[Within.OVERDUE.value] = Share(Q(LessThan(LAST_DAY, on)), spans[Within.OVERDUE.value])
    whole = found.in_use().filter(LessThanOrEqual(LAST_DAY, max(days.values())))
    return tallies_of_shares(whole, shares, {Within.NEVER.value: _never(found, on)}, bound=bound)


def _counted_in_order(found: InstrumentQuerySet, spans: "dict[str, InstrumentQuerySet]", on: date, bound: int) -> dict[str, Tally]:
    """The spans of very many rows: along the last days a shorter span is the beginning of a longer."""
    days = _ahead(on)
    longest = found.due_between(on, max(days.values())).order_by(LAST_DAY)
    others = {name: span for name, span in spans.items() if name not in days}
    return tallies_of_beginnings(longest, {name: Q(LessThanOrEqual(LAST_DAY, last)) for name, last in days.items()}, others, bound=bound)


def _narrowed(found: InstrumentQuerySet, wanted: Wanted) -> InstrumentQuerySet:
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.commune:
        found = found.filter(premises__current_unit__code=wanted.commune)
    text, owner = prefix_query(wanted.text), prefix_query(wanted.owner)
    if wanted.owner_ids is not None:
        found = found.filter(owner_id__in=wanted.owner_ids)
    elif owner:
        found = found.filter(owner_id__in=Party.objects.filter(search=owner).values("pk"))
    if wanted.ids is not None:
        found = found.filter(pk__in=wanted.ids)
    elif text:
        found = found.filter(Q(search=text) | Q(premises__search=text))
    return found


def places_matching(user: User, text: str) -> PremisesQuerySet:
    """Open premises an instrument may stand at, by their name or address or their owner's name or tax code."""
    places = premises_shown(user).filter(closed_on=None).defer("search", "party__search", "stated_unit__search", "current_unit__search")
    query = prefix_query(text)
    if query:
        places = places.filter(Q(search=query) | Q(party_id__in=Party.objects.filter(search=query).values("pk")))
    return places.order_by("name", "party__name", "id")


def kinds_by_name() -> list[tuple[str, str]]:
    """Codes and names of all kinds of the law, by name in the reader's language."""
    return sorted(((code, law.kind_name(code)) for code in law.kinds()), key=lambda pair: fold(pair[1]))


def kinds_on_file(user: User) -> list[tuple[str, str]]:
    """Codes and names of the kinds of which the user may see an instrument."""
    if Scope.of(user).everything:
        codes = _kinds_of_all()
    else:
        codes = list(Instrument.objects.visible_to(user).order_by("kind").values_list("kind", flat=True).distinct())
    return sorted(((code, law.kind_name(code)) for code in codes), key=lambda pair: pair[1])


def _kinds_of_all() -> list[str]:
    """From kind to kind along the index: a DISTINCT would read a million rows for a dozen answers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE found AS (SELECT min(kind) AS kind FROM registry_instrument UNION ALL"
            " SELECT (SELECT min(i.kind) FROM registry_instrument i WHERE i.kind > found.kind) FROM found"
            " WHERE found.kind IS NOT NULL) SELECT kind FROM found WHERE kind IS NOT NULL"
        )
        return [kind for (kind,) in cursor.fetchall()]


def cycle_citation(kind: str, day: date) -> list[dict[str, Any]]:
    """The law of a kind's cycle on a day, as a citation; empty where nobody knows it."""
    try:
        return law.at(day).cite(f"{law.CYCLES}/{kind}", law.VALIDITY_RULE)
    except (law.LawUnknown, law.NoLawInForce, law.NoSuchParameter):
        return []
