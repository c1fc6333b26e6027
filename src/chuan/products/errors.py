# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with goods and normative documents."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import InvalidInput, RuleViolation


class GtinWrong(InvalidInput):
    """A barcode number whose length or check digit is wrong."""

    code = "products.gtin-wrong"
    message = gettext_noop("{value} is no barcode number: it has 8, 12, 13 or 14 digits, the last one a check digit.")
    next_step = gettext_noop("Read the digits under the bars again.")


class HsMalformed(InvalidInput):
    """An HS code that is none."""

    code = "products.hs-malformed"
    message = gettext_noop("{value} is no HS code: 4, 6 or 8 digits, with or without points.")
    next_step = gettext_noop("Take it from the customs declaration, or leave it empty.")


class DaysSwapped(InvalidInput):
    """Two days in the wrong order."""

    code = "products.days-swapped"
    message = gettext_noop("{later} ({later_day}) lies before {earlier} ({earlier_day}).")
    next_step = gettext_noop("Check both days on the paper.")


class NumberMissing(InvalidInput):
    """A number or name with no letter or digit in it."""

    code = "products.number-missing"
    message = gettext_noop("The number or name holds no letter and no digit.")
    next_step = gettext_noop("Write it as it stands on the paper.")


class DocumentTaken(RuleViolation):
    """The normative document is already there."""

    code = "products.document-taken"
    message = gettext_noop("{number} is already on file: {title}.")
    next_step = gettext_noop("Open the document on file instead of entering a second one.")


class DocumentUnknown(InvalidInput):
    """No document of that number."""

    code = "products.document-unknown"
    message = gettext_noop("There is no normative document {number} on file.")
    next_step = gettext_noop("Enter the document first, or take the number from the list.")


class ReplacesItself(InvalidInput):
    """A document that would replace itself, straight or through others."""

    code = "products.replaces-itself"
    message = gettext_noop("{number} would replace itself.")
    next_step = gettext_noop("Check which of the two documents is the newer one.")


class OwnerMissing(InvalidInput):
    """An own standard without the party it belongs to, or another document with one."""

    code = "products.owner-missing"
    message = gettext_noop("An own standard (TCCS) belongs to a party; other documents belong to none.")
    next_step = gettext_noop("Enter an own standard from the page of its party.")


class TextUnknown(InvalidInput):
    """No such legal text."""

    code = "products.text-unknown"
    message = gettext_noop("The law files hold no text {text}.")
    next_step = gettext_noop("Choose a text of the list, or leave it empty.")


class GoodsTaken(RuleViolation):
    """The party already has these goods on file."""

    code = "products.goods-taken"
    message = gettext_noop("{party} already has these goods on file: {name}.")
    next_step = gettext_noop("Open the goods on file instead of entering them twice.")


class NotRegulated(RuleViolation):
    """A product the law of the day does not list."""

    code = "products.not-regulated"
    message = gettext_noop("{product} is not listed as a regulated product on {day}.")
    next_step = gettext_noop("Choose from the list in force on that day.")


class QuantityIncomplete(InvalidInput):
    """A quantity without its number or unit, or with one that does not fit."""

    code = "products.quantity-incomplete"
    message = gettext_noop("The quantity of a prepackage is a number greater than zero and a unit that fits its kind.")
    next_step = gettext_noop("Write it as the label does, such as 500 g, or say that it is no prepackage.")


class PremisesOfOthers(InvalidInput):
    """Premises of somebody else."""

    code = "products.premises-of-others"
    message = gettext_noop("{premises} does not belong to {party}.")
    next_step = gettext_noop("Choose premises of the party itself.")


class StandardNotInForce(RuleViolation):
    """A standard or technical regulation that is not in force on the day."""

    code = "products.standard-not-in-force"
    message = gettext_noop("{number} is not in force on {day}: {standing}.")
    next_step = gettext_noop("Declare by the document in force on that day.")


class StatusDayWrong(InvalidInput):
    """A status that would begin before the one it follows, or in the future."""

    code = "products.status-day-wrong"
    message = gettext_noop("The status cannot begin on {day}: the one before began on {since}.")
    next_step = gettext_noop("Give a day after that one and not after today.")


class DeclarationTaken(RuleViolation):
    """The party already has a declaration of that number."""

    code = "products.declaration-taken"
    message = gettext_noop("{party} already has a declaration {number}.")
    next_step = gettext_noop("Open the declaration on file, or check the number.")


class NoticeTaken(RuleViolation):
    """The number was given to another notice."""

    code = "products.notice-taken"
    message = gettext_noop("The notice {number} was given to {party}.")
    next_step = gettext_noop("Take the next free number.")


class KindMismatch(InvalidInput):
    """A declaration by a document of the other kind."""

    code = "products.kind-mismatch"
    message = gettext_noop("{number} does not fit the declaration: {kind}.")
    next_step = gettext_noop("Conformity with a regulation is declared by a QCVN or QCĐP, with a standard by any other document.")


class GoodsOfOthers(InvalidInput):
    """Goods of somebody else."""

    code = "products.goods-of-others"
    message = gettext_noop("{goods} are not goods of {party}.")
    next_step = gettext_noop("Choose goods of the party that declares.")


class WrongState(RuleViolation):
    """A step the dossier is not ready for."""

    code = "products.wrong-state"
    message = gettext_noop("The dossier is at: {state}. This step does not follow.")
    next_step = gettext_noop("Look at what happened to the dossier.")


class ValidityTooLong(RuleViolation):
    """A notice that would hold longer than the law of its day, or its certificate, allows."""

    code = "products.validity-too-long"
    message = gettext_noop("The notice holds until {until} at most.")
    next_step = gettext_noop("Give that day or an earlier one.")


class AssessorMissing(InvalidInput):
    """A certification without its body."""

    code = "products.assessor-missing"
    message = gettext_noop("A certification names the body that certified.")
    next_step = gettext_noop("Take its name from the certificate.")


class FileEmpty(InvalidInput):
    """A file without a byte, or too large."""

    code = "products.file-refused"
    message = gettext_noop("The file {name} is empty or larger than {limit} MB.")
    next_step = gettext_noop("Attach the scan itself, in parts if it is large.")


class DayInFuture(InvalidInput):
    """A day that has not come yet."""

    code = "products.day-in-future"
    message = gettext_noop("{day} has not come yet.")
    next_step = gettext_noop("Give the day on which it happened.")


class KeyProductTaken(RuleViolation):
    """The key product is already there."""

    code = "products.key-product-taken"
    message = gettext_noop("{name} is already on the list of key products.")
    next_step = gettext_noop("Open the product on file instead.")


class OutputWrong(InvalidInput):
    """A year or quantity that cannot be."""

    code = "products.output-wrong"
    message = gettext_noop("An output has a year that has begun, a quantity not below zero, a unit and a source.")
    next_step = gettext_noop("Take them from the report the figure comes from.")
