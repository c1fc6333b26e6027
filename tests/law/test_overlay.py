# SPDX-License-Identifier: Apache-2.0
"""Values laid over the gaps of the law, and who may see them when."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan import law
from chuan.law import reviews, standing
from chuan.law.engine.corpus import Corpus, load
from chuan.law.engine.edition import Edition
from chuan.law.engine.errors import LawUnknown, SupplementRefused
from chuan.law.engine.nodes import Source, Text
from chuan.law.engine.overlay import Supplement, apply, rows_of, sift, unknown_at
from tests.law.conftest import HEAD, Folder

GAPS = """\
versions:
  - from: 2020-01-01
    unknown: true
    source: tt-01-2020/art-4
    confidence: memory
  - from: 2022-01-01
    value: 0.50
    source: tt-01-2020/art-5
    confidence: seen
"""
TABLE = """\
title: Bảng
title_en: Table
unit: table
anchor: verification_date
reviewed_on: null
versions:
  - from: 2020-01-01
    rows:
      - {id: a, min_vnd: 100, max_vnd: "?"}
      - {id: b, min_vnd: "?", max_vnd: null}
    source: tt-01-2020/table-1
    confidence: seen
  - from: 2023-01-01
    unknown: true
    source: tt-01-2020/table-2
    confidence: memory
"""
ONE = date(2020, 1, 1)
PLACE = Source("tt-01-2020", ("art-9",))


@pytest.fixture
def corpus(folder: Folder) -> Corpus:
    return load(folder(HEAD + GAPS, parameters__limits__table=TABLE))


def whole(**given: object) -> Supplement:
    fields = {"marker": "s1", "path": "limits/one", "from_day": ONE, "source": PLACE, "value": Decimal("0.30")}
    return Supplement(**{**fields, **given})  # type: ignore[arg-type]


def cell(**given: object) -> Supplement:
    return whole(**{"path": "limits/table", "row": "a", "column": "max_vnd", "value": 900, **given})


def test_a_supplied_version_answers_where_the_gap_was(corpus: Corpus) -> None:
    # when
    filled = apply(corpus, [whole(reviewed_on=date(2026, 5, 5))])
    # then
    found = Edition(filled, date(2021, 6, 1)).value("limits/one")
    assert (found.value, str(found.source), found.is_confirmed) == (Decimal("0.30"), "tt-01-2020/art-9", True)
    assert [s.marker for s in found.version.supplied] == ["s1"]
    assert Edition(filled, date(2022, 1, 1)).value("limits/one").value == Decimal("0.50")
    with pytest.raises(LawUnknown):
        Edition(corpus, date(2021, 6, 1)).value("limits/one")


def test_a_supplied_cell_answers_and_its_neighbours_stay(corpus: Corpus) -> None:
    # when
    edition = Edition(apply(corpus, [cell()]), date(2020, 5, 1))
    # then
    assert edition.cell("limits/table", "a", "max_vnd") == 900
    assert edition.cell("limits/table", "a", "min_vnd") == 100
    with pytest.raises(LawUnknown, match="limits/table#b/min_vnd"):
        edition.cell("limits/table", "b", "min_vnd")


def test_a_whole_table_can_be_supplied_and_then_its_cells(corpus: Corpus) -> None:
    # given
    rows = rows_of([{"id": "x", "min_vnd": 1, "max_vnd": "?"}])
    table = whole(marker="t", path="limits/table", from_day=date(2023, 1, 1), value=None, rows=rows)
    inner = cell(marker="a-before-t", from_day=date(2023, 1, 1), row="x")
    # then
    edition = Edition(apply(corpus, [inner, table]), date(2024, 1, 1))
    assert edition.cell("limits/table", "x", "max_vnd") == 900


def test_the_citation_says_what_was_supplied(corpus: Corpus) -> None:
    edition = Edition(apply(corpus, [cell(), whole(marker="s2")]), date(2020, 5, 1))
    table, one = edition.cite("limits/table", "limits/one")
    assert table["supplied"] == [{"marker": "s1", "cell": "a/max_vnd", "source": "tt-01-2020/art-9", "reviewed_on": None}]
    assert one["supplied"] == [{"marker": "s2", "cell": "", "source": "tt-01-2020/art-9", "reviewed_on": None}]
    assert "supplied" not in Edition(corpus, date(2022, 5, 1)).cite("limits/one")[0]


@pytest.mark.parametrize(("supplement", "why"), [
    (whole(from_day=date(2022, 1, 1)), "nothing is unknown"),
    (whole(from_day=date(2020, 1, 2)), "no such version"),
    (whole(path="limits/two"), "no such version"),
    (whole(rows=rows_of([{"id": "a"}]), value=None), "one value"),
    (whole(value=None), "notes"),
    (whole(source=Source("tt-99-1999", ())), "there is no text"),
    (whole(reviewed_on=date(2019, 1, 1)), "confirmed before"),
    (cell(column="min_vnd"), "nothing is unknown"),
    (cell(row="c"), "nothing is unknown"),
    (cell(row=""), "nothing is unknown"),
    (cell(row="b", column="max_vnd"), "nothing is unknown"),
    (cell(from_day=date(2023, 1, 1)), "nothing is unknown"),
    (cell(rows=rows_of([{"id": "a"}])), "one value"),
    (whole(path="limits/table", from_day=date(2023, 1, 1)), "by rows"),
    (whole(path="limits/table", from_day=date(2023, 1, 1), rows=()), "no rows"),
    (whole(path="limits/table", from_day=date(2023, 1, 1), rows=rows_of([{"id": "a"}, {"id": "a"}])), "of its own"),
    (whole(path="limits/table", from_day=date(2023, 1, 1), rows=rows_of([{"id": "a"}, {"id": "b", "c": 1}])), "same columns"),
])
def test_what_fills_no_gap_is_refused_with_the_reason(corpus: Corpus, supplement: Supplement, why: str) -> None:
    with pytest.raises(SupplementRefused, match=why) as caught:
        apply(corpus, [supplement])
    assert caught.value.data["path"] == supplement.gap


def test_a_known_value_can_be_confirmed_but_not_changed(corpus: Corpus) -> None:
    # given
    known = whole(from_day=date(2022, 1, 1), value=Decimal("0.5"), confirms=True, reviewed_on=date(2026, 5, 5))
    # then
    found = Edition(apply(corpus, [known]), date(2022, 1, 1)).value("limits/one")
    assert (str(found.value), found.is_confirmed) == ("0.50", True)
    with pytest.raises(SupplementRefused, match="something else"):
        apply(corpus, [replace(known, value=Decimal("0.6"))])
    with pytest.raises(SupplementRefused, match="only a whole version"):
        apply(corpus, [replace(known, from_day=ONE)])


def test_one_gap_is_filled_once(corpus: Corpus) -> None:
    with pytest.raises(SupplementRefused, match="nothing is unknown"):
        apply(corpus, [whole(), whole(marker="s2", value=Decimal(1))])


def test_what_no_longer_fits_is_sifted_out_and_the_rest_counts(corpus: Corpus) -> None:
    # when
    filled, refused = sift(corpus, [whole(from_day=date(2022, 1, 1)), cell()])
    # then
    assert [supplement.path for supplement, _error in refused] == ["limits/one"]
    assert Edition(filled, ONE).cell("limits/table", "a", "max_vnd") == 900
    assert filled.fingerprint == apply(corpus, [cell()]).fingerprint


def test_a_text_the_files_lack_comes_with_the_supplement(corpus: Corpus) -> None:
    # given
    text = Text("qd-9-2020", "9/QĐ", "Quyết định", "Decision", "UBND", ONE, ONE, "in_force", (), (), "seen", "", "")
    # when
    filled = apply(corpus, [whole(source=Source("qd-9-2020", ()), text=text)])
    # then
    assert filled.text("qd-9-2020").number == "9/QĐ"
    assert "qd-9-2020" not in corpus.texts


def test_nothing_supplied_changes_nothing(corpus: Corpus) -> None:
    assert apply(corpus, []) is corpus


def test_the_fingerprint_knows_base_and_supplements_but_not_their_order(corpus: Corpus) -> None:
    both = apply(corpus, [whole(), cell()])
    assert both.fingerprint == apply(corpus, [cell(), whole()]).fingerprint
    prints = {corpus.fingerprint, both.fingerprint, apply(corpus, [cell()]).fingerprint,
              apply(corpus, [cell(value="900")]).fingerprint, apply(corpus, [cell(marker="z")]).fingerprint}
    assert len(prints) == 5


GAPS_OF_THE_LAW = sorted(unknown_at(law.corpus()))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(GAPS_OF_THE_LAW), unique=True, max_size=12), st.integers(0, 400))
def test_any_gaps_of_the_real_law_can_be_filled_and_nothing_else_moves(chosen: list[tuple[str, date]], later: int) -> None:
    # given
    base = law.corpus()
    supplements = [_for_gap(base, path, day) for path, day in chosen]
    # when
    filled = apply(base, supplements)
    # then
    touched = {path.partition("#")[0] for path, _day in chosen}
    assert sorted(unknown_at(filled)) == sorted(set(GAPS_OF_THE_LAW) - set(chosen))
    assert all(filled.parameters[p] is base.parameters[p] for p in base.parameters if p not in touched)
    for path, day in chosen:
        if "#" not in path:
            held = filled.parameters[path].version_on(min(day + timedelta(later), filled.parameters[path].versions[0].from_day))
            assert held is None or not held.is_unknown or held.from_day != day


def _for_gap(corpus: Corpus, name: str, day: date) -> Supplement:
    path, _, place = name.partition("#")
    row, _, column = place.partition("/")
    parameter = corpus.parameters[path]
    version = next(v for v in parameter.versions if v.from_day == day)
    is_table = parameter.unit == "table" and not row
    return Supplement(
        marker=name, path=path, from_day=day, source=version.source, value=None if is_table else 7,
        rows=rows_of([{"id": "x", "n": 1}]) if is_table else None, row=row, column=column,
    )


@pytest.fixture
def own_law(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small law of its own in the process, without overlay; the real one is back afterwards."""
    root = folder(HEAD + GAPS, parameters__limits__table=TABLE)
    monkeypatch.setattr(standing, "ROOT", root)
    monkeypatch.setattr(standing, "_standing", [])
    monkeypatch.setattr(standing, "_overlay", [])
    yield root


def test_a_refresh_brings_in_what_was_supplied_and_takes_it_out_again(own_law: Path) -> None:
    # given
    supplied: list[Supplement] = []
    law.provide_overlay(lambda: (len(supplied), supplied))
    law.refresh()
    base = law.fingerprint()
    assert len(list(reviews.gaps(law.corpus()))) == 4
    # when
    supplied.append(whole())
    assert law.fingerprint() == base
    law.refresh()
    # then
    assert law.at(ONE).value("limits/one").value == Decimal("0.30")
    assert law.fingerprint() != base
    # and back
    law.provide_overlay(None)
    law.refresh()
    assert law.fingerprint() == base


def test_an_unchanged_token_does_not_look_at_the_supplements(own_law: Path) -> None:
    asked: list[int] = []

    def supplements() -> Iterator[Supplement]:
        asked.append(1)
        yield whole()

    law.provide_overlay(lambda: ("same", supplements()))
    law.refresh()
    law.refresh()
    assert asked == [1]


def test_a_supplement_that_a_release_made_needless_is_named_and_harms_nothing(own_law: Path) -> None:
    law.provide_overlay(lambda: (1, [whole(from_day=date(2022, 1, 1)), cell()]))
    law.refresh()
    assert [supplement.gap for supplement, _error in standing.refused()] == ["limits/one"]
    assert law.at(ONE).cell("limits/table", "a", "max_vnd") == 900


def test_inside_one_request_the_law_stays_the_same(own_law: Path) -> None:
    # given
    token = [1]
    law.provide_overlay(lambda: (token[0], [whole()] if token[0] == 2 else []))
    with law.steady() as held:
        # when: another request brings in a new overlay
        token[0] = 2
        with ThreadPoolExecutor(1) as pool:
            seen_elsewhere = pool.submit(lambda: (law.refresh(), law.corpus())[1]).result()
        # then
        assert law.corpus() is held
        assert seen_elsewhere is not held
        # when: this one asks itself
        law.refresh()
        assert law.corpus() is seen_elsewhere
    assert law.corpus() is seen_elsewhere


def test_many_threads_agree_on_one_law(own_law: Path) -> None:
    law.provide_overlay(lambda: ("t", [whole(), cell()]))

    def ask(_: int) -> int:
        with law.steady() as held:
            return id(held)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(64)))) == 1
