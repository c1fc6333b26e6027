# SPDX-License-Identifier: Apache-2.0
"""Whatever code the judge speaks has its words on the pages, and the words have their figures."""

import re
from pathlib import Path

import pytest

from chuan.judge import words
from chuan.judge.instruments import FAMILIES

SOURCE = Path(words.__file__).parents[1]
KINDS = "".join(path.read_text() for path in (SOURCE / "judge" / "instrument_kinds").glob("*.py"))
LOTS = "".join(path.read_text() for path in [*(SOURCE / "metrology" / "prepackages").glob("*.py"), *(SOURCE / "judge").glob("lot*.py")])
SPOKEN = r'(?:warn|_because)\(\s*"([a-z0-9-]+)"|"code": "([a-z0-9-]+)"|code = "([a-z-]+)" if|else "([a-z-]+-plan)"'


def spoken(source: str) -> set[str]:
    return {next(filter(None, found)) for found in re.findall(SPOKEN, source)}


def test_every_code_of_a_lot_has_words() -> None:
    assert {"t2-found", "sample-too-small", "plan-not-seen"} <= spoken(LOTS)
    assert spoken(LOTS) - set(words.WARNINGS) == set()


def test_every_code_of_an_instrument_has_words() -> None:
    assert {"test-left-out", "error-beyond-limit"} <= spoken(KINDS)
    assert spoken(KINDS) - set(words.INSTRUMENT) == set()


def test_every_step_of_a_lot_has_a_name() -> None:
    steps = set(re.findall(r'(?:step|_step)\(\s*"([a-z0-9-]+)"', LOTS))
    assert {"mean", "t1-limit"} <= steps
    assert steps - set(words.STEPS) == set()


def test_every_test_of_an_instrument_has_a_name() -> None:
    assert {name for family in FAMILIES.values() for name in family.tests} - set(words.PLACES) == set()


@pytest.mark.parametrize(("step", "text"), [
    ({"formula": "Qn − k × s", "values": {"qn": "500", "k": "0.379", "s": "3.16"}}, "500 − 0,379 × 3,16"),
    ({"formula": "E = 100 (V − Vref) / Vref", "values": {"indication": "20.05", "reference": "20", "hose": "1"}}, "100 × (20,05 − 20) / 20"),
    ({"formula": "E = I + ½ e − ΔL − L", "values": {"indication": "5", "e": "0.01", "delta_l": "0.002", "load": "5"}}, "5 + ½ × 0,01 − 0,002 − 5"),
    ({"formula": "⌊p × N / 100⌋", "values": {"p": "2.5", "n": "200"}}, "⌊ 2,5 × 200 / 100 ⌋"),
    ({"formula": "s = √((Σx² − (Σx)² / n) / (n − 1))", "values": {"n": "50"}}, ""),
    ({"formula": "x < Qn − T", "values": {"limit": "485"}}, ""),
])
def test_numbers_are_put_into_formulas_where_all_are_known(step: dict[str, object], text: str) -> None:
    assert words.with_numbers(step) == text


def test_a_code_without_words_is_shown_with_its_figures() -> None:
    assert words.sentence({"code": "never-heard-of", "limit": "0.5"}) == "never-heard-of · limit 0,5"


def test_figures_keep_nine_digits_and_no_more() -> None:
    assert [words.figure(value) for value in ("3.160940831267727", "0.00000012345678901", "500", "1234567.5", "−")] == [
        "3,16094083", "0,000000123456789", "500", "1.234.567,5", "−"]
