# SPDX-License-Identifier: Apache-2.0
"""From the texts of a row to its values, or to everything that is wrong with it at once. Touches no database."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from chuan.lib.errors import InvalidInput
from chuan.lib.numbers import parse_reading
from chuan.lib.text import key, tidy
from chuan.parties.rules import check_tax_code
from chuan.places.models import AdministrativeUnit
from chuan.places.queries import Gazetteer
from chuan.registry.imports.columns import COLUMNS
from chuan.registry.imports.problems import Problem, problem
from chuan.registry.imports.reading import UNCACHED

_POINT_ZERO = re.compile(r"\d+\.0+")
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")
#: day 0 of Excel's calendar; serial numbers outside these years are no dates of verification
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(20_000, 80_000)
_LENGTHS = {"maker": 120, "model": 120, "serial": 80, "type_approval_mark": 60, "station": 200, "owner": 200, "address": 300}
_COUNT = range(1, 100)
#: lengths that a tax code has after Excel took the zero in front
_ZERO_LOST = (9, 11, 12)
_CENTURY = 2000


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row whose texts all have a meaning."""

    number: int
    maker: str
    model: str
    serial: str
    maker_key: str
    serial_key: str
    type_approval_mark: str
    characteristics: dict[str, Any]
    last_verified_on: date | None
    tax_code: str
    owner: str
    station: str
    station_key: str
    address: str
    stated_unit: AdministrativeUnit
    #: None where the stated commune was divided: a person must say which part
    current_unit: AdministrativeUnit | None


class Wrong(Exception):
    """A cell without meaning."""

    def __init__(self, code: str, **data: Any) -> None:
        self.code = code
        self.data = data
        super().__init__(code)


class Checker:
    """Checks rows against what was loaded once: the places of all days."""

    def __init__(self, places: Gazetteer, *, on: date) -> None:
        self._places = places
        self._on = on
        self._communes: dict[str, tuple[AdministrativeUnit, AdministrativeUnit | None] | Wrong] = {}
        self._tax_codes: dict[str, str | Wrong] = {}
        self._days: dict[str, date | Wrong] = {}

    def check(self, number: int, texts: dict[str, str]) -> tuple[Row | None, list[Problem]]:
        """The row, or its problems."""
        problems: list[Problem] = []
        values: dict[str, Any] = {}
        for column in COLUMNS:
            text = texts.get(column.field, "")
            try:
                values[column.field] = self._value(column.field, text, required=column.required)
            except Wrong as wrong:
                problems.append(problem(column.field, wrong.code, **wrong.data))
        return (None, problems) if problems else (self._row(number, values), [])

    def _value(self, name: str, text: str, *, required: bool) -> Any:
        if text == UNCACHED:
            raise Wrong("registry.formula-without-value")
        text = tidy(text)
        if not text:
            if required:
                raise Wrong("registry.value-missing")
            return None if name in _PARSERS else ""
        if name in _PARSERS:
            return _PARSERS[name](self, text)
        if len(text) > _LENGTHS[name]:
            raise Wrong("registry.value-too-long", value=text[:40], length=len(text), limit=_LENGTHS[name])
        return text

    def _row(self, number: int, values: dict[str, Any]) -> Row:
        hoses, q_max = values.pop("hoses"), values.pop("q_max")
        stated, current = values.pop("commune")
        known = {"hoses": hoses, "q_max_l_min": f"{q_max:f}" if q_max is not None else None}
        return Row(
            number=number, maker_key=key(values["maker"]), serial_key=key(values["serial"]),
            station_key=key(values["station"]), stated_unit=stated, current_unit=current,
            characteristics={name: value for name, value in known.items() if value is not None}, **values,
        )

    def serial(self, text: str) -> str:
        """A serial number, zeros kept; a number that Excel wrote as 123.0 is 123."""
        text = text.partition(".")[0] if _POINT_ZERO.fullmatch(text) else text
        if not key(text):
            raise Wrong("registry.serial-without-characters", value=text)
        if len(text) > _LENGTHS["serial"]:
            raise Wrong("registry.value-too-long", value=text[:40], length=len(text), limit=_LENGTHS["serial"])
        return text

    def maker(self, text: str) -> str:
        """A maker's name, which must hold a letter."""
        if not key(text):
            raise Wrong("registry.serial-without-characters", value=text)
        if len(text) > _LENGTHS["maker"]:
            raise Wrong("registry.value-too-long", value=text[:40], length=len(text), limit=_LENGTHS["maker"])
        return text

    def tax_code(self, text: str) -> str:
        """A tax code; the zero that Excel takes from the front of a number is put back where that makes it right."""
        code: str = _remembered(self._tax_codes, text, _tax_code)
        return code

    def day(self, text: str) -> date:
        """A day that has come."""
        day: date = _remembered(self._days, text, read_day)
        if day > self._on:
            raise Wrong("registry.date-in-future", value=f"{day:%d/%m/%Y}")
        return day

    def hoses(self, text: str) -> int:
        """A small whole number."""
        number = parse_reading(text)
        if number is None or number != number.to_integral_value() or int(number) not in _COUNT:
            raise Wrong("registry.count-unreadable", value=text[:40])
        return int(number)

    def q_max(self, text: str) -> Decimal:
        """A flow rate in litres per minute."""
        number = parse_reading(re.sub(r"(?i)\s*l(ít)?\s*/\s*(min|phút|ph|p)\.?$", "", text))
        if number is None or number <= 0 or number >= 10**6:
            raise Wrong("registry.number-unreadable", value=text[:40])
        return number.quantize(Decimal("0.01")).normalize()

    def commune(self, text: str) -> tuple[AdministrativeUnit, AdministrativeUnit | None]:
        """The commune stated, and today's."""
        found: tuple[AdministrativeUnit, AdministrativeUnit | None] = _remembered(
            self._communes, text, self._find_commune
        )
        return found

    def _find_commune(self, text: str) -> tuple[AdministrativeUnit, AdministrativeUnit | None]:
        matches = self._places.named(text)
        if not matches:
            near = self._places.spelled_like(text)
            if near:
                raise Wrong("registry.commune-misspelled", value=text[:60], candidates=", ".join(near))
            raise Wrong("registry.commune-unknown", value=text[:60])
        if len({unit.pk for match in matches for unit in match.current}) > 1 and len(matches) > 1:
            candidates = "; ".join(self._places.describe(match) for match in matches)
            raise Wrong("registry.commune-ambiguous", value=text[:60], candidates=candidates)
        current = matches[0].current
        return matches[0].stated, current[0] if len(current) == 1 else None


_PARSERS: dict[str, Callable[[Checker, str], Any]] = {
    "maker": Checker.maker, "serial": Checker.serial, "tax_code": Checker.tax_code, "last_verified_on": Checker.day,
    "hoses": Checker.hoses, "q_max": Checker.q_max, "commune": Checker.commune,
}


def _remembered(memory: dict[str, Any], text: str, work: Callable[[str], Any]) -> Any:
    """The answer given before for the same text; lists repeat themselves."""
    if text not in memory:
        try:
            memory[text] = work(text)
        except Wrong as wrong:
            memory[text] = wrong
    answer = memory[text]
    if isinstance(answer, Wrong):
        raise answer
    return answer


def _tax_code(text: str) -> str:
    text = text.partition(".")[0] if _POINT_ZERO.fullmatch(text) else text
    try:
        return check_tax_code(text)
    except InvalidInput as error:
        if text.isdigit() and len(text) in _ZERO_LOST:
            try:
                return check_tax_code(f"0{text}")
            except InvalidInput:
                pass
        raise Wrong(error.code, **error.data) from error


def read_day(text: str) -> date:
    """A day written day first, ISO, or as Excel's serial number; two digits of a year mean this century.

    >>> read_day("5/12/25"), read_day("2025-12-05 00:00:00"), read_day("45996")
    (datetime.date(2025, 12, 5), datetime.date(2025, 12, 5), datetime.date(2025, 12, 5))
    """
    if match := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        year += _CENTURY if year < 100 else 0
    elif match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        serial = text.partition(".")[0]
        if text.replace(".", "", 1).isdigit() and serial.isdigit() and len(serial) < 6 and int(serial) in _EXCEL_SERIALS:
            return _EXCEL_EPOCH + timedelta(days=int(serial))
        raise Wrong("registry.date-unreadable", value=text[:40])
    try:
        return date(year, month, day)
    except ValueError:
        raise Wrong("registry.date-impossible", value=text[:40]) from None

