# SPDX-License-Identifier: Apache-2.0
"""Total orders of rows, and the place in them where a page begins."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError
from django.db.models import (
    BooleanField,
    CharField,
    Expression,
    F,
    Field,
    Func,
    Model,
    QuerySet,
    UUIDField,
    Value,
)

M = TypeVar("M", bound=Model)
_LONGEST = 2000
_FURTHEST = 10**12


#: what is read of rows that are found and sorted: models, unless it says otherwise
Reader = Callable[["QuerySet[Any, Any]"], "QuerySet[Any, Any]"]


def as_they_are(found: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    """Models."""
    return found


class _Encoder(DjangoJSONEncoder):
    """Instants to the last digit: cut at milliseconds, one would name another place than that of its row."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


@dataclass(frozen=True)
class Key:
    """A column of an order, or an expression that is never null, with the type of its values.

    `name` is how the value is read back from a row: an attribute path, or the name the expression is annotated under.
    """

    name: str
    field: "Field[Any, Any]"
    expression: Expression | None = None

    def resolved(self) -> Any:
        """What the database sorts by."""
        return F(self.name) if self.expression is None else self.expression


@dataclass(frozen=True)
class Order:
    """Keys that together name one row, all ascending or all descending."""

    keys: tuple[Key, ...]
    descending: bool = False

    def sorted(self, queryset: "QuerySet[M, Any]", *, backward: bool = False) -> "QuerySet[M, Any]":
        """The rows in this order, or in its reverse."""
        annotated = queryset.annotate(**{key.name: key.expression for key in self.keys if key.expression is not None})
        names = [key.name for key in self.keys]
        ordered: QuerySet[M, Any] = annotated.order_by(*(f"-{name}" if self.descending != backward else name for name in names))
        return ordered

    def page(
        self, queryset: "QuerySet[Any, Any]", cursor: "Cursor | None", *, backward: bool, limit: int, many: bool,  # noqa: ARG002
        read: Reader = as_they_are,
    ) -> list[Any]:
        """The rows after a place (before it, and so reversed); `many`: there are more than anybody counts."""
        found = self.sorted(queryset, backward=backward)
        if cursor is not None:
            found = found.filter(RowsFrom(self, cursor.values, backward=backward))
        return list(read(found)[:limit])

    def values_of(self, row: Any) -> tuple[Any, ...]:
        """The place of a row that was read in this order."""
        return tuple(_reached(row, key.name) for key in self.keys)


#: the identifier of a row, which ends an order that other rows may share
ID = Key("id", UUIDField())
BY_NAME = Order((Key("name", CharField()), ID))
#: identifiers begin with the instant a row was made
NEWEST = Order((ID,), descending=True)


@dataclass(frozen=True)
class Cursor:
    """The keys of the row where a page ends, and the number of the first row after it."""

    values: tuple[Any, ...]
    index: int

    def written(self) -> str:
        """As it stands in an address."""
        text = json.dumps([self.index, *self.values], cls=_Encoder, ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str | None, order: Order) -> "Cursor | None":
        """Read one from an address; None for anything that we did not write."""
        if not text or len(text) > _LONGEST:
            return None
        try:
            index, *values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode())
            pairs = list(zip(order.keys, values, strict=True))
            if not isinstance(index, int) or not 0 < index < _FURTHEST:
                return None
            read = tuple(_value(key, value) for key, value in pairs)
        except (binascii.Error, ValueError, TypeError, ValidationError, DataError, RecursionError):
            return None
        return cls(read, index)


class RowsFrom(Func):
    """True for the rows strictly after a place of an order: one comparison of rows, which an index answers."""

    output_field = BooleanField()

    def __init__(self, order: Order, values: tuple[Any, ...], *, backward: bool) -> None:
        fields = [Value(value, output_field=key.field) for key, value in zip(order.keys, values, strict=True)]
        super().__init__(*(key.resolved() for key in order.keys), *fields)
        self.sign = "<" if order.descending != backward else ">"

    def as_sql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # noqa: ARG002
        """Write the comparison."""
        parts = [compiler.compile(one) for one in self.get_source_expressions()]
        half = len(parts) // 2
        left, right = (", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:]))
        return f"ROW({left}) {self.sign} ROW({right})", [value for _, values in parts for value in values]


def _value(key: Key, value: Any) -> Any:
    if value is None or isinstance(value, list | dict | bool) or (isinstance(value, str) and "\0" in value):
        raise ValueError(key.name)
    str(value).encode()  # half a pair of surrogates is a letter of JSON and of nothing else
    read = key.field.to_python(value)
    if read is None or (isinstance(read, datetime) and read.tzinfo is None):
        raise ValueError(key.name)
    return read


def _reached(row: Any, path: str) -> Any:
    if hasattr(row, path):  # a row of `values_list`
        return getattr(row, path)
    for name in path.split("__"):
        row = getattr(row, name)
    return row
