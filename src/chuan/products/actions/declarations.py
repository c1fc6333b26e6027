# SPDX-License-Identifier: Apache-2.0
"""Writes of declarations of conformity. Locks: the party, then the declaration."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.documents.actions import store_file
from chuan.lib.clock import day_of
from chuan.lib.text import key, tidy
from chuan.parties.models import Party
from chuan.products import terms
from chuan.products.choices import Assessment, DeclarationKind, DeclarationState, DocumentKind
from chuan.products.errors import (
    AssessorMissing,
    DayInFuture,
    DeclarationTaken,
    FileEmpty,
    GoodsOfOthers,
    KindMismatch,
    NoticeTaken,
    NumberMissing,
    StandardNotInForce,
    ValidityTooLong,
    WrongState,
)
from chuan.products.models import Declaration, DeclarationFile, Goods, NormativeDocument
from chuan.products.rules import in_order

_REGULATIONS = {DocumentKind.QCVN, DocumentKind.QCDP}
_OPEN = (DeclarationState.RECEIVED, DeclarationState.SUPPLEMENT_ASKED)


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What stands in a declaration and its dossier."""

    kind: str
    document: NormativeDocument
    number: str
    declared_on: date
    received_on: date
    assessment: str
    dossier: str = ""
    assessor: str = ""
    certificate: str = ""
    certificate_until: date | None = None


@transaction.atomic
def receive_declaration(
    *, actor: User, at: datetime, party: Party, particulars: Particulars, goods: Iterable[Goods] = ()
) -> Declaration:
    """Enter a dossier that came in. The document must be in force on the day it is declared by, as far as one knows."""
    require(actor, "products.receive", party)
    party = Party.objects.select_for_update().get(pk=party.pk)
    covered = list(goods)
    values = _checked(particulars, day_of(at))
    _own(covered, party)
    if Declaration.objects.filter(party=party, number_key=values["number_key"]).exists():
        raise DeclarationTaken(party=party.name, number=values["number"])
    declaration = Declaration.objects.create(party=party, registered_at=at, **values)
    declaration.goods.set(covered)
    record("products.declaration.received", actor=actor, subject=declaration, data={
        "party": party.name, "document": particulars.document.number, "goods": [str(one) for one in covered],
    })
    return declaration


@transaction.atomic
def ask_supplement(*, actor: User, on: date, declaration: Declaration, asked_on: date, missing: str) -> Declaration:
    """Ask the party for what is missing; its time limit begins."""
    require(actor, "products.receive", declaration)
    declaration = _locked(declaration, DeclarationState.RECEIVED)
    _past(asked_on, on)
    in_order((_("Received on"), declaration.received_on), (_("Supplement asked on"), asked_on))
    if declaration.supplemented_on is not None:
        raise WrongState(state=str(declaration.get_state_display()))
    declaration.state, declaration.asked_on = DeclarationState.SUPPLEMENT_ASKED, asked_on
    declaration.save(update_fields=["state", "asked_on"])
    record("products.declaration.supplement_asked", actor=actor, subject=declaration,
           data={"day": asked_on.isoformat(), "missing": tidy(missing)})
    return declaration


@transaction.atomic
def receive_supplement(*, actor: User, on: date, declaration: Declaration, supplemented_on: date) -> Declaration:
    """Note that what was missing came in; the check begins."""
    require(actor, "products.receive", declaration)
    declaration = _locked(declaration, DeclarationState.SUPPLEMENT_ASKED)
    _past(supplemented_on, on)
    in_order((_("Supplement asked on"), declaration.asked_on), (_("Supplemented on"), supplemented_on))
    declaration.state, declaration.supplemented_on = DeclarationState.RECEIVED, supplemented_on
    declaration.save(update_fields=["state", "supplemented_on"])
    record("products.declaration.supplemented", actor=actor, subject=declaration, data={"day": supplemented_on.isoformat()})
    return declaration


@transaction.atomic
def issue_notice(
    *, actor: User, on: date, declaration: Declaration, notice_number: str, noticed_on: date, valid_until: date | None
) -> Declaration:
    """Enter the notice of receipt. Without a last day it holds as long as the law of its day says, if that is known."""
    require(actor, "products.receive", declaration)
    declaration = _locked(declaration, DeclarationState.RECEIVED)
    number = tidy(notice_number)
    if not key(number):
        raise NumberMissing
    _past(noticed_on, on)
    in_order((_("Received on"), declaration.supplemented_on or declaration.received_on), (_("Notice of receipt on"), noticed_on))
    longest = terms.last_valid_day(declaration, noticed_on)
    if longest is not None and valid_until is not None and valid_until > longest:
        raise ValidityTooLong(until=f"{longest:%d/%m/%Y}")
    last = valid_until or longest
    in_order((_("Notice of receipt on"), noticed_on), (_("Valid until"), last))
    taken = Declaration.objects.filter(notice_number=number).select_related("party").first()
    if taken is not None:
        raise NoticeTaken(number=number, party=taken.party.name)
    declaration.state, declaration.notice_number = DeclarationState.NOTICED, number
    declaration.noticed_on, declaration.valid_until = noticed_on, last
    declaration.save(update_fields=["state", "notice_number", "noticed_on", "valid_until"])
    record("products.declaration.noticed", actor=actor, subject=declaration, data={
        "number": number, "day": noticed_on.isoformat(), "valid_until": last.isoformat() if last else "",
    })
    return declaration


@transaction.atomic
def close_declaration(*, actor: User, on: date, declaration: Declaration, state: str, closed_on: date, reason: str) -> Declaration:
    """Refuse to take an open dossier in, or note that the party withdrew its declaration."""
    require(actor, "products.receive", declaration)
    wanted = DeclarationState(state)
    allowed = _OPEN if wanted == DeclarationState.REFUSED else (*_OPEN, DeclarationState.NOTICED)
    declaration = _locked(declaration, *allowed)
    if wanted not in {DeclarationState.REFUSED, DeclarationState.WITHDRAWN}:
        raise WrongState(state=str(declaration.get_state_display()))
    _past(closed_on, on)
    in_order((_("Received on"), declaration.noticed_on or declaration.received_on), (_("Dossier closed on"), closed_on))
    declaration.state, declaration.closed_on = wanted, closed_on
    declaration.save(update_fields=["state", "closed_on"])
    record("products.declaration.closed", actor=actor, subject=declaration,
           data={"after": wanted.value, "day": closed_on.isoformat(), "reason": tidy(reason)})
    return declaration


@transaction.atomic
def attach_file(*, actor: User, declaration: Declaration, title: str, name: str, content_type: str, content: bytes) -> DeclarationFile:
    """Keep a paper of the dossier as it came."""
    require(actor, "products.receive", declaration)
    if not 0 < len(content) <= settings.UPLOAD_MAX_BYTES:
        raise FileEmpty(name=name, limit=settings.UPLOAD_MAX_BYTES // 2**20)
    declaration = Declaration.objects.select_for_update().get(pk=declaration.pk)
    file = store_file(name=name, content_type=content_type, content=content, actor=actor)
    kept = DeclarationFile.objects.create(declaration=declaration, file=file, title=tidy(title) or name)
    record("products.declaration.file_attached", actor=actor, subject=declaration,
           data={"file": file.name, "sha256": file.sha256})
    return kept


def _checked(given: Particulars, today: date) -> dict[str, Any]:
    number, assessor = tidy(given.number), tidy(given.assessor)
    if not key(number):
        raise NumberMissing
    _past(given.received_on, today)
    in_order((_("Declared on"), given.declared_on), (_("Received on"), given.received_on))
    in_order((_("Declared on"), given.declared_on), (_("Certificate valid until"), given.certificate_until))
    if (given.document.kind in _REGULATIONS) != (given.kind == DeclarationKind.REGULATION):
        raise KindMismatch(number=given.document.number, kind=str(DeclarationKind(given.kind).label))
    standing = given.document.standing_on(given.declared_on)
    if standing not in {"in_force", "unknown"}:
        raise StandardNotInForce(
            number=given.document.number, day=f"{given.declared_on:%d/%m/%Y}", standing=str(standing.label)
        )
    if given.assessment == Assessment.CERTIFIED and not assessor:
        raise AssessorMissing
    return {
        "kind": given.kind, "document": given.document, "number": number, "number_key": key(number),
        "declared_on": given.declared_on, "received_on": given.received_on, "assessment": given.assessment,
        "assessor": assessor, "dossier": tidy(given.dossier), "certificate": tidy(given.certificate),
        "certificate_until": given.certificate_until,
    }


def _own(goods: list[Goods], party: Party) -> None:
    for one in goods:
        if one.party_id != party.pk:
            raise GoodsOfOthers(goods=str(one), party=party.name)


def _locked(declaration: Declaration, *states: DeclarationState) -> Declaration:
    found = Declaration.objects.select_for_update().get(pk=declaration.pk)
    if found.state not in states:
        raise WrongState(state=str(found.get_state_display()))
    return found


def _past(day: date, today: date) -> None:
    if day > today:
        raise DayInFuture(day=f"{day:%d/%m/%Y}")
