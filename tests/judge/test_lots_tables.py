# SPDX-License-Identifier: Apache-2.0
"""T of the texts that count or round in their own way, as published tests and texts give it."""

from datetime import date
from decimal import Decimal

import pytest

from chuan.judge.rule_sets import rule_set
from chuan.metrology.errors import NoToleranceKnown
from chuan.metrology.prepackages.tolerance import tolerable_deficiency


def t(rule_set_id: str, kind: str, nominal: str) -> Decimal:
    return tolerable_deficiency(rule_set(rule_set_id, date(2026, 5, 1)).rules, kind, Decimal(nominal))


@pytest.mark.parametrize(
    ("nominal", "expected"),
    [("10", "0.9"), ("50", "4.5"), ("75", "4.5"), ("100", "4.5"), ("150", "6.8"), ("200", "9"), ("250", "9"), ("300", "9"),
     ("400", "12"), ("500", "15"), ("750", "15"), ("1000", "15"), ("5000", "75"), ("12000", "150"), ("20000", "200")],
)
def test_the_published_rounding_tests_of_brazil_hold_for_viet_nam_too(nominal: str, expected: str) -> None:
    for rule_set_id in ("br-inmetro-249-2021", "vn-tt21-2014", "oiml-r87-2016"):
        assert t(rule_set_id, "mass", nominal) == Decimal(expected)


@pytest.mark.parametrize(
    ("rule_set_id", "nominal", "expected"),
    [("de-fpackv", "30", "0"), ("de-fpackv", "31", "1"), ("de-fpackv", "100", "1"), ("de-fpackv", "101", "2"),
     ("br-inmetro-249-2021", "30", "0"), ("br-inmetro-249-2021", "31", "1"), ("br-inmetro-249-2021", "300", "3"),
     ("br-inmetro-249-2021", "350", "3.5"), ("vn-tt21-2014", "50", "0"), ("vn-tt21-2014", "51", "1"), ("cn-jjf1070", "250", "3")],
)
def test_pieces_that_may_be_missing(rule_set_id: str, nominal: str, expected: str) -> None:
    assert t(rule_set_id, "count", nominal) == Decimal(expected)


@pytest.mark.parametrize(
    ("nominal", "expected"), [("35.9", "3.59"), ("36", "3.6"), ("113", "7.2"), ("117", "9"), ("907", "31.7"), ("24670", "493.4")]
)
def test_the_american_table_counts_from_its_lower_bounds(nominal: str, expected: str) -> None:
    assert t("us-hb133", "mass", nominal) == Decimal(expected)


@pytest.mark.parametrize(
    ("rule_set_id", "kind", "nominal"),
    [("cn-jjf1070", "mass", "50001"), ("eu-76-211", "volume", "10001"), ("eu-76-211", "mass", "4.99"), ("us-hb133", "volume", "500"),
     ("de-fpackv", "length", "5"), ("br-inmetro-249-2021", "area", "1"), ("in-lm-pc", "mass", "500")],
)
def test_no_t_is_made_up(rule_set_id: str, kind: str, nominal: str) -> None:
    with pytest.raises(NoToleranceKnown):
        t(rule_set_id, kind, nominal)
