# SPDX-License-Identifier: Apache-2.0
"""Every refusal of the room, with what to do next."""

from django.utils.translation import gettext_noop as _

from chuan.lib.errors import InvalidInput, RuleViolation

# --- the place -----------------------------------------------------------------------------------------------


class NotAGap(RuleViolation):
    """Only gaps are filled: a known value changes with the files."""

    code = "lawdesk.not-a-gap"
    message = _("{place} is no gap: the law files have a value there.")
    next_step = _("If the value is wrong, say so to whoever keeps the law files; if it is right, confirm it.")


class NothingToConfirm(RuleViolation):
    """Only a known, complete value is confirmed."""

    code = "lawdesk.nothing-to-confirm"
    message = _("{place} cannot be confirmed: it is a gap, or holds one.")
    next_step = _("Supply the missing value from the signed text first.")


class AlreadyConfirmed(RuleViolation):
    """Once is enough."""

    code = "lawdesk.already-confirmed"
    message = _("{place} is confirmed already.")
    next_step = _("Nothing needs to be done.")


class PlaceTaken(RuleViolation):
    """One open proposal per place."""

    code = "lawdesk.place-taken"
    message = _("{person} has already proposed a value for {place}; it waits for review.")
    next_step = _("Wait for the review, or ask for it to be withdrawn.")


class AlreadySupplied(RuleViolation):
    """One accepted value per place."""

    code = "lawdesk.already-supplied"
    message = _("A value for {place} has been accepted already.")
    next_step = _("If it is wrong, a reviewer takes it back first, with the reason.")


# --- the value -----------------------------------------------------------------------------------------------


class ValueMissing(InvalidInput):
    """Nothing typed."""

    code = "lawdesk.value-missing"
    message = _("The value is missing.")
    next_step = _("Type it as the text says it, or tick that the text fixes nothing here.")


class ValueNotWhole(InvalidInput):
    """A whole number was expected."""

    code = "lawdesk.value-not-whole"
    message = _("“{text}” is no whole number.")
    next_step = _("Write digits only, such as 12 or 5.000.000.")


class ValueNotNumber(InvalidInput):
    """A number was expected."""

    code = "lawdesk.value-not-number"
    message = _("“{text}” is no number.")
    next_step = _("Write it such as 12 or 0,5.")


class ValueAmbiguous(InvalidInput):
    """One point and three digits: a thousand or a thousandth."""

    code = "lawdesk.value-ambiguous"
    message = _("“{text}” can be read in two ways.")
    next_step = _("Write decimals with a comma, and thousands without a mark.")


class ValueNotDay(InvalidInput):
    """A day was expected."""

    code = "lawdesk.value-not-day"
    message = _("“{text}” is no day of the calendar.")
    next_step = _("Write it such as 15/04/2026.")


class ValueNotTruth(InvalidInput):
    """Yes or no was expected."""

    code = "lawdesk.value-not-truth"
    message = _("“{text}” is neither yes nor no.")
    next_step = _("Write có or không.")


class ValueNotKnownWord(InvalidInput):
    """A code nobody else uses."""

    code = "lawdesk.value-not-known-word"
    message = _("“{text}” is none of the words this value takes: {words}.")
    next_step = _("Choose among them, separated by commas.")


class ValueTooLong(InvalidInput):
    """More than any text of law needs here."""

    code = "lawdesk.value-too-long"
    message = _("The value is {length} characters long; {most} are the most.")
    next_step = _("Give the value alone; what else is to be said belongs in the note.")


class NoteMissing(InvalidInput):
    """An ended or inapplicable value is explained."""

    code = "lawdesk.note-missing"
    message = _("A value that says “nothing” needs a note.")
    next_step = _("Say in the note what the text says instead.")


class ValueDoesNotFit(InvalidInput):
    """The law's own checks refuse it."""

    code = "lawdesk.value-does-not-fit"
    message = _("Laid over the law files, the value is refused: {reason}.")
    next_step = _("Check the value, the source and its place against the signed text.")


class RowsRefused(InvalidInput):
    """The table cannot be read."""

    code = "lawdesk.rows-refused"
    message = _("Line {line} of the table: {reason}.")
    next_step = _("One line per row: - {{id: muc-1, max_vnd: 5000000}}; every row with an id and the same columns.")


class SourcePlaceWrong(InvalidInput):
    """Not a place as the law files write it."""

    code = "lawdesk.source-place-wrong"
    message = _("“{text}” is no place in a legal text.")
    next_step = _("Fill in article, clause, point, annex or item with its number or letter alone.")


# --- the page ------------------------------------------------------------------------------------------------


class PageMissing(InvalidInput):
    """No copy of the page."""

    code = "lawdesk.page-missing"
    message = _("The copy of the page is missing.")
    next_step = _("Scan or photograph the page on which the value stands, and attach it.")


class PageEmpty(InvalidInput):
    """A file of nought bytes."""

    code = "lawdesk.page-empty"
    message = _("The file {name} is empty.")
    next_step = _("Scan the page again and attach the new file.")


class PageTooLarge(InvalidInput):
    """Beyond the limit."""

    code = "lawdesk.page-too-large"
    message = _("The file is {size} MB; {limit} MB are the most.")
    next_step = _("Scan the one page alone, or at a lower resolution.")


class PageNotAScan(InvalidInput):
    """Neither PDF nor PNG nor JPEG by its content."""

    code = "lawdesk.page-not-a-scan"
    message = _("{name} is no whole PDF, PNG or JPEG file, whatever its name says.")
    next_step = _("Save the scan as PDF, PNG or JPEG again and attach that.")


# --- the review ----------------------------------------------------------------------------------------------


class ReviewerProposed(RuleViolation):
    """Four eyes."""

    code = "lawdesk.reviewer-proposed"
    message = _("Whoever proposed a value does not review it.")
    next_step = _("Ask another person who reviews values of the law.")


class NotWaiting(RuleViolation):
    """Reviewed or withdrawn meanwhile."""

    code = "lawdesk.not-waiting"
    message = _("This value is not waiting for review any more: {state}.")
    next_step = _("Reload the page to see what became of it.")


class Overtaken(RuleViolation):
    """The files know it now."""

    code = "lawdesk.overtaken"
    message = _("The law files have changed since: {place} needs no such value any more.")
    next_step = _("Refuse it with this as the reason; the files count.")


class NotOwn(RuleViolation):
    """Only the proposer withdraws."""

    code = "lawdesk.not-own"
    message = _("{person} proposed this value.")
    next_step = _("A reviewer can refuse it.")


class NotCounting(RuleViolation):
    """Only what counts is taken back."""

    code = "lawdesk.not-counting"
    message = _("This value does not count: {state}.")
    next_step = _("Nothing needs to be done.")


class ReasonMissing(InvalidInput):
    """Said in one sentence."""

    code = "lawdesk.reason-missing"
    message = _("The reason is missing.")
    next_step = _("Say why in one sentence; it stays on record.")


# --- drafts --------------------------------------------------------------------------------------------------


class DraftEmpty(InvalidInput):
    """Nothing to try."""

    code = "lawdesk.draft-empty"
    message = _("There is no draft to try.")
    next_step = _("Choose a file, paste its text, or fill in the form for cycles.")


class DraftTooLarge(InvalidInput):
    """No circular is that long."""

    code = "lawdesk.draft-too-large"
    message = _("The draft is {size} KB; {limit} KB are the most.")
    next_step = _("Load the changed parameters only.")


class DraftNotText(InvalidInput):
    """Not UTF-8."""

    code = "lawdesk.draft-not-text"
    message = _("The file is no UTF-8 text.")
    next_step = _("Save the YAML file as UTF-8. Word and PDF files cannot be read here.")


class DraftRefused(InvalidInput):
    """The law's own checks refuse it."""

    code = "lawdesk.draft-refused"
    message = _("The draft cannot be read: line {line}: {reason}")
    next_step = _("Mend the line and try again. Nothing was written.")
