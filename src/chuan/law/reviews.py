# SPDX-License-Identifier: Apache-2.0
"""What is missing in the law files, and what a person should look at again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import Parameter, Text, Version
from chuan.law.order import by_number, rank
from chuan.lib.dates import add_months

#: A confirmation older than this many months is asked for again.
CONFIRMED_FOR_MONTHS = 12


@dataclass(frozen=True)
class Gap:
    """A span in which a rule was in force that nobody has found; `row` and `column` empty for a whole version."""

    parameter: Parameter
    version: Version
    until: date | None
    row: str = ""
    column: str = ""

    @property
    def path(self) -> str:
        """The name of the gap: `path`, or `path#row/column`."""
        return f"{self.parameter.path}#{self.row}/{self.column}" if self.row else self.parameter.path

    @property
    def from_day(self) -> date:
        """The first day of the version that has the gap."""
        return self.version.from_day

    @property
    def last(self) -> date | None:
        """The last day of the span; None if it is not over."""
        return self.until - timedelta(days=1) if self.until else None

    @property
    def notes(self) -> str:
        """What is known about it."""
        return self.version.notes


def gaps(corpus: Corpus) -> Iterator[Gap]:
    """Every version that is marked unknown, and every cell of a table nobody has found."""
    for parameter in corpus.parameters.values():
        for version in parameter.versions:
            until = parameter.until(version)
            if version.is_unknown:
                yield Gap(parameter, version, until)
            for row, column in version.unknown_cells:
                yield Gap(parameter, version, until, row, column)


@dataclass(frozen=True)
class Heap:
    """The gaps of one version."""

    gaps: list[Gap]

    @property
    def first(self) -> Gap:
        """One that speaks for all of them."""
        return self.gaps[0]


def heaps(corpus: Corpus, found: Iterable[Gap], *, one_each: bool = False) -> list[Heap]:
    """Gaps heaped by version (or each for itself), in the order of the tree, each parameter's in order of time."""
    ordered = sorted(found, key=lambda gap: (rank(corpus, gap.parameter.folder), by_number(gap.parameter.title), gap.from_day))
    if one_each:
        return [Heap([gap]) for gap in ordered]
    return [Heap(list(gaps)) for _key, gaps in groupby(ordered, key=lambda gap: (gap.parameter.path, gap.from_day))]


def texts_without_days(corpus: Corpus) -> Iterator[Text]:
    """Texts whose day of issue or of force nobody has found."""
    return (text for text in corpus.texts.values() if text.issued_on is None or text.in_force_from is None)


def due(corpus: Corpus, *, on: date) -> Iterator[Parameter]:
    """Parameters whose newest version nobody has confirmed within the year before."""
    limit = add_months(on, -CONFIRMED_FOR_MONTHS)
    return (p for p in corpus.parameters.values() if p.reviewed_on is None or p.reviewed_on < limit)
