// SPDX-License-Identifier: Apache-2.0
// Units and exact factors between units of a kind: the twin of chuan.metrology.units, where the sources stand.

import { Decimal, ZERO } from "./decimals.js";
import { UnfitUnit, UnknownUnit } from "./errors.js";
import { number, strip } from "./numbers.js";

/** Kind of quantity → its units, each with its factor to the base of the kind (the one with factor 1). */
const TABLE = {
  mass: "g 1, kg 1000, mg 0.001, µg 0.000001, t 1000000, ct 0.2, lượng 37.5, chỉ 3.75, lb 453.59237, oz 28.349523125",
  volume: "ml 1, l 1000, dl 100, cl 10, hl 100000, µl 0.001, m3 1000000, dm3 1000, cm3 1, mm3 0.001",
  length: "mm 1, µm 0.001, nm 0.000001, cm 10, dm 100, m 1000, km 1000000, M 1852000",
  area: "mm2 1, cm2 100, dm2 10000, m2 1000000, ha 10000000000, km2 1000000000000",
  count: "1 1, cái 1",
  fraction: "% 1, ‰ 0.1, ppm 0.0001",
  time: "s 1, ms 0.001, min 60, h 3600, d 86400",
  speed: "km/h 1, m/s 3.6, kn 1.852",
  flow: "l/h 1, l/min 60, l/s 3600, m3/h 1000, m3/s 3600000",
  density: "kg/m3 1, g/cm3 1000, g/ml 1000, kg/l 1000, g/l 1",
  energy: "J 1, kJ 1000, MJ 1000000, Wh 3600, kWh 3600000, MWh 3600000000",
  power: "W 1, mW 0.001, kW 1000, MW 1000000",
  pressure: "Pa 1, hPa 100, kPa 1000, MPa 1000000, mbar 100, bar 100000, mmHg 133.322387415, kgf/cm2 98066.5",
  temperature: "K 1, °C 1",
  voltage: "V 1, mV 0.001, µV 0.000001, kV 1000",
  current: "A 1, mA 0.001, µA 0.000001, kA 1000",
  resistance: "Ω 1, mΩ 0.001, kΩ 1000, MΩ 1000000, GΩ 1000000000",
  frequency: "Hz 1, kHz 1000, MHz 1000000, GHz 1000000000",
  force: "N 1, kN 1000, MN 1000000",
  illuminance: "lx 1, klx 1000",
};

/** Units for a narrow use, of trade or of elsewhere: neither of the SI nor accepted beside it everywhere. */
const NOT_METRIC = new Set(["ct", "lượng", "chỉ", "lb", "oz", "M", "kn", "mbar", "bar", "mmHg", "kgf/cm2"]);

/** Other ways to write the same unit. */
const ALIASES = new Map(Object.entries({
  L: "l", mL: "ml", cL: "cl", dL: "dl", hL: "hl", "µL": "µl", "L/h": "l/h", "L/min": "l/min", "L/s": "l/s",
  "g/mL": "g/ml", "kg/L": "kg/l", "g/L": "g/l", ug: "µg", um: "µm", ul: "µl", uL: "µl", uV: "µV", uA: "µA",
  "°K": "K", oC: "°C", degC: "°C", Ohm: "Ω", ohm: "Ω", kOhm: "kΩ", MOhm: "MΩ", cc: "cm3",
  gam: "g", "lít": "l", pcs: "cái", "chiếc": "cái", "tấn": "t", "kgf/cm^2": "kgf/cm2",
}));

/**
 * `zero` is the place of the unit's zero on the base's scale: 273.15 for °C, nothing for all others.
 * @typedef {{code: string, kind: string, factor: import("decimal.js").Decimal, zero: import("decimal.js").Decimal, isMetric: boolean}} Unit
 */

/** @type {Map<string, Unit>} */
export const UNITS = new Map(
  Object.entries(TABLE).flatMap(([kind, line]) => line.split(", ").map((entry) => {
    const [code, factor] = entry.split(" ");
    const zero = code === "°C" ? new Decimal("273.15") : ZERO;
    return [code, { code, kind, factor: new Decimal(factor), zero, isMetric: !NOT_METRIC.has(code) }];
  })),
);

/**
 * The unit by its code or another way to write it; `UnknownUnit` if there is none.
 * @param {unknown} code
 * @returns {Unit}
 */
export function unitOf(code, where = "unit") {
  if (typeof code === "string") {
    const written = strip(code);
    const composed = written.normalize("NFC");
    const folded = written.normalize("NFKC").replaceAll("μ", "µ");
    for (const name of [composed, folded, ALIASES.get(composed), ALIASES.get(folded)]) {
      const unit = UNITS.get(name ?? "");
      if (unit) return unit;
    }
  }
  throw new UnknownUnit({ where, given: code });
}

/** What kind of quantity a unit measures. */
export const kindOf = (/** @type {unknown} */ code, where = "unit") => unitOf(code, where).kind;

/**
 * The unit if it is of that kind, or `UnfitUnit`.
 * @param {unknown} code
 * @param {string} kind
 */
export function fit(code, kind, where = "unit") {
  const unit = unitOf(code, where);
  if (unit.kind !== kind) {
    const wanted = [...UNITS.values()].filter((other) => other.kind === kind).map((other) => other.code).slice(0, 4).join(", ");
    throw new UnfitUnit({ where, given: unit.code, wanted, given_kind: unit.kind, wanted_kind: kind });
  }
  return unit;
}

/**
 * A quantity in another unit of its kind: value · factor(source) ÷ factor(target), 28 digits, half-even.
 * @param {unknown} value
 * @param {unknown} source
 * @param {unknown} target
 */
export function convert(value, source, target, where = "value") {
  const given = value instanceof Decimal ? value : number(value, where);
  const here = unitOf(source, `${where}/unit`);
  const there = fit(target, here.kind, `${where}/unit`);
  if (here.code === there.code) return given;
  if (!here.zero.isZero() || !there.zero.isZero()) return given.times(here.factor).plus(here.zero).minus(there.zero);
  return given.times(here.factor).div(there.factor);
}
