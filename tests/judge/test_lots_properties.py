# SPDX-License-Identifier: Apache-2.0
"""What must hold for any lot."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chuan.judge.lots import judge_lot
from tests.judge.test_lots import lot

#: Packages of about 500 g, 50 of 300: most near the limits, where verdicts change.
WEIGHTS = st.lists(
    st.one_of(st.integers(49500, 50600), st.integers(48400, 48600), st.integers(46950, 47050)), min_size=50, max_size=50
).map(lambda grams: [Decimal(g).scaleb(-2) for g in grams])
SHIFT = st.integers(1, 5000).map(lambda grams: Decimal(grams).scaleb(-3))


def judged(weights: list[Decimal], **changes: Any) -> dict[str, Any]:
    return judge_lot(lot(net=[str(weight) for weight in weights], **changes))


@settings(deadline=None)
@given(WEIGHTS, SHIFT)
def test_the_same_mass_on_every_package_never_turns_pass_into_fail(weights: list[Decimal], more: Decimal) -> None:
    if judged(weights)["verdict"] == "pass":
        assert judged([weight + more for weight in weights])["verdict"] == "pass"


@settings(deadline=None)
@given(WEIGHTS, st.permutations(range(50)))
def test_the_order_of_the_packages_does_not_matter(weights: list[Decimal], order: list[int]) -> None:
    one, other = judged(weights), judged([weights[place] for place in order])
    assert {**one, "inputs": 0} == {**other, "inputs": 0}


@settings(deadline=None)
@given(WEIGHTS, st.sampled_from([("kg", "0.001"), ("mg", "1000"), ("g", "1")]), st.sampled_from(["kg", "g", "mg"]))
def test_the_unit_does_not_matter(weights: list[Decimal], read: tuple[str, str], label: str) -> None:
    nominal = {"g": "500", "kg": "0.5", "mg": "500000"}[label]
    unit, size = read
    other = judged([weight * Decimal(size) for weight in weights], nominal={"value": nominal, "unit": label}, unit=unit)
    one = judged(weights)
    for key in ("verdict", "mean_passed", "t1_count", "t1_passed", "t2_count", "t2_passed"):
        assert one[key] == other[key]


@settings(deadline=None)
@given(st.integers(1, 3_000_000).map(lambda q: Decimal(q).scaleb(-2)))
def test_t_is_never_rounded_to_the_packers_loss(nominal: Decimal) -> None:
    found = judge_lot(lot(nominal={"value": str(nominal), "unit": "g"}, net=[str(nominal)] * 50))
    percent = [(50, "9"), (100, None), (200, "4.5"), (300, None), (500, "3"), (1000, None), (10000, "1.5"), (15000, None)]
    share = next((share for top, share in percent if nominal <= top), "1")
    if share is not None:
        exact, step = nominal * Decimal(share) / 100, Decimal("0.1") if nominal <= 1000 else 1
        assert exact <= Decimal(found["tolerable_deficiency"]) < exact + step
        assert Decimal(found["tolerable_deficiency"]) % step == 0


def test_mass_added_to_one_package_can_turn_pass_into_fail() -> None:
    # one light package gives the spread thanks to which the mean passes; filled up, it takes that spread away
    weights = ["490.3"] + ["499.71"] * 49
    before = judge_lot(lot(net=weights))
    after = judge_lot(lot(net=["499.71", *weights[1:]]))
    assert (before["verdict"], after["verdict"]) == ("pass", "fail")
    assert Decimal(after["mean"]) > Decimal(before["mean"])
