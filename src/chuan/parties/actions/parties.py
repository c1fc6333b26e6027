# SPDX-License-Identifier: Apache-2.0
"""Writes of parties: entering, correcting, renaming, suspending and closing."""

from datetime import date
from typing import Any

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.lib.text import tidy
from chuan.parties.actions.locking import allowed, apply, locked
from chuan.parties.choices import PartyStatus
from chuan.parties.errors import DaysOutOfOrder, SameName, StatusDateMissing, TaxCodeTaken
from chuan.parties.models import FormerName, Party
from chuan.parties.rules import check_tax_code


@transaction.atomic
def register_party(
    *, actor: User, kind: str, name: str, tax_code: str = "", phone: str = "", email: str = "", address: str = ""
) -> Party:
    """Enter a party; its tax code, if it has one, is checked and is nobody else's."""
    require(actor, "parties.edit")
    code = _free_tax_code(tax_code, kind)
    party = Party.objects.create(
        kind=kind, name=tidy(name), tax_code=code, phone=phone, email=email, address=tidy(address)
    )
    record("parties.party.registered", actor=actor, subject=party, data={"tax_code": party.shown_tax_code})
    return party


@transaction.atomic
def edit_party(*, actor: User, party: Party, **changes: Any) -> Party:
    """Correct what is known of a party: kind, name, tax code, phone, e-mail, address."""
    allowed(actor, "parties.edit", party)
    party = locked(party)
    if "tax_code" in changes or "kind" in changes:
        kind, code = changes.get("kind", party.kind), changes.get("tax_code", party.tax_code)
        changes["tax_code"] = _free_tax_code(code, kind, other_than=party)
    for name in {"name", "address"} & changes.keys():
        changes[name] = tidy(changes[name])
    changed = apply(party, changes)
    if changed:
        record("parties.party.edited", actor=actor, subject=party, data={"changed": changed})
    return party


@transaction.atomic
def rename_party(*, actor: User, on: date, party: Party, name: str) -> Party:
    """The party is called otherwise from a day on; the old name stays findable."""
    allowed(actor, "parties.edit", party)
    party = locked(party)
    new, old = tidy(name), party.name
    if new == old:
        raise SameName(name=old)
    last = FormerName.objects.filter(party=party).exclude(until=None).order_by("-until").first()
    if last is not None and last.until is not None and last.until > on:
        raise DaysOutOfOrder(first=f"{last.until:%d/%m/%Y}", last=f"{on:%d/%m/%Y}")
    FormerName.objects.create(party=party, name=old, since=last.until if last else None, until=on)
    apply(party, {"name": new})
    record("parties.party.renamed", actor=actor, subject=party, data={"before": old, "on": on.isoformat()})
    return party


@transaction.atomic
def add_former_name(
    *, actor: User, party: Party, name: str, since: date | None = None, until: date | None = None
) -> FormerName:
    """A name the party bore in former days, which papers still carry."""
    allowed(actor, "parties.edit", party)
    party = locked(party)
    if tidy(name) == party.name:
        raise SameName(name=party.name)
    if since is not None and until is not None and until < since:
        raise DaysOutOfOrder(first=f"{since:%d/%m/%Y}", last=f"{until:%d/%m/%Y}")
    former = FormerName.objects.create(party=party, name=tidy(name), since=since, until=until)
    record("parties.former_name.added", actor=actor, subject=party, data={"name": former.name})
    return former


@transaction.atomic
def set_status(*, actor: User, party: Party, status: str, since: date | None, reason: str = "") -> Party:
    """The party is in business, suspended or closed since a day."""
    allowed(actor, "parties.edit", party)
    party = locked(party)
    if status != PartyStatus.ACTIVE and since is None:
        raise StatusDateMissing
    if since is not None and party.status_since is not None and since < party.status_since:
        raise DaysOutOfOrder(first=f"{party.status_since:%d/%m/%Y}", last=f"{since:%d/%m/%Y}")
    before = party.status
    if apply(party, {"status": status, "status_since": since}):
        record("parties.party.status_set", actor=actor, subject=party, data={
            "before": before, "after": status, "since": since.isoformat() if since else "", "reason": reason.strip(),
        })
    return party


def _free_tax_code(text: str, kind: str, *, other_than: Party | None = None) -> str:
    if not text.strip():
        return ""
    code = check_tax_code(text, kind=kind)
    others = Party.objects.exclude(pk=other_than.pk) if other_than else Party.objects.all()
    taken = others.filter(tax_code=code).first()
    if taken is not None:
        raise TaxCodeTaken(name=taken.name, value=taken.shown_tax_code)
    return code
