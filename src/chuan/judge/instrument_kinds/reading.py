# SPDX-License-Identifier: Apache-2.0
"""Strict reading of JSON objects: every key known, every number a decimal in text (or a whole JSON number)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from chuan.judge.errors import (
    MissingKey,
    NotAChoice,
    NotAList,
    NotAnObjectHere,
    NotATruthValue,
    UnknownKey,
)
from chuan.metrology.errors import Negative, NotAWholeNumber, TooLarge, number, positive

#: No reading has more decimals, or more digits before the point, than this.
MOST_DIGITS = 15


class Fields:
    """An object of the input and the place where it stands; refuses keys nobody asks for."""

    def __init__(self, given: Any, where: str, allowed: Sequence[str]) -> None:
        if not isinstance(given, Mapping):
            raise NotAnObjectHere(where=where or "/")
        unknown = sorted(str(key) for key in given if key not in allowed)
        if unknown:
            raise UnknownKey(where=_join(where, unknown[0]))
        self.given = given
        self.where = where

    def place(self, key: str) -> str:
        """Where a key stands in the whole input."""
        return _join(self.where, key)

    def has(self, key: str) -> bool:
        """True if the key is there and not null."""
        return self.given.get(key) is not None

    def need(self, key: str) -> Any:
        """The value of a key that must be there."""
        if not self.has(key):
            raise MissingKey(where=self.place(key), key=key)
        return self.given[key]

    def number(self, key: str) -> Decimal:
        """A finite number."""
        given, where = self.need(key), self.place(key)
        value = number(given, where)
        return value if _is_short(given) else bounded(value, where)

    def positive(self, key: str) -> Decimal:
        """A number above zero."""
        given, where = self.need(key), self.place(key)
        value = positive(given, where)
        return value if _is_short(given) else bounded(value, where)

    def not_negative(self, key: str) -> Decimal:
        """Zero or a number above it."""
        value = self.number(key)
        if value < 0:
            raise Negative(where=self.place(key), given=str(self.given[key]))
        return value

    def optional(self, key: str) -> Decimal | None:
        """A finite number, or None where the key is left out."""
        return self.number(key) if self.has(key) else None

    def whole(self, key: str) -> int:
        """A whole number above zero."""
        value = self.positive(key)
        if value != value.to_integral_value():
            raise NotAWholeNumber(where=self.place(key), given=str(self.given[key]))
        return int(value)

    def word(self, key: str) -> str:
        """A word; a class such as 1 or 0.5S may be given as a JSON number."""
        value = self.need(key)
        if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
            raise NotAChoice(where=self.place(key), given=str(value), known="…")
        return str(value).strip()

    def choice(self, key: str, known: Sequence[str], default: str = "") -> str:
        """One of the known words."""
        if default and not self.has(key):
            return default
        value = self.word(key)
        if value not in known:
            raise NotAChoice(where=self.place(key), given=value, known=", ".join(known))
        return value

    def truth(self, key: str) -> bool:
        """true or false."""
        value = self.need(key)
        if not isinstance(value, bool):
            raise NotATruthValue(where=self.place(key))
        return value

    def items(self, key: str) -> list[Any]:
        """A list that is not empty."""
        value = self.need(key)
        if not isinstance(value, list | tuple) or not value:
            raise NotAList(where=self.place(key))
        return list(value)

    def objects(self, key: str, allowed: Sequence[str]) -> Iterator["Fields"]:
        """The objects of a list, each with its place: `points/1`, `points/2`, …"""
        for place, item in enumerate(self.items(key), 1):
            yield Fields(item, f"{self.place(key)}/{place}", allowed)

    def child(self, key: str, allowed: Sequence[str]) -> "Fields":
        """An object inside this one."""
        return Fields(self.need(key), self.place(key), allowed)


def bounded(value: Decimal, where: str) -> Decimal:
    """Refuse numbers with more digits than anything that is measured."""
    exponent = value.as_tuple().exponent
    if value.adjusted() >= MOST_DIGITS or int(exponent) < -MOST_DIGITS:
        raise TooLarge(where=where, given=str(value))
    return value


def _is_short(given: Any) -> bool:
    """True for a text that cannot hold too many digits, as nearly all are: spares the counting."""
    return isinstance(given, str) and len(given) <= MOST_DIGITS and "e" not in given and "E" not in given


def _join(where: str, key: str) -> str:
    return f"{where}/{key}" if where else key
