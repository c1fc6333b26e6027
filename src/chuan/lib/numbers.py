# SPDX-License-Identifier: Apache-2.0
"""Decimal numbers as people write them in Viet Nam and in English."""

import re
from decimal import Decimal, InvalidOperation

_VIETNAMESE = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?|[+-]?\d+(,\d+)?")


def parse_decimal(text: str) -> Decimal | None:
    """Read a number written the Vietnamese way (1.234,5) or with a decimal point (1234.5); None if it is none.

    A lone point followed by exactly three digits is a thousands mark in Vietnamese: use `parse_reading` where that
    would be wrong.

    >>> parse_decimal("1.234,5"), parse_decimal("20,05"), parse_decimal("20.05"), parse_decimal("abc")
    (Decimal('1234.5'), Decimal('20.05'), Decimal('20.05'), None)
    """
    text = text.strip().replace("\u00a0", "").replace(" ", "").replace("−", "-")
    if _VIETNAMESE.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    return _plain(text)


def parse_reading(text: str) -> Decimal | None:
    """Read an instrument's indication: comma and point both mark the decimals, thousands are never marked.

    >>> parse_reading("20,018"), parse_reading("20.018"), parse_reading("1.234,5")
    (Decimal('20.018'), Decimal('20.018'), None)
    """
    text = text.strip().replace(",", ".").replace("−", "-")
    return _plain(text)


def _plain(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
