# SPDX-License-Identifier: Apache-2.0
"""The law as one JSON document."""

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chuan import law
from chuan.law import export
from chuan.law.engine.citation import as_text
from chuan.law.engine.corpus import load
from chuan.law.engine.edition import Edition
from chuan.law.engine.errors import LawUnknown, NoLawInForce
from tests.law.conftest import HEAD, PARAMETER, Folder

DOCUMENT: dict[str, Any] = json.loads(export.as_bytes(law.corpus()))
ODD = HEAD.replace("percent", "table") + """\
versions:
  - from: 2020-01-01
    rows:
      - {id: a, n: 0.10, yes: true, day: 2020-02-03, none: null, found: "?", many: [1, 2.50], word: "1.0"}
    source: tt-01-2020/table-1
    confidence: seen
"""


def test_every_text_and_parameter_is_in_it() -> None:
    assert DOCUMENT["schema"] == "law/1"
    assert DOCUMENT["fingerprint"] == law.fingerprint()
    assert set(DOCUMENT["texts"]) == set(law.corpus().texts)
    assert set(DOCUMENT["parameters"]) == set(law.corpus().parameters)


def test_cells_keep_their_kind(folder: Folder) -> None:
    corpus = load(folder(parameters__limits__odd=ODD))
    version = export.as_json(corpus)["parameters"]["limits/odd"]["versions"][0]
    assert version["rows"] == [{
        "id": "a", "n": "0.10", "yes": True, "day": "2020-02-03", "none": None, "found": {"unknown": True},
        "many": ["1", "2.50"], "word": "1.0",
    }]
    assert (version["from"], version["source"], version["is_confirmed"]) == ("2020-01-01", "tt-01-2020/table-1", False)
    assert "value" not in version


def test_drafts_stay_out(folder: Folder) -> None:
    corpus = load(folder(PARAMETER + "  - {from: 2030-01-01, value: 9, source: tt-01-2020, confidence: seen, status: draft}\n"))
    assert [v["from"] for v in export.as_json(corpus)["parameters"]["limits/one"]["versions"]] == ["2020-01-01"]


def test_the_same_law_gives_the_same_bytes(folder: Folder) -> None:
    root = folder()
    assert export.as_bytes(load(root)) == export.as_bytes(load(root))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(law.corpus().parameters)), st.integers(0, 7000).map(lambda n: date(2009, 1, 1) + timedelta(days=n)))
def test_a_reader_of_the_json_finds_what_the_edition_says(path: str, day: date) -> None:
    # given: what a program in another language would do
    versions = [v for v in DOCUMENT["parameters"][path]["versions"] if v["from"] <= day.isoformat()]
    # when
    try:
        version = Edition(law.corpus(), day).version(path)
    except NoLawInForce:
        assert not versions
        return
    except LawUnknown:
        assert versions[-1]["unknown"] is True
        return
    # then
    found = versions[-1]
    assert found["source"] == str(version.source)
    if version.rows is None:
        assert plain(found["value"]) == as_text(version.value)
    else:
        assert [{k: plain(v) for k, v in row.items()} for row in found["rows"]] == [
            {k: "?" if str(v) == "?" else as_text(v) for k, v in row.items()} for row in version.rows]


def plain(value: Any) -> str:
    if isinstance(value, dict):
        return "?"
    if isinstance(value, list):
        return ", ".join(plain(item) for item in value)
    return "" if value is None else "true" if value is True else "false" if value is False else str(value)
