# SPDX-License-Identifier: Apache-2.0
"""The engine for lots of prepackages, on rule sets written by hand and on all that the law has."""

from datetime import date
from decimal import Decimal, getcontext, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan.judge.rule_sets import rule_set, rule_set_ids
from chuan.metrology.errors import ImpossibleInput, TareRuleUnknown
from chuan.metrology.prepackages import tare
from chuan.metrology.prepackages.lots import Lot, judge
from chuan.metrology.prepackages.rule_set import (
    Band,
    Census,
    Plan,
    Rounding,
    RuleSet,
    TareRule,
    ToleranceTable,
)
from chuan.metrology.prepackages.sums import Sums
from chuan.metrology.prepackages.tolerance import tolerable_deficiency

READINGS = st.lists(
    st.tuples(st.integers(0, 10**7), st.integers(0, 5)).map(lambda pair: Decimal(pair[0]).scaleb(-pair[1])),
    min_size=1, max_size=30,
)


def table(percent: str, *rounding: Rounding) -> dict[str, ToleranceTable]:
    band = Band(above=Decimal(0), up_to=None, percent=Decimal(percent))
    return {"mass": ToleranceTable(bands=(band,), rounding=rounding)}


@given(READINGS)
def test_mean_and_s_are_those_of_exact_fractions(values: list[Decimal]) -> None:
    sums, exact = Sums.of(values), [Fraction(value) for value in values]
    mean = sum(exact) / len(exact)
    assert abs(Fraction(sums.mean()) - mean) <= abs(mean) * Fraction(1, 10**27)
    s = sums.s()
    if len(values) == 1:
        assert s is None
        return
    variance = sum((value - mean) ** 2 for value in exact) / (len(exact) - 1)
    assert s is not None
    assert abs(Fraction(s) ** 2 - variance) <= variance * Fraction(1, 10**26)


@given(READINGS, st.integers(0, 10**7), st.sampled_from(["0", "0.234", "0.640", "8.985"]))
def test_the_mean_test_is_exact(values: list[Decimal], nominal: int, factor: str) -> None:
    exact = [Fraction(value) for value in values]
    mean, n, qn, k = sum(exact) / len(exact), len(exact), Fraction(nominal), Fraction(factor)
    lack = qn - mean
    squares = sum((value - mean) ** 2 for value in exact)
    expected = lack <= 0 or (n > 1 and k**2 * squares >= lack**2 * (n - 1))
    assert Sums.of(values).reaches(Decimal(nominal), Decimal(factor)) is expected
    by_range = mean + k * (max(exact) - min(exact)) >= qn
    assert Sums.of(values).reaches_by_range(Decimal(nominal), Decimal(factor)) is by_range


def test_the_callers_own_decimal_context_changes_nothing() -> None:
    weights = [Decimal("499.71"), Decimal("500.4"), Decimal("501.937")]
    lot = Lot(kind="mass", nominal=Decimal(500), lot_size=3, sample_size=3, net=weights)
    rules = RuleSet(id="x", tolerances=table("3"), plans={}, t2_multiple=Decimal(2), census=(
        Census(lot_min=1, lot_max=None, t1_percent=Decimal("2.5")),
    ))
    usual = judge(rules, lot)
    with localcontext() as context:
        context.prec = 3
        assert judge(rules, lot) == usual
    assert getcontext().prec == 28


@pytest.mark.parametrize(
    ("nominal", "percent", "step", "expected"),
    [("63", "2", "0.1", "1.3"), ("150", "4.5", "0.1", "6.8"), ("50", "9", "0.1", "4.5"), ("333", "3", "0.1", "10"),
     ("0.01", "9", "0.1", "0.1"), ("51", "1", "1", "1"), ("100", "1", "1", "1"), ("101", "1", "1", "2")],
)
def test_t_is_rounded_up_exactly(nominal: str, percent: str, step: str, expected: str) -> None:
    rules = RuleSet(id="x", tolerances=table(percent, Rounding(up_to=None, step=Decimal(step))), plans={})
    assert tolerable_deficiency(rules, "mass", Decimal(nominal)) == Decimal(expected)


def test_a_row_nobody_has_read_gives_no_t() -> None:
    unread = ToleranceTable(bands=(Band(above=Decimal(0), up_to=None),))
    with pytest.raises(ImpossibleInput) as refused:
        tolerable_deficiency(RuleSet(id="x", tolerances={"mass": unread}, plans={}), "mass", Decimal(5))
    assert refused.value.code == "metrology.no-tolerance-known"


def test_a_lot_of_one_short_package_fails() -> None:
    rules = RuleSet(id="x", tolerances=table("3"), plans={}, t2_multiple=Decimal(2), census=(
        Census(lot_min=1, lot_max=None, t1_percent=Decimal("2.5")),
    ))
    one = Lot(kind="mass", nominal=Decimal(500), lot_size=1, sample_size=1, net=[Decimal("499.9")])
    assert judge(rules, one).verdict is False


def test_a_tare_rule_is_chosen_by_place_and_never_made_up() -> None:
    rules = RuleSet(id="x", tolerances={}, plans={}, tare=(
        TareRule(place="production", tares=4, mean_percent=Decimal(10), sd_share=Decimal("0.25")),
        TareRule(place="market", tares=2, mean_percent=Decimal(10), sd_share=Decimal("0.25")),
    ))
    heavy = [Decimal("60"), Decimal("61")]
    given_mean = tare.mean_tare(rules, heavy, nominal=Decimal(500), deficiency=Decimal(15), place="market")
    assert (given_mean.mean, given_mean.ground) == (Decimal("60.5"), "even")
    for place in ("production", ""):  # nothing said about the place: the stricter rule
        with pytest.raises(ImpossibleInput) as refused:
            tare.mean_tare(rules, heavy, nominal=Decimal(500), deficiency=Decimal(15), place=place)
        assert refused.value.code == "metrology.individual-tares-needed"
    uneven = [Decimal("55"), Decimal("66")]
    with pytest.raises(ImpossibleInput):
        tare.mean_tare(rules, uneven, nominal=Decimal(500), deficiency=Decimal(15), place="market")
    with pytest.raises(TareRuleUnknown):
        tare.mean_tare(RuleSet(id="x", tolerances={}, plans={}), heavy, nominal=Decimal(500), deficiency=Decimal(15))


JUDGING = [
    rules for name in rule_set_ids() if (rules := rule_set(name, date(2026, 5, 1)).rules).tolerances.get("mass")
]
SIZES = st.sampled_from([(5, 5), (9, 9), (20, 20), (30, 13), (60, 20), (99, 99), (300, 20), (300, 50), (300, 24), (1000, 80)])
TENTHS = st.one_of(st.integers(4650, 5100), st.sampled_from([4700, 4699, 4850, 4849, 5000]))


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(JUDGING), SIZES, st.booleans(), st.data(), st.integers(1, 400))
def test_no_rule_set_ever_punishes_more_in_every_package(
    rules: RuleSet, sizes: tuple[int, int], destructive: bool, data: st.DataObject, more: int
) -> None:
    lot_size, n = sizes
    tenths = data.draw(st.lists(TENTHS, min_size=n, max_size=n))
    order = {None: 1, False: 0, True: 2}

    def verdict(add: int) -> bool | None:
        net = [Decimal(value * 10 + add).scaleb(-2) for value in tenths]
        return judge(rules, Lot(
            kind="mass", nominal=Decimal(500), lot_size=lot_size, sample_size=n, net=net, destructive=destructive,
        )).verdict

    try:
        before = verdict(0)
    except ImpossibleInput:
        return
    assert order[verdict(more)] >= order[before]


@pytest.mark.parametrize("rules", JUDGING, ids=[rules.id for rules in JUDGING])
def test_plans_leave_no_lot_size_between_their_rows_and_grow(rules: RuleSet) -> None:
    for plans in rules.plans.values():
        rows: tuple[Plan, ...] = plans
        for one, other in pairwise(rows):
            assert one.lot_max is not None
            assert other.lot_min == one.lot_max + 1
            if one.sample_size and other.sample_size:
                assert one.sample_size <= other.sample_size
