# SPDX-License-Identifier: Apache-2.0
"""The law answers the same in JavaScript: every legal case, every table, every last day of a certificate."""

from datetime import date
from typing import Any

import pytest

from chuan import law
from chuan.law import export
from chuan.law.engine.cases import Case, load_cases
from chuan.law.engine.citation import as_text
from chuan.law.engine.nodes import UNKNOWN
from chuan.lib.errors import ChuanError
from tests.judge.engine import ask


@pytest.fixture(scope="module")
def exported() -> dict[str, Any]:
    """What the browser gets from /luat/law.json."""
    return export.as_json()


def spelled(value: Any) -> Any:
    """A value as the export spells it."""
    if value is None or isinstance(value, bool):
        return value
    return [spelled(item) for item in value] if isinstance(value, tuple) else as_text(value)


def question(case: Case) -> list[Any]:
    path, cell, place = case.ask.partition("#")
    if not cell:
        return ["value", case.on.isoformat(), path]
    row, _, column = place.partition("/")
    return ["cell", case.on.isoformat(), path, row, column]


def test_every_legal_case_comes_out_the_same(exported: dict[str, Any]) -> None:
    # given
    cases = list(load_cases(law.ROOT / "cases"))
    # when
    answers = ask(map(question, cases), exported)
    # then
    for case, found in zip(cases, answers, strict=True):
        if case.expect_error:
            assert found["error"]["code"] == case.expect_error, case.name
        else:
            assert found == {"answer": {"value": spelled(case.expect), "source": case.source}}, case.name


def test_every_last_day_of_a_certificate_is_the_same(exported: dict[str, Any]) -> None:
    # given
    days = [date(year, month, day) for year in range(2013, 2027) for month, day in ((1, 31), (2, 28), (8, 31), (11, 15))]
    asked = [(kind, day) for kind in law.kinds() for day in [*days, date(2024, 2, 29), date(2026, 4, 14)]]
    # when
    answers = ask((["validUntil", kind, day.isoformat()] for kind, day in asked), exported)
    # then
    for (kind, day), found in zip(asked, answers, strict=True):
        try:
            expected = law.valid_until(kind, day)
        except ChuanError as error:
            assert found["error"]["code"] == error.code, (kind, day)
        else:
            assert found == {"answer": expected.isoformat() if expected else None}, (kind, day)


def test_every_table_is_the_same_with_its_gaps(exported: dict[str, Any]) -> None:
    # given
    tables = [
        (parameter.path, version) for parameter in law.corpus().parameters.values() for version in parameter.versions
        if version.rows is not None
    ]
    # when
    answers = ask((["table", version.from_day.isoformat(), path] for path, version in tables), exported)
    # then
    for (path, version), found in zip(tables, answers, strict=True):
        rows = [
            {key: {"unknown": True} if cell is UNKNOWN else spelled(cell) for key, cell in row.items()}
            for row in version.rows or ()
        ]
        assert found == {"answer": rows}, path


def test_every_citation_is_the_same(exported: dict[str, Any]) -> None:
    # given
    asked = [
        (parameter.path, version.from_day) for parameter in law.corpus().parameters.values() for version in parameter.versions
        if not version.is_unknown
    ]
    # when
    answers = ask((["cite", day.isoformat(), path] for path, day in asked), exported)
    # then
    for (path, day), found in zip(asked, answers, strict=True):
        (citation,) = law.at(day).cite(path)
        citation.pop("reviewed_on")  # not exported
        assert found == {"answer": [citation]}, path


def test_a_gap_is_a_gap_in_every_table(exported: dict[str, Any]) -> None:
    # given
    gaps = [
        (parameter.path, version.from_day, row, column) for parameter in law.corpus().parameters.values()
        for version in parameter.versions for row, column in version.unknown_cells
    ]
    # when
    answers = ask((["cell", day.isoformat(), path, row, column] for path, day, row, column in gaps), exported)
    # then
    assert len(gaps) > 20
    for (path, day, row, column), found in zip(gaps, answers, strict=True):
        assert found == {"error": {"code": "law.unknown", "data": {"path": f"{path}#{row}/{column}", "day": day.isoformat()}}}
