# SPDX-License-Identifier: Apache-2.0
"""Writes of findings: what an officer saw on the spot, and taking it back. The registry is corrected by its own rooms."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.campaigns import changes
from chuan.campaigns.choices import CampaignStatus, FindingKind
from chuan.campaigns.drawing import department, shares_by_commune
from chuan.campaigns.errors import (
    DayNotYet,
    FoundAlready,
    NothingCorrected,
    NothingFound,
    NotOpen,
    NotYourPlace,
)
from chuan.campaigns.models import Campaign, Establishment
from chuan.campaigns.queries import communes_open_to
from chuan.lib.clock import VIETNAM, day_of
from chuan.lib.text import tidy
from chuan.parties import actions as parties
from chuan.parties.models import Party
from chuan.places.models import AdministrativeUnit


@transaction.atomic
def note_finding(
    *, actor: User, at: datetime, establishment: Establishment, finding: FindingKind, corrections: Mapping[str, str] | None = None,
    closed_on: date | None = None, note: str = "",
) -> Establishment:
    """Note what was found: confirmed, corrected (with what is right), closed down (since a day), or not found.

    Whoever comes second is told who was first; the same finding sent again by the same person changes nothing.
    """
    require(actor, "campaigns.find", establishment)
    found = _locked(establishment)
    on = day_of(at)
    if found.finding:
        if _sent_again(found, finding, actor, corrections or {}, closed_on or on):
            return found
        raise _found_already(found)
    if finding == FindingKind.CORRECTED:
        changed = changes.correct(found, corrections or {}, actor=actor, on=on)
        if not changed.after:
            raise NothingCorrected
    elif finding == FindingKind.CLOSED:
        last = closed_on or on
        if last > on:
            raise DayNotYet(day=f"{last:%d/%m/%Y}")
        changed, found.closed_on = changes.close(found, last, actor=actor, on=on), last
    else:
        changed = changes.NONE
        if finding == FindingKind.CONFIRMED:
            changes.premises_of(found)
    found.before, found.after = changed.before, changed.after
    return _noted(found, finding, note, actor=actor, at=at)


@transaction.atomic
def note_new(
    *, actor: User, at: datetime, campaign: Campaign, commune: AdministrativeUnit, premises: Mapping[str, Any],
    owner: Party | Mapping[str, str], note: str = "",
) -> Establishment:
    """Enter an establishment that no list had: its premises, and its owner unless on file."""
    require(actor, "campaigns.find", campaign)
    hold_open(campaign)
    if not communes_open_to(actor, campaign, day_of(at)).filter(pk=commune.pk).exists():
        raise NotYourPlace(place=commune.full_name)
    party = owner if isinstance(owner, Party) else parties.register_party(actor=actor, **owner)
    made = parties.register_premises(
        actor=actor, on=day_of(at), party=party, stated_unit=commune, kind=premises["kind"], name=premises["name"],
        address=premises.get("address", ""), market=premises.get("market"), latitude=premises.get("latitude"),
        longitude=premises.get("longitude"),
    )
    share = _share_of(campaign, commune, day_of(at))
    establishment = Establishment(
        campaign=campaign, premises_id=made.pk, name=made.name, address=made.address, kind=made.kind,
        commune=made.current_unit, unit_id=share, sector=changes.sector_of(made),
        after={"name": made.name, "address": made.address, "kind": made.kind},
    )
    return _noted(establishment, FindingKind.NEW, note, actor=actor, at=at)


@transaction.atomic
def take_back(*, actor: User, at: datetime, establishment: Establishment) -> Establishment | None:
    """Take a finding back with what it changed in the registry; refused if that was changed again since.

    Of a new establishment the premises stay in the registry: only the row leaves the list, and None is returned.
    """
    require(actor, "campaigns.find", establishment)
    found = _locked(establishment)
    if not found.finding:
        raise NothingFound
    data = {"finding": found.finding, "campaign": str(found.campaign)}
    if found.finding == FindingKind.NEW:
        record("campaigns.finding.taken_back", actor=actor, subject=found, data=data)
        found.delete()
        return None
    if found.after:
        changes.revert(found, actor=actor, on=day_of(at))
    found.finding, found.found_by, found.found_at, found.closed_on = "", None, None, None
    found.note, found.before, found.after = "", {}, {}
    found.save()
    record("campaigns.finding.taken_back", actor=actor, subject=found, data=data)
    return found


def _noted(found: Establishment, finding: FindingKind, note: str, *, actor: User, at: datetime) -> Establishment:
    found.finding, found.found_by, found.found_at, found.note = finding, actor, at, tidy(note)
    found.save()
    record("campaigns.finding.noted", actor=actor, subject=found, data={
        "finding": finding.value, "campaign": str(found.campaign), "changed": sorted(found.after),
    })
    return found


def _sent_again(found: Establishment, finding: FindingKind, actor: User, corrections: Mapping[str, str], last: date) -> bool:
    """True when the answer to the same call was lost on its way."""
    if found.finding != finding or found.found_by_id != actor.pk:
        return False
    if finding == FindingKind.CLOSED:
        return found.closed_on == last
    wanted = {name: tidy(str(corrections.get(name, value))) for name, value in found.after.items()}
    return finding != FindingKind.CORRECTED or wanted == found.after


def _share_of(campaign: Campaign, commune: AdministrativeUnit, on: date) -> UUID:
    """The unit whose share a commune is; of a commune that came to be since, today's, else the department's."""
    for day in (campaign.first_day, on):
        unit = shares_by_commune(day).get(commune.code)
        if unit:
            return unit
    return department().pk


def _locked(establishment: Establishment) -> Establishment:
    hold_open(establishment.campaign)
    return Establishment.objects.select_for_update(of=("self",)).select_related("campaign", "found_by", "commune").get(
        pk=establishment.pk
    )


def hold_open(campaign: Campaign) -> None:
    """Refuse unless under way, and keep it so until the transaction ends; officers do not wait for each other here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM campaigns_campaign WHERE id = %s FOR SHARE", [campaign.pk])
        row: Any = cursor.fetchone()
    if row is None or row[0] != CampaignStatus.OPEN:
        raise NotOpen(title=campaign.title)


def _found_already(found: Establishment) -> FoundAlready:
    assert found.found_at is not None
    at = timezone.localtime(found.found_at, VIETNAM)
    return FoundAlready(
        who=str(found.found_by), at=f"{at:%H:%M %d/%m/%Y}", finding=gettext(str(found.get_finding_display())).lower()
    )
