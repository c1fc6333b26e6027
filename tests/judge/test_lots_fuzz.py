# SPDX-License-Identifier: Apache-2.0
"""Whatever is sent: an answer that fits the schema, or a coded error. Nothing else, and never a pass out of nonsense."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chuan.judge.lot_payload import KEYS
from chuan.judge.lots import judge_lot
from chuan.judge.rule_sets import rule_set_ids
from chuan.lib.errors import ChuanError
from tests.judge.test_lots import lot
from tests.judge.test_lots_schema import faults

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 400), st.floats(), st.text(max_size=5),
    st.sampled_from(["500", "0", "-1", "1e3", "NaN", "Infinity", "٣", "5_0", " 5 ", "0x5", "1e400", "501.2", "g", "ml", "kg/l"]),
)
NUMBERS = st.lists(st.sampled_from(["501", "499.5", "484", "460", "0", 500]), max_size=55)
VALUES = st.recursive(
    st.one_of(SCALARS, NUMBERS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["value", "unit", "mean", "sample", "units", "judged", "interval", "name"]), inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(rule_set_ids()), st.dictionaries(st.sampled_from([*KEYS, "parts", "other"]), VALUES, max_size=4))
def test_anything_is_answered_or_refused(rule_set_id: str, changes: dict[str, Any]) -> None:
    payload = lot(rule_set=rule_set_id) | changes
    try:
        found = judge_lot(payload)
    except ChuanError as error:
        assert error.code.partition(".")[0] in ("judge", "metrology", "law")
        assert str(error)
        return
    assert faults(json.loads(json.dumps(found)), "output") == []
    if found["verdict"] == "pass" and "parts" not in found:
        assert found["t1_count"] is not None or found["t2_count"] is not None
        assert found["mean_passed"] is not False
        assert found["sample_size"] >= found["sample_size_required"]


@settings(deadline=None, max_examples=200)
@given(VALUES)
def test_any_document_is_refused(payload: Any) -> None:
    try:
        judge_lot(payload)
    except ChuanError:
        return
    raise AssertionError("nonsense was judged")
