# SPDX-License-Identifier: Apache-2.0
"""Cold-water meters, marked with Q3 and R or with qn and a class."""

from decimal import Decimal
from typing import Any

from chuan.judge.errors import MissingKey
from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.instrument_kinds.sheet import Sheet, decimal_or_none, yes_or_no
from chuan.metrology import water
from chuan.metrology.errors import ContradictoryInput, NoLimitThere, NoSuchClass
from chuan.metrology.indication import relative_error_percent

MPE, IN_USE = "verification/mpe/water-meter", "verification/in-use-limit/water-meter"
Q3_FLOWS, QN_FLOWS = "verification/test-points/water-meter-q3", "verification/test-points/water-meter-qn"
VOLUME = "verification/test-points/water-meter-volume"
TEST_NAMES = ("visual", "tightness", "stability")
_SPEC = ("q3", "r", "qn", "class", "division")
_POINT = ("flow", "indication", "start", "end", "reference", "temperature")
_NAMES = {"q3": ("q1", "q2", "q3"), "qn": ("qmin", "qt", "qn")}


class Meter:
    """A meter with its flows and the law of its day. Flows in m³/h, volumes in litres."""

    def __init__(self, payload: Fields, sheet: Sheet) -> None:
        spec = payload.child("spec", _SPEC)
        if spec.has("q3") == spec.has("qn"):
            raise ContradictoryInput(where=spec.where, given="q3", other="qn")
        self.sheet = sheet
        self.designation = "q3" if spec.has("q3") else "qn"
        self.meter_class = spec.word("class")
        self.division = spec.positive("division")
        self.flows = self._q3(spec) if self.designation == "q3" else self._qn(spec)
        self.factor = sheet.factor_in_service(IN_USE)
        self.named: set[str] = set()

    def _q3(self, spec: Fields) -> water.Flows:
        known = [row["class"] for row in self.sheet.table(MPE) if row["designation"] == "q3"]
        if self.meter_class not in known:
            given = ", ".join(dict.fromkeys(known))
            raise NoSuchClass(where=spec.place("class"), given=self.meter_class, known=given)
        ratio = self.sheet.figure(Q3_FLOWS, "q2", "times_q1")
        r = spec.positive("r")
        if r <= ratio:
            raise ContradictoryInput(where=spec.place("r"), given=f"R = {r}", other=f"R > {ratio}")
        return water.flows_of_q3(spec.positive("q3"), r, ratio)

    def _qn(self, spec: Fields) -> water.Flows:
        rows = [
            water.QnRow(
                meter_class=row["class"], qn_from=decimal_or_none(row["qn_ge_m3_h"]), qn_below=decimal_or_none(row["qn_lt_m3_h"]),
                smallest_times_qn=Decimal(row["qmin_times_qn"]), transitional_times_qn=Decimal(row["qt_times_qn"]),
            )
            for row in self.sheet.table(QN_FLOWS)
        ]
        return water.flows_of_qn(spec.positive("qn"), self.meter_class, rows)

    def limit(self, flow: Decimal, temperature: Decimal | None, where: str) -> Decimal:
        """The limit at a flow and a temperature of the water, per cent."""
        zone = water.zone_of(flow, self.flows, where)
        for row in self.sheet.table(MPE):
            own = row["designation"] == self.designation and row["class"] in (None, self.meter_class)
            if own and row["zone"] == zone and _fits(row, temperature):
                self.sheet.rely_on(MPE, row)
                return self.factor * self.sheet.decimal(MPE, row, "mpe_percent")
        raise NoLimitThere(where=where, given=f"{temperature} °C")

    def name_of(self, flow: Decimal) -> str | None:
        """Which of the three test flows this is, None if it is none of them."""
        smallest, transitional, largest = _NAMES[self.designation]
        for name, value in (
            (smallest, self.flows.smallest), (transitional, self.flows.transitional), (largest, self.flows.largest)
        ):
            row = name if self.designation == "q3" else {"qmin": "q1", "qt": "q2", "qn": "q3"}[name]
            least = self.sheet.figure(Q3_FLOWS, row, "window_ge")
            most = self.sheet.figure(Q3_FLOWS, row, "window_le")
            if least * value <= flow <= most * value:
                return name
        return None


def judge_water_meter(payload: Fields, sheet: Sheet) -> None:
    """Judge a meter: the errors at its flows, and the yes-or-no tests that were made."""
    meter = Meter(payload, sheet)
    flows = meter.flows
    names = _NAMES[meter.designation]
    sheet.work("spec", " < ".join(names), [flows.smallest, flows.transitional, flows.largest], unit="m3/h")
    for point in payload.objects("points", _POINT):
        _run(meter, point)
    for name in names:
        if name not in meter.named:
            sheet.warn("flow-left-out", flow=name)
    yes_or_no(payload, sheet, TEST_NAMES)
    _say_if_one_sided(sheet)


def _run(meter: Meter, point: Fields) -> None:
    sheet, flow, reference = meter.sheet, point.positive("flow"), point.positive("reference")
    indication = _indicated(point)
    temperature = point.optional("temperature")
    limit = meter.limit(flow, temperature, point.place("flow"))
    least = water.least_volume_l(
        meter.division, flow, divisions=sheet.figure(VOLUME, "divisions", "least"),
        seconds=sheet.figure(VOLUME, "seconds", "least"),
    )
    water.check_volume(reference, least, point.place("reference"))
    name = meter.name_of(flow)
    if name is None:
        sheet.warn("flow-outside-windows", where=point.where, flow=flow)
    else:
        meter.named.add(name)
    if temperature is None:
        sheet.warn("water-temperature-not-given")
    error = relative_error_percent(indication, reference)
    more: dict[str, Any] = {"flow": flow, "flow_name": name, "indication": indication, "reference": reference}
    sheet.work(point.where, "E = 100 (V − Vref) / Vref", error, **more, least_volume=least, limit=limit)
    sheet.point(point.where, error=error, limit=limit, passed=abs(error) <= limit, **more)


def _indicated(point: Fields) -> Decimal:
    if point.has("indication"):
        if point.has("start") or point.has("end"):
            raise ContradictoryInput(where=point.where, given="indication", other="start, end")
        return point.not_negative("indication")
    if not point.has("start") or not point.has("end"):
        raise MissingKey(where=point.place("indication"), key="indication")
    return point.not_negative("end") - point.not_negative("start")


def _say_if_one_sided(sheet: Sheet) -> None:
    """R 49 wants one error within half its limit when all have one sign; not confirmed for Viet Nam: only said."""
    pairs = [(Decimal(point["error"]), Decimal(point["limit"])) for point in sheet.points]
    one_sign = all(error > 0 for error, _ in pairs) or all(error < 0 for error, _ in pairs)
    if len(pairs) > 1 and one_sign and all(abs(error) * 2 > limit for error, limit in pairs):
        sheet.warn("all-errors-on-one-side")


def _fits(row: Any, temperature: Decimal | None) -> bool:
    if temperature is None:
        return row["water_gt_c"] is None
    above, most = row["water_gt_c"], row["water_le_c"]
    return (above is None or temperature > above) and (most is None or temperature <= most)
