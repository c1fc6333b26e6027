# SPDX-License-Identifier: Apache-2.0
"""Reading a JSON document so that nothing in it is guessed, rounded or silently lost.

JSON leaves open what Python then decides in silence: a number with a point becomes a binary fraction, the last of two
equal keys wins, NaN and Infinity are let in. Here a number with a point or an exponent keeps its own digits (as text,
which is how quantities are written anyway), and the rest is refused with a code and the place.
"""

import json
from typing import Any, NoReturn

from chuan.judge.errors import (
    NotAnObject,
    NotFinite,
    NothingGiven,
    NotJson,
    NotUtf8,
    SaidTwice,
    TooLong,
)

#: Far more than the largest lot the law knows (100,000 packages) takes.
MOST_BYTES = 8 * 1024 * 1024
#: Far more than any reading has.
MOST_DIGITS = 40


def read(content: bytes) -> dict[str, Any]:
    """The object in a UTF-8 document (with or without a byte-order mark), or a coded error.

    >>> read(b'{"mean": 939.20, "census": true}')
    {'mean': '939.20', 'census': True}
    """
    if len(content) > MOST_BYTES:
        raise TooLong(where="stdin", most=f"{MOST_BYTES} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(where=f"byte {error.start + 1}") from error
    if not text.strip():
        raise NothingGiven()
    try:
        value = json.loads(
            text, parse_float=_literal, parse_int=_whole, parse_constant=_not_finite, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        raise NotJson(where=f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise NotJson(where="the bottom of too many brackets") from error
    if not isinstance(value, dict):
        raise NotAnObject()
    _refuse_half_characters(value)
    return value


def write(value: Any, *, compact: bool = False) -> bytes:
    """A document in UTF-8 ending with a line feed: indented for people, or compact on one line."""
    return json.dumps(value, ensure_ascii=False, indent=None if compact else 2).encode() + b"\n"


def _literal(text: str) -> str:
    if len(text) > MOST_DIGITS:
        raise TooLong(where=f"{text[:12]}…", most=f"{MOST_DIGITS} digits")
    return text


def _whole(text: str) -> int:
    return int(_literal(text))


def _not_finite(text: str) -> NoReturn:
    raise NotFinite(where=text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise SaidTwice(where=json.dumps(key))
        found[key] = value
    return found


def _refuse_half_characters(value: dict[str, Any]) -> None:
    r"""JSON can spell half of a character (`"\ud800"`), which nothing can print."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise NotUtf8(where=repr(error.object[error.start : error.end])) from error
