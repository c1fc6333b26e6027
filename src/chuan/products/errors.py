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
