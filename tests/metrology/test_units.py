# SPDX-License-Identifier: Apache-2.0
"""Units: exact factors within a kind, coded refusals across kinds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.metrology.errors import NotANumber, UnfitUnit, UnknownUnit
from chuan.metrology.units import KINDS, UNITS, convert, fit, kind_of, unit_of

amounts = st.decimals(min_value="-1000000", max_value="1000000", places=6)
pairs = st.sampled_from(KINDS).flatmap(
    lambda kind: st.tuples(*[st.sampled_from([code for code, unit in UNITS.items() if unit.kind == kind])] * 2))


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("500", "g", "kg", "0.5"), ("1", "t", "kg", "1000"), ("1", "ct", "mg", "200"), ("1", "lượng", "chỉ", "10"),
        ("1", "lượng", "g", "37.5"), ("330", "ml", "l", "0.33"), ("1", "m3", "l", "1000"), ("1", "l", "cm3", "1000"),
        ("2.5", "cl", "ml", "25"), ("1", "km2", "ha", "100"), ("1", "M", "m", "1852"), ("1", "kWh", "MJ", "3.6"),
        ("1", "bar", "kPa", "100"), ("1", "mmHg", "Pa", "133.322387415"), ("1", "kgf/cm2", "bar", "0.980665"),
        ("90", "km/h", "m/s", "25"), ("1.5", "h", "min", "90"), ("1", "m3/h", "l/min", "16.66666666666666666666666667"),
        ("-40", "°C", "K", "233.15"), ("0.832", "kg/l", "kg/m3", "832"), ("25", "‰", "%", "2.5"),
    ],
)
def test_known_conversions_are_exact(value: str, source: str, target: str, result: str) -> None:
    assert convert(value, source, target) == Decimal(result)


def test_a_sphygmomanometer_limit_in_both_units() -> None:
    assert convert(3, "mmHg", "kPa") == Decimal("0.399967162245")
    assert round(convert("0.4", "kPa", "mmHg"), 1) == 3


@given(value=amounts, pair=pairs)
def test_there_and_back_is_the_same_amount(value: Decimal, pair: tuple[str, str]) -> None:
    source, target = pair
    there = convert(value, source, target)
    back = convert(there, target, source)
    assert abs(back - value) <= max(abs(value), abs(there) * Decimal("1E-20"), Decimal(1)) * Decimal("1E-25")


@given(value=amounts, kind=st.sampled_from([kind for kind in KINDS if kind != "temperature"]))
def test_the_sign_of_an_amount_never_changes(value: Decimal, kind: str) -> None:
    codes = [code for code, unit in UNITS.items() if unit.kind == kind]
    for code in codes:
        assert (convert(value, codes[0], code) > 0) == (value > 0)


def test_units_are_known_by_their_other_spellings() -> None:
    for written, code in {"mL": "ml", "L": "l", " kg ": "kg", "m³": "m3", "cm²": "cm2", "μg": "µg", "ug": "µg",
                          "oC": "°C", "kΩ": "kΩ", "lươ\u0323ng": "lượng", "tấn": "t", "L/min": "l/min"}.items():
        assert unit_of(written).code == code


def test_every_kind_has_one_base_and_only_finite_positive_factors() -> None:
    for kind in KINDS:
        units = [unit for unit in UNITS.values() if unit.kind == kind]
        assert any(unit.factor == 1 for unit in units)
        assert all(unit.factor > 0 and unit.factor.is_finite() for unit in units)


def test_units_of_trade_are_marked_as_customary() -> None:
    assert {code for code, unit in UNITS.items() if unit.standing == "customary"} == {"lượng", "chỉ", "lb", "oz", "kgf/cm2"}
    assert UNITS["kg"].is_metric and UNITS["l"].is_metric and not UNITS["mmHg"].is_metric


@pytest.mark.parametrize("code", ["stone", "", None, 5, "KG", "Kg", "gr", "k g", "Mg "])
def test_an_unknown_unit_is_refused_by_name(code: object) -> None:
    with pytest.raises(UnknownUnit) as caught:
        kind_of(code, "nominal/unit")
    assert caught.value.code == "metrology.unknown-unit"
    assert caught.value.data["where"] == "nominal/unit"


def test_units_of_different_kinds_do_not_fit() -> None:
    with pytest.raises(UnfitUnit) as caught:
        convert(1, "g", "ml", "net/3")
    assert caught.value.code == "metrology.unfit-unit"
    with pytest.raises(UnfitUnit):
        fit("kg", "volume")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "a lot", None, 0.5])
def test_what_is_not_a_decimal_number_is_not_converted(value: object) -> None:
    with pytest.raises(NotANumber):
        convert(value, "g", "kg")
