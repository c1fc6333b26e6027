# SPDX-License-Identifier: Apache-2.0
"""Statements of conformity: the limits themselves, the guard bands, and the risk that is left."""

from decimal import Decimal

import pytest
import scipy.special  # noqa: F401  loaded here, so that no first example pays for it
from hypothesis import given
from hypothesis import strategies as st

from chuan.metrology.errors import Negative, NotANumber, NotGiven, OutOfRange, UnknownChoice
from chuan.metrology.uncertainty.decisions import (
    RULES,
    decide,
    probability_of_conformity,
    risk_at_acceptance_limit,
    tolerance,
    uncertainty_ratio,
)

LIMITS = tolerance(lower="-1", upper="1")
errors = st.decimals(min_value=-3, max_value=3, places=4)
widths = st.decimals(min_value="0.0001", max_value="2", places=4)


@pytest.mark.parametrize(
    ("value", "rule", "statement"),
    [
        ("1", "simple", "pass"), ("1.0001", "simple", "fail"), ("-1", "simple", "pass"),
        ("0.8", "guarded", "pass"), ("0.8001", "guarded", "fail"), ("-0.8001", "guarded", "fail"),
        ("0.9", "guarded_r", "pass"), ("0.9001", "guarded_r", "fail"),
        ("0.8", "non_binary", "pass"), ("0.8001", "non_binary", "conditional_pass"), ("1", "non_binary", "conditional_pass"),
        ("1.0001", "non_binary", "conditional_fail"), ("1.2", "non_binary", "conditional_fail"), ("1.2001", "non_binary", "fail"),
        ("-1.2001", "non_binary", "fail"),
    ],
)
def test_a_limit_belongs_to_the_better_side(value: str, rule: str, statement: str) -> None:
    assert decide(value, LIMITS, expanded_uncertainty="0.2", rule=rule, r="0.5").statement == statement


def test_one_sided_limits() -> None:
    upper = tolerance(upper="0.5")
    assert decide("-1000", upper, expanded_uncertainty="0.1", rule="guarded").statement == "pass"
    assert decide("0.41", upper, expanded_uncertainty="0.1", rule="guarded").statement == "fail"
    lower = tolerance(lower="0.5")
    assert decide("0.45", lower, expanded_uncertainty="0.1", rule="non_binary").statement == "conditional_fail"


def test_guard_bands_that_leave_nothing_accept_nothing() -> None:
    found = decide("0", LIMITS, expanded_uncertainty="1.5", rule="guarded")
    assert found.acceptance is None
    assert found.statement == "fail"
    assert decide("0", LIMITS, expanded_uncertainty="1.5", rule="non_binary").statement == "conditional_pass"


@given(value=errors, u=widths)
def test_the_four_words_refine_the_two(value: Decimal, u: Decimal) -> None:
    four = decide(value, LIMITS, expanded_uncertainty=u, rule="non_binary").statement
    assert (four == "pass") == (decide(value, LIMITS, expanded_uncertainty=u, rule="guarded").statement == "pass")
    simple = decide(value, LIMITS).statement
    assert (four in ("pass", "conditional_pass")) == (simple == "pass")


@given(value=errors, u=widths)
def test_a_larger_uncertainty_never_turns_fail_into_pass(value: Decimal, u: Decimal) -> None:
    if decide(value, LIMITS, expanded_uncertainty=u, rule="guarded").statement == "fail":
        assert decide(value, LIMITS, expanded_uncertainty=2 * u, rule="guarded").statement == "fail"


@given(value=errors, u=widths)
def test_probabilities_lie_between_none_and_one_and_are_symmetric(value: Decimal, u: Decimal) -> None:
    there = probability_of_conformity(value, LIMITS, standard_uncertainty=u)
    assert 0 <= there <= 1
    assert there == pytest.approx(probability_of_conformity(-value, LIMITS, standard_uncertainty=u), abs=1e-12)


@given(u=widths)
def test_on_the_limit_the_chance_is_at_most_one_half(u: Decimal) -> None:
    assert probability_of_conformity(1, LIMITS, standard_uncertainty=u) <= 0.5


@given(r=st.sampled_from(["0", "0.5", "1", "1.5", "3"]))
def test_the_risk_at_the_acceptance_limit_is_the_missing_probability(r: str) -> None:
    # given U = 0.1 (k = 2): the acceptance limit of an upper limit of 1 lies r · U below it
    limit = Decimal(1) - Decimal(r) * Decimal("0.1")
    conforming = probability_of_conformity(limit, tolerance(upper=1), standard_uncertainty="0.05")
    assert risk_at_acceptance_limit(r) == pytest.approx(1 - conforming)


def test_students_t_is_more_cautious_than_the_normal() -> None:
    normal = probability_of_conformity("0.9", LIMITS, standard_uncertainty="0.05")
    few = probability_of_conformity("0.9", LIMITS, standard_uncertainty="0.05", degrees_of_freedom=3)
    assert few < normal


def test_ratio_of_tolerance_and_uncertainty() -> None:
    assert uncertainty_ratio(LIMITS, expanded_uncertainty="0.25") == 4
    assert uncertainty_ratio(tolerance(lower="9.9"), expanded_uncertainty="0.05", nominal=10) == 2


def test_impossible_input_has_a_code() -> None:
    with pytest.raises(UnknownChoice):
        decide(0, LIMITS, rule="generous")
    for rule in RULES[1:]:
        with pytest.raises(OutOfRange):
            decide(0, LIMITS, rule=rule)
    with pytest.raises(OutOfRange):
        decide(0, LIMITS, expanded_uncertainty="-0.1")
    with pytest.raises(OutOfRange):
        decide(0, LIMITS, expanded_uncertainty="0.1", rule="guarded_r", r=-1)
    with pytest.raises(NotANumber):
        decide("NaN", LIMITS)
    with pytest.raises(NotGiven):
        tolerance()
    with pytest.raises(OutOfRange):
        tolerance(lower=1, upper=1)
    with pytest.raises(Negative):
        probability_of_conformity(0, LIMITS, standard_uncertainty=0)
    with pytest.raises(OutOfRange):
        probability_of_conformity(0, LIMITS, standard_uncertainty=1, degrees_of_freedom=0)
    with pytest.raises(Negative):
        uncertainty_ratio(LIMITS, expanded_uncertainty=0)
    with pytest.raises(NotGiven):
        uncertainty_ratio(tolerance(upper=1), expanded_uncertainty=1)
