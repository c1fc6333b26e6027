# SPDX-License-Identifier: Apache-2.0
"""Reads of campaigns: shares, progress, what was changed, what is missing."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, DateTimeField, F, Q, QuerySet

from chuan.accounts.models import Unit, User
from chuan.accounts.scope import Scope
from chuan.campaigns.choices import CampaignStatus, FindingKind, Gap
from chuan.campaigns.models import Campaign, Establishment, EstablishmentQuerySet, in_reach
from chuan.lib.text import key
from chuan.parties.models import Party, Premises
from chuan.parties.queries import look_alikes, markets
from chuan.places.models import AdministrativeUnit
from chuan.places.queries import communes_on
from chuan.ui.keysets import ID, Key, Order
from chuan.ui.searches import prefix_query

#: what a filter says for "nothing on file"
NONE = "-"
#: campaigns, the latest first
CAMPAIGNS = Order((Key("first_day", DateField()), ID), descending=True)
#: establishments of which something was noted, the latest first
LATEST = Order((Key("found_at", DateTimeField()), ID), descending=True)
_HALF = 50
_GAPS = {
    Gap.NO_TAX_CODE: Q(no_tax_code=True), Gap.NO_COMMUNE: Q(no_commune=True), Gap.OVERDUE: Q(overdue__gt=0),
    Gap.NEVER: Q(never__gt=0),
}
_COUNTS: dict[str, Any] = {
    "total": Count("id"), "waiting": Count("id", filter=Q(finding="")),
    **{kind.value: Count("id", filter=Q(finding=kind)) for kind in FindingKind},
}
_GAP_COUNTS: dict[str, Any] = {f"gap_{gap.value}": Count("id", filter=found) for gap, found in _GAPS.items()}


@dataclass(frozen=True)
class Line:
    """Counts of one commune, unit or sector; the code goes into the address of the list behind a figure."""

    code: str
    name: str
    counts: dict[str, int]

    @property
    def done(self) -> int:
        """How many were looked at."""
        return self.counts["total"] - self.counts["waiting"]

    @property
    def percent(self) -> int:
        """Looked at, in whole percent, never 100 before the last one."""
        return self.done * 100 // self.counts["total"] if self.counts["total"] else 0

    @property
    def level(self) -> int:
        """0: nothing yet, 1: begun, 2: more than half, 3: all; for the shade of a tile."""
        return 0 if not self.done else 3 if not self.counts["waiting"] else 2 if self.percent > _HALF else 1


def campaigns_listed(user: User) -> QuerySet[Campaign]:
    """Campaigns, each with how many establishments of the user's it has and how many wait."""
    scope = Scope.of(user)
    reach = Q() if scope.everything else in_reach(scope, "establishments__")
    return Campaign.objects.visible_to(user).annotate(
        total=Count("establishments", filter=reach),
        waiting=Count("establishments", filter=reach & Q(establishments__finding="")),
    )


def establishments_shown(user: User, campaign: Campaign) -> EstablishmentQuerySet:
    """Establishments of a campaign the user may see."""
    return Establishment.objects.visible_to(user).filter(campaign=campaign).select_related(
        "campaign", "commune", "unit", "found_by"
    ).defer("commune__search")


def establishments_matching(
    user: User, campaign: Campaign, *, text: str = "", finding: str = "", sector: str = "", commune: str = "", gap: str = "",
    unit: str = "",
) -> EstablishmentQuerySet:
    """Establishments narrowed; "-" asks for those without finding, sector or commune."""
    found = establishments_shown(user, campaign)
    if finding:
        found = found.filter(finding="" if finding == NONE else finding)
    if sector:
        found = found.filter(sector="" if sector == NONE else sector)
    if commune:
        found = found.filter(commune=None) if commune == NONE else found.filter(commune__code=commune)
    if gap in Gap.values:
        found = found.filter(_GAPS[Gap(gap)])
    if unit:
        found = found.filter(unit__code=unit)
    query = prefix_query(text)
    if query:
        at = Premises.objects.filter(search=query).values("pk")
        owned = Premises.objects.filter(party__in=Party.objects.named(query).values("pk")).values("pk")
        found = found.filter(Q(premises_id__in=at) | Q(premises_id__in=owned))
    return found.order_by("name", "id")


def progress_of(user: User, campaign: Campaign, unit: UUID) -> tuple[int, int]:
    """How many of a unit's share were reviewed, and how many it has; one query."""
    mine = Establishment.objects.visible_to(user).filter(campaign=campaign, unit=unit)
    counted = mine.aggregate(total=Count("id"), waiting=Count("id", filter=Q(finding="")))
    return counted["total"] - counted["waiting"], counted["total"]


def owners_of(rows: list[Establishment]) -> dict[UUID, Premises]:
    """The premises of some rows as they are now, with their owners: one query."""
    wanted = [row.premises_id for row in rows]
    found = Premises.objects.select_related("party").defer("search", "party__search").filter(pk__in=wanted)
    return {premises.pk: premises for premises in found}


def progress_by_commune(user: User, campaign: Campaign) -> list[Line]:
    """How far each commune is; establishments without commune last."""
    rows = _grouped(user, campaign, "commune__code", "commune__full_name").order_by(F("commune__full_name").asc(nulls_last=True))
    return [_line(row, "commune__code", "commune__full_name") for row in rows]


def progress_by_unit(user: User, campaign: Campaign) -> list[Line]:
    """How far each unit is with its share; the ones with most to do first."""
    rows = _grouped(user, campaign, "unit__code", "unit__name").order_by("-waiting", "unit__name")
    return [_line(row, "unit__code", "unit__name") for row in rows]


def report_by_sector(user: User, campaign: Campaign) -> list[Line]:
    """Findings and gaps by sector."""
    rows = _grouped(user, campaign, "sector").annotate(**_GAP_COUNTS).order_by("sector")
    return [_line(row, "sector", "sector") for row in rows]


def report_by_commune(user: User, campaign: Campaign) -> list[Line]:
    """Findings and gaps by commune."""
    rows = _grouped(user, campaign, "commune__code", "commune__full_name").annotate(**_GAP_COUNTS)
    return [_line(row, "commune__code", "commune__full_name") for row in rows.order_by(F("commune__full_name").asc(nulls_last=True))]


def total_of(lines: list[Line]) -> Line:
    """The sum of lines."""
    names = [*_COUNTS, *(_GAP_COUNTS if lines and "gap_overdue" in lines[0].counts else ())]
    return Line(code="", name="", counts={name: sum(line.counts[name] for line in lines) for name in names})


def changed_in(user: User, campaign: Campaign) -> EstablishmentQuerySet:
    """What the review changed."""
    changed = [FindingKind.CORRECTED, FindingKind.CLOSED, FindingKind.NEW]
    return establishments_shown(user, campaign).filter(finding__in=changed)


def communes_open_to(user: User, campaign: Campaign, on: date) -> QuerySet[AdministrativeUnit]:
    """Communes of today, of the campaign or of what its communes became, in which the user may enter new establishments."""
    found = communes_on(on).defer("search").order_by("full_name")
    if campaign.places:
        chosen = communes_on(campaign.first_day).filter(code__in=campaign.places)
        found = found.filter(pk__in=[unit.pk for one in chosen for unit in one.successors_on(on)])
    scope = Scope.of(user)
    return found if scope.everything else found.filter(code__in=scope.place_codes)


def shares_left(user: User) -> list[dict[str, Any]]:
    """Of the campaigns under way: campaign, unit, its last day, and how many the unit has still to look at."""
    waiting = Establishment.objects.visible_to(user).waiting().filter(campaign__status=CampaignStatus.OPEN)
    rows = waiting.order_by().values("campaign", "campaign__title", "campaign__last_day", "unit", "unit__name")
    return [dict(row) for row in rows.annotate(count=Count("id")).order_by("campaign__last_day", "campaign", "-count")]


def markets_open_to(user: User, communes: QuerySet[AdministrativeUnit]) -> QuerySet[Premises]:
    """Markets of some communes to which a stall may belong."""
    return markets(user).filter(current_unit__in=communes.values("pk"))


def units_of(user: User) -> set[UUID]:
    """The units the user works in today."""
    return {member.unit_id for member in user.current_memberships}


def share_units(user: User, campaign: Campaign) -> QuerySet[Unit]:
    """Units that have a share the user may see."""
    return Unit.objects.filter(pk__in=establishments_shown(user, campaign).order_by().values("unit"))


def probably_the_same(user: User, *, name: str, address: str, tax_code: str) -> list[Party]:
    """Owners on file that may be the one typed in: the same tax code first, then look-alikes by name."""
    code = "".join(c for c in tax_code if c.isalnum())
    found = list(Party.objects.defer("search").filter(tax_code=code)) if code else []
    return found + [party for party in look_alikes(user, name=name, address=address) if party not in found]


def rows_like(user: User, campaign: Campaign, *, name: str, parties: list[Party]) -> list[Establishment]:
    """Establishments of the list that may be the one typed in: of these owners, or of the same name."""
    theirs = Premises.objects.filter(party__in=parties).values("pk")
    query = prefix_query(name)
    named = Premises.objects.filter(search=query).values("pk") if query else Premises.objects.none().values("pk")
    near = establishments_shown(user, campaign).filter(Q(premises_id__in=theirs) | Q(premises_id__in=named)).order_by("name")
    return sorted(near[:20], key=lambda row: key(row.name) != key(name))[:5]


def _grouped(user: User, campaign: Campaign, *names: str) -> "QuerySet[Any, Any]":
    mine = Establishment.objects.visible_to(user).filter(campaign=campaign)
    grouped: QuerySet[Any, Any] = mine.order_by().values(*names).annotate(**_COUNTS)
    return grouped


def _line(row: dict[str, Any], code: str, name: str) -> Line:
    counts = {key: value for key, value in row.items() if key in _COUNTS or key in _GAP_COUNTS}
    return Line(code=row[code] or NONE, name=row[name] or "", counts=counts)
