# SPDX-License-Identifier: Apache-2.0
"""Reads of the registry."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from chuan import law
from chuan.accounts.models import User
from chuan.lib.text import fold
from chuan.parties.models import Party, PremisesQuerySet
from chuan.parties.queries import premises_shown
from chuan.registry.choices import Standing, Within
from chuan.registry.models import Import, Instrument, InstrumentQuerySet
from chuan.ui.searches import prefix_query


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list is narrowed to; empty texts narrow nothing."""

    text: str = ""
    kind: str = ""
    commune: str = ""
    owner: str = ""
    standing: str = ""


def instruments_shown(user: User) -> InstrumentQuerySet:
    """Instruments the user may see, with owner, place and commune: one query for any number of rows."""
    return Instrument.objects.visible_to(user).select_related("owner", "premises__current_unit").defer(
        "search", "owner__search", "premises__search", "premises__current_unit__search"
    )


def instruments_matching(user: User, wanted: Wanted, *, on: date) -> InstrumentQuerySet:
    """Instruments of the registry, narrowed."""
    found = _narrowed(instruments_shown(user), wanted)
    if wanted.standing in Standing.values:
        found = found.standing(wanted.standing, on)
    return found.order_by("kind", "maker", "serial", "id")


def instruments_due(user: User, wanted: Wanted, *, on: date, within: str) -> InstrumentQuerySet:
    """Instruments in use to be verified, place by place: due within some days, overdue, or never verified."""
    found = _narrowed(instruments_shown(user), wanted)
    if within == Within.OVERDUE:
        found = found.overdue_on(on)
    elif within == Within.NEVER:
        found = found.standing(Standing.NEVER, on)
    else:
        found = found.due_between(on, on + timedelta(days=int(within)))
    return found.order_by(
        F("premises__current_unit__name").asc(nulls_last=True), "premises__name", "premises_id", "valid_until", "serial", "id"
    )


def due_counts(user: User, wanted: Wanted, *, on: date) -> dict[str, int]:
    """How many are due within each span, in one query."""
    visible = _narrowed(Instrument.objects.visible_to(user), wanted).in_use()
    spans = {
        within.value: Count("pk", filter=Q(valid_until__range=(on, on + timedelta(days=int(within)))))
        for within in (Within.DAYS_30, Within.DAYS_60, Within.DAYS_90)
    }
    return visible.order_by().aggregate(
        **{f"within_{name}": count for name, count in spans.items()},
        within_overdue=Count("pk", filter=Q(valid_until__lt=on)),
        within_never=Count("pk", filter=Q(last_verified_on=None)),
    )


def _narrowed(found: InstrumentQuerySet, wanted: Wanted) -> InstrumentQuerySet:
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.commune:
        found = found.filter(premises__current_unit__code=wanted.commune)
    owner = prefix_query(wanted.owner)
    if owner:
        found = found.filter(owner_id__in=Party.objects.filter(search=owner).values("pk"))
    text = prefix_query(wanted.text)
    if text:
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
    codes = Instrument.objects.visible_to(user).order_by("kind").values_list("kind", flat=True).distinct()
    return sorted(((code, law.kind_name(code)) for code in codes), key=lambda pair: pair[1])


def cycle_citation(kind: str, day: date) -> list[dict[str, Any]]:
    """The law of a kind's cycle on a day, as a citation; empty where nobody knows it."""
    try:
        return law.at(day).cite(f"{law.CYCLES}/{kind}", law.VALIDITY_RULE)
    except (law.LawUnknown, law.NoLawInForce, law.NoSuchParameter):
        return []


def imports_shown() -> QuerySet[Import]:
    """Imports with their uploader and the name of the file, without its bytes."""
    return Import.objects.select_related("file", "marked_file", "uploaded_by").defer(
        "file__content", "marked_file__content"
    )
