# SPDX-License-Identifier: Apache-2.0
"""Measurement standards (VIM 5.1) of the centre."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import Unit
from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, track
from chuan.verification.choices import StandardKind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class MeasurementStandardQuerySet(QuerySet["MeasurementStandard"]):
    """Reads of standards."""

    def visible_to(self, user: "User | AnonymousUser") -> "MeasurementStandardQuerySet":
        """Standards this user may see."""
        return self if Scope.of(user).everything else self.none()


@track
class MeasurementStandard(Row):
    """A standard used directly on instruments; it must be calibrated and in date (Law 04/2011, article 14)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("Unit"))
    kind = models.CharField(_("Kind"), max_length=20, choices=StandardKind)
    name = models.CharField(_("Name of the standard"), max_length=150)
    serial = models.CharField(_("Serial number"), max_length=60)
    maker = models.CharField(_("Maker"), max_length=120, blank=True)
    nominal_volume_l = models.DecimalField(_("Nominal volume (L)"), max_digits=8, decimal_places=3, null=True, blank=True)
    #: volume coefficient of expansion and its reference temperature, from the calibration certificate; empty: no correction
    expansion_per_c = models.DecimalField(
        _("Volume expansion (1/°C)"), max_digits=10, decimal_places=8, null=True, blank=True
    )
    reference_temperature_c = models.DecimalField(
        _("Reference temperature (°C)"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    max_error_percent = models.DecimalField(
        _("Error limit of the standard (%)"), max_digits=6, decimal_places=3, null=True, blank=True
    )
    calibration_certificate = models.CharField(_("Calibration certificate"), max_length=80, blank=True)
    calibrated_on = models.DateField(_("Calibrated on"), null=True, blank=True)
    calibrated_until = models.DateField(_("Calibration valid until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("Withdrawn on"), null=True, blank=True)

    objects = MeasurementStandardQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "nominal_volume_l", "serial"]
        constraints = [models.UniqueConstraint(fields=["kind", "serial"], name="standard_once")]

    def __str__(self) -> str:
        return f"{self.name} · {self.serial}"

    def is_in_calibration_on(self, day: date) -> bool:
        """True if it may be used on the day, both end days included."""
        return (
            self.calibrated_on is not None and self.calibrated_until is not None
            and self.calibrated_on <= day <= self.calibrated_until
            and (self.withdrawn_on is None or day < self.withdrawn_on)
        )
