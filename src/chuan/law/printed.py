# SPDX-License-Identifier: Apache-2.0
"""The law as lines of plain text, for the command line."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from chuan.law import explainers, labels
from chuan.law.engine.citation import as_text
from chuan.law.engine.compare import ABSENT, Change
from chuan.law.engine.nodes import UNKNOWN, Version

_SIGNS = {"added": "+", "changed": "~", "ended": "-", "restated": "="}


def cell_text(value: Any) -> str:
    """One cell: `?` for what nobody has found, `-` for what does not apply."""
    if value is UNKNOWN:
        return "?"
    return str(value) if isinstance(value, str) or value is ABSENT else as_text(value) or "-"


def table(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Rows under their column names, aligned; numbers to the right.

    >>> list(table([{"id": "a", "min_vnd": 500}, {"id": "b", "min_vnd": 12000}]))
    ['id  min_vnd', '--  -------', 'a       500', 'b     12000']
    """
    if not rows:
        return
    columns = list(rows[0])
    cells = [[cell_text(row[column]) for column in columns] for row in rows]
    widths = [max(map(_width, (name, *(line[n] for line in cells)))) for n, name in enumerate(columns)]
    right = [all(line[n] in {"?", "-"} or line[n].lstrip("+-").replace(".", "", 1).isdigit() for line in cells)
             for n in range(len(columns))]
    for line in (columns, ["-" * width for width in widths], *cells):
        padded = [_pad(text, width, to_right) for text, width, to_right in zip(line, widths, right, strict=True)]
        yield "  ".join(padded).rstrip()


def change(found: Change) -> Iterator[str]:
    """One change: a line for the parameter, one for each cell or row of its table."""
    unit = found.parameter.unit
    yield (f"{_SIGNS[found.kind]} {found.path}: {held(found.before, unit)} -> {held(found.after, unit)}"
           if found.kind in {"changed", "added", "ended"} else f"= {found.path}: {_source(found.before)} -> {_source(found.after)}")
    for cell in found.cells:
        yield f"    ~ {cell.row}/{cell.column}: {cell_text(cell.before)} -> {cell_text(cell.after)}"
    for sign, rows in (("+", found.rows_added), ("-", found.rows_ended)):
        for row in rows:
            yield f"    {sign} {row['id']}: " + ", ".join(f"{k} {cell_text(v)}" for k, v in row.items() if k != "id")


def held(version: Version | None, unit: str) -> str:
    """What a version says, in a word."""
    if version is None:
        return "no rule"
    if version.is_unknown:
        return "?"
    return f"table of {len(version.rows)} rows" if version.rows is not None else labels.value_label(as_text(version.value), unit)


def explanation(act: explainers.Act, cited: Sequence[explainers.Cited], fingerprint: str, today: date) -> Iterator[str]:
    """The law as an act used it, and what today's law data make of it."""
    yield f"{act.number}: {act.title}, {act.done_on}"
    same = act.fingerprint == fingerprint
    yield f"law data then   {act.fingerprint}"
    yield "law data today  the same" if same else f"law data today  {fingerprint}: other files"
    for one in cited:
        frozen = one.frozen
        yield ""
        yield f"{frozen['title']} ({frozen['path']})"
        yield f"  used      {_cited(frozen)}, on {frozen['on']}"
        yield f"  source    {frozen['source_number']} {frozen['source_place']}, from {frozen['from']} ({frozen['source']})"
        yield f"  known     {'confirmed' if frozen['is_confirmed'] else 'not confirmed'} ({frozen['confidence']})"
        if one.corrected is not None:
            yield f"  CORRECTED today's law data say for {frozen['on']}: {_cited(one.corrected)}"
        if one.today is not None:
            yield f"  today     on {today}: {_cited(one.today)}"
    corrected = sum(one.corrected is not None for one in cited)
    changed = sum(one.today is not None for one in cited)
    yield ""
    yield f"{len(cited)} values cited, {corrected} corrected since, {changed} different by the law of {today}"


def _cited(citation: dict[str, Any] | str) -> str:
    if isinstance(citation, str):
        return citation
    rows = citation["rows"]
    return labels.value_label(citation["value"], citation["unit"]) if rows is None else f"table of {len(rows)} rows"


def _source(version: Version | None) -> str:
    return str(version.source) if version else "no rule"


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 1 for c in text)


def _pad(text: str, width: int, to_right: bool) -> str:  # noqa: FBT001
    space = " " * (width - _width(text))
    return space + text if to_right else text + space
