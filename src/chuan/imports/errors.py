# SPDX-License-Identifier: Apache-2.0
"""What can go wrong: with whole files first, with acts on imports after."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import InvalidInput, RuleViolation

_SAVE_AGAIN = gettext_noop("Open it in Excel, save it as an .xlsx workbook without a password, and upload that.")
_TEMPLATE = gettext_noop("Download the template and put the list into it.")


class FileRefused(InvalidInput):
    """A file that cannot be imported at all; nothing of it was kept."""

    code = "imports.file-refused"


class FileEmpty(FileRefused):
    """No bytes."""

    code = "imports.file-empty"
    message = gettext_noop("The file is empty.")
    next_step = gettext_noop("Check that it was saved, then upload it again.")


class FileTooLarge(FileRefused):
    """More bytes than we take."""

    code = "imports.file-too-large"
    message = gettext_noop("The file has {size} MB; at most {limit} MB are taken.")
    next_step = gettext_noop("Split the list into several files; each row is written only once anyway.")


class FileWithoutWorkbook(FileRefused):
    """A zip that is no workbook."""

    code = "imports.file-without-workbook"
    message = gettext_noop("{file} is a compressed folder, not an Excel workbook.")
    next_step = gettext_noop("Unpack it and upload the workbook inside.")


class FileEncrypted(FileRefused):
    """A workbook with a password."""

    code = "imports.file-encrypted"
    message = gettext_noop("The workbook is protected by a password and cannot be opened.")
    next_step = gettext_noop("Open it in Excel, remove the password, save, and upload it again.")


class FileOldExcel(FileRefused):
    """Excel 97–2003, or another format inside the same container."""

    code = "imports.file-old-excel"
    message = gettext_noop("{file} is in the old Excel format (.xls).")
    next_step = _SAVE_AGAIN


class FileDamaged(FileRefused):
    """Looks like a workbook and is not readable."""

    code = "imports.file-damaged"
    message = gettext_noop("The workbook is damaged and cannot be read.")
    next_step = _SAVE_AGAIN


class FileSwells(FileRefused):
    """A zip bomb, or nearly."""

    code = "imports.file-swells"
    message = gettext_noop("Unpacked, the workbook would be larger than {limit} MB.")
    next_step = gettext_noop("Copy only the list into a new workbook and upload that.")


class FileOfText(FileRefused):
    """Text under the name of a workbook."""

    code = "imports.file-of-text"
    message = gettext_noop("{file} is named like a workbook but holds plain text.")
    next_step = gettext_noop("Rename it to .csv if it is a CSV list; otherwise save it as .xlsx in Excel.")


class FileUnreadable(FileRefused):
    """Neither a workbook nor text in an encoding we know."""

    code = "imports.file-unreadable"
    message = gettext_noop("{file} is neither an Excel workbook nor a CSV list.")
    next_step = _SAVE_AGAIN


class SheetTooFar(FileRefused):
    """A cell far away, or too many rows or columns."""

    code = "imports.sheet-too-far"
    message = gettext_noop("The sheet reaches to row {row}, column {column}; at most {rows} rows and {columns} columns are taken.")
    next_step = gettext_noop("Delete what stands outside the list, save, and upload it again.")


class SheetEmpty(FileRefused):
    """Not one filled cell."""

    code = "imports.sheet-empty"
    message = gettext_noop("There is nothing in the file.")
    next_step = _TEMPLATE


class ColumnsMissing(FileRefused):
    """Columns without which no row can be registered."""

    code = "imports.columns-missing"
    message = gettext_noop("These columns are missing: {columns}.")
    next_step = gettext_noop("Add them with these headings, in any order, with or without accents; or use the template.")


class NoRows(FileRefused):
    """Headings and nothing below."""

    code = "imports.no-rows"
    message = gettext_noop("There are headings but no rows below them.")
    next_step = gettext_noop("Fill in one row for each record and upload the file again.")


class ImportBroken(FileRefused):
    """A bug of ours; the staff of the system were told."""

    code = "imports.import-broken"
    message = gettext_noop("The import stopped by a fault of the system; nothing was written.")
    next_step = gettext_noop("Upload the file again; if it stops again, tell the administrator.")


class HeadingsMissing(FileRefused):
    """Not one row that could hold headings."""

    code = "imports.headings-missing"
    message = gettext_noop("No row of the file looks like a row of headings.")
    next_step = _TEMPLATE


class RowsWrong(FileRefused):
    """All or nothing was asked for, and some rows are wrong."""

    code = "imports.rows-wrong"
    message = gettext_noop("{wrong} of {rows} rows are wrong or undecided, and all or nothing was asked for: nothing was written.")
    next_step = gettext_noop("Mend the marked workbook and upload it again, or upload it for the good rows only.")


class KindUnknown(InvalidInput):
    """No room knows lists of this kind."""

    code = "imports.kind-unknown"
    message = gettext_noop("There are no lists of the kind {kind}.")
    next_step = gettext_noop("Choose one of the kinds in the list.")


class NotWaiting(RuleViolation):
    """An answer to a question that is not asked (any more)."""

    code = "imports.not-waiting"
    message = gettext_noop("This import does not wait for that: it is “{status}”.")
    next_step = gettext_noop("Open its page again and see how it stands.")


class ColumnTwice(InvalidInput):
    """Two columns of the file for one of ours."""

    code = "imports.column-twice"
    message = gettext_noop("{column} was chosen for two columns of the file.")
    next_step = gettext_noop("Choose it for one of them and leave the other out.")


class ColumnNotChosen(InvalidInput):
    """A required column stays without one of the file."""

    code = "imports.column-not-chosen"
    message = gettext_noop("These columns are required and were not chosen: {columns}.")
    next_step = gettext_noop("Say in which column of the file each of them stands.")


class StillNeeded(RuleViolation):
    """What the import brought in is used by something now."""

    code = "imports.still-needed"
    message = gettext_noop("The import cannot be undone: what it brought in is used by {uses}.")
    next_step = gettext_noop("Take those back first, or correct single records instead.")


class ChangedSince(RuleViolation):
    """Records that the import changed were changed again."""

    code = "imports.changed-since"
    message = gettext_noop("The import cannot be undone: {count} records were changed again after it.")
    next_step = gettext_noop("Correct single records instead.")


class FileWithdrawn(RuleViolation):
    """The files of an import are no more: they held a person's data."""

    code = "imports.file-withdrawn"
    message = gettext_noop("The files of this import were withdrawn on {day}: they held data of a person who asked for its erasure.")
    next_step = gettext_noop("Look at the rows that were kept, or at the records themselves.")
