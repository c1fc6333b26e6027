# SPDX-License-Identifier: Apache-2.0
"""Financial autonomy of public service units by decree 60/2021: M = A / B · 100 %, the group, the bounds of the funds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chuan import law
from chuan.law.reckoning.amounts import money, one_of
from chuan.law.reckoning.errors import NoExpenditure, NoTier
from chuan.metrology.decimals import exact

GROUPS = "finance/autonomy/groups"
FUNDS = "finance/autonomy/funds"


@dataclass(frozen=True)
class FundBounds:
    """What the law asks of the funds: the least for development, the most for the others; None: no cap."""

    development_min_vnd: Decimal
    income_max_vnd: Decimal | None
    reward_max_vnd: Decimal


def self_financing(a_vnd: Any, b_vnd: Any) -> Decimal:
    """M in per cent of the estimate of the year; A and B as finance/autonomy/components lists them.

    >>> self_financing(3_500_000_000, 5_000_000_000)
    Decimal('70.0')
    """
    revenue, spending = money(a_vnd), money(b_vnd)
    if spending == 0:
        raise NoExpenditure()
    with exact():
        return revenue / spending * 100


def group_of(percent: Decimal, *, invests: bool, on: date) -> str:
    """The group of a unit; `invests`: it also finances its investment as Article 9 asks of group 1.

    >>> [group_of(Decimal(m), invests=False, on=date(2026, 1, 1)) for m in ("100", "99.9", "70", "9.99")]
    ['group-2', 'group-3-high', 'group-3-high', 'group-4']
    """
    for row in law.at(on).table(GROUPS):
        fits = percent >= row["from_percent"] and (row["below_percent"] is None or percent < row["below_percent"])
        if fits and (invests or not row["invests"]):
            return str(row["id"])
    raise NoTier(path=GROUPS, given=percent)


def fund_bounds(group: str, *, surplus_vnd: Any, grade_pay_vnd: Any, monthly_pay_vnd: Any, on: date) -> FundBounds:
    """The bounds of a year's funds from its surplus, the year's pay by grade, and one month's pay.

    >>> fund_bounds("group-3-high", surplus_vnd=900, grade_pay_vnd=1000, monthly_pay_vnd=80, on=date(2026, 1, 1))
    FundBounds(development_min_vnd=Decimal('180'), income_max_vnd=Decimal('2000'), reward_max_vnd=Decimal('200.0'))
    """
    edition = law.at(on)
    one_of(group, {row["id"] for row in edition.table(FUNDS)})
    surplus, grade_pay, month = money(surplus_vnd), money(grade_pay_vnd), money(monthly_pay_vnd)
    times = edition.cell(FUNDS, group, "income_max_times")
    with exact():
        return FundBounds(
            surplus * edition.cell(FUNDS, group, "development_min_percent") / 100,
            None if times is None else grade_pay * times,
            month * edition.cell(FUNDS, group, "reward_max_months"),
        )
