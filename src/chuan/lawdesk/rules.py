# SPDX-License-Identifier: Apache-2.0
"""What may stand at a place of the law files, and how what an officer types becomes that. Values in, values out."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chuan.law.engine.citation import as_text
from chuan.law.engine.nodes import UNKNOWN, Held, Parameter, Row, Version
from chuan.law.engine.strict_yaml import read_series
from chuan.lawdesk import errors
from chuan.lawdesk.choices import ValueType
from chuan.lawdesk.depth import refuse_deep
from chuan.lib.numbers import parse_decimal
from chuan.lib.text import fold, tidy

#: A penalty table of fifty rows is a tenth of this.
MOST_CHARACTERS = 40_000
_MOST_OF_ONE = 300
_WHOLE_UNITS = {"month", "count", "day", "working-day", "year", "vnd"}
_NUMBER_UNITS = {"percent", "times-mpe", "ratio", "mm"}
_WHOLE_ENDS = ("_vnd", "_months", "_month", "_days", "_day", "_years", "_year", "_count", "_size", "_allowed")
_DIGITS = re.compile(r"\d{1,15}|\d{1,3}(\.\d{3}){1,5}", re.ASCII)
_PLAIN = re.compile(r"[+−-]?[\d., ]{1,30}", re.ASCII)
_TWO_WAYS = re.compile(r"[+-]?\d{1,3}\.\d{3}", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


@dataclass(frozen=True)
class Wanted:
    """What a place takes: its type, None where the files do not tell; the known words, empty where any will do."""

    type: ValueType | None
    words: tuple[str, ...] = ()


def version_from(parameter: Parameter, from_day: date) -> Version | None:
    """The version that starts on a day."""
    return next((version for version in parameter.versions if version.from_day == from_day), None)


def is_gap(version: Version, row: str, column: str) -> bool:
    """True if nobody has found what stands there."""
    return (row, column) in version.unknown_cells if row else version.is_unknown


def is_whole(version: Version) -> bool:
    """True if nothing in the version is unknown."""
    return not version.is_unknown and not version.unknown_cells


def wanted(parameter: Parameter, row: str, column: str) -> Wanted:
    """What a place takes, by its unit and by what stands beside it."""
    beside = list(_beside(parameter, column) if row else _values(parameter))
    words = tuple(sorted({word for value in beside for word in (value if isinstance(value, tuple) else (value,))
                          if isinstance(word, str)}))
    if row and column.endswith(_WHOLE_ENDS):
        return Wanted(ValueType.WHOLE)
    if row:  # whole numbers beside say nothing: the next row may need a fraction
        found = _type_of(beside)
        return Wanted(ValueType.NUMBER if found == ValueType.WHOLE else found)
    if parameter.unit == "table":
        return Wanted(ValueType.ROWS)
    if parameter.unit in _WHOLE_UNITS:
        return Wanted(ValueType.WHOLE)
    if parameter.unit in _NUMBER_UNITS:
        return Wanted(ValueType.NUMBER)
    return Wanted(_type_of(beside) or ValueType.WORD, words)


def _values(parameter: Parameter) -> Iterator[Held]:
    return (version.value for version in parameter.versions if version.value is not None)


def _beside(parameter: Parameter, column: str) -> Iterator[Any]:
    for version in parameter.versions:
        for line in version.rows or ():
            if line.get(column) is not None and line[column] is not UNKNOWN:
                yield line[column]


def _type_of(values: list[Any]) -> ValueType | None:
    types = {type(value) for value in values}
    if types and types <= {int, Decimal}:
        return ValueType.NUMBER if Decimal in types else ValueType.WHOLE
    single = {bool: ValueType.TRUTH, date: ValueType.DAY, str: ValueType.WORD, tuple: ValueType.WORDS}
    return single.get(types.pop()) if len(types) == 1 else None


# --- from what is typed --------------------------------------------------------------------------------------


def read_value(text: str, wanted: Wanted) -> tuple[ValueType, str]:
    """The type and the canonical text of what an officer typed; refuses what cannot stand there."""
    most = MOST_CHARACTERS if wanted.type == ValueType.ROWS else _MOST_OF_ONE
    if len(text) > most:
        raise errors.ValueTooLong(length=len(text), most=most)
    if not text.strip():
        raise errors.ValueMissing
    if wanted.type == ValueType.ROWS:
        return ValueType.ROWS, rows_as_text(read_rows(text))
    if wanted.type is None:
        return _guessed(tidy(text))
    if wanted.type == ValueType.NUMBER:
        return _plain(_number(tidy(text)))
    held = _READERS[wanted.type](tidy(text))
    used = held if isinstance(held, tuple) else (held,)
    strange = [word for word in used if isinstance(word, str) and word not in wanted.words] if wanted.words else []
    if strange:
        raise errors.ValueNotKnownWord(text=strange[0], words=", ".join(wanted.words))
    return wanted.type, _canonical(held)


def _guessed(text: str) -> tuple[ValueType, str]:
    """Where nothing beside tells: a number if it reads as one, else words."""
    try:
        return _plain(_number(text))
    except errors.ValueNotNumber:
        return ValueType.WORD, text


def _plain(number: Decimal) -> tuple[ValueType, str]:
    if number == number.to_integral_value():
        return ValueType.WHOLE, str(int(number))
    return ValueType.NUMBER, as_text(number)


def _whole(text: str) -> int:
    if not _DIGITS.fullmatch(text):
        raise errors.ValueNotWhole(text=text)
    return int(text.replace(".", ""))


def _number(text: str) -> Decimal:
    if _TWO_WAYS.fullmatch(text):
        raise errors.ValueAmbiguous(text=text)
    number = parse_decimal(text) if _PLAIN.fullmatch(text) else None
    if number is None:
        raise errors.ValueNotNumber(text=text)
    return number


def _day(text: str) -> date:
    match = _DAY.fullmatch(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text)
    except ValueError:
        raise errors.ValueNotDay(text=text) from None


def _truth(text: str) -> bool:
    found = {"co": True, "yes": True, "true": True, "khong": False, "no": False, "false": False}.get(fold(text))
    if found is None:
        raise errors.ValueNotTruth(text=text)
    return found


def _canonical(value: Held) -> str:
    """Lists as JSON, since a word may hold a comma; everything else as the law writes it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else as_text(value)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for part in text.split(",") if (word := part.strip()))


_READERS: dict[ValueType, Any] = {
    ValueType.WHOLE: _whole, ValueType.DAY: _day, ValueType.TRUTH: _truth, ValueType.WORD: str,
    ValueType.WORDS: _words,
}


def read_rows(text: str) -> list[dict[str, Any]]:
    """The rows of a table as the law files write them (`- {id: a, min_vnd: 1}`), by the same strict reader."""
    refuse_deep(text, "rows")
    rows = read_series(text, "rows")
    if not all(isinstance(row, dict) for row in rows):
        raise errors.ValueDoesNotFit(reason="a row is a mapping with an 'id' (a word)")
    for row in rows:
        if any(isinstance(cell, dict | list) for cell in row.values()):
            raise errors.ValueDoesNotFit(reason="a cell holds one value")
    return [dict(row) for row in rows]


# --- canonical text and back ---------------------------------------------------------------------------------


def rows_as_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as JSON that keeps the type of every cell.

    >>> rows_as_text([{"id": "a", "x": Decimal("0.50"), "y": None}])
    '[[["id", "word", "a"], ["x", "number", "0.50"], ["y", "nothing", ""]]]'
    """
    return json.dumps([[_cell(key, value) for key, value in row.items()] for row in rows], ensure_ascii=False)


def _cell(key: str, value: Any) -> list[str]:
    if value is UNKNOWN:
        return [key, ValueType.WORD.value, "?"]
    if value is None:
        return [key, ValueType.NOTHING.value, ""]
    found = _type_of([value])
    assert found is not None, value
    return [key, found.value, _canonical(value)]


def rows_of_text(text: str) -> list[dict[str, Any]]:
    """The rows that `rows_as_text` wrote."""
    return [{key: held(value, ValueType(kind)) for key, kind, value in row} for row in json.loads(text)]


def held(text: str, kind: ValueType) -> Any:
    """The value that a canonical text stands for; rows have `rows_of_text`.

    >>> held("0.50", ValueType.NUMBER), held('["a", "b"]', ValueType.WORDS), held("2026-04-15", ValueType.DAY)
    (Decimal('0.50'), ('a', 'b'), datetime.date(2026, 4, 15))
    """
    back: dict[ValueType, Any] = {
        ValueType.WHOLE: int, ValueType.NUMBER: Decimal, ValueType.WORD: str, ValueType.WORDS: lambda t: tuple(json.loads(t)),
        ValueType.TRUTH: lambda t: t == "true", ValueType.DAY: date.fromisoformat, ValueType.NOTHING: lambda _t: None,
    }
    return back[kind](text)


def shown(text: str, kind: ValueType) -> str:
    """A value in the spelling of the law, as pages take it; tables have `rows_of_text`."""
    return "" if kind == ValueType.ROWS else as_text(held(text, kind))


def value_of(version: Version) -> tuple[ValueType, str]:
    """Type and canonical text of a known version, as it is confirmed."""
    if version.rows is not None:
        return ValueType.ROWS, rows_as_text(version.rows)
    if version.value is None:
        return ValueType.NOTHING, ""
    found = _type_of([version.value])
    assert found is not None
    return found, _canonical(version.value)


def rows_to_show(text: str) -> list[Row | dict[str, Any]]:
    """The rows of a supplement for a page."""
    return list(rows_of_text(text))
