# SPDX-License-Identifier: Apache-2.0
"""Verification certificates (circular 24/2013, form 18.GCNKĐ) and rejection notices."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, track
from chuan.documents.models import StoredFile
from chuan.registry.models import Instrument
from chuan.ui.addresses import of_row
from chuan.verification.choices import CertificateStanding
from chuan.verification.models.job import Job
from chuan.verification.models.mark import VerificationMark

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class VerificationCertificateQuerySet(QuerySet["VerificationCertificate"]):
    """Reads of certificates."""

    def visible_to(self, user: "User | AnonymousUser") -> "VerificationCertificateQuerySet":
        """Certificates this user may see."""
        scope = Scope.of(user)
        if scope.everything:
            return self
        return self.filter(
            Q(instrument__premises__current_unit__code__in=scope.place_codes)
            | Q(instrument__owner__tax_code__in=scope.tax_codes)
        )

    def in_force_on(self, day: date) -> "VerificationCertificateQuerySet":
        """Certificates that hold on a day."""
        holds = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.filter(holds, issued_on__lte=day).exclude(revoked_on__lte=day)

    def standing_as(self, standing: str, day: date) -> "VerificationCertificateQuerySet":
        """Certificates that are worth this much on a day (a `CertificateStanding`)."""
        if standing == CertificateStanding.REVOKED:
            return self.filter(revoked_on__lte=day)
        valid = self.exclude(revoked_on__lte=day)
        if standing == CertificateStanding.EXPIRED:
            return valid.filter(valid_until__lt=day)
        return valid.filter(Q(valid_until=None) | Q(valid_until__gte=day))

    def issued_between(self, first: date, last: date) -> "VerificationCertificateQuerySet":
        """Certificates issued in [first, last]."""
        return self.filter(issued_on__range=(first, last))


@track
class VerificationCertificate(Row):
    """The certificate of a passed job. Nothing of it changes after issue but its revocation."""

    number = models.PositiveIntegerField(_("Number"))
    year = models.PositiveSmallIntegerField()
    job = models.OneToOneField(Job, null=True, on_delete=models.PROTECT, related_name="certificate")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="certificates")
    mark = models.OneToOneField(VerificationMark, null=True, on_delete=models.PROTECT, related_name="certificate")
    verified_on = models.DateField(_("Verified on"))
    issued_on = models.DateField(_("Date of issue"))
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: last valid day; None where the law asks for no periodic verification
    valid_until = models.DateField(_("Holds until"), null=True, blank=True)
    #: the law as it was used: law.Citation values by path, and the fingerprint of all law data
    citation = models.JSONField(default=list)
    law_fingerprint = models.CharField(max_length=64)
    #: what the paper says, frozen at issue
    content = models.JSONField(default=dict)
    document = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_on = models.DateField(_("Revoked on"), null=True, blank=True)
    revocation_reason = models.CharField(_("Reason"), max_length=300, blank=True)

    objects = VerificationCertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="certificate_number_once")]
        indexes = [models.Index(fields=["issued_on"], name="certificate_issued_on")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The number as printed: 26.00042."""
        return f"{self.year % 100:02d}.{self.number:05d}"

    def get_absolute_url(self) -> str:
        """Its page for the staff."""
        return of_row("verification:certificate", self.pk)

    def standing_on(self, day: date) -> CertificateStanding:
        """What it is worth on a day."""
        if self.revoked_on is not None and self.revoked_on <= day:
            return CertificateStanding.REVOKED
        if self.valid_until is not None and self.valid_until < day:
            return CertificateStanding.EXPIRED
        return CertificateStanding.VALID


@track
class RejectionNotice(Row):
    """Says that an instrument failed, and why (VIML: rejection notice)."""

    number = models.PositiveIntegerField(_("Number"))
    year = models.PositiveSmallIntegerField()
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="rejection_notice")
    issued_on = models.DateField(_("Date of issue"))
    content = models.JSONField(default=dict)
    document = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="rejection_number_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The number as printed: 26.00042."""
        return f"{self.year % 100:02d}.{self.number:05d}"
