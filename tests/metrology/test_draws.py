# SPDX-License-Identifier: Apache-2.0
"""A draw is fair, and anyone can repeat it."""

import hashlib
import itertools
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.metrology.draws import ALGORITHM, draw
from chuan.metrology.errors import DrawImpossible

seeds = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


def by_hand(seed: str, population: int, size: int) -> list[int]:
    """The algorithm as its docstring tells it, written a second time."""
    counter = itertools.count()

    def word() -> int:
        text = f"chuan-draw/1\n{unicodedata.normalize('NFC', seed).strip()}\n{next(counter)}"
        return int(hashlib.sha256(text.encode("utf-8")).hexdigest()[:12], 16)

    def number(k: int) -> int:
        while True:
            w = word()
            if w < 2**48 // k * k:
                return w % k + 1

    picked: list[int] = []
    for j in range(population - size + 1, population + 1):
        t = number(j)
        picked.append(j if t in picked else t)
    return sorted(picked)


@given(seed=seeds, population=st.integers(1, 400), data=st.data())
def test_a_draw_is_reproducible_ascending_within_the_population_and_without_doubles(
    seed: str, population: int, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, population))
    sample = draw(seed=seed, population=population, size=size)
    assert sample == draw(seed=seed, population=population, size=size) == tuple(by_hand(seed, population, size))
    assert len(set(sample)) == size
    assert list(sample) == sorted(sample)
    assert sample[0] >= 1 and sample[-1] <= population


KNOWN = json.loads((Path(__file__).parent / "data" / "draws.json").read_text("utf-8"))


@pytest.mark.parametrize("known", KNOWN["draws"], ids=lambda known: known["seed"])
def test_known_draws_stay_what_they_were(known: dict[str, Any]) -> None:
    assert KNOWN["algorithm"] == ALGORITHM
    assert list(draw(seed=known["seed"], population=known["population"], size=known["size"])) == known["picked"]


def test_the_seed_may_be_typed_in_either_unicode_form_and_with_blanks_around() -> None:
    composed = draw(seed="Sơn La", population=1000, size=5)
    assert composed == draw(seed=unicodedata.normalize("NFD", "Sơn La"), population=1000, size=5)
    assert composed == draw(seed="  Sơn La\n", population=1000, size=5)


def test_every_number_is_as_likely_as_any_other() -> None:
    # given 4000 draws of 5 out of 20: each number is expected 1000 times
    seen = Counter(number for n in range(4000) for number in draw(seed=f"even {n}", population=20, size=5))
    # when: χ² with 19 degrees of freedom; without replacement it is smaller by the factor 1 − 5/20
    square = sum((seen[number] - 1000) ** 2 / 1000 for number in range(1, 21)) * 19 / 20 / 0.75
    # then: below the 99.9 % point
    assert square < 43.82


def test_every_pair_is_as_likely_as_any_other() -> None:
    seen = Counter(draw(seed=f"pairs {n}", population=6, size=2) for n in range(6000))
    assert set(seen) == set(itertools.combinations(range(1, 7), 2))
    square = sum((count - 400) ** 2 / 400 for count in seen.values())
    assert square < 36.12  # χ², 14 degrees of freedom, 99.9 %


def test_a_large_lot_is_drawn_without_listing_it() -> None:
    sample = draw(seed="large", population=2**32, size=100)
    assert len(set(sample)) == 100
    assert max(sample) > 2**31


@pytest.mark.parametrize(("population", "size"), [(0, 1), (5, 6), (5, 0), (5, -1), (2**32 + 1, 1), (True, 1), (5, 2.0)])
def test_what_cannot_be_drawn_is_refused(population: int, size: int) -> None:
    with pytest.raises(DrawImpossible):
        draw(seed="x", population=population, size=size)


@pytest.mark.parametrize("seed", ["", "  ", "half a character \ud800", None, 5])
def test_a_draw_without_a_seed_is_refused(seed: Any) -> None:
    with pytest.raises(DrawImpossible):
        draw(seed=seed, population=5, size=1)
