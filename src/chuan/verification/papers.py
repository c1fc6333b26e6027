# SPDX-License-Identifier: Apache-2.0
"""What the centre's papers say and how they become PDF. Papers speak Vietnamese whatever the user's language."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from chuan import law
from chuan.accounts.choices import Role, UnitKind
from chuan.accounts.models import Unit, User
from chuan.documents import pdf, qr
from chuan.documents.check_codes import check_code
from chuan.metrology.dispenser import Reason
from chuan.places.choices import Level
from chuan.places.models import AdministrativeUnit
from chuan.registry.models import Instrument
from chuan.verification.choices import FlowRate, VerificationKind
from chuan.verification.models import Job
from chuan.verification.rules import plain

TEMPLATES = Path(__file__).parent / "typst"
#: What check codes of certificates are made for.
PURPOSE = "certificate"
#: Where the public checks them (the portal answers there): printed on paper, so it never changes.
CHECK_PATH = "gcn/"

_CHARACTERISTICS = {
    "hoses": _("Number of hoses: {value}"),
    "q_max_l_min": _("Largest flow rate: {value} L/min"),
    "q_min_l_min": _("Smallest flow rate: {value} L/min"),
    "min_quantity_l": _("Smallest measured quantity: {value} L"),
    "accuracy_class": _("Accuracy class: {value}"),
}
_REASON = _("Hose {hose}, {flow_rate}: errors {errors} % are beyond the limit of ±{mpe} %")
_MORE_REASONS = _("and {count} more test points")
#: One page holds so many test points.
_MOST_REASONS = 8
_REASON_VISUAL = _("External inspection: not passed")
_REASON_TECHNICAL = _("Technical inspection: not passed")


def organisation_of(actor: User) -> Unit | None:
    """The centre in whose name a person signs."""
    units = [m.unit for m in actor.current_memberships if m.unit.kind == UnitKind.CENTRE]
    return units[0] if units else Unit.objects.filter(kind=UnitKind.CENTRE).order_by("code").first()


def certificate_content(*, job: Job, code: str, actor: User, issued_on: date, valid_until: date | None) -> dict[str, Any]:
    """Everything a certificate says, as plain JSON: frozen with it, and all that its PDF is made from."""
    return _common(job, code, actor, issued_on) | {
        "schema": "verification-certificate/1",
        "valid_until": valid_until.isoformat() if valid_until else "",
        "mark": job.mark.code if job.mark else "",
        "head": {"name": actor.get_full_name(), "position": actor.position or gettext_vi(Role.CENTRE_DIRECTOR.label)},
        "check_code": check_code(code, purpose=PURPOSE),
        "check_page": f"{settings.PUBLIC_URL}/{CHECK_PATH}",
        "check_address": public_address(code),
    }


def rejection_content(
    *, job: Job, code: str, actor: User, issued_on: date, reasons: Iterable[Reason], mpe_percent: Decimal
) -> dict[str, Any]:
    """Everything a rejection notice says."""
    with translation.override("vi"):
        lines = [gettext(_REASON_VISUAL)] if job.visual_passed is False else []
        lines += [gettext(_REASON_TECHNICAL)] if job.technical_passed is False else []
        lines += _beyond(reasons, mpe_percent)
    return _common(job, code, actor, issued_on) | {"schema": "rejection-notice/1", "reasons": lines}


def public_address(code: str) -> str:
    """Where anybody checks a certificate: what the QR code holds."""
    return f"{settings.PUBLIC_URL}/{CHECK_PATH}{code}/{check_code(code, purpose=PURPOSE)}/"


def certificate_pdf(content: dict[str, Any], *, at: datetime) -> bytes:
    """The certificate as signed PDF/A."""
    data = content | {"qr": qr.qr_svg(content["check_address"]).decode(), "signed_by": _signer_name()}
    return _signed("certificate.typ", data, reason="Giấy chứng nhận kiểm định", at=at)


def rejection_pdf(content: dict[str, Any], *, at: datetime) -> bytes:
    """The rejection notice as signed PDF/A."""
    return _signed("rejection.typ", content | {"signed_by": _signer_name()}, reason="Thông báo không đạt", at=at)


def percent_vi(value: Decimal | None, *, limit: Decimal) -> str:
    """An error for a Vietnamese sentence: sign, comma, two decimals or as many as show that it is beyond the limit.

    >>> percent_vi(Decimal("0.42123"), limit=Decimal("0.3")), percent_vi(Decimal("-0.30004"), limit=Decimal("0.3"))
    ('+0,42', '−0,30004')
    """
    if value is None:
        return ""
    shown = value
    for places in range(2, 8):
        shown = value.quantize(Decimal(1).scaleb(-places))
        if abs(shown) > limit:
            break
    sign = "+" if shown > 0 else "−" if shown < 0 else ""
    return sign + format(abs(shown), "f").replace(".", ",")


def gettext_vi(label: Any) -> str:
    """A lazy label in Vietnamese."""
    with translation.override("vi"):
        return str(label)


def _common(job: Job, code: str, actor: User, issued_on: date) -> dict[str, Any]:
    instrument, unit = job.instrument, organisation_of(actor)
    card = getattr(job.verifier, "verifier_card", None)
    assert job.measured_on is not None
    return {
        "number": code,
        "organisation": {"name": unit.name if unit else "", "parent": unit.parent.name if unit and unit.parent else ""},
        "instrument": _instrument(instrument),
        "user": _user_of(instrument),
        "place": place_of(instrument),
        "method": job.findings.get("document", ""),
        "kind_vi": gettext_vi(VerificationKind(job.kind).label),
        "kind_en": _in_english(VerificationKind(job.kind).label),
        "verified_on": job.measured_on.isoformat(),
        "issued_on": issued_on.isoformat(),
        "issued_at_place": _province_name(issued_on),
        "verifier": {"name": job.verifier.get_full_name(), "card": card.number if card else ""},
        "standards": job.findings.get("standards", []),
    }


def _instrument(instrument: Instrument) -> dict[str, Any]:
    kind = law.kinds().get(instrument.kind)
    return {
        "name_vi": kind.name_vi if kind else instrument.kind,
        "name_en": kind.name_en if kind else "",
        "maker": instrument.maker, "model": instrument.model, "serial": instrument.serial,
        "country": str(instrument.characteristics.get("country", "")),
        "type_approval_mark": instrument.type_approval_mark,
        "characteristics": characteristics_of(instrument),
    }


def characteristics_of(instrument: Instrument) -> list[str]:
    """The characteristics on record, in Vietnamese sentences; what is not on record is left out."""
    known = instrument.characteristics
    with translation.override("vi"):
        lines = [
            gettext(template).format(value=str(known[name]).replace(".", ","))
            for name, template in _CHARACTERISTICS.items() if known.get(name) not in (None, "")
        ]
        if instrument.type_approval_mark:
            lines.append(gettext(_("Type-approval mark: {value}")).format(value=instrument.type_approval_mark))
    return lines


def place_of(instrument: Instrument) -> str:
    """Name, address and commune of the place of use; the address is not said twice."""
    premises = instrument.premises
    parts = [premises.name, premises.address]
    if premises.current_unit is not None:
        parts.append(premises.current_unit.full_name)
    return join_address(parts)


def join_address(parts: Sequence[str]) -> str:
    """Join what is not contained in what was said before.

    >>> join_address(["Trạm 1", "Số 1, Phường Tô Hiệu", "Phường Tô Hiệu", ""])
    'Trạm 1, Số 1, Phường Tô Hiệu'
    """
    said: list[str] = []
    for part in parts:
        if part and part.casefold() not in ", ".join(said).casefold():
            said.append(part)
    return ", ".join(said)


def _user_of(instrument: Instrument) -> str:
    owner = instrument.owner
    if not owner.tax_code:
        return owner.name
    with translation.override("vi"):
        return gettext(_("{name} (tax code {code})")).format(name=owner.name, code=owner.shown_tax_code)


def _province_name(day: date) -> str:
    unit = AdministrativeUnit.objects.on(day).filter(code=settings.PROVINCE_CODE, level=Level.PROVINCE).first()
    return unit.name if unit else ""


def _beyond(reasons: Iterable[Reason], mpe_percent: Decimal) -> list[str]:
    """A line per test point that failed, in the language set by the caller."""
    failed = [reason for reason in reasons if reason.code == "beyond-limit"]
    lines = [
        gettext(_REASON).format(
            hose=hose, flow_rate=str(FlowRate(flow_rate).label).lower(), mpe=plain(mpe_percent).replace(".", ","),
            errors="; ".join(percent_vi(reason.error_percent, limit=mpe_percent) for reason in group),
        )
        for (hose, flow_rate), group in groupby(failed, key=lambda reason: (reason.hose, reason.flow_rate))
    ]
    if len(lines) > _MOST_REASONS:
        more = gettext(_MORE_REASONS).format(count=len(lines) - _MOST_REASONS)
        lines = [*lines[:_MOST_REASONS], more]
    return lines


def _in_english(label: Any) -> str:
    with translation.override("en"):
        return str(label)


def _signer_name() -> str:
    from chuan.documents import signing  # takes a second to load, and most processes sign nothing

    return signing.signer_name()


def _signed(template: str, data: dict[str, Any], *, reason: str, at: datetime) -> bytes:
    from chuan.documents import signing

    content = pdf.compile_pdf(TEMPLATES / template, data, at=at)
    return signing.sign_pdf(content, reason=reason, location=data["issued_at_place"])
