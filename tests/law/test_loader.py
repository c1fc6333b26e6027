# SPDX-License-Identifier: Apache-2.0
"""A law file that does not keep to the format is refused, by name and line."""

from pathlib import Path

import pytest

from chuan.law.engine.corpus import load
from chuan.law.engine.errors import BrokenLawFile
from tests.law.conftest import HEAD, INDEX, PARAMETER, TEXT, VERSION, Folder


def refusal(root: Path) -> tuple[str, int, str]:
    with pytest.raises(BrokenLawFile) as refused:
        load(root)
    data = refused.value.data
    return data["file"], data["line"], data["reason"]


def test_a_sound_folder_is_read(folder: Folder) -> None:
    corpus = load(folder())
    assert list(corpus.parameters) == ["limits/one"]
    assert str(corpus.parameter("limits/one").versions[0].source) == "tt-01-2020/art-4/cl-1"


@pytest.mark.parametrize(("parameter", "line", "reason"), [
    (PARAMETER + "href: x\n", 11, "'href' is not known"),
    (PARAMETER + "    href: x\n", 11, "'href' is not known"),
    (PARAMETER.replace("unit: percent\n", ""), 1, "'unit' is missing"),
    (PARAMETER.replace("percent", "furlong"), 3, "'unit' must be one of"),
    (PARAMETER.replace("verification_date", "birthday"), 4, "'anchor' must be one of"),
    (PARAMETER.replace("reviewed_on: null\n", ""), 1, "'reviewed_on' is missing"),
    (PARAMETER.replace("reviewed_on: null", "reviewed_on: yes"), 5, "'reviewed_on' must be a date"),
    (PARAMETER.replace("title: Giới hạn", "title: 12"), 1, "'title' must be a str"),
    (PARAMETER.replace("title: Giới hạn", 'title: " "'), 1, "'title' is empty"),
    (HEAD + "versions: []\n", 6, "at least one version"),
    (HEAD + "versions:\n  from: 2020-01-01\n", 6, "'versions' must be a Series"),
    (HEAD + "versions:\n  - 12\n", 7, "a version must be a mapping"),
    (PARAMETER.replace("    source: tt-01-2020/art-4/cl-1\n", ""), 7, "'source' is missing"),
    (PARAMETER.replace("    confidence: seen\n", ""), 7, "'confidence' is missing"),
    (PARAMETER.replace("seen", "sure"), 10, "'confidence' must be one of"),
    (PARAMETER.replace("from: 2020-01-01", "from: 2020"), 7, "'from' must be a date"),
    (PARAMETER.replace("    value: 0.30\n", ""), 7, "one of: value, rows, unknown"),
    (PARAMETER + "    unknown: true\n", 7, "one of: value, rows, unknown"),
    (PARAMETER.replace("value: 0.30", "unknown: false"), 8, "'unknown' can only be true"),
    (PARAMETER.replace("0.30", "null"), 8, "needs notes"),
    (PARAMETER.replace("0.30", "{a: 1}"), 8, "a table goes into 'rows'"),
    (PARAMETER.replace("0.30", "[[1]]"), 8, "a table goes into 'rows'"),
    (PARAMETER + "    notes: Ghi chú\n", 11, "both or neither"),
    (PARAMETER + "    status: planned\n", 11, "'status' must be one of"),
    (PARAMETER.replace("tt-01-2020/art-4", "tt-01-2020/page-4"), 9, "no place in a text"),
    (PARAMETER + VERSION, 11, "in order of time"),
    (PARAMETER + VERSION.replace("2020-01-01", "2019-12-31"), 11, "in order of time"),
    (PARAMETER.replace("value: 0.30", "rows: [{id: a, b: 1}, {id: a, b: 2}]"), 8, "stands twice"),
    (PARAMETER.replace("value: 0.30", "rows: [{id: a, b: 1}, {id: c}]"), 8, "same columns"),
    (PARAMETER.replace("value: 0.30", "rows: [{b: 1}]"), 8, "with an 'id'"),
    (PARAMETER.replace("tt-01-2020/", "tt-02-2020/"), 7, "no text 'tt-02-2020'"),
    (PARAMETER.replace("2020-01-01", "2019-12-31"), 7, "in force only from 2020-01-01"),
    (PARAMETER + "    reviewed_on: 2019-01-01\n", 7, "before the source 01/2020/TT-BKHCN was issued"),
    (PARAMETER.replace("unit:", "name_vi: a\nname_en: b\nmeasurand: c\nunit:"), 1, "only there"),
])
def test_a_parameter_out_of_shape_is_refused(folder: Folder, parameter: str, line: int, reason: str) -> None:
    file, where, why = refusal(folder(parameter))
    assert file == "parameters/limits/one.yaml"
    assert reason in why
    assert where == line


@pytest.mark.parametrize(("text", "line", "reason"), [
    (TEXT + "href: x\n", 11, "'href' is not known"),
    (TEXT.replace("status: in_force", "status: fresh"), 7, "'status' must be one of"),
    (TEXT.replace("issued_on: 2019-06-01\n", ""), 1, "'issued_on' is missing"),
    (TEXT.replace("2019-06-01", "2021-06-01"), 6, "not in force before it is issued"),
    (TEXT.replace("amends: []", "amends: [tt-99-1999]"), 1, "no text 'tt-99-1999'"),
    (TEXT.replace("amends: []", "amends: [1]"), 9, "list of words"),
])
def test_a_text_out_of_shape_is_refused(folder: Folder, text: str, line: int, reason: str) -> None:
    file, where, why = refusal(folder(text=text))
    assert (file, where) == ("texts/tt-01-2020.yaml", line)
    assert reason in why


def test_a_folder_needs_an_index(folder: Folder) -> None:
    assert "no index.yaml" in refusal(folder(parameters__loose__two=PARAMETER))[2]


def test_an_index_out_of_shape_is_refused(folder: Folder) -> None:
    assert refusal(folder(parameters__limits__index=INDEX.replace("1", "first")))[1:] == (3, "'order' must be a int")


def test_a_cycle_needs_the_names_of_its_kind(folder: Folder) -> None:
    root = folder(parameters__verification__cycles__index=INDEX, parameters__verification__cycles__sundial=PARAMETER)
    assert "belong to verification/cycles" in refusal(root)[2]


def test_a_file_in_another_encoding_is_refused(folder: Folder) -> None:
    root = folder()
    (root / "texts/tt-01-2020.yaml").write_bytes(TEXT.encode("cp1258", "replace"))
    assert refusal(root)[:2] == ("texts/tt-01-2020.yaml", 2)


def test_one_byte_changes_the_fingerprint(folder: Folder) -> None:
    root = folder()
    before = load(root).fingerprint
    path = root / "parameters/limits/one.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load(root).fingerprint != before


def test_moving_a_file_changes_the_fingerprint(folder: Folder) -> None:
    root = folder()
    before = load(root).fingerprint
    (root / "parameters/limits/one.yaml").rename(root / "parameters/limits/two.yaml")
    assert load(root).fingerprint != before
