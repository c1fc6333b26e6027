# SPDX-License-Identifier: Apache-2.0
"""Control charts: constants against integration and printed tables, limits, signals."""

import math
from collections.abc import Callable

import pytest
import scipy.special  # noqa: F401  loaded here, so that no first example pays for it
from hypothesis import given
from hypothesis import strategies as st

from chuan.metrology.errors import NoSpread, NotANumber, OutOfRange, TooFewReadings, UnknownChoice
from chuan.metrology.statistics.chart_signals import Signal, signals
from chuan.metrology.statistics.charts import (
    c4,
    d2,
    d3,
    individuals,
    limits,
    mean_and_range,
    mean_and_s,
)
from chuan.metrology.statistics.ewma import ewma

STANDARD = limits(0, 1)
FLOW = ["49.6", "47.6", "49.9", "51.3", "47.8", "51.2", "52.6", "52.4", "53.6", "52.1"]


@pytest.mark.parametrize("n", [2, 3, 5, 10, 25])
def test_constants_of_the_range_are_integrals_over_the_normal_distribution(n: int) -> None:
    from scipy.integrate import quad
    from scipy.special import ndtr

    mean = quad(lambda x: 1 - (1 - ndtr(x)) ** n - ndtr(x) ** n, -10, 10, limit=200)[0]

    def exceeds(w: float) -> float:
        density = 1 / math.sqrt(2 * math.pi)
        return 1 - quad(lambda x: n * density * math.exp(-x * x / 2) * (ndtr(x + w) - ndtr(x)) ** (n - 1), -9, 9, limit=200)[0]

    square = quad(lambda w: 2 * w * exceeds(w), 0, 14, limit=200)[0]
    assert d2(n) == pytest.approx(mean, abs=6e-6)
    assert d3(n) == pytest.approx(math.sqrt(square - mean * mean), abs=6e-6)


@pytest.mark.parametrize(
    ("n", "a2", "upper_r", "a3", "upper_s", "lower_r", "lower_s"),
    [(2, 1.880, 3.267, 2.659, 3.267, 0, 0), (3, 1.023, 2.574, 1.954, 2.568, 0, 0), (4, 0.729, 2.282, 1.628, 2.266, 0, 0),
     (5, 0.577, 2.114, 1.427, 2.089, 0, 0), (6, 0.483, 2.004, 1.287, 1.970, 0, 0.030), (7, 0.419, 1.924, 1.182, 1.882, 0.076, 0.118),
     (8, 0.373, 1.864, 1.099, 1.815, 0.136, 0.185), (9, 0.337, 1.816, 1.032, 1.761, 0.184, 0.239),
     (10, 0.308, 1.777, 0.975, 1.716, 0.223, 0.284)],
)
def test_factors_are_those_of_the_printed_tables(
    n: int, a2: float, upper_r: float, a3: float, upper_s: float, lower_r: float, lower_s: float
) -> None:
    """A2, D4, A3, B4, D3, B3 of ISO 7870-2, Table 2 (also ASTM STP 15D), as remembered; 0.001 for their rounding."""
    spread = math.sqrt(1 - c4(n) ** 2) / c4(n)
    assert 3 / (d2(n) * math.sqrt(n)) == pytest.approx(a2, abs=0.001)
    assert 1 + 3 * d3(n) / d2(n) == pytest.approx(upper_r, abs=0.001)
    assert 3 / (c4(n) * math.sqrt(n)) == pytest.approx(a3, abs=0.001)
    assert 1 + 3 * spread == pytest.approx(upper_s, abs=0.001)
    assert max(0, 1 - 3 * d3(n) / d2(n)) == pytest.approx(lower_r, abs=0.001)
    assert max(0, 1 - 3 * spread) == pytest.approx(lower_s, abs=0.001)


def test_flow_rates_of_the_nist_handbook() -> None:
    """e-Handbook 6.3.2.2 (its figures confirmed in public copies): MR̄ = 1.8778, limits 45.8159 and 55.8041 with d2 = 1.128."""
    chart = individuals(FLOW)
    assert chart.spread_limits.centre == pytest.approx(1.8778, abs=0.00005)
    assert chart.location_limits.lower == pytest.approx(45.8159, abs=0.002)
    assert chart.location_limits.upper == pytest.approx(55.8041, abs=0.002)
    assert signals(chart.location, chart.location_limits, rules="shewhart") == []


def test_limits_from_ranges_and_from_deviations_differ_little() -> None:
    groups = [["10.1", "10.3", "9.8", "10.0"], ["10.2", "9.9", "10.1", "10.4"], ["9.7", "10.0", "10.2", "9.9"]]
    ranges, deviations = mean_and_range(groups), mean_and_s(groups)
    assert ranges.location == deviations.location
    assert ranges.process_sigma == pytest.approx(deviations.process_sigma, rel=0.1)
    assert ranges.spread_limits.lower == 0


@given(groups=st.lists(st.lists(st.decimals(-100, 100, places=2), min_size=4, max_size=4), min_size=2, max_size=12))
def test_the_centre_lies_between_the_limits(groups: list[list[object]]) -> None:
    if all(len(set(group)) == 1 for group in groups):
        return
    for make in (mean_and_range, mean_and_s):
        chart = make(groups)  # type: ignore[arg-type]
        for lines in (chart.location_limits, chart.spread_limits):
            assert lines.lower < lines.centre < lines.upper


@pytest.mark.parametrize(
    ("points", "rules", "found"),
    [
        ([0, 3.1], "shewhart", ("one-beyond-3s", 1)), ([0, -3.1], "shewhart", ("one-beyond-3s", 1)),
        ([2.1, 0, 2.1], "western_electric", ("two-of-three-beyond-2s", 2)),
        ([-1.1, -1.1, 0.5, -1.1, -1.1], "western_electric", ("four-of-five-beyond-1s", 4)),
        ([0.1] * 8, "western_electric", ("eight-on-one-side", 7)), ([-0.1] * 9, "nelson", ("nine-on-one-side", 8)),
        ([-1.5, -1, -0.5, 0, 0.5, 0.9], "nelson", ("six-in-a-row", 5)),
        ([0.1, -0.1] * 7, "nelson", ("fourteen-alternating", 13)),
        ([0.5, -0.5, -0.5, 0.5, 0.5] * 3, "nelson", ("fifteen-within-1s", 14)),
        ([1.1, -1.1, 1.2, -1.3, 1.1, -1.1, 1.4, -1.2], "nelson", ("eight-outside-1s", 7)),
    ],
)
def test_each_rule_sees_its_pattern_and_no_other_does(points: list[float], rules: str, found: tuple[str, int]) -> None:
    assert signals(points, STANDARD, rules=rules) == [Signal(rule=found[0], index=found[1])]


@pytest.mark.parametrize(
    "points",
    [[3.0, 0], [2.1, 0, -2.1], [2.1, 0, 0, 2.1], [0.1] * 7, [0, 0.1, 0.2, 0.3, 0.4], [1.1, -1.1, 1.1, -1.1, 1.1]],
)
def test_a_pattern_that_is_not_complete_is_no_signal(points: list[float]) -> None:
    assert signals(points, STANDARD, rules="western_electric") == []


def test_a_small_lasting_shift_is_seen_by_the_moving_average_and_not_by_single_points() -> None:
    readings = [0.2, -0.3, 0.1, -0.1, *[1.2] * 10]
    assert signals(readings, STANDARD, rules="shewhart") == []
    assert ewma(readings, target=0, sigma=1).beyond


def test_the_first_limits_of_a_moving_average_are_the_narrowest() -> None:
    chart = ewma([0] * 20, target=0, sigma=1, weight=0.2)
    assert chart.upper[0] == pytest.approx(0.6)
    assert list(chart.upper) == sorted(chart.upper)
    assert chart.upper[-1] == pytest.approx(1, rel=1e-3)
    assert chart.lower == tuple(-x for x in chart.upper)


def test_with_all_weight_on_the_last_reading_it_is_a_shewhart_chart() -> None:
    assert ewma([1, -2, 3.5], target=0, sigma=1, weight=1).averages == (1, -2, 3.5)
    assert ewma([1, -2, 3.5], target=0, sigma=1, weight=1).beyond == (2,)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: mean_and_range([[1, 2]]), TooFewReadings), (lambda: mean_and_range([[1, 2], [1]]), TooFewReadings),
        (lambda: mean_and_range([[1, 2], [1, 2, 3]]), TooFewReadings), (lambda: mean_and_range([[1, 1], [2, 2]]), NoSpread),
        (lambda: mean_and_range([list(range(26)), list(range(26))]), OutOfRange), (lambda: d2(1), OutOfRange),
        (lambda: d3(26), OutOfRange), (lambda: c4(1), OutOfRange), (lambda: individuals([1, 2]), TooFewReadings),
        (lambda: individuals([2, 2, 2]), NoSpread), (lambda: individuals([1, float("nan"), 2]), NotANumber),
        (lambda: signals([1], STANDARD, rules="gut"), UnknownChoice), (lambda: signals([1], limits(0, 0)), NoSpread),
        (lambda: ewma([], target=0, sigma=1), TooFewReadings), (lambda: ewma([1], target=0, sigma=0), OutOfRange),
        (lambda: ewma([1], target=0, sigma=1, weight=0), OutOfRange), (lambda: ewma([1], target=0, sigma=1, weight=1.1), OutOfRange),
        (lambda: ewma([1], target=0, sigma=1, width=0), OutOfRange), (lambda: ewma([1], target="x", sigma=1), NotANumber),
    ],
)
def test_impossible_input_has_a_code(call: Callable[[], object], error: type[Exception]) -> None:
    with pytest.raises(error):
        call()
