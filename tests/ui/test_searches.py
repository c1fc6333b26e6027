# SPDX-License-Identifier: Apache-2.0
"""The best rows that hold some words, however many hold them and wherever in the table they lie."""

import pytest
from django.contrib.postgres.search import SearchRank
from django.db.models import F

from chuan.parties.models import Party
from chuan.ui import searches
from chuan.ui.searches import CANDIDATES, best_of, by_index, prefix_query


@pytest.fixture
def parties(db: None) -> None:
    """Many that hold one word, few that hold another, one that holds it twice, and one far behind."""
    names = [f"Hợp tác xã {'Mường La' if at % 9 == 0 else 'Chiềng Ân'} {at}" for at in range(CANDIDATES + 150)]
    names += ["Mường Mường 1", "Cuối cùng"]
    Party.objects.bulk_create(Party(kind="cooperative", name=name) for name in names)


def best(text: str) -> list[str]:
    query = prefix_query(text)
    assert query is not None
    with by_index():
        return list(best_of(Party.objects.all(), query, 6).values_list("name", flat=True))


@pytest.mark.parametrize("pages", [0, 1, 20, 10_000])
@pytest.mark.parametrize("text", ["muong", "cuoi cung", "mường la 9", "khong co", "cuo"])
def test_words_that_few_hold_give_the_best_of_all(
    parties: None, monkeypatch: pytest.MonkeyPatch, pages: int, text: str
) -> None:
    monkeypatch.setattr(searches, "_FIRST_PAGES", pages)
    query = prefix_query(text)
    ranked = Party.objects.filter(search=query).annotate(rank=SearchRank(F("search"), query)).order_by("-rank", "pk")
    assert best(text) == list(ranked.values_list("name", flat=True)[:6])


def test_words_that_many_hold_give_the_same_wherever_they_are_read(parties: None, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for pages in (0, 1, 20, 10_000):
        monkeypatch.setattr(searches, "_FIRST_PAGES", pages)
        found.add(tuple(best("hop tac xa")))
    assert len(found) == 1
    assert len(found.pop()) == 6


def test_rows_that_a_person_may_not_see_are_no_candidates(parties: None) -> None:
    query = prefix_query("hop")
    assert query is not None
    assert list(best_of(Party.objects.none(), query, 6)) == []
    assert [one.name for one in best_of(Party.objects.filter(name__endswith="Ân 349"), query, 6)] == ["Hợp tác xã Chiềng Ân 349"]
