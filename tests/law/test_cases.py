# SPDX-License-Identifier: Apache-2.0
"""The law files answer as the legal cases say."""

from pathlib import Path

import pytest

from chuan import law
from chuan.law.engine.cases import Case, load_cases
from chuan.law.engine.errors import BrokenLawFile


def test_the_law_answers(law_case: Case) -> None:
    assert law_case.failure(law.corpus()) == ""


def test_a_wrong_case_is_told_apart_from_a_right_one(tmp_path: Path) -> None:
    # given
    case = "- name: a\n  on: 2020-01-01\n  ask: verification/cycles/taximeter\n"
    (tmp_path / "wrong.yaml").write_text(
        f"{case}  expect: 12\n  source: tt-07-2019-bkhcn/amending-art-4/item-2\n"
        f"{case}  expect: 18\n  source: tt-23-2013-bkhcn/art-4\n"
        f"{case}  expect_error: law.unknown\n"
    )
    # when
    failures = [case.failure(law.corpus()) for case in load_cases(tmp_path)]
    # then
    assert failures == [
        "expected 12, got 18",
        "expected the source tt-23-2013-bkhcn/art-4, got tt-07-2019-bkhcn/amending-art-4/item-2",
        "expected the error law.unknown, got 18",
    ]


@pytest.mark.parametrize("case", ["- name: a\n  on: 2020-01-01\n  ask: x\n", "- text\n", "name: a\n"])
def test_a_malformed_case_is_refused(tmp_path: Path, case: str) -> None:
    (tmp_path / "bad.yaml").write_text(case)
    with pytest.raises(BrokenLawFile):
        list(load_cases(tmp_path))
