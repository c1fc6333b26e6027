# SPDX-License-Identifier: Apache-2.0
"""Full-text search of the law, and tables and chains as they are shown."""

from datetime import date

import pytest
from django.utils.html import strip_tags
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan import law
from chuan.law import chains, finding, tables, words
from chuan.law.engine.compare import Change, compare, table_changes
from chuan.law.engine.corpus import load
from chuan.law.engine.nodes import Source, Supply
from chuan.law.engine.overlay import rows_of
from chuan.lib.text import fold
from tests.law.conftest import HEAD, TEXT, VERSION, Folder

NOTED = f"{HEAD}versions:\n{VERSION}    notes: Đọc trong <b>Công báo</b> số 7\n    notes_en: Read in the gazette\n"


def found(text: str) -> list[str]:
    return [getattr(one.item, "path", getattr(one.item, "id", "")) for one in finding.find(law.corpus(), text)]


@pytest.mark.parametrize(("text", "first"), [
    ("chu ky kiem dinh taximet", "verification/cycles/taximeter"),
    ("Verification cycle taximeter", "verification/cycles/taximeter"),
    ("verification/mpe/fuel-dispenser", "verification/mpe/fuel-dispenser"),
    ("07/2019/TT-BKHCN", "tt-07-2019-bkhcn"),
    ("tt-07-2019-bkhcn", "tt-07-2019-bkhcn"),
])
def test_the_thing_that_is_named_comes_first(text: str, first: str) -> None:
    assert found(text)[0] == first


def test_notes_rows_and_values_are_searched_and_the_place_is_shown(folder: Folder) -> None:
    # given
    corpus = load(folder(NOTED))
    # when
    one = finding.find(corpus, "cong bao 7")[0]
    # then
    assert str(one.snippet) == "Đọc trong &lt;b&gt;<mark>Công</mark> <mark>báo</mark>&lt;/b&gt; số <mark>7</mark>"
    assert [f.item.title for f in finding.find(corpus, "0.30")] == ["Giới hạn"]


def test_every_word_must_be_there() -> None:
    assert found("taximet khongcogi") == []
    assert found("   ") == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=5), max_size=4))
def test_marking_changes_nothing_but_marks(text: str, chosen: list[str]) -> None:
    marked = finding.marked(text, [word for word in map(fold, chosen) if word])
    plain = str(marked).replace("<mark>", "").replace("</mark>", "")
    assert plain == str(finding.escape(text))
    assert "<" not in strip_tags(plain).replace("&lt;", "")


def test_a_column_is_called_in_the_readers_language() -> None:
    with override("vi"):
        assert words.column_label("min_vnd") == "Tối thiểu (đồng)"
        assert words.column_label("qn_le_g") == "Lượng danh định Qn ≤ (g)"
    with override("en"):
        assert words.column_label("max_vnd") == "At most (VND)"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_column_of_every_table_has_a_heading(language: str) -> None:
    codes = {c for p in law.corpus().parameters.values() for v in p.versions for row in v.rows or () for c in row}
    with override(language):
        assert all(words.column_label(code).strip() for code in codes)


def test_only_the_readers_language_of_a_pair_is_shown() -> None:
    rows = rows_of([{"id": "a", "name": "tên", "name_en": "name", "none": None, "n": 1, "u": "?"}])
    with override("vi"):
        assert [column.code for column in tables.grid(rows).columns] == ["id", "name", "n", "u"]
    with override("en"):
        assert [column.code for column in tables.grid(rows).columns] == ["id", "name_en", "n", "u"]


def test_a_table_keeps_the_order_of_its_rows() -> None:
    # given
    corpus = law.corpus()
    change = next(c for c in compare(corpus, date(2013, 1, 1), corpus, date(2026, 10, 1))
                  if c.kind == "added" and c.after and c.after.rows and len(c.after.rows) > 1)
    assert change.after is not None
    # when
    shown = tables.grid(change.after.rows or ())
    # then
    assert [line.id for line in shown.lines] == [row["id"] for row in change.after.rows or ()]
    assert all(line.mark == "" for line in shown.lines)


def test_what_changed_in_a_table_is_marked_cell_by_cell() -> None:
    # given
    old = rows_of([{"id": "a", "n": 1}, {"id": "b", "n": 2}])
    new = rows_of([{"id": "b", "n": "?"}, {"id": "c", "n": 3}])
    change = Change("changed", next(iter(law.corpus().parameters.values())), None, None, *table_changes(old, new))
    # when
    shown = tables.grid(new, change)
    # then
    assert [(line.id, line.mark) for line in shown.lines] == [("b", "changed"), ("c", "added"), ("a", "ended")]
    assert [(cell.before, cell.text) for _column, cell in shown.lines[0].cells] == [(None, "b"), ("2", "?")]
    assert shown.unknown == 1


def test_a_cell_the_province_filled_is_marked() -> None:
    supply = Supply("s", "a", "n", Source("tt", ()), None)
    cells = [cell for _column, cell in tables.grid(rows_of([{"id": "a", "n": 1, "m": 2}]), None, (supply,)).lines[0].cells]
    assert [(cell.text, cell.is_supplied) for cell in cells] == [("a", False), ("1", True), ("2", False)]


SECOND = TEXT.replace("01/2020", "02/2022").replace("2019-06-01", "2021-06-01").replace("2020-01-01", "2022-01-01")


@pytest.mark.parametrize(("day", "standing"), [
    ("2019-05-31", "not_issued"), ("2019-06-01", "not_yet"), ("2019-12-31", "not_yet"), ("2020-01-01", "in_force"),
    ("2021-12-31", "in_force"), ("2022-01-01", "replaced"),
])
def test_what_a_text_was_worth_on_a_day(folder: Folder, day: str, standing: str) -> None:
    corpus = load(folder(**{"texts__tt-02-2022": SECOND.replace("replaces: []", "replaces: [tt-01-2020]")}))
    assert chains.standing_on(corpus, corpus.text("tt-01-2020"), date.fromisoformat(day)) == standing


def test_an_amended_text_is_still_in_force(folder: Folder) -> None:
    corpus = load(folder(**{"texts__tt-02-2022": SECOND.replace("amends: []", "amends: [tt-01-2020]")}))
    text = corpus.text("tt-01-2020")
    assert chains.standing_on(corpus, text, date(2021, 12, 31)) == "in_force"
    assert chains.standing_on(corpus, text, date(2022, 1, 1)) == "amended"
    assert [(link.text.id, link.relation) for link in chains.chain(corpus, text, date(2026, 1, 1))] == [
        ("tt-01-2020", "self"), ("tt-02-2022", "amended_by")]


def test_where_days_are_not_known_nothing_is_claimed(folder: Folder) -> None:
    corpus = load(folder(text=TEXT.replace("in_force_from: 2020-01-01", "in_force_from: null")))
    assert chains.standing_on(corpus, corpus.text("tt-01-2020"), date(2026, 1, 1)) == "unknown"


@pytest.mark.parametrize("text_id", sorted(law.corpus().texts))
def test_every_chain_fits_its_picture(text_id: str) -> None:
    corpus = law.corpus()
    links = chains.chain(corpus, corpus.text(text_id), date(2026, 11, 22))
    assert text_id in {link.text.id for link in links}
    assert all(0 <= link.left <= 100 and 0 < link.width <= 101 for link in links)
