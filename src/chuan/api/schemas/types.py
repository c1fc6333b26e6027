# SPDX-License-Identifier: Apache-2.0
"""Types of single values: texts without control characters, days that are written as days."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, StringConstraints

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _only_iso(value: Any) -> Any:
    """A number is no day: 0 would become 1970-01-01."""
    if isinstance(value, date) or value is None or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("a day is written year-month-day, such as 2026-05-01")


def _printable(value: Any) -> Any:
    if isinstance(value, str) and any(unicodedata.category(one) == "Cc" for one in value):
        raise ValueError("control characters are not allowed")
    return value


_CLEAN = BeforeValidator(_printable)


def _length(longest: int, shortest: int = 0) -> StringConstraints:
    return StringConstraints(min_length=shortest, max_length=longest, strip_whitespace=True)


Day = Annotated[date, BeforeValidator(_only_iso)]
Name = Annotated[str, _length(200, 1), _CLEAN]
Title = Annotated[str, _length(400, 1), _CLEAN]
Address = Annotated[str, _length(300), _CLEAN]
TaxCode = Annotated[str, _length(20), _CLEAN]
Code = Annotated[str, _length(40), _CLEAN]
Label = Annotated[str, _length(120, 1), _CLEAN]
Serial = Annotated[str, _length(80, 1), _CLEAN]
Mark = Annotated[str, _length(60), _CLEAN]
Phone = Annotated[str, _length(30), _CLEAN]
Email = Annotated[str, StringConstraints(max_length=254, pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$"), _CLEAN]


class Strict(Schema):
    """What is sent: nothing beyond the described fields."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
