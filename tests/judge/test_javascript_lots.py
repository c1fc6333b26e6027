# SPDX-License-Identifier: Apache-2.0
"""Lots judged in JavaScript come out as in Python, figure for figure, word for word, refusal for refusal."""

from chuan.judge.lots import judge_lot
from tests.judge.engine import differences, payloads
from tests.judge.random_payloads import random_lots


def test_collected_lots_come_out_the_same() -> None:
    given = payloads("lots")
    assert len(given) > 150
    assert differences(judge_lot, "lot", given) == []


def test_lots_from_a_seed_come_out_the_same() -> None:
    assert differences(judge_lot, "lot", random_lots(1_000, seed=20260501)) == []
