# SPDX-License-Identifier: Apache-2.0
"""Decisions about goods and documents that need no database and no law."""

import re
from datetime import date
from decimal import Decimal

from stdnum import ean

from chuan.lib.text import key
from chuan.products.choices import UNITS, DocumentStanding
from chuan.products.errors import (
    DaysSwapped,
    GtinWrong,
    HsMalformed,
    NumberMissing,
    QuantityIncomplete,
)

_HS = re.compile(r"\d{4}(\d{2}){0,2}")
_HS_MARKS = re.compile(r"[.\s]")
_REGULATION = re.compile(r"(?:QCVN|QCĐP)\s*0*(\d+(?:-\d+)?)")
_GTIN_DIGITS = frozenset({8, 12, 13, 14})
_HS_DIGITS = 8


def check_gtin(text: str) -> str:
    """Return the digits of a GTIN-8, -12, -13 or -14; empty for an empty one.

    >>> check_gtin(" 8934563138165 "), check_gtin("")
    ('8934563138165', '')
    """
    value = text.strip()
    digits = ean.compact(value)
    if not digits:
        return ""
    is_number = digits.isascii() and digits.isdigit() and len(digits) in _GTIN_DIGITS
    if not is_number or not ean.is_valid(digits):
        raise GtinWrong(value=value)
    return digits


def check_hs(text: str) -> str:
    """Return the digits of an HS code: heading, subheading, or the eight digits of the national tariff.

    >>> check_hs("8544.49.41"), check_hs("")
    ('85444941', '')
    """
    value = _HS_MARKS.sub("", text)
    if value and not (value.isascii() and _HS.fullmatch(value)):
        raise HsMalformed(value=text.strip())
    return value


def hs_covers(listed: str, wanted: str) -> bool:
    """True if a listed code (`7219xx`, `31`) and a code or its beginning may speak of the same goods.

    >>> hs_covers("7219xx", "72191100"), hs_covers("85444941", "8544"), hs_covers("31", "3808")
    (True, True, False)
    """
    stem = listed.rstrip("x")
    return bool(stem) and bool(wanted) and (wanted.startswith(stem) or stem.startswith(wanted))


def hs_settles(listed: str, code: str) -> bool:
    """True if goods of the whole code are certainly under the listed one: a mere heading settles nothing."""
    return len(code) == _HS_DIGITS and code.startswith(listed.rstrip("x"))


def regulation_keys(text: str) -> frozenset[str]:
    """The technical regulations a text names, without year: they outlive each list.

    >>> sorted(regulation_keys("QCVN 4:2009/BKHCN, SĐ 1:2016; QCVN 25:2025/BKHCN"))
    ['25', '4']
    """
    return frozenset(_REGULATION.findall(text))


def identity_key(*parts: str) -> str:
    """One key for a name and what goes with it; raises where nothing is left to compare.

    >>> identity_key("Xăng RON 95-III", "", "")
    'xangron95iii||'
    """
    keys = [key(part) for part in parts]
    if not keys[0]:
        raise NumberMissing
    return "|".join(keys)


def in_order(earlier: tuple[str, date | None], later: tuple[str, date | None]) -> None:
    """Refuse two known days in the wrong order; each comes with its name."""
    if earlier[1] is not None and later[1] is not None and later[1] < earlier[1]:
        raise DaysSwapped(
            earlier=earlier[0], later=later[0], earlier_day=f"{earlier[1]:%d/%m/%Y}", later_day=f"{later[1]:%d/%m/%Y}"
        )


def check_quantity(kind: str, value: Decimal | None, unit: str) -> tuple[str, Decimal | None, str]:
    """The quantity of a prepackage, whole or not at all."""
    if not kind:
        return "", None, ""
    if value is None or value <= 0 or unit not in UNITS[kind]:
        raise QuantityIncomplete
    return kind, value, unit


def standing_of(
    *, in_force_from: date | None, ended_on: date | None, is_replaced: bool, issued_on: date | None, day: date
) -> DocumentStanding:
    """What a document is on a day. The day it ends is the first on which it no longer counts."""
    if ended_on is not None and ended_on <= day:
        return DocumentStanding.REPLACED if is_replaced else DocumentStanding.ENDED
    if in_force_from is None:
        return DocumentStanding.NOT_YET if issued_on and issued_on > day else DocumentStanding.UNKNOWN
    return DocumentStanding.IN_FORCE if in_force_from <= day else DocumentStanding.NOT_YET
