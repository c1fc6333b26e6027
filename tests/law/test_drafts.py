# SPDX-License-Identifier: Apache-2.0
"""Draft texts laid over the law in force."""

from datetime import date
from decimal import Decimal

import pytest

from chuan.law.engine.corpus import Corpus, load
from chuan.law.engine.drafts import with_draft, with_kept_drafts
from chuan.law.engine.edition import Edition
from chuan.law.engine.errors import BrokenLawFile
from tests.law.conftest import HEAD, PARAMETER, VERSION, Folder

LATER = VERSION.replace("2020-01-01", "2030-01-01").replace("0.30", "0.40")
TEXTS = """\
texts:
  du-thao-1:
    number: Dự thảo
    title: Dự thảo thông tư
    title_en: Draft circular
    issuer: Bộ mẫu
    issued_on: null
    in_force_from: null
    status: unknown
    replaces: [tt-01-2020]
    amends: []
    confidence: seen
"""
DRAFT = TEXTS + """\
parameters:
  - path: limits/one
    versions:
      - from: 2027-01-01
        value: 0.10
        source: du-thao-1/art-2
        confidence: seen
        status: draft
  - path: limits/new
    title: Mới
    title_en: New
    unit: count
    anchor: verification_date
    versions:
      - from: 2027-01-01
        value: 3
        source: du-thao-1/art-3
        confidence: seen
"""


@pytest.fixture
def corpus(folder: Folder) -> Corpus:
    return load(folder(PARAMETER + LATER))


def test_from_its_first_day_on_the_draft_alone_speaks(corpus: Corpus) -> None:
    # when
    after = with_draft(corpus, {"draft.yaml": DRAFT})
    # then
    on = {year: Edition(after, date(year, 6, 1)).value("limits/one").value for year in (2026, 2027, 2031)}
    assert on == {2026: Decimal("0.30"), 2027: Decimal("0.10"), 2031: Decimal("0.10")}
    assert Edition(after, date(2027, 1, 1)).value("limits/new").value == 3
    assert Edition(after, date(2027, 1, 1)).version("limits/one").is_draft
    assert after.fingerprint != corpus.fingerprint
    assert Edition(corpus, date(2031, 6, 1)).value("limits/one").value == Decimal("0.40")
    assert "du-thao-1" not in corpus.texts


def test_no_draft_changes_nothing(corpus: Corpus) -> None:
    assert with_draft(corpus, {}) is corpus


def test_a_document_of_one_parameter_needs_no_list(corpus: Corpus) -> None:
    single = "path: limits/one\nversions:\n" + VERSION.replace("2020-01-01", "2028-01-01").replace("0.30", "9")
    assert Edition(with_draft(corpus, {"a.yaml": single}), date(2029, 1, 1)).value("limits/one").value == 9


def test_a_text_of_one_document_may_be_cited_in_another(corpus: Corpus) -> None:
    other = DRAFT.removeprefix(TEXTS)
    assert with_draft(corpus, {"z.yaml": TEXTS + "parameters: []\n", "a.yaml": other}).parameters["limits/new"]


@pytest.mark.parametrize(("old", "new", "line", "why"), [
    ("limits/one", "limits/missing/one", 14, "missing"),
    ("value: 0.10", "value: 1e3", 17, "no plain number"),
    ("du-thao-1/art-2", "du-thao-2/art-2", 16, "there is no text"),
    ("replaces: [tt-01-2020]", "replaces: [tt-00-1999]", 2, "there is no text 'tt-00-1999'"),
    ("du-thao-1:", "tt-01-2020:", 2, "there already"),
    ("path: limits/new", "path: limits/one", 22, "exists"),
    ("    unit: count", "    unit: stone", 24, "one of"),
    ("    unit: count", "    unite: count", 24, "not known"),
    ("  - path: limits/one", "  - 7", 14, "YAML|expected|mapping"),
    ("  du-thao-1:", "  du-thao-1: x\n  y:", 2, "mapping"),
    ("        value: 0.10", "        rows: [{id: a}]", 16, "by rows"),
])
def test_bad_drafts_are_refused_by_file_and_line(corpus: Corpus, old: str, new: str, line: int, why: str) -> None:
    with pytest.raises(BrokenLawFile, match=why) as caught:
        with_draft(corpus, {"draft.yaml": DRAFT.replace(old, new)})
    assert caught.value.data["file"] == "draft.yaml"
    if "YAML" not in why:
        assert caught.value.data["line"] == line


def test_one_parameter_stands_once_in_all_documents(corpus: Corpus) -> None:
    single = "path: limits/one\nversions:\n" + VERSION
    with pytest.raises(BrokenLawFile, match="stands twice"):
        with_draft(corpus, {"a.yaml": single, "b.yaml": single})


@pytest.mark.parametrize("content", ["", "- 1\n", "nothing: here\n", "parameters: 3\n", "a: b: c\n", "--- a\n--- b\n", "\ufeff"])
def test_what_is_no_draft_is_refused(corpus: Corpus, content: str) -> None:
    with pytest.raises(BrokenLawFile):
        with_draft(corpus, {"draft.yaml": content})


def test_the_drafts_kept_in_the_files_can_be_laid_over(folder: Folder) -> None:
    # given
    corpus = load(folder(PARAMETER + LATER + "    status: draft\n"))
    # then
    assert Edition(corpus, date(2031, 1, 1)).value("limits/one").value == Decimal("0.30")
    assert Edition(with_kept_drafts(corpus), date(2031, 1, 1)).value("limits/one").value == Decimal("0.40")


def test_without_kept_drafts_the_law_is_the_same(folder: Folder) -> None:
    corpus = load(folder(f"{HEAD}versions:\n{VERSION}"))
    assert with_kept_drafts(corpus) is corpus
