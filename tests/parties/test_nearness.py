# SPDX-License-Identifier: Apache-2.0
"""Who a row of a list probably means: the short way gives whom comparing with everybody gives."""

from itertools import product

import pytest

from chuan.imports.fields import likeness, pieces
from chuan.lib.text import fold
from chuan.parties.lists.nearness import Candidate, OnFile, Wanted
from chuan.parties.models import FormerName, Party
from chuan.places.models import AdministrativeUnit
from tests import make

ALIKE = 0.6
FORMS = ("Công ty TNHH", "HTX", "Hộ kinh doanh", "")
WORDS = ("Xăng dầu", "Sơn La", "Hoàng Long", "Minh Quang", "Chè Mộc Châu", "A", "77", "Nguyễn Thị Mận", "Nguyễn Văn Mận")
SPELLED = (str, str.upper, lambda name: name.replace("ng", "n"), lambda name: f"{name} 2", lambda name: name[::-1])


@pytest.fixture
def communes(db: None) -> list[AdministrativeUnit]:
    return [make.make_place(), make.make_place("03664", name="Chiềng An", full_name="Phường Chiềng An")]


@pytest.fixture
def on_file(communes: list[AdministrativeUnit]) -> list[Candidate]:
    """Parties of many like names: here, there, nowhere, by address alone, renamed, with and without a tax code."""
    found = []
    for at, (form, one, other) in enumerate(product(FORMS, WORDS, WORDS)):
        unit = communes[at % 2]
        party = make.make_party(
            name=f"{form} {one} {other if one != other else ''}".strip(), tax_code="" if at % 3 else make.make_tax_code(16 * at + 16),
            address=f"Số {at % 5} đường Tô Hiệu, {unit.full_name}" if at % 4 else "",
        )
        units = []
        if at % 5 == 0:
            make.make_premises(party=party, current_unit=unit)
            units = [unit.pk]
        former = []
        if at % 7 == 0:
            former = [f"{form} {other} Thành Công"]
            FormerName.objects.create(party=party, name=former[0], until=make.TODAY)
        found.append(Candidate(Party.objects.get(pk=party.pk), former, units))
    return found


def rows_of(communes: list[AdministrativeUnit]) -> list[Wanted]:
    rows = []
    for at, (form, one, other, spell) in enumerate(product(FORMS[:2], WORDS, WORDS, SPELLED)):
        unit = (*communes, None)[at % 3]
        rows.append(Wanted(
            line=at, name=spell(f"{form} {one} {other}"), tax_code="" if at % 2 else make.make_tax_code(99_968),
            address=f"Số {at % 5} đường Tô Hiệu" if at % 5 else "", unit=unit and unit.pk, unit_name=unit.name if unit else "",
        ))
    return rows


def likeliest(row: Wanted, everybody: list[Candidate]) -> Candidate | None:
    """By comparing with everybody."""
    def is_likely(one: Candidate) -> bool:
        if row.tax_code and one.tax_code:
            return False
        near = row.unit in one.units or (row.unit_name and fold(row.unit_name) in fold(one.address))
        if row.unit and near and one.likeness(row) >= ALIKE:
            return True
        apart = (row.address and one.address) or (row.unit and one.units)
        return row.core in one.cores and (not apart or likeness(pieces(row.address), pieces(one.address)) >= ALIKE)

    return max(filter(is_likely, everybody), default=None, key=lambda one: (one.likeness(row), one.pk))


def test_the_likeliest_of_thousands_is_found_without_comparing_with_all(
    communes: list[AdministrativeUnit], on_file: list[Candidate]
) -> None:
    # given
    rows = rows_of(communes)
    # when
    shelf = OnFile(rows)
    found = {row.line: best.note for row in rows if (best := shelf.nearest(row))}
    # then
    expected = {row.line: best.note for row in rows if (best := likeliest(row, on_file))}
    assert found == expected
    assert len(rows) > len(found) > len(rows) // 4


def test_rows_without_a_name_or_nobody_on_file_mean_nobody(communes: list[AdministrativeUnit]) -> None:
    rows = [Wanted(1, "", "", "", communes[0].pk, "Tô Hiệu"), Wanted(2, "...", "", "", None, "")]
    assert [OnFile(rows).nearest(row) for row in rows] == [None, None]
    assert OnFile([]).nearest(rows[0]) is None
