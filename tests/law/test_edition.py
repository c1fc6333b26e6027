# SPDX-License-Identifier: Apache-2.0
"""What the law said on a day, and how it is cited."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan import law
from chuan.law.engine.corpus import load
from chuan.law.engine.edition import Edition
from chuan.law.engine.errors import LawUnknown, NoLawInForce, NoSuchParameter
from tests.law.conftest import HEAD, PARAMETER, VERSION, Folder

MPE = "verification/mpe/fuel-dispenser"
ENDED = "  - from: 2022-01-01\n    value: null\n    source: tt-01-2020\n    confidence: seen\n    notes: Hết\n    notes_en: Ended\n"


def test_a_value_brings_its_source_and_how_surely_it_is_known() -> None:
    value = law.at(date(2026, 6, 1)).value("verification/cycles/fuel-dispenser")
    assert value.value == 12
    assert str(value.source) == "tt-04-2026-bkhcn/art-4/item-19"
    assert value.source_text.number == "04/2026/TT-BKHCN"
    assert (value.confidence, value.reviewed_on, value.is_confirmed) == ("ocr", None, False)
    assert value.from_day == date(2026, 4, 15)


def test_error_limits_are_decimals() -> None:
    value = law.at(date(2026, 6, 1)).value(MPE).value
    assert isinstance(value, Decimal)
    assert value == Decimal("0.3")


def test_before_the_first_version_no_law_is_known() -> None:
    with pytest.raises(NoLawInForce) as refused:
        law.at(date(2013, 8, 18)).value(MPE)
    assert refused.value.data == {"path": MPE, "day": date(2013, 8, 18)}
    assert refused.value.status == 409


def test_a_gap_is_told_apart_from_no_law() -> None:
    with pytest.raises(LawUnknown):
        law.at(date(2015, 1, 1)).value("verification/cycles/elec-meter-1p-static")


def test_a_path_that_no_file_has_is_not_found() -> None:
    with pytest.raises(NoSuchParameter) as refused:
        law.at(date(2026, 1, 1)).value("verification/cycles/hourglass")
    assert refused.value.status == 404


def test_an_ended_value_is_none_with_its_reason(folder: Folder) -> None:
    value = Edition(load(folder(PARAMETER + ENDED)), date(2022, 1, 1)).value("limits/one")
    assert (value.value, value.notes) == (None, "Hết")


def test_a_table_is_asked_as_a_table(folder: Folder) -> None:
    # given
    rows = HEAD + "versions:\n" + VERSION.replace("value: 0.30", "rows: [{id: a, limit: 0.5}, {id: b, limit: 1}]")
    edition = Edition(load(folder(rows)), date(2021, 1, 1))
    # when
    table = edition.table("limits/one")
    # then
    assert [row["limit"] for row in table] == [Decimal("0.5"), 1]
    assert edition.cite("limits/one")[0]["rows"] == [{"id": "a", "limit": "0.5"}, {"id": "b", "limit": "1"}]
    with pytest.raises(TypeError):
        edition.value("limits/one")
    with pytest.raises(TypeError):
        table[0]["limit"] = 3  # type: ignore[index]


def test_a_value_is_not_asked_as_a_table() -> None:
    with pytest.raises(TypeError):
        law.at(date(2026, 1, 1)).table(MPE)


def test_a_draft_counts_for_nothing(folder: Folder) -> None:
    draft = VERSION.replace("2020-01-01", "2021-01-01").replace("0.30", "9") + "    status: draft\n"
    assert Edition(load(folder(PARAMETER + draft)), date(2030, 1, 1)).value("limits/one").value == Decimal("0.30")


def test_the_day_of_review_confirms_the_newest_version_only(folder: Folder) -> None:
    # given
    second = VERSION.replace("2020-01-01", "2021-01-01")
    corpus = load(folder((PARAMETER + second).replace("reviewed_on: null", "reviewed_on: 2026-10-01")))
    # then
    assert not Edition(corpus, date(2020, 6, 1)).value("limits/one").is_confirmed
    assert Edition(corpus, date(2021, 6, 1)).value("limits/one").is_confirmed
    assert Edition(corpus, date(2021, 6, 1)).value("limits/one").reviewed_on == date(2026, 10, 1)


def test_an_older_version_can_be_confirmed_by_itself(folder: Folder) -> None:
    second = VERSION.replace("2020-01-01", "2021-01-01")
    corpus = load(folder(PARAMETER + "    reviewed_on: 2026-10-01\n" + second))
    assert Edition(corpus, date(2020, 6, 1)).value("limits/one").is_confirmed
    assert not Edition(corpus, date(2021, 6, 1)).value("limits/one").is_confirmed


def test_a_citation_is_plain_json_and_keeps_what_was_said() -> None:
    # when
    cited = law.at(date(2026, 6, 1)).cite(MPE, "verification/procedures/fuel-dispenser/flow-rates")
    # then
    assert json.loads(json.dumps(cited)) == cited
    assert cited[0] == {
        "path": MPE, "title": "Sai số cho phép lớn nhất – Cột đo xăng dầu",
        "title_en": "Maximum permissible error – Fuel dispenser", "value": "0.3", "rows": None, "unit": "percent",
        "on": "2026-06-01", "from": "2018-01-01", "source": "dlvn-10-2017", "source_text": "dlvn-10-2017",
        "source_number": "ĐLVN 10:2017", "source_title": "Cột đo xăng dầu – Quy trình kiểm định", "source_place": "",
        "confidence": "memory", "reviewed_on": None, "is_confirmed": False,
    }
    assert cited[1]["value"] == "maximum, minimum"


def test_a_citation_outlives_a_change_of_the_file(folder: Folder) -> None:
    # given
    root = folder()
    cited = Edition(load(root), date(2021, 1, 1)).cite("limits/one")
    kept = json.dumps(cited)
    # when
    folder(PARAMETER.replace("0.30", "0.50"))
    # then
    assert Edition(load(root), date(2021, 1, 1)).cite("limits/one")[0]["value"] == "0.50"
    assert json.dumps(cited) == kept


def test_what_is_not_known_cannot_be_cited() -> None:
    with pytest.raises(LawUnknown):
        law.at(date(2015, 1, 1)).cite("verification/cycles/elec-meter-1p-static")


@settings(max_examples=300, deadline=None)
@given(path=st.sampled_from(sorted(law.corpus().parameters)),
       day=st.integers(0, 9000).map(lambda n: date(2010, 1, 1) + timedelta(days=n)))
def test_on_any_day_the_last_version_not_after_it_counts(path: str, day: date) -> None:
    started = [v for v in law.corpus().parameters[path].versions if v.from_day <= day]
    if not started:
        with pytest.raises(NoLawInForce):
            law.at(day).version(path)
    elif max(started, key=lambda v: v.from_day).is_unknown:
        with pytest.raises(LawUnknown):
            law.at(day).version(path)
    else:
        newest = max(started, key=lambda v: v.from_day)
        found = law.at(day).version(path)
        assert found is newest
        assert (law.at(day).table(path) if newest.rows is not None else law.at(day).value(path).value) in (newest.rows, newest.value)
