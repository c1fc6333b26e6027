# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own
"""How the cells of a `RecordKind` fill the columns and relations of its table, and by what texts compare in SQL."""

from collections.abc import Mapping
from dataclasses import dataclass

from chuan.lib.text import key

#: twin of `lib.text.key` in SQL
KEY = "regexp_replace(chuan_fold({}), '[^0-9a-z]+', '', 'g')"
#: the same without the zeros in front of its numbers: QCVN 04 is QCVN 4
LOOSE = r"regexp_replace(regexp_replace(chuan_fold({}), '(^|[^0-9])0+([0-9])', '\1\2', 'g'), '[^0-9a-z]+', '', 'g')"


@dataclass(frozen=True)
class Kept:
    """What a cell fills: (column, staged SQL — null where the cell says nothing, SQL for new rows that say nothing)."""

    field: str
    columns: tuple[tuple[str, str, str], ...]
    #: SQL of what a person reads, over {0}, {1}, … values of the columns; empty: nothing to be read
    shown: str = "({0})::text"
    #: so many of the columns, from the first, tell whether something changes
    compared: int = 1

    @property
    def said(self) -> str:
        """SQL over `s`: what a person reads of the cell."""
        return f"coalesce({self.shown.format(*(sql for _, sql, _ in self.columns))}, '')"

    @property
    def on_file(self) -> str:
        """SQL over `t`: what a person reads of the row on file."""
        return f"coalesce({self.shown.format(*(f't.{column}' for column, _, _ in self.columns))}, '')"

    @property
    def differs(self) -> str:
        """SQL: the row says something else than the row on file."""
        some = self.columns[: self.compared]
        on_file, staged = ", ".join(f"t.{c}" for c, _, _ in some), ", ".join(sql for _, sql, _ in some)
        return f"({some[0][1]}) IS NOT NULL AND ROW({on_file}) IS DISTINCT FROM ROW({staged})"


@dataclass(frozen=True)
class Link:
    """A cell that fills a relation to many: its table and columns; the staged ids stand in `<field>_ids`, sorted."""

    field: str
    table: str
    own: str
    other: str
    #: SQL over `o.id`, a row it points at: what a person reads
    name: str

    @property
    def on_file(self) -> str:
        """SQL: the sorted ids on file of row `t`."""
        return (f"(SELECT coalesce(array_agg(l.{self.other} ORDER BY l.{self.other}), '{{}}') FROM {self.table} l"
                f" WHERE l.{self.own} = t.id)")

    @property
    def names(self) -> str:
        """SQL: what a person reads of row `t`."""
        return (f"(SELECT coalesce(string_agg({self.name}, '; '), '') FROM unnest({self.on_file}) o(id))")

    @property
    def differs(self) -> str:
        """SQL: the row says something else than the relation on file."""
        return f"s.{self.field}_ids IS NOT NULL AND s.{self.field}_ids <> {self.on_file}"


def text(field: str, column: str = "") -> Kept:
    """A text into a column that is empty where nothing is known."""
    return Kept(field, ((column or field, f"nullif(s.{field}, '')", "''"),))


def value(field: str, column: str = "", *, empty: str = "NULL", shown: str = "({0})::text") -> Kept:
    """A parsed value into a column."""
    return Kept(field, ((column or field, f"s.{field}", empty),), shown)


def choice(field: str, labels: Mapping[str, str], *, empty: str) -> Kept:
    """One of some words (label -> code) into a column."""
    cases = " ".join(f"WHEN '{code}' THEN '{label}'" for label, code in labels.items())
    return value(field, empty=empty, shown=f"CASE ({{0}})::text {cases} ELSE ({{0}})::text END")


def alike(one: str, other: str) -> float:
    """How much two texts share of their three-letter pieces, 0 to 1, accents and order of words aside.

    >>> alike("Xoài tròn Yên Châu", "xoai Yên Châu tròn") == 1.0, alike("Chè", "Cà phê") < 0.3
    (True, True)
    """
    return likeness(pieces(one), pieces(other))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """`alike` of texts that were taken to pieces before."""
    return len(one & other) / len(one | other) if one and other else 0.0


def pieces(text: str) -> frozenset[str]:
    """The three-letter pieces of the words of a text."""
    words = [f"  {key(word)} " for word in text.split() if key(word)]
    return frozenset(word[at : at + 3] for word in words for at in range(len(word) - 2))
