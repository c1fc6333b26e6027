# SPDX-License-Identifier: Apache-2.0
"""Orders, jobs and readings."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, track
from chuan.parties.models import Party, Premises
from chuan.registry.models import Instrument
from chuan.ui.addresses import of_row
from chuan.verification.choices import FlowRate, JobStatus, VerificationKind
from chuan.verification.models.mark import VerificationMark
from chuan.verification.models.standard import MeasurementStandard

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class OrderQuerySet(QuerySet["Order"]):
    """Reads of orders."""

    def visible_to(self, user: "User | AnonymousUser") -> "OrderQuerySet":
        """Orders this user may see."""
        return self if Scope.of(user).everything else self.none()


class Order(Row):
    """A verification order: one place, one day, one or more instruments."""

    number = models.PositiveIntegerField(_("Number"))
    year = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="orders", verbose_name=_("Customer"))
    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="orders", verbose_name=_("Site"))
    planned_on = models.DateField(_("Planned for"))
    note = models.CharField(_("Note"), max_length=300, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("Received at"))

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="order_number_once")]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """Its page."""
        return of_row("verification:order", self.pk)

    @property
    def code(self) -> str:
        """The number as written: 00012/26."""
        return f"{self.number:05d}/{self.year % 100:02d}"


class JobQuerySet(QuerySet["Job"]):
    """Reads of jobs."""

    def visible_to(self, user: "User | AnonymousUser") -> "JobQuerySet":
        """Jobs this user may see."""
        return self if Scope.of(user).everything else self.none()

    def open(self) -> "JobQuerySet":
        """Jobs still to be measured."""
        return self.filter(status=JobStatus.OPEN)

    def waiting_for_certificate(self) -> "JobQuerySet":
        """Jobs passed and not yet issued."""
        return self.filter(status=JobStatus.PASSED)


@track
class Job(Row):
    """The verification of one instrument."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="jobs")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="jobs")
    kind = models.CharField(_("Kind of verification"), max_length=20, choices=VerificationKind)
    status = models.CharField(_("Status"), max_length=10, choices=JobStatus, default=JobStatus.OPEN)
    verifier = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs", verbose_name=_("Verifier")
    )
    measured_on = models.DateField(_("Measured on"), null=True, blank=True)
    measured_at = models.DateTimeField(null=True)
    liquid = models.CharField(_("Liquid"), max_length=60, blank=True)
    ambient_c = models.DecimalField(_("Ambient temperature (°C)"), max_digits=4, decimal_places=1, null=True, blank=True)
    visual_passed = models.BooleanField(_("External inspection"), null=True)
    technical_passed = models.BooleanField(_("Technical inspection"), null=True)
    remarks = models.CharField(_("Remarks"), max_length=500, blank=True)
    standards = models.ManyToManyField(MeasurementStandard, related_name="jobs", verbose_name=_("Measurement standards"))
    mark = models.ForeignKey(VerificationMark, null=True, on_delete=models.PROTECT, related_name="jobs")
    #: what the rules found at submission: metrology.dispenser.Findings as JSON, with the citation of the limits
    findings = models.JSONField(default=dict)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument"], condition=models.Q(status__in=["open", "passed"]), name="job_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.order.code} · {self.instrument}"

    def get_absolute_url(self) -> str:
        """Its measurement sheet."""
        return of_row("verification:job", self.pk)


@track
class Reading(models.Model):
    """One delivery: what the dispenser showed and what the standard held; a draft may still lack either.

    What a cell was before it was changed is kept by the history triggers.
    """

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="readings")
    hose = models.PositiveSmallIntegerField()
    flow_rate = models.CharField(max_length=10, choices=FlowRate)
    repeat = models.PositiveSmallIntegerField()
    indication_l = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    reference_l = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    temperature_c = models.DecimalField(max_digits=4, decimal_places=1, null=True)

    class Meta:
        ordering = ["hose", "flow_rate", "repeat"]
        constraints = [
            models.UniqueConstraint(fields=["job", "hose", "flow_rate", "repeat"], name="reading_once"),
            models.CheckConstraint(condition=models.Q(reference_l__gt=0), name="reading_reference_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.hose}/{self.flow_rate}/{self.repeat}"
