# SPDX-License-Identifier: Apache-2.0
"""Loading the units of the province: three states, twice the same, nothing malformed."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from chuan.audit.models import Entry
from chuan.places.actions import DATA, load_places
from chuan.places.choices import Level
from chuan.places.errors import AmbiguousSuccession, NoSuccessor, UnitFileMalformed
from chuan.places.models import AdministrativeUnit, Succession
from chuan.places.queries import current_units_named, days_of_change, unit_on

NOW = date(2026, 11, 22)
STATES = [(date(2024, 6, 1), 204, 12), (date(2025, 3, 1), 200, 12), (date(2025, 7, 1), 75, 0)]


@pytest.fixture
def places(db: None) -> None:
    load_places()


@pytest.mark.parametrize(("day", "communes", "districts"), STATES)
def test_each_state_has_the_communes_and_districts_of_its_law(places: None, day: date, communes: int, districts: int) -> None:
    here = AdministrativeUnit.objects.on(day)

    assert here.filter(level=Level.COMMUNE).count() == communes
    assert here.filter(level=Level.DISTRICT).count() == districts
    assert here.filter(level=Level.PROVINCE).count() == 1


def test_the_states_change_on_the_two_days_of_the_resolutions(places: None) -> None:
    assert days_of_change() == [date(2025, 2, 1), date(2025, 7, 1)]


def test_a_unit_that_a_resolution_left_alone_stays_one_row(places: None) -> None:
    assert unit_on("03646", date(2024, 1, 1)) == unit_on("03646", date(2025, 6, 30))
    assert unit_on("03646", date(2025, 7, 1)) != unit_on("03646", date(2025, 6, 30))


def test_moc_chau_district_became_a_town(places: None) -> None:
    district = unit_on("123", date(2025, 1, 31), level=Level.DISTRICT)

    assert district.full_name == "Huyện Mộc Châu"
    assert district.successor_on(date(2025, 2, 1)).full_name == "Thị xã Mộc Châu"
    with pytest.raises(NoSuccessor):
        district.successor_on(NOW)


def test_every_commune_of_2024_but_two_towns_has_one_successor_today(places: None) -> None:
    ambiguous = []
    for unit in AdministrativeUnit.objects.on(date(2024, 1, 1)).filter(level=Level.COMMUNE):
        try:
            assert unit.successor_on(NOW).exists_on(NOW)
        except AmbiguousSuccession as refusal:
            ambiguous.append((unit.code, refusal.data["candidates"]))

    assert ambiguous == [
        ("03979", "Phường Mộc Sơn, Phường Mộc Châu"), ("03982", "Phường Thảo Nguyên, Phường Vân Sơn"),
    ]


def test_loading_again_changes_nothing_and_records_nothing(places: None) -> None:
    # given
    before = AdministrativeUnit.objects.count(), Succession.objects.count(), Entry.objects.count()

    # when
    again = load_places()

    # then
    assert (again.units_added, again.units_changed, again.successions_added) == (0, 0, 0)
    assert (AdministrativeUnit.objects.count(), Succession.objects.count(), Entry.objects.count()) == before


def test_another_province_loads_the_same_way(places: None, tmp_path: Path) -> None:
    header = (DATA / "units-14-son-la.csv").read_text().splitlines()[0]
    (tmp_path / "units-11-dien-bien.csv").write_text(
        f"{header}\nprovince,11,Tỉnh,Điện Biên,Tỉnh Điện Biên,,,,,,,,x\n"
        "commune,03127,Phường,Điện Biên Phủ,Phường Điện Biên Phủ,,11,2025-07-01,,,,,x\n"
    )

    call_command("places", "load", str(tmp_path))

    assert current_units_named("dien bien phu", NOW) == [unit_on("03127", NOW)]


GOOD = "commune,1,Xã,A,Xã A,,,,,,,,x"


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        (["village,1,Xã,A,Xã A,,,,,,,,x"], 2, "level 'village'"),
        ([GOOD, "commune,2,Xã,,Xã B,,,,,,,,x"], 3, "name is empty"),
        (["commune,1,Xã,A,Xã A,,,2025-7-1,,,,,x"], 2, "valid_from '2025-7-1'"),
        (["commune,1,Xã,A,Xã A,,,2025-07-01,2025-06-01,,,,x"], 2, "before valid_from"),
        (["commune,1,Xã,A,Xã A,,,,,much,,,x"], 2, "area_km2 'much'"),
        ([GOOD, GOOD], 3, "already given"),
        (["commune,1,Xã,A,Xã A,,77,,,,,,x"], 2, "parent 77"),
        (["commune,1,Xã"], 2, "3 values for 13 columns"),
    ],
)
def test_a_malformed_file_is_refused_by_file_and_line(
    db: None, tmp_path: Path, lines: list[str], line: int, reason: str
) -> None:
    header = (DATA / "units-14-son-la.csv").read_text().splitlines()[0]
    (tmp_path / "units-99.csv").write_text("\n".join([header, *lines]))

    with pytest.raises(UnitFileMalformed) as refusal:
        load_places(folder=tmp_path)

    assert (refusal.value.data["file"], refusal.value.data["line"]) == ("units-99.csv", line)
    assert reason in refusal.value.data["reason"]
    assert not AdministrativeUnit.objects.exists()


def test_a_succession_to_nowhere_is_refused(db: None, tmp_path: Path) -> None:
    header = (DATA / "units-14-son-la.csv").read_text().splitlines()[0]
    head = (DATA / "successions-14-son-la.csv").read_text().splitlines()[0]
    (tmp_path / "units-99.csv").write_text(f"{header}\ncommune,1,Xã,A,Xã A,,,,2025-06-30,,,,x\n")
    (tmp_path / "successions-99.csv").write_text(f"{head}\ncommune,1,2025-07-01,2,full,high,,x\n")

    with pytest.raises(CommandError, match=r"successions-99.csv, line 2: there is no commune 2 on 2025-07-01"):
        call_command("places", "load", str(tmp_path))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Xã Chiềng Chung", ["04000", "04117"]),
        ("chieng chung", ["04000", "04117"]),
        ("Xã Chiềng Chung, huyện Mai Sơn", ["04117"]),
        ("Chiềng Chung - thị xã Mộc Châu", ["04000"]),
        ("Xã Chiềng Chung, tỉnh Sơn La", ["04000", "04117"]),
        ("TT. Mộc Châu", ["03979", "03980"]),
        ("P. Tô Hiệu", ["03646"]),
        ("PHUONG CHIENG LE", ["03646"]),
        ("Xã Noong Lay", ["NONG"]),
        ("03664", ["03664"]),
        ("Xã Không Có", []),
        ("", []),
    ],
)
def test_a_name_of_any_time_leads_to_the_communes_of_today(places: None, text: str, codes: list[str]) -> None:
    found = [unit.code for unit in current_units_named(text, NOW)]

    assert found == codes or (text == "Xã Noong Lay" and len(found) == 1)
