# SPDX-License-Identifier: Apache-2.0
"""Numbers pasted from a spreadsheet: one column, or a few, written as people write them in Viet Nam.

`1.234,5` and `1234.5` leave no doubt. `1.234` does: in Vietnamese it is one thousand two hundred and thirty-four, from
a spreadsheet set to English it is one and a bit; `1,234` the other way round. Such a number is read as its neighbours
show (`500.9` in the same list says that the point marks decimals), or as the person says; where neither helps it is
refused by its line. Nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Mark = Literal["", ",", "."]

_SEPARATORS = re.compile(r"[\t; ]+")
#: Blanks that spreadsheets and web pages put inside a number: no-break, thin, figure and narrow no-break space.
_INNER_BLANKS = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d)")
#: `1 234,5` may be one number or two.
_BLANK_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2} \d{3}(?!\d)")
_SHAPE = re.compile(r"[+-]?(\d[\d.,]*|[.,]\d+)")
_DOUBTFUL = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_LONGEST = 40


@dataclass(frozen=True)
class Problem:
    """A line that was not understood: `code` is not-a-number, doubtful or too-many."""

    line: int
    text: str
    code: str


@dataclass(frozen=True)
class Pasted:
    """The numbers as plain text with a decimal point, each with the line it stood in, and what was not understood."""

    numbers: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_numbers(text: str, *, mark: Mark = "", most: int) -> Pasted:
    """Read pasted numbers; `mark` is the decimal mark if the person said which, else the list itself must show it.

    >>> read_numbers("500,9\\n1.234\\n", most=10).numbers
    ['500.9', '1234']
    >>> read_numbers("1.234", most=10).problems
    [Problem(line=1, text='1.234', code='doubtful')]
    """
    found = Pasted()
    tokens = list(_tokens(text))
    shown = {own for _, token in tokens if (own := _shown_mark(token))}
    column_mark: Mark = next(iter(shown)) if len(shown) == 1 else ""
    for line, token in tokens:
        if len(found.numbers) >= most:
            found.problems.append(Problem(line, str(most), "too-many"))
            break
        number = _plain(token, mark or column_mark, strict=bool(mark))
        if number:
            found.numbers.append(number)
            found.lines.append(line)
        else:
            found.problems.append(Problem(line, token[:_LONGEST], "doubtful" if number is None else "not-a-number"))
    return found


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    for line, typed in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        row = _INNER_BLANKS.sub("", typed).replace("\u00a0", " ").replace("−", "-")
        if _BLANK_GROUPS.search(row):
            yield line, row.strip()
            continue
        for token in _SEPARATORS.split(row.strip()):
            if token:
                yield line, token


def _shown_mark(token: str) -> Mark:
    """The decimal mark that a number by itself proves; "" if it proves none."""
    bare = token.lstrip("+-")
    if not _SHAPE.fullmatch(token):
        return ""
    point, comma = bare.count("."), bare.count(",")
    if point and comma:
        return "," if bare.rfind(",") > bare.rfind(".") else "."
    if point + comma == 0 or _DOUBTFUL.fullmatch(bare):
        return ""
    if point + comma > 1:  # several of one kind mark thousands, so the other one marks decimals
        return "," if point else "."
    return "." if point else ","


def _plain(token: str, mark: Mark, *, strict: bool) -> str | None:
    """The number with a decimal point; None if it can be read in two ways; "" if it is no number."""
    if _BLANK_GROUPS.search(token):
        return None
    if not _SHAPE.fullmatch(token) or len(token) > _LONGEST:
        return ""
    own = _shown_mark(token)
    if not own and not mark and _DOUBTFUL.fullmatch(token.lstrip("+-")):
        return None
    decimal = mark if strict or not own else own
    thousands = {",": ".", ".": ",", "": ""}[decimal]
    whole, _, fraction = token.partition(decimal) if decimal else (token, "", "")
    if thousands and thousands in whole and not _grouped(whole, thousands):
        return ""
    number = whole.replace(thousands, "") if thousands else whole
    if not re.fullmatch(r"[+-]?\d*", number) or not re.fullmatch(r"\d*", fraction):
        return ""
    sign = "-" if number.startswith("-") else ""
    digits = number.lstrip("+-").lstrip("0") or "0"
    return f"{sign}{digits}.{fraction}" if fraction else f"{sign}{digits}"


def _grouped(whole: str, thousands: str) -> bool:
    return re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}({re.escape(thousands)}\d{{3}})+", whole) is not None
