# SPDX-License-Identifier: Apache-2.0
"""What is different between the law of two days, or of two corpora: parameter by parameter, table cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Literal

from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import Parameter, Row, Version

#: added: there was no rule (or it had ended), now there is; ended: the other way round; changed: it says something
#: else; restated: another text (or place in it) says the same.
Kind = Literal["added", "changed", "ended", "restated"]
KINDS: tuple[Kind, ...] = ("added", "changed", "ended", "restated")


class Absent(Enum):
    """A cell of a column that the other table does not have."""

    ABSENT = ""

    def __str__(self) -> str:
        return self.value


ABSENT = Absent.ABSENT


@dataclass(frozen=True)
class CellChange:
    """One cell that says something else; `ABSENT` where the table had no such column."""

    row: str
    column: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """One parameter that is not the same; a version None where there is no rule."""

    kind: Kind
    parameter: Parameter
    before: Version | None
    after: Version | None
    rows_added: tuple[Row, ...] = ()
    rows_ended: tuple[Row, ...] = ()
    cells: tuple[CellChange, ...] = ()

    @property
    def path(self) -> str:
        """Where the parameter stands."""
        return self.parameter.path

    @property
    def changed_rows(self) -> frozenset[str]:
        """The ids of rows that are new or have a changed cell."""
        return frozenset(cell.row for cell in self.cells) | {row["id"] for row in self.rows_added}


def compare(before: Corpus, day: date, after: Corpus, later: date, *, under: str = "") -> Iterator[Change]:
    """What changed from `before` on `day` to `after` on `later`, by path; `under`: only that folder or parameter.

    The days may stand in any order; the same law on the same day gives nothing.
    """
    for path in sorted({*before.parameters, *after.parameters}):
        if under and path != under and not path.startswith(f"{under.rstrip('/')}/"):
            continue
        old, new = before.parameters.get(path), after.parameters.get(path)
        parameter = new or old
        assert parameter is not None
        change = between(parameter, old.version_on(day) if old else None, new.version_on(later) if new else None)
        if change is not None:
            yield change


def between(parameter: Parameter, old: Version | None, new: Version | None) -> Change | None:
    """The change from one version of a parameter to another; None if nothing changed, not even the source."""
    had, has = _is_rule(old), _is_rule(new)
    if not had and not has:
        return None
    if not had or not has:
        return Change("added" if has else "ended", parameter, old, new)
    assert old is not None
    assert new is not None
    if _content(old) == _content(new):
        return None if old.source == new.source else Change("restated", parameter, old, new)
    if old.rows is None or new.rows is None:
        return Change("changed", parameter, old, new)
    return Change("changed", parameter, old, new, *table_changes(old.rows, new.rows))


def table_changes(
    old: tuple[Row, ...], new: tuple[Row, ...]
) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[CellChange, ...]]:
    """Rows that came, rows that went, and cells that changed in the rows that stayed (by id)."""
    before, after = {row["id"]: row for row in old}, {row["id"]: row for row in new}
    cells = tuple(
        CellChange(name, column, row.get(column, ABSENT), after[name].get(column, ABSENT))
        for name, row in before.items() if name in after
        for column in {**row, **after[name]}
        if _exact(row.get(column, ABSENT)) != _exact(after[name].get(column, ABSENT))
    )
    return (
        tuple(row for name, row in after.items() if name not in before),
        tuple(row for name, row in before.items() if name not in after),
        cells,
    )


def _is_rule(version: Version | None) -> bool:
    return version is not None and (version.is_unknown or version.rows is not None or version.value is not None)


def _content(version: Version) -> tuple[object, ...]:
    rows = None if version.rows is None else [[(key, _exact(cell)) for key, cell in row.items()] for row in version.rows]
    return (version.is_unknown, _exact(version.value), rows)


def _exact(value: Any) -> Any:
    """True is not 1 here."""
    return (isinstance(value, bool), tuple(_exact(v) for v in value) if isinstance(value, tuple) else value)
