# SPDX-License-Identifier: Apache-2.0
"""Fuel dispensers: from the readings of a measurement sheet to a verdict.

Fuel is delivered through a hose into a proving measure. What the dispenser shows is `V_FD`, what the measure holds is
`V_REF`, and the error is `E = 100 · (V_FD − V_REF) / V_REF` per cent. A test point is one hose at one flow rate; each
is repeated as the procedure asks, and *every single* error must lie within the limit, un-rounded (simple acceptance).

A metal measure grows with heat. Where its calibration certificate states a volume coefficient β and a reference
temperature, the volume it holds at `t` is `V_t = V_read · (1 + β (t − t_ref))`, the manner of OIML R 120 (standard
capacity measures) for steel. Where it states none, nothing is corrected: a coefficient is never assumed. The fuel's
own expansion plays no part as long as dispenser and measure see the same fuel at the same temperature.

Pure: no database, no clock, no law. The limit and the procedure come in as arguments.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chuan.metrology.indication import is_within, mean, relative_error_percent, spread


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A proving measure as far as volumes go. Both temperature fields, or neither."""

    nominal_l: Decimal | None
    expansion_per_c: Decimal | None = None
    reference_temperature_c: Decimal | None = None

    @property
    def corrects(self) -> bool:
        """True if its certificate states how it grows with temperature."""
        return self.expansion_per_c is not None and self.reference_temperature_c is not None

    def volume_at(self, read_l: Decimal, temperature_c: Decimal | None) -> Decimal | None:
        """Return the volume held at a temperature; None if a correction is due and the temperature is not known.

        >>> steel = Measure(nominal_l=Decimal(20), expansion_per_c=Decimal("0.0000477"),
        ...                 reference_temperature_c=Decimal(20))
        >>> steel.volume_at(Decimal("20.000"), Decimal(30))
        Decimal('20.0095400000')
        >>> Measure(nominal_l=Decimal(20)).volume_at(Decimal("20.000"), None)
        Decimal('20.000')
        """
        if self.expansion_per_c is None or self.reference_temperature_c is None:
            return read_l
        if temperature_c is None:
            return None
        return read_l * (1 + self.expansion_per_c * (temperature_c - self.reference_temperature_c))


def measure_for(read_l: Decimal, measures: Sequence[Measure]) -> Measure | None:
    """Return the measure that must have held the volume: the one of the nearest nominal size; None if there is none.

    >>> small, big = Measure(nominal_l=Decimal(5)), Measure(nominal_l=Decimal(20))
    >>> measure_for(Decimal("5.01"), [small, big]) is small
    True
    """
    sized = [measure for measure in measures if measure.nominal_l is not None]
    if sized:
        return min(sized, key=lambda measure: abs((measure.nominal_l or Decimal(0)) - read_l))
    return measures[0] if measures else None


@dataclass(frozen=True, kw_only=True)
class DispenserReading:
    """One delivery. `None` stands for a cell not filled in yet."""

    hose: int
    flow_rate: str
    repeat: int
    indication_l: Decimal | None = None
    reference_l: Decimal | None = None
    temperature_c: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What one reading amounts to. `error_percent` is None while something is missing; `missing` says what."""

    repeat: int
    reference_at_temperature_l: Decimal | None = None
    error_percent: Decimal | None = None
    within: bool | None = None
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class PointFindings:
    """One hose at one flow rate: its deliveries, their mean and spread, and whether all lie within the limit."""

    hose: int
    flow_rate: str
    deliveries: tuple[Delivery, ...]

    @property
    def errors(self) -> list[Decimal]:
        """The errors known so far, in per cent."""
        return [d.error_percent for d in self.deliveries if d.error_percent is not None]

    @property
    def mean_percent(self) -> Decimal | None:
        """Mean error, for information: the verdict looks at each."""
        return mean(self.errors)

    @property
    def spread_percent(self) -> Decimal | None:
        """Largest − smallest error."""
        return spread(self.errors)

    @property
    def is_complete(self) -> bool:
        """True once every repeat has its error."""
        return all(d.error_percent is not None for d in self.deliveries)

    @property
    def passed(self) -> bool | None:
        """False as soon as one error is beyond the limit, True when all are known and within, else None."""
        if any(d.within is False for d in self.deliveries):
            return False
        return True if self.is_complete else None


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a dispenser failed or a sheet is not complete: a code and where, to be put into words by the page."""

    code: str
    hose: int
    flow_rate: str
    repeat: int
    error_percent: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What a measurement sheet amounts to."""

    mpe_percent: Decimal
    points: tuple[PointFindings, ...]

    @property
    def is_complete(self) -> bool:
        """True once every test point is."""
        return bool(self.points) and all(point.is_complete for point in self.points)

    @property
    def passed(self) -> bool | None:
        """False as soon as one point fails, True when all passed, else None: not decided yet."""
        if any(point.passed is False for point in self.points):
            return False
        return True if self.is_complete else None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every delivery beyond the limit, then everything that is still missing."""
        beyond, missing = [], []
        for point in self.points:
            for delivery in point.deliveries:
                where = {"hose": point.hose, "flow_rate": point.flow_rate, "repeat": delivery.repeat}
                if delivery.within is False:
                    beyond.append(Reason(code="beyond-limit", error_percent=delivery.error_percent, **where))  # type: ignore[arg-type]
                elif delivery.missing:
                    missing.append(Reason(code=delivery.missing, **where))  # type: ignore[arg-type]
        return (*beyond, *missing)

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values, Decimals as text: what is frozen with the job."""
        return {
            "schema": "dispenser-findings/1",
            "mpe_percent": str(self.mpe_percent),
            "complete": self.is_complete,
            "passed": self.passed,
            "points": [
                {
                    "hose": point.hose, "flow_rate": point.flow_rate, "passed": point.passed,
                    "mean_percent": _text(point.mean_percent), "spread_percent": _text(point.spread_percent),
                    "deliveries": [
                        {"repeat": d.repeat, "error_percent": _text(d.error_percent), "within": d.within,
                         "reference_at_temperature_l": _text(d.reference_at_temperature_l)}
                        for d in point.deliveries
                    ],
                }
                for point in self.points
            ],
        }


def find(
    readings: Iterable[DispenserReading], *, hoses: int, flow_rates: Sequence[str], repeats: int, mpe_percent: Decimal,
    measures: Sequence[Measure] = (),
) -> Findings:
    """Work a sheet out: every test point of the procedure, whether it has readings or not.

    The order of the readings does not matter; readings outside the procedure are left out.

    >>> twice = [DispenserReading(hose=1, flow_rate="maximum", repeat=n, indication_l=Decimal("20.05"),
    ...                           reference_l=Decimal(20)) for n in (1, 2)]
    >>> findings = find(twice, hoses=1, flow_rates=["maximum"], repeats=2, mpe_percent=Decimal("0.3"))
    >>> findings.passed, findings.points[0].mean_percent, findings.points[0].spread_percent
    (True, Decimal('0.25'), Decimal('0.00'))
    """
    by_place = {(r.hose, r.flow_rate, r.repeat): r for r in readings}
    points = tuple(
        PointFindings(
            hose=hose, flow_rate=flow_rate,
            deliveries=tuple(
                _deliver(repeat, by_place.get((hose, flow_rate, repeat)), measures, mpe_percent)
                for repeat in range(1, repeats + 1)
            ),
        )
        for hose in range(1, hoses + 1)
        for flow_rate in flow_rates
    )
    return Findings(mpe_percent=mpe_percent, points=points)


def _deliver(
    repeat: int, reading: DispenserReading | None, measures: Sequence[Measure], mpe_percent: Decimal
) -> Delivery:
    if reading is None or reading.indication_l is None:
        return Delivery(repeat=repeat, missing="indication-missing")
    if reading.reference_l is None or reading.reference_l <= 0:
        return Delivery(repeat=repeat, missing="reference-missing")
    measure = measure_for(reading.reference_l, measures) or Measure(nominal_l=None)
    reference_l = measure.volume_at(reading.reference_l, reading.temperature_c)
    if reference_l is None:
        return Delivery(repeat=repeat, missing="temperature-missing")
    error = relative_error_percent(reading.indication_l, reference_l)
    return Delivery(
        repeat=repeat, reference_at_temperature_l=reference_l, error_percent=error, within=is_within(error, mpe_percent)
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
