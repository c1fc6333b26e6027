# SPDX-License-Identifier: Apache-2.0
"""Formats and states of exports."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Format(TextChoices):
    """What a list is written as."""

    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"


class ExportStatus(TextChoices):
    """The life of an export."""

    WAITING = "waiting", pgettext_lazy("export", "Waiting")
    WRITING = "writing", pgettext_lazy("export", "Writing")
    DONE = "done", pgettext_lazy("export", "Done")
    REFUSED = "refused", pgettext_lazy("export", "Refused")
