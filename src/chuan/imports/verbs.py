# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words; those of the time when the registry kept imports, too."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.audit.sentences import Sentence, register
from chuan.imports.choices import Decision, FileKind, RowOutcome, Verdict

_UPLOADED = Sentence(_("Uploaded the list"), "upload")
_FINISHED = Sentence(_("Finished the import"), "table-import")
_REFUSED = Sentence(_("Refused the file"), "file-x")

register(
    {
        "imports.import.uploaded": _UPLOADED,
        "imports.import.finished": _FINISHED,
        "imports.import.refused": _REFUSED,
        "imports.import.columns_said": Sentence(_("Said which column is which"), "columns"),
        "imports.import.decided": Sentence(_("Decided what is written"), "checkbox"),
        "imports.import.rows_judged": Sentence(_("Judged rows that are probably the same"), "arrows-join"),
        "imports.import.cancelled": Sentence(_("Cancelled the import"), "x"),
        "imports.import.unmasked": Sentence(_("Looked at people's data in the rows"), "eye"),
        "imports.import.file_fetched": Sentence(_("Fetched a file with people's data"), "file-download"),
        "imports.import.person_erased": Sentence(_("Took a person's data out of the import"), "trash"),
        "imports.import.undone": Sentence(_("Undid the import"), "arrow-back-up"),
        "registry.import.uploaded": _UPLOADED,
        "registry.import.finished": _FINISHED,
        "registry.import.refused": _REFUSED,
    },
    fields={
        "added": _("New"), "changed": pgettext_lazy("item", "Changed"), "same": _("Same"), "likely": _("Probably the same"),
        "refused": _("Wrong"), "rows": _("Rows"), "sha256": _("Fingerprint of the file"), "size": _("Size in bytes"),
        "error": _("Cause"), "list": _("Kind of list"), "columns": _("Columns"), "decision": _("Decision"),
        "outcome": _("Outcome"), "which": _("File"), "withdrawn": _("Files withdrawn"),
        "verdict": _("Judgement"), "removed": _("Taken away"), "restored": _("Given back their former values"),
    },
    values={"decision": Decision, "verdict": Verdict, "outcome": RowOutcome, "which": FileKind},
    kinds={"registry.import": _("Import"), "imports.import": _("Import")},
)
