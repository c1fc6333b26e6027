# SPDX-License-Identifier: Apache-2.0
"""Imports, their rows, and the columns people have explained."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.accounts.permissions import may
from chuan.audit.rows import Row
from chuan.documents.models import StoredFile
from chuan.imports.choices import (
    AT_WORK,
    FINISHED,
    Decision,
    Encoding,
    ImportStatus,
    RowOutcome,
    Verdict,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class ImportQuerySet(QuerySet["Import"]):
    """Reads of imports."""

    def visible_to(self, user: "User | AnonymousUser") -> "ImportQuerySet":
        """Imports this user may see."""
        return self if may(user, "imports.read") else self.none()


class Import(Row):
    """One upload of a list: its file, how far it is, what became of it."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    marked_file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Kind of record"), max_length=40)
    status = models.CharField(_("Status"), max_length=10, choices=ImportStatus, default=ImportStatus.WAITING)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="imports")
    uploaded_at = models.DateTimeField(_("Uploaded at"))
    finished_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=5, choices=Decision, default=Decision.LATER, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    encoding = models.CharField(max_length=10, choices=Encoding, default=Encoding.UNSAID, blank=True)
    #: what the guard measured, so that the file is unpacked once
    extent = models.JSONField(default=dict)
    #: what is asked while the status is "asking": headings, samples, a proposal; an encoding
    question = models.JSONField(default=dict)
    #: heading (as it compares) -> field, as a person said for this file
    mapping = models.JSONField(default=dict)
    #: an earlier import of the same bytes
    twin = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    rows_total = models.PositiveIntegerField(_("Rows"), default=0)
    rows_checked = models.PositiveIntegerField(default=0)
    rows_added = models.PositiveIntegerField(_("New"), default=0)
    rows_changed = models.PositiveIntegerField(pgettext_lazy("item", "Changed"), default=0)
    rows_same = models.PositiveIntegerField(_("Same"), default=0)
    rows_likely = models.PositiveIntegerField(_("Probably the same"), default=0)
    rows_refused = models.PositiveIntegerField(_("Wrong"), default=0)
    cancel_asked = models.BooleanField(default=False)
    error_code = models.CharField(max_length=80, blank=True)
    error_data = models.JSONField(default=dict)
    #: the day on which its files were emptied, holding data of a person who asked for their erasure
    withdrawn_on = models.DateField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file.name

    @property
    def is_finished(self) -> bool:
        """True once nothing more will happen by itself or by an answer."""
        return self.status in FINISHED

    @property
    def is_at_work(self) -> bool:
        """True while a worker has it, or will take it."""
        return self.status in AT_WORK


class ImportRow(models.Model):
    """A row to be looked at: wrong, changed, probably the same, or one of the first; the others are in `ImportedRows`."""

    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="rows")
    sheet = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField(_("Row"))  # as the spreadsheet numbers it
    outcome = models.CharField(max_length=10, choices=RowOutcome, default=RowOutcome.REFUSED)
    #: [{"column": "tax_code", "code": "parties.tax-code-impossible", "data": {...}}, …]
    problems = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    subject = models.UUIDField(null=True)
    #: values of the record before the row changed it
    before = models.JSONField(default=dict)
    verdict = models.CharField(max_length=4, choices=Verdict, default=Verdict.OPEN, blank=True)
    #: the day on which its texts were taken away with the data of a person
    erased_on = models.DateField(null=True)

    class Meta:
        ordering = ["sheet", "number"]
        constraints = [models.UniqueConstraint(fields=["source", "sheet", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["source", "outcome", "number"], name="import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.source_id} #{self.number}"


class ImportedRows(models.Model):
    """The rows an import brought into one table: in what order they were made is the order of `position`."""

    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="made")
    position = models.PositiveSmallIntegerField()
    model = models.CharField(max_length=100)
    ids = ArrayField(models.UUIDField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "position"], name="imported_rows_once")]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.model}"


class ColumnMapping(models.Model):
    """Which column is which in the lists of one sender, as the person who uploads them said once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    #: hash of the headings in the order of the file
    signature = models.CharField(max_length=64)
    mapping = models.JSONField()
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "signature"], name="column_mapping_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.signature[:8]}"
