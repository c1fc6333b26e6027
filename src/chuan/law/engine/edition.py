# SPDX-License-Identifier: Apache-2.0
"""The law of one day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chuan.law.engine.citation import freeze
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.errors import LawUnknown, NoLawInForce, NoSuchParameter
from chuan.law.engine.nodes import UNKNOWN, Confidence, Parameter, Row, Source, Text, Version


@dataclass(frozen=True)
class Value:
    """A parameter as it stood on a day. `value` None: ended, or not applied; `notes` says why."""

    parameter: Parameter
    version: Version
    source_text: Text

    @property
    def path(self) -> str:
        """Where the parameter stands."""
        return self.parameter.path

    @property
    def title(self) -> str:
        """The parameter's Vietnamese title."""
        return self.parameter.title

    @property
    def unit(self) -> str:
        """The code of its unit."""
        return self.parameter.unit

    @property
    def value(self) -> Any:  # a number, word, day, tuple of them, or None: the file decides
        """What the law said."""
        return self.version.value

    @property
    def source(self) -> Source:
        """The text and the place in it."""
        return self.version.source

    @property
    def confidence(self) -> Confidence:
        """How well the value is known."""
        return self.version.confidence

    @property
    def from_day(self) -> date:
        """The first day of the version."""
        return self.version.from_day

    @property
    def reviewed_on(self) -> date | None:
        """When a person confirmed it against the signed text; None if nobody has."""
        return self.parameter.reviewed_on_of(self.version)

    @property
    def is_confirmed(self) -> bool:
        """True if a person confirmed it against the signed text."""
        return self.parameter.is_confirmed(self.version)

    @property
    def notes(self) -> str:
        """What is to be known about it, in Vietnamese."""
        return self.version.notes


@dataclass(frozen=True)
class Edition:
    """What the law said on `day`, as far as the files know."""

    corpus: Corpus
    day: date

    def version(self, path: str) -> Version:
        """The version in force; `NoSuchParameter`, `NoLawInForce` or `LawUnknown` if there is none to give."""
        version = self.corpus.parameter(path).version_on(self.day)
        if version is None:
            raise NoLawInForce(path=path, day=self.day)
        if version.is_unknown:
            raise LawUnknown(path=path, day=self.day)
        return version

    def value(self, path: str) -> Value:
        """The value in force; a table is asked with `table`."""
        version = self.version(path)
        if version.rows is not None:
            raise TypeError(f"{path} is a table")
        return Value(self.corpus.parameter(path), version, self.corpus.text(version.source.text))

    def table(self, path: str) -> tuple[Row, ...]:
        """The rows in force; a single value is asked with `value`."""
        rows = self.version(path).rows
        if rows is None:
            raise TypeError(f"{path} is no table")
        return rows

    def cell(self, path: str, row: str, column: str) -> Any:
        """One cell of a table; `LawUnknown` naming `path#row/column` if nobody has found what stands there."""
        version = self.version(path)
        if version.rows is None:
            raise TypeError(f"{path} is no table")
        found = version.by_row.get(row)
        if found is None or column not in found:
            raise NoSuchParameter(path=f"{path}#{row}/{column}")
        if found[column] is UNKNOWN:
            raise LawUnknown(path=f"{path}#{row}/{column}", day=self.day)
        return found[column]

    def cite(self, *paths: str) -> list[dict[str, Any]]:
        """The parameters as they stand, frozen into plain JSON to be kept with an act."""
        return [freeze(self.corpus, self.corpus.parameter(path), self.version(path), self.day) for path in paths]
