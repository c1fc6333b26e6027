# SPDX-License-Identifier: Apache-2.0
"""Results of review campaigns for programs."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from chuan.accounts.models import User
from chuan.api.queries.registry import commune_out
from chuan.campaigns import queries
from chuan.campaigns.models import Campaign, Establishment
from chuan.campaigns.queries import NONE


def campaigns(user: User, asked: dict[str, Any]) -> QuerySet[Campaign]:
    """Campaigns of which the caller may see something, with how many establishments wait."""
    found = queries.campaigns_listed(user)
    return found.filter(status=asked["status"]) if "status" in asked else found


def campaign_of(user: User, pk: UUID) -> Campaign | None:
    """One campaign."""
    return queries.campaigns_listed(user).filter(pk=pk).first()


def findings(user: User, campaign: Campaign, asked: dict[str, Any]) -> QuerySet[Establishment]:
    """Establishments of a campaign that the caller may see."""
    wanted = {name: asked[name] for name in ("finding", "sector", "commune", "gap") if name in asked}
    if wanted.get("finding") == "waiting":
        wanted["finding"] = NONE
    return queries.establishments_matching(user, campaign, **wanted)


def campaign_out(one: Any, *, user: User | None = None) -> dict[str, Any]:
    """A campaign; of a single one also its figures by sector and commune, as its report has them."""
    plain = ("title", "status", "laws", "sectors", "premises_kinds", "instrument_kinds", "places", "first_day", "last_day",
             "opened_at", "closed_at", "total", "waiting")
    found = {name: getattr(one, name) for name in plain} | {"id": one.pk}
    if user is None:
        return found
    sectors, communes = queries.report_by_sector(user, one), queries.report_by_commune(user, one)
    return found | {
        "by_sector": [{"code": "" if line.code == NONE else line.code, "counts": line.counts} for line in sectors],
        "by_commune": [{"code": "" if line.code == NONE else line.code, "counts": line.counts} for line in communes],
    }


def finding_out(one: Establishment) -> dict[str, Any]:
    """What was found of an establishment; nobody's name, and no phone."""
    plain = ("premises_id", "name", "address", "kind", "sector", "finding", "found_at", "closed_on", "no_tax_code", "no_commune",
             "overdue", "never")
    return {name: getattr(one, name) for name in plain} | {
        "id": one.pk, "commune": commune_out(one.commune), "unit": one.unit.name,
        "before": _told(one.before), "after": _told(one.after),
    }


def _told(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if name != "phone"}
