# SPDX-License-Identifier: Apache-2.0
"""A draw made in the field app is the draw the server makes from the same seed."""

from typing import Any

from chuan.lib.errors import ChuanError
from chuan.metrology.draws import draw
from tests.judge.engine import ask

SEEDS = ["Sơn La 2026-05-01", "  blanks around\t", "So\u031bn La", "0", "đợt kiểm tra số 7\n", "\x1cseparator\x1c", "\ufeffmark", "🎲"]
SIZES = [(1, 1), (5, 5), (300, 50), (501, 80), (3201, 125), (100_000, 125), (2**32, 40), (2**32 - 5, 3), (80, 79)]
IMPOSSIBLE: list[dict[str, Any]] = [
    {"seed": "a", "population": 5, "size": 6}, {"seed": "a", "population": 5, "size": 0},
    {"seed": " \t", "population": 5, "size": 2}, {"seed": "a", "population": 2**32 + 1, "size": 2},
    {"seed": "a", "population": -5, "size": -6}, {"seed": "", "population": 0, "size": 0},
    {"seed": "\ud800", "population": 5, "size": 2}, {"seed": 7, "population": 5, "size": 2}, {"seed": None, "population": 5, "size": 2},
    {"seed": "a", "population": "5", "size": 2}, {"seed": "a", "population": 5, "size": True}, {"seed": "a", "population": 5, "size": 2.5},
]


def test_the_same_seed_draws_the_same_numbers() -> None:
    # given
    wanted: list[dict[str, Any]] = [
        {"seed": seed, "population": population, "size": size} for seed in SEEDS for population, size in SIZES
    ]
    # when
    answers = ask(["draw", one] for one in wanted)
    # then
    for one, found in zip(wanted, answers, strict=True):
        assert found == {"answer": list(draw(**one))}, one


def test_the_same_draws_are_refused() -> None:
    for one, found in zip(IMPOSSIBLE, ask(["draw", one] for one in IMPOSSIBLE), strict=True):
        try:
            draw(**one)
        except ChuanError as error:
            assert found["error"] == {"code": error.code, "data": error.data}, one
