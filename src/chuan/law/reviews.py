# SPDX-License-Identifier: Apache-2.0
"""What is missing in the law files, and what a person should look at again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import UNKNOWN, Parameter, Text
from chuan.lib.dates import add_months

#: A confirmation older than this many months is asked for again.
CONFIRMED_FOR_MONTHS = 12


@dataclass(frozen=True)
class Gap:
    """A span in which a rule was in force that nobody has found."""

    path: str
    from_day: date
    until: date | None
    notes: str


def gaps(corpus: Corpus) -> Iterator[Gap]:
    """Every version that is marked unknown, and every cell of a table nobody has found (`path#row/column`)."""
    for parameter in corpus.parameters.values():
        for version in parameter.versions:
            if version.is_unknown:
                yield Gap(parameter.path, version.from_day, parameter.until(version), version.notes)
            for row in version.rows or ():
                for column, cell in row.items():
                    if cell is UNKNOWN:
                        path = f"{parameter.path}#{row['id']}/{column}"
                        yield Gap(path, version.from_day, parameter.until(version), version.notes)


def texts_without_days(corpus: Corpus) -> Iterator[Text]:
    """Texts whose day of issue or of force nobody has found."""
    return (text for text in corpus.texts.values() if text.issued_on is None or text.in_force_from is None)


def due(corpus: Corpus, *, on: date) -> Iterator[Parameter]:
    """Parameters whose newest version nobody has confirmed within the year before."""
    limit = add_months(on, -CONFIRMED_FOR_MONTHS)
    return (p for p in corpus.parameters.values() if p.reviewed_on is None or p.reviewed_on < limit)
