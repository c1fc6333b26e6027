# SPDX-License-Identifier: Apache-2.0
"""What the centre works with: measurement standards with invented calibrations, and marks in stock."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from chuan.config.demo.stage import Stage, at_hour
from chuan.verification.choices import StandardKind
from chuan.verification.models import MeasurementStandard, VerificationMark

#: Marks in the stock of each verifier.
STOCK = 200
#: How long the older 20-litre measure has been out of calibration.
_EXPIRED_DAYS = 195


@dataclass(frozen=True)
class Equipment:
    """The two 20-litre measures of the history; the older one's calibration is past."""

    old: MeasurementStandard
    new: MeasurementStandard
    others: tuple[MeasurementStandard, ...]

    def measure_on(self, day: date) -> MeasurementStandard | None:
        """The 20-litre measure that was in calibration on a day."""
        return next((one for one in (self.new, self.old) if one.is_in_calibration_on(day)), None)


def make_equipment(stage: Stage) -> Equipment:
    """Proving measures of 20, 10, 5 and 2 litres, a thermometer and a stopwatch."""
    recent, coming = stage.on - timedelta(days=200), stage.on + timedelta(days=165)
    old = _measure(stage, "20", "01", stage.on - timedelta(days=560), stage.on - timedelta(days=_EXPIRED_DAYS))
    new = _measure(stage, "20", "02", recent, coming)
    others = (
        _measure(stage, "10", "03", recent, coming), _measure(stage, "5", "04", recent, coming),
        _measure(stage, "2", "05", recent, coming),
        _tool(stage, StandardKind.THERMOMETER, "Nhiệt kế điện tử", "06", recent, coming),
        _tool(stage, StandardKind.STOPWATCH, "Đồng hồ bấm giây", "07", recent, stage.on + timedelta(days=21)),
    )
    MeasurementStandard.objects.bulk_create([old, new, *others])
    return Equipment(old, new, others)


def make_stock(stage: Stage, *, series: str, last_used: int) -> int:
    """200 marks for each verifier, numbered on from the last one used; how many."""
    holders = [stage.users["verifier"], stage.users["verifier2"]]
    born = at_hour(stage.on - timedelta(days=1), 8)
    marks = [
        VerificationMark(id=stage.next_id(born), series=series, number=last_used + 1 + place * STOCK + index, holder=holder)
        for place, holder in enumerate(holders) for index in range(STOCK)
    ]
    VerificationMark.objects.bulk_create(marks)
    return len(marks)


def _measure(stage: Stage, litres: str, number: str, since: date, until: date) -> MeasurementStandard:
    return MeasurementStandard(
        id=stage.next_id(at_hour(since, 8)), unit=stage.units["trung-tam"], kind=StandardKind.PROVING_MEASURE,
        name=f"Bình chuẩn kim loại {litres} L", serial=f"MH-BC-{number}", maker="Hãng minh hoạ",
        nominal_volume_l=Decimal(litres), expansion_per_c=Decimal("0.0000477"), reference_temperature_c=Decimal(20),
        max_error_percent=Decimal("0.050"), calibration_certificate=f"MH-HC {number}/{since.year % 100}",
        calibrated_on=since, calibrated_until=until,
    )


def _tool(stage: Stage, kind: StandardKind, name: str, number: str, since: date, until: date) -> MeasurementStandard:
    return MeasurementStandard(
        id=stage.next_id(at_hour(since, 8)), unit=stage.units["trung-tam"], kind=kind, name=name,
        serial=f"MH-DC-{number}", maker="Hãng minh hoạ", calibration_certificate=f"MH-HC {number}/{since.year % 100}",
        calibrated_on=since, calibrated_until=until,
    )
