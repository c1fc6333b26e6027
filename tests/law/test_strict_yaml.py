# SPDX-License-Identifier: Apache-2.0
"""YAML without its surprises."""

from datetime import date
from decimal import Decimal

import pytest

from chuan.law.engine.errors import BrokenLawFile
from chuan.law.engine.strict_yaml import read


@pytest.mark.parametrize(("written", "meant"), [
    ("no", "no"), ("on", "on"), ("yes", "yes"), ("true", True), ("false", False), ("True", "True"), ("null", None), ("", None),
    ("12", 12), ("-3", -3), ("0", 0), ("0.30", Decimal("0.30")), ("-0.5", Decimal("-0.5")), ('"010"', "010"),
    ("1:30", "1:30"), ("07/2019/TT-BKHCN", "07/2019/TT-BKHCN"), ("2020-01-01", date(2020, 1, 1)), ('"12"', "12"), ("~", "~"),
])
def test_a_plain_word_means_what_it_looks_like(written: str, meant: object) -> None:
    value = read(f"key: {written}", "a.yaml")["key"]
    assert (type(value), value) == (type(meant), meant)


def test_a_fraction_keeps_the_zeros_of_the_text() -> None:
    assert str(read("key: 0.30", "a.yaml")["key"]) == "0.30"


@pytest.mark.parametrize(("document", "line", "reason"), [
    ("a: 1\nb: 2\na: 3", 3, "stands twice"),
    ("a:\n  b: 1\n  b: 2", 3, "stands twice"),
    ("a: 1\nb: 010", 2, "leading zero"),
    ("a: 1e3", 1, "exponent"),
    ("a: 1_000", 1, "underscore"),
    ("a: 0x1F", 1, "no plain number"),
    ("a: .5x\nb: 5.", 2, "no plain number"),
    ("a: 2020-02-30", 1, "no day of the calendar"),
    ("a: 2020-1-1", 1, "no day of the calendar"),
    ("a: &x 1\nb: *x", 2, "anchors"),
    ("a: !!int 3", 1, "tag"),
    ("a: !!python/object:os.system x", 1, "tag"),
    ("? [a]\n: 1", 1, "key"),
    ("- 1", 1, "one mapping"),
    ("", 1, "one mapping"),
    ("a: 1\n---\nb: 2", 2, "another document"),
    ("a: [1", 2, ""),
    ("a: 1\n\tb: 2", 2, ""),
    ("a: Nghe\u0323 An", 1, "NFC"),
    ("a: \x01", 1, ""),
])
def test_what_could_be_misread_is_refused_with_file_and_line(document: str, line: int, reason: str) -> None:
    with pytest.raises(BrokenLawFile) as refused:
        read(document, "texts/a.yaml")
    assert refused.value.data["file"] == "texts/a.yaml"
    assert reason in refused.value.data["reason"]
    if reason:
        assert abs(refused.value.data["line"] - line) <= (1 if reason in {"anchors", "another document"} else 0)
