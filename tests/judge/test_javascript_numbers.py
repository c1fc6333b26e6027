# SPDX-License-Identifier: Apache-2.0
"""Numbers, rounding and units are the same in JavaScript, digit for digit."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, get_args

from chuan.lib.errors import ChuanError
from chuan.metrology import units
from chuan.metrology.decimals import Rounding, plain, round_to_step
from chuan.metrology.errors import number
from tests.judge.engine import ask

TYPED = [
    "500.20", " 500\n", "+5", ".5", "5.", "1_000", "1e3", "1E-7", "-0.0", "-0", "０５００", "٣٫٥", "٣.٥", "१२", "", " ", ".", "e5",
    "0x10", "0b1", "0o7", "NaN", "sNaN", "Infinity", "-inf", "1,5", "1.234.567", "1 000", "--1", "1e", "\u00a05\u3000", "\x1c5", "\ufeff5",
    "\u180e5", "1e200", "1e201", "1e-200", "1e-201", "123456789012345678901234567890.123456789", "9.9995e250", "-9.9985e-201",
    "0e500", "0." + "0" * 250 + "1", "0.1" + "0" * 250, "1" * 200, "1" * 201, "1e400000", "1e99999999999999999999", "1e-99999999999999999999",
    500, -3, 0, 1.5, True, None, [], {}, ["1"],
]
VALUES = ["0", "2.345", "2.355", "-2.345", "0.25", "0.75", "-0.25", "12350", "7.41", "7.4", "1e-30", "6.75", "99999.99999", "1e150",
          "123456789012345678901234567890.12345"]
STEPS = ["0.1", "1", "0.5", "5", "0.02", "1000", "0.25", "3", "1e-40"]


def expected(answer: Callable[[], Any]) -> dict[str, Any]:
    """What Python says, in the shape the JavaScript engine answers."""
    try:
        return {"answer": answer()}
    except ChuanError as error:
        return {"error": {"code": error.code, "data": error.data}}


def test_the_same_texts_are_numbers() -> None:
    for given, found in zip(TYPED, ask(["number", given] for given in TYPED), strict=True):
        assert found == expected(lambda given=given: plain(number(given, "here"))), repr(given)


def test_rounding_to_steps_is_the_same() -> None:
    # given
    asked = [(value, step, how) for value in VALUES for step in STEPS for how in get_args(Rounding)]
    # when
    answers = ask(["round", *one] for one in asked)
    # then
    for (value, step, how), found in zip(asked, answers, strict=True):
        assert found == {"answer": plain(round_to_step(Decimal(value), Decimal(step), how))}, (value, step, how)


def test_every_unit_converts_the_same() -> None:
    # given
    names = [*units.UNITS, *units._ALIASES, "m³", "cm²", "μg", "\u00b5g", "ℓ", " kg ", "stone", "", "toString", "constructor", 7, None]
    asked = [("7.31", source, target) for source in names for target in names]
    # when
    answers = ask(["convert", *one] for one in asked)
    # then
    for (value, source, target), found in zip(asked, answers, strict=True):
        assert found == expected(lambda v=value, s=source, t=target: plain(units.convert(v, s, t))), (source, target)


def test_the_same_units_are_metric() -> None:
    found = ask(["isMetric", code] for code in units.UNITS)
    assert found == [{"answer": unit.is_metric} for unit in units.UNITS.values()]
