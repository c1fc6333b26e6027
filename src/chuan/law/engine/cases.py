# SPDX-License-Identifier: Apache-2.0
"""Cases a jurist can write: on this day, asked this, the law files must answer that.

A case is `name, on, ask` (a path, or `path#row/column` for a cell of a table) and either `expect` (with `source`, the place that says so) or `expect_error` (a code).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chuan.law.engine.citation import as_text
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.edition import Edition
from chuan.law.engine.errors import BrokenLawFile
from chuan.law.engine.nodes import Held
from chuan.law.engine.shape import Reader
from chuan.law.engine.strict_yaml import Section, Series, read_series
from chuan.lib.errors import ChuanError

_KEYS = {"name", "on", "ask", "expect", "expect_error", "source"}


@dataclass(frozen=True)
class Case:
    """One case, and where it stands."""

    name: str
    on: date
    ask: str
    expect: Held
    expect_error: str
    source: str
    file: str
    line: int

    def failure(self, corpus: Corpus) -> str:
        """What is wrong with the answer; empty if nothing is."""
        try:
            value, source = self._answer(Edition(corpus, self.on))
        except ChuanError as error:
            return "" if error.code == self.expect_error else f"expected {self._wanted()}, got the error {error.code}"
        if self.expect_error or value != self.expect or type(value) is not type(self.expect):
            return f"expected {self._wanted()}, got {as_text(value) or 'null'}"
        if source != self.source:
            return f"expected the source {self.source}, got {source}"
        return ""

    def _answer(self, edition: Edition) -> tuple[Held, str]:
        path, cell, place = self.ask.partition("#")
        if not cell:
            value = edition.value(path)
            return value.value, str(value.source)
        row, _, column = place.partition("/")
        return edition.cell(path, row, column), str(edition.version(path).source)

    def _wanted(self) -> str:
        return f"the error {self.expect_error}" if self.expect_error else as_text(self.expect) or "null"


def load_cases(folder: Path) -> Iterator[Case]:
    """All cases under a folder, file by file."""
    for path in sorted(folder.rglob("*.yaml")):
        file = path.relative_to(folder.parent).as_posix()
        series = read_series(path.read_text(encoding="utf-8"), file)
        for item, line in zip(series, series.lines, strict=True):
            if not isinstance(item, Section):
                raise BrokenLawFile(file=file, line=line, reason="a case must be a mapping")
            yield _case(Reader(item, file, _KEYS), line)


def _case(reader: Reader, line: int) -> Case:
    section = reader.section
    if ("expect" in section) == ("expect_error" in section):
        raise reader.refuse("name", "a case has 'expect' or 'expect_error'")
    expect = section.get("expect")
    return Case(
        name=reader.text("name"), on=reader.need("on", date), ask=reader.text("ask"),
        expect=tuple(expect) if isinstance(expect, Series) else expect,
        expect_error=reader.text("expect_error") if "expect_error" in section else "",
        source=reader.text("source") if "expect" in section else "", file=reader.file, line=line,
    )
