# SPDX-License-Identifier: Apache-2.0
"""From texts to values, or to everything that is wrong with a row at once: column by column, distinct text by distinct text.

Touches no database. A list of 100,000 meters has a few makers, days and places: each is understood once.
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chuan.imports.kinds import Column, ImportKind
from chuan.imports.problems import Problem, problem
from chuan.imports.reading import UNCACHED, Table
from chuan.imports.values import Parsed, Piece, Text, Wrong

if TYPE_CHECKING:
    import polars

#: a value as JSON writes it
_JSON = json.JSONEncoder(ensure_ascii=False).encode
#: problems of lines: line -> problems in the order of the columns
Problems = dict[int, list[Problem]]


@dataclass(frozen=True)
class Checked:
    """Rows whose texts all have a meaning, as columns of the staging table; and what is wrong with the others."""

    rows: "polars.DataFrame"
    types: dict[str, str]
    problems: Problems


def check(table: Table, kind: ImportKind, context: Any) -> Checked:
    """Check all rows of a list."""
    import polars

    worker = _Worker(table, context)
    for column in kind.columns:
        worker.column(column)
    good = worker.result()
    bad = polars.Series("line", list(worker.problems), dtype=polars.Int64)
    if len(bad):
        good = good.filter(~polars.col("line").is_in(bad.implode()))
    good = _first_of_each(good, kind, worker.problems, table)
    return Checked(good, worker.types, dict(sorted(worker.problems.items())))


class _Worker:
    def __init__(self, table: Table, context: Any) -> None:
        import polars

        self.frame = table.frame
        self.context = context
        self.outputs: list[polars.Series] = [table.frame["line"]]
        self.types: dict[str, str] = {}
        self.pieces: dict[str, list[polars.Series]] = {}
        self.problems: Problems = {}

    def column(self, column: Column) -> None:
        """Work on one column: its outputs, its problems."""
        import polars

        if column.field in self.frame.columns:
            series = self.frame[column.field]
        else:
            series = polars.Series(column.field, [None], dtype=polars.String).new_from_index(0, self.frame.height)
        self._missing(column, series)
        if isinstance(column.values, Text):
            self._text(column, series, column.values)
        else:
            self._parsed(column, series, column.values)

    def result(self) -> "polars.DataFrame":
        """All outputs side by side, the JSON objects put together."""
        import polars

        frame = polars.DataFrame(self.outputs)
        for name, parts in self.pieces.items():
            inside = polars.DataFrame(parts).select(polars.concat_str(polars.all(), separator=", ", ignore_nulls=True))
            frame = frame.with_columns(("{" + inside.to_series() + "}").alias(name))
            self.types[name] = "jsonb"
        return frame

    def _wrong(self, column: Column, lines: Any, code: str, **data: Any) -> None:
        for line in lines:
            self.problems.setdefault(line, []).append(problem(column.field, code, **data))

    def _missing(self, column: Column, series: "polars.Series") -> None:
        if column.required and series.null_count():
            self._wrong(column, self.frame["line"].filter(series.is_null()), "imports.value-missing")

    def _text(self, column: Column, series: "polars.Series", values: Text) -> None:
        if values.number:
            series = series.str.replace(r"^(\d+)\.0+$", "$1")
        self._uncached(column, series)
        too_long = series.str.len_chars() > values.length
        for line, text in zip(self.frame["line"].filter(too_long), series.filter(too_long), strict=True):
            self._wrong(column, [line], "imports.value-too-long", value=text[:40], length=len(text), limit=values.length)
        self.outputs.append(series.fill_null("").alias(column.field))
        self.types[column.field] = "text"
        if values.keyed:
            keys = text_key(series).alias(f"{column.field}_key")
            empty = (keys == "") & (series != UNCACHED)
            for line, text in zip(self.frame["line"].filter(empty), series.filter(empty), strict=True):
                self._wrong(column, [line], "imports.without-characters", value=text[:40])
            self.outputs.append(keys.fill_null(""))
            self.types[f"{column.field}_key"] = "text"

    def _uncached(self, column: Column, series: "polars.Series") -> None:
        lines = self.frame["line"].filter(series == UNCACHED)
        self._wrong(column, lines, "imports.formula-without-value")

    def _parsed(self, column: Column, series: "polars.Series", values: "Parsed | Piece") -> None:
        self._uncached(column, series)
        distinct = series.unique().drop_nulls().to_list()
        answers, wrong = self._answers(distinct, values)
        self._tell(column, series, wrong)
        names = [values.key] if isinstance(values, Piece) else [name for name, _ in values.outputs]
        for at, name in enumerate(names):
            out = _each(series, {text: answer[at] for text, answer in answers.items()})
            if isinstance(values, Piece):
                self.pieces.setdefault(values.into, []).append(out.alias(column.field))
            else:
                self.outputs.append(out.alias(name))
                self.types[name] = values.outputs[at][1]

    def _answers(self, distinct: list[str], values: "Parsed | Piece") -> tuple[dict[str, tuple[str | None, ...]], dict[str, Wrong]]:
        answers: dict[str, tuple[str | None, ...]] = {}
        wrong: dict[str, Wrong] = {}
        named = f"{_JSON(values.key)}: " if isinstance(values, Piece) else ""
        several = isinstance(values, Parsed) and len(values.outputs) > 1
        parse, context = values.parse, self.context
        for text in distinct:
            if text == UNCACHED:
                continue
            try:
                answer = parse(text, context)
            except Wrong as error:
                wrong[text] = error
                continue
            if named:
                answers[text] = (named + _JSON(_plain(answer)),)
            else:
                answers[text] = tuple(map(_written, answer if several else (answer,)))
        return answers, wrong

    def _tell(self, column: Column, series: "polars.Series", wrong: dict[str, Wrong]) -> None:
        if not wrong:
            return
        bad = series.is_in(list(wrong))
        for line, text in zip(self.frame["line"].filter(bad), series.filter(bad), strict=True):
            self._wrong(column, [line], wrong[text].code, **wrong[text].data)


def _each(series: "polars.Series", answers: dict[str, str | None]) -> "polars.Series":
    """The answer to each text; none where there is none."""
    import polars

    if 4 * len(answers) > series.len():
        return polars.Series(map(answers.get, series), dtype=polars.String)
    known = {text: answer for text, answer in answers.items() if answer is not None}
    if not known:
        return polars.Series([None], dtype=polars.String).new_from_index(0, series.len())
    return series.replace_strict(list(known), list(known.values()), default=None, return_dtype=polars.String)


def text_key(series: "polars.Series") -> "polars.Series":
    """`lib.text.key` of a whole column."""
    distinct = series.unique()
    if 4 * distinct.len() > series.len():
        return _keys(series)
    return series.replace_strict(distinct, _keys(distinct))


def _keys(series: "polars.Series") -> "polars.Series":
    folded = series.str.normalize("NFD").str.replace_all("[\u0300-\u036f]", "").str.replace_all("[đĐ]", "d")
    return folded.str.to_lowercase().str.replace_all("[^0-9a-z]+", "")


def _plain(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _written(value: Any) -> str | None:
    """A value as COPY reads it."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _first_of_each(rows: "polars.DataFrame", kind: ImportKind, problems: Problems, table: Table) -> "polars.DataFrame":
    """Of rows that name the same record, the first; the others name its row."""
    import polars

    if not kind.identity or rows.is_empty():
        return rows
    named = polars.all_horizontal(polars.col(name).fill_null("") != "" for name in kind.identity)
    first = polars.when(named).then(polars.col("line").first().over(kind.identity)).otherwise(polars.col("line"))
    rows = rows.with_columns(first.alias("_first"))
    again = rows.filter(polars.col("_first") != polars.col("line"))
    for line, earlier, value in again.select("line", "_first", kind.identity_column).iter_rows():
        sheet, row = table.place(earlier)
        where = f"{sheet}!{row}" if sheet else row
        problems[line] = [problem(kind.identity_column, "imports.row-twice", value=value, row=where)]
    return rows.filter(polars.col("_first") == polars.col("line")).drop("_first")
