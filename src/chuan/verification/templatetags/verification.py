# SPDX-License-Identifier: Apache-2.0
"""What a certificate is worth today; numbers of standards as their certificates write them."""

from datetime import date
from decimal import Decimal

from django import template

from chuan.ui import figures
from chuan.verification.choices import CertificateStanding
from chuan.verification.models import VerificationCertificate
from chuan.verification.rules import plain

register = template.Library()


@register.simple_tag
def standing(certificate: VerificationCertificate, day: date) -> CertificateStanding:
    """The standing of a certificate on a day."""
    return certificate.standing_on(day)


@register.filter
def exact(value: Decimal | None) -> str:
    """A number without the zeros that only the column added."""
    return figures.number(None if value is None else plain(value))
