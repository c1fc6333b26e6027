# SPDX-License-Identifier: Apache-2.0
"""Numbers as people paste them: read as meant, or refused by their line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.judge.pasted import read_numbers

NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


def vietnamese(value: Decimal) -> str:
    return f"{value:,f}".replace(",", "\0").replace(".", ",").replace("\0", ".")


@pytest.mark.parametrize(("text", "numbers"), [
    ("500,9\n501,2", ["500.9", "501.2"]),
    ("500.9\r\n501.2\r\n", ["500.9", "501.2"]),
    ("1.234,5\n1.234", ["1234.5", "1234"]),
    ("1,234.5\n1,234", ["1234.5", "1234"]),
    ("998,5\n1.002", ["998.5", "1002"]),
    ("0,998\n1,002", ["0.998", "1.002"]),
    ("500.9\t501.2\n499.8", ["500.9", "501.2", "499.8"]),
    ("500,9; 501,2", ["500.9", "501.2"]),
    ("1.234.567", ["1234567"]),
    ("−3,5\n+5", ["-3.5", "5"]),
    ("1\u00a0234,5", ["1234.5"]),
    (" \n\n", []),
])
def test_lists_are_read_as_they_are_meant(text: str, numbers: list[str]) -> None:
    pasted = read_numbers(text, most=10)
    assert (pasted.numbers, pasted.problems) == (numbers, [])


@pytest.mark.parametrize(("text", "line", "code"), [
    ("500\n1.234", 2, "doubtful"),
    ("1,002\n1,004", 1, "doubtful"),
    ("1 234,5", 1, "doubtful"),
    ("500,9\n\nabc", 3, "not-a-number"),
    ("1.2.3,4", 1, "not-a-number"),
    ("1e5", 1, "not-a-number"),
    ("=A1", 1, "not-a-number"),
    ("NaN", 1, "not-a-number"),
    ("500 g", 1, "not-a-number"),
    ("\n".join(["1"] * 11), 11, "too-many"),
])
def test_what_is_no_number_or_two_is_refused_by_its_line(text: str, line: int, code: str) -> None:
    problem = read_numbers(text, most=10).problems[0]
    assert (problem.line, problem.code) == (line, code)


def test_who_says_what_marks_the_decimals_is_believed() -> None:
    assert read_numbers("1.234\n0,5", mark=",", most=10).numbers == ["1234", "0.5"]
    assert read_numbers("1.234", mark=".", most=10).numbers == ["1.234"]
    assert read_numbers("1,23", mark=".", most=10).problems[0].code == "not-a-number"


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_every_number_written_the_vietnamese_way_comes_back(values: list[Decimal]) -> None:
    pasted = read_numbers("\n".join(map(vietnamese, values)), most=20)
    assert (list(map(Decimal, pasted.numbers)), pasted.problems) == (values, [])


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_every_number_written_the_english_way_comes_back(values: list[Decimal]) -> None:
    pasted = read_numbers("\n".join(f"{value:,f}" for value in values), most=20)
    assert (list(map(Decimal, pasted.numbers)), pasted.problems) == (values, [])


@given(st.text(alphabet="0123456789., \t\n;-+−eE\u00a0gx", max_size=80), st.sampled_from(["", ",", "."]))
def test_whatever_is_pasted_becomes_decimals_or_problems_with_a_line(text: str, mark: str) -> None:
    pasted = read_numbers(text, mark=mark, most=1000)  # type: ignore[arg-type]
    assert all(Decimal(number).is_finite() for number in pasted.numbers)
    assert len(pasted.numbers) == len(pasted.lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in [*pasted.lines, *(p.line for p in pasted.problems)])


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    pasted = read_numbers(text, most=1000)
    assert all(Decimal(number).is_finite() for number in pasted.numbers)
