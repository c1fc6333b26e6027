# SPDX-License-Identifier: Apache-2.0
"""What is decided without a database: numbers of goods, days of documents, the list of a day."""

from datetime import date
from decimal import Decimal

import pytest

from chuan.products import regulated
from chuan.products.choices import DocumentStanding
from chuan.products.errors import (
    DaysSwapped,
    GtinWrong,
    HsMalformed,
    NumberMissing,
    QuantityIncomplete,
)
from chuan.products.rules import (
    check_gtin,
    check_hs,
    check_quantity,
    hs_covers,
    identity_key,
    in_order,
    regulation_keys,
    standing_of,
)

LAST_DAY_OF_GROUPS, FIRST_DAY_OF_LEVELS = date(2026, 6, 30), date(2026, 7, 1)


@pytest.mark.parametrize("text", ["8934563138165", "96385074", "036000291452", "00012345600012", " 8934563 138165 "])
def test_a_barcode_number_with_a_right_check_digit_is_taken(text: str) -> None:
    assert check_gtin(text).isdigit()


@pytest.mark.parametrize("text", ["8934563138166", "893456313816", "8934563138165a", "٨٩٣٤٥٦٣١", "12", "9" * 400])
def test_a_barcode_number_with_a_wrong_digit_is_refused(text: str) -> None:
    with pytest.raises(GtinWrong):
        check_gtin(text)


@pytest.mark.parametrize("text", ["85", "85166", "8516.60.1", "8516x000", "851660101", "８５１６"])
def test_a_malformed_hs_code_is_refused(text: str) -> None:
    with pytest.raises(HsMalformed):
        check_hs(text)


def test_points_in_an_hs_code_mean_nothing() -> None:
    assert check_hs("8516.60.10") == check_hs("85166010") == "85166010"


def test_a_listed_heading_covers_its_codes_and_no_others() -> None:
    assert hs_covers("7219xx", "72191100") and not hs_covers("7219xx", "72201100")
    assert not hs_covers("8516", "")


def test_a_technical_regulation_keeps_its_number_over_the_years() -> None:
    assert regulation_keys("QCVN 01:2015/BKHCN") == regulation_keys("QCVN 1") == {"1"}
    assert regulation_keys("QCVN 01-188:2018/BNNPTNT") == {"1-188"}


def test_a_name_without_letters_is_no_name() -> None:
    with pytest.raises(NumberMissing):
        identity_key(" – ", "x")


def test_days_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(DaysSwapped):
        in_order(("Issued on", date(2026, 2, 1)), ("In force from", date(2026, 1, 1)))
    in_order(("Issued on", None), ("In force from", date(2026, 1, 1)))


@pytest.mark.parametrize(("value", "unit"), [(None, "g"), (Decimal(0), "g"), (Decimal(-1), "kg"), (Decimal(1), "l"), (Decimal(1), "")])
def test_half_a_quantity_is_refused(value: Decimal | None, unit: str) -> None:
    with pytest.raises(QuantityIncomplete):
        check_quantity("mass", value, unit)


@pytest.mark.parametrize(("day", "expected"), [
    (date(2019, 12, 31), DocumentStanding.NOT_YET), (date(2020, 1, 1), DocumentStanding.IN_FORCE),
    (date(2022, 5, 31), DocumentStanding.IN_FORCE), (date(2022, 6, 1), DocumentStanding.REPLACED),
])
def test_a_document_counts_from_its_first_day_until_the_eve_of_its_end(day: date, expected: DocumentStanding) -> None:
    assert standing_of(in_force_from=date(2020, 1, 1), ended_on=date(2022, 6, 1), is_replaced=True, issued_on=None,
                       day=day) is expected


def test_a_document_whose_days_nobody_knows_is_not_called_in_force() -> None:
    assert standing_of(in_force_from=None, ended_on=None, is_replaced=False, issued_on=None,
                       day=date(2026, 1, 1)) is DocumentStanding.UNKNOWN


def test_groups_until_june_2026_and_levels_of_risk_from_july() -> None:
    before, after = regulated.listing(LAST_DAY_OF_GROUPS), regulated.listing(FIRST_DAY_OF_LEVELS)
    assert {row.level for row in before.rows.values()} == {"group-2"}
    assert {row.level for row in after.rows.values()} == {"high", "medium", None}


def test_a_day_whose_list_nobody_knows_says_so() -> None:
    assert regulated.listing(date(2015, 1, 1)).gap == "unknown"
    assert regulated.listing(date(1990, 1, 1)).gap == "none"
    assert regulated.standing("old-1", date(2015, 1, 1)).state == "unknown"


def test_a_product_is_followed_over_the_re_listing_by_its_technical_regulation() -> None:
    assert [row.code for row in regulated.standing("old-14", FIRST_DAY_OF_LEVELS).rows] == ["bk-m06"]
    back = regulated.standing("bk-m06", LAST_DAY_OF_GROUPS)
    assert (back.state, back.rows[0].code) == ("relisted", "old-14")


def test_where_a_product_was_divided_the_hs_code_decides_or_a_person() -> None:
    divided = regulated.standing("old-1", FIRST_DAY_OF_LEVELS)
    assert divided.state == "choose" and {"bk-h01a", "bk-h01b", "bk-m01"} == {row.code for row in divided.rows}
    settled = regulated.standing("old-1", FIRST_DAY_OF_LEVELS, hs="22071000")
    assert [row.code for row in settled.rows] == ["bk-m01"]
    assert regulated.standing("old-1", FIRST_DAY_OF_LEVELS, hs="2207").state == "choose"


def test_the_list_is_searched_without_accents_by_hs_code_ministry_and_level() -> None:
    day = FIRST_DAY_OF_LEVELS
    assert [row.code for row in regulated.search(day, text="mu bao hiem")] == ["bk-m02"]
    assert "bk-m04" in {row.code for row in regulated.search(day, hs="7213")}
    assert {row.code for row in regulated.search(day, ministry="BNNMT")} == {"ag-fert", "ag-pest"}
    assert {row.level for row in regulated.search(day, level="high")} == {"high"}
    assert [row.code for row in regulated.search(day, level="?")] == ["bct"]


def test_the_change_of_july_2026_stands_regulation_by_regulation() -> None:
    moves = {move.regulation: move for move in regulated.moves(FIRST_DAY_OF_LEVELS)}
    assert [row.level for row in moves["QCVN 2"].before + moves["QCVN 2"].after] == ["group-2", "medium"]
    assert not moves["QCVN 25"].before
