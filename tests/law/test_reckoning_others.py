# SPDX-License-Identifier: Apache-2.0
"""Risk of goods, autonomy of units, pesticides, periods of reports, and the amounts in the penalty procedure."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.law.engine.errors import NoLawInForce
from chuan.law.reckoning import autonomy, penalty_procedure, pesticides, reporting, risk
from chuan.law.reckoning.errors import BadAmount, NoExpenditure, NoSuchChoice, NoTier, OutsideScale

ON = date(2026, 7, 1)
K = st.sampled_from(["0", "0.2", "0.5", "0.8", "1"])
FIVE = st.integers(1, 5)


@pytest.mark.parametrize(("k", "c", "p", "score", "level"), [  # D-RISK-1: derived from the thresholds of Annex VI
    ("1", 4, 4, "16", "high"), ("0.8", 3, 2, "4.8", "medium"), ("0.5", 3, 3, "4.5", "medium"), ("0.2", 5, 5, "5.0", "medium"),
])
def test_the_worked_example_of_the_risk_score(k: str, c: int, p: int, score: str, level: str) -> None:
    assert risk.assess(risk.Hazard(k, c, p), ON) == risk.Risk(Decimal(score), level)


def test_just_below_the_threshold_is_not_high() -> None:
    assert risk.level_of("15.996", ON) == "medium"  # 1 · 4 · 3.999: P is a whole number in law, the boundary is exact


@given(K, FIVE, FIVE)
def test_a_score_is_exact_and_never_above_25(k: str, c: int, p: int) -> None:
    found = risk.assess(risk.Hazard(k, c, p), ON)
    assert found.score == Decimal(k) * c * p <= 25
    assert (found.level == "high") == (found.score >= 16)
    assert (found.level == "low") == (found.score < Decimal("4.5"))


@given(st.lists(st.builds(risk.Hazard, K, FIVE, FIVE), min_size=1, max_size=6))
def test_the_highest_hazard_decides(hazards: list[risk.Hazard]) -> None:
    assert risk.worst(hazards, ON).score == max(risk.assess(hazard, ON).score for hazard in hazards)


@pytest.mark.parametrize("hazard", [
    risk.Hazard("0.3", 1, 1), risk.Hazard(1, 0, 1), risk.Hazard(1, 6, 1), risk.Hazard(1, 1, "3.999"),
    risk.Hazard("NaN", 1, 1), risk.Hazard(True, 1, 1), risk.Hazard("-1", 1, 1), risk.Hazard("x", 1, 1),
])
def test_a_value_off_the_scale_is_refused(hazard: risk.Hazard) -> None:
    with pytest.raises(OutsideScale):
        risk.assess(hazard, ON)


def test_no_hazard_is_no_risk_to_tell() -> None:
    with pytest.raises(OutsideScale):
        risk.worst([], ON)


def test_there_is_no_scoring_before_the_decree() -> None:
    with pytest.raises(NoLawInForce):
        risk.assess(risk.Hazard(1, 4, 4), date(2026, 1, 22))


# autonomy


@pytest.mark.parametrize(("percent", "invests", "group"), [
    ("120", True, "group-1"), ("100", False, "group-2"), ("99.99", True, "group-3-high"), ("30", False, "group-3-middle"),
    ("29.9", False, "group-3-low"), ("10", False, "group-3-low"), ("0", False, "group-4"),
])
def test_the_group_of_a_unit(percent: str, invests: bool, group: str) -> None:
    assert autonomy.group_of(Decimal(percent), invests=invests, on=ON) == group


def test_the_degree_of_self_financing_is_not_rounded_up_to_a_group() -> None:
    percent = autonomy.self_financing(999_999_999, 1_000_000_000)
    assert autonomy.group_of(percent, invests=False, on=ON) == "group-3-high"


def test_without_expenditure_there_is_no_degree() -> None:
    with pytest.raises(NoExpenditure):
        autonomy.self_financing(1, 0)


def test_group_1_has_no_cap_on_added_income() -> None:
    bounds = autonomy.fund_bounds("group-1", surplus_vnd=1000, grade_pay_vnd=500, monthly_pay_vnd=40, on=ON)
    assert bounds == autonomy.FundBounds(Decimal(250), None, Decimal(120))


def test_group_4_sets_up_no_funds() -> None:
    with pytest.raises(NoSuchChoice):
        autonomy.fund_bounds("group-4", surplus_vnd=1, grade_pay_vnd=1, monthly_pay_vnd=1, on=ON)


# pesticides


@pytest.mark.parametrize(("declared", "mixture", "allowed"), [
    ("25", "homogeneous", "3.75"), ("25", "heterogeneous", "6.25"), ("25.1", "heterogeneous", "2.51"), ("250", "homogeneous", "15"),
    ("500", "homogeneous", "25"), ("500.1", "homogeneous", "25"), ("900", "homogeneous", "25"),
])
def test_the_tolerance_of_a_declared_content(declared: str, mixture: pesticides.Mixture, allowed: str) -> None:
    assert pesticides.tolerance(declared, mixture=mixture, on=ON) == Decimal(allowed)


def test_both_bounds_belong_to_the_tolerance_and_a_botanical_has_the_lower_one_only() -> None:
    def within(found: str, *, lower_only: bool = False) -> bool:
        return pesticides.is_within("100", found, mixture="homogeneous", on=ON, lower_bound_only=lower_only)

    assert [within("90"), within("110"), within("89.99"), within("110.01")] == [True, True, False, False]
    assert within("150", lower_only=True) and not within("89", lower_only=True)


@pytest.mark.parametrize("declared", ["0", 0])
def test_nothing_declared_has_no_tolerance(declared: object) -> None:
    with pytest.raises(NoTier):
        pesticides.tolerance(declared, mixture="homogeneous", on=ON)


@pytest.mark.parametrize("declared", ["-5", "NaN", 1.5])
def test_an_impossible_content_is_refused(declared: object) -> None:
    with pytest.raises(OutsideScale):
        pesticides.tolerance(declared, mixture="homogeneous", on=ON)


def test_an_unknown_mixture_is_refused() -> None:
    with pytest.raises(NoSuchChoice):
        pesticides.tolerance("25", mixture="soup", on=ON)  # type: ignore[arg-type]


# reports


@pytest.mark.parametrize(("kind", "number", "first", "last"), [
    ("month", 1, date(2025, 12, 15), date(2026, 1, 14)), ("month", 11, date(2026, 10, 15), date(2026, 11, 14)),
    ("quarter", 2, date(2026, 3, 15), date(2026, 6, 14)), ("half-year", 1, date(2025, 12, 15), date(2026, 6, 14)),
    ("half-year", 2, date(2026, 6, 15), date(2026, 12, 14)), ("year", 1, date(2025, 12, 15), date(2026, 12, 14)),
])
def test_administrative_periods_run_from_the_15th_to_the_14th(kind: str, number: int, first: date, last: date) -> None:
    assert reporting.administrative_period(kind, 2026, number) == (first, last)


def test_statistical_periods_follow_the_calendar() -> None:
    assert reporting.statistical_period("quarter", 2024, 1) == (date(2024, 1, 1), date(2024, 3, 31))
    assert reporting.statistical_period("month", 2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(("kind", "number", "error"), [("quarter", 5, NoTier), ("month", 0, NoTier), ("week", 1, NoSuchChoice)])
def test_a_period_that_does_not_exist_is_refused(kind: str, number: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        reporting.administrative_period(kind, 2026, number)


# the penalty procedure


def test_an_explanation_is_a_right_from_the_threshold_on() -> None:
    def may(most: int, person: str, *, licence: bool = False) -> bool:
        return penalty_procedure.may_explain(most, person=person, licence_at_stake=licence, on=ON)

    assert [may(14_999_999, "individual"), may(15_000_000, "individual"), may(15_000_000, "organisation")] == [False, True, False]
    assert may(30_000_000, "organisation") and may(1, "organisation", licence=True)


def test_a_device_always_asks_for_minutes() -> None:
    assert penalty_procedure.needs_minutes(1, person="individual", found_by_device=True, on=ON)
    assert not penalty_procedure.needs_minutes(1_000_000, person="organisation", found_by_device=False, on=ON)


def test_late_payment_grows_by_the_day() -> None:
    assert penalty_procedure.late_payment(10_000_000, 1, ON) == 5000
    with pytest.raises(BadAmount):
        penalty_procedure.late_payment(10_000_000, -1, ON)
