# SPDX-License-Identifier: Apache-2.0
"""Writes of contacts. The record says that somebody looked, never what they saw."""

from datetime import date
from typing import Any

from django.db import transaction

from chuan.accounts.models import User
from chuan.audit.actions import record
from chuan.parties.actions.locking import allowed, apply, locked
from chuan.parties.choices import ContactBasis
from chuan.parties.errors import (
    ConsentMissing,
    ContactErased,
    ContactUnreachable,
    DaysOutOfOrder,
    PurposeMissing,
)
from chuan.parties.models import Contact, Party


@transaction.atomic
def add_contact(*, actor: User, party: Party, **values: Any) -> Contact:
    """Keep a person on file for a purpose, by consent or by a duty of law."""
    allowed(actor, "parties.edit", party)
    party = locked(party)
    contact = Contact(party=party, **values)
    _lawful(contact)
    contact.save(force_insert=True)
    record("parties.contact.added", actor=actor, subject=party,
           data={"contact": str(contact.pk), "purpose": contact.purpose, "basis": contact.basis})
    return contact


@transaction.atomic
def edit_contact(*, actor: User, contact: Contact, **changes: Any) -> Contact:
    """Correct what is kept of a person."""
    allowed(actor, "parties.edit", contact.party)
    contact = _usable(contact)
    for name, value in changes.items():
        if getattr(contact, name) == value:
            continue
        setattr(contact, name, value)
    _lawful(contact)
    standing = Contact.objects.get(pk=contact.pk)
    changed = apply(standing, {name: getattr(contact, name) for name in changes})
    if changed:
        record("parties.contact.edited", actor=actor, subject=contact.party,
               data={"contact": str(contact.pk), "changed": changed})
    return contact


@transaction.atomic
def withdraw_consent(*, actor: User, contact: Contact, on: date) -> Contact:
    """The person no longer consents: from then on nobody is shown how to reach them."""
    allowed(actor, "parties.edit", contact.party)
    contact = _usable(contact)
    if contact.consent_on is not None and on < contact.consent_on:
        raise DaysOutOfOrder(first=f"{contact.consent_on:%d/%m/%Y}", last=f"{on:%d/%m/%Y}")
    contact.withdrawn_on = on
    contact.save(update_fields=["withdrawn_on"])
    record("parties.contact.consent_withdrawn", actor=actor, subject=contact.party,
           data={"contact": str(contact.pk), "on": on.isoformat()})
    return contact


@transaction.atomic
def reveal_contact(*, actor: User, contact: Contact) -> Contact:
    """Show a person's number and address to somebody who needs it; the record keeps who looked."""
    allowed(actor, "parties.see_personal", contact)
    contact = _usable(contact)
    record("parties.contact.unmasked", actor=actor, subject=contact.party, data={"contact": str(contact.pk)})
    return contact


def _usable(contact: Contact) -> Contact:
    contact = locked(contact, "party")
    if contact.erased_on is not None or contact.withdrawn_on is not None:
        raise ContactErased
    return contact


def _lawful(contact: Contact) -> None:
    if not contact.purpose.strip():
        raise PurposeMissing
    if not (contact.phone.strip() or contact.email.strip()):
        raise ContactUnreachable
    if contact.basis == ContactBasis.CONSENT and not (contact.consent_on and contact.consent_by.strip()):
        raise ConsentMissing
