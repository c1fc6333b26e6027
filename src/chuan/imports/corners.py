# SPDX-License-Identifier: Apache-2.0
"""How far the cells in a piece of a sheet's XML reach: their references read all at once, byte by byte of each."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

_START = b'<c r="'
#: an empty element, a prefix of a namespace, other white space
_OTHERWISE = (b"/>", b":c", b"<c>", b"<c\n", b"<c\r", b"<c\t")
#: signs of a reference such as ABC1234567, and the quotation mark behind it
_LETTERS, _DIGITS, _QUOTE = 3, 7, ord('"')


class Corners(NamedTuple):
    """The rectangle around cells, counted from 1, and how many they are."""

    cells: int
    first_column: int
    last_column: int
    last_row: int


def corners_of(chunk: bytes) -> Corners | None:
    """The corners of cells that are all written as spreadsheet programs write full ones: `<c r="AB12" …>`.

    None if there is none, or if one is empty or written otherwise: then they must be looked at one by one.
    """
    import numpy as np

    cells = chunk.count(b"<c ")
    if not cells or any(sign in chunk for sign in _OTHERWISE):
        return None
    data = np.frombuffer(chunk + bytes(len(_START) + _LETTERS + _DIGITS + 1), np.uint8)
    at = np.flatnonzero((data[:-1] == _START[0]) & (data[1:] == _START[1]))
    for offset, byte in enumerate(_START[2:], 2):
        at = at[data[at + offset] == byte]
    if len(at) != cells:
        return None
    columns, at = _number(data, at + len(_START), ord("A"), base=26, zero=ord("A") - 1, most=_LETTERS)
    rows, at = _number(data, at, ord("0"), base=10, zero=ord("0"), most=_DIGITS)
    if not (columns.all() and rows.all() and (data[at] == _QUOTE).all()):
        return None
    return Corners(cells, int(columns.min()), int(columns.max()), int(rows.max()))


def _number(
    data: "np.ndarray[Any, Any]", at: "np.ndarray[Any, Any]", first: int, *, base: int, zero: int, most: int
) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """The numbers written from these places on in so many signs at most, nought where there is none; where each ends."""
    import numpy as np

    value = np.zeros(len(at), np.int32)
    for _ in range(most):
        sign = data[at]
        is_one = (sign >= first) & (sign < zero + base + (first > zero))
        if not is_one.any():
            break
        value = np.where(is_one, value * base + sign - zero, value)
        at = at + is_one
    return value, at
