# SPDX-License-Identifier: Apache-2.0
"""Scales: the formulas by themselves, with bands of any text."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.metrology import nawi
from chuan.metrology.errors import BeyondCapacity, NoSuchClass, NoSuchScale, TooFewReadings

II = [
    nawi.Band(above_e=Decimal(0), up_to_e=Decimal(5000), mpe_e=Decimal("0.5")),
    nawi.Band(above_e=Decimal(5000), up_to_e=Decimal(20000), mpe_e=Decimal(1)),
    nawi.Band(above_e=Decimal(20000), up_to_e=Decimal(100000), mpe_e=Decimal("1.5")),
]
CLASS_II = [
    nawi.ClassLimits(accuracy_class="II", e_from_g=Decimal("0.1"), e_to_g=None, n_min=5000, n_max=100000, min_capacity_e=50)
]
loads = st.decimals(min_value=0, max_value=10000, places=2)
E = Decimal("0.1")


def test_the_scale_of_nist_handbook_133_has_50_000_divisions_in_class_ii() -> None:
    """HB 133-2026, chapter 2: Max 5 kg, d = 0.1 g."""
    scale = nawi.Scale(accuracy_class="II", max_load=Decimal(5000), e=E, d=E)
    assert scale.n == 50000
    assert nawi.limits_of_class(scale, CLASS_II).accuracy_class == "II"


def test_its_tolerance_at_1500_g_is_one_division() -> None:
    """HB 133-2026, chapter 2: 1500 g are 15 000 divisions; R 76 has the same step."""
    assert nawi.mpe_at(Decimal(1500), E, II) / E == 1


@given(loads, loads)
def test_a_larger_load_never_has_a_narrower_limit(one: Decimal, other: Decimal) -> None:
    small, large = sorted((one, other))
    assert nawi.mpe_at(small, E, II) <= nawi.mpe_at(large, E, II)


@given(loads, st.sampled_from([Decimal("0.001"), Decimal(1000), Decimal("0.000001")]))
def test_the_limit_in_another_unit_is_the_same_limit(load: Decimal, ratio: Decimal) -> None:
    assert nawi.mpe_at(load * ratio, E * ratio, II) == nawi.mpe_at(load, E, II) * ratio


@given(loads, st.decimals(min_value=-1, max_value=1, places=3), st.decimals(min_value=0, max_value="0.1", places=3))
def test_rounding_hides_at_most_half_an_interval(load: Decimal, error: Decimal, delta_l: Decimal) -> None:
    plain_error = nawi.error_of(load, load + error, e=E)
    assert abs(nawi.error_of(load, load + error, e=E, delta_l=delta_l) - plain_error) <= E / 2


@given(st.lists(loads, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_spread_knows_no_order(values: list[Decimal], shuffle: object) -> None:
    mixed = list(values)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert nawi.spread_of(values, "readings") == nawi.spread_of(mixed, "readings") >= 0


def test_nothing_is_made_up_beyond_the_last_step_or_for_a_class_that_is_not_there() -> None:
    with pytest.raises(BeyondCapacity):
        nawi.mpe_at(Decimal("10000.1"), E, II)
    with pytest.raises(NoSuchClass):
        nawi.limits_of_class(nawi.Scale(accuracy_class="III", max_load=Decimal(5000), e=E, d=E), CLASS_II)
    for most, e in ((Decimal(400), E), (Decimal(10001), E), (Decimal(5000), Decimal("0.05"))):
        with pytest.raises(NoSuchScale):
            nawi.limits_of_class(nawi.Scale(accuracy_class="II", max_load=most, e=e, d=e), CLASS_II)
    with pytest.raises(TooFewReadings):
        nawi.spread_of([Decimal(1)], "readings")


def test_the_callers_decimal_context_changes_nothing() -> None:
    with localcontext(prec=3):
        assert nawi.error_of(Decimal("1234.5"), Decimal("1234.6"), e=E, delta_l=Decimal("0.025")) == Decimal("0.125")
        assert nawi.eccentricity_load(Decimal(10), 4) == Decimal("3.333333333333333333333333333")
