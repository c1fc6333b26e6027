# SPDX-License-Identifier: Apache-2.0
"""What the law on handling violations makes of an amount or a day: minutes, explanation, limitation, late payment."""

from datetime import date
from decimal import Decimal
from typing import Any

from chuan import law
from chuan.law.reckoning.amounts import money
from chuan.law.reckoning.penalties import treated_as
from chuan.lib.dates import add_months
from chuan.metrology.decimals import exact

_PROCEDURE = "procedures/penalty"


def may_explain(max_vnd: Any, *, person: str, licence_at_stake: bool, on: date) -> bool:
    """True if the offender has the right to explain: by the maximum of the frame, or if a licence is at stake.

    >>> may_explain(15_000_000, person="individual", licence_at_stake=False, on=date(2026, 6, 1))
    True
    """
    threshold = law.at(on).value(f"{_PROCEDURE}/explanation-threshold-{treated_as(person, on)}").value
    return licence_at_stake or money(max_vnd) >= threshold


def needs_minutes(fine_vnd: Any, *, person: str, found_by_device: bool, on: date) -> bool:
    """False only for small fines that are decided on the spot, and never when a technical device found the act.

    >>> needs_minutes(500_000, person="individual", found_by_device=False, on=date(2025, 6, 30))
    True
    >>> needs_minutes(500_000, person="individual", found_by_device=False, on=date(2025, 7, 1))
    False
    """
    most = law.at(on).value(f"{_PROCEDURE}/no-minutes-{treated_as(person, on)}").value
    return found_by_device or money(fine_vnd) > most


def limitation_ends(ended_on: date, *, goods: bool) -> date:
    """The last day on which the act may be penalised; `goods`: production, export, import or trade of goods.

    >>> limitation_ends(date(2026, 3, 5), goods=False), limitation_ends(date(2026, 3, 5), goods=True)
    (datetime.date(2027, 3, 5), datetime.date(2028, 3, 5))
    """
    years = int(law.at(ended_on).value(f"{_PROCEDURE}/limitation{'-goods' if goods else ''}").value)
    return add_months(ended_on, 12 * years)


def late_payment(fine_vnd: Any, days: int, on: date) -> Decimal:
    """What is added for paying late, at the daily rate of the law.

    >>> late_payment(10_000_000, 30, date(2026, 6, 1))
    Decimal('150000.00')
    """
    rate = Decimal(law.at(on).value(f"{_PROCEDURE}/late-payment").value)
    with exact():
        return money(fine_vnd) * money(days) * rate / 100
