# SPDX-License-Identifier: Apache-2.0
"""From the texts of a column to values: each distinct text is worked on once, however often it stands in the list.

`Text` columns are worked on as a whole by polars. All other columns name a parser: a function of one text and of what
the kind opened, which returns a value (or a tuple, for several outputs) or raises `Wrong`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from chuan.lib.numbers import parse_reading

_POINT_ZERO = re.compile(r"\d+\.0+")
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")
#: day 0 of Excel's calendar; serial numbers outside these years are no dates we keep
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(20_000, 80_000)
_CENTURY = 2000


class Wrong(Exception):
    """A cell without meaning: the code of the cause and the data of its sentence."""

    def __init__(self, code: str, **data: Any) -> None:
        self.code = code
        self.data = data
        super().__init__(code)


@dataclass(frozen=True)
class Text:
    """A text as it is, white space folded. With `keyed`, `<field>_key` is what survives spelling (`lib.text.key`)."""

    length: int = 200
    keyed: bool = False
    #: a number that Excel wrote as 123.0 is 123
    number: bool = False


@dataclass(frozen=True)
class Parsed:
    """Values by a parser; `outputs` are names and SQL types, in the order of the tuple that the parser returns."""

    parse: Callable[[str, Any], Any]
    outputs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Piece:
    """A value that becomes one key of a JSON object in the output `into`; other pieces of it stand beside."""

    parse: Callable[[str, Any], Any]
    key: str
    into: str = "characteristics"


Values = Text | Parsed | Piece


def whole_text(text: str) -> str:
    """A number that a spreadsheet wrote with ".0" behind, without it.

    >>> whole_text("0123.0"), whole_text("1.5")
    ('0123', '1.5')
    """
    return text.partition(".")[0] if _POINT_ZERO.fullmatch(text) else text


def read_day(text: str) -> date:
    """A day written day first, ISO, or as Excel's serial number; two digits of a year mean this century.

    >>> read_day("5/12/25"), read_day("2025-12-05 00:00:00"), read_day("45996")
    (datetime.date(2025, 12, 5), datetime.date(2025, 12, 5), datetime.date(2025, 12, 5))
    """
    if match := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        year += _CENTURY if year < 100 else 0
    elif match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        serial = text.partition(".")[0]
        if text.replace(".", "", 1).isdigit() and serial.isdigit() and len(serial) < 6 and int(serial) in _EXCEL_SERIALS:
            return _EXCEL_EPOCH + timedelta(days=int(serial))
        raise Wrong("imports.date-unreadable", value=text[:40])
    try:
        return date(year, month, day)
    except ValueError:
        raise Wrong("imports.date-impossible", value=text[:40]) from None


def read_past_day(text: str, on: date) -> date:
    """A day that has come."""
    day = read_day(text)
    if day > on:
        raise Wrong("imports.date-in-future", value=f"{day:%d/%m/%Y}")
    return day


def read_amount(text: str, unit: str = "") -> Decimal:
    """A number greater than zero, its unit written behind it or not.

    >>> read_amount("5(60) A".partition("(")[0]), read_amount("22,5 L/min", "L/min")
    (Decimal('5'), Decimal('22.5'))
    """
    if unit:
        text = re.sub(rf"(?i)\s*{re.escape(unit)}\.?$", "", text)
    number = parse_reading(text)
    if number is None or not 0 < number < 10**9 or number.adjusted() < -6:
        raise Wrong("imports.number-unreadable", value=text[:40])
    return number.normalize() if number.as_tuple().exponent != 0 else number
