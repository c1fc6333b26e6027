# SPDX-License-Identifier: Apache-2.0
"""Every table and every worked example of instruments, and junk everywhere, in Python and in JavaScript: to the last digit."""

from decimal import Decimal
from typing import Any

from chuan.judge.instruments import judge_instrument
from chuan.metrology.decimals import plain
from tests.judge import test_instruments_junk as junk
from tests.judge import test_instruments_meters as meters
from tests.judge import test_instruments_others as others
from tests.judge import test_instruments_scales as scales
from tests.judge import test_instruments_trade as trade
from tests.judge.engine import differences


def test_the_tables_come_out_the_same() -> None:
    given: dict[str, Any] = {}
    for accuracy_class, e, most, load, mpe in scales.STEPS:
        for sign in (1, -1):
            grams = Decimal(load) * Decimal(e)
            point = {"load": plain(grams), "indication": plain(grams + sign * Decimal(mpe) * Decimal(e))}
            spec = {"class": accuracy_class, "max": most, "e": e, "indication": "analog"}
            given[f"R 76 {accuracy_class} {load} {sign}"] = scales.scale(point, spec=spec)
    for load, limit in scales.MULTI:
        indication = plain(Decimal(load) + Decimal(limit))
        given[f"two ranges {load}"] = scales.two_ranges({"load": load, "indication": indication, "delta_l": "0.001"})
    for line in others.TABLE_1.splitlines():
        nominal, *limits = line.split()
        for accuracy_class, limit in zip(("E2", "F1", "F2", "M1", "M2", "M3"), limits, strict=True):
            kind = "weight-e2" if accuracy_class == "E2" else "weight-upto-f1"
            given[f"R 111 {nominal} {accuracy_class}"] = others.weight(limit, nominal, accuracy_class, kind)
    for meter_class, factor, current, limit in meters.DIRECT:
        spec = {"class": meter_class, "ib": "10", "imax": "60"}
        given[f"direct {meter_class} {factor} {current}"] = meters.meter({"current": current, "factor": factor, "error": limit}, spec=spec)
    for meter_class, factor, current, limit in meters.BY_TRANSFORMER:
        spec = {"class": meter_class, "in": "5", "imax": "6"}
        point = {"current": current, "factor": factor, "error": f"-{limit}"}
        given[f"transformer {meter_class} {factor} {current}"] = meters.meter(point, kind="elec-meter-3p-static", spec=spec)
    assert len(given) > 150
    assert differences(judge_instrument, "instrument", given) == []


def test_the_published_examples_come_out_the_same() -> None:
    given = {
        "09/2017 example 1": trade.retail(8000, 20, {"role": "seller", "check_mass": "1000", "indication": "1021"}),
        "09/2017 example 2": trade.retail(10000, 50, {"role": "seller", "check_mass": "7000", "indication": "7100"}),
        "09/2017 example 3": trade.retail(100000, 200, {"role": "buyer", "check_mass": "50000", "indication": "49200"}),
        "gold 86 g": trade.gold("86", "86.0265"), "gold 10 kg": trade.gold("10", "10.0018", e_mg="100", unit="kg"),
        "gold 7.5 g, a gap": trade.gold("7.5", "7.5"), "gold 49.9 g, a gap": trade.gold("49.9", "49.9"),
    }
    assert differences(judge_instrument, "instrument", given) == []


def test_junk_comes_out_the_same() -> None:
    """What JSON can carry; whole numbers only as far as JavaScript counts them exactly."""
    sendable = [
        item for item in junk.JUNK
        if not isinstance(item, float | bytes | tuple) and type(item) is not object and item != 10**40
    ]
    given = {
        f"{payload['kind']} {number} {path} {item!r}": junk.with_junk(payload, path, item)
        for number, payload in enumerate(junk.PAYLOADS)
        for path in junk.places(payload) if path
        for item in sendable
    }
    assert len(given) > 5000
    assert differences(judge_instrument, "instrument", given)[:5] == []
