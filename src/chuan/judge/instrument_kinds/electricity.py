# SPDX-License-Identifier: Apache-2.0
"""Electricity meters: basic errors at current and factor, starting current, no-load."""

from decimal import Decimal

from chuan.judge.errors import MissingKey
from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.instrument_kinds.sheet import Sheet, decimal_or_none, yes_or_no
from chuan.law.engine.nodes import UNKNOWN, Row
from chuan.metrology import electricity
from chuan.metrology.decimals import plain
from chuan.metrology.errors import ContradictoryInput, NoSuchClass, ProvesNothing, StandardNotFit
from chuan.metrology.indication import relative_error_percent

_SEEN = ("visual", "insulation", "register")
TEST_NAMES = (*_SEEN, "starting", "no_load")
_SPEC = ("class", "ib", "in", "imax", "measures", "un", "constant", "elements")
_POINT = ("current", "factor", "load", "indication", "reference", "error", "standard_error")
_FACTORS = ("1", "0.5 ind", "0.8 cap", "0.5", "0.25")


class Meter:
    """A meter with the law of its day. Currents in A."""

    def __init__(self, payload: Fields, sheet: Sheet) -> None:
        spec = payload.child("spec", _SPEC)
        if spec.has("ib") == spec.has("in"):
            raise ContradictoryInput(where=spec.where, given="ib", other="in")
        self.sheet, self.spec = sheet, spec
        self.is_direct = spec.has("ib")
        self.basic = spec.positive("ib" if self.is_direct else "in")
        self.imax = spec.positive("imax")
        if self.imax < self.basic:
            raise ContradictoryInput(where=spec.place("imax"), given=f"Imax = {self.imax}", other=f"{self.basic} A")
        self.meter_class = spec.word("class")
        self.measures = spec.choice("measures", ("active", "reactive"), "active")
        self.is_polyphase = "-3p-" in sheet.kind
        self.family = "elec-meter-static" if sheet.kind.endswith("-static") else "elec-meter-induction"
        self.rows: dict[tuple[str, str], list[electricity.LimitRow]] = {}
        self.factor = sheet.factor_in_service(f"verification/in-use-limit/{self.family}")

    def path(self, load: str) -> str:
        """Where the limits stand."""
        part = "-reactive" if self.measures == "reactive" else "" if load == "balanced" else "-single-phase"
        return f"verification/mpe/{self.family}{part}"

    def limit(self, current: Decimal, factor: str, load: str, where: str) -> Decimal:
        """The limit at a current and a factor, per cent; `LawUnknown` where the table is a gap."""
        path = self.path(load)
        if (path, factor) not in self.rows:
            self.rows[path, factor] = self._rows(path, factor)
        found = electricity.row_at(
            current, basic=self.basic, imax=self.imax, meter_class=self.meter_class, factor=factor,
            rows=self.rows[path, factor], where=where,
        )
        return self.factor * found.mpe_percent

    def _rows(self, path: str, factor: str) -> list[electricity.LimitRow]:
        columns = ("direct_ge_ib", "direct_lt_ib") if self.is_direct else ("ct_ge_in", "ct_lt_in")
        rows = []
        for row in self.sheet.table(path):
            if row["class"] == self.meter_class and row["factor"] == factor:
                for column in columns:
                    self.sheet.cell(path, row, column)
            if row[columns[0]] is not None and row[columns[0]] is not UNKNOWN:
                rows.append(_limit_row(row, columns))
        self.sheet.rely_on(path)
        return rows

    def of_class(self, path: str) -> Row:
        """The row of a table that belongs to the meter's class (and connection)."""
        connection = "direct" if self.is_direct else "transformer"
        rows = self.sheet.table(path)
        for row in rows:
            if row["class"] == self.meter_class and row.get("connection", connection) == connection:
                self.sheet.rely_on(path, row)
                return row
        raise NoSuchClass(where="spec/class", given=self.meter_class, known=", ".join(row["class"] for row in rows))


def _limit_row(row: Row, columns: tuple[str, str]) -> electricity.LimitRow:
    below = row[columns[1]]
    return electricity.LimitRow(
        meter_class=row["class"], factor=row["factor"], from_times=Decimal(row[columns[0]]),
        below_times=decimal_or_none(below), mpe_percent=Decimal(row["mpe_percent"]),
    )


def judge_meter(payload: Fields, sheet: Sheet) -> None:
    """Judge a meter: its basic errors and the tests that were made."""
    meter = Meter(payload, sheet)
    for point in payload.objects("points", _POINT):
        _measure(meter, point)
    if payload.has("starting"):
        _starting(meter, payload.child("starting", ("current", "started")))
    if payload.has("no_load"):
        _no_load(meter, payload.child("no_load", ("minutes", "pulses", "voltage_percent")))
    for name in ("starting", "no_load"):
        if not payload.has(name):
            sheet.warn("test-left-out", test=name)
    optional = ("insulation",) if sheet.verification == "periodic" else ()
    yes_or_no(payload, sheet, _SEEN, may_be_left_out=optional)


def _measure(meter: Meter, point: Fields) -> None:
    sheet, current = meter.sheet, point.positive("current")
    factor = point.choice("factor", _FACTORS, "1")
    load = point.choice("load", ("balanced", "single_phase"), "balanced")
    if load == "single_phase" and (not meter.is_polyphase or meter.measures == "reactive"):
        raise ContradictoryInput(where=point.place("load"), given="single_phase", other=f"{sheet.kind}, {meter.measures}")
    limit = meter.limit(current, factor, load, point.place("current"))
    error = _error(point)
    _check_standard(meter, point, limit)
    index = Decimal(meter.meter_class.rstrip("S"))
    more = {"current": plain(current), "factor": factor, "load": load}
    sheet.work(point.where, "E = 100 (W − Wref) / Wref", error, **more, class_=meter.meter_class, limit=limit)
    sheet.point(
        point.where, error=error, limit=limit, passed=abs(error) <= limit,
        shown_error=electricity.shown_error(error, index), **more,
    )


def _error(point: Fields) -> Decimal:
    if point.has("error"):
        if point.has("indication") or point.has("reference"):
            raise ContradictoryInput(where=point.where, given="error", other="indication, reference")
        return point.number("error")
    if not point.has("indication"):
        raise MissingKey(where=point.place("error"), key="error")
    return relative_error_percent(point.not_negative("indication"), point.positive("reference"))


def _check_standard(meter: Meter, point: Fields, limit: Decimal) -> None:
    if not point.has("standard_error"):
        return
    most = limit / meter.sheet.figure("verification/test-points/standard-ratio", "elec-meter", "ratio")
    if point.not_negative("standard_error") > most:
        raise StandardNotFit(where=point.place("standard_error"), given=point.number("standard_error"), most=most)


def _starting(meter: Meter, test: Fields) -> None:
    path = f"verification/starting-current/{meter.family}"
    row = meter.of_class(path)
    most = electricity.starting_current(meter.basic, meter.sheet.decimal(path, row, "times_basic"))
    current, started = test.positive("current"), test.truth("started")
    if (current > most and started) or (current < most and not started):
        raise ProvesNothing(where=test.place("current"), given=f"{current} A", wanted=f"{most} A")
    meter.sheet.work("starting", "I ≤ c · Ib", most, current=current, basic=meter.basic)
    meter.sheet.test("starting", current=current, limit=most, passed=started)


def _no_load(meter: Meter, test: Fields) -> None:
    path = f"verification/starting-current/{meter.family}-no-load"
    row, sheet, spec = meter.of_class(path), meter.sheet, meter.spec
    least = electricity.least_no_load_minutes(
        sheet.decimal(path, row, "coefficient"), constant=spec.positive("constant"), elements=spec.whole("elements"),
        un=spec.positive("un"), imax=meter.imax,
    )
    minutes, pulses = test.positive("minutes"), test.not_negative("pulses")
    most = sheet.decimal(path, row, "pulses_le")
    asked = sheet.decimal(path, row, "voltage_percent")
    voltage = test.optional("voltage_percent")
    if voltage is not None and voltage < asked and pulses <= most:
        raise ProvesNothing(where=test.place("voltage_percent"), given=voltage, wanted=f"≥ {asked}")
    if minutes < least and pulses <= most:
        raise ProvesNothing(where=test.place("minutes"), given=f"{minutes} min", wanted=f"≥ {least} min")
    sheet.work("no_load", "t ≥ c · 10⁶ / (k · m · Un · Imax)", least, minutes=minutes)
    sheet.test("no_load", minutes=minutes, least_minutes=least, pulses=pulses, most=most, passed=pulses <= most)


