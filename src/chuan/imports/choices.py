# SPDX-License-Identifier: Apache-2.0
"""Lives of imports and of their rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportStatus(TextChoices):
    """The life of an import."""

    WAITING = "waiting", _("Waiting")
    READING = "reading", _("Reading the file")
    ASKING = "asking", _("Waiting for an answer")
    CHECKING = "checking", _("Checking the rows")
    READY = "ready", _("Checked, nothing written yet")
    WRITING = "writing", _("Writing")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")
    UNDONE = "undone", _("Undone")


#: nothing more will happen by itself or by an answer
FINISHED = frozenset({ImportStatus.DONE, ImportStatus.REFUSED, ImportStatus.CANCELLED, ImportStatus.UNDONE})
#: a worker has it, or will
AT_WORK = frozenset({ImportStatus.WAITING, ImportStatus.READING, ImportStatus.CHECKING, ImportStatus.WRITING})


class Decision(TextChoices):
    """What is to be written."""

    LATER = "", _("Show me first what would happen")
    GOOD = "good", _("The good rows; the others come back marked")
    ALL = "all", _("All rows or none")


class Encoding(TextChoices):
    """How the texts of the list are written."""

    UNSAID = "", _("not asked")
    UNICODE = "unicode", _("as they stand")
    TCVN3 = "tcvn3", _("TCVN3 (.VnTime and other .Vn fonts)")
    VNI = "vni", _("VNI (VNI-Times and other VNI fonts)")


class RowOutcome(TextChoices):
    """What becomes, or became, of a row."""

    ADDED = "added", _("New")
    CHANGED = "changed", pgettext_lazy("item", "Changed")
    SAME = "same", _("Already on file, the same")
    LIKELY = "likely", _("Probably the same")
    REFUSED = "refused", _("Wrong")


class Verdict(TextChoices):
    """What a person said of a row that is probably the same as one on file."""

    OPEN = "", _("Not decided yet")
    SAME = "same", _("The same")
    NEW = "new", _("Another one")


class FileKind(TextChoices):
    """The files of an import."""

    UPLOADED = "uploaded", _("The uploaded file")
    MARKED = "marked", _("The marked workbook")
