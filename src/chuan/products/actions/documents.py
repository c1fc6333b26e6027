# SPDX-License-Identifier: Apache-2.0
"""Writes of normative documents. Locks: the document, then those it replaces, by number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chuan import law
from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record, record_many
from chuan.lib.errors import ChuanError
from chuan.lib.text import key, tidy
from chuan.parties.models import Party
from chuan.products.choices import DocumentKind
from chuan.products.errors import (
    DocumentTaken,
    NumberMissing,
    OwnerMissing,
    ReplacesItself,
    TextUnknown,
)
from chuan.products.models import NormativeDocument
from chuan.products.rules import in_order


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What is known of a document; an unknown day is None."""

    kind: str
    number: str
    title: str
    managing_body: str = ""
    owner: Party | None = None
    law_text: str = ""
    issued_on: date | None = None
    in_force_from: date | None = None
    ended_on: date | None = None
    source: str = ""


@transaction.atomic
def register_document(
    *, actor: User, particulars: Particulars, replaces: Iterable[NormativeDocument] = ()
) -> NormativeDocument:
    """Enter a document. What it replaces ends on the day it comes into force, where no other day is known."""
    require(actor, "products.edit")
    values = _checked(particulars)
    _free(values["number_key"], particulars.owner)
    document = NormativeDocument.objects.create(**values)
    _set_replaces(document, list(replaces))
    record("products.document.registered", actor=actor, subject=document, data={"kind": document.kind})
    return document


@transaction.atomic
def register_many(*, actor: User, rows: Sequence[Particulars]) -> list[NormativeDocument | ChuanError]:
    """Enter documents that replace nothing; those that may not stand are not entered, and why is returned in their place.

    No two rows may be the same document.
    """
    require(actor, "products.edit")
    found: list[NormativeDocument | ChuanError] = []
    for row in rows:
        try:
            found.append(NormativeDocument(**_checked(row)))
        except ChuanError as error:
            found.append(error)
    keys = {one.number_key for one in found if isinstance(one, NormativeDocument)}
    taken = {(one.number_key, one.owner_id): one for one in NormativeDocument.objects.defer("search").filter(number_key__in=keys)}
    for at, one in enumerate(found):
        other = taken.get((one.number_key, one.owner_id)) if isinstance(one, NormativeDocument) else None
        if other is not None:
            found[at] = DocumentTaken(number=other.number, title=other.title)
    made = [one for one in found if isinstance(one, NormativeDocument)]
    NormativeDocument.objects.bulk_create(made)
    record_many("products.document.registered", actor=actor, told=[(one, {"kind": one.kind}) for one in made])
    return found


@transaction.atomic
def edit_document(
    *, actor: User, document: NormativeDocument, particulars: Particulars, replaces: Iterable[NormativeDocument] = ()
) -> NormativeDocument:
    """Correct a document; who owns it does not change."""
    require(actor, "products.edit", document)
    document = NormativeDocument.objects.select_for_update().get(pk=document.pk)
    values = _checked(particulars)
    _free(values["number_key"], document.owner, other_than=document)
    changed = sorted(name for name, value in values.items() if getattr(document, name) != value)
    for name in changed:
        setattr(document, name, values[name])
    document.save(update_fields=changed or None)
    before = set(document.replaces.values_list("pk", flat=True))
    wanted = list(replaces)
    if {one.pk for one in wanted} != before:
        _set_replaces(document, wanted)
        changed.append("replaces")
    if changed:
        record("products.document.edited", actor=actor, subject=document, data={"changed": changed})
    return document


def _checked(given: Particulars) -> dict[str, Any]:
    number = tidy(given.number)
    if not key(number):
        raise NumberMissing
    if (given.kind == DocumentKind.TCCS) != (given.owner is not None):
        raise OwnerMissing
    if given.law_text and given.law_text not in law.corpus().texts:
        raise TextUnknown(text=given.law_text)
    in_order((_("Issued on"), given.issued_on), (_("In force from"), given.in_force_from))
    in_order((_("In force from"), given.in_force_from), (_("Ended on"), given.ended_on))
    return {
        "kind": given.kind, "number": number, "number_key": key(number), "title": tidy(given.title),
        "managing_body": tidy(given.managing_body), "owner": given.owner, "law_text": given.law_text,
        "issued_on": given.issued_on, "in_force_from": given.in_force_from, "ended_on": given.ended_on,
        "source": tidy(given.source),
    }


def _free(number_key: str, owner: Party | None, *, other_than: NormativeDocument | None = None) -> None:
    others = NormativeDocument.objects.filter(number_key=number_key, owner=owner)
    taken = others.exclude(pk=other_than.pk).first() if other_than else others.first()
    if taken is not None:
        raise DocumentTaken(number=taken.number, title=taken.title)


def _set_replaces(document: NormativeDocument, wanted: list[NormativeDocument]) -> None:
    earlier = list(
        NormativeDocument.objects.filter(pk__in=[one.pk for one in wanted]).select_for_update().order_by("number_key")
    )
    if _leads_to(document, earlier):
        raise ReplacesItself(number=document.number)
    document.replaces.set(earlier)
    for one in earlier:
        if one.ended_on is None and document.in_force_from is not None:
            in_order((_("In force from"), one.in_force_from), (_("Ended on"), document.in_force_from))
            one.ended_on = document.in_force_from
            one.save(update_fields=["ended_on"])


def _leads_to(document: NormativeDocument, earlier: list[NormativeDocument]) -> bool:
    """True if the document is among these or what they replaced before."""
    seen: set[Any] = set()
    frontier = {one.pk for one in earlier}
    while frontier:
        if document.pk in frontier:
            return True
        seen |= frontier
        frontier = set(
            NormativeDocument.replaces.through.objects.filter(from_normativedocument__in=frontier)
            .values_list("to_normativedocument", flat=True)
        ) - seen
    return False
