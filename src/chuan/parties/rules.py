# SPDX-License-Identifier: Apache-2.0
"""Decisions about parties that need no database."""

from stdnum.vn import mst

from chuan.parties.choices import PartyKind
from chuan.parties.errors import (
    TaxCodeImpossible,
    TaxCodeNotDigits,
    TaxCodeOfPerson,
    TaxCodeTooLong,
    TaxCodeTooShort,
)

_PERSONAL_DIGITS = 12
_ORGANISATION_DIGITS = (10, 13)
#: personal numbers begin with the province of birth, 001 to 096
_PROVINCES = range(1, 97)


def check_tax_code(text: str, *, kind: str = "") -> str:
    """Return the tax code as it is written (0101234567, 0101234567-001, or a personal number of 12 digits).

    Raises an `InvalidInput` that says what is wrong with it. An organisation has no personal number.
    """
    value = text.strip()
    digits = mst.compact(value)
    if not (digits.isascii() and digits.isdigit()):
        raise TaxCodeNotDigits(value=value)
    if len(digits) == _PERSONAL_DIGITS:
        return _personal_number(digits, kind)
    if len(digits) not in _ORGANISATION_DIGITS:
        too_long = len(digits) > max(_ORGANISATION_DIGITS)
        raise (TaxCodeTooLong if too_long else TaxCodeTooShort)(value=value, digits=len(digits))
    if not mst.is_valid(digits):
        raise TaxCodeImpossible(value=value)
    return str(mst.format(digits))


def kind_of(tax_code: str) -> PartyKind:
    """The kind of party that a checked tax code belongs to."""
    return PartyKind.HOUSEHOLD if len(tax_code) == _PERSONAL_DIGITS else PartyKind.ORGANISATION


def _personal_number(digits: str, kind: str) -> str:
    if kind == PartyKind.ORGANISATION:
        raise TaxCodeOfPerson(value=digits)
    if int(digits[:3]) not in _PROVINCES:
        raise TaxCodeImpossible(value=digits)
    return digits
