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
