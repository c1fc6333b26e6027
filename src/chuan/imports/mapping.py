# SPDX-License-Identifier: Apache-2.0
"""Which column is which: known headings, what this person said of the same headings before, or else a question."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chuan.imports.choices import Encoding
from chuan.imports.columns import Finder, Header, heading_key
from chuan.imports.kinds import ImportKind
from chuan.imports.models import ColumnMapping, Import
from chuan.imports.reading import Sheet

#: values shown of each column, so that one sees what is in it
_SAMPLES = 3
#: headings shown; a sheet of a thousand columns has a list in it somewhere
_MOST = 200


def settle(
    imported: Import, kind: ImportKind, sheets: list[Sheet], suspected: str, *, at: datetime
) -> tuple[list[Sheet], dict[str, Any]]:
    """The sheets with every column in its place, and what must be asked first (nothing: {})."""
    said = imported.mapping or remembered(imported, sheets[0].header, at=at)
    sheets = [replace(sheet, header=sheet.header.mapped(said)) for sheet in sheets] if said else sheets
    finder, first = Finder(kind.columns), sheets[0]
    given = tuple(kind.sheet(first.name))
    missing = finder.missing(first.header, given)
    if missing or suspected:
        return sheets, question(kind, first, missing, suspected)
    return sheets, {}


def remembered(imported: Import, header: Header, *, at: datetime) -> Mapping[str, str]:
    """What the person said of a file with these headings."""
    mine = ColumnMapping.objects.filter(user=imported.uploaded_by, kind=imported.kind, signature=header.signature)
    found = mine.first()
    if found is None:
        return {}
    mine.update(used_at=at)
    mapping: dict[str, str] = found.mapping
    return mapping


def question(kind: ImportKind, sheet: Sheet, missing: list[str], suspected: str) -> dict[str, Any]:
    """What to ask: each heading, some values under it, the field we think it is; the encoding that the texts seem to be in."""
    fields = {position: field for field, position in sheet.header.positions.items()}
    below = sheet.frame.slice(sheet.header.last_row + 1, 200)
    columns: list[dict[str, Any]] = []
    for at, heading in enumerate(sheet.header.headings):
        if heading and len(columns) < _MOST and heading_key(heading) not in {one["key"] for one in columns}:
            samples = [text for text in below.to_series(at).drop_nulls().unique(maintain_order=True) if text][:_SAMPLES]
            columns.append({"key": heading_key(heading), "heading": heading[:80], "field": fields.get(at, ""),
                            "samples": [text[:60] for text in samples]})
    return {"columns": columns, "missing": missing, "signature": sheet.header.signature,
            "encoding": suspected if suspected in Encoding.values else "", "sheet": sheet.name,
            "given": list(kind.sheet(sheet.name))}
