# SPDX-License-Identifier: Apache-2.0
"""Lots judged in JavaScript come out as in Python, figure for figure, word for word, refusal for refusal."""

from chuan.judge.lots import judge_lot
from tests.judge.engine import differences, payloads


def test_collected_lots_come_out_the_same() -> None:
    given = payloads("lots")
    assert len(given) > 60
    assert differences(judge_lot, "lot", given) == []
