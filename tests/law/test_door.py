# SPDX-License-Identifier: Apache-2.0
"""What the other rooms ask the law."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan import law
from chuan.law import standing


def test_all_kinds_of_group_2_have_names() -> None:
    kinds = law.kinds()
    assert len(kinds) == 92
    assert kinds["fuel-dispenser"] == law.Kind("fuel-dispenser", "Cột đo xăng dầu", "Fuel dispenser", kinds["fuel-dispenser"].measurand)
    assert all(kind.name_vi and kind.name_en and kind.measurand for kind in kinds.values())


def test_every_kind_has_its_control_measures() -> None:
    paths = law.corpus().parameters
    assert [code for code in law.kinds() if f"verification/controls/{code}" not in paths] == []


def test_a_kind_is_named_in_the_readers_language() -> None:
    with override("vi"):
        assert law.kind_name("taximeter") == "Taximet"
        assert law.kind_name("fuel-dispenser") == "Cột đo xăng dầu"
    with override("en"):
        assert law.kind_name("fuel-dispenser") == "Fuel dispenser"


def test_an_unknown_kind_is_given_back_as_it_is() -> None:
    assert law.kind_name("hourglass") == "hourglass"


@pytest.mark.parametrize(("kind", "verified_on", "until"), [
    ("water-meter-elec", date(2024, 11, 26), date(2027, 11, 30)),  # a certificate seen: 36 months from 26/11/2024
    ("fuel-dispenser", date(2025, 1, 31), date(2026, 1, 31)),
    ("fuel-dispenser", date(2023, 2, 1), date(2024, 2, 29)),
    ("taximeter", date(2019, 12, 31), date(2020, 12, 31)),
    ("taximeter", date(2020, 1, 1), date(2021, 7, 31)),
])
def test_a_verification_holds_to_the_last_day_of_the_last_month(kind: str, verified_on: date, until: date) -> None:
    assert law.valid_until(kind, verified_on) == until


def test_what_has_no_cycle_has_no_last_day() -> None:
    assert law.cycle_months("len-tape", date(2026, 1, 1)) is None
    assert law.valid_until("len-tape", date(2026, 1, 1)) is None


def test_a_cycle_nobody_found_gives_no_last_day() -> None:
    with pytest.raises(law.LawUnknown):
        law.valid_until("elec-meter-1p-static", date(2015, 1, 1))


@settings(max_examples=200, deadline=None)
@given(kind=st.sampled_from(sorted(law.kinds())), day=st.integers(0, 7000).map(lambda n: date(2012, 1, 1) + timedelta(days=n)))
def test_the_rows_for_sql_say_the_same_as_the_day(kind: str, day: date) -> None:
    rows = [months for code, start, until, months in law.cycle_versions()
            if code == kind and start <= day and (until is None or day < until)]
    try:
        assert rows == [law.cycle_months(kind, day)]
    except (law.LawUnknown, law.NoLawInForce):
        assert rows == []


def test_search_needs_no_accents_and_finds_texts_by_number() -> None:
    assert "verification/mpe/fuel-dispenser" in {p.path for p in law.search("sai so COT DO").parameters}
    assert {"tt-07-2019-bkhcn", "tt-03-2024-bkhcn"} == {text.id for text in law.search("07/2019").texts}
    assert law.search("   ") == law.Hits((), ())
    assert law.search("khongcogi") == law.Hits((), ())


def test_many_threads_read_the_files_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.setattr(standing, "_standing", [])
    # when
    with ThreadPoolExecutor(8) as pool:
        corpora = list(pool.map(lambda _: law.corpus(), range(32)))
    # then
    assert len({id(corpus) for corpus in corpora}) == 1


def test_the_fingerprint_is_a_sha256() -> None:
    assert len(law.fingerprint()) == 64
    assert law.fingerprint() == law.fingerprint()
