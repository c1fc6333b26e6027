# SPDX-License-Identifier: Apache-2.0
"""Electricity and water meters, gold and retail weighing: the formulas by themselves."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.metrology import electricity, gauges, gold, retail_weighing, water
from chuan.metrology.errors import (
    BeyondCapacity,
    ContradictoryInput,
    NoLimitThere,
    NoSuchClass,
    ProvesNothing,
)

ROWS = [
    electricity.LimitRow(meter_class="2", factor="1", from_times=Decimal("0.05"), below_times=Decimal("0.1"), mpe_percent=Decimal("2.5")),
    electricity.LimitRow(meter_class="2", factor="1", from_times=Decimal("0.1"), below_times=None, mpe_percent=Decimal(2)),
]


def row(current: str, meter_class: str = "2", factor: str = "1") -> Decimal:
    found = electricity.row_at(
        Decimal(current), basic=Decimal(5), imax=Decimal(20), meter_class=meter_class, factor=factor, rows=ROWS
    )
    return found.mpe_percent


def test_a_band_of_currents_has_its_lower_bound_and_not_its_upper() -> None:
    assert [row(current) for current in ("0.25", "0.4999", "0.5", "20")] == [Decimal("2.5"), Decimal("2.5"), 2, 2]
    with pytest.raises(NoLimitThere):
        row("0.2499")
    with pytest.raises(BeyondCapacity):
        row("20.001")
    with pytest.raises(NoSuchClass):
        row("5", meter_class="4")
    with pytest.raises(NoLimitThere):
        row("5", factor="0.5 ind")


@given(st.decimals(-5, 5, places=6), st.sampled_from([Decimal(x) for x in ("0.2", "0.5", "1", "2")]))
def test_the_shown_error_is_within_a_twentieth_of_the_class(error: Decimal, index: Decimal) -> None:
    assert abs(electricity.shown_error(error, index) - error) <= index / 20


@given(st.decimals("0.1", "100", places=2), st.integers(10, 800))
def test_the_flows_of_a_water_meter_stand_in_order(q3: Decimal, ratio: int) -> None:
    flows = water.flows_of_q3(q3, Decimal(ratio), Decimal("1.6"))
    assert flows.smallest < flows.transitional < flows.largest
    assert water.zone_of(flows.smallest, flows) == "lower"
    assert water.zone_of(flows.transitional, flows) == water.zone_of(flows.largest, flows) == "upper"


def test_a_run_needs_enough_water_for_the_division_and_for_the_time() -> None:
    divisions, seconds = Decimal(200), Decimal(90)
    assert water.least_volume_l(Decimal("0.05"), Decimal("0.025"), divisions=divisions, seconds=seconds) == 10
    assert water.least_volume_l(Decimal("0.05"), Decimal("2.5"), divisions=divisions, seconds=seconds) == Decimal("62.5")
    with pytest.raises(ProvesNothing):
        water.check_volume(Decimal("9.99"), Decimal(10), "points/1/reference")


MASSES = [Decimal(x) for x in (50, 100, 200, 300, 500)]
LIMITS = [Decimal(x) for x in (17, 30, 56, 80, 130)]


@given(st.decimals(50, 500, places=3), st.decimals(50, 500, places=3))
def test_the_gold_limit_grows_with_the_mass(one: Decimal, other: Decimal) -> None:
    def limit(mass: Decimal) -> Decimal:
        low, high = ((MASSES[place], LIMITS[place]) for place in gold.neighbours(mass, MASSES))
        return gold.interpolated(mass, low, high)

    small, large = sorted((one, other))
    assert limit(small) <= limit(large)
    assert LIMITS[0] <= limit(small) <= LIMITS[-1]


def test_gold_outside_the_table_has_no_neighbours() -> None:
    for mass in (Decimal("49.9"), Decimal("500.1")):
        with pytest.raises(NoLimitThere):
            gold.neighbours(mass, MASSES)


def test_one_sides_shortage_is_the_other_sides_gain() -> None:
    indication, weights = Decimal("1020.5"), Decimal(1000)
    assert retail_weighing.shortage("seller", indication, weights) == -retail_weighing.shortage("buyer", indication, weights)


def test_a_gauge_needs_a_span() -> None:
    assert gauges.limit_of_class(Decimal("1.6"), Decimal("-0.1"), Decimal("0.9")) == Decimal("0.016")
    with pytest.raises(ContradictoryInput):
        gauges.limit_of_class(Decimal(1), Decimal(5), Decimal(5))
