# SPDX-License-Identifier: Apache-2.0
"""The search box: keys before beginnings before words, however they are written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chuan.accounts.models import User
from chuan.ui import searches
from chuan.ui.searches import EXACT, PREFIX, WORDS
from tests import make
from tests.make import Cast


def found(user: User, text: str) -> list[tuple[str, int]]:
    return [(hit.title, hit.rank) for hit in searches.find(user, text) if hit.icon in {"gauge", "building-store", "map-pin"}]


def test_the_very_key_comes_before_its_beginnings_and_words(db: None, cast: Cast) -> None:
    # given
    make.make_instrument(serial="AB-12", maker="Tatsuno", model="X")
    make.make_instrument(serial="AB-123", maker="Tatsuno", model="X")
    make.make_instrument(serial="77", maker="Gilbarco", model="AB 12")

    # when / then
    expected = [("Tatsuno X · AB-12", EXACT), ("Tatsuno X · AB-123", PREFIX), ("Gilbarco AB 12 · 77", WORDS)]
    for written in ("AB-12", "ab12", "Ab 12", "a.b/1-2"):
        assert found(cast.registrar, written)[: 3 if " " in written or "-12" in written else 2] == expected[
            : 3 if " " in written or "-12" in written else 2]


@pytest.mark.parametrize(("typed", "rank"), [
    ("PDM 123-2019", EXACT), ("pdm123", PREFIX), ("26A-123.45", EXACT), ("26a12345", EXACT), ("26A", PREFIX),
])
def test_marks_and_plates_are_found_as_they_are_read(db: None, cast: Cast, typed: str, rank: int) -> None:
    one = make.make_instrument(type_approval_mark="PDM 123-2019", characteristics={"plate": "26A-123.45"})
    assert found(cast.registrar, typed) == [(str(one), rank)]


def test_tax_codes_names_and_addresses_are_found(db: None, cast: Cast) -> None:
    # given
    party = make.make_party(name="Hợp tác xã Mường Bú")
    premises = make.make_premises(party=party, name="Chợ Trung tâm", address="Số 8 đường Điện Biên")

    # when / then
    assert found(cast.registrar, party.tax_code)[0] == (party.name, EXACT)
    assert found(cast.registrar, party.tax_code[:6])[0] == (party.name, PREFIX)
    assert found(cast.registrar, "hop tac xa muong bu")[0] == (party.name, EXACT)
    assert found(cast.registrar, "Mường Bú") == [(party.name, WORDS)]
    assert found(cast.registrar, "duong dien bien") == [(premises.name, WORDS)]


def test_nobody_finds_what_they_may_not_see(db: None, cast: Cast) -> None:
    away = make.make_place("03664", name="Chiềng An", full_name="Phường Chiềng An")
    make.make_instrument(serial="ZZ-9", premises=make.make_premises(current_unit=away))
    assert len(found(cast.registrar, "ZZ-9")) == 1
    assert found(cast.local_officer, "ZZ-9") == found(cast.stranger, "ZZ-9") == []


def test_search_asks_as_often_for_many_as_for_one(db: None, cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            found(cast.registrar, "Q")
        return len(captured)

    premises = make.make_premises()
    make.make_instrument(serial="Q-0", premises=premises)
    queries()
    few = queries()
    for number in range(1, 30):
        make.make_instrument(serial=f"Q-{number}", premises=premises)
    assert queries() == few


def test_hits_are_grouped_with_the_kind_of_the_best_first() -> None:
    hits = [searches.Hit(title=str(n), note="", url=str(n), icon="gauge", kind=kind) for n, kind in enumerate("BABC")]
    assert [(kind, [hit.title for hit in some]) for kind, some in searches.grouped(hits, 1)] == [
        ("B", ["0"]), ("A", ["1"]), ("C", ["3"])]
