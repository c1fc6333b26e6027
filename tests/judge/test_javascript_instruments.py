# SPDX-License-Identifier: Apache-2.0
"""Instruments judged in JavaScript come out as in Python, figure for figure, word for word, refusal for refusal."""

from chuan.judge.instruments import judge_instrument
from tests.judge.engine import differences, payloads
from tests.judge.random_payloads import random_instruments


def test_collected_instruments_come_out_the_same() -> None:
    given = payloads("instruments")
    assert len(given) > 200
    assert differences(judge_instrument, "instrument", given) == []


def test_sheets_from_a_seed_come_out_the_same() -> None:
    assert differences(judge_instrument, "instrument", random_instruments(1_000, seed=20260501)) == []
