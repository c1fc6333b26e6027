# SPDX-License-Identifier: Apache-2.0
"""What a fuel dispenser's readings amount to."""

import json
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan.metrology.dispenser import DispenserReading, Measure, find, measure_for
from chuan.metrology.indication import is_within, mean, relative_error_percent, spread

MPE = Decimal("0.3")
FLOWS = ["maximum", "minimum"]
volumes = st.decimals(min_value="0.5", max_value="200", places=4)
errors = st.decimals(min_value="-0.6", max_value="0.6", places=5)


def sheet(*volumes_by_repeat: tuple[str, str], hose: int = 1, flow: str = "maximum") -> list[DispenserReading]:
    return [
        DispenserReading(hose=hose, flow_rate=flow, repeat=n, indication_l=Decimal(i), reference_l=Decimal(r))
        for n, (i, r) in enumerate(volumes_by_repeat, start=1)
    ]


@pytest.mark.parametrize(
    ("indication", "passes"),
    [("20.06", True), ("20.0600001", False), ("19.94", True), ("19.9399999", False), ("20", True)],
)
def test_the_limit_itself_passes_and_nothing_is_rounded_towards_it(indication: str, passes: bool) -> None:
    findings = find(sheet((indication, "20")), hoses=1, flow_rates=["maximum"], repeats=1, mpe_percent=MPE)
    assert findings.passed is passes


def test_one_error_beyond_the_limit_fails_the_point_although_the_mean_is_good() -> None:
    readings = sheet(("20.07", "20"), ("19.98", "20"), ("19.98", "20"))
    findings = find(readings, hoses=1, flow_rates=["maximum"], repeats=3, mpe_percent=MPE)
    assert findings.passed is False
    assert [(r.code, r.repeat) for r in findings.reasons] == [("beyond-limit", 1)]
    assert abs(findings.points[0].mean_percent or 0) < MPE


def test_an_unfinished_sheet_is_undecided_and_says_what_is_missing() -> None:
    # given
    readings = [*sheet(("20.01", "20"), ("20.01", "20")),
                DispenserReading(hose=1, flow_rate="minimum", repeat=1, indication_l=Decimal(5))]
    # when
    findings = find(readings, hoses=1, flow_rates=FLOWS, repeats=2, mpe_percent=MPE)
    # then
    assert findings.passed is None
    assert not findings.is_complete
    assert [(r.code, r.flow_rate, r.repeat) for r in findings.reasons] == [
        ("reference-missing", "minimum", 1), ("indication-missing", "minimum", 2)]


def test_a_beyond_limit_error_fails_an_unfinished_sheet_at_once() -> None:
    findings = find(sheet(("20.2", "20")), hoses=2, flow_rates=FLOWS, repeats=3, mpe_percent=MPE)
    assert findings.passed is False
    assert not findings.is_complete


def test_a_hose_outside_the_procedure_is_left_out() -> None:
    readings = [*sheet(("20", "20")), *sheet(("25", "20"), hose=3)]
    assert find(readings, hoses=1, flow_rates=["maximum"], repeats=1, mpe_percent=MPE).passed is True


def test_the_volume_is_corrected_only_when_the_standard_states_its_coefficient() -> None:
    # given
    steel = Measure(nominal_l=Decimal(20), expansion_per_c=Decimal("0.0000477"), reference_temperature_c=Decimal(20))
    hot = [DispenserReading(hose=1, flow_rate="maximum", repeat=1, indication_l=Decimal("20.06"),
                            reference_l=Decimal(20), temperature_c=Decimal(35))]
    # when
    plain = find(hot, hoses=1, flow_rates=["maximum"], repeats=1, mpe_percent=MPE, measures=[Measure(nominal_l=None)])
    corrected = find(hot, hoses=1, flow_rates=["maximum"], repeats=1, mpe_percent=MPE, measures=[steel])
    # then: 20 L · (1 + 47.7e-6 · 15) = 20.01431 L
    assert plain.points[0].errors == [Decimal("0.3")]
    assert corrected.points[0].deliveries[0].reference_at_temperature_l == Decimal("20.01431")
    assert corrected.points[0].errors[0].quantize(Decimal("0.0001")) == Decimal("0.2283")


def test_a_measure_that_must_be_corrected_asks_for_the_temperature() -> None:
    steel = Measure(nominal_l=Decimal(20), expansion_per_c=Decimal("0.00005"), reference_temperature_c=Decimal(20))
    findings = find(sheet(("20", "20")), hoses=1, flow_rates=["maximum"], repeats=1, mpe_percent=MPE, measures=[steel])
    assert [r.code for r in findings.reasons] == ["temperature-missing"]


def test_the_measure_of_the_nearest_size_is_taken() -> None:
    small, big = Measure(nominal_l=Decimal(5)), Measure(nominal_l=Decimal(20))
    assert measure_for(Decimal("4.98"), [big, small]) is small
    assert measure_for(Decimal("19.9"), [small, big]) is big
    assert measure_for(Decimal(20), []) is None


def test_findings_are_plain_json() -> None:
    findings = find(sheet(("20.05", "20")), hoses=1, flow_rates=FLOWS, repeats=1, mpe_percent=MPE)
    text = json.dumps(findings.as_json())
    assert '"error_percent": "0.25"' in text
    assert '"passed": null' in text


def test_a_reference_of_nothing_is_a_bug() -> None:
    with pytest.raises(ValueError, match="positive"):
        relative_error_percent(Decimal(20), Decimal(0))


@given(st.lists(st.tuples(volumes, volumes), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_readings_does_not_matter(pairs: list[tuple[Decimal, Decimal]], rng: random.Random) -> None:
    readings = sheet(*((str(i), str(r)) for i, r in pairs))
    shuffled = list(readings)
    rng.shuffle(shuffled)
    options = {"hoses": 1, "flow_rates": ["maximum"], "repeats": len(pairs), "mpe_percent": MPE}
    assert find(readings, **options) == find(shuffled, **options)  # type: ignore[arg-type]


@given(volumes, volumes, st.integers(1, 1000))
def test_scaling_both_volumes_leaves_the_error_as_it_is(indication: Decimal, reference: Decimal, factor: int) -> None:
    once = relative_error_percent(indication, reference)
    scaled = relative_error_percent(indication * factor, reference * factor)
    assert abs(once - scaled) <= Decimal("1e-20")


@given(st.lists(errors, min_size=1, max_size=9))
def test_the_verdict_is_that_of_the_worst_error(values: list[Decimal]) -> None:
    readings = [
        DispenserReading(hose=1, flow_rate="maximum", repeat=n, indication_l=100 + e, reference_l=Decimal(100))
        for n, e in enumerate(values, start=1)
    ]
    findings = find(readings, hoses=1, flow_rates=["maximum"], repeats=len(values), mpe_percent=MPE)
    assert findings.passed is is_within(max(values, key=abs), MPE)
    assert findings.points[0].errors == values


@given(st.lists(errors, min_size=2, max_size=9))
def test_mean_and_spread_lie_where_they_must(values: list[Decimal]) -> None:
    middle, width = mean(values), spread(values)
    assert middle is not None
    assert width is not None
    assert min(values) - Decimal("1e-20") <= middle <= max(values) + Decimal("1e-20")
    assert width >= 0
    assert (width == 0) is (len(set(values)) == 1)


@given(st.decimals("-10", "50", places=1), volumes)
def test_at_its_reference_temperature_a_measure_holds_what_it_reads(t: Decimal, volume: Decimal) -> None:
    measure = Measure(nominal_l=Decimal(20), expansion_per_c=Decimal("0.00005"), reference_temperature_c=t)
    assert measure.volume_at(volume, t) == volume
