# SPDX-License-Identifier: Apache-2.0
"""Surveys and sampling plans: sizes, shares, draws, estimates, intervals and operating characteristics."""

import copy
import math
from collections.abc import Callable
from typing import Any

import pytest
import scipy.special  # noqa: F401  loaded here, so that no first example pays for it
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan.metrology.errors import (
    DrawImpossible,
    NamedTwice,
    NoSpread,
    NotANumber,
    OutOfRange,
    TooFewReadings,
)
from chuan.metrology.statistics.intervals import clopper_pearson, mean_interval, wilson
from chuan.metrology.statistics.plans import DoublePlan, SinglePlan, curve, quality_accepted
from chuan.metrology.statistics.records import draw_strata, is_genuine, record_hash
from chuan.metrology.statistics.surveys import (
    Found,
    Stratum,
    allocate_by_spread,
    allocate_proportionally,
    estimate_proportion,
    sample_size,
)

counts = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
strata_lists = st.lists(st.tuples(st.integers(1, 500), st.integers(0, 9)), min_size=1, max_size=8).map(
    lambda parts: [Stratum(id=f"s{n}", population=size, spread=spread) for n, (size, spread) in enumerate(parts)])


class TestIntervals:
    """Newcombe (1998), Table I: four examples by two methods; score confirmed in public copies, exact remembered."""

    @pytest.mark.parametrize(
        ("count", "size", "exact", "score"),
        [(81, 263, (0.2527, 0.3676), (0.2553, 0.3662)), (15, 148, (0.0578, 0.1617), (0.0624, 0.1605)),
         (0, 20, (0.0, 0.1684), (0.0, 0.1611)), (1, 29, (0.0009, 0.1776), (0.0061, 0.1718))],
    )
    def test_published_examples(self, count: int, size: int, exact: tuple[float, float], score: tuple[float, float]) -> None:
        one, other = clopper_pearson(count, size), wilson(count, size)
        assert (round(one.lower, 4), round(one.upper, 4)) == exact
        assert (round(other.lower, 4), round(other.upper, 4)) == score

    @given(pair=counts, confidence=st.sampled_from([0.5, 0.9, 0.95, 0.99]))
    def test_an_interval_holds_its_estimate_and_mirrors_its_complement(
        self, pair: tuple[int, int], confidence: float
    ) -> None:
        count, size = pair
        for method in (clopper_pearson, wilson):
            found, other = method(count, size, confidence=confidence), method(size - count, size, confidence=confidence)
            assert 0 <= found.lower <= found.estimate + 1e-12
            assert found.estimate - 1e-12 <= found.upper <= 1
            assert found.lower == pytest.approx(1 - other.upper, abs=1e-9)

    @given(pair=counts)
    def test_more_confidence_never_makes_it_shorter(self, pair: tuple[int, int]) -> None:
        for method in (clopper_pearson, wilson):
            found = [method(*pair, confidence=c) for c in (0.8, 0.9, 0.95, 0.99)]
            assert [i.lower for i in found] == sorted((i.lower for i in found), reverse=True)
            assert [i.upper for i in found] == sorted(i.upper for i in found)

    def test_clopper_pearson_covers_at_least_as_often_as_it_says(self) -> None:
        size = 30
        for p in (0.01, 0.05, 0.13, 0.3, 0.5):
            covered = math.fsum(
                math.comb(size, x) * p**x * (1 - p) ** (size - x) for x in range(size + 1)
                if clopper_pearson(x, size).lower <= p <= clopper_pearson(x, size).upper)
            assert covered >= 0.95

    def test_the_mean_of_two_readings_is_hardly_known(self) -> None:
        found = mean_interval([1, 2])
        assert found.upper - found.lower == pytest.approx(2 * 12.7062 * 0.5, rel=1e-4)


class TestSizes:
    def test_small_populations_need_fewer(self) -> None:
        sizes = [sample_size(margin=0.05, population=n) for n in (10, 100, 1000, 10_000, 10**7)]
        assert sizes == sorted(sizes)
        assert sizes[0] == 10
        assert sizes[-1] == sample_size(margin=0.05) == 385

    @given(population=st.integers(1, 10**6), margin=st.floats(0.01, 0.3))
    def test_a_sample_is_never_larger_than_the_population(self, population: int, margin: float) -> None:
        assert 1 <= sample_size(margin=margin, population=population) <= population

    @settings(max_examples=200)
    @given(strata=strata_lists, share=st.floats(0, 1), method=st.sampled_from([allocate_proportionally, allocate_by_spread]))
    def test_shares_add_up_and_stay_within_their_strata(
        self, strata: list[Stratum], share: float, method: Callable[..., dict[str, int]]
    ) -> None:
        lowest, whole = len(strata), sum(stratum.population for stratum in strata)
        size = lowest + int(share * (whole - lowest))
        if method is allocate_by_spread and not any(stratum.spread for stratum in strata):
            return
        shares = method(strata, size)
        assert sum(shares.values()) == size
        assert all(1 <= shares[stratum.id] <= stratum.population for stratum in strata)

    def test_neyman_needs_a_smaller_error_than_proportional_for_the_same_size(self) -> None:
        strata = [Stratum(id="A", population=500, spread=1), Stratum(id="B", population=500, spread=9)]

        def variance(shares: dict[str, int]) -> float:
            return sum(0.25 * s.spread**2 / shares[s.id] for s in strata)

        assert variance(allocate_by_spread(strata, 100)) < variance(allocate_proportionally(strata, 100))


class TestRecords:
    STRATA = (Stratum(id="Chiềng Lề", population=120), Stratum(id="Tô Hiệu", population=45))

    def record(self) -> dict[str, Any]:
        return draw_strata(self.STRATA, {"Chiềng Lề": 12, "Tô Hiệu": 5}, seed="2026-07-01 quay số 04 18 27", list_hash="ab12")

    def test_anyone_can_draw_again(self) -> None:
        record = self.record()
        assert is_genuine(record)
        assert record["size"] == 17
        assert record["population"] == 165

    @pytest.mark.parametrize("change", [
        {"seed": "another"}, {"algorithm": "chuan-draw/2"}, {"population": 166}, {"list_hash": None}, {"hash": "0"}, {"more": 1},
        {"strata": []}, {"strata": None}, {"seed": " "},
    ])
    def test_a_record_that_was_touched_is_not_genuine(self, change: dict[str, Any]) -> None:
        changed = {**self.record(), **change}
        assert not is_genuine(changed)

    @pytest.mark.parametrize("change", [{"seed": "another"}, {"population": 166}, {"algorithm": "chuan-draw/2"}, {"more": 1}])
    def test_a_new_hash_does_not_make_it_genuine(self, change: dict[str, Any]) -> None:
        changed = {**self.record(), **change}
        assert not is_genuine({**changed, "hash": record_hash(changed)})

    def test_a_swapped_number_is_seen_even_with_a_new_hash(self) -> None:
        changed = copy.deepcopy(self.record())
        changed["strata"][0]["picked"][0] += 1
        changed["hash"] = record_hash(changed)
        assert not is_genuine(changed)

    def test_another_stratum_changes_nothing_in_the_first(self) -> None:
        alone = draw_strata(self.STRATA[:1], {"Chiềng Lề": 12}, seed="2026-07-01 quay số 04 18 27")
        assert alone["strata"][0] == self.record()["strata"][0]

    def test_a_stratum_may_be_left_out_by_size_nought(self) -> None:
        assert draw_strata(self.STRATA, {"Chiềng Lề": 0, "Tô Hiệu": 1}, seed="x")["strata"][0]["picked"] == []


class TestEstimates:
    def test_a_census_has_no_sampling_error(self) -> None:
        found = estimate_proportion([Found(population=10, size=10, count=3), Found(population=20, size=20, count=0)])
        assert found.proportion == pytest.approx(0.1)
        assert found.standard_error == 0

    def test_one_stratum_is_a_plain_proportion_with_finite_population_correction(self) -> None:
        found = estimate_proportion([Found(population=1000, size=100, count=20)])
        assert found.standard_error == pytest.approx(math.sqrt(0.9 * 0.2 * 0.8 / 99))

    @given(counts=st.lists(st.tuples(st.integers(4, 100), st.integers(0, 4)), min_size=1, max_size=5))
    def test_the_interval_holds_the_estimate(self, counts: list[tuple[int, int]]) -> None:
        found = estimate_proportion([Found(population=n, size=4, count=x) for n, x in counts])
        assert 0 <= found.interval.lower <= found.proportion <= found.interval.upper <= 1


class TestPlans:
    def test_montgomerys_single_plan(self) -> None:
        """n = 89, c = 2, Table 15.2 of Montgomery's Introduction to Statistical Quality Control, as remembered."""
        printed = {0.005: 0.9897, 0.01: 0.9397, 0.02: 0.7366, 0.03: 0.4985, 0.04: 0.3042, 0.05: 0.1721, 0.06: 0.0919,
                   0.07: 0.0468, 0.08: 0.0230, 0.09: 0.0109}
        found = curve(SinglePlan(size=89, acceptance=2), printed)
        assert all(chance == pytest.approx(printed[p], abs=0.0001) for p, chance in found)

    def test_a_worse_lot_is_never_likelier_to_be_accepted(self) -> None:
        for plan in (SinglePlan(size=80, acceptance=5), DoublePlan(size_1=50, acceptance_1=2, rejection_1=5, size_2=50, acceptance_2=6)):
            chances = [plan.accepts(p / 100) for p in range(101)]
            assert chances == sorted(chances, reverse=True)
            assert (chances[0], chances[-1]) == (1, 0)
            exact = [plan.accepts_lot(lot_size=200, defective=d) for d in range(201)]
            assert exact == sorted(exact, reverse=True)
            assert (exact[0], exact[-1]) == (1, 0)

    def test_a_large_lot_behaves_like_a_process(self) -> None:
        plan = SinglePlan(size=80, acceptance=5)
        assert plan.accepts_lot(lot_size=1_000_000, defective=50_000) == pytest.approx(plan.accepts(0.05), abs=1e-4)

    def test_a_double_plan_by_listing_every_case(self) -> None:
        # given a lot of 6 with 3 defective; 2 are drawn, accept on 0, reject on 2; 2 more, accept on 1 in all
        plan = DoublePlan(size_1=2, acceptance_1=0, rejection_1=2, size_2=2, acceptance_2=1)
        # then: P(0) = 3/15; P(1) = 9/15, and then none among 2 of the 4 left, 2 of them defective: 1/6
        assert plan.accepts_lot(lot_size=6, defective=3) == pytest.approx(3 / 15 + 9 / 15 / 6)

    def test_risk_points_lie_on_the_curve(self) -> None:
        for plan in (SinglePlan(size=125, acceptance=7), DoublePlan(size_1=80, acceptance_1=3, rejection_1=6, size_2=80, acceptance_2=9)):
            for chance in (0.95, 0.5, 0.1):
                assert plan.accepts(quality_accepted(plan, chance)) == pytest.approx(chance)

    def test_a_double_plan_looks_at_fewer_on_average(self) -> None:
        plan = DoublePlan(size_1=50, acceptance_1=1, rejection_1=4, size_2=100, acceptance_2=3)
        assert plan.average_size(0) == plan.average_size(1) == 50
        assert 50 < plan.average_size(0.04) < 150


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: clopper_pearson(5, 4), OutOfRange), (lambda: clopper_pearson(-1, 4), OutOfRange),
        (lambda: wilson(0, 0), OutOfRange), (lambda: wilson(1, 2, confidence=1), OutOfRange),
        (lambda: wilson(1, 2, confidence=float("nan")), NotANumber), (lambda: mean_interval([1]), TooFewReadings),
        (lambda: sample_size(margin=0), OutOfRange), (lambda: sample_size(margin=0.05, population=0), OutOfRange),
        (lambda: sample_size(margin=0.05, expected=1), OutOfRange), (lambda: sample_size(margin=0.05, z=-1), OutOfRange),
        (lambda: allocate_proportionally([], 5), TooFewReadings),
        (lambda: allocate_proportionally([Stratum(id="A", population=3)], 4), OutOfRange),
        (lambda: allocate_proportionally([Stratum(id="A", population=3), Stratum(id="B", population=3)], 1), OutOfRange),
        (lambda: allocate_proportionally([Stratum(id="A", population=3), Stratum(id="A", population=3)], 2), NamedTwice),
        (lambda: allocate_by_spread([Stratum(id="A", population=3, spread=-1)], 2), OutOfRange),
        (lambda: allocate_by_spread([Stratum(id="A", population=3, spread=0)], 2), NoSpread),
        (lambda: allocate_by_spread([Stratum(id="A", population=3)], 2), NotANumber),
        (lambda: draw_strata([], {}, seed="x"), TooFewReadings),
        (lambda: draw_strata([Stratum(id="A", population=3)], {"A": 4}, seed="x"), DrawImpossible),
        (lambda: draw_strata([Stratum(id="A", population=3)], {}, seed="x"), OutOfRange),
        (lambda: draw_strata([Stratum(id="A", population=3)], {"A": 1}, seed=" "), DrawImpossible),
        (lambda: estimate_proportion([]), TooFewReadings),
        (lambda: estimate_proportion([Found(population=5, size=6, count=0)]), OutOfRange),
        (lambda: estimate_proportion([Found(population=5, size=1, count=0)]), OutOfRange),
        (lambda: estimate_proportion([Found(population=5, size=2, count=3)]), OutOfRange),
        (lambda: SinglePlan(size=5, acceptance=6), OutOfRange), (lambda: SinglePlan(size=0, acceptance=0), OutOfRange),
        (lambda: SinglePlan(size=5, acceptance=1).accepts(1.2), OutOfRange),
        (lambda: SinglePlan(size=5, acceptance=1).accepts_lot(lot_size=4, defective=1), OutOfRange),
        (lambda: SinglePlan(size=5, acceptance=1).accepts_lot(lot_size=9, defective=10), OutOfRange),
        (lambda: DoublePlan(size_1=5, acceptance_1=1, rejection_1=2, size_2=5, acceptance_2=2), OutOfRange),
        (lambda: quality_accepted(SinglePlan(size=5, acceptance=1), 0), OutOfRange),
    ],
)
def test_impossible_input_has_a_code(call: Callable[[], object], error: type[Exception]) -> None:
    with pytest.raises(error):
        call()
