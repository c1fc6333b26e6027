# SPDX-License-Identifier: Apache-2.0
"""Parties, premises, instruments and certificates for programs: narrowed querysets, and rows as plain values."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from chuan.accounts.models import Unit, User
from chuan.api.models import ApiKey
from chuan.lib.text import key
from chuan.parties.models import Party, Premises
from chuan.places.models import AdministrativeUnit
from chuan.portal.rules import parse_number
from chuan.registry.models import Instrument
from chuan.verification.models import VerificationCertificate

M = TypeVar("M", bound=Model)
_PLAIN = ("kind", "status")


def keys_shown(user: User) -> QuerySet[ApiKey]:
    """Keys with organisation and issuer, the newest first."""
    return ApiKey.objects.visible_to(user).select_related("unit", "created_by").order_by("-created_at", "pk")


def organisations() -> QuerySet[Unit]:
    """Units that may be given a key."""
    return Unit.objects.order_by("name")


def parties(user: User, asked: dict[str, Any]) -> QuerySet[Party]:
    """Parties the caller may see."""
    found = Party.objects.visible_to(user).defer("search")
    if "tax_code" in asked:
        found = found.filter(tax_code=asked["tax_code"])
    return narrowed(found, asked)


def premises(user: User, asked: dict[str, Any]) -> QuerySet[Premises]:
    """Premises the caller may see, with owner and communes."""
    found = Premises.objects.visible_to(user).select_related("party", "current_unit", "stated_unit").defer(
        "search", "party__search", "current_unit__search", "stated_unit__search"
    )
    if "commune" in asked:
        found = found.filter(current_unit__code=asked["commune"])
    if "owner_id" in asked:
        found = found.filter(party_id=asked["owner_id"])
    return narrowed(found, asked)


def instruments(user: User, asked: dict[str, Any]) -> QuerySet[Instrument]:
    """Instruments the caller may see, with place and commune."""
    found = Instrument.objects.visible_to(user).select_related("premises__current_unit").defer(
        "search", "premises__search", "premises__current_unit__search"
    )
    if "commune" in asked:
        found = found.filter(premises__current_unit__code=asked["commune"])
    if "due_before" in asked:
        found = found.overdue_on(date.fromisoformat(asked["due_before"]))
    if "serial" in asked:
        found = found.filter(serial_key=key(asked["serial"]))
    for name in {"owner_id", "premises_id"} & asked.keys():
        found = found.filter(**{name: asked[name]})
    return narrowed(found, asked, entered="registered_at")


def certificates(user: User, asked: dict[str, Any]) -> QuerySet[VerificationCertificate]:
    """Certificates the caller may see, with instrument and mark."""
    found = VerificationCertificate.objects.visible_to(user).select_related("instrument", "mark").defer(
        "citation", "instrument__search"
    )
    for name, column in (("instrument_id", "instrument_id"), ("kind", "instrument__kind"),
                         ("issued_since", "issued_on__gte"), ("issued_until", "issued_on__lte")):
        if name in asked:
            found = found.filter(**{column: asked[name]})
    return found


def certificate_numbered(user: User, number: str) -> VerificationCertificate | None:
    """The certificate of that number, as far as the caller may see it."""
    parsed = parse_number(number)
    if parsed is None:
        return None
    return certificates(user, {}).filter(year=parsed[0], number=parsed[1]).first()


def narrowed(found: QuerySet[M], asked: dict[str, Any], *, entered: str = "") -> QuerySet[M]:
    """What every list is narrowed by: kind, status, and what was entered or changed since a moment."""
    for name in _PLAIN:
        if name in asked:
            found = found.filter(**{name: asked[name]})
    if "updated_since" in asked:
        found = found.filter(_updated(found.model, datetime.fromisoformat(asked["updated_since"]), entered))
    return found


def _updated(model: type[Model], since: datetime, entered: str) -> Q:
    """Rows entered since, or changed since: the history keeps the moment of every change."""
    if timezone.is_naive(since):
        since = timezone.make_aware(since)
    history = model.events.rel.related_model._base_manager  # type: ignore[attr-defined]
    changed = Q(pk__in=history.filter(pgh_created_at__gte=since).values("pgh_obj_id"))
    if entered:
        return changed | Q(**{f"{entered}__gte": since})
    return changed | Q(pk__gte=_first_id_of(since))


def _first_id_of(moment: datetime) -> str:
    """The smallest UUIDv7 of a moment: ids tell when a row was entered."""
    stamp = max(0, int(moment.timestamp() * 1000)) & ((1 << 48) - 1)
    return f"{stamp:012x}" + "0" * 20


def commune_out(unit: AdministrativeUnit | None) -> dict[str, str] | None:
    """A commune as programs see it."""
    return {"code": unit.code, "name": unit.full_name} if unit else None


def party_out(party: Party) -> dict[str, Any]:
    """A party; of a person nothing by which they can be reached."""
    return {
        "id": party.pk, "kind": party.kind, "name": party.name, "tax_code": party.shown_tax_code,
        "phone": party.shown_phone, "email": party.shown_email, "address": None if party.is_personal else party.address,
        "status": party.status, "status_since": party.status_since,
    }


def premises_out(one: Premises) -> dict[str, Any]:
    """Premises."""
    plain = ("kind", "name", "address", "longitude", "latitude", "opened_on", "closed_on")
    return {name: getattr(one, name) for name in plain} | {
        "id": one.pk, "owner_id": one.party_id, "owner_name": one.party.name, "owner_tax_code": one.party.shown_tax_code,
        "commune": commune_out(one.current_unit), "stated_commune": commune_out(one.stated_unit),
    }


def instrument_out(one: Instrument, *, on: date) -> dict[str, Any]:
    """An instrument as it stands on a day."""
    plain = ("kind", "kind_name", "maker", "model", "serial", "type_approval_mark", "characteristics", "owner_id",
             "premises_id", "status", "last_verified_on", "valid_until", "registered_at")
    return {name: getattr(one, name) for name in plain} | {
        "id": one.pk, "premises_name": one.premises.name, "commune": commune_out(one.premises.current_unit),
        "standing": one.standing_on(on).value,
    }


def certificate_out(one: VerificationCertificate, *, on: date) -> dict[str, Any]:
    """The public facts of a certificate, as the paper states them."""
    printed = one.content.get("instrument", {})
    return {
        "number": one.code, "instrument_id": one.instrument_id, "kind": one.instrument.kind,
        **{name: printed.get(name, getattr(one.instrument, name)) for name in ("maker", "model", "serial")},
        "mark": one.mark.code if one.mark else "", "verified_on": one.verified_on, "issued_on": one.issued_on,
        "valid_until": one.valid_until, "standing": one.standing_on(on).value, "revoked_on": one.revoked_on,
    }
