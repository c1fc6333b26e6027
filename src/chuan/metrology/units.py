# SPDX-License-Identifier: Apache-2.0
"""Units of measurement: what may be written on a label or a certificate, and exact factors between units of a kind.

Every unit of a kind is tied to one base of that kind by an exact decimal factor: value in base = value · factor. So
`convert` is one multiplication and one division under 28 digits, and the JavaScript twin gives the same digits. Bases
are chosen so that all factors are finite decimals (km/h rather than m/s for speed, litre per hour for flow).

Standing of a unit: `si` (SI units and their multiples), `accepted` (outside the SI, accepted for use with it: litre,
tonne, minute, hectare …; SI Brochure, 9th edition, Table 8), `special` (for a narrow use: mmHg for blood pressure, bar,
nautical mile, knot, carat; SI Brochure, 8th edition, Table 8), `customary` (of trade or of elsewhere: lượng, chỉ,
kgf/cm²: never on a measurement record by itself). In Viet Nam legal units are fixed by the Government's Decree
86/2012/NĐ-CP under the Law on Metrology; its list was not at hand when this table was written: where the law is asked,
ask the law, not this table.

Factors that are not plain powers of ten, with their source:

=========== ==================== =====================================================================================
mmHg        133.322387415 Pa     conventional: 13 595.1 kg/m³ · 9.80665 m/s² · 1 mm (NIST SP 811, B.8, rounds: 133.3224)
kgf/cm2     98066.5 Pa           standard gravity 9.80665 m/s² (3rd CGPM, 1901)
ct          0.2 g                metric carat (4th CGPM, 1907)
lượng, chỉ  37.5 g, 3.75 g       weight of gold in Vietnamese trade, 1 lượng = 10 chỉ
M, kn       1852 m, 1.852 km/h   international nautical mile (1929)
lb, oz      453.59237 g, 1/16    avoirdupois pound (1959), on imported goods and for NIST Handbook 133
=========== ==================== =====================================================================================
"""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from chuan.metrology.decimals import exact
from chuan.metrology.errors import UnfitUnit, UnknownUnit, number

Standing = Literal["si", "accepted", "special", "customary"]


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit: `code` as it is written, its kind of quantity, and how many of the kind's base it is.

    `zero` is the place of its zero on the base's scale, in base units: 273.15 for °C, nothing for all others.
    """

    code: str
    kind: str
    factor: Decimal
    standing: Standing
    zero: Decimal = Decimal(0)

    @property
    def is_metric(self) -> bool:
        """True if it is of the SI or accepted beside it everywhere."""
        return self.standing in ("si", "accepted")


# kind: its units with factor and standing; the first one whose factor is 1 is the base.
_TABLE: dict[str, str] = {
    "mass": "g 1 si, kg 1000 si, mg 0.001 si, µg 0.000001 si, t 1000000 accepted, ct 0.2 special, "
            "lượng 37.5 customary, chỉ 3.75 customary, lb 453.59237 customary, oz 28.349523125 customary",
    "volume": "ml 1 accepted, l 1000 accepted, dl 100 accepted, cl 10 accepted, hl 100000 accepted, µl 0.001 accepted, "
              "m3 1000000 si, dm3 1000 si, cm3 1 si, mm3 0.001 si",
    "length": "mm 1 si, µm 0.001 si, nm 0.000001 si, cm 10 si, dm 100 si, m 1000 si, km 1000000 si, M 1852000 special",
    "area": "mm2 1 si, cm2 100 si, dm2 10000 si, m2 1000000 si, ha 10000000000 accepted, km2 1000000000000 si",
    "count": "1 1 si, cái 1 accepted",
    "fraction": "% 1 accepted, ‰ 0.1 accepted, ppm 0.0001 accepted",
    "time": "s 1 si, ms 0.001 si, min 60 accepted, h 3600 accepted, d 86400 accepted",
    "speed": "km/h 1 accepted, m/s 3.6 si, kn 1.852 special",
    "flow": "l/h 1 accepted, l/min 60 accepted, l/s 3600 accepted, m3/h 1000 accepted, m3/s 3600000 si",
    "density": "kg/m3 1 si, g/cm3 1000 si, g/ml 1000 accepted, kg/l 1000 accepted, g/l 1 accepted",
    "energy": "J 1 si, kJ 1000 si, MJ 1000000 si, Wh 3600 accepted, kWh 3600000 accepted, MWh 3600000000 accepted",
    "power": "W 1 si, mW 0.001 si, kW 1000 si, MW 1000000 si",
    "pressure": "Pa 1 si, hPa 100 si, kPa 1000 si, MPa 1000000 si, mbar 100 special, bar 100000 special, "
                "mmHg 133.322387415 special, kgf/cm2 98066.5 customary",
    "temperature": "K 1 si, °C 1 si",
    "voltage": "V 1 si, mV 0.001 si, µV 0.000001 si, kV 1000 si",
    "current": "A 1 si, mA 0.001 si, µA 0.000001 si, kA 1000 si",
    "resistance": "Ω 1 si, mΩ 0.001 si, kΩ 1000 si, MΩ 1000000 si, GΩ 1000000000 si",
    "frequency": "Hz 1 si, kHz 1000 si, MHz 1000000 si, GHz 1000000000 si",
    "force": "N 1 si, kN 1000 si, MN 1000000 si",
    "illuminance": "lx 1 si, klx 1000 si",
}

#: Other ways to write the same unit. Superscripts, ³ for 3, need no entry: NFKC turns them into plain digits.
_ALIASES = {
    "L": "l", "mL": "ml", "cL": "cl", "dL": "dl", "hL": "hl", "µL": "µl", "L/h": "l/h", "L/min": "l/min",
    "L/s": "l/s", "g/mL": "g/ml", "kg/L": "kg/l", "g/L": "g/l", "ug": "µg", "um": "µm", "ul": "µl",
    "uL": "µl", "uV": "µV", "uA": "µA",
    "°K": "K", "oC": "°C", "degC": "°C", "Ohm": "Ω", "ohm": "Ω", "kOhm": "kΩ", "MOhm": "MΩ", "cc": "cm3",
    "gam": "g", "lít": "l", "pcs": "cái", "chiếc": "cái", "tấn": "t", "kgf/cm^2": "kgf/cm2",
}


def _units() -> dict[str, Unit]:
    units = {}
    for kind, line in _TABLE.items():
        for entry in line.split(", "):
            code, factor, standing = entry.split(" ")
            zero = Decimal("273.15") if code == "°C" else Decimal(0)
            units[code] = Unit(code=code, kind=kind, factor=Decimal(factor), standing=standing, zero=zero)  # type: ignore[arg-type]
    return units


UNITS: MappingProxyType[str, Unit] = MappingProxyType(_units())
KINDS: tuple[str, ...] = tuple(_TABLE)


def unit_of(code: Any, where: str = "unit") -> Unit:
    """Return the unit by its code or another way to write it; `UnknownUnit` if there is none.

    >>> unit_of("mL").code, unit_of("cm³").code, unit_of("kg").kind
    ('ml', 'cm3', 'mass')
    """
    if isinstance(code, str):
        written = code.strip()
        composed = unicodedata.normalize("NFC", written)
        folded = unicodedata.normalize("NFKC", written).replace("μ", "µ")
        for name in (composed, folded, _ALIASES.get(composed, ""), _ALIASES.get(folded, "")):
            if name in UNITS:
                return UNITS[name]
    raise UnknownUnit(where=where, given=code)


def kind_of(code: Any, where: str = "unit") -> str:
    """Return the kind of quantity a unit measures.

    >>> kind_of("kWh"), kind_of("m2")
    ('energy', 'area')
    """
    return unit_of(code, where).kind


def fit(code: Any, kind: str, where: str = "unit") -> Unit:
    """Return the unit if it is of that kind, or `UnfitUnit`.

    >>> fit("L", "volume").code
    'l'
    """
    unit = unit_of(code, where)
    if unit.kind != kind:
        fitting = ", ".join([code for code, other in UNITS.items() if other.kind == kind][:4])
        raise UnfitUnit(where=where, given=unit.code, wanted=fitting, given_kind=unit.kind, wanted_kind=kind)
    return unit


def convert(value: Any, source: Any, target: Any, where: str = "value") -> Decimal:
    """Return a quantity in another unit of its kind: value · factor(source) ÷ factor(target), 28 digits, half-even.

    A temperature is a place on a scale, not a difference: 20 °C is 293.15 K.

    >>> convert("1.5", "kg", "g"), convert("36", "km/h", "m/s"), convert(2, "lượng", "g")
    (Decimal('1500.0'), Decimal('10'), Decimal('75.0'))
    >>> convert(120, "mmHg", "kPa"), convert(20, "°C", "K")
    (Decimal('15.9986864898'), Decimal('293.15'))
    """
    given = number(value, where)
    here = unit_of(source, f"{where}/unit")
    there = fit(target, here.kind, f"{where}/unit")
    if here.code == there.code:
        return given
    with exact():
        if here.zero or there.zero:
            return given * here.factor + here.zero - there.zero
        quotient = given * here.factor / there.factor
    return Decimal(format(quotient, "f"))
