# SPDX-License-Identifier: Apache-2.0
"""Items of batches of findings, through the actions of review campaigns."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chuan.accounts.models import User
from chuan.api.actions import finding
from chuan.api.actions.sets import Told
from chuan.api.choices import Outcome
from chuan.api.errors import PhoneOfPerson, Unidentified
from chuan.api.models import ApiKey
from chuan.api.schemas import FindingItem, NewEstablishment
from chuan.audit.rows import Row
from chuan.campaigns.actions import hold_open, note_finding, note_new
from chuan.campaigns.changes import premises_of, values_of
from chuan.campaigns.choices import FindingKind
from chuan.campaigns.models import Campaign, Establishment
from chuan.lib.clock import day_of
from chuan.lib.errors import NotFound
from chuan.parties.models import Party, Premises
from chuan.parties.rules import check_tax_code, kind_of


class FindingWriter:
    """Findings of one campaign."""

    what, act, item = "findings", "campaigns.find", FindingItem

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign

    def lock(self, items: list[FindingItem]) -> None:
        """Refuse unless the campaign is under way; lock the establishments that are named, then their premises."""
        hold_open(self.campaign)
        own = Establishment.objects.filter(campaign=self.campaign)
        ids, places = {item.id for item in items if item.id}, {item.premises_id for item in items if item.premises_id}
        named = (own.filter(pk__in=ids) | own.filter(premises_id__in=places)).order_by("pk").select_for_update(of=("self",))
        at = [pk for _, pk in named.values_list("pk", "premises_id")]
        list(Premises.objects.filter(pk__in=at).order_by("pk").select_for_update(of=("self",)).values_list("pk"))

    def in_sets(self, items: dict[int, FindingItem], *, key: ApiKey, at: datetime) -> Told:  # noqa: ARG002
        """None: each hangs together with others."""
        return {}

    def write(self, item: FindingItem, *, key: ApiKey, at: datetime) -> tuple[Row, Outcome]:
        """Note a finding; the same one sent again changes nothing."""
        if item.establishment is not None:
            return self._new(item.establishment, item.note or "", key.user, at)
        standing = self._on_file(key.user, item)
        corrections = item.corrections.model_dump(exclude_none=True) if item.corrections else {}
        if "phone" in corrections and "phone" not in values_of(premises_of(standing)):
            raise PhoneOfPerson(where="corrections.phone")
        before = standing.finding
        noted = note_finding(
            actor=key.user, at=at, establishment=standing, finding=FindingKind(item.finding), corrections=corrections,
            closed_on=item.closed_on, note=item.note or "",
        )
        return noted, Outcome.SAME if before else Outcome.CHANGED

    def _on_file(self, user: User, item: FindingItem) -> Establishment:
        own = Establishment.objects.visible_to(user).filter(campaign=self.campaign).select_related("campaign")
        if item.id is not None:
            own = own.filter(pk=item.id)
        elif item.premises_id is not None:
            own = own.filter(premises_id=item.premises_id)
        else:
            raise Unidentified(names="id · premises_id")
        found = own.first()
        if found is None:
            raise NotFound(where="id" if item.id else "premises_id")
        return found

    def _new(self, given: NewEstablishment, note: str, user: User, at: datetime) -> tuple[Row, Outcome]:
        owner = _owner(user, given)
        if isinstance(owner, Party):
            noted = self._noted(owner, given.name, user)
            if noted is not None:
                return noted, Outcome.SAME
        premises = given.model_dump(include={"name", "kind", "longitude", "latitude"}) | {"address": given.address or ""}
        if given.market_id is not None:
            premises["market"] = finding.by_id(Premises, user, given.market_id)
        made = note_new(
            actor=user, at=at, campaign=self.campaign, commune=finding.commune(given.commune, day_of(at)), premises=premises,
            owner=owner, note=note,
        )
        return made, Outcome.ADDED

    def _noted(self, owner: Party, name: str, user: User) -> Establishment | None:
        """The new establishment that was reported already."""
        own = finding.premises_spelled(owner, name)
        if own is None:
            return None
        new = Establishment.objects.visible_to(user).filter(campaign=self.campaign, finding=FindingKind.NEW)
        return new.filter(premises_id=own.pk).first()


def _owner(user: User, given: NewEstablishment) -> Party | Mapping[str, Any]:
    if given.owner_id is not None:
        return finding.by_id(Party, user, given.owner_id)
    code = check_tax_code(given.owner_tax_code, kind=given.owner_kind or "") if given.owner_tax_code else ""
    if not given.owner_name:
        return finding.owner_of(user, None, code)
    found = Party.objects.defer("search").filter(tax_code=code).first() if code else finding.party_spelled(
        user, given.owner_name, given.address or "")
    return found or {"kind": given.owner_kind or kind_of(code), "name": given.owner_name, "tax_code": code,
                     "address": given.address or ""}
