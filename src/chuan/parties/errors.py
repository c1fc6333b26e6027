# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with parties and premises."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import InvalidInput, RuleViolation

_MEND = gettext_noop("Compare it with the business registration certificate.")


class TaxCodeNotDigits(InvalidInput):
    """A tax code with letters in it."""

    code = "parties.tax-code-not-digits"
    message = gettext_noop("The tax code {value} holds characters that are no digits.")
    next_step = _MEND


class TaxCodeTooShort(InvalidInput):
    """A tax code with digits missing, or with a length that no tax code has."""

    code = "parties.tax-code-too-short"
    message = gettext_noop("The tax code {value} has {digits} digits; digits are missing.")
    next_step = gettext_noop("A tax code has 10 digits, 13 for a branch, 12 for a household or person.")


class TaxCodeTooLong(InvalidInput):
    """A tax code with too many digits."""

    code = "parties.tax-code-too-long"
    message = gettext_noop("The tax code {value} has {digits} digits; that is too many.")
    next_step = gettext_noop("A tax code has 10 digits, 13 for a branch, 12 for a household or person.")


class TaxCodeImpossible(InvalidInput):
    """A tax code whose check digit does not fit."""

    code = "parties.tax-code-impossible"
    message = gettext_noop("The tax code {value} is impossible: its check digit does not fit.")
    next_step = _MEND


class TaxCodeOfPerson(InvalidInput):
    """A personal number where an organisation's code belongs."""

    code = "parties.tax-code-of-person"
    message = gettext_noop("{value} is a personal number; an organisation has a tax code of 10 or 13 digits.")
    next_step = _MEND


class TaxCodeTaken(RuleViolation):
    """Another party carries the tax code."""

    code = "parties.tax-code-taken"
    message = gettext_noop("{name} already carries the tax code {value}.")
    next_step = gettext_noop("Use the party on file instead of a second one.")


class PremisesNameTaken(RuleViolation):
    """The party already has premises of that name."""

    code = "parties.premises-name-taken"
    message = gettext_noop("{party} already has premises named {name}.")
    next_step = gettext_noop("Use the premises on file, or name these differently.")


class NotASuccessor(RuleViolation):
    """The commune chosen did not follow the commune stated."""

    code = "parties.not-a-successor"
    message = gettext_noop("{unit} is none of the communes that followed {stated}.")
    next_step = gettext_noop("Choose one of: {candidates}.")


class TwoTaxCodes(RuleViolation):
    """Two parties with two tax codes are merged."""

    code = "parties.two-tax-codes"
    message = gettext_noop("They carry two tax codes, {first} and {second}: they are two taxpayers.")
    next_step = gettext_noop("If one of the codes is wrong, remove it from its party first.")


class StatusDateMissing(InvalidInput):
    """A party suspended or closed since no day."""

    code = "parties.status-date-missing"
    message = gettext_noop("Since which day the business is suspended or closed is missing.")
    next_step = gettext_noop("Give the day; if nobody knows it, the day on which it was found so.")


class DaysOutOfOrder(InvalidInput):
    """An end before its beginning."""

    code = "parties.days-out-of-order"
    message = gettext_noop("{last} lies before {first}.")
    next_step = gettext_noop("Compare both days.")


class CoordinatesIncomplete(InvalidInput):
    """A latitude without a longitude, or either beyond the globe."""

    code = "parties.coordinates-wrong"
    message = gettext_noop("These coordinates are no place on the globe: both numbers are needed, latitude −90 to 90, longitude −180 to 180.")
    next_step = gettext_noop("Give both, or leave both empty.")


class StallWithoutMarket(InvalidInput):
    """A stall in no market, or a market given for what is no stall."""

    code = "parties.stall-without-market"
    message = gettext_noop("A market stall belongs to a market, and only a stall does.")
    next_step = gettext_noop("Choose the market, or another kind of premises.")


class NotAMarket(InvalidInput):
    """A stall in what is no market."""

    code = "parties.not-a-market"
    message = gettext_noop("{name} is no market.")
    next_step = gettext_noop("Choose premises of the kind market.")


class MarketHasStalls(RuleViolation):
    """A market with stalls becomes something else."""

    code = "parties.market-has-stalls"
    message = gettext_noop("{count} stalls belong to {name}: it remains a market.")
    next_step = gettext_noop("Move or close the stalls first.")


class ActivityKnown(RuleViolation):
    """The same activity for days that overlap."""

    code = "parties.activity-known"
    message = gettext_noop("{activity} is already on file for these days.")
    next_step = gettext_noop("End the one on file first, or choose other days.")


class SameName(RuleViolation):
    """A change of name to the same name."""

    code = "parties.same-name"
    message = gettext_noop("The party is called {name} already.")
    next_step = gettext_noop("Give the new name.")


class ConsentMissing(InvalidInput):
    """A person kept on file by consent that nobody gave."""

    code = "parties.consent-missing"
    message = gettext_noop("The day of the person's consent and how it was given are missing.")
    next_step = gettext_noop("Give both, or name the duty by law as the basis.")


class ContactUnreachable(InvalidInput):
    """A contact with neither phone nor e-mail."""

    code = "parties.contact-unreachable"
    message = gettext_noop("A contact needs a phone number or an e-mail address.")
    next_step = gettext_noop("Give one of them; keep no more than the purpose needs.")


class PurposeMissing(InvalidInput):
    """A contact kept for no purpose."""

    code = "parties.purpose-missing"
    message = gettext_noop("For what purpose the person is kept on file is missing.")
    next_step = gettext_noop("Say for what the person is contacted.")


class ContactErased(RuleViolation):
    """A contact whose data was erased or whose consent was withdrawn."""

    code = "parties.contact-erased"
    message = gettext_noop("The particulars of this contact were erased or their consent was withdrawn.")
    next_step = gettext_noop("Enter the contact anew if the person consents again.")


class NotAPerson(RuleViolation):
    """Personal data of something that is no person."""

    code = "parties.not-a-person"
    message = gettext_noop("{name} is no person: there is no personal data of it beyond its contacts.")
    next_step = gettext_noop("Open the contact in question.")


class ErasedAlready(RuleViolation):
    """Erased before."""

    code = "parties.erased-already"
    message = gettext_noop("The personal data was erased on {day}.")
    next_step = gettext_noop("Nothing is left to erase.")
