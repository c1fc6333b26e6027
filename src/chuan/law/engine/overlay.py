# SPDX-License-Identifier: Apache-2.0
"""The law with something laid over it: values a province supplied for gaps, or the versions of a draft text.

Nothing is changed in place: a new `Corpus` with a new fingerprint comes out, the old one stays as it was.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from chuan.law.engine.citation import as_text
from chuan.law.engine.corpus import Corpus, fingerprint_over, misfit
from chuan.law.engine.drafts import with_draft, with_kept_drafts
from chuan.law.engine.errors import SupplementRefused
from chuan.law.engine.nodes import (
    UNKNOWN,
    Confidence,
    Held,
    Parameter,
    Row,
    Source,
    Supply,
    Text,
    Version,
)

__all__ = ["Supplement", "apply", "rows_of", "sift", "unknown_at", "with_draft", "with_kept_drafts"]


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """What fills one gap: the unknown version that starts on `from_day`, or one cell of the table that starts then.

    A version takes `value`, or `rows` where the unit is `table`; a cell (with `row` and `column`) takes `value`.
    `confirms`: fills nothing, but says that a person found in the signed text what the files have: the version must
    be known, hold the same value or rows, and takes the day of the review. `text` is the legal text of the source, if the files lack it; they win if they have it. `marker` names the
    supplement for ever (its id); `reviewed_on` is the day the second person agreed. A supplied
    value of None says that the law fixes nothing there (for a version the notes must say why).
    """

    marker: str
    path: str
    from_day: date
    source: Source
    value: Held = None
    rows: tuple[Row, ...] | None = None
    row: str = ""
    column: str = ""
    confidence: Confidence = "seen"
    reviewed_on: date | None = None
    notes: str = ""
    notes_en: str = ""
    text: Text | None = None
    confirms: bool = False

    @property
    def gap(self) -> str:
        """The name of the gap it fills, as `chuan law gaps` writes it: `path` or `path#row/column`."""
        return f"{self.path}#{self.row}/{self.column}" if self.row else self.path

    def refuse(self, reason: str) -> SupplementRefused:
        """The refusal."""
        return SupplementRefused(path=self.gap, from_day=self.from_day, reason=reason)

    def canonical(self) -> str:
        """One spelling for the fingerprint."""
        rows = None if self.rows is None else [{key: _exact(cell) for key, cell in row.items()} for row in self.rows]
        return json.dumps([
            self.marker, self.path, self.from_day.isoformat(), str(self.source), _exact(self.value), rows, self.row,
            self.column, self.confidence, self.reviewed_on and self.reviewed_on.isoformat(), self.notes, self.notes_en,
            self.text and repr(self.text), self.confirms,
        ], ensure_ascii=False)


def rows_of(rows: Iterable[Mapping[str, Held]]) -> tuple[Row, ...]:
    """Plain mappings as the rows of a table; `"?"` becomes the unknown cell."""
    return tuple(
        MappingProxyType({key: UNKNOWN if isinstance(cell, str) and cell == "?" else cell for key, cell in row.items()})
        for row in rows
    )


def apply(corpus: Corpus, supplements: Iterable[Supplement]) -> Corpus:
    """The law with its gaps filled; raises at the first supplement that fills no gap.

    The same law and the same supplements give the same fingerprint, in whatever order they come. None at all: the
    corpus itself.
    """
    filled, refused = sift(corpus, supplements)
    for _supplement, error in refused:
        raise error
    return filled


def sift(
    corpus: Corpus, supplements: Iterable[Supplement]
) -> tuple[Corpus, list[tuple[Supplement, SupplementRefused]]]:
    """Like `apply`, but what fills no gap (any more: a newer release may know the value) is left out and returned."""
    parameters, texts = dict(corpus.parameters), dict(corpus.texts)
    taken: list[str] = []
    refused: list[tuple[Supplement, SupplementRefused]] = []
    for supplement in sorted(supplements, key=lambda s: (s.confirms, bool(s.row), s.canonical())):
        own = {supplement.text.id: supplement.text, **texts} if supplement.text else texts
        try:
            parameters[supplement.path] = _filled(replace(corpus, texts=own), parameters, supplement)
        except SupplementRefused as error:
            refused.append((supplement, error))
            continue
        texts = own
        taken.append(supplement.canonical())
    if not taken:
        return corpus, refused
    fingerprint = fingerprint_over(corpus, "supplements", *sorted(taken))
    return replace(corpus, texts=texts, parameters=parameters, fingerprint=fingerprint), refused


def _filled(corpus: Corpus, parameters: Mapping[str, Parameter], supplement: Supplement) -> Parameter:
    parameter = parameters.get(supplement.path)
    version = next((v for v in parameter.versions if v.from_day == supplement.from_day), None) if parameter else None
    if parameter is None or version is None:
        raise supplement.refuse("the law files have no such version")
    if supplement.confirms:
        new = _confirmed(version, supplement)
    elif supplement.row or supplement.column:
        new = _cell_filled(version, supplement)
    else:
        new = _whole(parameter, version, supplement)
    if reason := misfit(corpus, replace(version, source=supplement.source, reviewed_on=supplement.reviewed_on)):
        raise supplement.refuse(reason)
    return replace(parameter, versions=tuple(new if v is version else v for v in parameter.versions))


def _whole(parameter: Parameter, version: Version, supplement: Supplement) -> Version:
    if not version.is_unknown:
        raise supplement.refuse("nothing is unknown there")
    if (parameter.unit == "table") != (supplement.rows is not None):
        raise supplement.refuse("a table is supplied by rows, everything else by one value")
    if supplement.rows is not None and (reason := _bad_rows(supplement.rows)):
        raise supplement.refuse(reason)
    if supplement.rows is None and supplement.value is None and not supplement.notes:
        raise supplement.refuse("a value that is not applied needs notes that say why")
    return replace(
        version, is_unknown=False, value=supplement.value, rows=supplement.rows, source=supplement.source,
        confidence=supplement.confidence, reviewed_on=supplement.reviewed_on, notes=supplement.notes,
        notes_en=supplement.notes_en, supplied=(_supply(supplement),),
    )


def _confirmed(version: Version, supplement: Supplement) -> Version:
    if version.is_unknown or supplement.row or supplement.column:
        raise supplement.refuse("only a whole version that is known can be confirmed")
    if (version.value, version.rows) != (supplement.value, supplement.rows):
        raise supplement.refuse("the law files hold something else than what was confirmed")
    return replace(version, reviewed_on=supplement.reviewed_on, supplied=(*version.supplied, _supply(supplement)))


def _bad_rows(rows: Sequence[Row]) -> str:
    if not rows:
        return "the table has no rows"
    ids = [row.get("id") for row in rows]
    if not all(isinstance(name, str) and name for name in ids) or len(set(ids)) != len(ids):
        return "every row has an 'id' of its own"
    if any(set(row) != set(rows[0]) for row in rows):
        return "all rows must have the same columns"
    return ""


def _cell_filled(version: Version, supplement: Supplement) -> Version:
    if (supplement.row, supplement.column) not in version.unknown_cells:
        raise supplement.refuse("nothing is unknown there")
    if supplement.rows is not None:
        raise supplement.refuse("a cell takes one value")
    rows = tuple(
        MappingProxyType({**row, supplement.column: supplement.value}) if row["id"] == supplement.row else row
        for row in version.rows or ()
    )
    return replace(version, rows=rows, supplied=(*version.supplied, _supply(supplement)))


def _supply(supplement: Supplement) -> Supply:
    return Supply(supplement.marker, supplement.row, supplement.column, supplement.source, supplement.reviewed_on)


def _exact(value: Held) -> list[str]:
    return [type(value).__name__, as_text(value)]


def unknown_at(corpus: Corpus) -> Iterator[tuple[str, date]]:
    """The name and first day of every gap a supplement can fill."""
    for parameter in corpus.parameters.values():
        for version in parameter.versions:
            if version.is_unknown:
                yield parameter.path, version.from_day
            for row, column in version.unknown_cells:
                yield f"{parameter.path}#{row}/{column}", version.from_day
