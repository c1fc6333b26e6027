# SPDX-License-Identifier: Apache-2.0
"""What this room tells the law: which certificates rest on it, and how one is explained by its number."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from chuan import law
from chuan.accounts.permissions import may
from chuan.law.explainers import Act
from chuan.verification.models import VerificationCertificate

_NUMBER = re.compile(r"(?:(?P<year>\d{2}|\d{4})[.\-/ ])?(?P<number>\d{1,8})", re.ASCII)
_COMPACT = re.compile(r"(?P<year>\d{2})(?P<number>\d{5,8})", re.ASCII)
_SHOWN = 6
_CENTURY = 2000
_LARGEST = 2_147_483_647


def acts(text: str) -> Iterator[Act]:
    """Certificates the text may mean: 26.00042, 2026/42, 2600042, or 42 of any year."""
    for certificate in VerificationCertificate.objects.filter(_meant(text)).select_related("instrument")[:_SHOWN]:
        yield Act(
            number=certificate.code, title=str(certificate.instrument), done_on=certificate.issued_on,
            citation=certificate.citation, fingerprint=certificate.law_fingerprint,
        )


def certificates_resting_on(user: Any, path: str) -> tuple[int, str] | None:
    """How many certificates of the kind that a parameter is about, and their list."""
    if not may(user, "verification.read_certificate"):
        return None
    address = reverse("verification:certificates")
    found = VerificationCertificate.objects.visible_to(user)
    if path == law.VALIDITY_RULE:
        return found.count(), address
    kind = path.split("/")[2]
    if f"verification/procedures/{kind}/document" not in law.corpus().parameters:
        return 0, ""
    return found.filter(instrument__kind=kind).count(), f"{address}?kind={kind}"


def _meant(text: str) -> Q:
    match = _COMPACT.fullmatch(text) or _NUMBER.fullmatch(text)
    if match is None:
        return Q(pk__in=[])
    number = Q(number=min(int(match["number"]), _LARGEST))
    if not match["year"]:
        return number
    year = int(match["year"])
    return number & Q(year=year if year >= _CENTURY else _CENTURY + year)
