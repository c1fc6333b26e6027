// SPDX-License-Identifier: Apache-2.0
// From the JSON that describes a lot to what the engine takes: strict keys, exact units, net quantities from what was
// weighed. The twin of chuan.judge.lot_payload.

import { ZERO, plain } from "./decimals.js";
import { CountsDiffer, MissingKey, NoSuchRule, NotWholeItems, UnfitUnit } from "./errors.js";
import { Fields } from "./instrument-kinds/reading.js";
import { kindOfGoods, ratio, toBase } from "./metrology/prepackages/quantities.js";
import * as tare from "./metrology/prepackages/tare.js";
import { tolerableDeficiency } from "./metrology/prepackages/tolerance.js";
import { positive } from "./numbers.js";
import { bounded, isEmpty, isObject, reading, readings, whole } from "./payload.js";
import { unitOf } from "./units.js";

export const KEYS = [
  "rule_set", "on", "nominal", "lot_size", "destructive", "net", "gross", "tare", "mean", "census", "unit", "density",
  "place", "second", "mean_net", "plan", "s", "sample_size", "sieve", "glaze", "multipack", "moisture_percent", "scale",
];
const PLACES = ["production", "import", "market"];
const PLANS = ["single", "double", "e-mark"];

/** The lot of a payload whose rule set is known, with the steps that led to the net quantities, and the scale. */
export function readLot(payload, rules) {
  const fields = new Fields(payload, "", Object.keys(payload));
  const [nominal, unit] = nominalOf(fields);
  const lotSize = whole(fields.need("lot_size"), "lot_size");
  const place = fields.choice("place", PLACES, "-").replaceAll("-", "");
  const weighing = new Weighing(fields, rules, nominal, unit, place);
  const net = weighing.readings("net", "gross");
  const second = weighing.readings("second");
  const meanNet = weighing.readings("mean_net");
  const known = net.length ? { mean: null, s: null, sampleSize: net.length + second.length } : meanAlone(fields, lotSize);
  const percent = fields.has("moisture_percent") ? fields.notNegative("moisture_percent") : ZERO;
  if (!percent.isZero() && !rules.moisture) throw new NoSuchRule({ where: "moisture_percent", rule_set: rules.id });
  const lot = {
    kind: weighing.kind, nominal, lotSize, net, second, meanNet, ...known,
    destructive: fields.has("destructive") && fields.truth("destructive"), plan: planOf(fields, rules), place,
    toBase: toBase(unit), allowance: tare.moistureAllowance(nominal, percent),
  };
  return { lot, working: weighing.working, ...scaleOf(fields, weighing.unit, unit) };
}

function nominalOf(fields) {
  const given = fields.need("nominal");
  if (!isObject(given) || Object.keys(given).sort().join() !== "unit,value") {
    throw new MissingKey({ where: "nominal", key: "value, unit" });
  }
  const value = positive(given.value, "nominal/value");
  const unit = unitOf(given.unit, "nominal/unit").code;
  bounded(value, given.value, "nominal/value");
  kindOfGoods(unit, "nominal/unit");
  if (!fields.has("multipack")) return [value, unit];
  const pack = fields.child("multipack", ["units", "judged"]);
  const units = whole(pack.need("units"), "multipack/units");
  return [pack.choice("judged", ["inner", "whole"]) === "inner" ? value.div(units) : value, unit];
}

function meanAlone(fields, lotSize) {
  const mean = reading(fields.need("mean"), "mean");
  const s = fields.has("s") ? reading(fields.need("s"), "s") : null;
  const isAll = fields.has("census") && fields.truth("census");
  return { mean, s, sampleSize: isAll ? lotSize : whole(fields.need("sample_size"), "sample_size") };
}

function planOf(fields, rules) {
  const plan = fields.choice("plan", PLANS, "single");
  const known = { single: true, double: rules.double.length > 0, "e-mark": "e-mark-destructive" in rules.plans };
  if (!known[plan]) throw new NoSuchRule({ where: "plan", rule_set: rules.id });
  if (fields.has("second") && plan !== "double") throw new NoSuchRule({ where: "second", rule_set: rules.id });
  return plan;
}

function scaleOf(fields, unit, target) {
  if (!fields.has("scale")) return { interval: null, error: null };
  const scale = fields.child("scale", ["interval", "error", "unit"]);
  const given = Object.hasOwn(scale.given, "unit") ? scale.given.unit : unit;
  const size = ratio(given, unitOf(unit).kind === "mass" ? "g" : target, "scale/unit");
  const interval = scale.optional("interval");
  const error = scale.optional("error");
  return { interval: interval && interval.times(size), error: error && error.abs().times(size) };
}

/** How readings become net quantities in the unit of the nominal: tare, sieve, glaze, density, unit. */
class Weighing {
  constructor(fields, rules, nominal, unit, place) {
    this.fields = fields;
    this.rules = rules;
    this.nominal = nominal;
    this.target = unit;
    this.place = place;
    this.kind = kindOfGoods(unit, "nominal/unit");
    this.density = this.#density();
    const given = fields.given.unit;
    this.unit = unitOf(isEmpty(given) ? (this.density ? "g" : unit) : given, "unit").code;
    this.size = ratio(this.unit, this.density ? "g" : unit, "unit");
    this.working = [];
  }

  /** The net quantities of a list of the input; nothing where it is not there. */
  readings(key, gross = "") {
    const { given } = this.fields;
    if (Object.hasOwn(given, key)) return this.#converted(readings(given[key], key), key);
    if (gross && Object.hasOwn(given, gross)) return this.#converted(this.#net(readings(given[gross], gross)), key);
    return [];
  }

  #converted(given, key) {
    let values = this.size.eq(1) ? given : given.map((value) => value.times(this.size));
    if (this.density) {
      const ml = toBase(this.target);
      values = tare.volumes(values, this.density).map((value) => value.div(ml));
      this.#step("volume", "V = m / ρ", this.density, { n: String(values.length) });
    }
    if (this.kind === "count") {
      const place = values.findIndex((value) => !value.isInteger());
      if (place >= 0) throw new NotWholeItems({ where: `${key}/${place + 1}`, given: values[place].toFixed() });
    }
    return values;
  }

  #net(gross) {
    const parts = ["tare", "sieve", "glaze"].filter((part) => this.fields.has(part));
    if (!parts.length) throw new MissingKey({ where: "tare", key: "tare" });
    return parts.reduce((left, part) => tare.subtract(left, this.#part(part, gross.length), "gross"), gross);
  }

  /** What to subtract: one figure for all packages, or one each. */
  #part(part, packages) {
    const given = this.fields.given[part];
    if (Array.isArray(given)) {
      const each = readings(given, part);
      if (each.length !== packages) throw new CountsDiffer({ where: part, given: each.length, wanted: packages });
      return each;
    }
    if (!isObject(given)) return this.#same(reading(given, part), part);
    const inner = this.fields.child(part, part === "tare" ? ["mean", "sample"] : ["mean"]);
    if (inner.has("sample")) return this.#testedMean(readings(inner.need("sample"), "tare/sample"));
    return this.#same(reading(inner.need("mean"), `${part}/mean`), part);
  }

  #same(value, part) {
    this.#step(part, "x − b", value);
    return value;
  }

  #testedMean(sample) {
    const base = toBase(this.target);
    let { nominal } = this;
    let deficiency = tolerableDeficiency(this.rules, this.kind, nominal.times(base)).div(base);
    if (this.density) { // tares are masses: Qn and T as masses too
      const grams = base.times(this.density);
      [nominal, deficiency] = [nominal.times(grams), deficiency.times(grams)];
    }
    const converted = sample.map((value) => value.times(this.size));
    const found = tare.meanTare(this.rules, converted, { nominal, deficiency, place: this.place });
    const mean = found.mean.div(this.size);
    this.#step("tare", `x − b (${found.ground})`, mean, { n: String(sample.length) });
    return mean;
  }

  #density() {
    if (!this.fields.has("density")) return null;
    const given = this.fields.child("density", ["value", "unit"]);
    if (this.kind !== "volume") {
      const kinds = { given_kind: this.kind, wanted_kind: "volume" };
      throw new UnfitUnit({ where: "density", given: this.target, wanted: "ml, l", ...kinds });
    }
    const value = bounded(given.positive("value"), given.given.value, "density/value");
    return value.times(ratio(given.need("unit"), "g/ml", "density/unit"));
  }

  #step(step, formula, result, values = {}) {
    this.working.push({ step, formula, values, result: plain(result) });
  }
}
