# SPDX-License-Identifier: Apache-2.0
"""Numbers as people type them."""

import re

_NUMBER = re.compile(r"(\d{2})[.\-/ ]?(\d{5,8})", re.ASCII)
_CENTURY = 2000


def parse_number(text: str) -> tuple[int, int] | None:
    """Year and number of a certificate, whatever stands between the two; None if it is no number of ours.

    >>> parse_number(" 26.00042 "), parse_number("2600042"), parse_number("26.00042.R1"), parse_number("26.0")
    ((2026, 42), (2026, 42), None, None)
    """
    match = _NUMBER.fullmatch(text.strip())
    return (_CENTURY + int(match[1]), int(match[2])) if match else None


def print_number(year: int, number: int) -> str:
    """The number as printed.

    >>> print_number(2026, 42)
    '26.00042'
    """
    return f"{year % 100:02d}.{number:05d}"
