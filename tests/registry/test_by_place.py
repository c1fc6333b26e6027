# SPDX-License-Identifier: Apache-2.0
"""The due list place by place: the walk through communes, taken when very many are due, shows what sorting all would."""

from datetime import date, timedelta

import pytest

from chuan.accounts.models import User
from chuan.registry import queries
from chuan.registry.by_place import PLACE_BY_PLACE
from chuan.registry.models import Instrument
from chuan.ui.keysets import Cursor
from tests import make
from tests.make import Cast

TODAY = date(2026, 11, 22)


def province() -> int:
    """Communes of which two have one name, a place nobody has decided about, places of one name; how many are due."""
    twin = make.make_place("03665", name="Tô Hiệu", full_name="Xã Tô Hiệu")
    away = make.make_place("03664", name="Chiềng An", full_name="Phường Chiềng An")
    first = make.make_premises(name="Chợ A")
    places = [first, make.make_premises(name="Chợ A"), make.make_premises(name="Chợ B", current_unit=twin),
              make.make_premises(name="Chợ A", current_unit=twin), make.make_premises(name="Chợ C", current_unit=away),
              make.make_premises(name="Chợ A", current_unit=None)]
    for at, place in enumerate(places):
        for n in range(1 + at % 3):
            make.make_instrument(premises=place, valid_until=TODAY + timedelta(days=n % 2))
        make.make_instrument(premises=place, valid_until=TODAY + timedelta(days=400))
    return sum(1 + at % 3 for at in range(len(places)))


def page(user: User, cursor: Cursor | None, *, backward: bool, many: bool, limit: int = 3) -> list[Instrument]:
    found = queries.instruments_due(user, queries.Wanted(), on=TODAY, within="30")
    return PLACE_BY_PLACE.page(found, cursor, backward=backward, limit=limit, many=many)


@pytest.mark.parametrize("backward", [False, True])
def test_both_ways_show_the_same_pages_to_the_end(db: None, cast: Cast, backward: bool) -> None:
    # given
    due, seen, cursor = province(), 0, None

    # when / then
    while True:
        rows = page(cast.registrar, cursor, backward=backward, many=True)
        assert rows == page(cast.registrar, cursor, backward=backward, many=False)
        if not rows:
            break
        seen, cursor = seen + len(rows), Cursor(PLACE_BY_PLACE.values_of(rows[-1]), 1)
    assert seen == due


def test_the_walk_shows_nobody_more_than_they_may_see(db: None, cast: Cast) -> None:
    province()
    for user in (cast.local_officer, cast.stranger):
        sorted_all = page(user, None, backward=False, many=False, limit=50)
        assert page(user, None, backward=False, many=True, limit=50) == sorted_all
    assert page(cast.local_officer, None, backward=False, many=True, limit=50)
