# SPDX-License-Identifier: Apache-2.0
"""Acts explained by the law they used; what rests on a parameter."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chuan.law import explainers, printed, relies
from chuan.law.engine.corpus import Corpus, load
from chuan.law.engine.edition import Edition
from chuan.law.explainers import Act, NothingExplained, SeveralExplained
from tests.law.conftest import PARAMETER, Folder

DAY, TODAY = date(2021, 5, 5), date(2026, 6, 1)


@pytest.fixture
def corpus(folder: Folder) -> Corpus:
    return load(folder(PARAMETER + "  - {from: 2025-01-01, value: 0.50, source: tt-01-2020/art-5, confidence: seen}\n"))


@pytest.fixture
def act(corpus: Corpus) -> Act:
    return Act(number="26.00042", title="Cột đo", done_on=DAY, citation=Edition(corpus, DAY).cite("limits/one"),
               fingerprint=corpus.fingerprint)


@pytest.fixture(autouse=True)
def registries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explainers, "_FINDERS", {})
    monkeypatch.setattr(relies, "_ENTRIES", [])


def test_it_says_what_the_law_is_now(corpus: Corpus, act: Act) -> None:
    one = explainers.explain(act, corpus, TODAY)[0]
    assert one.corrected is None
    assert isinstance(one.today, dict)
    assert one.today["value"] == "0.50"


def test_it_says_that_the_files_were_corrected_since(folder: Folder, act: Act) -> None:
    mended = load(folder(PARAMETER.replace("0.30", "0.35")))
    one = explainers.explain(act, mended, TODAY)[0]
    assert isinstance(one.corrected, dict)
    assert one.corrected["value"] == "0.35"


@pytest.mark.parametrize(("parameter", "why"), [
    (PARAMETER.replace("value: 0.30", "unknown: true"), "not known"),
    (PARAMETER.replace("from: 2020-01-01", "from: 2022-01-01"), "no rule in force"),
])
def test_it_says_why_there_is_no_answer_any_more(folder: Folder, act: Act, parameter: str, why: str) -> None:
    assert explainers.explain(act, load(folder(parameter)), TODAY)[0].corrected == why


def test_a_parameter_that_went_away_is_named(corpus: Corpus, act: Act) -> None:
    gone = replace(corpus, parameters={})
    assert explainers.explain(act, gone, TODAY)[0].corrected == "no such parameter any more"


def test_the_printed_page_holds_value_source_and_both_fingerprints(corpus: Corpus, act: Act) -> None:
    # given
    other = replace(corpus, fingerprint="f" * 64)
    # when
    said = "\n".join(printed.explanation(act, explainers.explain(act, other, TODAY), other.fingerprint, TODAY))
    # then
    assert act.fingerprint in said
    assert "f" * 64 in said
    assert "01/2020/TT-BKHCN Điều 4, khoản 1" in said
    assert "1 values cited, 0 corrected since, 1 different by the law of 2026-06-01" in said


def test_one_act_is_found_by_its_number(act: Act) -> None:
    explainers.register("certificate", lambda text: [act] if text == "26.00042" else [])
    assert explainers.find(" 26.00042 ") is act
    with pytest.raises(NothingExplained):
        explainers.find("7")


def test_several_acts_are_all_named(act: Act) -> None:
    explainers.register("certificate", lambda _text: [act, replace(act, number="25.00042")])
    with pytest.raises(SeveralExplained, match=r"26\.00042, 25\.00042"):
        explainers.find("42")


def test_who_relies_on_a_parameter_is_told_by_prefix() -> None:
    # given
    def count(user: Any, path: str) -> tuple[int, str] | None:
        return (1234, "/list/") if user == "ours" else None

    relies.register("limits/", "Certificates", count)
    relies.register("limits/one", "Papers")
    relies.register("limit", "Nobody")
    # then
    assert relies.on("limits/one", "ours") == [relies.Reliance("Certificates", 1234, "/list/"), relies.Reliance("Papers")]
    assert relies.on("limits/one", "stranger") == [relies.Reliance("Certificates"), relies.Reliance("Papers")]
    assert relies.on("limits/ones", "ours")[1:] == []


def test_numbers_and_gaps_stand_right_in_a_printed_table() -> None:
    rows = [{"id": "a", "n": Decimal("0.5")}, {"id": "bb", "n": None}]
    assert list(printed.table(rows)) == ["id    n", "--  ---", "a   0.5", "bb    -"]
    assert list(printed.table([])) == []
