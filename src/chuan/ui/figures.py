# SPDX-License-Identifier: Apache-2.0
"""Numbers and days as the reader's language writes them: 1.234,5 in Vietnamese, 1,234.5 in English."""

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language

from chuan.lib.clock import VIETNAM

#: What stands where there is nothing: unknown stays unknown.
UNKNOWN = "—"
_MARKS = {"en": (",", ".")}
_VIETNAMESE = (".", ",")


def number(value: Any, places: "int | None" = None) -> str:
    """Write a number with thousands and decimal marks, rounded half to even to `places` when given.

    Anything that is no number comes back as its own text; None and the empty text as a dash.
    """
    if value is None or value == "":
        return UNKNOWN
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return UNKNOWN
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    thousands, point = _MARKS.get(get_language() or "vi", _VIETNAMESE)
    sign = ">" if getattr(value, "more", False) else ""  # a count that stopped at its bound
    text = f"{exact:,f}".replace(",", "\0").replace(".", point).replace("\0", thousands)
    if text.startswith("-"):
        return f"−{text[1:]}" if exact else text[1:]
    return f"{sign}{text}"


def day(value: Any) -> str:
    """Write a day as dd/mm/yyyy; an instant as its day in Viet Nam."""
    if isinstance(value, datetime):
        value = _local(value)
    return f"{value:%d/%m}/{value.year:04}" if isinstance(value, date) else _other(value)


def moment(value: Any) -> str:
    """Write an instant as dd/mm/yyyy HH:MM, Vietnamese time."""
    return f"{day(value)} {_local(value):%H:%M}" if isinstance(value, datetime) else day(value)


def _local(value: datetime) -> datetime:
    return value.astimezone(VIETNAM) if value.tzinfo else value


def _other(value: Any) -> str:
    return UNKNOWN if value is None or value == "" else str(value)
