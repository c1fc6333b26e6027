# SPDX-License-Identifier: Apache-2.0
"""One context, one way to print, rounding by name."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.lib.numbers import parse_decimal
from chuan.metrology.decimals import (
    EXACT,
    Rounding,
    exact,
    format_vi,
    plain,
    round_to_decimals,
    round_to_step,
)
from chuan.metrology.errors import Negative, NotANumber, TooLarge

readings = st.decimals(min_value=-10**9, max_value=10**9, places=6)
steps = st.sampled_from([Decimal(s) for s in ("1", "0.1", "0.5", "0.25", "3", "0.003", "1000", "0.7")])
HOW: list[Rounding] = ["half-even", "half-up", "up", "down", "ceiling", "floor"]


def test_the_context_has_twenty_eight_digits_whatever_the_caller_has_set() -> None:
    with localcontext() as theirs:
        theirs.prec = 5
        with exact():
            assert Decimal(2) / Decimal(3) == Decimal("0.6666666666666666666666666667")
    assert EXACT.prec == 28


@pytest.mark.parametrize(
    ("value", "how", "rounded"),
    [
        ("0.25", "half-even", "0.2"), ("0.35", "half-even", "0.4"), ("0.25", "half-up", "0.3"), ("-0.25", "half-up", "-0.3"),
        ("0.21", "up", "0.3"), ("-0.21", "up", "-0.3"), ("0.29", "down", "0.2"), ("-0.29", "down", "-0.2"),
        ("-0.29", "ceiling", "-0.2"), ("-0.21", "floor", "-0.3"), ("0.2", "up", "0.2"), ("0.2000000000000000000000000001", "up", "0.3"),
    ],
)
def test_each_way_of_rounding_does_what_its_name_says(value: str, how: Rounding, rounded: str) -> None:
    assert round_to_decimals(Decimal(value), 1, how) == Decimal(rounded)


def test_rounding_up_sees_a_digit_far_beyond_the_context() -> None:
    tiny = Decimal("7.4" + "0" * 60 + "1")
    assert round_to_step(tiny, Decimal("0.1"), "up") == Decimal("7.5")


@given(value=readings, step=steps, how=st.sampled_from(HOW))
def test_rounding_lands_on_a_step_less_than_one_step_away_and_stays_there(value: Decimal, step: Decimal, how: Rounding) -> None:
    rounded = round_to_step(value, step, how)
    assert rounded % step == 0
    assert abs(rounded - value) < step
    assert round_to_step(rounded, step, how) == rounded


@given(value=readings, step=steps)
def test_up_never_comes_nearer_to_zero_and_down_never_further(value: Decimal, step: Decimal) -> None:
    assert abs(round_to_step(value, step, "down")) <= abs(value) <= abs(round_to_step(value, step, "up"))


@given(value=readings, step=steps)
def test_floor_and_ceiling_hold_the_value_between_them(value: Decimal, step: Decimal) -> None:
    assert round_to_step(value, step, "floor") <= value <= round_to_step(value, step, "ceiling")


@given(value=readings)
def test_plain_text_reads_back_as_the_same_number_without_exponent_or_idle_zeros(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert not ("." in text and text.endswith(("0", ".")))
    assert text != "-0"


@given(value=readings)
def test_vietnamese_text_reads_back_as_the_same_number(value: Decimal) -> None:
    assert parse_decimal(format_vi(value)) == value


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [("1234567.891", 2, "1.234.567,89"), ("0", None, "0"), ("-0.001", 2, "0,00"), ("-1234.5", None, "-1.234,5"),
     ("1E+6", None, "1.000.000"), ("999.995", 2, "1.000,00")],
)
def test_vietnamese_numbers_have_points_between_thousands_and_a_decimal_comma(
    value: str, decimals: int | None, text: str
) -> None:
    assert format_vi(Decimal(value), decimals) == text


def test_impossible_input_has_a_code() -> None:
    with pytest.raises(NotANumber):
        plain(Decimal("NaN"))
    with pytest.raises(NotANumber):
        round_to_step(Decimal("Infinity"), Decimal(1))
    with pytest.raises(Negative):
        round_to_step(Decimal(1), Decimal(0))
    with pytest.raises(TooLarge):
        plain(Decimal("1E+5000"))
    with pytest.raises(TooLarge):
        round_to_step(Decimal("1E-5000"), Decimal(1))
