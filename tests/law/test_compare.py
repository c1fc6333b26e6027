# SPDX-License-Identifier: Apache-2.0
"""What is different between two days of the law."""

from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan import law
from chuan.law.engine.compare import ABSENT, KINDS, CellChange, Change, compare, table_changes
from chuan.law.engine.corpus import Corpus, load
from chuan.law.engine.edition import Edition
from chuan.law.engine.errors import LawUnknown, NoLawInForce
from chuan.law.engine.nodes import UNKNOWN, Row
from tests.law.conftest import HEAD, Folder

LIMIT = """\
versions:
  - {from: 2020-01-01, value: 0.30, source: tt-01-2020/art-4, confidence: seen}
  - {from: 2021-01-01, value: 0.3, source: tt-01-2020/art-5, confidence: seen}
  - {from: 2022-01-01, value: 0.5, source: tt-01-2020/art-5, confidence: seen}
  - {from: 2023-01-01, unknown: true, source: tt-01-2020/art-5, confidence: seen}
  - {from: 2024-01-01, value: null, source: tt-01-2020/art-5, confidence: seen, notes: Hết, notes_en: Ended}
"""
TABLE = """\
title: Bảng
title_en: Table
unit: table
anchor: verification_date
reviewed_on: null
versions:
  - from: 2020-01-01
    rows:
      - {id: a, min: 1, old: x}
      - {id: b, min: 2, old: x}
    source: tt-01-2020/table-1
    confidence: seen
  - from: 2021-01-01
    rows:
      - {id: b, min: "?", new: true}
      - {id: c, min: 3, new: false}
    source: tt-01-2020/table-1
    confidence: seen
"""


@pytest.fixture
def corpus(folder: Folder) -> Corpus:
    return load(folder(HEAD + LIMIT, parameters__limits__table=TABLE))


def kinds(corpus: Corpus, day: int, later: int, under: str = "limits/one") -> list[str]:
    return [c.kind for c in compare(corpus, date(day, 6, 1), corpus, date(later, 6, 1), under=under)]


@pytest.mark.parametrize(("day", "later", "kind"), [
    (2019, 2020, "added"), (2020, 2021, "restated"), (2021, 2022, "changed"), (2022, 2023, "changed"),
    (2023, 2024, "ended"), (2024, 2023, "added"), (2022, 2021, "changed"), (2020, 2019, "ended"),
])
def test_every_kind_of_change_has_its_name(corpus: Corpus, day: int, later: int, kind: str) -> None:
    assert kinds(corpus, day, later) == [kind]


def test_nothing_and_an_ended_rule_are_the_same_nothing(corpus: Corpus) -> None:
    assert kinds(corpus, 2019, 2024) == []


def test_only_what_stands_under_the_folder(corpus: Corpus) -> None:
    assert {c.path for c in compare(corpus, date(2019, 1, 1), corpus, date(2021, 1, 1), under="limits")} == {"limits/one", "limits/table"}
    assert kinds(corpus, 2019, 2021, "limits/on") == []


def test_tables_are_compared_cell_by_cell(corpus: Corpus) -> None:
    change = next(compare(corpus, date(2020, 6, 1), corpus, date(2021, 6, 1), under="limits/table"))
    assert [row["id"] for row in change.rows_added] == ["c"]
    assert [row["id"] for row in change.rows_ended] == ["a"]
    assert change.cells == (
        CellChange("b", "min", 2, UNKNOWN), CellChange("b", "old", "x", ABSENT), CellChange("b", "new", ABSENT, True),
    )
    assert change.changed_rows == {"b", "c"}


DAYS = st.integers(0, 5200).map(lambda n: date(2013, 1, 1) + timedelta(days=n))


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_a_day_does_not_differ_from_itself(day: date) -> None:
    assert list(compare(law.corpus(), day, law.corpus(), day)) == []


@settings(max_examples=40, deadline=None)
@given(DAYS, DAYS)
def test_a_comparison_read_backwards_is_the_same_comparison(day: date, later: date) -> None:
    there = {c.path: c for c in compare(law.corpus(), day, law.corpus(), later)}
    back = {c.path: c for c in compare(law.corpus(), later, law.corpus(), day)}
    mirror = {"added": "ended", "ended": "added", "changed": "changed", "restated": "restated"}
    assert {path: mirror[c.kind] for path, c in there.items()} == {path: c.kind for path, c in back.items()}
    assert {p: {(x.row, x.column) for x in c.cells} for p, c in there.items()} == {
        p: {(x.row, x.column) for x in c.cells} for p, c in back.items()}


@settings(max_examples=30, deadline=None)
@given(DAYS, DAYS)
def test_the_law_of_one_day_and_the_changes_give_the_law_of_the_other(day: date, later: date) -> None:
    # given
    changes = {change.path: change for change in compare(law.corpus(), day, law.corpus(), later)}
    before, after = Edition(law.corpus(), day), Edition(law.corpus(), later)
    # then
    for path in law.corpus().parameters:
        change = changes.get(path)
        told = said(before, path) if change is None else patched(said(before, path), change)
        assert told == said(after, path), path


def said(edition: Edition, path: str) -> Any:
    try:
        version = edition.version(path)
    except NoLawInForce:
        return None
    except LawUnknown:
        return UNKNOWN
    return {row["id"]: dict(row) for row in version.rows} if version.rows is not None else version.value


def patched(before: Any, change: Change) -> Any:
    new = change.after
    if change.kind != "changed" or not isinstance(before, dict) or new is None or new.rows is None:
        if change.kind == "restated":
            return before
        if new is None:
            return None
        return UNKNOWN if new.is_unknown else {r["id"]: dict(r) for r in new.rows} if new.rows is not None else new.value
    table = {name: dict(row) for name, row in before.items() if name not in {row["id"] for row in change.rows_ended}}
    for cell in change.cells:
        table[cell.row][cell.column] = cell.after
    table = {name: {k: v for k, v in row.items() if v is not ABSENT} for name, row in table.items()}
    return table | {row["id"]: dict(row) for row in change.rows_added}


CELLS = st.one_of(st.integers(0, 2), st.booleans(), st.none(), st.just(UNKNOWN), st.sampled_from("ab"))


def tables(columns: tuple[str, ...]) -> st.SearchStrategy[tuple[Row, ...]]:
    rows = st.fixed_dictionaries(dict.fromkeys(columns, CELLS))
    return st.dictionaries(st.sampled_from("uvwxyz"), rows, max_size=5).map(
        lambda found: tuple(MappingProxyType({"id": name, **row}) for name, row in found.items()))


@given(tables(("p", "q")), tables(("q", "r")))
def test_any_table_and_its_changes_give_the_other_table(old: tuple[Row, ...], new: tuple[Row, ...]) -> None:
    added, ended, cells = table_changes(old, new)
    gone = {row["id"] for row in ended}
    table = {row["id"]: dict(row) for row in old if row["id"] not in gone}
    for cell in cells:
        table[cell.row][cell.column] = cell.after
    table = {name: {k: v for k, v in row.items() if v is not ABSENT} for name, row in table.items()}
    table |= {row["id"]: dict(row) for row in added}
    assert exactly(table) == exactly({row["id"]: dict(row) for row in new})
    assert table_changes(old, old) == ((), (), ())


def exactly(table: dict[str, dict[str, Any]]) -> dict[str, dict[str, str]]:
    return {name: {k: repr(v) for k, v in row.items()} for name, row in table.items()}


def test_the_kinds_are_all_named() -> None:
    assert set(KINDS) == {"added", "changed", "ended", "restated"}
