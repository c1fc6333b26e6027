# SPDX-License-Identifier: Apache-2.0
"""Verifiers' cards (circular 24/2013, articles 29 to 34): entered and renewed."""

from datetime import date

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit import actions as audit
from chuan.lib import clock
from chuan.verification import queries
from chuan.verification.errors import CardNumberTaken, NotAVerifier
from chuan.verification.models import VerifierCard


@transaction.atomic
def enter_card(*, holder: User, number: str, valid_until: date, actor: User) -> VerifierCard:
    """Give a verifier the card as printed, or renew it."""
    require(actor, "verification.manage_cards")
    if not queries.verifiers_on(clock.today()).filter(pk=holder.pk).exists():
        raise NotAVerifier(person=holder.get_full_name())
    if VerifierCard.objects.filter(number=number).exclude(user=holder).exists():
        raise CardNumberTaken(number=number)
    card, _ = VerifierCard.objects.update_or_create(user=holder, defaults={"number": number, "valid_until": valid_until})
    audit.record("verification.card.entered", actor=actor, subject=card, data={
        "holder": holder.get_full_name(), "valid_until": valid_until,
    })
    return card
