# SPDX-License-Identifier: Apache-2.0
"""What a certificate is worth today."""

from datetime import date

from django import template

from chuan.verification.choices import CertificateStanding
from chuan.verification.models import VerificationCertificate

register = template.Library()


@register.simple_tag
def standing(certificate: VerificationCertificate, day: date) -> CertificateStanding:
    """The standing of a certificate on a day."""
    return certificate.standing_on(day)
