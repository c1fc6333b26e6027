# SPDX-License-Identifier: Apache-2.0
"""Budgets beyond the GUM's own examples: properties, correlation, and input that cannot be."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan.metrology.errors import (
    CorrelationImpossible,
    ModelImpossible,
    NamedTwice,
    Negative,
    NoSpread,
    NotANumber,
    OutOfRange,
    TooFewReadings,
    UnknownChoice,
)
from chuan.metrology.statistics.summary import pool
from chuan.metrology.uncertainty.budget import Budget, Model
from chuan.metrology.uncertainty.inputs import (
    Input,
    degrees_of_freedom_from,
    from_certificate,
    from_readings,
    within_limits,
)
from chuan.metrology.uncertainty.line import fit_line
from chuan.metrology.uncertainty.maths import atan, exp, log, log10, sqrt, tan
from chuan.metrology.uncertainty.rounding import round_result, round_uncertainty

sizes = st.floats(min_value=1e-6, max_value=1e3)
values = st.floats(min_value=-1e3, max_value=1e3)


def one(name: str = "x", value: float = 1.0, u: float = 0.1, nu: float = math.inf) -> Input:
    return Input(name=name, value=value, standard_uncertainty=u, degrees_of_freedom=nu)


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(st.tuples(values, sizes), min_size=1, max_size=5))
def test_uncertainties_of_a_sum_add_in_squares_and_shares_make_a_hundred(parts: list[tuple[float, float]]) -> None:
    inputs = [one(f"x{n}", value, u) for n, (value, u) in enumerate(parts)]
    found = Budget(inputs=inputs).evaluate(lambda q: sum(q.values()))
    assert found.standard_uncertainty == pytest.approx(math.hypot(*[u for _value, u in parts]))
    assert sum(line.share_percent for line in found.contributions) == pytest.approx(100)
    assert all(line.sensitivity == pytest.approx(1) for line in found.contributions)


@settings(max_examples=30, deadline=None)
@given(u1=sizes, u2=sizes, r=st.floats(min_value=-0.99, max_value=0.99))
def test_correlation_moves_a_difference_between_the_extremes(u1: float, u2: float, r: float) -> None:
    budget = Budget(inputs=[one("a", 2, u1), one("b", 1, u2)], correlations={("a", "b"): r})
    found = budget.evaluate(lambda q: q["a"] - q["b"])
    assert found.standard_uncertainty**2 == pytest.approx(u1**2 + u2**2 - 2 * r * u1 * u2, rel=1e-6)


@settings(max_examples=30, deadline=None)
@given(u1=sizes, u2=sizes, nu1=st.integers(1, 50), nu2=st.integers(1, 50))
def test_effective_degrees_of_freedom_are_welch_and_satterthwaites(u1: float, u2: float, nu1: int, nu2: int) -> None:
    found = Budget(inputs=[one("a", 2, u1, nu1), one("b", 1, u2, nu2)]).evaluate(lambda q: q["a"] + q["b"])
    expected = (u1**2 + u2**2) ** 2 / (u1**4 / nu1 + u2**4 / nu2)
    assert found.effective_degrees_of_freedom == pytest.approx(expected)
    assert min(nu1, nu2) <= found.effective_degrees_of_freedom * (1 + 1e-9)
    assert found.effective_degrees_of_freedom <= (nu1 + nu2) * (1 + 1e-9)


def test_a_wider_coverage_never_makes_the_interval_shorter() -> None:
    found = Budget(inputs=[one(nu=7)]).evaluate(lambda q: 3 * q["x"])
    widths = [found.expanded(p).expanded_uncertainty for p in (0.5, 0.68, 0.9, 0.95, 0.99, 0.9999)]
    assert widths == sorted(widths)


def test_fewer_degrees_of_freedom_need_a_larger_factor() -> None:
    factors = [Budget(inputs=[one(nu=nu)]).evaluate(lambda q: q["x"]).expanded().coverage_factor for nu in (1, 2, 5, 30)]
    assert factors == sorted(factors, reverse=True)
    assert Budget(inputs=[one()]).evaluate(lambda q: q["x"]).expanded().coverage_factor == pytest.approx(1.96, abs=0.001)


def test_k_two_is_k_two() -> None:
    found = Budget(inputs=[one(u=0.25)]).evaluate(lambda q: q["x"])
    assert found.expanded_by(2).expanded_uncertainty == 0.5
    assert found.expanded_by().probability is None


def test_an_exact_input_contributes_nothing_and_an_exact_result_has_no_uncertainty() -> None:
    budget = Budget(inputs=[one("a"), one("c", 5, 0)])
    found = budget.evaluate_all({"y": lambda q: q["a"] * q["c"], "five": lambda q: q["c"], "seven": lambda _q: 7})
    assert found["y"].standard_uncertainty == pytest.approx(0.5)
    assert found["y"].contributions[1].share_percent == 0
    assert found["five"].standard_uncertainty == found["seven"].standard_uncertainty == 0
    assert found["seven"].value == 7
    assert found["seven"].effective_degrees_of_freedom == math.inf
    assert found.correlation("y", "five") == 0
    assert found.correlation("y", "y") == 1


def test_correlated_inputs_of_which_one_is_exact() -> None:
    budget = Budget(inputs=[one("a"), one("b", 1, 0)], correlations={("a", "b"): 0.5})
    assert budget.evaluate(lambda q: q["a"] + q["b"]).standard_uncertainty == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("model", "sensitivity"),
    [
        (lambda q: sqrt(q["x"]), 0.25), (lambda q: exp(q["x"]), math.exp(4)), (lambda q: log(q["x"]), 0.25),
        (lambda q: log10(q["x"]), 0.25 / math.log(10)), (lambda q: tan(q["x"]), 1 / math.cos(4) ** 2),
        (lambda q: atan(q["x"]), 1 / 17), (lambda q: q["x"] ** 3, 48),
    ],
)
def test_sensitivity_coefficients_are_derivatives(model: Model, sensitivity: float) -> None:
    found = Budget(inputs=[one(value=4)]).evaluate(model)
    assert found.contributions[0].sensitivity == pytest.approx(sensitivity)


def test_functions_for_models_take_plain_numbers_too() -> None:
    assert (sqrt(4), exp(0), log(1), log10(100)) == (2, 1, 0, 2)


@pytest.mark.parametrize(
    ("distribution", "u"), [("rectangular", 1 / math.sqrt(3)), ("triangular", 1 / math.sqrt(6)), ("arcsine", 1 / math.sqrt(2))]
)
def test_limits_become_standard_uncertainties_by_their_distribution(distribution: str, u: float) -> None:
    given = within_limits("x", 10, half_width=1, distribution=distribution)
    assert given.standard_uncertainty == pytest.approx(u)
    assert given.quoted == 1
    assert given.divisor == pytest.approx(1 / u)


def test_a_pooled_deviation_serves_a_single_reading() -> None:
    pooled = pool([[1.0, 1.2, 1.4], [5.0, 5.3], [7.0]])
    given = from_readings("x", [8.1], pooled=pooled)
    assert given.degrees_of_freedom == 3
    assert given.standard_uncertainty == pytest.approx(float(pooled.s))


class TestImpossibleInputs:
    @pytest.mark.parametrize("u", [-0.1, -1e-30])
    def test_negative_uncertainty(self, u: float) -> None:
        with pytest.raises(OutOfRange) as caught:
            one(u=u)
        assert caught.value.code == "metrology.out-of-range"
        assert caught.value.data["where"] == "x/standard_uncertainty"

    @pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
    def test_numbers_that_are_none(self, bad: float) -> None:
        for make in (lambda: one(value=bad), lambda: one(u=bad), lambda: from_readings("x", [1, bad]),
                     lambda: within_limits("x", 1, half_width=bad), lambda: fit_line([1, 2, bad], [1, 2, 3])):
            with pytest.raises(NotANumber):
                make()

    @pytest.mark.parametrize("nu", [0, 0.5, -1, -math.inf, math.nan])
    def test_degrees_of_freedom_below_one(self, nu: float) -> None:
        with pytest.raises((OutOfRange, NotANumber)):
            one(nu=nu)

    def test_too_few_readings(self) -> None:
        for make in (lambda: from_readings("x", [1.0]), lambda: from_readings("x", []), lambda: pool([[1], [2]]),
                     lambda: Budget(inputs=[]), lambda: fit_line([1, 2], [1, 2]), lambda: fit_line([1, 2, 3], [1, 2, 3, 4])):
            with pytest.raises(TooFewReadings):
                make()

    def test_a_line_through_one_abscissa(self) -> None:
        with pytest.raises(NoSpread):
            fit_line([2, 2, 2], [1, 2, 3])

    def test_unknown_distribution(self) -> None:
        with pytest.raises(UnknownChoice):
            within_limits("x", 1, half_width=1, distribution="normal")
        with pytest.raises(UnknownChoice):
            Input(name="x", value=1, standard_uncertainty=1, distribution="cauchy")

    @pytest.mark.parametrize("r", [1.01, -2, 1e9])
    def test_correlation_beyond_one(self, r: float) -> None:
        with pytest.raises(OutOfRange):
            Budget(inputs=[one("a"), one("b")], correlations={("a", "b"): r})

    def test_correlations_that_cannot_hold_together(self) -> None:
        names = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9}
        with pytest.raises(CorrelationImpossible):
            Budget(inputs=[one("a"), one("b"), one("c")], correlations=names)

    @pytest.mark.parametrize("pairs", [{("a", "z"): 0.1}, {("a", "a"): 0.1}, {("a", "b"): 0.1, ("b", "a"): 0.1}])
    def test_correlations_of_inputs_that_are_not_two(self, pairs: dict[tuple[str, str], float]) -> None:
        with pytest.raises(CorrelationImpossible):
            Budget(inputs=[one("a"), one("b")], correlations=pairs)

    def test_correlated_inputs_with_different_degrees_of_freedom(self) -> None:
        with pytest.raises(CorrelationImpossible):
            Budget(inputs=[one("a", nu=3), one("b", nu=9)], correlations={("a", "b"): 0.5})

    def test_two_inputs_of_one_name(self) -> None:
        with pytest.raises(NamedTwice):
            Budget(inputs=[one("a"), one("a")])

    @pytest.mark.parametrize(
        "model",
        [lambda q: q["x"] / (q["x"] - q["x"]), lambda q: q["y"], lambda q: log(q["x"] - 2), lambda _q: "x",
         lambda _q: math.nan, lambda q: math.inf * q["x"], lambda _q: None, lambda q: sqrt(q["x"] - 2)],
    )
    def test_models_without_a_value(self, model: Model) -> None:
        with pytest.raises(ModelImpossible) as caught:
            Budget(inputs=[one()]).evaluate(model, name="R")
        assert caught.value.data["where"] == "R"

    @pytest.mark.parametrize("p", [0, 1, 1.5, -0.1, math.nan])
    def test_coverage_that_is_no_probability(self, p: float) -> None:
        with pytest.raises((OutOfRange, NotANumber)):
            Budget(inputs=[one()]).evaluate(lambda q: q["x"]).expanded(p)

    @pytest.mark.parametrize("share", [0, -0.1, 1.1])
    def test_relative_uncertainties_of_an_uncertainty(self, share: float) -> None:
        with pytest.raises(OutOfRange):
            degrees_of_freedom_from(share)

    @pytest.mark.parametrize(("expanded", "k"), [(-1, 2), (1, 0), (1, -2)])
    def test_certificates(self, expanded: float, k: float) -> None:
        with pytest.raises(OutOfRange):
            from_certificate("x", 1, expanded=expanded, coverage_factor=k)


@pytest.mark.parametrize(
    ("given", "digits", "stated"),
    [("0.0341", 2, "0.034"), ("0.0345", 2, "0.034"), ("0.0355", 2, "0.036"), ("123", 2, "120"), ("0.995", 2, "1.0"),
     ("9.96", 1, "10"), ("0.14", 1, "0.2"), ("0.1049", 1, "0.1"), ("0.106", 1, "0.2"), ("7", 2, "7.0")],
)
def test_uncertainties_are_stated_with_two_digits_or_one(given: str, digits: int, stated: str) -> None:
    assert str(round_uncertainty(given, digits=digits)) == stated  # type: ignore[arg-type]


@given(u=st.decimals(min_value="0.000001", max_value="100000", places=6))
def test_rounding_takes_at_most_a_twentieth_off_an_uncertainty(u: Decimal) -> None:
    for digits in (1, 2):
        assert round_uncertainty(u, digits=digits) >= u * Decimal("0.95")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "u", "stated"),
    [("12.34567", "0.0123", ("12.346", "0.012")), ("12345.67", "123", ("12350", "120")), ("9.996", "0.0996", ("10.00", "0.10")),
     ("-0.04", "1.2", ("0.0", "1.2")), (10.0449, 0.15, ("10.04", "0.15"))],
)
def test_a_value_ends_at_the_place_of_its_uncertainty(value: object, u: object, stated: tuple[str, str]) -> None:
    rounded, uncertainty = round_result(value, u)
    assert (str(rounded).replace("-0.0", "0.0"), str(uncertainty)) == stated


@pytest.mark.parametrize("u", [0, "-0.1"])
def test_an_uncertainty_of_nothing_is_not_stated(u: object) -> None:
    with pytest.raises(Negative):
        round_result("1", u)
