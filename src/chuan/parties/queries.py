# SPDX-License-Identifier: Apache-2.0
"""Reads of parties and premises."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from chuan.accounts.models import User
from chuan.audit.models import Entry
from chuan.lib.text import fold, key
from chuan.parties.models import Activity, Contact, FormerName, Party, Premises, PremisesQuerySet
from chuan.parties.rules import core_name
from chuan.ui.keysets import ID, Key, Order
from chuan.ui.searches import by_index, prefix_query

#: look-alikes offered while a party is entered
_OFFERED = 5
_WORDS_NEEDED = 2
#: so many rows are named one by one
_FEW = 3000
#: what waits for somebody who knows the place, commune by commune
BY_STATED_COMMUNE = Order((Key("stated_unit__code", CharField()), Key("name", CharField()), ID))
LATEST_ENTRY = Order((Key("sequence", BigIntegerField()),), descending=True)


def parties_matching(
    user: User, *, text: str = "", kind: str = "", commune: str = "", status: str = "", role: str = "", sector: str = "",
    on: date | None = None,
) -> QuerySet[Party]:
    """Parties the user may see, with the number of their open premises; activities as of `on`."""
    parties = Party.objects.visible_to(user).defer("search").annotate(premises_count=_open_premises())
    for name, value in (("kind", kind), ("status", status)):
        if value:
            parties = parties.filter(**{name: value})
    if commune:
        parties = parties.filter(pk__in=Premises.objects.filter(current_unit__code=commune).values("party"))
    if role or sector:
        wanted = {name: value for name, value in (("role", role), ("sector", sector)) if value}
        carried = Activity.objects.on(on) if on else Activity.objects.all()
        parties = parties.filter(Exists(carried.filter(party=OuterRef("pk"), **wanted)))
    query = prefix_query(text)
    if query:
        at = Premises.objects.filter(search=query).values("party")
        former = FormerName.objects.filter(search=query).values("party")
        named = _looked_up(Party.objects.filter(search=query).values("pk"), former, at)
        any_of = Q(search=query) | Q(pk__in=former) | Q(pk__in=at)
        parties = parties.filter(any_of if named is None else Q(pk__in=named))
    return parties.order_by("name", "id")


def _open_premises() -> Subquery:
    """How many open premises a party has, asked row by row of a page and not of the whole table."""
    found = Premises.objects.filter(party=OuterRef("pk"), closed_on=None).order_by()
    counted: QuerySet[Any, Any] = found.annotate(how_many=Func(F("pk"), function="count", output_field=IntegerField()))
    return Subquery(counted.values("how_many"), output_field=IntegerField())


def _looked_up(*sources: "QuerySet[Any, Any]") -> list[UUID] | None:
    """The identifiers that hold a text, by the indexes of words; None when so many do that a list in order finds them soon."""
    found: set[UUID] = set()
    with by_index():
        for source in sources:
            found |= {next(iter(row.values())) for row in source.order_by()[: _FEW + 1]}
            if len(found) > _FEW:
                return None
    return list(found)


def premises_shown(user: User) -> PremisesQuerySet:
    """Premises the user may see, with owner, market and communes."""
    return Premises.objects.visible_to(user).defer("search").select_related("party", "stated_unit", "current_unit", "market")


def premises_matching(
    user: User, *, text: str = "", kind: str = "", commune: str = "", openness: str = "", market: UUID | None = None,
    on: date | None = None,
) -> PremisesQuerySet:
    """Premises the user may see, narrowed; by their own words or their owner's."""
    found = premises_shown(user).defer("search", "party__search", "stated_unit__search", "current_unit__search", "market__search")
    if kind:
        found = found.filter(kind=kind)
    if commune:
        found = found.filter(current_unit__code=commune)
    if market:
        found = found.filter(market_id=market)
    if openness and on is not None:
        found = found.open_on(on) if openness == "open" else found.filter(closed_on__lt=on)
    query = prefix_query(text)
    if query:
        owners = Party.objects.named(query).values("pk")
        named = _looked_up(
            Premises.objects.filter(search=query).values("pk"), Premises.objects.filter(party__in=owners).values("pk")
        )
        found = found.filter(Q(search=query) | Q(party__in=owners) if named is None else Q(pk__in=named))
    return found.order_by("name", "id")


def premises_undecided(user: User) -> PremisesQuerySet:
    """Premises whose commune of today a person must say, as far as the user sees them."""
    return premises_shown(user).undecided().order_by("stated_unit__code", "name", "id")


def markets(user: User) -> PremisesQuerySet:
    """Markets a stall may belong to."""
    return Premises.objects.visible_to(user).filter(kind="market", closed_on=None).defer("search").order_by("name")


def contacts_of(user: User, party: Party) -> QuerySet[Contact]:
    """People to be reached at a party; the erased ones last."""
    found = Contact.objects.visible_to(user).filter(party=party).select_related("premises")
    return found.defer("premises__search").order_by(F("erased_on").asc(nulls_first=True), F("withdrawn_on").asc(nulls_first=True), "name")


def activities_of(party: Party) -> QuerySet[Activity]:
    """What a party does and did, the latest first."""
    return Activity.objects.filter(party=party).select_related("premises").defer("premises__search").order_by(
        F("valid_until").desc(nulls_first=True), "sector", "role"
    )


def former_names_of(party: Party) -> QuerySet[FormerName]:
    """What a party was called before, the latest first."""
    return FormerName.objects.filter(party=party).defer("search")


def look_alikes(user: User, *, name: str, address: str, other_than: Party | None = None) -> list[Party]:
    """Parties that are probably the same: the same folded name, or the same words of it at the same address."""
    wanted = key(name)
    core = core_name(name).split()
    query = prefix_query(" ".join(core))
    if not wanted or query is None:
        return []
    near = Party.objects.visible_to(user).defer("search").filter(Q(search=query) | Q(pk__in=FormerName.objects.filter(search=query).values("party")))
    if other_than is not None:
        near = near.exclude(pk=other_than.pk)
    at = key(address)
    found = [
        party for party in near.order_by("name")[:200]
        if key(party.name) == wanted
        or (core_name(party.name).split() == core and (len(core) >= _WORDS_NEEDED or (at and key(party.address) == at)))
    ]
    found.sort(key=lambda party: (key(party.address) != at or not at, key(party.name) != wanted, fold(party.name)))
    return found[:_OFFERED]


def accesses_to(party: Party) -> QuerySet[Entry]:
    """Who looked at, copied or erased personal data kept at a party, the latest first."""
    return Entry.objects.filter(
        subject_kind=party.audit_subject, subject_id=str(party.pk),
        verb__in=["parties.party.unmasked", "parties.contact.unmasked", "parties.person.copied", "parties.contact.erased",
                  "parties.party.erased"],
    ).order_by("-sequence")


def about(subject: Party | Contact) -> dict[str, Any]:
    """The fields of a person's own row, by name and label."""
    names = (
        ("kind", "name", "tax_code", "phone", "email", "address", "status", "status_since") if isinstance(subject, Party)
        else ("name", "role", "phone", "email", "purpose", "basis", "consent_on", "consent_by", "withdrawn_on")
    )
    return {str(subject._meta.get_field(name).verbose_name): getattr(subject, name) for name in names}  # type: ignore[union-attr]
