# SPDX-License-Identifier: Apache-2.0
"""What the public may learn about a certificate: nothing about owner, place or person."""

from dataclasses import dataclass
from datetime import date

from chuan import law
from chuan.documents.check_codes import is_right
from chuan.portal.choices import Verdict
from chuan.portal.rules import parse_number, print_number
from chuan.verification.choices import CertificateStanding
from chuan.verification.models import VerificationCertificate
from chuan.verification.papers import PURPOSE

_VERDICTS = {
    CertificateStanding.VALID: Verdict.VALID,
    CertificateStanding.EXPIRED: Verdict.EXPIRED,
    CertificateStanding.REVOKED: Verdict.REVOKED,
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the page shows; the instrument's facts as the paper states them, to be compared with it."""

    verdict: Verdict
    number: str
    kind: str = ""
    maker: str = ""
    model: str = ""
    serial: str = ""
    mark: str = ""
    organisation: str = ""
    verified_on: date | None = None
    valid_until: date | None = None
    revoked_on: date | None = None


def answer(*, number: str, code: str, on: date) -> Answer:
    """The verdict on a number and its check code on a day."""
    parsed = parse_number(number)
    shown = print_number(*parsed) if parsed else number.strip()[:20]
    if parsed is None or not is_right(code, shown, purpose=PURPOSE):
        return Answer(verdict=Verdict.FORGED, number=shown)
    certificate = (
        VerificationCertificate.objects.select_related("instrument", "mark")
        .filter(year=parsed[0], number=parsed[1]).first()
    )
    if certificate is None:
        return Answer(verdict=Verdict.UNKNOWN, number=shown)
    return _about(certificate, on)


def _about(certificate: VerificationCertificate, on: date) -> Answer:
    instrument = certificate.instrument
    printed = certificate.content.get("instrument", {})
    return Answer(
        verdict=_VERDICTS[certificate.standing_on(on)], number=certificate.code, kind=law.kind_name(instrument.kind),
        maker=printed.get("maker", instrument.maker), model=printed.get("model", instrument.model),
        serial=printed.get("serial", instrument.serial), mark=certificate.mark.code if certificate.mark else "",
        organisation=certificate.content.get("organisation", {}).get("name", ""),
        verified_on=certificate.verified_on, valid_until=certificate.valid_until, revoked_on=certificate.revoked_on,
    )
