# SPDX-License-Identifier: Apache-2.0
"""Penalty frames for the offender at hand, tiers, ceilings, and the ranks that may impose them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan import law
from chuan.law.engine.errors import LawUnknown, NoLawInForce, NoSuchParameter
from chuan.law.engine.nodes import UNKNOWN, Source
from chuan.law.engine.overlay import Supplement
from chuan.law.reckoning import competence, penalties
from chuan.law.reckoning.errors import BadAmount, NoSuchChoice, NoTier

ON = date(2026, 6, 1)
BILLIONS = st.integers(0, 10**10)


@contextmanager
def province_reads_the_base_as(person: str) -> Iterator[None]:
    """A province that confirmed whom the amounts address."""
    supplement = Supplement(
        marker="b", path=penalties.BASE_OF_PROVINCE, from_day=date(2017, 12, 15), value=person,
        source=Source("nd-119-2017", ("art-3", "cl-2")),
    )
    law.provide_overlay(lambda: (f"b-{person}", [supplement]))
    law.refresh()
    try:
        yield
    finally:
        law.provide_overlay(None)
        law.refresh()


def test_an_organisation_pays_what_is_printed_and_an_individual_half() -> None:
    organisation = penalties.frame("14", "14-1-a", person="organisation", on=ON)
    individual = penalties.frame("14", "14-1-a", person="individual", on=ON)
    assert (organisation.min_vnd, organisation.max_vnd) == (4_000_000, 10_000_000)
    assert (individual.min_vnd, individual.max_vnd) == (2_000_000, 5_000_000)
    assert organisation.warnings == individual.warnings == ("law.fine-base-open",)


def test_a_household_business_is_fined_as_an_individual() -> None:
    assert penalties.frame("14", "14-1-a", person="household", on=ON).max_vnd == 5_000_000


def test_the_reading_of_the_province_counts_and_ends_the_warning() -> None:
    with province_reads_the_base_as("individual"):
        organisation = penalties.frame("14", "14-1-a", person="organisation", on=ON)
        individual = penalties.frame("14", "14-1-a", person="individual", on=ON)
    assert (organisation.max_vnd, individual.max_vnd) == (20_000_000, 10_000_000)
    assert individual.warnings == ()
    assert penalties.BASE_OF_PROVINCE in individual.cites


def test_an_act_of_individuals_alone_keeps_its_amount_and_says_so() -> None:
    found = penalties.frame("12", "12-1-a", person="organisation", on=ON)
    assert (found.max_vnd, found.warnings) == (10_000_000, ("law.other-subject",))
    assert penalties.frame("12", "12-1-a", person="individual", on=ON).warnings == ()


def test_a_multiple_has_times_and_no_amount() -> None:
    found = penalties.frame("14", "14-2-dd", person="organisation", on=ON)
    assert (found.kind, found.min_times, found.max_times, found.times_of) == ("multiple", 1, 2, "illicit_gain")
    assert (found.min_vnd, found.max_vnd) == (None, None)
    with pytest.raises(NoTier):
        penalties.midpoint(found)


def test_a_warning_has_neither() -> None:
    found = penalties.frame("26", "26-1", person="organisation", on=ON)
    assert (found.kind, found.max_vnd, found.max_times) == ("warning", None, None)


@pytest.mark.parametrize(("article", "row", "on", "error"), [
    ("10", "10-2", ON, LawUnknown),
    ("14", "14-2-h", ON, LawUnknown),
    ("19", "19-declaration", date(2021, 1, 1), LawUnknown),
    ("4", "4-1-a", date(2021, 12, 31), LawUnknown),
    ("9", "9-1-a", date(2017, 12, 14), NoLawInForce),
    ("9", "9-9-z", ON, NoSuchParameter),
    ("99", "99-1", ON, NoSuchParameter),
])
def test_what_nobody_has_found_is_refused(article: str, row: str, on: date, error: type[Exception]) -> None:
    with pytest.raises(error):
        penalties.frame(article, row, person="organisation", on=on)


@pytest.mark.parametrize(("gain", "row"), [
    (0, "14-2-a"), (10_000_000, "14-2-a"), (10_000_001, "14-2-b"), (200_000_000, "14-2-d"), (200_000_001, "14-2-dd"),
    (300_000_000, "14-2-dd"),
])
def test_the_tier_of_a_gain(gain: int, row: str) -> None:
    assert penalties.tier("14", gain, on=ON) == row


def test_a_gain_above_the_known_tiers_is_a_gap() -> None:
    with pytest.raises(LawUnknown) as refusal:
        penalties.tier("14", 300_000_001, on=ON)
    assert refusal.value.data["path"] == "penalties/nd-119-2017/art-14#14-2-e/band_to_vnd"


@pytest.mark.parametrize(("value", "on", "row"), [
    (5_000_000, date(2021, 12, 31), "31-none-5"), (5_000_000, date(2022, 1, 1), "31-none-10"),
    (4_999_999, date(2022, 1, 1), "31-none-5"), (46_000_000, date(2022, 1, 1), "31-none-50"),
])
def test_the_amendment_moved_the_ends_of_the_tiers(value: int, on: date, row: str) -> None:
    assert penalties.tier("31", value, on=on, rows="31-none") == row


def test_a_table_without_bands_has_no_tier() -> None:
    with pytest.raises(NoTier):
        penalties.tier("9", 1, on=ON)


def test_the_law_of_measurement_fines_one_to_five_times_above_the_ceiling_only() -> None:
    assert penalties.gain_range(200_000_000, person="organisation", on=ON) is None
    assert penalties.gain_range(200_000_001, person="organisation", on=ON) == (200_000_001, 1_000_000_005)
    assert penalties.gain_range(100_000_001, person="individual", on=ON) == (100_000_001, 500_000_005)


@pytest.mark.parametrize(("gain", "before", "flags"), [
    (4_999_999, False, ()), (4_999_999, True, ("198-1",)), (5_000_000, False, ("198-1",)), (49_999_999, True, ("198-1",)),
    (50_000_000, False, ("198-2",)),
])
def test_a_gain_that_may_be_a_crime_is_flagged(gain: int, before: bool, flags: tuple[str, ...]) -> None:
    assert penalties.crime_flags(gain, penalised_before=before, on=ON) == flags


@pytest.mark.parametrize("amount", [-1, "NaN", "Infinity", 1.5, True, "a lot", None, "1e30"])
def test_what_is_no_amount_is_refused(amount: object) -> None:
    with pytest.raises(BadAmount):
        penalties.tier("14", amount, on=ON)


def test_an_unknown_kind_of_offender_is_refused() -> None:
    with pytest.raises(NoSuchChoice):
        penalties.frame("9", "9-1-a", person="ministry", on=ON)


def test_every_known_amount_of_the_decree_makes_a_frame_in_order() -> None:
    # given every row of every article with both amounts
    for parameter in law.corpus().under(penalties.DECREE):
        article = parameter.path.rpartition("art-")[2]
        for row in law.at(ON).table(parameter.path):
            if row["fine_kind"] != "amount" or UNKNOWN in (row["min_vnd"], row["max_vnd"]):
                continue
            # then
            for person in penalties.PERSONS:
                found = penalties.frame(article, row["id"], person=person, on=ON)
                assert found.min_vnd is not None and found.max_vnd is not None
                assert 0 < found.min_vnd < found.max_vnd
                assert "law.above-ceiling" not in found.warnings


def test_goods_sold_are_counted_until_the_rule_ended() -> None:
    def sold(bought: int, stock: int, on: date) -> Decimal:
        return penalties.value_of_goods_sold(last_purchase=bought, stock=stock, unit_price_vnd=1000, on=on)

    assert [sold(10, 4, date(2026, 6, 30)), sold(4, 10, date(2026, 6, 30))] == [6000, 0]
    with pytest.raises(LawUnknown):
        sold(10, 4, date(2026, 7, 1))


# who may fine


@pytest.mark.parametrize(("on", "rank", "field", "person", "limit"), [
    (date(2021, 12, 31), "district-chairman", "metrology", "individual", 50_000_000),
    (date(2022, 1, 1), "district-chairman", "quality", "individual", 75_000_000),
    (date(2025, 6, 30), "commune-chairman", "metrology", "individual", 5_000_000),
    (date(2025, 7, 1), "commune-chairman", "metrology", "individual", 50_000_000),
    (date(2025, 7, 1), "standards-subdepartment-head", "quality", "organisation", 150_000_000),
    (date(2026, 9, 25), "team-leader-unit", "metrology", "individual", 80_000_000),
    (date(2026, 9, 26), "team-leader-unit", "metrology", "individual", 50_000_000),
    (date(2026, 9, 26), "province-inspector", "metrology", "household", 10_000_000),
    (date(2026, 9, 26), "customs-officer", "quality", "individual", 7_500_000),
    (date(2026, 9, 26), "team-leader-department", "quality", "organisation", 0),
])
def test_the_most_a_rank_may_impose(on: date, rank: str, field: str, person: str, limit: int) -> None:
    assert competence.limit_of(rank, field=field, person=person, on=on) == limit


def test_a_rank_of_another_time_is_refused() -> None:
    with pytest.raises(NoSuchChoice):
        competence.limit_of("district-chairman", field="metrology", person="individual", on=date(2025, 7, 1))


def test_ranks_come_with_the_lowest_limit_first() -> None:
    found = competence.who_may_fine(90_000_000, field="metrology", person="individual", on=ON)
    assert [rank.limit_vnd for rank in found.ranks] == [100_000_000] * len(found.ranks)
    assert "province-chairman" in {rank.id for rank in found.ranks}
    assert "penalties/ceilings" in found.cites


def test_who_only_draws_up_minutes_never_fines() -> None:
    ranks = competence.who_may_fine(0, field="metrology", person="organisation", on=ON).ranks
    assert "team-leader-department" not in {rank.id for rank in ranks}


@given(BILLIONS, BILLIONS, st.sampled_from(["metrology", "quality"]), st.sampled_from(penalties.PERSONS))
def test_a_higher_fine_never_adds_a_rank(lower: int, more: int, field: str, person: str) -> None:
    few = competence.who_may_fine(lower + more, field=field, person=person, on=ON).ranks
    many = competence.who_may_fine(lower, field=field, person=person, on=ON).ranks
    assert {rank.id for rank in few} <= {rank.id for rank in many}


def test_a_multiple_goes_to_the_chairman_of_the_province_whatever_the_amount() -> None:
    found = competence.who_may_decide(penalties.frame("14", "14-2-dd", person="organisation", on=ON), on=ON)
    assert [(rank.id, rank.limit_vnd) for rank in found.ranks] == [("province-chairman", None)]


def test_a_frame_is_routed_by_its_maximum() -> None:
    # given 30–50 million for an organisation in quality
    frame = penalties.frame("22", "22-1", person="organisation", on=ON)
    # when
    found = {rank.id: rank.limit_vnd for rank in competence.who_may_decide(frame, on=ON).ranks}
    # then the controller (30 million) is too low, the team leader of market control (90 million) is not
    assert frame.max_vnd == Decimal(50_000_000)
    assert "market-controller" not in found
    assert found["market-team-head"] == 90_000_000


def test_what_nobody_found_about_licences_is_no_answer() -> None:
    rank = competence.who_may_fine(0, field="metrology", person="individual", on=date(2024, 3, 5)).ranks[0]
    assert (rank.may_suspend, rank.remedies) == (None, "?")
