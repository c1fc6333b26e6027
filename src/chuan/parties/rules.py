# SPDX-License-Identifier: Apache-2.0
"""Decisions about parties that need no database."""

import re

from stdnum.vn import mst

from chuan.lib.text import fold
from chuan.parties.choices import PERSONAL_KINDS, PartyKind
from chuan.parties.errors import (
    TaxCodeImpossible,
    TaxCodeNotDigits,
    TaxCodeOfPerson,
    TaxCodeTooLong,
    TaxCodeTooShort,
)

#: what a checked tax code looks like, for the database
TAX_CODE = r"^(\d{10}|\d{10}-\d{3}|\d{12})$"
_PERSONAL_DIGITS = 12
#: fewer digits than that are hidden whole
_MASKABLE = 8
_NOT_WORD = re.compile(r"[^0-9a-z]+")
#: words of names that say what kind of firm it is, folded
COMMON_WORDS = frozenset((
    "cong", "ty", "cty", "ct", "tnhh", "mtv", "mot", "thanh", "vien", "co", "phan", "cp", "doanh",
    "nghiep", "tu", "nhan", "dntn", "dn", "ho", "kinh", "doanh", "hkd", "hop", "tac", "xa", "htx",
    "chi", "nhanh", "cn", "cua", "hang", "ch", "trach", "nhiem", "huu", "han", "tong", "ctcp", "va",
    "ca", "the",
))
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
    if kind and kind not in PERSONAL_KINDS:
        raise TaxCodeOfPerson(value=digits)
    if int(digits[:3]) not in _PROVINCES:
        raise TaxCodeImpossible(value=digits)
    return digits


def masked_phone(text: str) -> str:
    """A phone number of which the ends are shown: enough to recognise it, too little to call.

    >>> masked_phone("0912 345 678"), masked_phone("02123"), masked_phone("")
    ('09xx xxx 678', 'xxx', '')
    """
    digits = "".join(character for character in text if character.isdigit())
    if len(digits) < _MASKABLE:
        return "xxx" if text.strip() else ""
    return f"{digits[:2]}xx xxx {digits[-3:]}"


def masked_number(text: str) -> str:
    """A tax code; of a personal number of twelve digits the ends only.

    >>> masked_number("014099001234"), masked_number("0100112437")
    ('014xxxxxx234', '0100112437')
    """
    return f"{text[:3]}xxxxxx{text[-3:]}" if len(text) == _PERSONAL_DIGITS and text.isdigit() else text


def masked_email(text: str) -> str:
    """An e-mail address of which the first letter and the domain are shown.

    >>> masked_email("an.nguyen@example.vn"), masked_email("")
    ('axxx@example.vn', '')
    """
    name, at, domain = text.partition("@")
    return f"{name[:1]}xxx{at}{domain}" if text else ""


def core_name(text: str) -> str:
    """The words of a name that tell it from others, folded, in the order of the alphabet: kinds of company left out.

    >>> core_name("Công ty TNHH MTV Xăng dầu Sơn La") == core_name("CTY TNHH xăng dầu SƠN LA")
    True
    """
    words = set(_NOT_WORD.sub(" ", fold(text)).split())
    return " ".join(sorted(words - COMMON_WORDS) or sorted(words))
