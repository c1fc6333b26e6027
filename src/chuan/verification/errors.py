# SPDX-License-Identifier: Apache-2.0
"""Every refusal of the room, with what to do next."""

from django.utils.translation import gettext_noop as _

from chuan.lib.errors import InvalidInput, RuleViolation

# --- orders --------------------------------------------------------------------------------------------------


class NoInstrumentChosen(InvalidInput):
    """An order without instruments."""

    code = "verification.no-instrument-chosen"
    message = _("No instrument is chosen.")
    next_step = _("Tick the instruments of one station in the due list, then make the order.")


class SeveralPremises(RuleViolation):
    """An order is one place."""

    code = "verification.several-premises"
    message = _("The chosen instruments stand at {count} places: {names}.")
    next_step = _("Make one order per place.")


class InstrumentHasOpenJob(RuleViolation):
    """One open job per instrument."""

    code = "verification.instrument-has-open-job"
    message = _("{instrument} already has an open job in order {order}.")
    next_step = _("Leave it out, or finish that job first.")


class InstrumentOutOfUse(RuleViolation):
    """Nothing to verify."""

    code = "verification.instrument-out-of-use"
    message = _("{instrument} is out of use.")
    next_step = _("Leave it out, or have the registry put it back into use.")


class NoProcedure(RuleViolation):
    """No procedure for the kind in the law data, or no sheet for it yet."""

    code = "verification.no-procedure"
    message = _("There is no measurement sheet for the kind “{kind}” on {day} yet.")
    next_step = _("Verify it on paper, or ask the administrator for the procedure of this kind.")


class NotAVerifier(RuleViolation):
    """Jobs go to verifiers."""

    code = "verification.not-a-verifier"
    message = _("{person} is not a verifier.")
    next_step = _("Choose a person who holds the role of verifier.")


# --- jobs ----------------------------------------------------------------------------------------------------


class JobNotOpen(RuleViolation):
    """The sheet is closed."""

    code = "verification.job-not-open"
    message = _("The measurement sheet of {instrument} is closed.")
    next_step = _("Reload the page to see what became of it.")


class JobOfAnother(RuleViolation):
    """Only the verifier of the job measures."""

    code = "verification.job-of-another"
    message = _("This job belongs to {verifier}.")
    next_step = _("Ask reception to give it to you.")


class SheetIncomplete(RuleViolation):
    """Not all repeats are there."""

    code = "verification.sheet-incomplete"
    message = _("{count} deliveries are not complete yet; the first is hose {hose}, delivery {repeat}.")
    next_step = _("Fill them in: every hose, every flow rate, every repeat.")


class InspectionMissing(RuleViolation):
    """External and technical inspection were not answered."""

    code = "verification.inspection-missing"
    message = _("The external and the technical inspection are not both answered.")
    next_step = _("Answer yes or no to both, at the top of the sheet.")


class MeasuredInFuture(RuleViolation):
    """A day that has not come."""

    code = "verification.measured-in-future"
    message = _("The day of measurement {day} has not come yet.")
    next_step = _("Give the day on which the readings were taken.")


class MeasuredDayMissing(RuleViolation):
    """No day of measurement."""

    code = "verification.measured-day-missing"
    message = _("The day of measurement is missing.")
    next_step = _("Give the day on which the readings were taken.")


class NoProvingMeasure(RuleViolation):
    """Nothing to compare with."""

    code = "verification.no-proving-measure"
    message = _("No proving measure is chosen.")
    next_step = _("Tick the proving measures that were used.")


class TwoMeasuresOfOneSize(RuleViolation):
    """It would not be clear which one held a volume."""

    code = "verification.two-measures-of-one-size"
    message = _("Two proving measures of {nominal} L are chosen.")
    next_step = _("Tick only the one that was used.")


class StandardOutOfCalibration(RuleViolation):
    """Law 04/2011, article 14: a standard must be in calibration."""

    code = "verification.standard-out-of-calibration"
    message = _("{standard} was calibrated until {until}, before the measurement on {day}.")
    next_step = _("Take another standard, or enter its new calibration certificate.")


class StandardNotCalibrated(RuleViolation):
    """No calibration on record, or one that begins later."""

    code = "verification.standard-not-calibrated"
    message = _("{standard} has no calibration certificate that covers {day}.")
    next_step = _("Take another standard, or enter its calibration certificate.")


class StandardWithdrawn(RuleViolation):
    """Not to be used any more."""

    code = "verification.standard-withdrawn"
    message = _("{standard} has been withdrawn since {day}.")
    next_step = _("Take another standard.")


class StandardErrorUnknown(RuleViolation):
    """Its fitness cannot be judged."""

    code = "verification.standard-error-unknown"
    message = _("The error limit of {standard} is not on record, so it cannot be said whether it is good enough.")
    next_step = _("Enter it from the calibration certificate.")


class StandardTooCoarse(RuleViolation):
    """Its error takes too much of the limit."""

    code = "verification.standard-too-coarse"
    message = _("The error limit of {standard} is {error} %, more than the {allowed} % that the procedure allows.")
    next_step = _("Take a more accurate standard.")


class VerifierCardMissing(RuleViolation):
    """Circular 24/2013, article 29."""

    code = "verification.verifier-card-missing"
    message = _("{person} has no verifier card on record.")
    next_step = _("Ask the director of the centre to enter the card.")


class VerifierCardExpired(RuleViolation):
    """Circular 24/2013, articles 32 and 34."""

    code = "verification.verifier-card-expired"
    message = _("The verifier card {number} was valid until {until}.")
    next_step = _("Have the card renewed; the sheet is kept.")


class CardNumberTaken(RuleViolation):
    """One card, one person."""

    code = "verification.card-number-taken"
    message = _("The card number {number} belongs to another verifier.")
    next_step = _("Check the number printed on the card.")


# --- marks ---------------------------------------------------------------------------------------------------


class NoMarkInStock(RuleViolation):
    """The verifier has no mark left."""

    code = "verification.no-mark-in-stock"
    message = _("{person} has no verification mark in stock.")
    next_step = _("Ask reception to hand out marks; the sheet is kept.")


class MarksExist(RuleViolation):
    """A number is printed once."""

    code = "verification.marks-exist"
    message = _("{count} marks of the range {first}–{last} of series {series} are already on record.")
    next_step = _("Check the numbers printed on the sheet of marks.")


class MarkRangeWrong(InvalidInput):
    """From above until, or too many at once."""

    code = "verification.mark-range-wrong"
    message = _("The range {first}–{last} is not a range of at most {most} marks.")
    next_step = _("Give the first and the last number as printed.")


class MarkNotInStock(RuleViolation):
    """Only marks in stock are voided by hand."""

    code = "verification.mark-not-in-stock"
    message = _("The mark {mark} is not in stock.")
    next_step = _("A mark that is applied becomes void when its certificate is revoked.")


# --- certificates --------------------------------------------------------------------------------------------


class JobNotPassed(RuleViolation):
    """Nothing to issue."""

    code = "verification.job-not-passed"
    message = _("The job of {instrument} is not waiting for a certificate.")
    next_step = _("Reload the list: somebody may have issued it already.")


class AlreadyRevoked(RuleViolation):
    """Once is enough."""

    code = "verification.already-revoked"
    message = _("Certificate {number} was revoked on {day} already.")
    next_step = _("Nothing needs to be done.")


class ReasonMissing(InvalidInput):
    """A revocation is explained."""

    code = "verification.reason-missing"
    message = _("The reason is missing.")
    next_step = _("Say why in one sentence; it stays on record.")


class StandardExists(RuleViolation):
    """One row per standard."""

    code = "verification.standard-exists"
    message = _("A {kind} with the serial number {serial} is already on record.")
    next_step = _("Open it in the list of standards and enter its calibration there.")


class CalibrationDaysWrong(InvalidInput):
    """From after until."""

    code = "verification.calibration-days-wrong"
    message = _("The calibration would end on {until}, before it begins on {day}.")
    next_step = _("Check both days on the calibration certificate.")
