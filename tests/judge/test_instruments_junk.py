# SPDX-License-Identifier: Apache-2.0
"""Whatever stands anywhere in the input: a verdict in plain JSON, or an error with a code and a place. Never anything else."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from chuan.judge.instruments import judge_instrument
from chuan.lib.errors import ChuanError

JUNK: list[Any] = [
    None, True, False, 0, -1, 1, 10**40, 1.5, float("nan"), "", " ", "0", "-1", "1e400", "-1e-400", "1E-30", "NaN", "inf", "½", "1,5", "0x10",
    "1_000", "١٢", "x" * 1000, "\x00", "Ω", [], [[]], {}, {"a": 1}, [None], [{}], ["1"], {"passed": "yes"}, b"1", (1,), object(),
]

_AT = {"on": "2026-05-01", "verification": "periodic"}
_READ = {"indication": "5", "delta_l": "0.002"}
PAYLOADS: list[dict[str, Any]] = [
    {
        **_AT, "kind": "scale-platform", "spec": {"class": "III", "max": "15", "min": "0.1", "e": "0.005", "d": "0.005", "unit": "kg", "added_tare": "0"},
        "points": [{"load": "5", **_READ, "direction": "up", "weights_error": "0.0001"}], "zero": {"load": "0", "indication": "0"},
        "repeatability": {"load": "5", "readings": [_READ, _READ, _READ]}, "visual": {"passed": True},
        "eccentricity": {"load": "5", "supports": "4", "rolling": False, "readings": [{"position": "1", **_READ}]},
        "discrimination": {"load": "5", "added": "0.007", "before": "5", "after": "5.005"},
        "tare": {"tare": "2", "indication": "0", "delta_l": "0.0025"}, "substitution": {"standard_weights": "8", "repeatability": "0"},
    },
    {
        **_AT, "kind": "scale-counter", "spec": {"class": "III", "ranges": [{"max": "6", "e": "0.002"}, {"max": "15", "e": "0.005"}], "unit": "kg"},
        "points": [{"load": "10", "indication": "10"}],
    },
    {
        **_AT, "kind": "elec-meter-3p-static",
        "spec": {"class": "1", "ib": "10", "imax": "60", "measures": "active", "un": "220", "constant": "1000", "elements": "3"},
        "points": [{"current": "10", "factor": "1", "load": "single_phase", "indication": "1", "reference": "1", "standard_error": "0.1"}],
        "starting": {"current": "0.04", "started": True}, "no_load": {"minutes": "50", "pulses": "0", "voltage_percent": "115"},
    },
    {
        **_AT, "kind": "water-meter-elec", "spec": {"q3": "2.5", "r": "100", "class": "2", "division": "0.05"}, "tightness": {"passed": True},
        "points": [{"flow": "1", "indication": "100", "reference": "100", "temperature": "20"}, {"flow": "1", "start": "0", "end": "100", "reference": "100"}],
    },
    {**_AT, "kind": "water-meter-mech", "spec": {"qn": "1.5", "class": "B", "division": "0.05"}, "points": [{"flow": "1", "indication": "100", "reference": "100"}]},
    {**_AT, "kind": "weight-upto-f1", "spec": {"class": "M1", "unit": "g"}, "points": [{"nominal": "1", "mass": "1", "marking": "A"}]},
    {**_AT, "kind": "pressure-gauge", "spec": {"class": "1", "from": "0", "to": "10", "unit": "bar"}, "points": [{"reference": "5", "indication": "5", "standard_error": "0.01"}]},
    {**_AT, "kind": "sphygmomanometer", "spec": {"unit": "mmHg"}, "points": [{"reference": "5", "indication": "5", "direction": "up"}]},
    {**_AT, "kind": "speed-meter", "spec": {}, "points": [{"reference": "50", "indication": "50"}]},
    {**_AT, "kind": "taximeter", "spec": {}, "points": [{"quantity": "distance", "reference": "50", "indication": "50"}]},
    {
        **_AT, "kind": "fuel-dispenser", "spec": {"measure": {"expansion_per_c": "0.00005", "reference_temperature_c": "20"}},
        "points": [{"hose": 1, "flow_rate": "maximum", "repeat": 1, "indication": "20", "reference": "20", "temperature": "30"}],
    },
    {**_AT, "kind": "lpg-dispenser", "spec": {"part": "meter"}, "points": [{"indication": "20", "reference": "20"}]},
    {
        "on": "2026-05-01", "kind": "retail-weighing", "spec": {"scale": "spring", "max": "8", "d": "0.02", "unit": "kg"},
        "points": [{"role": "seller", "check_mass": "1", "indication": "1", "weights_error": "0"}], "choice_of_scale": {"goods": "1"},
    },
    {
        "on": "2026-05-01", "kind": "retail-weighing", "spec": {"scale": "other", "max": "15", "e": "0.005", "class": "III", "unit": "kg"},
        "points": [{"check_mass": "1", "indication": "1"}],
    },
    {"on": "2026-05-01", "kind": "gold-weighing", "spec": {"e_mg": "1", "unit": "g"}, "points": [{"mass": "86", "indication": "86"}]},
]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a payload."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def with_junk(payload: dict[str, Any], path: tuple[Any, ...], junk: Any) -> Any:
    """The payload with something else at a place."""
    if not path:
        return junk
    changed = copy.deepcopy(payload)
    inside: Any = changed
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = junk
    return changed


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: str(payload["kind"]))
def test_nothing_but_verdicts_and_coded_errors_comes_out(payload: dict[str, Any]) -> None:
    assert json.dumps(judge_instrument(payload))
    for path in places(payload):
        for junk in JUNK:
            try:
                found = judge_instrument(with_junk(payload, path, junk))
            except ChuanError as refusal:
                assert str(refusal), (path, junk)
            else:
                assert found["verdict"] in ("pass", "fail")
                if not isinstance(junk, bytes | tuple) and type(junk) is not object:
                    json.dumps({**found, "inputs": None})


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: str(payload["kind"]))
def test_a_key_too_many_anywhere_is_refused(payload: dict[str, Any]) -> None:
    for path in places(payload):
        inside: Any = payload
        for key in path:
            inside = inside[key]
        if isinstance(inside, dict):
            with pytest.raises(ChuanError) as refusal:
                judge_instrument(with_junk(payload, path, {**inside, "nonsense": "1"}))
            assert refusal.value.code == "judge.unknown-key"
