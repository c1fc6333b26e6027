# SPDX-License-Identifier: Apache-2.0
"""Stored files and number series."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuan.audit.rows import Row


class StoredFile(Row):
    """A file kept in the database: it commits, rolls back and is backed up with the rows that speak of it."""

    name = models.CharField(_("File name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("Size"))
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    stored_at = models.DateTimeField(_("Stored at"))
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """The last number given in a series of a year. The row is locked while a number is taken."""

    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
