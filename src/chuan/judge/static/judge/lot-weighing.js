// SPDX-License-Identifier: Apache-2.0
// How readings become net quantities in the unit of the nominal: tare, sieve, glaze, density, unit. The twin of
// chuan.judge.lot_weighing.

import { plain } from "./decimals.js";
import { CountsDiffer, MissingKey, NotWholeItems, UnfitUnit } from "./errors.js";
import { kindOfGoods, ratio, toBase } from "./metrology/prepackages/quantities.js";
import * as tare from "./metrology/prepackages/tare.js";
import { tolerableDeficiency } from "./metrology/prepackages/tolerance.js";
import { bounded, isEmpty, isObject, reading, readings } from "./payload.js";
import { unitOf } from "./units.js";

export class Weighing {
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
