# SPDX-License-Identifier: Apache-2.0
"""Whole arrays of meter sheets come to the verdicts of the exact engine."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.lib.errors import ChuanError
from chuan.metrology.batch_sheets import judge_sheets
from chuan.metrology.decimals import exact
from chuan.metrology.indication import is_within, relative_error_percent

references = st.decimals(min_value="0.001", max_value="1000", places=3)
limits = st.sampled_from([Decimal(x) for x in ("0.2", "0.3", "0.45", "0.5", "0.6", "1", "1.5", "2", "2.5", "5")])


@st.composite
def sheets(draw: st.DrawFn) -> list[list[tuple[Decimal, Decimal, Decimal]]]:
    """Points as (indication, reference, limit), many of them exactly at, or one digit beside, their limit."""
    columns = draw(st.integers(1, 5))
    rows = []
    for _row in range(draw(st.integers(1, 5))):
        row = []
        for _column in range(columns):
            reference, limit = draw(references), draw(limits)
            side = draw(st.sampled_from([Decimal(1), Decimal(-1), Decimal("0.5")]))
            step = draw(st.sampled_from([Decimal(0), Decimal("0.0000001"), Decimal("-0.0000001")]))
            row.append((reference * (1 + side * limit / 100) + step, reference, limit))
        rows.append(row)
    return rows


@given(sheets())
def test_every_verdict_is_that_of_the_exact_engine(rows: list[list[tuple[Decimal, Decimal, Decimal]]]) -> None:
    found = judge_sheets(*(np.array([[float(point[part]) for point in row] for row in rows]) for part in range(3)))
    with exact():
        wanted = [[is_within(relative_error_percent(i, r), limit) for i, r, limit in row] for row in rows]
    assert found.points_passed.tolist() == wanted
    assert found.passed.tolist() == [all(row) for row in wanted]


def test_floats_alone_would_have_failed_a_meter_that_is_exactly_at_its_limit() -> None:
    """100 (1.015 − 1) / 1 is 1.4999999999999902 in floats and 1.5 in decimals; 0.985 comes out as −1.5000000000000013."""
    found = judge_sheets([[1.015, 0.985]], [[1.0, 1.0]], 1.5)
    assert abs(float(found.errors_percent[0, 1])) > 1.5
    assert found.passed.tolist() == [True]
    assert found.judged_exactly == 2


def test_limits_may_be_one_or_one_for_each_point_or_each_of_all() -> None:
    indications, references_ = [[101.0, 103.0], [101.0, 101.0]], [[100.0, 100.0], [100.0, 100.0]]
    for limit in (2.0, [2.0, 2.0], [[2.0, 2.0], [2.0, 2.0]]):
        assert judge_sheets(indications, references_, limit).passed.tolist() == [False, True]


@pytest.mark.parametrize(
    ("indications", "references_", "limit", "code", "where"),
    [
        ([[1.0]], [[0.0]], 1.0, "metrology.not-positive", "references/1/1"),
        ([[1.0, 1.0]], [[1.0, -1.0]], 1.0, "metrology.not-positive", "references/1/2"),
        ([[float("nan")]], [[1.0]], 1.0, "metrology.not-a-number", "indications/1/1"),
        ([[1.0], [1.0]], [[1.0], [float("inf")]], 1.0, "metrology.not-a-number", "references/2/1"),
        ([[1.0]], [[1.0]], float("nan"), "metrology.not-a-number", "limits"),
        ([[1.0]], [[1.0]], -1.0, "metrology.not-positive", "limits"),
        ([[1.0]], [[1.0, 1.0]], 1.0, "metrology.unequal-shapes", "references"),
        ([[1.0]], [[1.0]], [1.0, 2.0], "metrology.unequal-shapes", "limits"),
        ([], [], 1.0, "metrology.unequal-shapes", "references"),
        ([[]], [[]], 1.0, "metrology.unequal-shapes", "references"),
    ],
)
def test_impossible_arrays_are_refused_by_place(
    indications: list[list[float]], references_: list[list[float]], limit: float, code: str, where: str
) -> None:
    with pytest.raises(ChuanError) as refusal:
        judge_sheets(indications, references_, limit)
    assert (refusal.value.code, refusal.value.data["where"]) == (code, where)
