# SPDX-License-Identifier: Apache-2.0
"""A person's rights over their data (law 91/2025): who looked, a copy of it, and its erasure."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.audit.actions import record
from chuan.imports.actions.erasing import erase_person
from chuan.lib.clock import day_of
from chuan.merging.actions import forget
from chuan.merging.queries import ids_with_merged
from chuan.parties import personal
from chuan.parties.actions.locking import allowed, locked
from chuan.parties.errors import ErasedAlready, NotAPerson
from chuan.parties.models import Contact, FormerName, Party


@transaction.atomic
def reveal_party(*, actor: User, party: Party) -> Party:
    """Show a person's numbers to somebody who needs them; the record keeps who looked."""
    allowed(actor, "parties.see_personal", party)
    party = locked(party)
    if party.hides_something:
        record("parties.party.unmasked", actor=actor, subject=party)
    return party


@transaction.atomic
def hand_out_personal_data(*, actor: User, subject: Party | Contact, how: str) -> None:
    """Keep in the record that a copy of a person's data was made for them, as JSON or as a workbook."""
    allowed(actor, "parties.answer_person", subject)
    party = subject if isinstance(subject, Party) else subject.party
    data = {"format": how} | ({"contact": str(subject.pk)} if isinstance(subject, Contact) else {})
    record("parties.person.copied", actor=actor, subject=party, data=data)


@transaction.atomic
def erase_contact(*, actor: User, at: datetime, contact: Contact, reason: str) -> Contact:
    """Erase a contact: name, position, numbers, from imported lists too. That there was one, on what basis and until when, stays."""
    allowed(actor, "parties.answer_person", contact)
    contact = locked(contact, "party")
    if contact.erased_on is not None:
        raise ErasedAlready(day=f"{contact.erased_on:%d/%m/%Y}")
    lists = erase_person(actor=actor, at=at, ids=[contact.pk], sought=personal.sought_contacts([contact]))
    _empty(contact, day_of(at))
    record("parties.contact.erased", actor=actor, subject=contact.party,
           data={"contact": str(contact.pk), "reason": reason.strip(), "imports": lists})
    return contact


@transaction.atomic
def erase_party(*, actor: User, at: datetime, party: Party, reason: str) -> list[personal.Holding]:
    """Erase a person's data as far as no law keeps it; returns what was kept and why.

    Numbers, addresses and contacts always go, from the history, the snapshots of merges and imported lists too. Name and
    personal number go unless something is kept that needs to say whose it is.
    """
    allowed(actor, "parties.answer_person", party)
    party = locked(party)
    if not party.is_personal:
        raise NotAPerson(name=party.name)
    if party.erased_on is not None:
        raise ErasedAlready(day=f"{party.erased_on:%d/%m/%Y}")
    kept = [holding for holding in personal.elsewhere(party) if holding.kept_because]
    emptied: dict[str, Any] = {"phone": "", "email": "", "address": ""}
    if not kept:
        emptied |= {"tax_code": "", "name": _("Erased at the person's request")}
    same = ids_with_merged(party.audit_subject, party.pk)
    contacts = list(Contact.objects.select_for_update().filter(party=party, erased_on=None))
    lists = erase_person(actor=actor, at=at, ids=same, sought=personal.sought_party(party, named=bool(kept)))
    if contacts:
        lists += erase_person(actor=actor, at=at, ids=[one.pk for one in contacts], sought=personal.sought_contacts(contacts))
    for contact in contacts:
        _empty(contact, day_of(at))
    Party.objects.filter(pk=party.pk).update(**emptied, erased_on=day_of(at))
    events = Party.events.rel.related_model._base_manager  # type: ignore[attr-defined]
    events.filter(pgh_obj_id__in=same).update(**emptied)
    if not kept:
        FormerName.objects.filter(party=party).delete()
        former = FormerName.events.rel.related_model._base_manager  # type: ignore[attr-defined]
        former.filter(party_id__in=same).delete()
    for pk in same:
        forget(actor=actor, at=at, label=party.audit_subject, pk=pk, columns=emptied)
    party.refresh_from_db(fields=[*emptied, "erased_on"])
    record("parties.party.erased", actor=actor, subject=party, data={
        "reason": reason.strip(), "erased": sorted(emptied), "kept": {str(one.title): len(one.rows) for one in kept},
        "imports": lists,
    })
    return kept


def _empty(contact: Contact, on: date) -> None:
    contact.name = contact.role = contact.phone = contact.email = ""
    contact.erased_on = on
    contact.save(update_fields=["name", "role", "phone", "email", "erased_on"])
