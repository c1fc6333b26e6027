# SPDX-License-Identifier: Apache-2.0
"""What was typed and pasted is read in the page as the server reads it, and says the same as the server's form."""

from itertools import product
from typing import Any

import pytest

from chuan.judge import examples
from chuan.judge.forms import LotForm
from chuan.judge.instrument_forms import PAGES
from chuan.judge.pasted import read_numbers
from tests.judge.engine import ask

TOKENS = [
    "500,9", "1.234", "1,234", "1.234,5", "1,234.5", "1.234.567", "1,234,567", "1.23.456", "0,5", ".5", ",5", "5.", "5,", "-3,2", "−3,2",
    "+7", "--7", "1 234,5", "12 345", "1\u00a0234,5", "1\u202f234", "500.90", "00012", "0.234", "1.2345", "abc", "1e3", "５００", "12;13", "12\t13",
    "7 8 9", "", " ", "1.234,5,6", "1,2.3,4", "9" * 41, "\u00a05", "NaN", "1.000", "500\r\n501\r502",
]


def test_pasted_numbers_are_read_the_same() -> None:
    # given
    texts = [*TOKENS, *("\n".join(pair) for pair in product(TOKENS, repeat=2))]
    asked = [(text, mark, most) for text in texts for mark, most in (("", 2000), (",", 2000), (".", 2000), ("", 1))]
    # when
    answers = ask(["pasted", *one] for one in asked)
    # then
    for (text, mark, most), found in zip(asked, answers, strict=True):
        read = read_numbers(text, mark=mark, most=most)  # type: ignore[arg-type]
        problems = [{"line": problem.line, "text": problem.text, "code": problem.code} for problem in read.problems]
        assert found == {"answer": {"numbers": read.numbers, "problems": problems}}, (text, mark, most)


def filled(**over: str) -> dict[str, str]:
    given = {
        "rule_set": "vn-tt21-2014", "on": "2026-05-01", "nominal_value": "500", "nominal_unit": "g", "lot_size": "300", "reading": "net",
        "readings": "500,9\n501,2\n499,8",
    }
    return {name: value for name, value in (given | over).items() if value is not None}


FORMS: dict[str, dict[str, Any]] = {
    "net": {}, "a day as people write it": {"on": "01/05/2026"}, "a short one": {"on": "1/5/2026"}, "place": {"place": "market"}, "destructive": {"destructive": "on"}, "unit": {"unit": "kg"},
    "one tare": {"reading": "gross", "tare": "12,1"}, "each its own": {"reading": "gross", "tare": "12,1\n12,2\n12,0"},
    "a sample of tares": {"reading": "gross", "tare": "12,1\n12,2"}, "tare beside net": {"tare": "12,1"},
    "density": {"nominal_unit": "ml", "density": "0,92"}, "mean alone": {"readings": "", "mean": "501,5"},
    "marked": {"mark": ".", "readings": "1.234\n1.235"}, "nominal with a comma": {"nominal_value": "0,5", "nominal_unit": "kg"},
}
INCOMPLETE: dict[str, dict[str, Any]] = {
    "no readings": {"readings": ""}, "both": {"mean": "501"}, "no nominal": {"nominal_value": ""}, "no lot size": {"lot_size": ""},
    "lot size in words": {"lot_size": "many"}, "gross without tare": {"reading": "gross"}, "doubtful": {"readings": "1.234\n1.235"},
    "a word": {"readings": "500,9\nabc"}, "nominal doubtful": {"nominal_value": "1.234"},
}


def test_a_filled_form_says_the_same() -> None:
    for (name, over), found in zip(FORMS.items(), ask(["formPayload", filled(**over)] for over in FORMS.values()), strict=True):
        form = LotForm(filled(**over))
        assert form.is_valid(), (name, form.errors)
        assert found == {"answer": form.payload()}, name


def test_an_incomplete_form_says_nothing() -> None:
    answers = ask(["formPayload", filled(**over)] for over in INCOMPLETE.values())
    assert {name: found["answer"] for name, found in zip(INCOMPLETE, answers, strict=True) if found["answer"] is not None} == {}
    assert [name for name, over in INCOMPLETE.items() if LotForm(filled(**over)).is_valid()] == []


@pytest.mark.parametrize("name", [name for name, _title in examples.LOTS])
def test_an_example_fills_the_form_with_itself(name: str) -> None:
    # given
    initial = {key: str(value) for key, value in examples.lot(name).items()}
    # when
    (found,) = ask([["formPayload", initial | {"reading": "net"}]])
    # then
    form = LotForm(initial | {"reading": "net"})
    assert form.is_valid() and found == {"answer": form.payload()}


SHEETS: list[dict[str, Any]] = [
    {}, {"verification": "in_service"}, {"on": "01/05/2026"}, {"load_2": "−2,5", "indication_2": ",5"}, {"d": "0,001"}, {"reference_1": "7,", "error_1": "+0,4"},
    {"expansion_per_c": "0,0000477", "reference_temperature_c": "20"}, {"r": ""}, {"accuracy_class": "B"}, {"connection": "in"}, {"low": "-1", "flow_24": "1", "reference_24": "2", "indication_24": "3", "hose_24": "x"},
]


@pytest.mark.parametrize(("page", "name"), [(page, name) for page, form in PAGES.items() for name, _title in form.examples])
def test_a_filled_sheet_says_the_same(page: str, name: str) -> None:
    # given
    empty = {f"{column.name}_{row}": "" for column in PAGES[page].columns for row in range(1, 25)}
    chosen = {key: column.choices[0][0] for column in PAGES[page].columns if column.choices for key in empty if key.startswith(f"{column.name}_")}
    shown = {*PAGES[page].base_fields, *empty}  # what stands in the page
    example = {key: str(value) for key, value in PAGES[page].initial_from(examples.payload(name)).items() if key in shown}
    filled_in = [empty | chosen | example | {key: text for key, text in over.items() if key in shown} for over in SHEETS]
    # when
    answers = ask(["sheetPayload", page, fields] for fields in filled_in)
    # then
    said = 0
    for fields, found in zip(filled_in, answers, strict=True):
        form = PAGES[page](fields, initial={})
        if form.is_valid():
            said += 1
            assert found == {"answer": form.payload()}
    assert said > 5
    without = [empty | chosen, empty | {"kind": "x"}, empty | chosen | example | {f"{PAGES[page].columns[-1].name}_1": "abc"}]
    assert ask(["sheetPayload", page, fields] for fields in without) == [{"answer": None}] * 3
