# SPDX-License-Identifier: Apache-2.0
"""What can go wrong in the registry: with whole files first, with acts on instruments after."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import InvalidInput, RuleViolation

_SAVE_AGAIN = gettext_noop("Open it in Excel, save it as an .xlsx workbook without a password, and upload that.")
_TEMPLATE = gettext_noop("Download the template and put the list into it.")


class FileRefused(InvalidInput):
    """A file that cannot be imported at all; nothing of it was kept."""

    code = "registry.file-refused"


class FileEmpty(FileRefused):
    """No bytes."""

    code = "registry.file-empty"
    message = gettext_noop("The file is empty.")
    next_step = gettext_noop("Check that it was saved, then upload it again.")


class FileTooLarge(FileRefused):
    """More bytes than we take."""

    code = "registry.file-too-large"
    message = gettext_noop("The file has {size} MB; at most {limit} MB are taken.")
    next_step = gettext_noop("Split the list into several files; each row is registered only once anyway.")


class FileWithoutWorkbook(FileRefused):
    """A zip that is no workbook."""

    code = "registry.file-without-workbook"
    message = gettext_noop("{file} is a compressed folder, not an Excel workbook.")
    next_step = gettext_noop("Unpack it and upload the workbook inside.")


class FileEncrypted(FileRefused):
    """A workbook with a password."""

    code = "registry.file-encrypted"
    message = gettext_noop("The workbook is protected by a password and cannot be opened.")
    next_step = gettext_noop("Open it in Excel, remove the password, save, and upload it again.")


class FileOldExcel(FileRefused):
    """Excel 97–2003, or another format inside the same container."""

    code = "registry.file-old-excel"
    message = gettext_noop("{file} is in the old Excel format (.xls).")
    next_step = _SAVE_AGAIN


class FileDamaged(FileRefused):
    """Looks like a workbook and is not readable."""

    code = "registry.file-damaged"
    message = gettext_noop("The workbook is damaged and cannot be read.")
    next_step = _SAVE_AGAIN


class FileSwells(FileRefused):
    """A zip bomb, or nearly."""

    code = "registry.file-swells"
    message = gettext_noop("Unpacked, the workbook would be larger than {limit} MB.")
    next_step = gettext_noop("Copy only the list into a new workbook and upload that.")


class FileOfText(FileRefused):
    """Text under the name of a workbook."""

    code = "registry.file-of-text"
    message = gettext_noop("{file} is named like a workbook but holds plain text.")
    next_step = gettext_noop("Rename it to .csv if it is a CSV list; otherwise save it as .xlsx in Excel.")


class FileUnreadable(FileRefused):
    """Neither a workbook nor text in an encoding we know."""

    code = "registry.file-unreadable"
    message = gettext_noop("{file} is neither an Excel workbook nor a CSV list.")
    next_step = _SAVE_AGAIN


class SheetTooFar(FileRefused):
    """A cell far away, or too many rows or columns."""

    code = "registry.sheet-too-far"
    message = gettext_noop("The sheet reaches to row {row}, column {column}; at most {rows} rows and {columns} columns are taken.")
    next_step = gettext_noop("Delete what stands outside the list, save, and upload it again.")


class SheetEmpty(FileRefused):
    """Not one filled cell."""

    code = "registry.sheet-empty"
    message = gettext_noop("There is nothing in the file.")
    next_step = _TEMPLATE


class ColumnsMissing(FileRefused):
    """Columns without which no row can be registered."""

    code = "registry.columns-missing"
    message = gettext_noop("These columns are missing: {columns}.")
    next_step = gettext_noop("Add them with these headings, in any order, with or without accents; or use the template.")


class NoRows(FileRefused):
    """Headings and nothing below."""

    code = "registry.no-rows"
    message = gettext_noop("There are headings but no rows below them.")
    next_step = gettext_noop("Fill in one row for each instrument and upload the file again.")


class ImportBroken(FileRefused):
    """A bug of ours; the staff of the system were told."""

    code = "registry.import-broken"
    message = gettext_noop("The import stopped by a fault of the system; nothing was registered.")
    next_step = gettext_noop("Upload the file again; if it stops again, tell the administrator.")


class InstrumentTaken(RuleViolation):
    """The identity stands in the registry."""

    code = "registry.instrument-taken"
    message = gettext_noop("{maker} {serial} is already in the registry, at {place} of {owner}.")
    next_step = gettext_noop("Open the instrument on file instead of a second one.")


class KindUnknown(InvalidInput):
    """No kind of the law."""

    code = "registry.kind-unknown"
    message = gettext_noop("The law lists no kind of instrument {kind}.")
    next_step = gettext_noop("Choose one of the kinds in the list.")


class IdentityEmpty(InvalidInput):
    """A maker or serial number of signs alone: it would compare equal to every other such one."""

    code = "registry.identity-empty"
    message = gettext_noop("The maker and the serial number must each hold a letter or a digit.")
    next_step = gettext_noop("Write what stands on the label.")


class VerifiedInFuture(InvalidInput):
    """A verification that has not taken place."""

    code = "registry.verified-in-future"
    message = gettext_noop("{day} has not come yet.")
    next_step = gettext_noop("Enter the day of the last verification that took place, or leave it empty.")


class ReasonMissing(InvalidInput):
    """A status changed by a person who does not say why."""

    code = "registry.reason-missing"
    message = gettext_noop("A status is changed only with its reason.")
    next_step = gettext_noop("Write what was found and when, and the paper it rests on.")
