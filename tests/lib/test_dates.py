# SPDX-License-Identifier: Apache-2.0
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chuan.lib.dates import add_months, month_end


@given(day=st.dates(date(1900, 1, 1), date(2200, 1, 1)), months=st.integers(-600, 600))
def test_adding_months_lands_in_the_right_month_and_never_later_in_it(day: date, months: int) -> None:
    result = add_months(day, months)
    assert (result.year * 12 + result.month) - (day.year * 12 + day.month) == months
    assert result.day == day.day or (result.day < day.day and result == month_end(result))


def test_the_published_end_of_validity() -> None:
    # circular 24/2013, article 41; a water-meter bench prints 26/11/2024 + 36 months as 30/11/2027
    assert month_end(add_months(date(2024, 11, 26), 36)) == date(2027, 11, 30)
