# SPDX-License-Identifier: Apache-2.0
"""Amounts of money and choices, checked before anything is worked out with them."""

from collections.abc import Collection
from decimal import Decimal, InvalidOperation
from typing import Any

from chuan.law.reckoning.errors import BadAmount, NoSuchChoice, OutsideScale

#: More than any budget: an amount above it is a slip of the keyboard.
_MOST = Decimal(10) ** 18


def money(given: Any) -> Decimal:
    """An amount in VND that is not negative; a float is refused, it does not say what was meant.

    >>> money("46000000"), money(0)
    (Decimal('46000000'), Decimal('0'))
    """
    amount = _exact(given)
    if amount is None:
        raise BadAmount(given=given)
    return amount


def content(given: Any) -> Decimal:
    """A content in g/kg or g/l that is not negative.

    >>> content("480")
    Decimal('480')
    """
    amount = _exact(given)
    if amount is None:
        raise OutsideScale(given=given, name="g/kg", allowed="0 … 1000")
    return amount


def _exact(given: Any) -> Decimal | None:
    if isinstance(given, bool | float) or not isinstance(given, int | str | Decimal):
        return None
    try:
        amount = Decimal(given)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount <= _MOST else None


def one_of(given: str, allowed: Collection[str]) -> str:
    """One of the words a calculation knows."""
    if given not in allowed:
        raise NoSuchChoice(given=given, allowed=", ".join(sorted(allowed)))
    return given
