# SPDX-License-Identifier: Apache-2.0
"""The record of acts: append-only and chained. The database numbers, dates and hashes each entry itself."""

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One act. `sequence`, `at`, `previous_hash` and `hash` are written by the trigger, whatever is given."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=300)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-sequence"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"]),
            models.Index(fields=["verb", "-at"]),
            models.Index(fields=["actor", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"
