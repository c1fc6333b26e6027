# SPDX-License-Identifier: Apache-2.0
"""The tables the reckoning works with fit together: kinds of fine, bands, ranks, limits, holidays."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from chuan import law
from chuan.law.engine.nodes import UNKNOWN, Parameter, Row, Version

KINDS = {"amount", "multiple", "unknown", "warning"}


def rows_under(folder: str) -> Iterator[tuple[Parameter, Version, Row]]:
    """Every row of every version of every table under a folder."""
    for path, parameter in law.corpus().parameters.items():
        if path.startswith(f"{folder}/"):
            for version in parameter.versions:
                for row in version.rows or ():
                    yield parameter, version, row


FRAMES = [(parameter.path, row) for parameter, _version, row in rows_under("penalties/nd-119-2017")]


def test_the_articles_of_the_decree_are_there() -> None:
    articles = {path.rpartition("art-")[2] for path, _row in FRAMES}
    assert articles == {str(number) for number in range(4, 34)} | {"29a"}


@pytest.mark.parametrize(("path", "row"), FRAMES)
def test_a_frame_says_one_thing(path: str, row: Row) -> None:
    # given
    kind, least, most = row["fine_kind"], row["min_vnd"], row["max_vnd"]
    # then
    assert kind in KINDS
    assert row["id"].startswith(f"{path.rpartition('art-')[2]}-")
    assert row["applies_to"] in {"base", "individual", "organisation"}
    if kind == "amount":
        assert most is UNKNOWN or least is UNKNOWN or 0 < least < most
    elif kind == "unknown":
        assert least is UNKNOWN
    else:
        assert (least, most) == (None, None)
    assert (kind == "multiple") == bool(row.get("times_of"))


@pytest.mark.parametrize(("path", "row"), [(path, row) for path, row in FRAMES if row.get("band_of")])
def test_a_band_begins_before_it_ends(path: str, row: Row) -> None:
    low, high = row["band_from_vnd"], row["band_to_vnd"]
    assert UNKNOWN in (low, high) or high is None or low < high
    assert row["band_includes"] in {"from", "to"}


def test_known_bands_of_a_table_neither_overlap_nor_leave_a_hole() -> None:
    for parameter in law.corpus().under("penalties/nd-119-2017"):
        for version in parameter.versions:
            tables: dict[str, list[Row]] = {}
            for row in version.rows or ():
                if row.get("band_of") and UNKNOWN not in (row["band_from_vnd"], row["band_to_vnd"]):
                    tables.setdefault(row["id"].rpartition("-")[0], []).append(row)
            for rows in tables.values():
                ends = [row["band_to_vnd"] for row in rows][:-1]
                assert [row["band_from_vnd"] for row in rows][1:] == ends


@pytest.mark.parametrize("on", [date(2017, 12, 15), date(2022, 1, 1), date(2025, 7, 1), date(2026, 9, 26)])
def test_every_rank_has_a_share_or_a_cap_and_multiples_have_a_rank(on: date) -> None:
    edition = law.at(on)
    ranks = {row["id"]: row for row in edition.table("competence/ranks")}
    assert all(row["percent"] is not None or row["cap_vnd"] for row in ranks.values())
    assert all(0 <= (row["percent"] or 0) <= 100 for row in ranks.values())
    assert {row["rank"] for row in edition.table("competence/multiples")} <= set(ranks)


def test_time_limits_are_whole_and_above_zero() -> None:
    for path, parameter in law.corpus().parameters.items():
        if path.startswith("procedures/") and parameter.unit != "percent":
            for version in parameter.versions:
                assert version.is_unknown or version.value is None or (isinstance(version.value, int) and version.value > 0)


def test_holidays_lie_in_their_year_each_once() -> None:
    for version in law.corpus().parameter("calendar/public-holidays").versions:
        days = [row["day"] for row in version.rows or () if row["day"] is not UNKNOWN]
        assert {day.year for day in days} <= {version.from_day.year}
        assert len(days) == len(set(days))


def test_lunar_new_year_lies_between_21_january_and_20_february() -> None:
    for version in law.corpus().parameter("calendar/public-holidays").versions:
        for row in version.rows or ():
            if row["id"] == "tet-1":
                assert date(row["day"].year, 1, 21) <= row["day"] <= date(row["day"].year, 2, 20)


@pytest.mark.parametrize(("path", "low", "high"), [
    ("risk/levels", "from_score", "below_score"), ("pesticides/tolerance", "above_g_per_kg", "to_g_per_kg"),
])
def test_a_scale_has_no_hole_and_no_end(path: str, low: str, high: str) -> None:
    rows = law.at(date(2026, 7, 1)).table(path)
    assert [row[high] for row in rows[:-1]] == [row[low] for row in rows[1:]]
    assert rows[0][low] == 0
    assert rows[-1][high] is None


def test_the_groups_of_units_cover_every_degree() -> None:
    rows = law.at(date(2026, 7, 1)).table("finance/autonomy/groups")
    edges = sorted((Decimal(row["from_percent"]), row["below_percent"]) for row in rows if not row["invests"])
    assert [edge[0] for edge in edges[1:]] == [edge[1] for edge in edges[:-1]]
    assert (edges[0][0], edges[-1][1]) == (0, None)
