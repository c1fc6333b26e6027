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


def test_a_lot_of_a_hundred_thousand_packages_comes_out_the_same() -> None:
    # given
    net = [f"{500 + (number * 7919 % 101 - 50) / 10}" for number in range(100_000)]
    lot = {"rule_set": "vn-tt21-2014", "on": "2026-05-01", "nominal": {"value": "500", "unit": "g"}, "lot_size": 100_000}
    # then
    given = {"census": lot | {"net": net}, "one more": lot | {"net": [*net, "500"]}, "a word in it": lot | {"net": [*net[1:], "abc"]}}
    assert differences(judge_lot, "lot", given) == []
